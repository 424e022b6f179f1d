"""One pass over a board: which takes it needs, which are held, and the making of the others.

Voices come first, for they decide how long shots are; then pictures, music and effects.
A take that is held is never made again; a take that is made is kept at once, so a run that
ends early loses only what was being made at that moment.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TypeVar

from piying.cut.mix import plan_cues, plan_sounds
from piying.cut.rolls import Chosen, Roll, picture_lengths, shot_lengths
from piying.model.canon import Digest, digest
from piying.model.errors import Missing, PiyingError
from piying.model.ids import ulid
from piying.model.money import NOTHING, Money
from piying.model.shot import Board
from piying.model.take import (
    MediaFacts,
    MusicBrief,
    Outcome,
    Recipe,
    SoundBrief,
    Take,
    TakeKind,
)
from piying.studio.house import House
from piying.takes.choose import chosen
from piying.takes.provider import Made
from piying.takes.recipe import (
    Sources,
    music_recipe,
    picture_recipe,
    sound_recipe,
    voice_recipe,
)

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Shoot:
    """The takes of one episode, as the cut needs them."""

    rolls: tuple[Roll, ...]
    music: Mapping[MusicBrief, Chosen]
    sounds: Mapping[SoundBrief, Chosen]
    made_count: int
    held_count: int
    cost: Money


@dataclass(frozen=True, slots=True)
class Want:
    """A recipe that has no take yet."""

    kind: TakeKind
    recipe: Digest
    provider: str
    quote: Money


class _Blobs:
    """What a provider may read while it makes a take."""

    def __init__(self, house: House, facts: Mapping[Digest, MediaFacts]) -> None:
        self._house = house
        self._facts = facts

    def blob(self, digest: Digest) -> bytes:
        return self._house.store.blobs.get(digest)

    def facts(self, digest: Digest) -> MediaFacts:
        if digest not in self._facts:
            raise Missing("store.blob_missing", digest=digest[:12], path="takes")
        return self._facts[digest]


class NoInputs:
    """For a picture that is looked at before any voice is there."""

    def blob(self, digest: Digest) -> bytes:  # noqa: D102 - the port says it
        raise Missing("store.blob_missing", digest=digest[:12], path="-")

    def facts(self, digest: Digest) -> MediaFacts:  # noqa: D102 - the port says it
        raise Missing("store.blob_missing", digest=digest[:12], path="-")


def held_take(house: House, recipe: Recipe) -> Chosen | None:
    """The chosen take of `recipe`, if the house holds one and its bytes."""
    key = digest(recipe)
    take = chosen(house.store.takes(key), house.store.choice(key))
    if take is None or take.blob is None or take.facts is None:
        return None
    if not house.store.blobs.has(take.blob):
        return None
    return Chosen(key, take.blob, take.facts)


def take_all(house: House, board: Board) -> Shoot:
    """The takes of `board`; what is not held is made."""
    return _Shooting(house, house.sources).run(board)


def look(house: House, board: Board) -> tuple[tuple[Want, ...], Shoot | None]:
    """What would be made for `board` as far as can be known now, and the takes if all are held.

    While voices are missing, the lengths of their shots are not known, so the pictures, the
    music and the effects cannot be listed yet.
    """
    shooting = _Shooting(house, house.sources, make=False)
    shot = shooting.run(board)
    return tuple(shooting.wants), None if shooting.wants else shot


class _Shooting:
    """One pass over a board; with `make` off it only looks."""

    def __init__(self, house: House, sources: Sources, *, make: bool = True) -> None:
        self.house = house
        self.sources = sources
        self.make = make
        self.wants: list[Want] = []
        self.made_count = 0
        self.held_count = 0
        self.cost = NOTHING
        self.facts: dict[Digest, MediaFacts] = {}

    def run(self, board: Board) -> Shoot:
        rate = self.house.settings.rate
        spoken = {
            shot.id: voice_recipe(shot.spec.speech, self.sources.voice)
            for shot in board.shots
            if shot.spec.speech is not None
        }
        voices = self._obtain("cli.step_voices", spoken)
        if len(voices) < len(spoken):
            return self._result((), {}, {})
        lengths = shot_lengths(board, {key: got.facts for key, got in voices.items()}, rate)
        full = dict(
            zip((s.id for s in board.shots), picture_lengths(board, {
                key: length for key, (length, _) in lengths.items()}, rate), strict=True)
        )  # fmt: skip
        seen = {
            shot.id: picture_recipe(
                shot.spec,
                self.sources.picture,
                length_frames=full[shot.id],
                rate=rate,
                voice=voices[shot.id].blob if shot.id in voices else None,
                speech_at_frame=lengths[shot.id][1],
            )
            for shot in board.shots
        }
        pictures = self._obtain("cli.step_pictures", seen)
        frames = {key: length for key, (length, _) in lengths.items()}
        cues = {plan.brief for plan in plan_cues(board, frames, rate)}
        hits = {plan.brief for plan in plan_sounds(board, frames, rate)}
        music = self._obtain(
            "cli.step_music",
            {brief: music_recipe(brief, self.sources.music) for brief in _ordered(cues)},
        )
        sounds = self._obtain(
            "cli.step_sounds",
            {brief: sound_recipe(brief, self.sources.sound) for brief in _ordered(hits)},
        )
        rolls = tuple(
            Roll(shot, lengths[shot.id][0], lengths[shot.id][1], pictures[shot.id],
                 voices.get(shot.id))
            for shot in board.shots
            if shot.id in pictures
        )  # fmt: skip
        return self._result(rolls, music, sounds)

    def _result(
        self,
        rolls: tuple[Roll, ...],
        music: Mapping[MusicBrief, Chosen],
        sounds: Mapping[SoundBrief, Chosen],
    ) -> Shoot:
        return Shoot(rolls, music, sounds, self.made_count, self.held_count, self.cost)

    def _obtain(self, code: str, recipes: Mapping[K, Recipe]) -> dict[K, Chosen]:
        """The chosen take of every recipe: held, or made now."""
        held = {key: held_take(self.house, recipe) for key, recipe in recipes.items()}
        got = {key: take for key, take in held.items() if take is not None}
        self.held_count += len(got)
        for take in got.values():
            self.facts[take.blob] = take.facts
        missing = {digest(recipes[key]): recipes[key] for key in recipes if key not in got}
        if not self.make:
            self._list(missing)
            return got
        made = self._make_all(code, missing)
        for key, recipe in recipes.items():
            if key not in got:
                got[key] = made[digest(recipe)]
        return {key: got[key] for key in recipes}

    def _list(self, missing: Mapping[Digest, Recipe]) -> None:
        for key, recipe in missing.items():
            quote = self.house.provider(recipe.provider).quote(recipe)
            self.wants.append(Want(recipe.want, key, recipe.provider, quote))

    def _make_all(self, code: str, recipes: Mapping[Digest, Recipe]) -> dict[Digest, Chosen]:
        done: dict[Digest, Chosen] = {}
        if not recipes:
            return done
        blobs = _Blobs(self.house, self.facts)
        clock = self.house.clock
        with (
            self.house.progress.step(code, len(recipes)) as step,
            ThreadPoolExecutor(self.house.settings.workers) as pool,
        ):
            begun = clock.now_ms()
            running: dict[Future[Made], Digest] = {
                pool.submit(self.house.provider(recipe.provider).make, recipe, blobs): key
                for key, recipe in recipes.items()
            }
            try:
                for future in as_completed(running):
                    key = running[future]
                    done[key] = self._keep(key, recipes[key], future, begun)
                    step.advance()
            except BaseException:
                self._save(running, done, recipes, begun)
                raise
        return done

    def _save(
        self,
        running: Mapping[Future[Made], Digest],
        done: Mapping[Digest, Chosen],
        recipes: Mapping[Digest, Recipe],
        begun: int,
    ) -> None:
        """Start nothing more, and keep what the others were just making."""
        waiting = [future for future in running if not future.cancel()]
        for future in waiting:
            key = running[future]
            if key not in done and future.exception() is None:
                self._keep(key, recipes[key], future, begun)

    def _keep(self, key: Digest, recipe: Recipe, future: Future[Made], begun: int) -> Chosen:
        """Append what came of one attempt; a failure is a take too, and then raised."""
        now = self.house.clock.now_ms()
        name = ulid(now, os.urandom(10))
        try:
            made = future.result()
        except PiyingError as error:
            self.house.store.add_take(
                Take(name, key, Outcome.FAILED, None, None, recipe.provider, now, now - begun,
                     why=str(error))
            )  # fmt: skip
            raise
        blob = self.house.store.blobs.put(made.data)
        self.house.store.add_take(
            Take(name, key, Outcome.MADE, blob, made.facts, recipe.provider, now, now - begun,
                 made.cost)
        )  # fmt: skip
        self.made_count += 1
        self.cost = self.cost + made.cost
        self.facts[blob] = made.facts
        return Chosen(key, blob, made.facts)


def _ordered(briefs: Iterable[K]) -> Sequence[K]:
    return sorted(briefs, key=str)
