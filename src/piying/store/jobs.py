"""Paid jobs: what may happen to one, each in one transaction that survives a power cut.

A job is known by what it asks for: recipe, order and variant. Asking for the same again finds
the job that is there, so nothing is paid twice because two runs wanted it. Money is reserved
in the transaction that makes the job, under every cap at once, and settled in the one that
ends it.

What a worker decides is fenced: it happens only while the worker still holds the job. Facts
about money are not: a vendor's id, a result and a charge are kept whoever brings them, and
however late.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Text,
    bindparam,
    cast,
    insert,
    select,
    update,
)

from piying.model.budget import Caps
from piying.model.canon import Digest, digest
from piying.model.errors import Conflict, Invalid
from piying.model.ids import ulid
from piying.model.job import Charge, Job, JobState, Order, Place
from piying.model.money import Money, said
from piying.model.take import Recipe, Take
from piying.store.jobrows import JobRows, check_caps, job_of
from piying.store.store import Store
from piying.store.tables import job, job_step

WORKER = "worker"
WHY_CHARACTERS_MAX = 500

ALIVE = (
    JobState.QUEUED, JobState.SUBMITTING, JobState.POLLING, JobState.UNKNOWN,
    JobState.CANCELLING,
)  # fmt: skip
"""The states whose money is still reserved."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a job is to be made for."""

    recipe: Recipe
    order: Order
    place: Place
    quote: Money
    """What it costs at most; this much is reserved."""
    variant: int = 0
    original: Money | None = None
    """The price in the vendor's currency, where that is another."""

    @property
    def key(self) -> Digest:
        """What the job is known by."""
        return digest((digest(self.recipe), digest(self.order), self.variant))


@dataclass(frozen=True, slots=True)
class Move:
    """A step of a job: the state that it comes into, when, why and by whom."""

    to: JobState
    at_ms: int
    why: str = ""
    by: str = WORKER


