"""Planning: what a whole series would ask of models, and what that would cost, shot by shot.

Nothing is asked while a plan is made. What is already held, and what an earlier shot of the
plan asks for in the same words, costs nothing: a take is found by its recipe. A shot that
cannot be planned is said with its reason and never left out of the plan unsaid.

A shot in parts is linked: each part begins with the picture with which the one before it ended.
Until that is made a picture of the same size stands for it, so that the price is right; the
recipe of such a part is known only when the part before it is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.canon import Digest, digest
from piying.model.card import ModelCard
from piying.model.errors import Invalid
from piying.model.job import Place
from piying.model.looks import Link
from piying.model.money import Money
from piying.model.shot import Board, Shot
from piying.model.take import Recipe, TakeKind
from piying.takes.briefing import Frame, Telling, image_brief, speech_brief, video_briefs
from piying.takes.budget import Want
from piying.takes.fitting import is_referenced, size_of
from piying.takes.looks import Chosen, Dropped, Frames, chosen, links
from piying.takes.market import Market, Offer, called
from piying.takes.parts import parts
from piying.takes.routing import Purpose, Route, Rule, ask_of, routed, rule_for, written

KINDS: Mapping[Medium, TakeKind] = {
    Medium.TEXT: TakeKind.TEXT,
    Medium.IMAGE: TakeKind.PICTURE,
    Medium.VIDEO: TakeKind.PICTURE,
    Medium.SPEECH: TakeKind.VOICE,
    Medium.MUSIC: TakeKind.MUSIC,
}


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode to be planned: its board, and what briefs need to know besides."""

    board: Board
    telling: Telling
    stills: Mapping[str, Reference] = field(default_factory=dict)
    """The pictures that shots begin with, by shot, as far as they are made. Where two shots
    are linked, the one before ends with the picture that the next begins with."""
    ends: Mapping[tuple[str, int], Reference] = field(default_factory=dict)
    """The pictures with which parts of shots ended, by shot and number of the part, as far as
    they are made."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One clip, picture or voice that would be asked for."""

    series: str
    episode: int
    shot: str
    number: int
    """Which clip of the shot, from 1."""
    count: int
    used_ms: int
    """For clips: how much of it the cut shows."""
    brief: Brief
    recipe: Digest
    """The digest of its recipe, by which its take is found."""
    route: Route
    """Of the whole shot."""
    offer: Offer
    """Of this clip alone."""
    money: Money
    """What it will cost at most or by estimate; nothing where it is held."""
    held: bool
    """Its take is there, or an earlier shot of the plan asks for the same."""
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A shot that cannot be planned."""

    series: str
    episode: int
    shot: str
    medium: Medium
    why: Invalid


@dataclass(frozen=True, slots=True)
class Plan:
    """What a series would ask for."""

    planned: tuple[Planned, ...]
    unplanned: tuple[Unplanned, ...]
    unframed: tuple[Link, ...] = ()
    """Links whose shared frame is not made yet."""

    @property
    def totals(self) -> tuple[Money, ...]:
        """What it would cost, by currency; amounts of two currencies are never added."""
        sums: defaultdict[str, int] = defaultdict(int)
        for each in self.planned:
            if not each.held:
                sums[each.money.currency] += each.money.minor
        return tuple(Money(sums[currency], currency) for currency in sorted(sums))


@dataclass(frozen=True, slots=True)
class Aim:
    """What a plan is made for."""

    purpose: Purpose
    media: tuple[Medium, ...] = (Medium.VIDEO,)
    frame: Frame = field(default_factory=Frame)
    """The frame of the film; a rule may ask for another, for drafts."""


def generated_recipe(brief: Brief, card: ModelCard, seed: int = 0) -> Recipe:
    """The recipe of what `card` makes of `brief`: the brief, then the files it refers to."""
    blobs = (reference.blob for reference in brief.references)
    return Recipe(
        KINDS[brief.medium],
        card.provider,
        card.model,
        seed=seed,
        inputs=(digest(brief), *blobs),
    )


def plan(
    episodes: Sequence[Episode],
    market: Market,
    rules: Sequence[Rule],
    aim: Aim,
    held: Collection[Digest] = (),
) -> Plan:
    """What `episodes` would ask for; `held` are the recipes whose takes are there.

    Raises:
        Invalid: a medium is asked for that no shot can be planned for.
    """
    for medium in aim.media:
        if medium not in _WAYS:
            known = ", ".join(_WAYS)
            raise Invalid("takes.medium_not_planned", medium=medium.value, known=known)
    planned: list[Planned] = []
    unplanned: list[Unplanned] = []
    unframed: list[Link] = []
    seen = set(held)
    for episode in episodes:
        board = episode.board
        linked = links(board.shots)
        following = {link.shot: link.next for link in linked}
        unframed += [link for link in linked if link.next not in episode.stills]
        for shot in board.shots:
            for medium in aim.media:
                frames = _frames(shot, following, episode.stills)
                words = words_set(shot, rules, aim.purpose)
                asking = _Asking(episode, shot, frames, aim, words)
                try:
                    planned += _planned(asking, medium, market, rules, seen)
                except Invalid as error:
                    why = error.with_traceback(None)
                    unplanned.append(
                        Unplanned(board.series, board.episode, shot.id, medium, why)
                    )
    return Plan(tuple(planned), tuple(unplanned), tuple(unframed))


def words_set(shot: Shot, rules: Sequence[Rule], purpose: Purpose) -> tuple[str, ...]:
    """The words that a model is to set in the picture of `shot`; empty: signs are blank."""
    lines = written(shot)
    if not lines:
        return ()
    try:
        rule = rule_for(rules, Medium.IMAGE, ask_of(shot, purpose))
    except Invalid:
        return ()
    return lines if rule.words else ()


def wants(found: Plan, month: str) -> tuple[Want, ...]:
    """The money that the plan would reserve in `month` ("2026-11"), one want for each order."""
    return tuple(
        Want(Place(each.series, each.episode, each.shot, month), each.money)
        for each in found.planned
        if not each.held
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """One shot, with all that its briefs need."""

    episode: Episode
    shot: Shot
    frames: Frames
    aim: Aim
    words: tuple[str, ...] = ()
    """Writing that a model sets in the picture of the shot."""

    def chosen(
        self, card: ModelCard, number: int = 1, count: int = 1, frame: Frame | None = None
    ) -> Chosen:
        """The references that go with one of `count` clips, or with a picture.

        The shot begins in its first clip and ends in its last, and so do its frames; between
        two clips stands the picture with which the first of them ends. A picture has none.

        Raises:
            Invalid: the model takes no picture to begin a further clip with.
        """
        telling = self.episode.telling
        location = telling.locations.get(self.shot.spec.scene, "")
        moving = card.medium is Medium.VIDEO
        frames = Frames(
            self._begins(card, number, frame or self.aim.frame) if moving else None,
            self.frames.last if moving and number == count else None,
        )
        found = chosen(self.shot.spec, location, telling.book, card, frames)
        if number > 1 and not any(r.role is Role.FIRST_FRAME for r in found.references):
            raise Invalid("takes.part_unlinked", provider=card.provider, model=card.model)
        return found

    def _begins(self, card: ModelCard, number: int, frame: Frame) -> Reference | None:
        """The picture with which clip `number` begins."""
        if number == 1:
            return self.frames.first
        end = self.episode.ends.get((self.shot.id, number - 1))
        made = end or unmade_end(self.shot.id, number - 1, frame, card)
        return _as(made, Role.FIRST_FRAME)

    def in_parts(self, card: ModelCard, count: int, frame: Frame) -> list[Chosen]:
        """The references of each of `count` clips."""
        return [self.chosen(card, number, count, frame) for number in range(1, count + 1)]

    def frame(self, rule: Rule) -> Frame:
        """The frame that the rule asks for, else that of the film."""
        return Frame(*rule.frame) if rule.frame else self.aim.frame


def unmade_end(shot: str, number: int, frame: Frame, card: ModelCard) -> Reference:
    """What stands for the picture with which clip `number` of a shot will end."""
    size = size_of(frame.width, frame.height, card)
    width, height = (size.width, size.height) if size else (frame.width, frame.height)
    blob = digest(("end", shot, number))
    return Reference(blob, Role.FIRST_FRAME, "image/png", shot, width, height)


def _frames(
    shot: Shot, following: Mapping[str, str], stills: Mapping[str, Reference]
) -> Frames:
    first, last = stills.get(shot.id), stills.get(following.get(shot.id, ""))
    return Frames(first and _as(first, Role.FIRST_FRAME), last and _as(last, Role.LAST_FRAME))


def _as(reference: Reference, role: Role) -> Reference:
    return reference if reference.role is role else replace(reference, role=role)


def _planned(
    asking: _Asking, medium: Medium, market: Market, rules: Sequence[Rule], seen: set[Digest]
) -> list[Planned]:
    """The clips, the picture or the voice of one shot; `seen` grows by what is planned."""
    shot, board = asking.shot, asking.episode.board
    if medium is Medium.SPEECH and shot.spec.speech is None:
        return []
    rule = rule_for(rules, medium, ask_of(shot, asking.aim.purpose))
    drafts: dict[str, Sequence[_Draft]] = {}

    def briefs(card: ModelCard) -> Sequence[Brief]:
        drafts[called(card)] = _WAYS[medium](asking, card, rule)
        return [brief for brief, _ in drafts[called(card)]]

    route = routed(briefs, rule, market)
    card = route.offer.card
    clips = route.offer.clips
    left_ms = shot.spec.length_ms
    found = []
    for number, (offer, (_, told)) in enumerate(
        zip(clips, drafts[called(card)], strict=True), start=1
    ):
        recipe = digest(generated_recipe(offer.brief, card))
        again = recipe in seen
        seen.add(recipe)
        money = offer.quote.money
        used_ms = min(left_ms, offer.fit.length_ms)
        left_ms -= used_ms
        found.append(
            Planned(
                series=board.series,
                episode=board.episode,
                shot=shot.id,
                number=number,
                count=len(clips),
                used_ms=used_ms,
                brief=offer.brief,
                recipe=recipe,
                route=route,
                offer=offer,
                money=Money(0, money.currency) if again else money,
                held=again,
                dropped=told.dropped,
            )
        )
    return found


_Draft = tuple[Brief, Chosen]
"""A brief, and the references that go with it or were left out."""


def _clips(asking: _Asking, card: ModelCard, rule: Rule) -> Sequence[_Draft]:
    frame = asking.frame(rule)
    size = size_of(frame.width, frame.height, card)
    length_ms = asking.shot.spec.length_ms
    told = asking.in_parts(card, len(parts(length_ms, card, size)), frame)
    referenced = any(is_referenced(each.references) for each in told)
    made = [part.made_ms for part in parts(length_ms, card, size, referenced=referenced)]
    if len(made) != len(told):
        told = asking.in_parts(card, len(made), frame)
    lettered = bool(asking.words and asking.frames.first)
    briefs = video_briefs(
        asking.shot.spec, asking.episode.telling, card, frame, made, lettered=lettered
    )
    return [
        (replace(brief, references=each.references), each)
        for brief, each in zip(briefs, told, strict=True)
    ]


def _picture(asking: _Asking, card: ModelCard, rule: Rule) -> Sequence[_Draft]:
    told = asking.chosen(card)
    telling, frame, words = asking.episode.telling, asking.frame(rule), asking.words
    brief = image_brief(asking.shot.spec, telling, card, frame, told.references, words)
    # a model that cannot set them is refused, and never asked for less
    return [(replace(brief, words=words), told)]


def _voice(asking: _Asking, _card: ModelCard, _rule: Rule) -> Sequence[_Draft]:
    speech = asking.shot.spec.speech
    return [(speech_brief(speech), Chosen())] if speech else []


_WAYS: Mapping[Medium, Callable[[_Asking, ModelCard, Rule], Sequence[_Draft]]] = {
    Medium.VIDEO: _clips,
    Medium.IMAGE: _picture,
    Medium.SPEECH: _voice,
}
"""The media that a shot is planned for."""
