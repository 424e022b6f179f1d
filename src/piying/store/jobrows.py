"""Reading jobs: one, many, and the sums of their money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, ScalarSelect, bindparam, func, select

from piying.model.budget import Caps
from piying.model.canon import Digest
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.job import Charge, Job, JobState, Place
from piying.model.money import Money, said
from piying.store.engine import Database
from piying.store.tables import job, job_step

OPEN = (JobState.QUEUED, JobState.SUBMITTING, JobState.POLLING, JobState.CANCELLING)
"""The states that a worker has something to do in."""
ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Step:
    """A state that a job came into."""

    state: JobState
    counted_minor: int
    """What counted against the caps from then on."""
    vendor_job: str
    why: str
    by: str
    """Who: "worker", or what a person is called."""
    fence: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What jobs cost, in one currency."""

    currency: str
    reserved_minor: int
    """Of jobs that have not ended, unknown ones among them."""
    settled_minor: int

    @property
    def counted(self) -> Money:
        """What counts against a cap."""
        return Money(self.reserved_minor + self.settled_minor, self.currency)


def job_of(row: Mapping[Any, Any]) -> Job:
    """The job that a row of the table says."""
    settled, original = row["settled_minor"], row["original_minor"]
    return Job(
        row["id"],
        Digest(row["recipe"]),
        Digest(row["order"]),
        Place(row["series"], row["episode"], row["shot"], row["month"]),
        JobState(row["state"]),
        Money(row["reserved_minor"], row["currency"]),
        row["vendor_job"],
        None if settled is None else Money(settled, row["currency"]),
        row["take"],
        row["why"],
        row["at_ms"],
        row["attempts"],
        row["provider"],
        row["model"],
        row["variant"],
        row["made_ms"],
        Charge(row["charge"]),
        None if original is None else Money(original, row["original_currency"]),
    )


def _counted(*same: str) -> ScalarSelect[Any]:
    """What counts in one currency of the jobs that are the same in these columns."""
    where = [job.c[name] == bindparam(name) for name in (*same, "currency")]
    return (
        select(func.coalesce(func.sum(job.c.counted_minor), 0)).where(*where).scalar_subquery()
    )


SCOPES = ("shot", "episode", "series", "month")
_COUNTED = select(
    _counted("series", "episode", "shot"), _counted("series", "episode"), _counted("series"),
    _counted("month"),
)  # fmt: skip
_BY_NAME = select(job).where(job.c.id == bindparam("name"))


def check_caps(connection: Connection, caps: Caps, place: Place, quote: Money) -> None:
    """Refuse a job of `quote` that would bring what counts above a cap of its place.

    Raises:
        Conflict: it would.
        Invalid: the price is in another currency than a cap that counts it.
    """
    if caps == Caps():
        return
    named = {
        "series": place.series, "episode": place.episode, "shot": place.shot,
        "month": place.month,
    }  # fmt: skip
    counted = connection.execute(_COUNTED, named | {"currency": quote.currency}).one()
    for scope, minor in zip(SCOPES, counted, strict=True):
        cap: Money | None = getattr(caps, scope)
        if cap is None:
            continue
        if cap.currency != quote.currency:
            raise Invalid("store.cap_currency", cap=said(cap), quote=said(quote))
        if int(minor) + quote.minor > cap.minor:
            raise Conflict(
                f"store.cap_{scope}", **named, cap=said(cap), quote=said(quote),
                counted=said(Money(int(minor), cap.currency)),
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class JobRows:
    """The jobs of one house, to read."""

    database: Database

    def job(self, name: str) -> Job:
        """The job called `name`.

        Raises:
            Missing: there is none.
        """
        with self.database.reading() as connection:
            row = connection.execute(_BY_NAME, {"name": name}).mappings().first()
        if row is None:
            raise Missing("store.job_missing", job=name)
        return job_of(row)

    def jobs(
        self, series: str = "", episode: int = 0, states: tuple[JobState, ...] = ()
    ) -> tuple[Job, ...]:
        """Jobs, oldest first; empty and 0 mean all."""
        found = select(job).order_by(job.c.made_ms, job.c.id)
        if series:
            found = found.where(job.c.series == series)
        if episode:
            found = found.where(job.c.episode == episode)
        if states:
            found = found.where(job.c.state.in_([state.value for state in states]))
        with self.database.reading() as connection:
            return tuple(job_of(row) for row in connection.execute(found).mappings())

    def called(self, name: str) -> Job:
        """The job whose name is, or ends with, `name`.

        Raises:
            Missing: there is none.
            Invalid: there are several.
        """
        ends = job.c.id.endswith(name.upper(), autoescape=True)
        with self.database.reading() as connection:
            rows = connection.execute(select(job).where(ends).limit(2)).mappings().all()
        if not name or not rows:
            raise Missing("store.job_missing", job=name)
        if len(rows) > 1:
            raise Invalid("costs.job_ambiguous", job=name)
        return job_of(rows[0])

    def of(self, recipe: Digest) -> tuple[Job, ...]:
        """The jobs that were to make `recipe`, oldest first."""
        found = select(job).where(job.c.recipe == recipe).order_by(job.c.made_ms, job.c.id)
        with self.database.reading() as connection:
            return tuple(job_of(row) for row in connection.execute(found).mappings())

    def steps(self, name: str) -> tuple[Step, ...]:
        """Every state that the job `name` came into, in order."""
        at = job_step.c
        found = select(
            at.state, at.counted_minor, at.vendor_job, at.why, at.by, at.fence, at.at_ms
        ).where(at.job == name)
        with self.database.reading() as connection:
            rows = connection.execute(found.order_by(at.seq)).all()
        return tuple(Step(JobState(row[0]), *row[1:]) for row in rows)

    def sums(
        self, series: str = "", episode: int = 0, shot: str = "", month: str = ""
    ) -> tuple[Sums, ...]:
        """What is reserved and what was settled, one for each currency; empty means all."""
        given: dict[str, Any] = {
            "series": series, "episode": episode, "shot": shot, "month": month,
        }  # fmt: skip
        ended = job.c.state.in_([state.value for state in ENDED])
        found = (
            select(job.c.currency, ended.label("ended"), func.sum(job.c.counted_minor))
            .where(*(job.c[name] == value for name, value in given.items() if value))
            .group_by(job.c.currency, ended)
        )
        with self.database.reading() as connection:
            rows = connection.execute(found).all()
        counted = {(row[0], bool(row[1])): int(row[2]) for row in rows}
        return tuple(
            Sums(currency, counted.get((currency, False), 0), counted.get((currency, True), 0))
            for currency in sorted({row[0] for row in rows})
        )