@dataclass(frozen=True, slots=True)
class Bill:
    """What is known of the money of a job that ends."""

    charged: Money | None
    """In the currency that was reserved; None: nobody knows, and what is reserved counts."""
    original: Money | None = None
    """What it was in the vendor's currency, where that is another."""
    counted: Money | None = None
    """What the price list says for what the vendor says was used, in the reserved currency;
    it counts where nobody says what was charged."""
    read: bool = False
    """Whether a person has read it on the vendor's bill."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """The paid jobs of one house."""

    store: Store

    @property
    def rows(self) -> JobRows:
        """The jobs, to read."""
        return JobRows(self.store.database)

    # --- asking -------------------------------------------------------------------------

    def reserve(self, asked: Asked, caps: Caps, at_ms: int, *, again: bool = False) -> Job:
        """The job for what is asked: the one that is there, else a new one in the queue.

        A new one has its order frozen, its files proved and its money reserved. A job that
        failed or was cancelled is asked for anew only with `again`.

        Raises:
            Conflict: a cap does not allow the price.
            Invalid: the price is in another currency than a cap.
            Missing, Outside: a file that the order names is not whole.
        """
        if asked.quote.minor < 0:
            raise AssertionError("a price below nothing")
        self.store.blobs.proved(asked.order.blobs)
        with self.store.database.writing(durable=True) as connection:
            self.store.database.one_by_one(connection)
            newest = (
                select(job).where(job.c.key == asked.key).order_by(job.c.again.desc()).limit(1)
            )
            row = connection.execute(newest).mappings().first()
            if row is not None:
                found = job_of(row)
                over = found.state in {JobState.FAILED, JobState.CANCELLED}
                if not (again and over):
                    return found
            check_caps(connection, caps, asked.place, asked.quote)
            self.store.put(asked.recipe)
            self.store.put(asked.order)
            number = 0 if row is None else int(row["again"]) + 1
            return self._new(connection, _first_row(asked, at_ms, number))

    # --- what a worker decides ----------------------------------------------------------

    def submitting(self, name: str, fence: int, at_ms: int) -> Job:
        """Say that the order is about to be sent; only then may it be.

        Raises:
            Conflict: the job is another worker's by now, or was cancelled.
        """
        with self.store.database.writing(durable=True) as connection:
            found = self.rows.job(name)
            if not _moved(
                connection,
                name,
                Move(JobState.SUBMITTING, at_ms),
                (JobState.QUEUED, JobState.SUBMITTING),
                fence=fence,
                attempts=found.attempts + 1,
            ):
                raise Conflict("store.job_lost", job=name)
            return replace(
                found, state=JobState.SUBMITTING, at_ms=at_ms, attempts=found.attempts + 1
            )

    def unknown(self, name: str, fence: int, at_ms: int, why: str) -> bool:
        """Leave the job to a person, its money reserved; False if it is another worker's."""
        with self.store.database.writing(durable=True) as connection:
            return _moved(
                connection,
                name,
                Move(JobState.UNKNOWN, at_ms, why),
                (JobState.SUBMITTING, JobState.POLLING),
                fence=fence,
            )

    def cancelled(self, name: str, charged: Money | None, at_ms: int, why: str) -> bool:
        """End a job that is being cancelled; without a charge all that is reserved counts.

        A job whose order may have reached the vendor may be on its bill. So nothing is given
        back unless the vendor says what it charges.
        """
        with self.store.database.writing(durable=True) as connection:
            return self._end(
                connection,
                name,
                Move(JobState.CANCELLED, at_ms, why),
                (JobState.CANCELLING,),
                Bill(charged),
            )

    # --- facts --------------------------------------------------------------------------

    def sent(self, name: str, vendor_job: str, at_ms: int) -> bool:
        """Keep the vendor's id of the job; False if it has another one."""
        with self.store.database.writing(durable=True) as connection:
            free = connection.execute(_SENT, {"named": name, "sent": vendor_job}).rowcount
            if not free:
                return False
            waiting = (JobState.SUBMITTING, JobState.UNKNOWN)
            if not _moved(connection, name, Move(JobState.POLLING, at_ms), waiting):
                _remember(connection, name, Move(JobState.POLLING, at_ms, "late"))
            return True

    def not_taken(self, name: str, fence: int, at_ms: int, why: str, *, wait: bool) -> None:
        """The vendor certainly did not take the order: queue it again, or give it up."""
        with self.store.database.writing(durable=True) as connection:
            again = Move(JobState.QUEUED, at_ms, why)
            if wait and _moved(connection, name, again, (JobState.SUBMITTING,), fence=fence):
                return
            end = Move(JobState.FAILED, at_ms, why)
            waiting = (JobState.SUBMITTING, JobState.UNKNOWN)
            currency = self.rows.job(name).reserved.currency
            if not self._end(connection, name, end, waiting, Bill(Money(0, currency))):
                self.cancelled(name, Money(0, currency), at_ms, why)

    def done(
        self,
        name: str,
        take: Take,
        bill: Bill,
        at_ms: int,
    ) -> bool:
        """Keep the take, settle its price and give the rest back; False if that is done.

        A result that comes after the job was given up is kept as well: it is paid.
        """
        with self.store.database.writing(durable=True) as connection:
            states = (*ALIVE, JobState.FAILED, JobState.CANCELLED)
            move = Move(JobState.DONE, at_ms, _foreign(self.rows.job(name), bill.charged))
            if not self._end(connection, name, move, states, bill, take=take.id):
                return False
            self.store.add_take(take)
            return True

    def failed(
        self,
        name: str,
        take: Take,
        bill: Bill,
        at_ms: int,
        why: str,
    ) -> bool:
        """Keep why nothing came of it and settle its price; False if it has ended."""
        with self.store.database.writing(durable=True) as connection:
            end = Move(JobState.FAILED, at_ms, why)
            if not self._end(connection, name, end, ALIVE, bill, take=take.id):
                return False
            self.store.add_take(take)
            return True

    # --- what a person decides ----------------------------------------------------------

    def cancel(self, name: str, at_ms: int, by: str, why: str = "") -> Job:
        """Give a job up: at once while it waits, else as soon as its vendor was told.

        Raises:
            Conflict: it has ended, or nobody knows whether it was sent.
        """
        with self.store.database.writing(durable=True) as connection:
            found = self.rows.job(name)
            nothing = Bill(Money(0, found.reserved.currency))
            move = Move(JobState.CANCELLED, at_ms, why, by)
            if not self._end(connection, name, move, (JobState.QUEUED,), nothing):
                asking = Move(JobState.CANCELLING, at_ms, why, by)
                sent = (JobState.SUBMITTING, JobState.POLLING)
                if not _moved(connection, name, asking, sent):
                    raise Conflict("store.job_not_open", job=name, state=found.state.value)
            return self.rows.job(name)

    def adopt(self, name: str, vendor_job: str, at_ms: int, by: str, why: str = "") -> Job:
        """Give an unknown job the vendor's id that a person found; it is asked for again.

        Raises:
            Conflict: the job is not unknown.
        """
        with self.store.database.writing(durable=True) as connection:
            found = Move(JobState.POLLING, at_ms, why, by)
            waiting = (JobState.UNKNOWN,)
            if not _moved(connection, name, found, waiting, vendor_job=vendor_job):
                raise _not_unknown(self.rows.job(name))
            return self.rows.job(name)

    def abandon(
        self, name: str, at_ms: int, by: str, bill: Bill | None = None, why: str = ""
    ) -> Job:
        """Give an unknown job up.

        `bill` is what the vendor's bill shows; None: the person does not know, and all that is
        reserved counts as spent.

        Raises:
            Conflict: the job is not unknown.
        """
        with self.store.database.writing(durable=True) as connection:
            move = Move(JobState.CANCELLED, at_ms, why, by)
            if not self._end(connection, name, move, (JobState.UNKNOWN,), bill or Bill(None)):
                raise _not_unknown(self.rows.job(name))
            return self.rows.job(name)

    def pay_again(
        self,
        name: str,
        caps: Caps,
        at_ms: int,
        by: str,
        bill: Bill | None = None,
        why: str = "",
    ) -> Job:
        """A new job with the order of an unknown one, which is given up as by `abandon`.

        Raises:
            Conflict: the job is not unknown, or a cap does not allow it again.
        """
        with self.store.database.writing(durable=True) as connection:
            self.store.database.one_by_one(connection)
            row = dict(connection.execute(select(job).where(job.c.id == name)).mappings().one())
            old = self.abandon(name, at_ms, by, bill, why)
            month = Place(old.place.series, old.place.episode, old.place.shot, month_of(at_ms))
            check_caps(connection, caps, month, old.reserved)
            return self._new(connection, _row_again(row, month.month, at_ms), by)

    def correct(self, name: str, bill: Bill, at_ms: int, by: str, why: str = "") -> Job:
        """Settle what a vendor's bill shows for a job that has ended.

        Raises:
            Conflict: the job has not ended.
            Invalid: the charge is in another currency than the job's.
        """
        with self.store.database.writing(durable=True) as connection:
            found = self.rows.job(name)
            currency = found.reserved.currency
            if bill.charged is None or bill.charged.currency != currency:
                raise Invalid("costs.confirm_currency", job=name, currency=currency)
            move = Move(found.state, at_ms, why, by)
            ended = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
            if not self._end(connection, name, move, ended, bill, take=found.take):
                raise Conflict("store.job_open", job=name, state=found.state.value)
            # when and why it ended is no less true for what it cost
            same = {"why": found.why, "at_ms": found.at_ms}
            connection.execute(update(job).where(job.c.id == name).values(**same))
            return self.rows.job(name)

    # --- inside -------------------------------------------------------------------------

    def _new(self, connection: Connection, row: dict[str, object], by: str = WORKER) -> Job:
        connection.execute(insert(job), row)
        made = job_of(row)
        _remember(connection, made.id, Move(JobState.QUEUED, made.at_ms, by=by))
        return made

    def _end(
        self,
        connection: Connection,
        name: str,
        move: Move,
        states: tuple[JobState, ...],
        bill: Bill,
        *,
        take: str = "",
    ) -> bool:
        """End and settle the job; a charge in another currency counts as the price list's."""
        money, charge = _settled(self.rows.job(name), bill)
        ended: dict[str, Any] = {
            "settled_minor": money.minor, "counted_minor": money.minor, "take": take,
            "owner": "", "lease_ms": 0, "charge": charge.value,
        }  # fmt: skip
        original = bill.original or bill.charged
        if original is not None:
            ended["original_minor"] = original.minor
            ended["original_currency"] = original.currency
        return _moved(connection, name, move, states, **ended)


