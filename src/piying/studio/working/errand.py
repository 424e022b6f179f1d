"""Errands: what is done for one job in one short step: sent, asked for, given up, taken home.

Every step ends with a transaction, so a worker that dies between two of them, or within one,
leaves a job that the next one understands.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from piying.model.canon import Digest
from piying.model.deferred import deferred
from piying.model.errors import Conflict, Missing, Outside, PiyingError, Refused
from piying.model.ids import ulid
from piying.model.job import Job, JobState, Order
from piying.model.money import Money
from piying.model.take import MediaFacts, Outcome, Take
from piying.render.media.heads import media_type_of
from piying.store.jobs import Bill, Jobs
from piying.studio.house import Clock
from piying.studio.working.lanes import again_after_ms, poll_after_ms
from piying.studio.working.orphans import Way
from piying.takes.generator import Ended, Generator, NotTaken, Pending, Receipt, Used

if TYPE_CHECKING:
    from piying.render.media.voice import media_type_of_sound
else:
    media_type_of_sound = deferred("piying.render.media.voice:media_type_of_sound")

SENDS_MAX = 5
"""How often an order that was certainly not taken, or has a key, is sent in all."""
CANCELS_MAX = 3
MODERATED = "partners.moderated"
"""The code with which a vendor refuses what an order asks for."""
WHY_CHARACTERS_MAX = 500

Prove = Callable[[bytes, Order], MediaFacts]
Exchange = Callable[[Money, str], Money | None]
Meter = Callable[[Order, Used], Money | None]
Mark = Callable[[str], None]


def nothing(_step: str) -> None:
    """Nobody listens to what step is being done."""


def own_currency(money: Money, currency: str) -> Money | None:
    """`money` if it is in `currency`; without rates nothing else can be said."""
    return money if money.currency == currency else None


def unmetered(_order: Order, _used: Used) -> Money | None:
    """No price list is at hand, so what was quoted counts."""
    return None


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done for a job next, and when."""

    way: Way
    wait_ms: int
    hold: bool = False
    """Whether nothing else may be sent to the vendor until then."""


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing more can be done for the job in this run; it stays as it is."""

    why: PiyingError | None = None
    refuses_all: bool = False
    """Whether that holds for every job of the vendor."""


@dataclass(frozen=True, slots=True)
class OrderFiles:
    """What a vendor's adapter may read of the house: the files that its order names."""

    jobs: Jobs

    def blob(self, digest: Digest) -> bytes:  # noqa: D102 - the port says it
        return self.jobs.store.blobs.get(digest)

    def facts(self, digest: Digest) -> MediaFacts:
        """The media type and the size, as the bytes say them."""
        path = self.jobs.store.blobs.proved((digest,))[digest]
        media_type = media_type_of(path) or media_type_of_sound(path, digest[:12])
        return MediaFacts(media_type, path.stat().st_size)


