"""Dossiers that wait for a reviewer: what was found, answering it, watching, deciding."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from piying.model.decision import Decision, Dismissal, FindingAnswer, Reply, Verdict
from piying.studio.channel.sittings import Stands as Stood
from piying.studio.channel.sittings import Waiting as Row
from piying.web.shapes import MS_MAX, Asked, EpisodeNumber, OneOf, Told
from piying.web.who import Who

router = APIRouter(prefix="/reviews", tags=["reviews"])

NOTE_MAX = 1_000
NAME_MAX = 200
CONDITIONS_MAX = 20

Version = Annotated[int, Field(ge=1, le=MS_MAX, description="The version that was looked at")]
Name = Annotated[str, Field(min_length=1, max_length=NAME_MAX)]


class Waiting(Told):
    """A version of an episode that a reviewer has to decide on."""

    series: str
    episode: int
    version: int
    state: str
    tier: str
    since_ms: int
    due_ms: int
    late: bool
    blocks: int = Field(description="Findings that block")
    reviews: int = Field(description="Findings that a person answers")
    notes: int
    unanswered: int = Field(description="Findings but for notes that nobody has answered")
    barred: str = Field(description="Why whoever asks cannot decide it; empty: they can")


class Queue(Told):
    """What waits for a reviewer, the most urgent first."""

    items: list[Waiting]


class Answering(Asked):
    """What is said of one finding."""

    version: Version
    finding: Name = Field(description="Its fingerprint, or the beginning of it")
    reply: OneOf[Reply]
    dismissal: OneOf[Dismissal] | None = Field(None, description="Why it is none")
    note: str = Field("", max_length=NOTE_MAX)


class Waiving(Asked):
    """A finding that is let pass on the condition of its rule."""

    version: Version
    finding: Name


class Accepting(Asked):
    """A rule of which nothing can be said, accepted by its name."""

    version: Version
    rule: Name


class Deciding(Asked):
    """A verdict."""

    version: Version
    verdict: OneOf[Verdict]
    reasons: list[Name] = Field(
        [], max_length=1_000,
        description="Fingerprints; none: what was confirmed or is to be fixed",
    )  # fmt: skip
    conditions: list[Annotated[str, Field(min_length=1, max_length=NOTE_MAX)]] = Field(
        [], max_length=CONDITIONS_MAX
    )
    note: str = Field("", max_length=NOTE_MAX)


class Seen(Asked):
    """A stretch of the film that was just shown."""

    start_ms: int = Field(ge=0, le=MS_MAX)
    end_ms: int = Field(ge=0, le=MS_MAX)


class Watched(Told):
    """How much of the film they have watched."""

    thousandths: int


class Stands(Told):
    """How the version stands now."""

    version: int
    state: str
    unanswered: int


@router.get("")
def waiting(who: Who) -> Queue:
    """What waits for a reviewer, the most urgent first."""
    return Queue(items=[_waiting(one) for one in who.site.sittings.queue(who.person())])


@router.post("/{series}/{episode}/answers")
def answered(who: Who, series: str, episode: EpisodeNumber, given: Answering) -> Stands:
    """Say something of one finding; the signed log tells it."""
    told = FindingAnswer(given.finding, given.reply, given.dismissal, given.note)
    at = (series, episode, given.version)
    return _stands(who.site.sittings.answer(who.person(), at, told))


@router.post("/{series}/{episode}/waivers")
def waived(who: Who, series: str, episode: EpisodeNumber, given: Waiving) -> Stands:
    """Let one finding pass on the condition that its rule names."""
    at = (series, episode, given.version)
    return _stands(who.site.sittings.waive(who.person(), at, given.finding))


@router.post("/{series}/{episode}/acceptances")
def accepted(who: Who, series: str, episode: EpisodeNumber, given: Accepting) -> Stands:
    """Accept a rule of which nothing can be said."""
    at = (series, episode, given.version)
    return _stands(who.site.sittings.accept(who.person(), at, given.rule))


@router.post("/{series}/{episode}/verdict")
def decided(who: Who, series: str, episode: EpisodeNumber, given: Deciding) -> Stands:
    """Decide. Clearing asks that nearly all of the film was watched."""
    at = (series, episode, given.version)
    told = Decision(given.verdict, tuple(given.reasons), tuple(given.conditions), given.note)
    return _stands(who.site.sittings.decide(who.person(), at, told))


@router.post("/{series}/{episode}/watched")
def watched(who: Who, series: str, episode: EpisodeNumber, given: Seen) -> Watched:
    """A stretch was shown; no more of it counts than the time since the last allows."""
    stretch = (given.start_ms, given.end_ms)
    look = who.site.sittings.saw(who.person(), series, episode, stretch)
    return Watched(thousandths=look.share)


def _waiting(one: Row) -> Waiting:
    return Waiting(
        series=one.series, episode=one.episode, version=one.version, state=one.state.value,
        tier=one.tier, since_ms=one.since_ms, due_ms=one.due_ms, late=one.late,
        blocks=one.blocks, reviews=one.reviews, notes=one.notes, unanswered=one.unanswered,
        barred=one.barred,
    )  # fmt: skip


def _stands(one: Stood) -> Stands:
    return Stands(version=one.version, state=one.state.value, unanswered=one.unanswered)
