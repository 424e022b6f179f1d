"""Statements of closed weeks: what a party is owed, and the files of it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from piying.model.books import Close, Metric, StatementLine
from piying.model.books import Statement as Kept
from piying.model.errors import Missing
from piying.model.messages import say
from piying.model.viewer import Deed, Duty
from piying.studio.settling import weeks
from piying.studio.settling.explain import Source as Found
from piying.studio.settling.explain import explain
from piying.studio.settling.statements import closed_in, file_of, statements, steps_said
from piying.studio.settling.weeks import stated
from piying.web.shapes import XLSX, Digits, Told
from piying.web.who import Asking, Who

router = APIRouter(prefix="/statements", tags=["statements"])

KINDS = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": XLSX,
    "json": "application/json",
}

LINES_MAX = 1_000_000
LineNumber = Annotated[int, Path(ge=1, le=LINES_MAX)]
"""The number of a line in the path."""
Form = Annotated[
    Literal["pdf", "csv", "xlsx", "json"], Query(description="The form of the file")
]


class Statement(Told):
    """What one party is owed for one period; amounts in the smallest unit of its currency."""

    id: str
    party: str
    period: str
    begin: str
    end: str
    currency: str
    opening_minor: Digits
    earned_minor: Digits
    held_minor: Digits
    tax_minor: Digits
    paid_minor: Digits = Field(description="Paid between the close before and this one")
    closing_minor: Digits
    due: str = Field(description="The day of payment; empty: it goes into the next period")


class Line(Told):
    """One line of a statement."""

    number: int
    series: str
    platform: str
    clause: str
    what: str
    units: Digits
    unit: str = Field(description="minor: an amount; empty: nothing was counted")
    rate: str
    minor: Digits
    residue: str = Field(
        description="The fraction of a smallest unit that waits in the rounding suspense"
    )


class Payout(Told):
    """What was entered as paid on a statement."""

    entry: str = Field(description="Of the books")
    reference: str
    minor: Digits
    day: str
    undone: bool = Field(description="It was taken back: the money did not arrive")


class Whole(Told):
    """A statement with its lines."""

    statement: Statement
    lines: list[Line]
    payouts: list[Payout]


class Step(Told):
    """One step of how an amount came about, over all periods so far."""

    step: str
    clause: str
    series: str
    what: str
    before: str = Field(description="An exact fraction, money in the smallest unit")
    after: str


class Rollup(Told):
    """The version of a daily roll-up that a fact was counted from."""

    day: str
    version: int
    file: str
    file_sha256: str
    rows_sha256: str
    hours: int = Field(description="How many hours of plays it was made from")


class Source(Told):
    """One fact that a line counts, and where it comes from."""

    day: str
    contract: str
    series: str
    platform: str
    metric: Metric
    amount: Digits
    currency: str
    counted_by: str
    evidence: str | None
    rollup: Rollup | None
    sales: list[str]
    foreign: str = Field(description="The statement of others that states it")
    proved: bool = Field(description="What was found adds up to it, by the digest of the line")


class Explained(Told):
    """A line with the steps and the facts that it follows from."""

    statement: Statement
    line: Line
    steps: list[Step]
    sources: list[Source]


@router.get("")
def every(who: Who, period: Annotated[str, Query(max_length=10)] = "") -> list[Statement]:
    """The statements that were made, newest first: one's own party's, or everybody's."""
    party = party_seen(who)
    return [told_of(one.statement) for one in statements(who.site.house, period, party)]


@router.get("/{name}")
def one(who: Who, name: str) -> Whole:
    """One statement with its lines, and what was paid out on it."""
    found, close = statement_of(who, name)
    whole = stated(who.site.house, found, close)
    return Whole(
        statement=told_of(found),
        lines=[line_of(line, who.language) for line in found.lines],
        payouts=[payout_of(one) for one in whole.payouts],
    )


@router.get("/{name}/lines/{number}")
def line(who: Who, name: str, number: LineNumber) -> Explained:
    """One line of a statement, from its amount to its clauses and its daily roll-ups."""
    who.may(Deed.CLOSES)
    found = explain(who.site.house, name, number)
    return Explained(
        statement=told_of(found.statement),
        line=line_of(found.line, who.language),
        steps=[
            Step(
                step=step.step, clause=step.clause, series=step.series, what=said,
                before=step.before, after=step.after,
            )
            for step, said in steps_said(found.line, found.statement.party, who.language)
        ],
        sources=[source_of(one) for one in found.sources],
    )  # fmt: skip


@router.get("/{name}/file")
def file(who: Who, name: str, form: Form = "pdf") -> Response:
    """A statement as a file."""
    found, _ = statement_of(who, name)
    data = file_of(who.site.house, found, form, who.language)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.id}.{form}"',
        "Cache-Control": "no-store",
    }
    return Response(data, headers=headers, media_type=KINDS[form])


def party_seen(who: Asking) -> str:
    """Whose statements alone whoever asks may see; empty: everybody's.

    Raises:
        Invalid: they may see none.
    """
    own = who.reader().account
    by = who.may(Deed.STATEMENTS, own.party if own else "")
    duties = by.account.duties if by.account else ()
    return "" if Duty.FINANCE in duties else own.party if own else ""


def statement_of(who: Asking, name: str) -> tuple[Kept, Close]:
    """A statement that whoever asks may see, with its close; another's is not there for them.

    Raises:
        Missing: there is none for them.
    """
    party = party_seen(who)
    found, close = closed_in(who.site.house, name)
    if party and found.party != party:
        raise Missing("web.not_here")
    return found, close


def told_of(one: Kept) -> Statement:
    """A statement as the API tells it."""
    return Statement(
        id=one.id, party=one.party, period=one.period, begin=one.begin, end=one.end,
        currency=one.currency, opening_minor=str(one.opening_minor),
        earned_minor=str(sum(line.minor for line in one.lines)),
        held_minor=str(one.held_minor), tax_minor=str(one.tax_minor),
        paid_minor=str(one.paid_minor), closing_minor=str(one.closing_minor), due=one.due,
    )  # fmt: skip


def line_of(one: StatementLine, language: str) -> Line:
    """A line as the API tells it."""
    return Line(
        number=one.number, series=one.series, platform=one.platform, clause=one.clause,
        what=say(one.what, language, **dict(one.said)), units=str(one.units), unit=one.unit,
        rate=one.rate, minor=str(one.minor), residue=one.residue,
    )  # fmt: skip


def payout_of(one: weeks.Payout) -> Payout:
    """A payment as the API tells it."""
    return Payout(
        entry=one.entry, reference=one.reference, minor=str(one.minor), day=one.day,
        undone=one.undone,
    )  # fmt: skip


def source_of(one: Found) -> Source:
    """A fact as the API tells it, with where it comes from."""
    fact, roll = one.fact, one.roll
    return Source(
        day=fact.day, contract=fact.contract, series=fact.series, platform=fact.platform,
        metric=fact.metric, amount=str(fact.amount), currency=fact.currency,
        counted_by=fact.counted_by, evidence=fact.evidence,
        rollup=Rollup(
            day=roll.day.day, version=roll.day.version, file=roll.day.file,
            file_sha256=roll.file_sha256, rows_sha256=roll.day.rows_sha256,
            hours=len(roll.day.hours),
        ) if roll else None,
        sales=list(one.sales), foreign=one.foreign, proved=one.proved,
    )  # fmt: skip
