"""Asking: what a board asks of models and what of the kits, need by need.

What a rule of the house's routes fits is asked of a model; everything else stays with the kits
on this machine. A shot with a rule that no candidate can keep is neither: it is told, and
nothing is made until a person has changed the rule or the shot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from piying.cut.rolls import Chosen, picture_lengths, shot_lengths
from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import Digest, digest
from piying.model.card import ModelCard
from piying.model.errors import Invalid
from piying.model.ids import slug
from piying.model.script import Reading
from piying.model.shot import Board, Shot
from piying.model.take import MusicBrief, Recipe
from piying.render.joiner import joined_recipe
from piying.script.scenes import episodes
from piying.studio.house import House
from piying.studio.shooting.endings import ending_of
from piying.studio.shooting.needs import Later, later, voices_of
from piying.studio.shooting.rulebook import Rulebook, rulebook
from piying.studio.shooting.variants import held_take
from piying.takes.briefing import Frame, Telling, music_brief
from piying.takes.looks import Dropped
from piying.takes.market import Offer, called
from piying.takes.planning import (
    Aim,
    Episode,
    Planned,
    generated_recipe,
    plan,
    words_set,
)
from piying.takes.pricing import Quote
from piying.takes.routing import Ask as Wanted
from piying.takes.routing import Route, Rule, ask_of, routed, rule_for

FILM = Frame()
"""The frame of the film; a rule may ask for another."""
MUSIC = "music"
"""What the budget calls the shot of a cue, which belongs to an episode and to no shot."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked of a model."""

    shot: str
    """The shot that it is for; `MUSIC` for a cue."""
    brief: Brief
    recipe: Recipe
    route: Route
    dropped: tuple[Dropped, ...] = ()
    still: bool = False
    """A picture that a clip begins with."""
    number: int = 1
    """Which part of the shot, from 1."""
    count: int = 1
    """In how many parts the model makes the shot."""
    words: tuple[str, ...] = ()
    """Writing that has to stand in what is made, letter for letter."""

    @property
    def card(self) -> ModelCard:
        """The model that is asked."""
        return self.route.offer.card

    @property
    def called(self) -> str:
        """How rules and tables call that model."""
        return called(self.card)

    @property
    def quote(self) -> Quote:
        """What it costs."""
        return self.route.offer.quote


@dataclass(frozen=True, slots=True)
class Unmade:
    """A need that has a rule and cannot be kept by any model of it."""

    shot: str
    medium: Medium
    why: Invalid


