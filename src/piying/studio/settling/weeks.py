"""Weeks that were closed, as finance sees them: what came to whom, was paid out and is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from piying.ledger.closing import pots_of
from piying.ledger.terms.agreed import Agreed, Purpose
from piying.ledger.terms.calendar import day_at
from piying.ledger.terms.holding import Noted
from piying.ledger.terms.versions import version_on
from piying.model.books import Close, Statement, Stood
from piying.model.deal import HOUSE, Calendar, StepKind
from piying.model.errors import Missing, PiyingError
from piying.studio.house import House
from piying.studio.settling.bookkeeping import agreed_of, newest
from piying.studio.settling.disputes import noted_of
from piying.studio.settling.settle import PAY, books_of, closes_back, last_close

PAYABLE = "payable:"
KEPT_BACK = frozenset({"statement.line_reserved", "statement.line_released"})
"""Lines of what is kept back until a day, and of what is no longer."""
HELD, RESERVED = Purpose.HELD.value, Purpose.RESERVE.value


class Stage(StrEnum):
    """How a statement stands to being paid."""

    NOTHING = "nothing"
    """There is nothing to pay on it: what is owed goes into the next one."""
    DUE = "due"
    PART = "part"
    """Some of it was paid, and its day has yet to come."""
    LATE = "late"
    PAID = "paid"
    CARRIED = "carried"
    """What was not paid went into the next one."""


MOST_FIRST = (Stage.LATE, Stage.PART, Stage.DUE, Stage.CARRIED, Stage.PAID)


@dataclass(frozen=True, slots=True)
class Payout:
    """What was entered as paid on a statement."""

    entry: str
    reference: str
    minor: int
    day: str
    undone: bool
    """The entry was taken back: the money did not arrive."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What statements of one currency come to, in minor units.

    `opening + earned − tax − held − paid = closing`, as on the statements themselves.
    """

    currency: str
    opening: int
    earned: int
    """After what was reserved."""
    reserved: int
    """Kept back until a day, less what was released; `earned` is without it."""
    tax: int
    held: int
    """Set aside because it is disputed, less what was given back."""
    paid: int
    """Between the close before and this one."""
    closing: int
    payable: int
    """Of what is owed, what has a day on which it is paid."""
    out: int
    """Paid out on these statements."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement with what was paid out on it."""

    statement: Statement
    sums: Sums
    payouts: tuple[Payout, ...]
    stage: Stage


@dataclass(frozen=True, slots=True)
class Week:
    """A period that was closed."""

    close: Close
    statements: tuple[Stated, ...]
    sums: tuple[Sums, ...]
    """By currency."""


@dataclass(frozen=True, slots=True)
class Until:
    """Until when something is reserved, by which clause."""

    clause: str
    until: str
    """A day; empty: so many days after the end of each period."""
    days: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What stood held or reserved when a period was closed, and why."""

    of: Stood
    holds: tuple[Noted, ...] = ()
    """Disputes that it is held for."""
    untils: tuple[Until, ...] = ()
    """Clauses by which it is reserved."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a close."""

    names: Mapping[str, str]
    """What each party is called."""
    kept: tuple[Kept, ...]
    wrong: PiyingError | None = None
    """Why neither names nor reasons are known: what was agreed cannot be read."""


def weeks(house: House, before: int, count: int) -> tuple[tuple[Week, ...], int]:
    """The closes behind the cursor `before` (0: all), newest first, at most `count`.

    With them the cursor of those behind them; 0: there are none.
    """
    found = (one for one in closes_back(house) if not before or _number(one) < before)
    closes = tuple(islice(found, count + 1))
    shown = closes[:count]
    if not shown:
        return (), 0
    out, last = payouts(house, shown[-1].seq), _last(house)
    made = tuple(_week(house, one, out, last) for one in shown)
    return made, _number(shown[-1]) if len(closes) > count else 0


def week_named(house: House, period: str) -> Week:
    """The close of the period called `period`.

    Raises:
        Missing: it was not closed.
    """
    for close in closes_back(house):
        if close.period == period:
            return _week(house, close, payouts(house, close.seq), _last(house))
    raise Missing("settle.no_close", period=period)


def stated(house: House, statement: Statement, close: Close) -> Stated:
    """`statement`, which `close` made, with what was paid out on it."""
    out = payouts(house, close.seq).get(statement.id, ())
    return _stated(statement, out, _today(house), newest=close.period == _last(house))


def stage_of(found: Iterable[Stated]) -> Stage:
    """How several statements stand to being paid: what asks most for somebody to act."""
    stages = {one.stage for one in found}
    if Stage.PAID in stages and Stage.DUE in stages:
        stages.add(Stage.PART)
    return next((one for one in MOST_FIRST if one in stages), Stage.NOTHING)


