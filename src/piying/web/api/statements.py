"""Statements of closed weeks: what a party is owed, and the files of it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from piying.model.books import Statement as Kept
from piying.model.errors import Missing
from piying.model.messages import say
from piying.model.viewer import Deed, Duty
from piying.studio.settling.statements import file_of, statement_named, statements
from piying.web.shapes import XLSX, Told
from piying.web.who import Asking, Who

router = APIRouter(prefix="/statements", tags=["statements"])

KINDS = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": XLSX,
    "json": "application/json",
}

Form = Annotated[
    Literal["pdf", "csv", "xlsx", "json"], Query(description="The form of the file")
]


class Statement(Told):
    """What one party is owed for one period."""

    id: str
    party: str
    period: str
    begin: str
    end: str
    currency: str
    opening_minor: int
    earned_minor: int
    held_minor: int
    tax_minor: int
    paid_minor: int
    closing_minor: int
    due: str


class Line(Told):
    """One line of a statement."""

    number: int
    series: str
    clause: str
    what: str
    units: int
    unit: str
    minor: int


class Whole(Told):
    """A statement with its lines."""

    statement: Statement
    lines: list[Line]


@router.get("")
def every(who: Who, period: Annotated[str, Query(max_length=10)] = "") -> list[Statement]:
    """The statements that were made, newest first: one's own party's, or everybody's."""
    party = party_seen(who)
    return [told_of(one.statement) for one in statements(who.site.house, period, party)]


@router.get("/{name}")
def one(who: Who, name: str) -> Whole:
    """One statement with its lines."""
    found = statement_of(who, name)
    return Whole(statement=told_of(found), lines=[
        Line(
            number=line.number, series=line.series, clause=line.clause, units=line.units,
            unit=line.unit, minor=line.minor,
            what=say(line.what, who.language, **dict(line.said)),
        )
        for line in found.lines
    ])  # fmt: skip


@router.get("/{name}/file")
def file(who: Who, name: str, form: Form = "pdf") -> Response:
    """A statement as a file."""
    found = statement_of(who, name)
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


def statement_of(who: Asking, name: str) -> Kept:
    """A statement that whoever asks may see; another's is not there for them.

    Raises:
        Missing: there is none for them.
    """
    party = party_seen(who)
    found = statement_named(who.site.house, name)
    if party and found.party != party:
        raise Missing("web.not_here")
    return found


def told_of(one: Kept) -> Statement:
    """A statement as the API tells it."""
    return Statement(
        id=one.id, party=one.party, period=one.period, begin=one.begin, end=one.end,
        currency=one.currency, opening_minor=one.opening_minor,
        earned_minor=sum(line.minor for line in one.lines), held_minor=one.held_minor,
        tax_minor=one.tax_minor, paid_minor=one.paid_minor, closing_minor=one.closing_minor,
        due=one.due,
    )  # fmt: skip