@dataclass(slots=True)
class Asking:
    """What one board asks for; `asks` and `unmade` grow as needs become known."""

    house: House
    board: Board
    book: Rulebook | None
    locations: Mapping[int, str] = field(default_factory=dict)
    asks: dict[Digest, Ask] = field(default_factory=dict)
    unmade: dict[tuple[str, Medium], Unmade] = field(default_factory=dict)
    _voices: dict[str, Recipe] | None = None
    parts: dict[tuple[str, int], Recipe] = field(default_factory=dict)
    """The clips of shots that are made in parts, by shot and number, as far as it is known
    what they begin with; `later` fills it."""
    parts_after: dict[tuple[str, int], Recipe] = field(default_factory=dict)
    """Those that begin with the end of a clip that is not there, as they are priced."""

    def voices(self) -> dict[str, Recipe]:
        """The recipe of every spoken line, by the id of its shot."""
        if self._voices is None:
            own = voices_of(self.board, self.house.sources)
            shots = [shot for shot in self.board.shots if shot.id in own]
            self._voices = own | self._asked(shots, Medium.SPEECH)
        return self._voices

    def stills(self, voices: Mapping[str, Chosen]) -> dict[str, Recipe]:
        """The pictures that clips begin with, by the id of the shot."""
        if self.book is None:
            return {}
        shots = [
            shot
            for shot in self._timed(voices)
            if self._rule(shot, Medium.VIDEO) and self._rule(shot, Medium.IMAGE)
        ]
        found = self._asked(shots, Medium.IMAGE)
        for recipe in found.values():
            key = digest(recipe)
            self.asks[key] = replace(self.asks[key], still=True)
        return found

    def later(self, voices: Mapping[str, Chosen], stills: Mapping[str, Chosen]) -> Later:
        """What is needed once the voices, and the pictures that clips begin with, are there."""
        needed = later(self.board, voices, self.house.sources, self.house.settings.rate)
        if self.book is None:
            return needed
        timed = self._timed(voices)
        moving = [shot for shot in timed if self._rule(shot, Medium.VIDEO)]
        still = [
            shot for shot in timed if shot not in moving and self._rule(shot, Medium.IMAGE)
        ]
        pictures = {
            **needed.pictures,
            **self._asked(still, Medium.IMAGE),
            **self._moving(moving, stills),
        }
        music = {brief: self._music(brief, recipe) for brief, recipe in needed.music.items()}
        return replace(needed, pictures=pictures, music=music)

    def needed(self, voices: Mapping[str, Chosen]) -> Later:
        """`later` with those pictures that clips begin with which are there."""
        held = {
            shot: held_take(self.house, recipe) for shot, recipe in self.stills(voices).items()
        }
        return self.later(voices, {shot: got for shot, got in held.items() if got})

    def count_of(self, recipe: Recipe) -> int:
        """In how many parts the shot is made that `recipe` is asked for."""
        return self.asks[digest(recipe)].count

    def insist(self) -> None:
        """Go on only if everything that has a rule can be made.

        Raises:
            Invalid: something cannot; it names each shot with the reasons.
        """
        if self.unmade:
            alike: dict[tuple[str, Medium], list[Unmade]] = {}
            for one in self.unmade.values():
                alike.setdefault((str(one.why), one.medium), []).append(one)
            reasons = tuple(
                Invalid(
                    "generating.shot_unmade", shot=", ".join(one.shot for one in ones),
                    medium=medium.value, why=ones[0].why,
                )
                for (_, medium), ones in alike.items()
            )  # fmt: skip
            raise Invalid("generating.unmade", count=len(self.unmade), reasons=reasons)

    # --- inside -------------------------------------------------------------------------

    def _rule(self, shot: Shot, medium: Medium) -> Rule | None:
        if self.book is None:
            return None
        try:
            return rule_for(self.book.rules, medium, ask_of(shot, self.book.purpose))
        except Invalid:
            return None

    def _timed(self, voices: Mapping[str, Chosen]) -> tuple[Shot, ...]:
        """The shots, each as long as its picture has to be."""
        rate = self.house.settings.rate
        facts = {key: got.facts for key, got in voices.items()}
        frames = {k: n for k, (n, _) in shot_lengths(self.board, facts, rate).items()}
        return tuple(
            replace(
                shot, spec=replace(shot.spec, length_ms=-(-n * 1000 * rate.den // rate.num))
            )
            for shot, n in zip(
                self.board.shots, picture_lengths(self.board, frames, rate), strict=True
            )
        )

    def _asked(self, shots: Sequence[Shot], medium: Medium) -> dict[str, Recipe]:
        """What is asked of models for `shots`; those that have no rule are left out."""
        return {one.shot: self._ask(one) for one in self._planned(shots, medium)}

    def _moving(self, shots: Sequence[Shot], stills: Mapping[str, Chosen]) -> dict[str, Recipe]:
        """The clips of `shots`; of one in parts, what joins its parts."""
        frames = {shot: _reference(got) for shot, got in stills.items()}
        ends: dict[tuple[str, int], Reference] = {}
        while True:
            planned = self._planned(shots, Medium.VIDEO, frames, ends)
            fresh = self._ends(planned, ends)
            if not fresh:
                break
            ends |= fresh
        self.parts, self.parts_after = {}, {}
        clips: defaultdict[str, list[Planned]] = defaultdict(list)
        for one in planned:
            clips[one.shot].append(one)
        return {
            shot: self._ask(ones[0]) if len(ones) == 1 else self._joined(ones, ends)
            for shot, ones in clips.items()
        }

    def _ends(
        self, planned: Sequence[Planned], ends: Mapping[tuple[str, int], Reference]
    ) -> dict[tuple[str, int], Reference]:
        """The pictures with which parts ended that `ends` does not know yet."""
        fresh = {}
        for one in planned:
            key = one.shot, one.number
            if one.number == one.count or key in ends or not _begun(one, ends):
                continue
            made = held_take(self.house, generated_recipe(one.brief, one.offer.card))
            if made is not None:
                fresh[key] = ending_of(self.house, one.shot, made)
        return fresh

    def _joined(
        self, ones: Sequence[Planned], ends: Mapping[tuple[str, int], Reference]
    ) -> Recipe:
        """What joins the parts of a shot; until all are there, it names what makes them."""
        recipes = [self._ask(one) for one in ones]
        for one, recipe in zip(ones, recipes, strict=True):
            known = self.parts if _begun(one, ends) else self.parts_after
            known[one.shot, one.number] = recipe
        held = [held_take(self.house, recipe) for recipe in recipes]
        made = tuple(
            digest(recipe) if take is None else take.blob
            for recipe, take in zip(recipes, held, strict=True)
        )
        return joined_recipe(digest(ones[0].brief), made)

    def _ask(self, one: Planned) -> Recipe:
        """Ask for what was planned."""
        recipe = generated_recipe(one.brief, one.offer.card)
        route = replace(one.route, offer=one.offer, fallbacks=_fallbacks(one))
        ask = Ask(
            one.shot, one.brief, recipe, route, one.dropped, number=one.number,
            count=one.count, words=self._words(one),
        )  # fmt: skip
        self.asks.setdefault(digest(recipe), ask)
        return recipe

    def _words(self, one: Planned) -> tuple[str, ...]:
        """The writing of a picture, and of a clip that begins with such a picture."""
        first = any(each.role is Role.FIRST_FRAME for each in one.brief.references)
        if self.book is None or one.brief.medium is not Medium.VIDEO or not first:
            return one.brief.words
        shots = {shot.id: shot for shot in self.board.shots}
        return words_set(shots[one.shot], self.book.rules, self.book.purpose)

    def _planned(
        self,
        shots: Sequence[Shot],
        medium: Medium,
        frames: Mapping[str, Reference] | None = None,
        ends: Mapping[tuple[str, int], Reference] | None = None,
    ) -> list[Planned]:
        """What is asked of models for `shots`; those that have no rule are left out."""
        book = self.book
        if book is None:
            return []
        named = {shot.id for shot in shots if self._rule(shot, medium)}
        # the whole board is planned, since neighbours share frames; what has no rule is not
        # asked for, and is dropped again below
        whole = {shot.id: shot for shot in self.board.shots} | {s.id: s for s in shots}
        board = replace(self.board, shots=tuple(whole.values()))
        telling = Telling(self.board.language, book.book, self.locations, book.style)
        found = plan(
            [Episode(board, telling, frames or {}, ends or {})], book.market, book.rules,
            Aim(book.purpose, (medium,), FILM),
        )  # fmt: skip
        for lost in found.unplanned:
            if lost.shot in named:
                self.unmade[lost.shot, medium] = Unmade(lost.shot, medium, lost.why)
        return [one for one in found.planned if one.shot in named]

    def _music(self, cue: MusicBrief, own: Recipe) -> Recipe:
        """The recipe of a cue: a model's where a rule fits."""
        book = self.book
        if book is None:
            return own
        try:
            rule = rule_for(book.rules, Medium.MUSIC, Wanted(book.purpose, MUSIC))
        except Invalid:
            return own

        def briefs(card: ModelCard) -> tuple[Brief, ...]:
            return (music_brief(cue.mood, cue.length_ms, card, self.board.language),)

        try:
            route = routed(briefs, rule, book.market)
        except Invalid as error:
            name = f"{MUSIC} {cue.mood}"
            self.unmade[name, Medium.MUSIC] = Unmade(name, Medium.MUSIC, error)
            return own
        recipe = generated_recipe(route.offer.brief, route.offer.card)
        self.asks.setdefault(digest(recipe), Ask(MUSIC, route.offer.brief, recipe, route))
        return recipe


def asking_of(house: House, board: Board) -> Asking:
    """What `board` asks for."""
    name = slug(board.series)
    book = rulebook(house, name)
    return Asking(house, board, book, _locations(house, name, board.episode) if book else {})


def _locations(house: House, series: str, episode: int) -> dict[int, str]:
    """Where each scene of the episode plays, as the script writes it."""
    head = house.store.head(series, "reading")
    if head is None:
        return {}
    reading = house.store.get(head.digest, Reading)
    return {
        scene.number: scene.heading.location
        for told in episodes(reading.script)
        if told.number == episode
        for scene in told.scenes
    }


def _reference(got: Chosen) -> Reference:
    """A picture that a clip begins with; it is known by its bytes and not by its shot."""
    facts = got.facts
    return Reference(
        got.blob, Role.FIRST_FRAME, facts.media_type, "", facts.width, facts.height,
        facts.byte_count,
    )  # fmt: skip


def _begun(one: Planned, ends: Mapping[tuple[str, int], Reference]) -> bool:
    """Whether it is known what the clip begins with."""
    return one.number == 1 or (one.shot, one.number - 1) in ends


def _fallbacks(one: Planned) -> tuple[Offer, ...]:
    """What may take over: of a shot in parts, models that make as many and no shorter ones."""
    fitting = []
    for offer in one.route.fallbacks:
        clips = offer.clips
        if len(clips) == one.count:
            clip = clips[one.number - 1]
            if one.count == 1 or clip.fit.length_ms >= one.offer.fit.length_ms:
                fitting.append(clip)
    return tuple(fitting)
