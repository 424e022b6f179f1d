"""takes: the takes of an episode; another take of a shot; and which of them the film uses."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from piying.cut.rolls import Chosen
from piying.model.canon import digest
from piying.model.errors import Invalid, Missing
from piying.model.shot import Board
from piying.model.take import HAND, Outcome, Recipe, Take, TakeKind
from piying.studio.asking import Asking, asking_of
from piying.studio.hand import by_hand, shelf, use
from piying.studio.held import current_board, episode_name
from piying.studio.house import House
from piying.studio.shooting import Blobs, keep
from piying.studio.variants import Variant, held_take, in_use, variants


@dataclass(frozen=True, slots=True)
class Need:
    """What the episode asks a take for, with the name by which a person asks for it."""

    name: str
    """The id of the shot; for music and effects, what they are."""
    kind: TakeKind
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class TakeRow:
    """One take in the list."""

    need: Need
    take: Take
    seed: int
    used: bool
    """The film uses it."""
    here: bool
    """Its bytes are in the house."""
    files: tuple[str, ...] = ()
    """The names of the files that a person brought for it."""


@dataclass(frozen=True, slots=True)
class Another:
    """A further take, and whether it differs from those that were there."""

    row: TakeRow
    same: bool
    """The provider makes the same thing every time: there is nothing to choose."""


def takes(house: House, series: str, episode: int) -> tuple[TakeRow, ...]:
    """Every take of `episode`, in the order of its shots, failed attempts too."""
    board, _ = current_board(house, series, episode)
    return tuple(row for need in _needs(house, board) for row in _rows(house, board, need))


def take_again(house: House, series: str, episode: int, shot: str, kind: TakeKind) -> Another:
    """One more take of a shot: the same recipe with the next seed. The film keeps its own."""
    board, _ = current_board(house, series, episode)
    need = _need_of(house, board, shot, kind)
    held = variants(house, need.recipe)
    if not held:
        name = episode_name(series, episode)
        raise Missing("cli.run_first", verb="shoot", name=name, why=need.name)
    recipe = replace(need.recipe, seed=held[-1].recipe.seed + 1)
    voices = _voices(house, board, asking_of(house, board)).values()
    blobs = Blobs(house, {voice.blob: voice.facts for voice in voices})
    begun = house.clock.now_ms()
    with (
        house.progress.step(_STEPS[need.kind], 1) as step,
        ThreadPoolExecutor(1) as pool,
    ):
        future = pool.submit(house.provider(recipe.provider).make, recipe, blobs)
        take, _ = keep(house, recipe, future, begun)
        step.advance()
    before = {old.blob for variant in held for old in variant.takes}
    return Another(TakeRow(need, take, recipe.seed, used=False, here=True), take.blob in before)


def choose_take(house: House, series: str, episode: int, wanted: str) -> TakeRow:
    """Let the film use the take whose name is, or ends with, `wanted`."""
    board, _ = current_board(house, series, episode)
    found = [
        row
        for need in _needs(house, board)
        for row in _rows(house, board, need)
        if row.take.id.endswith(wanted.upper())
    ]
    names = {row.take.id for row in found}
    if not names:
        raise Missing("store.take_missing", take=wanted)
    if len(names) > 1:
        raise Invalid("cli.take_ambiguous", take=wanted, known=", ".join(sorted(names)))
    row = found[0]
    if row.take.outcome is not Outcome.MADE or not row.here:
        raise Invalid("cli.take_useless", take=row.take.id, why=row.take.why or "-")
    if row.need.kind in _OF_SHOTS:
        held = shelf(house, board, row.need.name, row.need.kind)
        use(house, board, held, row.take.id if row.take.provider == HAND else "")
    if row.take.provider != HAND:
        now = house.clock.now_ms()
        house.store.choose(digest(row.need.recipe), row.take.id, by="local", why="", at_ms=now)
    return replace(row, used=True)


_STEPS = {
    TakeKind.VOICE: "cli.step_voices",
    TakeKind.PICTURE: "cli.step_pictures",
    TakeKind.MUSIC: "cli.step_music",
    TakeKind.SOUND: "cli.step_sounds",
}


def _voices(house: House, board: Board, asking: Asking) -> dict[str, Chosen]:
    spoken = asking.voices()
    held = {shot: held_take(house, recipe) for shot, recipe in spoken.items()}
    made = {shot: take for shot, take in held.items() if take is not None}
    recorded = by_hand(house, board, TakeKind.VOICE)
    return {shot: recorded.get(shot) or made[shot] for shot in spoken
            if shot in recorded or shot in made}  # fmt: skip


def _needs(house: House, board: Board) -> Iterator[Need]:
    """What the board needs; of pictures, music and effects only once the voices are there."""
    asking = asking_of(house, board)
    spoken, voices = asking.voices(), _voices(house, board, asking)
    if len(voices) < len(spoken):
        for shot, recipe in spoken.items():
            yield Need(shot, TakeKind.VOICE, recipe)
        return
    needed = asking.needed(voices)
    for shot, recipe in needed.pictures.items():
        if shot in spoken:
            yield Need(shot, TakeKind.VOICE, spoken[shot])
        yield Need(shot, TakeKind.PICTURE, recipe)
    for music, recipe in needed.music.items():
        yield Need(f"{music.mood}-{music.length_ms // 1000}s", TakeKind.MUSIC, recipe)
    for sound, recipe in needed.sounds.items():
        yield Need(f"{sound.name}-{sound.length_ms}ms", TakeKind.SOUND, recipe)


def _need_of(house: House, board: Board, wanted: str, kind: TakeKind) -> Need:
    """The need called `wanted`: a shot by id or number, or a piece of music or sound."""
    number = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
    shot = board.shots[number - 1].id if 0 < number <= len(board.shots) else wanted
    needs = [
        need for need in _needs(house, board) if need.kind is kind or need.kind not in _OF_SHOTS
    ]
    for need in needs:
        if need.name == shot:
            return need
    known = ", ".join(dict.fromkeys(need.name for need in needs)) or "-"
    raise Missing("cli.unknown_shot", name=wanted, kind=kind.value, known=known)


_OF_SHOTS = (TakeKind.VOICE, TakeKind.PICTURE)


def _rows(house: House, board: Board, need: Need) -> Iterator[TakeRow]:
    _, used = in_use(house, need.recipe)
    if need.kind in _OF_SHOTS:
        held = shelf(house, board, need.name, need.kind)
        used = None if held.used else used
        for one in held.brought:
            take = house.store.take(one.take)
            here = take.blob is not None and house.store.blobs.has(take.blob)
            names = tuple(file.name for file in one.files)
            yield TakeRow(need, take, 0, take.id == held.used, here, names)
    for variant in variants(house, need.recipe):
        yield from _rows_of(house, need, variant, used)


def _rows_of(
    house: House, need: Need, variant: Variant, used: Take | None
) -> Iterator[TakeRow]:
    for take in variant.takes:
        here = take.blob is not None and house.store.blobs.has(take.blob)
        is_used = used is not None and take.id == used.id
        yield TakeRow(need, take, variant.recipe.seed, is_used, here)