_MOVE = update(job).where(
    job.c.id == bindparam("named"), job.c.state.in_(bindparam("states", expanding=True))
)
_FENCED = _MOVE.where(job.c.fence == bindparam("fenced"))
_SENT = (
    update(job)
    .where(job.c.id == bindparam("named"), job.c.vendor_job.in_(("", bindparam("sent"))))
    .values(vendor_job=bindparam("sent"))
)
_STEP = insert(job_step).from_select(
    ["job", "state", "counted_minor", "vendor_job", "fence", "why", "by", "at_ms"],
    select(
        job.c.id, job.c.state, job.c.counted_minor, job.c.vendor_job, job.c.fence,
        cast(bindparam("why"), Text), cast(bindparam("by"), Text),
        cast(bindparam("at_ms"), BigInteger),
    ).where(job.c.id == bindparam("named")),
)  # fmt: skip


def _moved(
    connection: Connection,
    name: str,
    move: Move,
    states: tuple[JobState, ...],
    *,
    fence: int | None = None,
    **values: str | int,
) -> bool:
    """Bring the job into another state and remember it; False if it was in none of `states`."""
    given: dict[str, object] = {
        "named": name, "states": [state.value for state in states], "state": move.to.value,
        "why": move.why[:WHY_CHARACTERS_MAX], "at_ms": move.at_ms, **values,
    }  # fmt: skip
    if fence is None:
        step = connection.execute(_MOVE, given)
    else:
        step = connection.execute(_FENCED, given | {"fenced": fence})
    if not step.rowcount:
        return False
    _remember(connection, name, move)
    return True


