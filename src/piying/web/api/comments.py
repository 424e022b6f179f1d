"""Comments that fly over the picture, and reports of what is wrong."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from piying.model.comment import About, Comment, Density, Judged, State, Wrong
from piying.model.policy import Bilingual
from piying.studio.channel.commenting import Said, own_comments, speak, withdraw
from piying.studio.channel.complaints import Complaint, report
from piying.studio.channel.flying import Look, danmaku
from piying.studio.channel.moderating import judged_of
from piying.studio.channel.opening import Seat
from piying.web.once import Once
from piying.web.shapes import MS_MAX, Asked, Done, Millis, OneOf, Told
from piying.web.who import Asking, Who

router = APIRouter(tags=["comments"], route_class=Once)

TEXT_MAX = 400
BLOCKED_MAX = 50


class Saying(Asked):
    """A line at a moment of a film."""

    position_ms: Millis
    text: str = Field(min_length=1, max_length=TEXT_MAX)


class Line(Told):
    """A line as its author sees it."""

    id: str
    position_ms: int
    text: str
    state: State
    title: str = Field(description="What the rule forbids, where it was held or refused")
    why: str = Field(description="The words that were found")


class Flying(Told):
    """A line as a player shows it."""

    id: str
    position_ms: int = Field(description="When it enters")
    text: str
    count: int = Field(description="How many said it")
    row: int
    own: bool
    waiting: bool = Field(description="Only its author sees it yet")


class Sky(Told):
    """The lines of a stretch of film, and where they fly; heights in thousandths."""

    lines: list[Flying]
    rows: int
    top_permille: int
    row_permille: int
    travel_ms: int


class Wronged(Asked):
    """What is wrong with an episode or a comment."""

    about: OneOf[About]
    subject: str = Field(max_length=100, description="The id of the release or the comment")
    wrong: OneOf[Wrong]
    text: str = Field(default="", max_length=500)


class Heard(Told):
    """That it was heard."""

    id: str


@router.get("/releases/{release}/danmaku")
def sky(
    who: Who,
    release: str,
    from_ms: Annotated[int, Query(ge=0, le=MS_MAX)],
    to_ms: Annotated[int, Query(ge=1, le=MS_MAX)],
    density: Density = Density.SOME,
    blocked: Annotated[list[str], Query(max_length=BLOCKED_MAX)] = [],  # noqa: B006
) -> Sky:
    """The lines that enter from `from_ms` to before `to_ms`, at most ten minutes."""
    look = Look(density, tuple(blocked), who.site.place.territory)
    found = danmaku(who.site.house, release, from_ms, to_ms, look, who.by)
    field = found.field
    return Sky(
        lines=[Flying.model_validate(one) for one in found.lines], rows=field.rows,
        top_permille=field.top_permille, row_permille=field.row_permille,
        travel_ms=field.travel_ms,
    )  # fmt: skip


@router.post("/releases/{release}/comments", status_code=201)
def said(who: Who, release: str, given: Saying) -> Line:
    """Say something; it is judged first, and shown, held for a person, or refused."""
    told = Said(release, given.position_ms, given.text)
    seat = Seat(who.person(), who.site.place.territory)
    posted = speak(who.site.house, who.site.channel, seat, told)
    return _line(who, posted.comment, posted.judged)


@router.get("/releases/{release}/comments")
def mine(who: Who, release: str) -> list[Line]:
    """What I said of this episode, newest first."""
    house = who.site.house
    return [
        _line(who, one.comment, judged_of(house, one))
        for one in own_comments(house, who.person(), release)
    ]


@router.delete("/comments/{name}")
def taken_back(who: Who, name: str) -> Done:
    """Take one's own comment back, for good."""
    withdraw(who.site.house, who.person(), name)
    return Done()


@router.post("/reports", status_code=201)
def reported(who: Who, given: Wronged) -> Heard:
    """Say that something is wrong; a person looks at it."""
    complaint = Complaint(given.about, given.subject, given.wrong, given.text)
    made = report(who.site.house, who.person(), complaint)
    return Heard(id=made.id)


def _line(who: Asking, said: Comment, judged: Judged) -> Line:
    """A comment with what was found in it, in the language of whoever asks."""

    def told(words: Bilingual | None) -> str:
        if words is None:
            return ""
        return words.zh if who.language == "zh" else words.en

    return Line(
        id=said.id, position_ms=said.position_ms, text=said.text, state=judged.state,
        title=told(judged.title), why=told(judged.why),
    )  # fmt: skip
