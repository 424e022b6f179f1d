"""jobs: the paid jobs of a house as they stand, and what a person decides about one.

Nothing here asks a vendor for anything new but by a person's word: to pay again makes a new
job under the caps, and to resume only drives on what was asked for before. Every decision is a
step of the job, with who made it and why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from piying.model.budget import Caps
from piying.model.deferred import deferred
from piying.model.errors import Invalid, Missing, PiyingError
from piying.model.ids import slug
from piying.model.job import Job, JobState, Order
from piying.model.money import Money, minor_digits, said
from piying.store.jobrows import ENDED, OPEN, Step
from piying.store.jobs import Bill, Jobs
from piying.studio.house import House
from piying.studio.shooting.rulebook import limits_of, meter_of
from piying.studio.shooting.takes import Signed
from piying.studio.working.work import Ways, Worked, work
from piying.takes.budget import Budget, day_of
from piying.takes.exchange import converted

if TYPE_CHECKING:
    from piying.studio.working.proving import prove
else:
    prove = deferred("piying.studio.working.proving:prove")

MONEY = re.compile(
    r"(?P<whole>\d{1,12})(?:\.(?P<rest>\d{1,4}))?(?:\s*(?P<currency>[A-Za-z]{3}))?"
)
UNENDED = (*OPEN, JobState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Listed:
    """Jobs, and how many others there are that have ended."""

    jobs: tuple[Job, ...]
    ended_count: int
    now_ms: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A job after somebody decided about it."""

    job: Job
    new: Job | None = None
    """The one that is paid for in its place."""
    untold: PiyingError | None = None
    """Why its vendor could not be told that it was given up."""


def jobs(house: House, series: str, episode: int = 0, *, ended: bool = False) -> Listed:
    """The jobs of `series` (empty: of the house) that have not ended; with `ended`, all."""
    found = [
        job
        for job in Jobs(house.store).rows.jobs(episode=episode)
        if not series or slug(job.place.series) == series
    ]
    shown = tuple(job for job in found if ended or job.state in UNENDED)
    return Listed(shown, len(found) - len(shown), house.clock.now_ms())


def job_called(house: House, name: str) -> tuple[Job, tuple[Step, ...]]:
    """The job whose name is, or ends with, `name`, and every state that it came into."""
    rows = Jobs(house.store).rows
    found = rows.called(name)
    return found, rows.steps(found.id)


def cancel(house: House, name: str, signed: Signed) -> Decided:
    """Give a job up, and tell its vendor if the order may have reached it.

    Raises:
        Conflict: it has ended, or nobody knows whether it was sent.
    """
    book = Jobs(house.store)
    found = book.rows.called(name)
    now = house.clock.now_ms()
    after = book.cancel(found.id, now, signed.by, signed.why)
    if after.state is not JobState.CANCELLING or not after.vendor_job:
        return Decided(after)
    untold = _tell(house, book, after)
    return Decided(book.rows.job(found.id), untold=untold)


def adopt(house: House, name: str, vendor_job: str, signed: Signed) -> Decided:
    """Go on with an unknown job by the vendor's id that a person found.

    Raises:
        Conflict: the job is not unknown.
        Invalid: there is no id.
    """
    if not vendor_job.strip():
        raise Invalid("costs.no_vendor_id", job=name)
    book = Jobs(house.store)
    found, now = book.rows.called(name), house.clock.now_ms()
    return Decided(book.adopt(found.id, vendor_job.strip(), now, signed.by, signed.why))


def abandon(house: House, name: str, signed: Signed, charged: str = "") -> Decided:
    """Give an unknown job up; `charged` is what the vendor's bill shows, if that is known.

    Raises:
        Conflict: the job is not unknown.
        Invalid: `charged` is no amount, or no rate brings it into the job's currency.
    """
    book = Jobs(house.store)
    found, now = book.rows.called(name), house.clock.now_ms()
    bill = _bill(house, found, charged) if charged else None
    return Decided(book.abandon(found.id, now, signed.by, bill, signed.why))


