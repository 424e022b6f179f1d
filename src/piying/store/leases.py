"""Leases: which worker drives a job, and how another takes over when it is gone.

A worker that beats keeps its jobs. A job whose lease has run out may be claimed by any other;
its fence grows with each claim, so that the earlier worker finds its decisions refused when it
wakes up. Several machines compare their clocks here: keep them set, and leases long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update

from piying.model.job import Job, JobState
from piying.store.engine import Database
from piying.store.jobrows import OPEN, job_of
from piying.store.tables import job

CLAIMED_MAX = 1000
"""How many jobs one claim takes at most."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A job that this worker drives."""

    job: Job
    fence: int


@dataclass(frozen=True, slots=True)
class Leases:
    """The leases of one worker."""

    database: Database
    owner: str
    """A name that no other worker ever has."""
    length_ms: int

    def claim(
        self, now_ms: int, queued: dict[str, int], series: str = "", *, alone: bool = False
    ) -> tuple[Leased, ...]:
        """Jobs that nobody drives, oldest first, and from now on this worker's.

        Of jobs that wait to be sent at most as many as `queued` says for their provider are
        taken, so that other workers get the rest; of those under way, all. Whoever holds the
        house `alone` takes what an ended run still has a lease of.
        """
        free = [job.c.owner != self.owner, job.c.state.in_([state.value for state in OPEN])]
        if not alone:
            free.append(job.c.lease_ms < now_ms)
        if series:
            free.append(job.c.series == series)
        taken: list[Leased] = []
        with self.database.writing() as connection:
            for which, most in _parts(queued):
                found = (
                    select(job)
                    .where(*free, which)
                    .order_by(job.c.made_ms, job.c.id)
                    .limit(most)
                    .with_for_update(skip_locked=True)
                )
                rows = connection.execute(found).mappings().all()
                taken += [Leased(job_of(row), int(row["fence"]) + 1) for row in rows]
            if taken:
                connection.execute(
                    update(job)
                    .where(job.c.id.in_([one.job.id for one in taken]))
                    .values(
                        owner=self.owner,
                        fence=job.c.fence + 1,
                        lease_ms=now_ms + self.length_ms,
                    )
                )
        return tuple(taken)

    def beat(self, now_ms: int) -> frozenset[str]:
        """Keep what is ours for another lease; the names of all that is still ours."""
        ours = (job.c.owner == self.owner, job.c.state.in_([state.value for state in OPEN]))
        with self.database.writing() as connection:
            connection.execute(
                update(job).where(*ours).values(lease_ms=now_ms + self.length_ms)
            )
            return frozenset(connection.execute(select(job.c.id).where(*ours)).scalars())

    def let_go(self) -> None:
        """Leave every job to whoever comes next."""
        with self.database.writing() as connection:
            connection.execute(
                update(job).where(job.c.owner == self.owner).values(owner="", lease_ms=0)
            )

    def others(self, now_ms: int, series: str = "") -> int:
        """How many open jobs another worker drives just now."""
        found = select(job.c.id).where(
            job.c.state.in_([state.value for state in OPEN]),
            job.c.lease_ms >= now_ms,
            job.c.owner != self.owner,
        )
        if series:
            found = found.where(job.c.series == series)
        with self.database.reading() as connection:
            return len(connection.execute(found).all())


def _parts(queued: dict[str, int]) -> Iterator[tuple[ColumnElement[bool], int]]:
    """Which jobs may be taken, and how many of each sort."""
    waits = job.c.state == JobState.QUEUED.value
    yield ~waits, CLAIMED_MAX
    for provider, most in sorted(queued.items()):
        if most > 0:
            yield waits & (job.c.provider == provider), most