def _remember(connection: Connection, name: str, move: Move) -> None:
    why = move.why[:WHY_CHARACTERS_MAX]
    connection.execute(_STEP, {"named": name, "why": why, "by": move.by, "at_ms": move.at_ms})


def _first_row(asked: Asked, at_ms: int, again: int) -> dict[str, object]:
    place, price = asked.place, asked.quote
    return {
        "id": ulid(at_ms, os.urandom(10)), "key": asked.key, "again": again,
        "recipe": digest(asked.recipe), "order": digest(asked.order),
        "provider": asked.order.provider, "model": asked.order.model,
        "variant": asked.variant, "series": place.series, "episode": place.episode,
        "shot": place.shot, "month": place.month, "state": JobState.QUEUED.value,
        "currency": price.currency, "reserved_minor": price.minor, "settled_minor": None,
        "counted_minor": price.minor, "vendor_job": "", "take": "", "why": "",
        "made_ms": at_ms, "at_ms": at_ms, "attempts": 0, "owner": "", "fence": 0,
        "lease_ms": 0, "charge": Charge.OPEN.value,
        "original_minor": None if asked.original is None else asked.original.minor,
        "original_currency": asked.original.currency if asked.original else "",
    }  # fmt: skip


def _row_again(row: dict[str, object], month: str, at_ms: int) -> dict[str, object]:
    return row | {
        "id": ulid(at_ms, os.urandom(10)), "again": int(str(row["again"])) + 1,
        "month": month, "state": JobState.QUEUED.value, "settled_minor": None,
        "counted_minor": row["reserved_minor"], "vendor_job": "", "take": "", "why": "",
        "made_ms": at_ms, "at_ms": at_ms, "attempts": 0, "owner": "", "fence": 0,
        "lease_ms": 0, "charge": Charge.OPEN.value,
    }  # fmt: skip


def _settled(found: Job, bill: Bill) -> tuple[Money, Charge]:
    """What counts for a job from its end on, and how certain that is."""
    if bill.charged is not None and bill.charged.currency == found.reserved.currency:
        return bill.charged, Charge.CONFIRMED if bill.read else Charge.KNOWN
    if found.settled is not None and found.charge is Charge.CONFIRMED:
        return found.settled, Charge.CONFIRMED
    counted = bill.counted
    if counted is not None and counted.currency == found.reserved.currency:
        return counted, Charge.LISTED
    return found.reserved, Charge.LISTED


def _foreign(found: Job, charged: Money | None) -> str:
    """What the vendor says it charged, where that is in another currency than reserved."""
    if charged is None or charged.currency == found.reserved.currency:
        return ""
    return f"charged {said(charged)}"


def _not_unknown(found: Job) -> Conflict:
    return Conflict("store.job_not_unknown", job=found.id, state=found.state.value)


def month_of(at_ms: int) -> str:
    """The month of a moment, in UTC: "2026-11"."""
    return f"{datetime.fromtimestamp(at_ms // 1000, UTC):%Y-%m}"
