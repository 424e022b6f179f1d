"""Asking: what a board asks of models and what of the kits, need by need.

What a rule of the house's routes fits is asked of a model; everything else stays with the kits
on this machine. A shot with a rule that no candidate can keep is neither: it is told, and
nothing is made until a person has changed the rule or the shot.
"""

from __future__ import annotations

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
from piying.script.scenes import episodes
from piying.studio.house import House
from piying.studio.needs import Later, later, voices_of
from piying.studio.rulebook import Rulebook, rulebook
from piying.studio.variants import held_take
from piying.takes.briefing import Frame, Telling, music_brief
from piying.takes.looks import Dropped
from piying.takes.planning import Aim, Episode, generated_recipe, plan
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

    @property
    def card(self) -> ModelCard:
        """The model that is asked."""
        return self.route.offer.card

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
            **self._asked(moving, Medium.VIDEO, stills),
        }
        music = {brief: self._music(brief, recipe) for brief, recipe in needed.music.items()}
        return replace(needed, pictures=pictures, music=music)

    def needed(self, voices: Mapping[str, Chosen]) -> Later:
        """`later` with those pictures that clips begin with which are there."""
        held = {
            shot: held_take(self.house, recipe) for shot, recipe in self.stills(voices).items()
        }
        return self.later(voices, {shot: got for shot, got in held.items() if got})

    def insist(self) -> None:
        """Go on only if everything that has a rule can be made.

        Raises:
            Invalid: something cannot; it names each shot with the reasons.
        """
        if self.unmade:
            reasons = tuple(
                Invalid("generating.shot_unmade", shot=one.shot, medium=one.medium.value,
                        why=one.why)
                for one in self.unmade.values()
            )  # fmt: skip
            raise Invalid("generating.unmade", count=len(reasons), reasons=reasons)

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

    def _asked(
        self, shots: Sequence[Shot], medium: Medium, stills: Mapping[str, Chosen] | None = None
    ) -> dict[str, Recipe]:
        """What is asked of models for `shots`; those that have no rule are left out."""
        book = self.book
        if book is None:
            return {}
        named = {shot.id for shot in shots if self._rule(shot, medium)}
        # the whole board is planned, since neighbours share frames; what has no rule is not
        # asked for, and is dropped again below
        whole = {shot.id: shot for shot in self.board.shots} | {s.id: s for s in shots}
        board = replace(self.board, shots=tuple(whole.values()))
        telling = Telling(self.board.language, book.book, self.locations, book.style)
        frames = {shot: _reference(shot, got) for shot, got in (stills or {}).items()}
        found = plan(
            [Episode(board, telling, frames)], book.market, book.rules,
            Aim(book.purpose, (medium,), FILM),
        )  # fmt: skip
        asked: dict[str, Recipe] = {}
        for one in found.planned:
            if one.shot not in named:
                continue
            if one.count > 1:
                why = Invalid(
                    "generating.parts", count=one.count, model=one.route.offer.card.model
                )
                self.unmade[one.shot, medium] = Unmade(one.shot, medium, why)
                continue
            recipe = generated_recipe(one.brief, one.route.offer.card)
            self.asks.setdefault(
                digest(recipe), Ask(one.shot, one.brief, recipe, one.route, one.dropped)
            )
            asked[one.shot] = recipe
        for lost in found.unplanned:
            if lost.shot in named:
                self.unmade[lost.shot, medium] = Unmade(lost.shot, medium, lost.why)
        return asked

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


def _reference(shot: str, got: Chosen) -> Reference:
    facts = got.facts
    return Reference(
        got.blob, Role.FIRST_FRAME, facts.media_type, shot, facts.width, facts.height,
        facts.byte_count,
    )  # fmt: skip
