"""takes: the takes of an episode or of one shot, and which of them the film uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from piying.cut.rolls import Chosen
from piying.model.canon import digest
from piying.model.errors import Invalid, Missing
from piying.model.ids import slug
from piying.model.shot import Board
from piying.model.take import HAND, Flag, Outcome, Recipe, Take, TakeKind
from piying.store.store import Choice
from piying.studio.house import House
from piying.studio.shooting.asking import Asking, asking_of
from piying.studio.shooting.flags import flags_of
from piying.studio.shooting.hand import by_hand, shelf, use
from piying.studio.shooting.held import current_board, episode_name
from piying.studio.shooting.variants import held_take, in_use, variants

OF_SHOTS = (TakeKind.PICTURE, TakeKind.VOICE)
"""The kinds of take that belong to one shot."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, and why."""

    by: str
    why: str = ""


LOCAL = Signed("local")


@dataclass(frozen=True, slots=True)
class Need:
    """What the episode asks a take for, with the name by which a person asks for it."""

    name: str
    """The id of the shot; for music and effects, what they are."""
    kind: TakeKind
    recipe: Recipe
    of: str = ""
    """What it is of the picture: "still", the picture that a clip begins with, or "2/3", a
    part of it; empty: the whole, which the film shows."""


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
    number: int = 0
    """Which it is of those of its need, from 1."""
    model: str = ""
    flags: tuple[Flag, ...] = ()
    """What a person should look at."""
    chosen: Choice | None = None
    """Who let the film use it and why; None: nobody did, it is used as the first."""


def takes(house: House, series: str, episode: int) -> tuple[TakeRow, ...]:
    """Every take of `episode`, in the order of its shots, failed attempts too."""
    board, _ = current_board(house, series, episode)
    return tuple(row for need in needs(house, board) for row in rows_of(house, board, need))


def takes_of(house: House, series: str, episode: int, shot: str) -> tuple[TakeRow, ...]:
    """Every take of one shot: of its picture, then of its voice.

    Raises:
        Missing: there is no such shot.
    """
    board, _ = current_board(house, series, episode)
    asking = asking_of(house, board)
    found = [
        need
        for kind in OF_SHOTS
        for need in needs(house, board, asking)
        if need.kind is kind and need.name == shot_named(board, shot)
    ]
    if not found:
        found = [need_of(house, board, shot, TakeKind.PICTURE, asking)]
    return tuple(row for need in found for row in rows_of(house, board, need))


def choose_take(
    house: House, series: str, episode: int, wanted: str, signed: Signed = LOCAL
) -> TakeRow:
    """Let the film use the take whose name is, or ends with, `wanted`.

    Raises:
        Missing: there is none.
        Invalid: there are several, or nothing of it can be used.
    """
    board, _ = current_board(house, series, episode)
    found = [
        row
        for need in needs(house, board)
        for row in rows_of(house, board, need)
        if row.take.id.endswith(wanted.upper())
    ]
    names = {row.take.id for row in found}
    if not names:
        raise Missing("store.take_missing", take=wanted)
    if len(names) > 1:
        raise Invalid("cli.take_ambiguous", take=wanted, known=", ".join(sorted(names)))
    return _choose(house, board, found[0], signed)


def choose_number(
    house: House,
    series: str,
    episode: int,
    wanted: tuple[str, TakeKind],
    number: int,
    signed: Signed = LOCAL,
) -> TakeRow:
    """Let the film use take `number` of a shot's picture or voice, as `takes_of` has them.

    Raises:
        Missing: there is no such shot or take.
        Invalid: nothing of it can be used.
    """
    board, _ = current_board(house, series, episode)
    need = need_of(house, board, *wanted)
    rows = list(rows_of(house, board, need))
    if not 0 < number <= len(rows):
        raise Missing("costs.no_take_number", shot=need.name, number=number, most=len(rows))
    return _choose(house, board, rows[number - 1], signed)


def _choose(house: House, board: Board, row: TakeRow, signed: Signed) -> TakeRow:
    if row.take.outcome is not Outcome.MADE or not row.here:
        raise Invalid("cli.take_useless", take=row.take.id, why=row.take.why or "-")
    if row.need.kind in OF_SHOTS and not row.need.of:
        held = shelf(house, board, row.need.name, row.need.kind)
        use(house, board, held, row.take.id if row.take.provider == HAND else "")
    now = house.clock.now_ms()
    # what was brought is no take of the need: who chose it stands with its own recipe
    key = row.take.recipe if row.take.provider == HAND else digest(row.need.recipe)
    house.store.choose(key, row.take.id, by=signed.by, why=signed.why, at_ms=now)
    return replace(row, used=True, chosen=Choice(row.take.id, signed.by, signed.why, now))