def payouts(house: House, after: int = 0) -> dict[str, tuple[Payout, ...]]:
    """What was paid out behind entry number `after`, by the name of the statement."""
    books = books_of(house)
    undone, found = books.undone(after), dict[str, tuple[Payout, ...]]()
    for entry in books.of_kind(PAY, after):
        line = next(one for one in entry.draft.postings if one.account.startswith(PAYABLE))
        name = entry.draft.cause.removesuffix(f" {line.memo}")
        made = Payout(
            entry.id, line.memo, line.minor, entry.draft.effective, entry.id in undone
        )
        found[name] = (*found.get(name, ()), made)
    return found


def behind(house: House, close: Close) -> Behind:
    """What stood held or reserved at `close`, largest first, and why."""
    stood = [
        one for one in close.stood if one.purpose in {HELD, RESERVED} and one.party != HOUSE
    ]
    stood.sort(key=lambda one: (one.purpose, one.currency, -one.minor, one.party))
    try:
        agreed, noted = agreed_of(house), noted_of(house)
    except PiyingError as error:
        return Behind({}, tuple(map(Kept, stood)), error)
    pots = pots_of(agreed, close.known_by)
    kept = tuple(
        Kept(one, holds=tuple(why for why in noted if _held_for(why, one, close, pots)))
        if one.purpose == HELD
        else Kept(one, untils=_untils(one, close, agreed, pots))
        for one in stood
    )
    return Behind({party.id: party.name for party in agreed.parties}, kept)


def sums_of(found: Iterable[Sums]) -> tuple[Sums, ...]:
    """The sums of each currency, added up."""
    by_currency: dict[str, Sums] = {}
    for one in found:
        had = by_currency.get(one.currency)
        by_currency[one.currency] = one if had is None else _added(had, one)
    return tuple(by_currency[name] for name in sorted(by_currency))


# --- inside -------------------------------------------------------------------------------


def _number(close: Close) -> int:
    """The last day of a close as a number; a later close has a larger one."""
    return int(close.end.replace("-", ""))


def _last(house: House) -> str:
    close = last_close(house)
    return close.period if close else ""


def _today(house: House) -> str:
    return day_at(house.clock.now_ms(), Calendar())


def _week(house: House, close: Close, out: Mapping[str, tuple[Payout, ...]], last: str) -> Week:
    today = _today(house)
    found = tuple(
        _stated(
            house.store.get(kept, Statement), out.get(name, ()), today,
            newest=close.period == last,
        )
        for name, kept in close.statements
    )  # fmt: skip
    return Week(close, found, sums_of(one.sums for one in found))


def _stated(
    statement: Statement, out: tuple[Payout, ...], today: str, *, newest: bool
) -> Stated:
    payable = max(0, statement.closing_minor) if statement.due else 0
    done = sum(one.minor for one in out if not one.undone)
    sums = Sums(
        currency=statement.currency,
        opening=statement.opening_minor,
        earned=sum(line.minor for line in statement.lines),
        reserved=-sum(line.minor for line in statement.lines if line.what in KEPT_BACK),
        tax=statement.tax_minor,
        held=statement.held_minor,
        paid=statement.paid_minor,
        closing=statement.closing_minor,
        payable=payable,
        out=done,
    )
    if not payable:
        stage = Stage.PAID if done else Stage.NOTHING
    elif done >= payable:
        stage = Stage.PAID
    elif not newest:
        stage = Stage.CARRIED
    elif statement.due < today:
        stage = Stage.LATE
    else:
        stage = Stage.PART if done else Stage.DUE
    return Stated(statement, sums, out, stage)


def _added(one: Sums, other: Sums) -> Sums:
    return Sums(
        currency=one.currency,
        opening=one.opening + other.opening,
        earned=one.earned + other.earned,
        reserved=one.reserved + other.reserved,
        tax=one.tax + other.tax,
        held=one.held + other.held,
        paid=one.paid + other.paid,
        closing=one.closing + other.closing,
        payable=one.payable + other.payable,
        out=one.out + other.out,
    )


def _held_for(why: Noted, stood: Stood, close: Close, pots: Mapping[str, str]) -> bool:
    """Whether `stood` is held for `why`: as the terms held it at the close."""
    hold = why.hold
    return (
        hold.recorded <= close.known_by
        and not (hold.released and hold.released <= close.end)
        and pots.get(hold.contract, hold.contract) == stood.contract
        and (not stood.series or hold.series in {"", stood.series})
        and hold.party in {"", stood.party}
    )


def _untils(
    stood: Stood, close: Close, agreed: Agreed, pots: Mapping[str, str]
) -> tuple[Until, ...]:
    """The clauses of the deals of a pot by which something is reserved."""
    names = {
        one.deal
        for one in newest(agreed.contracts)
        if pots.get(one.id, one.id) == stood.contract
    }
    found: dict[Until, None] = {}
    for name in sorted(names):
        versions = [deal for deal in agreed.deals if deal.id == name]
        deal = version_on(versions, close.end, close.known_by)
        for step in deal.steps if deal else ():
            if step.kind is StepKind.RESERVE:
                found[Until(step.clause, step.until, step.days or 0)] = None
    return tuple(found)
