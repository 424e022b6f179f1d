"""Closed weeks: what they came to for everybody, what was paid out, what is kept and why."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from piying.model.viewer import Deed
from piying.studio.settling import weeks
from piying.studio.settling.weeks import Stage
from piying.web.api.money import page_of
from piying.web.api.statements import Payout, Statement, payout_of, told_of
from piying.web.cursor import Cursor, Page, number_of
from piying.web.shapes import Digits, Told
from piying.web.who import Who

router = APIRouter(prefix="/closes", tags=["closes"])

WEEKS = 10
"""Closes of one page of the list: each is added up from all of its statements."""


class Sum(Told):
    """What the statements of one currency come to, in its smallest unit."""

    currency: str
    opening_minor: Digits
    earned_minor: Digits = Field(description="After what was reserved")
    reserved_minor: Digits = Field(description="Kept back until a day, less what was released")
    tax_minor: Digits
    held_minor: Digits = Field(description="Disputed, less what was given back")
    paid_minor: Digits = Field(description="Paid between the close before and this one")
    closing_minor: Digits = Field(
        description="Opening and earned, less tax, held and paid: what is owed"
    )
    payable_minor: Digits = Field(description="Of it, what has a day on which it is paid")
    out_minor: Digits = Field(description="Paid out on these statements")


class Close(Told):
    """A period that was closed."""

    period: str
    begin: str
    end: str
    known_by: str = Field(description="What was known by then counted, in UTC")
    by: str = Field(description="Who closed it")
    statements: int = Field(description="How many it has")
    sums: list[Sum]


class Party(Told):
    """What one party is owed of a close, and how that stands to being paid."""

    statement: Statement
    name: str = Field(description="What the party is called; empty: nobody knows")
    stage: Stage
    reserved_minor: Digits
    payable_minor: Digits
    payouts: list[Payout]


class Held(Told):
    """A dispute that something is held for."""

    id: str
    since: str = Field(description="Of the facts of these days, both inclusive")
    until: str
    most_minor: Digits | None = Field(description="At most so much of each party; null: all")
    recorded: str
    released: str = Field(description="From this day on nothing is held; empty: it still is")
    by: str
    why: str


class Reserved(Told):
    """A clause by which something is reserved."""

    clause: str
    until: str = Field(description="A day; empty: days after the end of each period")
    days: int


class Kept(Told):
    """What stood held or reserved when the period was closed."""

    purpose: str = Field(description="held or reserve")
    party: str
    contract: str = Field(description='"group:NAME" for titles that recoup together')
    series: str
    currency: str
    minor: Digits
    holds: list[Held]
    clauses: list[Reserved]


class WholeClose(Told):
    """A close with everybody's statement and what is kept."""

    close: Close
    parties: list[Party]
    kept: list[Kept]
    unknown: str = Field(description="Why names and reasons are not told; empty: they are")


@router.get("")
def every(who: Who, cursor: Cursor = "") -> Page[Close]:
    """The periods that were closed, newest first, with their sums by currency."""
    who.may(Deed.CLOSES)
    found, following = weeks.weeks(who.site.house, number_of(cursor), WEEKS)
    return page_of([close_of(one) for one in found], following)


@router.get("/{period}")
def one(who: Who, period: str) -> WholeClose:
    """One closed period: who is owed what, what was paid out, what is kept and why."""
    who.may(Deed.CLOSES)
    week = weeks.week_named(who.site.house, period)
    behind = weeks.behind(who.site.house, week.close)
    return WholeClose(
        close=close_of(week),
        parties=[
            Party(
                statement=told_of(one.statement), stage=one.stage,
                name=behind.names.get(one.statement.party, ""),
                reserved_minor=str(one.sums.reserved), payable_minor=str(one.sums.payable),
                payouts=[payout_of(paid) for paid in one.payouts],
            )
            for one in week.statements
        ],
        kept=[kept_of(one) for one in behind.kept],
        unknown=behind.wrong.said(who.language) if behind.wrong else "",
    )  # fmt: skip


def close_of(week: weeks.Week) -> Close:
    """A close as the API tells it."""
    one = week.close
    return Close(
        period=one.period, begin=one.begin, end=one.end, known_by=one.known_by, by=one.by,
        statements=len(week.statements), sums=[sum_of(found) for found in week.sums],
    )  # fmt: skip


def sum_of(one: weeks.Sums) -> Sum:
    """Sums as the API tells them."""
    return Sum(
        currency=one.currency, opening_minor=str(one.opening), earned_minor=str(one.earned),
        reserved_minor=str(one.reserved), tax_minor=str(one.tax), held_minor=str(one.held),
        paid_minor=str(one.paid), closing_minor=str(one.closing),
        payable_minor=str(one.payable), out_minor=str(one.out),
    )  # fmt: skip


def kept_of(one: weeks.Kept) -> Kept:
    """What is kept, as the API tells it."""
    of = one.of
    return Kept(
        purpose=of.purpose, party=of.party, contract=of.contract, series=of.series,
        currency=of.currency, minor=str(of.minor),
        holds=[
            Held(
                id=why.hold.id, since=why.hold.since, until=why.hold.until,
                most_minor=None if why.hold.minor is None else str(why.hold.minor),
                recorded=why.hold.recorded, released=why.hold.released, by=why.by, why=why.why,
            )
            for why in one.holds
        ],
        clauses=[Reserved.model_validate(clause) for clause in one.untils],
    )  # fmt: skip