@dataclass(slots=True)
class Errand:
    """One job in the hands of this worker."""

    name: str
    fence: int
    order: Order
    generator: Generator
    jobs: Jobs
    clock: Clock
    prove: Prove
    exchange: Exchange = own_currency
    meter: Meter = unmetered
    mark: Mark = nothing
    poll_count: int = 0
    failure_count: int = 0

    def step(self, way: Way) -> Next | Held | None:
        """Do what `way` says, once; None: the job has ended or is a person's to decide."""
        try:
            if way is Way.SEND:
                return self._send()
            return self._cancel() if way is Way.CANCEL else self._poll()
        except Conflict:  # another worker's by now, or a person gave it up meanwhile
            given_up = self.jobs.rows.job(self.name).state is JobState.CANCELLING
            return Next(Way.CANCEL, 0) if given_up else Held()

    def _now(self) -> int:
        return self.clock.now_ms()

    # --- sending ------------------------------------------------------------------------

    def _send(self) -> Next | Held | None:  # noqa: PLR0911 - an answer, a line
        try:
            self.jobs.store.blobs.proved(self.order.blobs)
        except (Missing, Outside) as error:
            return Held(error)
        self.mark("submitting")
        job = self.jobs.submitting(self.name, self.fence, self._now())
        self.mark("submit")
        try:
            receipt = self.generator.submit(self.order, OrderFiles(self.jobs), self.name)
        except NotTaken as error:
            return self._not_taken(job, error)
        except Missing as error:
            self.jobs.not_taken(self.name, self.fence, self._now(), str(error), wait=True)
            return Held(error, refuses_all=True)
        except Ended as error:
            self._nothing_came(job, error)
            return None
        except Exception as error:  # noqa: BLE001 - whatever it was, the order may have gone out
            return self._who_knows(job, error)
        self.mark("submitted")
        if receipt.made is not None:
            self._home(job, receipt)
            return None
        return self._keep_id(job, receipt)

    def _keep_id(self, job: Job, receipt: Receipt) -> Next | Held | None:
        if not receipt.job:
            return self._who_knows(job, Outside("studio.no_vendor_job"))
        try:
            self.jobs.sent(self.name, receipt.job, self._now())
        except PiyingError as error:
            # never asked for: what cannot be found again must not go on; a person reads the id
            raise Outside(
                "studio.id_not_kept", job=self.name, provider=self.order.provider,
                vendor_job=receipt.job, why=error,
            ) from error  # fmt: skip
        self.mark("sent")
        return Next(Way.POLL, self.generator.pace.poll_ms)

    def _not_taken(self, job: Job, error: NotTaken) -> Next | None:
        if error.code == MODERATED:  # an attempt like any other: its take says what was refused
            self._refused(job, str(error))
            return None
        wait = error.retryable and job.attempts < SENDS_MAX
        self.jobs.not_taken(self.name, self.fence, self._now(), str(error), wait=wait)
        if not wait:
            return None
        again = error.again_ms or again_after_ms(job.attempts)
        return Next(Way.SEND, again, hold=True)

    def _who_knows(self, job: Job, error: Exception) -> Next | None:
        if self.generator.honours_keys and job.attempts < SENDS_MAX:
            return Next(Way.SEND, again_after_ms(job.attempts))
        why = said(error)
        self.jobs.unknown(self.name, self.fence, self._now(), why)
        return None

    # --- asking -------------------------------------------------------------------------

    def _poll(self) -> Next | Held | None:  # noqa: PLR0911 - an answer, a line
        job = self.jobs.rows.job(self.name)
        if job.state is JobState.CANCELLING:
            return Next(Way.CANCEL, 0)
        if job.state is not JobState.POLLING:
            return Held()
        self.mark("poll")
        try:
            found = self.generator.poll(self.order, job.vendor_job)
        except Ended as error:
            self._nothing_came(job, error)
            return None
        except Missing as error:
            return Held(error, refuses_all=True)
        except Refused as error:  # an order of a format that the adapter no longer reads
            self.jobs.unknown(self.name, self.fence, self._now(), str(error))
            return None
        except Outside:
            self.failure_count += 1
            return Next(Way.POLL, again_after_ms(self.failure_count))
        except Exception as error:  # noqa: BLE001 - one vendor's adapter must not stop the others
            broken = Outside("studio.adapter_failed", provider=self.order.provider,
                             why=said(error))  # fmt: skip
            return Held(broken)
        self.failure_count = 0
        if isinstance(found, Pending) or found.made is None:
            again = found.again_ms if isinstance(found, Pending) else 0
            self.poll_count += 1
            usual = poll_after_ms(self.generator.pace.poll_ms, self.poll_count)
            return Next(Way.POLL, again or usual)
        self.mark("polled")
        self._home(job, found)
        return None

    def _cancel(self) -> Next | None:
        job = self.jobs.rows.job(self.name)
        gone, why = False, "studio.cancel_not_confirmed"
        if job.vendor_job:
            try:
                gone = self.generator.cancel(self.order, job.vendor_job)
            except PiyingError as error:
                self.failure_count += 1
                if self.failure_count < CANCELS_MAX:
                    return Next(Way.CANCEL, again_after_ms(self.failure_count))
                why = str(error)
        charged = Money(0, job.reserved.currency) if gone else None
        self.jobs.cancelled(self.name, charged, self._now(), "" if gone else why)
        return None

    # --- taking home --------------------------------------------------------------------

    def _home(self, job: Job, receipt: Receipt) -> None:
        """Keep what came, then the record of it; both may be done twice without harm."""
        made = receipt.made
        if made is None:
            raise AssertionError("a receipt without anything made")
        blob = self.jobs.store.blobs.put(made.data)
        self.mark("kept")
        charged = self._charge(job, receipt.charged)
        listed = self.meter(self.order, receipt.used) if receipt.used else None
        counted = self._charge(job, listed)
        original = receipt.charged or listed
        cost = charged or counted or job.reserved
        try:
            facts = replace(self.prove(made.data, self.order), marks=made.facts.marks)
        except Exception as error:  # noqa: BLE001 - paid all the same, so it is recorded
            why = said(error)
            take = self._take(job, blob, cost, why=why)
            bill = Bill(charged, original, counted=counted)
            self.jobs.failed(self.name, take, bill, self._now(), why)
            return
        self.mark("proved")
        take = self._take(job, blob, cost, facts)
        bill = Bill(charged, original, counted=counted)
        self.jobs.done(self.name, take, bill, self._now())
        self.mark("done")

    def _nothing_came(self, job: Job, error: Ended) -> None:
        nothing_owed = Money(0, job.reserved.currency)
        charged = self._charge(job, error.charged)
        if error.charged is None:
            charged = None if error.owed else nothing_owed
        cost = job.reserved if charged is None else charged
        why = str(error)
        take = self._take(job, None, cost, why=why)
        if error.code == MODERATED:
            take = replace(take, outcome=Outcome.REFUSED)
        self.jobs.failed(self.name, take, Bill(charged, error.charged), self._now(), why)

    def _refused(self, job: Job, why: str) -> None:
        """The vendor did not take the order because of what it asks for; nothing is owed."""
        free = Money(0, job.reserved.currency)
        take = replace(self._take(job, None, free, why=why), outcome=Outcome.REFUSED)
        self.jobs.failed(self.name, take, Bill(free), self._now(), why)

    def _charge(self, job: Job, charged: Money | None) -> Money | None:
        """What the vendor charges, in the currency that was reserved where that can be told."""
        if charged is None:
            return None
        return self.exchange(charged, job.reserved.currency) or charged

    def _take(
        self,
        job: Job,
        blob: Digest | None,
        cost: Money,
        facts: MediaFacts | None = None,
        why: str = "",
    ) -> Take:
        now = self._now()
        outcome = Outcome.FAILED if facts is None else Outcome.MADE
        return Take(
            ulid(now, os.urandom(10)), job.recipe, outcome, blob, facts, self.order.provider,
            now, max(0, now - job.made_ms), cost, why,
        )  # fmt: skip


def said(error: Exception) -> str:
    """What an error says, short enough to be kept."""
    if isinstance(error, PiyingError):
        return str(error)[:WHY_CHARACTERS_MAX]
    return f"{type(error).__name__}: {error}"[:WHY_CHARACTERS_MAX]
