"""What waits for a person: comments that are held, and reports of viewers."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from piying.model.comment import About, Act, Answer, State, Wrong
from piying.studio.channel.complaints import answer, reports
from piying.studio.channel.moderating import decide, held_comments
from piying.web.cursor import PAGE, Cursor, Most
from piying.web.shapes import Asked, OneOf, Told
from piying.web.who import Who

router = APIRouter(prefix="/moderation", tags=["moderation"])

WHY_MAX = 500


class Held(Told):
    """A comment that waits."""

    id: str
    series: str
    episode: int
    position_ms: int
    text: str
    at_ms: int
    rule: str
    why: str


class HeldPage(Told):
    """Comments that wait, oldest first."""

    items: list[Held]
    next: str | None
    waiting: int = Field(description="All that wait")


class Deciding(Asked):
    """What is done with a comment."""

    act: OneOf[Act]
    why: str = Field(min_length=1, max_length=WHY_MAX)


class Stands(Told):
    """How a comment stands now."""

    id: str
    state: State


class Filed(Told):
    """A report that waits."""

    id: str
    about: About
    subject: str
    series: str
    episode: int
    wrong: Wrong
    text: str
    said: str = Field(description="The comment that it is about, if it is about one")
    at_ms: int
    others: int = Field(description="More reports about the same")


class FiledPage(Told):
    """Reports that wait, oldest first."""

    items: list[Filed]
    next: str | None
    waiting: int


class Answering(Asked):
    """What was decided about a report."""

    answer: OneOf[Answer]
    why: str = Field(min_length=1, max_length=WHY_MAX)


class Decided(Told):
    """The reports that were decided with it."""

    reports: list[str]


@router.get("/comments")
def comments(who: Who, cursor: Cursor = "", most: Most = PAGE) -> HeldPage:
    """Comments that wait for a person, oldest first."""
    found = held_comments(who.site.house, who.person(), cursor, most)
    items = [
        Held(
            id=one.comment.id, series=one.comment.series, episode=one.comment.episode,
            position_ms=one.comment.position_ms, text=one.comment.text, at_ms=one.comment.at_ms,
            rule=one.rule, why=one.why,
        )
        for one in found.page.rows
    ]  # fmt: skip
    return HeldPage(items=items, next=found.page.cursor or None, waiting=found.waiting)


@router.post("/comments/{name}")
def decided(who: Who, name: str, given: Deciding) -> Stands:
    """Show, hold, remove or restore a comment; the log tells it."""
    now = decide(who.site.house, who.person(), name, given.act, given.why)
    return Stands(id=name, state=now.state)


@router.get("/reports")
def filed(who: Who, cursor: Cursor = "", most: Most = PAGE) -> FiledPage:
    """Reports that wait for a person, oldest first."""
    found = reports(who.site.house, who.person(), cursor, most)
    items = []
    for one in found.page.rows:
        told = one.filed.report
        items.append(Filed(
            id=told.id, about=told.about, subject=told.subject, series=told.series,
            episode=told.episode, wrong=told.wrong, text=told.text, said=one.text,
            at_ms=told.at_ms, others=one.others,
        ))  # fmt: skip
    return FiledPage(items=items, next=found.page.cursor or None, waiting=found.waiting)


@router.post("/reports/{name}")
def answered(who: Who, name: str, given: Answering) -> Decided:
    """Decide a report, and what is open about the same; the log tells it."""
    names = answer(who.site.house, who.person(), name, given.answer, given.why)
    return Decided(reports=list(names))
