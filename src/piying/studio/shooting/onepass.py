"""One pass over a board: which takes it needs, which are held, and the making of the others.

Voices come first, for they decide how long shots are; then pictures, music and effects.
A take that is held is never made again; a take that is made is kept at once, so a run that
ends early loses only what was being made at that moment.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TypeVar

from piying.cut.rolls import Chosen, Roll
from piying.model.canon import Digest, digest, digest_bytes
from piying.model.errors import Missing, PiyingError
from piying.model.ids import ulid
from piying.model.money import NOTHING, Money
from piying.model.shot import Board
from piying.model.take import (
    Flag,
    MediaFacts,
    MusicBrief,
    Outcome,
    Recipe,
    SoundBrief,
    Take,
    TakeKind,
)
from piying.studio.house import House
from piying.studio.shooting.asking import Ask, Asking, asking_of
from piying.studio.shooting.flagging import flag_takes
from piying.studio.shooting.flags import flags_of, was_looked_at
from piying.studio.shooting.generate import Batch, judged
from piying.studio.shooting.hand import by_hand
from piying.studio.shooting.needs import Later
from piying.studio.shooting.quoting import wanted
from piying.studio.shooting.variants import held_take, in_use, use_instead
from piying.takes.provider import Made

K = TypeVar("K")

WHY_CHARACTERS_MAX = 500


@dataclass(frozen=True, slots=True)
class Shoot:
    """The takes of one episode, as the cut needs them."""

    rolls: tuple[Roll, ...]
    music: Mapping[MusicBrief, Chosen]
    sounds: Mapping[SoundBrief, Chosen]
    made_count: int
    held_count: int
    cost: Money
    unseen: tuple[PiyingError, ...] = ()
    """Why takes could not be looked at for flags, each once."""
    flagged: tuple[tuple[str, Flag], ...] = ()
    """What a person should look at in what models made now, with the shots."""


@dataclass(frozen=True, slots=True)
class Want:
    """A recipe that has no take yet."""

    kind: TakeKind
    recipe: Digest
    provider: str
    quote: Money


@dataclass(frozen=True, slots=True)
class Blobs:
    """What a provider may read of the house while it makes a take."""

    house: House
    known: Mapping[Digest, MediaFacts]

    def blob(self, digest: Digest) -> bytes:  # noqa: D102 - the port says it
        return self.house.store.blobs.get(digest)

    def facts(self, digest: Digest) -> MediaFacts:  # noqa: D102 - the port says it
        facts = self.known.get(digest)
        if facts is None:
            path = self.house.store.blobs.path(digest)
            raise Missing("store.blob_missing", digest=digest[:12], path=path)
        return facts


def take_all(house: House, board: Board) -> Shoot:
    """The takes of `board`; what is not held is made."""
    shooting = _Shooting(house, board)
    shooting.judge()
    return shooting.run(board)


def look(house: House, board: Board) -> tuple[tuple[Want, ...], Shoot | None]:
    """What would be made for `board` as far as can be known now, and the takes if all are held.

    While voices are missing, the lengths of their shots are not known, so the pictures, the
    music and the effects cannot be listed yet.
    """
    shooting = _Shooting(house, board, make=False)
    shot = shooting.run(board)
    return tuple(shooting.wants), None if shooting.wants else shot


def keep(
    house: House, recipe: Recipe, future: Future[Made], begun_ms: int
) -> tuple[Take, Made]:
    """Append what came of one attempt; a failure is a take too, and is then raised."""
    error = future.exception()
    if error is not None:
        keep_failure(house, recipe, error, begun_ms)
        raise error
    made = future.result()
    now = house.clock.now_ms()
    blob = house.store.blobs.put(made.data)
    take = Take(
        ulid(now, os.urandom(10)), digest(recipe), Outcome.MADE, blob, made.facts,
        recipe.provider, now, now - begun_ms, made.cost,
    )  # fmt: skip
    with house.store.together():
        house.store.put(recipe)
        house.store.add_take(take)
    return take, made


def keep_failure(house: House, recipe: Recipe, error: BaseException, begun_ms: int) -> None:
    """Append an attempt of which nothing came, and why."""
    now = house.clock.now_ms()
    why = str(error) if isinstance(error, PiyingError) else f"{type(error).__name__}: {error}"
    take = Take(
        ulid(now, os.urandom(10)), digest(recipe), Outcome.FAILED, None, None,
        recipe.provider, now, now - begun_ms, why=why[:WHY_CHARACTERS_MAX],
    )  # fmt: skip
    with house.store.together():
        house.store.put(recipe)
        house.store.add_take(take)


class _Shooting:
    """One pass over a board; with `make` off it only looks."""

    def __init__(self, house: House, board: Board, *, make: bool = True) -> None:
        self.house = house
        self.asking: Asking = asking_of(house, board)
        self.make = make
        self.wants: list[Want] = []
        self.made_count = 0
        self.held_count = 0
        self.cost = NOTHING
        self.facts: dict[Digest, MediaFacts] = {}
        self.unseen: dict[str, PiyingError] = {}
        self.flagged: list[tuple[str, Flag]] = []

    def judge(self) -> None:
        """Hold everything that models are asked for against the rules and the budget at once.

        Raises:
            Invalid: something cannot be made, or a cap would be passed; nothing was sent.
        """
        book = self.asking.book
        if book is not None:
            asks = wanted(self.asking)
            self.asking.insist()
            judged(self.house, self.asking.board, book, asks).insist()

    def run(self, board: Board) -> Shoot:
        spoken = self.asking.voices()
        recorded = by_hand(self.house, board, TakeKind.VOICE)
        voices = self._obtain("cli.step_voices", spoken, recorded)
        if len(voices) < len(spoken):
            return self._result((), {}, {})
        brought = by_hand(self.house, board, TakeKind.PICTURE)
        firsts = {
            shot: recipe
            for shot, recipe in self.asking.stills(voices).items()
            if shot not in brought or held_take(self.house, recipe)
        }
        stills = self._obtain("cli.step_stills", firsts)
        if len(stills) < len(firsts):
            return self._result((), {}, {})
        needed = self._in_parts(voices, stills, brought)
        if needed is None:
            return self._result((), {}, {})
        pictures = self._obtain("cli.step_pictures", needed.pictures, brought)
        music = self._obtain("cli.step_music", needed.music)
        sounds = self._obtain("cli.step_sounds", needed.sounds)
        rolls = tuple(
            Roll(shot, *needed.lengths[shot.id], pictures[shot.id], voices.get(shot.id))
            for shot in board.shots
            if shot.id in pictures
        )
        return self._result(rolls, music, sounds)

    def _in_parts(
        self,
        voices: Mapping[str, Chosen],
        stills: Mapping[str, Chosen],
        brought: Mapping[str, Chosen],
    ) -> Later | None:
        """What is needed once shots in parts have theirs, each part after the one before it.

        None: a part is missing, and nothing is made.
        """
        had: set[tuple[str, int]] = set()
        while True:
            needed = self.asking.later(voices, stills)
            due = {
                key: recipe
                for key, recipe in self.asking.parts.items()
                if key not in had and key[0] not in brought
            }
            if not due:
                return needed
            if len(self._obtain("cli.step_parts", due)) < len(due):
                return None
            had |= due.keys()

    def _result(
        self,
        rolls: tuple[Roll, ...],
        music: Mapping[MusicBrief, Chosen],
        sounds: Mapping[SoundBrief, Chosen],
    ) -> Shoot:
        return Shoot(rolls, music, sounds, self.made_count, self.held_count, self.cost,
                     tuple(self.unseen.values()), tuple(self.flagged))  # fmt: skip

    def _obtain(
        self, code: str, recipes: Mapping[K, Recipe], given: Mapping[K, Chosen] | None = None
    ) -> dict[K, Chosen]:
        """The take of every recipe that the film uses: given by hand, held, or made now."""
        by = given or {}
        held = {
            key: by[key] if key in by else held_take(self.house, recipe)
            for key, recipe in recipes.items()
        }
        got = {key: take for key, take in held.items() if take is not None}
        self.held_count += len(got)
        if self.make:
            self._look_at_held(recipes[key] for key in got if key not in by)
        for take in got.values():
            self.facts[take.blob] = take.facts
        missing = {digest(recipes[key]): recipes[key] for key in recipes if key not in got}
        if not self.make:
            self._list(missing)
            return got
        asked = {key: self.asking.asks[key] for key in missing if key in self.asking.asks}
        made = self._generate(code, asked) if asked else {}
        made |= self._make_all(code, {k: v for k, v in missing.items() if k not in asked})
        for key, recipe in recipes.items():
            if key not in got:
                got[key] = made[digest(recipe)]
        return {key: got[key] for key in recipes}

    def _look_at_held(self, needs: Iterable[Recipe]) -> None:
        """Flag takes that came while nobody looked: of jobs that `jobs --resume` drove on."""
        book = self.asking.book
        if book is None:
            return
        found = []
        for need in needs:
            ask, take = self.asking.asks.get(digest(need)), in_use(self.house, need)[1]
            if ask and take and not was_looked_at(self.house, take.id):
                found.append((ask, take))
        looked = flag_takes(self.house, book.book, found)
        self.unseen |= {error.code: error for error in looked.unseen}
        for ask, take in found:
            self.flagged += [(ask.shot, flag) for flag in flags_of(self.house, take.id)]

    def _list(self, missing: Mapping[Digest, Recipe]) -> None:
        for key, recipe in missing.items():
            ask = self.asking.asks.get(key)
            quote = (
                self.house.provider(recipe.provider).quote(recipe)
                if ask is None
                else ask.quote.money
            )
            self.wants.append(Want(recipe.want, key, recipe.provider, quote))

    def _generate(self, code: str, asks: Mapping[Digest, Ask]) -> dict[Digest, Chosen]:
        """What models make; nothing of it is asked for before all of it can be made."""
        book = self.asking.book
        if book is None:
            raise AssertionError("something is asked of a model, and there are no routes")
        self.asking.insist()
        takes = Batch(self.house, self.asking.board, book, code).make(asks)
        looked = flag_takes(
            self.house, book.book, [(asks[key], take) for key, take in takes.items()]
        )
        self.unseen |= {error.code: error for error in looked.unseen}
        done = {}
        for key, take in takes.items():
            if take.blob is None or take.facts is None:
                raise AssertionError("a take that was made has no blob")
            self.made_count += 1
            self.cost = _sum(self.cost, take.cost)
            self.facts[take.blob] = take.facts
            self.flagged += [(asks[key].shot, flag) for flag in flags_of(self.house, take.id)]
            done[key] = Chosen(take.recipe, take.blob, take.facts)
        return done

    def _make_all(self, code: str, needs: Mapping[Digest, Recipe]) -> dict[Digest, Chosen]:
        done: dict[Digest, Chosen] = {}
        if not needs:
            return done
        blobs = Blobs(self.house, self.facts)
        # a chosen take whose bytes are lost is made again with its own seed
        asked = {key: in_use(self.house, need)[0] for key, need in needs.items()}
        with (
            self.house.progress.step(code, len(needs)) as step,
            ThreadPoolExecutor(self.house.settings.workers) as pool,
        ):
            begun = self.house.clock.now_ms()
            running: dict[Future[Made], Digest] = {
                pool.submit(self.house.provider(recipe.provider).make, recipe, blobs): key
                for key, recipe in asked.items()
            }
            told: set[Future[Made]] = set()
            try:
                for future in as_completed(running):
                    told.add(future)
                    key = running[future]
                    done[key] = self._keep(needs[key], asked[key], future, begun)
                    step.advance()
            except BaseException:
                rest = {future: key for future, key in running.items() if future not in told}
                self._save(rest, needs, begun)
                raise
        return done

    def _save(
        self,
        rest: Mapping[Future[Made], Digest],
        needs: Mapping[Digest, Recipe],
        begun: int,
    ) -> None:
        """Start nothing more, and keep what the others were just making."""
        for future in [future for future in rest if not future.cancel()]:
            key = rest[future]
            asked = in_use(self.house, needs[key])[0]
            error = future.exception()
            if error is None:
                self._keep(needs[key], asked, future, begun)
            else:
                keep_failure(self.house, asked, error, begun)

    def _keep(self, need: Recipe, recipe: Recipe, future: Future[Made], begun: int) -> Chosen:
        take, made = keep(self.house, recipe, future, begun)
        use_instead(self.house, need, take)
        self.made_count += 1
        self.cost = self.cost + made.cost
        blob = digest_bytes(made.data)
        self.facts[blob] = made.facts
        return Chosen(take.recipe, blob, made.facts)


def _sum(one: Money, other: Money) -> Money:
    """Both together; what costs nothing has no currency of its own."""
    if not one.minor:
        return other
    return one if not other.minor or one.currency != other.currency else one + other
