"""Complaints: anybody reports an episode or a comment; a person decides.

A comment that several persons with a name report is held until somebody has looked. An episode
is never removed here: that is decided by the verb `takedown`, which tells everybody.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass

from piying.model.comment import About, Act, Answer, Report, State, Wrong
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.ids import ulid
from piying.model.viewer import Deed
from piying.release.moderation import REPORTS_HOLD
from piying.store.channel.comments import Comments
from piying.store.channel.releases import Releases
from piying.store.channel.reports import Answered, Filed, Reports
from piying.store.channel.throttle import Rate, Throttle
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.auditing import Change, changing
from piying.studio.channel.commenting import POLICY, throttle_key
from piying.studio.channel.moderating import moved, name_cursor, reason_of
from piying.studio.channel.paging import Page, page_size
from piying.studio.house import House

TEXT_CHARACTERS_MAX = 500
OFTEN = Rate(5, 60_000)
"""Five reports of a person at once, then one a minute."""
REPORTS = "reports"
"""Who holds a comment that many reported."""
SECOND_MS = 1_000


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody reports."""

    about: About
    subject: str
    """The id of the release or of the comment."""
    wrong: Wrong
    text: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open report, with how many more there are about the same thing."""

    filed: Filed
    others: int
    text: str
    """What the comment says; empty where it is about an episode."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a person."""

    page: Page[Waiting]
    waiting: int


def report(house: House, by: By, complaint: Complaint) -> Report:
    """Report something; named or not.

    Raises:
        Invalid: the text is too long or lacking, or there are too many reports of `by`.
        Conflict: their report of this thing is open already.
        Missing: there is no such thing, as far as they can see.
    """
    require(house, by, Deed.OWN)
    account = person(by)
    text = _text(complaint)
    series, episode = _place(house, complaint, account.id)
    database, now = house.store.database, house.clock.now_ms()
    made = Report(
        ulid(now, os.urandom(10)), complaint.about, complaint.subject, series, episode,
        complaint.wrong, text, now,
    )  # fmt: skip
    with database.writing(durable=True) as connection:
        database.one_by_one(connection)
        wait = Throttle(database).take(throttle_key("report", account.id), OFTEN, now)
        if wait:
            raise Invalid("viewing.too_fast", seconds=-(-wait // SECOND_MS))
        Reports(database).add(account.id, made)
        if complaint.about is About.COMMENT:
            _hold(house, complaint.subject)
    return made


def reports(house: House, by: By, cursor: str = "", most: int = 20) -> Queue:
    """The open reports, oldest first.

    Raises:
        Invalid: `by` may not, the cursor is none of ours, or the page is too large.
    """
    _may(house, by)
    kept = Reports(house.store.database)
    rows = kept.queue(name_cursor(cursor), page_size(most) + 1)
    more = rows[most - 1].report.id if len(rows) > most else ""
    return Queue(Page(tuple(_waiting(house, one) for one in rows[:most]), more),
                 kept.count_open())  # fmt: skip


def answer(house: House, by: By, name: str, decided: Answer, why: str) -> tuple[str, ...]:
    """Decide a report; the ids of all that were decided with it.

    Dismissing answers what is open about the same thing of the same kind, the others answer
    all that is open about it. The log `accounts` tells it.

    Raises:
        Invalid: `by` may not, there is no reason, or the answer is not for such a thing.
        Conflict: it was decided already.
        Missing: there is no such report, or no key to sign with.
    """
    _may(house, by)
    reason = reason_of(why)
    database, kept = house.store.database, Reports(house.store.database)
    with changing(house) as note:
        filed = kept.filed(name)
        one = filed.report
        if filed.answered is not None:
            raise Conflict("viewing.report_decided", name=name)
        _fits(one.about, decided)
        alike = one.wrong if decided is Answer.DISMISSED else None
        names = tuple(each.id for each in kept.open_about(one.about, one.subject, alike))
        kept.answer(names, Answered(decided, by.name, reason, house.clock.now_ms()))
        author = ""
        if one.about is About.COMMENT:
            _after(house, one.subject, decided, by.name, reason)
            author = Comments(database).kept(one.subject).account
        note(
            Change(
                by.name, f"report_{decided.value}", author,
                (("open", str(len(names))),),
                (("about", one.about.value), ("subject", one.subject)), reason,
            )
        )  # fmt: skip
    return names


def reports_of(house: House, by: By, release: str) -> int:
    """How often a release was reported, ever.

    Raises:
        Invalid: `by` may not.
    """
    _may(house, by)
    return Reports(house.store.database).count_of(release)


def _may(house: House, by: By) -> None:
    """Let whoever lists or reviews in.

    Raises:
        Invalid: `by` does neither.
    """
    try:
        require(house, by, Deed.LIST)
    except Invalid:
        require(house, by, Deed.REVIEW)


def _text(complaint: Complaint) -> str:
    text = unicodedata.normalize("NFC", complaint.text).strip()
    shown = all(one.isprintable() or one == "\n" for one in text)
    lacking = complaint.wrong is Wrong.OTHER and not text
    if len(text) > TEXT_CHARACTERS_MAX or lacking or not shown:
        raise Invalid("viewing.report_text", most=TEXT_CHARACTERS_MAX)
    return text


def _place(house: House, complaint: Complaint, account: str) -> tuple[str, int]:
    """The series and the episode that something stands in."""
    if complaint.about is About.EPISODE:
        release = Releases(house.store.database).release(complaint.subject).release
        return release.series, release.episode
    kept = Comments(house.store.database).kept(complaint.subject)
    if kept.state is not State.SHOWN or kept.account == account:
        raise Missing("viewing.no_comment", name=complaint.subject)
    return kept.comment.series, kept.comment.episode


def _hold(house: House, comment: str) -> None:
    """Hold a comment that so many reported, unless a person has looked at it already."""
    database = house.store.database
    last = Comments(database).steps(comment)[-1]
    many = Reports(database).named_about(About.COMMENT, comment) >= REPORTS_HOLD
    if many and last.by in (POLICY, REPORTS):
        moved(house, comment, Act.HELD, REPORTS, "")


def _fits(about: About, decided: Answer) -> None:
    if about is About.EPISODE and decided is Answer.REMOVED:
        raise Invalid("viewing.answer_not_for")
    if about is About.COMMENT and decided is Answer.PASSED_ON:
        raise Invalid("viewing.nothing_to_pass_on")


def _after(house: House, comment: str, decided: Answer, by: str, why: str) -> None:
    """What a decision does to the comment: it goes, or what reports held is shown again."""
    comments = Comments(house.store.database)
    state = comments.kept(comment).state
    if decided is Answer.REMOVED and state in (State.SHOWN, State.HELD):
        moved(house, comment, Act.REMOVED, by, why)
    last = comments.steps(comment)[-1]
    left = Reports(house.store.database).named_about(About.COMMENT, comment)
    by_reports = state is State.HELD and last.by == REPORTS and left < REPORTS_HOLD
    if decided is Answer.DISMISSED and by_reports:
        moved(house, comment, Act.SHOWN, by, why)


def _waiting(house: House, filed: Filed) -> Waiting:
    one = filed.report
    database = house.store.database
    others = len(Reports(database).open_about(one.about, one.subject)) - 1
    text = ""
    if one.about is About.COMMENT:
        text = Comments(database).kept(one.subject).comment.text
    return Waiting(filed, others, text)
