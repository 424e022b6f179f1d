"""The worker: takes paid jobs through their states until each has ended or waits for a person.

It drives any number of jobs side by side: each is done in short steps, and between two of them
it only stands in a queue of due times. A job that another run left under way is resumed as
`orphans` says. Stopped at any moment, even by a power cut, it leaves jobs that the next worker
goes on with; nothing is sent twice, and nothing that was paid is lost.
"""

from __future__ import annotations

import heapq
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from piying.model.errors import Invalid, Missing, PiyingError
from piying.model.ids import ulid
from piying.model.job import Job, JobState, Order
from piying.model.money import Money
from piying.model.take import Outcome, Take
from piying.store.jobs import Bill, Jobs
from piying.store.leases import Leased, Leases
from piying.store.store import Store
from piying.studio.house import Clock
from piying.studio.working.errand import (
    Errand,
    Exchange,
    Held,
    Mark,
    Meter,
    Next,
    Prove,
    nothing,
    own_currency,
    unmetered,
)
from piying.studio.working.lanes import Lane
from piying.studio.working.orphans import Verdict, Way, verdict
from piying.takes.generator import Generator

LEASE_MS = 60_000
LOOK_SECONDS = 2.0
"""How long after a look for jobs that nobody drives the next one follows."""
PATIENCE_MS = 6 * 3_600_000
"""A job that its vendor has had for longer is left for another run."""
WAIT_SECONDS_MAX = 0.5


