"""The pages of statements: those of closed weeks, one of them, and where a line comes from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from piying.model.books import Metric, Statement, StatementLine
from piying.model.errors import Missing, PiyingError
from piying.model.messages import say
from piying.model.viewer import Deed
from piying.studio.settling import weeks
from piying.studio.settling.explain import Explained, Source, explain
from piying.studio.settling.statements import closed_in, statements, steps_said
from piying.web.api.statements import LineNumber, party_seen, statement_of
from piying.web.desk.figures import title_of
from piying.web.desk.rooms import Room, desk, may_any, seated
from piying.web.shown import clock, money, number
from piying.web.who import Asking, Who

router = APIRouter(prefix="/desk/statements", route_class=Room)

GROUP = "group:"
"""How a line is called that is of several series that recoup together."""
MINOR = "minor"
"""The unit of a line that counts money."""
SOURCES_SHOWN_MAX = 300


@router.get("")
def every(
    request: Request, who: Who, period: Annotated[str, Query(max_length=10)] = ""
) -> Response:
    """The statements that were made, newest first."""
    seated(who)
    party = party_seen(who)
    found = [one.statement for one in statements(who.site.house, "", party)]
    periods = sorted({one.period for one in found}, reverse=True)
    shown = [(one, earned(one)) for one in found if period in {"", one.period}]
    return desk(
        request, who, "statements", "statements", rows=shown, periods=periods, period=period
    )


@router.get("/{name}")
def one(request: Request, who: Who, name: str) -> Response:
    """One statement with its lines, what was paid on it, and for finance what is kept."""
    by = seated(who)
    found, close = statement_of(who, name)
    all_weeks = may_any(who, by, (Deed.CLOSES,))
    behind = weeks.behind(who.site.house, close) if all_weeks else weeks.Behind({}, ())
    return desk(
        request, who, "statement", "closes" if all_weeks else "statements",
        statement=found, whole=weeks.stated(who.site.house, found, close),
        party=behind.names.get(found.party, found.party), all_weeks=all_weeks,
        what_of=lambda line: say(line.what, who.language, **dict(line.said)),
        units_of=lambda line: units_said(line, found.currency, who.language),
        series_of=lambda series: series_called(who, series),
        **kept_words(who, behind, found),
    )  # fmt: skip


@router.get("/{name}/lines/{at}")
def line(request: Request, who: Who, name: str, at: LineNumber) -> Response:
    """Where one line comes from: its clauses, its facts, its daily roll-ups."""
    seated(who)
    who.may(Deed.CLOSES)
    found, close = closed_in(who.site.house, name)
    shown = next((one for one in found.lines if one.number == at), None)
    if shown is None:
        raise Missing("web.not_here")
    told: Explained | None = None
    wrong = ""
    try:
        told = explain(who.site.house, name, at)
    except PiyingError as error:
        wrong = error.said(who.language)
    names = weeks.behind(who.site.house, close).names
    party = names.get(found.party, found.party)
    sources = told.sources if told else ()
    rolls = {one.roll.day.rows_sha256: one.roll for one in sources if one.roll}
    return desk(
        request, who, "explained", "closes", statement=found, line=shown, party=party,
        wrong=wrong, sources=sources[:SOURCES_SHOWN_MAX], count=len(sources),
        unproved=sum(not one.proved for one in sources), rolls=list(rolls.values()),
        steps=steps_said(shown, party, who.language),
        what=say(shown.what, who.language, **dict(shown.said)),
        units=units_said(shown, found.currency, who.language),
        series_of=lambda series: series_called(who, series),
        counted_of=lambda one: counted_said(one, who.language),
    )  # fmt: skip


def earned(one: Statement) -> int:
    """What the lines of a statement come to."""
    return sum(line.minor for line in one.lines)


def series_called(who: Asking, name: str) -> str:
    """What a line calls its series: a title, or the group that several of them are."""
    if name.startswith(GROUP):
        return say("statement.group", who.language, group=name.removeprefix(GROUP))
    return title_of(who, name) if name else ""


def units_said(line: StatementLine, currency: str, language: str) -> str:
    """What a line counted, with its unit."""
    if line.unit == MINOR:
        return money(line.units, currency, language)
    unit = say(f"statement.unit_{line.unit}", language) if line.unit else ""
    return f"{number(line.units)} {unit}" if unit else ""


def counted_said(one: Source, language: str) -> tuple[str, str]:
    """What a fact counts, exactly; of watched time also as hours and minutes."""
    fact = one.fact
    if fact.currency:
        return money(fact.amount, fact.currency, language), ""
    if fact.metric is Metric.WATCH_MS:
        return f"{number(fact.amount)} ms", clock(fact.amount)
    return number(fact.amount), ""


def kept_words(
    who: Asking, behind: weeks.Behind, of: Statement | None = None
) -> dict[str, object]:
    """What is held and what is reserved at a close, of everybody or for one statement."""
    kept = [
        one
        for one in behind.kept
        if of is None or (one.of.party, one.of.currency) == (of.party, of.currency)
    ]
    return {
        "held": [one for one in kept if one.of.purpose == weeks.HELD],
        "reserved": [one for one in kept if one.of.purpose == weeks.RESERVED],
        "wrong": behind.wrong.said(who.language) if behind.wrong else "",
    }