def pay_again(house: House, name: str, signed: Signed, charged: str = "") -> Decided:
    """Give an unknown job up and reserve the same order once more, under the caps of today.

    Raises:
        Conflict: the job is not unknown, or a cap does not allow it.
        Invalid: it costs money and there is no budget, or `charged` is no amount.
    """
    book, limits = Jobs(house.store), limits_of(house)
    found, now = book.rows.called(name), house.clock.now_ms()
    if limits is None and found.reserved.minor:
        money = said(found.reserved)
        raise Invalid("generating.no_budget", money=money)
    bill = _bill(house, found, charged) if charged else None
    caps = limits.caps if limits else Caps()
    new = book.pay_again(found.id, caps, now, signed.by, bill, signed.why)
    return Decided(book.rows.job(found.id), new)


def confirm(house: House, name: str, charged: str, signed: Signed) -> Decided:
    """Settle what a person read on the vendor's bill for a job that has ended.

    Raises:
        Conflict: the job has not ended.
        Invalid: it is no amount, or no rate brings it into the job's currency.
    """
    book = Jobs(house.store)
    found = book.rows.called(name)
    if found.state not in ENDED:
        raise Invalid("costs.confirm_open", job=found.id, state=found.state.value)
    bill, now = _bill(house, found, charged), house.clock.now_ms()
    return Decided(book.correct(found.id, bill, now, signed.by, signed.why))


def resume(house: House, series: str = "") -> Worked:
    """Drive every open job of `series` (empty: of the house) on; nothing new is asked for."""
    limits = limits_of(house)
    names = sorted({
        job.place.series
        for job in Jobs(house.store).rows.jobs(states=OPEN)
        if not series or slug(job.place.series) == series
    })  # fmt: skip
    ended: list[Job] = []
    waiting: list[Job] = []
    refusals: dict[str, PiyingError] = {}
    vendors = house.vendors() if names else ()
    for name in names:
        count = len(Jobs(house.store).rows.jobs(name, states=OPEN))
        with house.progress.step("cli.step_generate", count) as step:
            ways = Ways(
                partial(prove, rate=house.settings.rate),
                partial(_exchanged, limits, day_of(house.clock.now_ms())),
                meter_of(house),
                told=lambda _job, step=step: step.advance(),  # type: ignore[misc]
            )
            worked = work(house.store, vendors, house.clock, ways, series=name)
        ended += worked.ended
        waiting += worked.waiting
        refusals |= {str(one): one for one in worked.refusals}
    return Worked(tuple(ended), tuple(waiting), tuple(refusals.values()))


def money_of(text: str, currency: str) -> Money:
    """The amount that a person typed: "12.50 CNY"; without a currency it is `currency`.

    Raises:
        Invalid: it is no amount, or has parts that the currency does not.
    """
    found = MONEY.fullmatch(text.strip())
    if found is None:
        raise Invalid("generating.bad_money", value=text)
    named = (found["currency"] or currency).upper()
    digits, rest = minor_digits(named), found["rest"] or ""
    if len(rest) > digits:
        raise Invalid("generating.bad_money", value=text)
    return Money(int(found["whole"] + rest.ljust(digits, "0")), named)


def _bill(house: House, job: Job, text: str) -> Bill:
    """What a person read, in the currency that was reserved."""
    money, currency = money_of(text, job.reserved.currency), job.reserved.currency
    charged = _exchanged(limits_of(house), day_of(job.at_ms), money, currency)
    if charged is None:
        raise Invalid("costs.confirm_currency", job=job.id, currency=currency)
    return Bill(charged, money, read=True)


def _exchanged(limits: Budget | None, day: date, money: Money, currency: str) -> Money | None:
    """`money` in `currency`; None where no rate of the day is known."""
    try:
        return converted(money, currency, limits.rates if limits else (), day)
    except Invalid:
        return None


def _tell(house: House, book: Jobs, job: Job) -> PiyingError | None:
    """Tell the vendor that `job` is given up; why that could not be done, if so."""
    vendor = next((one for one in house.vendors() if one.name == job.provider), None)
    if vendor is None:
        known = ", ".join(one.name for one in house.vendors()) or "-"
        return Missing("takes.unknown_provider", name=job.provider, known=known)
    try:
        gone = vendor.cancel(house.store.get(job.order, Order), job.vendor_job)
    except PiyingError as error:
        return error
    charged = Money(0, job.reserved.currency) if gone else None
    why = "" if gone else "studio.cancel_not_confirmed"
    book.cancelled(job.id, charged, house.clock.now_ms(), why)
    return None