@dataclass(frozen=True, slots=True)
class Ways:
    """What a worker needs beside store and vendors, with what is usual."""

    prove: Prove
    exchange: Exchange = own_currency
    """Brings a charge into another currency; None where no rate is known."""
    meter: Meter = unmetered
    """Says what the tokens that a vendor counted cost; None where the list does not."""
    told: Callable[[Job], None] = lambda _job: None
    """Hears of every job that this worker has come to an end with."""
    mark: Mark = nothing
    """Hears which step is being done; tests end the process in it."""
    lease_ms: int = LEASE_MS


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of one run."""

    ended: tuple[Job, ...]
    """Done, failed, cancelled, or for a person to decide."""
    waiting: tuple[Job, ...]
    """What this run leaves as it is."""
    refusals: tuple[PiyingError, ...]
    """Why, each once."""

    def count(self, state: JobState) -> int:
        """How many ended in `state`."""
        return sum(job.state is state for job in self.ended)


def work(
    store: Store,
    generators: Iterable[Generator],
    clock: Clock,
    ways: Ways,
    *,
    series: str = "",
    alone: bool = True,
) -> Worked:
    """Drive every open job of the house, or of one series, until nothing can be done.

    `alone`: the house is held, so what an ended run still has a lease of is taken at once.
    Otherwise it waits for jobs of other workers, and takes those whose worker has gone.
    """
    return _Worker(store, {one.name: Lane(one) for one in generators}, clock, ways, series).run(
        alone=alone
    )


@dataclass(slots=True)
class _Worker:
    store: Store
    lanes: dict[str, Lane]
    clock: Clock
    ways: Ways
    series: str
    jobs: Jobs = field(init=False)
    leases: Leases = field(init=False)
    errands: dict[str, Errand] = field(default_factory=dict)
    due: list[tuple[float, str, Way]] = field(default_factory=list)
    results: SimpleQueue[tuple[str, Next | Held | BaseException | None]] = field(
        default_factory=SimpleQueue
    )
    running: set[str] = field(default_factory=set)
    unsent: dict[str, set[str]] = field(default_factory=dict)
    """Of each lane, what was taken from the queue and is not sent yet."""
    dry: set[str] = field(default_factory=set)
    """The lanes whose queue held less than there was room for, when it was looked at."""
    over: list[Job] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    refusals: dict[str, PiyingError] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.jobs = Jobs(self.store)
        owner = ulid(self.clock.now_ms(), os.urandom(10))
        self.leases = Leases(self.store.database, owner, self.ways.lease_ms)

    def run(self, *, alone: bool) -> Worked:
        """Work until nothing is left that this worker can do."""
        beat_after = self.ways.lease_ms / 3000
        looked, beaten = -LOOK_SECONDS, time.monotonic()
        try:
            while True:
                now = time.monotonic()
                if now - beaten >= beat_after:
                    beaten = now
                    self._beat()
                if now - looked >= LOOK_SECONDS or not self.errands:
                    looked = now
                    self.dry.clear()
                    self._claim(everything=True, alone=alone)
                    alone = False
                    if not self.errands and not self._others():
                        break
                else:
                    self._claim(everything=False)
                self._start()
                self._gather(self._pause(beaten + beat_after, looked + LOOK_SECONDS))
        finally:
            for lane in self.lanes.values():
                lane.close()
            self.leases.let_go()
        rows = self.jobs.rows
        return Worked(
            tuple(self.over),
            tuple(rows.job(name) for name in self.left),
            tuple(self.refusals.values()),
        )

    # --- taking jobs --------------------------------------------------------------------

    def _claim(self, *, everything: bool, alone: bool = False) -> None:
        """Take what waits for the lanes that have room; with `everything` orphans as well."""
        room = {
            name: lane.room(len(self.unsent.get(name, ())))
            for name, lane in self.lanes.items()
            if name not in self.dry
        }
        if not everything and not any(room.values()):
            return
        self.ways.mark("claim")
        now = self.clock.now_ms()
        taken = self.leases.claim(now, room, self.series, alone=alone)
        waited = Counter(one.job.provider for one in taken if one.job.state is JobState.QUEUED)
        self.dry |= {name for name, most in room.items() if waited[name] < most}
        for one in taken:
            self._take_on(one)

    def _take_on(self, one: Leased) -> None:
        job, lane = one.job, self.lanes.get(one.job.provider)
        if lane is None or lane.refused is not None:
            known = ", ".join(sorted(self.lanes)) or "-"
            why = Missing("takes.unknown_provider", name=job.provider, known=known)
            self._leave(job.id, why if lane is None else lane.refused)
            return
        order = self._order(job)
        found = verdict(job, order, lane.generator, self.clock.now_ms())
        if order is None or found.way in {Way.ASK, Way.FAIL}:
            self._give_up(one, found)
            return
        self.errands[job.id] = Errand(
            job.id, one.fence, order, lane.generator, self.jobs, self.clock,
            self.ways.prove, self.ways.exchange, self.ways.meter, self.ways.mark,
        )  # fmt: skip
        if found.way is Way.SEND:
            self.unsent.setdefault(job.provider, set()).add(job.id)
        else:
            lane.open.add(job.id)
        heapq.heappush(self.due, (time.monotonic(), job.id, found.way))

    def _order(self, job: Job) -> Order | None:
        try:
            return self.store.get(job.order, Order)
        except (Missing, Invalid):
            return None

    def _give_up(self, one: Leased, found: Verdict) -> None:
        """End what cannot be driven: for a person, or as cancelled or failed."""
        job, now = one.job, self.clock.now_ms()
        nothing_owed = Money(0, job.reserved.currency)
        if found.way is Way.ASK:
            self.jobs.unknown(job.id, one.fence, now, found.why)
        elif found.way is Way.CANCEL:
            self.jobs.cancelled(job.id, None, now, "studio.cancel_not_confirmed")
        else:
            take = Take(
                ulid(now, os.urandom(10)), job.recipe, Outcome.FAILED, None, None,
                job.provider, now, 0, nothing_owed, found.why,
            )  # fmt: skip
            self.jobs.failed(job.id, take, Bill(nothing_owed), now, found.why)
        self._end(job.id)

    # --- driving them -------------------------------------------------------------------

    def _start(self) -> None:
        """Begin every step that is due."""
        now = time.monotonic()
        while self.due and self.due[0][0] <= now:
            _, name, way = heapq.heappop(self.due)
            errand = self.errands.get(name)
            if errand is None:
                continue
            lane = self.lanes[errand.order.provider]
            if lane.refused is not None and way is not Way.CANCEL:
                self._leave(name, lane.refused)
                continue
            if way is Way.SEND:
                if name not in lane.open and lane.is_full:
                    lane.behind.append(name)
                    continue
                wait = 0.0 if name in lane.open else lane.may_send(now)
                if wait > 0:
                    heapq.heappush(self.due, (now + wait, name, way))
                    continue
                self.unsent.get(lane.generator.name, set()).discard(name)
                lane.sends(name, now)
            self.running.add(name)
            lane.pool.submit(self._step, errand, way)

    def _step(self, errand: Errand, way: Way) -> None:
        try:
            self.results.put((errand.name, errand.step(way)))
        except BaseException as error:  # noqa: BLE001 - raised again where the run is
            self.results.put((errand.name, error))

    def _gather(self, seconds: float) -> None:
        """Wait for what the steps gave."""
        try:
            name, found = self.results.get(timeout=seconds)
            while True:
                self._went_on(name, found)
                name, found = self.results.get_nowait()
        except Empty:
            return

    def _went_on(self, name: str, found: Next | Held | BaseException | None) -> None:
        self.running.discard(name)
        errand = self.errands.get(name)
        if errand is None:
            return
        lane = self.lanes[errand.order.provider]
        if isinstance(found, BaseException):
            raise found
        if found is None:
            self._end(name)
            return
        if isinstance(found, Held):
            if found.refuses_all:
                lane.refused = found.why
            self._leave(name, found.why)
            return
        wait = found.wait_ms / 1000
        now = time.monotonic()
        if found.hold:
            lane.hold(now + wait)
            self._closed(lane, name)
            self.unsent.setdefault(lane.generator.name, set()).add(name)
        if found.way is Way.POLL and self._too_old(name, errand):
            self._leave(name, None)
            return
        heapq.heappush(self.due, (now + wait, name, found.way))

    def _too_old(self, name: str, errand: Errand) -> bool:
        if errand.poll_count % 100 != 99:
            return False
        return self.clock.now_ms() - self.jobs.rows.job(name).at_ms > PATIENCE_MS

    # --- letting them go ----------------------------------------------------------------

    def _end(self, name: str) -> None:
        self._drop(name)
        self.over.append(self.jobs.rows.job(name))
        self.ways.told(self.over[-1])

    def _leave(self, name: str, why: PiyingError | None) -> None:
        self._drop(name)
        self.left.append(name)
        if why is not None:
            self.refusals.setdefault(str(why), why)

    def _drop(self, name: str) -> None:
        errand = self.errands.pop(name, None)
        if errand is not None:
            self._closed(self.lanes[errand.order.provider], name)
            self.unsent.get(errand.order.provider, set()).discard(name)

    def _closed(self, lane: Lane, name: str) -> None:
        """`name` is open at its vendor no more, so those that stand behind may be sent."""
        lane.open.discard(name)
        now = time.monotonic()
        for other in lane.behind:
            heapq.heappush(self.due, (now, other, Way.SEND))
        lane.behind.clear()

    def _beat(self) -> None:
        """Keep our leases; what is no longer ours is another's, and left alone."""
        ours = self.leases.beat(self.clock.now_ms())
        for name in [n for n in self.errands if n not in ours and n not in self.running]:
            self._drop(name)

    def _others(self) -> bool:
        """Whether another worker drives jobs that it may yet leave to us."""
        return bool(self.leases.others(self.clock.now_ms(), self.series))

    def _pause(self, *moments: float) -> float:
        """How many seconds nothing is to be done, unless a step gives something."""
        until = min([*moments, *(one[0] for one in self.due[:1])])
        return min(WAIT_SECONDS_MAX, max(0.0, until - time.monotonic()))
