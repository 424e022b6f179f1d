"""Budgets: the caps of a shot, an episode, a series and a month, and what is left of them.

    [budget]
    currency = "CNY"
    shot = 30          episode = 800        series = 40000       month = "none"

    [[rate]]           as in `piying.takes.exchange`

Every cap is said: an amount in the currency's main unit, or "none". What is reserved counts
like what is spent, so that jobs that run beside each other cannot pass a cap together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from piying.model.budget import Caps
from piying.model.errors import Invalid
from piying.model.job import Job, JobState, Place
from piying.model.money import Money, minor_digits, said
from piying.model.tables import Table, document
from piying.takes.exchange import Rate, converted, minor_of, rates

NONE = "none"
OPEN = frozenset({
    JobState.QUEUED, JobState.SUBMITTING, JobState.POLLING, JobState.UNKNOWN,
    JobState.CANCELLING,
})  # fmt: skip
"""States of a job whose money is reserved."""

_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()


class Scope(StrEnum):
    """What a cap is for."""

    SHOT = "shot"
    EPISODE = "episode"
    SERIES = "series"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Budget:
    """A file of budgets: the caps, all in one currency, and the rates into it."""

    currency: str
    caps: Caps
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """What a scope has used, in minor units."""

    spent: int = 0
    reserved: int = 0

    @property
    def used(self) -> int:
        """Both together, which is what a cap limits."""
        return self.spent + self.reserved


Key = tuple[Scope, str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What every scope has used, in one currency."""

    currency: str
    tallies: Mapping[Key, Tally] = field(default_factory=dict)

    def tally(self, scope: Scope, place: Place) -> Tally:
        """What the `scope` that `place` is in has used."""
        return self.tallies.get(key(scope, place), Tally())