def voices_held(house: House, board: Board, asking: Asking) -> dict[str, Chosen]:
    """The voices that the film would use and the house holds, by shot."""
    spoken = asking.voices()
    held = {shot: held_take(house, recipe) for shot, recipe in spoken.items()}
    made = {shot: take for shot, take in held.items() if take is not None}
    recorded = by_hand(house, board, TakeKind.VOICE)
    return {shot: recorded.get(shot) or made[shot] for shot in spoken
            if shot in recorded or shot in made}  # fmt: skip


def needs(house: House, board: Board, asking: Asking | None = None) -> Iterator[Need]:
    """What the board needs; of pictures, music and effects only once the voices are there."""
    asking = asking or asking_of(house, board)
    spoken, voices = asking.voices(), voices_held(house, board, asking)
    if len(voices) < len(spoken):
        for shot, recipe in spoken.items():
            yield Need(shot, TakeKind.VOICE, recipe)
        return
    needed, stills = asking.needed(voices), asking.stills(voices)
    parts: dict[str, list[tuple[tuple[str, int], Recipe]]] = {}
    for key, part in asking.parts.items():
        parts.setdefault(key[0], []).append((key, part))
    for shot, recipe in needed.pictures.items():
        if shot in spoken:
            yield Need(shot, TakeKind.VOICE, spoken[shot])
        if shot in stills:
            yield Need(shot, TakeKind.PICTURE, stills[shot], "still")
        for (_, number), part in parts.get(shot, ()):
            yield Need(shot, TakeKind.PICTURE, part, f"{number}/{asking.count_of(part)}")
        yield Need(shot, TakeKind.PICTURE, recipe)
    for music, recipe in needed.music.items():
        yield Need(f"{music.mood}-{music.length_ms // 1000}s", TakeKind.MUSIC, recipe)
    for sound, recipe in needed.sounds.items():
        yield Need(f"{sound.name}-{sound.length_ms}ms", TakeKind.SOUND, recipe)


def shot_named(board: Board, wanted: str) -> str:
    """The id of the shot that a person names by its number or its id."""
    number = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
    return board.shots[number - 1].id if 0 < number <= len(board.shots) else wanted


def need_of(
    house: House, board: Board, wanted: str, kind: TakeKind, asking: Asking | None = None
) -> Need:
    """The need called `wanted`: a shot by id or number, or a piece of music or sound.

    Raises:
        Missing: there is none; it names those that there are.
    """
    shot = shot_named(board, wanted)
    found = [
        need
        for need in needs(house, board, asking)
        if not need.of and (need.kind is kind or need.kind not in OF_SHOTS)
    ]
    for need in found:
        if need.name == shot:
            return need
    if any(one.id == shot for one in board.shots) and kind is TakeKind.PICTURE:
        # what its picture is, only the voices of the episode tell
        name = episode_name(slug(board.series), board.episode)
        raise Missing("cli.run_first", verb="shoot", name=name, why=shot)
    names = [need.name for need in found] or [one.id for one in board.shots]
    known = ", ".join(dict.fromkeys(names))
    raise Missing("cli.unknown_shot", name=wanted, kind=kind.value, known=known)


def rows_of(house: House, board: Board, need: Need) -> Iterator[TakeRow]:
    """Every take of one need, oldest first."""
    _, used = in_use(house, need.recipe)
    choices = house.store.choices(digest(need.recipe))
    chosen = choices[-1] if choices else None
    found: list[tuple[Take, int, tuple[str, ...]]] = [
        (take, seed, ()) for take, seed in _made(house, need, used)
    ]
    if need.kind in OF_SHOTS and not need.of:
        held = shelf(house, board, need.name, need.kind)
        for one in held.brought:
            names = tuple(file.name for file in one.files)
            found.append((house.store.take(one.take), 0, names))
        if held.used:
            used = house.store.take(held.used)
            signed = [one for one in house.store.choices(used.recipe) if one.take == used.id]
            chosen = signed[-1] if signed else None
    found.sort(key=lambda one: one[0].id)
    for number, (take, seed, names) in enumerate(found, start=1):
        here = take.blob is not None and house.store.blobs.has(take.blob)
        is_used = used is not None and take.id == used.id
        yield TakeRow(
            need, take, seed, is_used, here, names, number, _model(house, take),
            flags_of(house, take.id), chosen if is_used else None,
        )  # fmt: skip


def _made(house: House, need: Need, used: Take | None) -> list[tuple[Take, int]]:
    """The takes of every variant with its seed, and what other models made in their place."""
    found: dict[str, tuple[Take, int]] = {}
    for variant in variants(house, need.recipe):
        for take in variant.takes:
            found[take.id] = (take, variant.recipe.seed)
        instead = house.store.choice(variant.key)
        if instead is not None and instead not in found:
            take = house.store.take(instead)
            found[instead] = (take, house.store.get(take.recipe, Recipe).seed)
    if used is not None and used.provider != HAND and used.id not in found:
        found[used.id] = (used, need.recipe.seed)
    return list(found.values())


def _model(house: House, take: Take) -> str:
    return house.store.get(take.recipe, Recipe).model