@dataclass(frozen=True, slots=True)
class Want:
    """Money that a job would reserve, and for what."""

    place: Place
    money: Money


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one want fits, with those before it in the batch."""

    want: Want
    money: Money
    """In the budget's currency, rounded up."""
    why: Invalid | None = None
    """The cap that it would pass, or the rate that is missing; None: it fits."""
    scope: Scope | None = None
    over: Money | None = None

    @property
    def fits(self) -> bool:
        """Whether it passes no cap."""
        return self.why is None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What became of a batch: all of it is reserved, or none."""

    verdicts: tuple[Verdict, ...]
    ledger: Ledger
    """With the whole batch reserved, or as it was."""

    @property
    def admitted(self) -> bool:
        """Whether everything in the batch fits."""
        return all(verdict.fits for verdict in self.verdicts)

    def insist(self) -> Ledger:
        """The ledger with the batch reserved.

        Raises:
            Invalid: it was not admitted; it names every want that does not fit, and a reason
                that holds for several once.
        """
        blocked = [verdict.why for verdict in self.verdicts if verdict.why]
        if blocked:
            raise Invalid(
                "takes.over_budget",
                count=len(self.verdicts),
                blocked=len(blocked),
                reasons=tuple({str(why): why for why in blocked}.values()),
            )
        return self.ledger


def budget(text: str, file: str) -> Budget:
    """The budget in the TOML `text`; `file` is what refusals call it.

    Raises:
        Invalid: a cap is not said, or a key is unknown or of the wrong sort.
    """
    top = document(text, file, ("budget", "rate"))
    cells = top.cells.get("budget")
    if not isinstance(cells, dict):
        raise top.wrong("budget", "[budget]")
    table = Table(file, "budget", cells)
    table.only(("currency", *Scope))
    currency = table.text("currency")
    minor_digits(currency)
    caps = {scope.value: _cap(table, scope, currency) for scope in Scope}
    return Budget(currency, Caps(**caps), rates(top))


def _cap(table: Table, scope: Scope, currency: str) -> Money | None:
    if table.cells.get(scope) == NONE:
        return None
    amount = table.exact(scope) if scope in table.cells else None
    if amount is None:
        raise table.wrong(scope, f'{scope} = 100, or {scope} = "{NONE}"')
    # A cap is rounded down: it is never larger than what the person wrote.
    return Money(-minor_of(-amount, currency), currency)


def key(scope: Scope, place: Place) -> Key:
    """What the tally of `scope` is kept under for `place`; months count for the house."""
    match scope:
        case Scope.SHOT:
            return scope, f"{place.series}/{place.episode}/{place.shot}"
        case Scope.EPISODE:
            return scope, f"{place.series}/{place.episode}"
        case Scope.SERIES:
            return scope, place.series
        case Scope.MONTH:
            return scope, place.month


def ledger_of(jobs: Iterable[Job], currency: str, known: Sequence[Rate] = ()) -> Ledger:
    """What `jobs` have spent and reserved, each at the rate of the day of its state.

    Raises:
        Invalid: a job is in another currency and no rate holds on its day.
    """
    tallies: dict[Key, Tally] = {}
    for job in jobs:
        day = day_of(job.at_ms)
        if job.settled is not None:
            _add(tallies, job.place, spent=converted(job.settled, currency, known, day).minor)
        elif job.state in OPEN:
            reserved = converted(job.reserved, currency, known, day).minor
            _add(tallies, job.place, reserved=reserved)
    return Ledger(currency, tallies)


def day_of(at_ms: int) -> date:
    """The day of a time in milliseconds since 1970, in UTC."""
    return date.fromordinal(_EPOCH + at_ms // _DAY_MS)


def admit(
    caps: Caps, ledger: Ledger, wants: Sequence[Want], known: Sequence[Rate], day: date
) -> Verdicts:
    """Judge a whole batch before anything in it is begun; all of it is admitted, or none.

    Each want gets a verdict of its own, counted with those before it that fit.
    """
    tallies = dict(ledger.tallies)
    verdicts = [_judge(caps, ledger.currency, tallies, want, known, day) for want in wants]
    whole = all(verdict.fits for verdict in verdicts)
    return Verdicts(tuple(verdicts), Ledger(ledger.currency, tallies) if whole else ledger)


def _judge(
    caps: Caps,
    currency: str,
    tallies: dict[Key, Tally],
    want: Want,
    known: Sequence[Rate],
    day: date,
) -> Verdict:
    try:
        money = converted(want.money, currency, known, day)
    except Invalid as error:
        return Verdict(want, want.money, error)
    if money.minor < 0:
        raise Invalid("takes.want_negative", shot=want.place.shot, money=said(money))
    for scope in Scope:
        cap = _cap_of(caps, scope, currency)
        if cap is None:
            continue
        used = tallies.get(key(scope, want.place), Tally()).used
        over = Money(used + money.minor - cap.minor, currency)
        if over.minor > 0:
            why = Invalid(
                "takes.cap_passed",
                shot=want.place.shot,
                scope=scope.value,
                cap=said(cap),
                over=said(over),
            )
            return Verdict(want, money, why, scope, over)
    _add(tallies, want.place, reserved=money.minor)
    return Verdict(want, money)


def _cap_of(caps: Caps, scope: Scope, currency: str) -> Money | None:
    found: Money | None = getattr(caps, scope.value)
    if found is not None and found.currency != currency:
        raise Invalid("takes.currency_mixed", one=found.currency, other=currency)
    return found


def settle(ledger: Ledger, place: Place, reserved: Money, real: Money) -> Ledger:
    """The ledger after a job that reserved `reserved` was charged `real`.

    What a vendor charges over the reservation is owed all the same and is counted; `passed`
    tells which caps it passed.

    Raises:
        Invalid: so much is not reserved for `place`, or the currency is not the ledger's.
    """
    for money in (reserved, real):
        if money.currency != ledger.currency:
            raise Invalid("takes.currency_mixed", one=money.currency, other=ledger.currency)
    for scope in Scope:
        left = ledger.tally(scope, place).reserved
        if left < reserved.minor:
            raise Invalid(
                "takes.settle_unreserved",
                place=key(scope, place)[1],
                found=said(reserved),
                reserved=said(Money(left, ledger.currency)),
            )
    tallies = dict(ledger.tallies)
    _add(tallies, place, spent=real.minor, reserved=-reserved.minor)
    return Ledger(ledger.currency, tallies)


def release(ledger: Ledger, place: Place, reserved: Money) -> Ledger:
    """The ledger after a job that reserved `reserved` ended and nothing is owed."""
    return settle(ledger, place, reserved, Money(0, ledger.currency))


def passed(caps: Caps, ledger: Ledger, place: Place) -> tuple[tuple[Scope, Money], ...]:
    """The caps of `place` that are passed, and by how much; a vendor may charge too much."""
    found = []
    for scope in Scope:
        cap = _cap_of(caps, scope, ledger.currency)
        used = ledger.tally(scope, place).used
        if cap is not None and used > cap.minor:
            found.append((scope, Money(used - cap.minor, ledger.currency)))
    return tuple(found)


def _add(tallies: dict[Key, Tally], place: Place, *, spent: int = 0, reserved: int = 0) -> None:
    for scope in Scope:
        name = key(scope, place)
        old = tallies.get(name, Tally())
        tallies[name] = Tally(old.spent + spent, old.reserved + reserved)
