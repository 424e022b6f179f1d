"""Reports in the database: said once, decided once, and open in between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Select, delete, func, insert, select

from piying.model.comment import About, Answer, Report, Wrong
from piying.model.errors import Conflict, Missing
from piying.model.viewer import Sort
from piying.store.channel import viewtables as tables
from piying.store.channel.membertables import member
from piying.store.engine import Database

OPEN_MAX = 1_000
"""The most open reports of one thing that are answered at once."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was decided about a report."""

    answer: Answer
    by: str
    why: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A report, by whom, and what was decided."""

    report: Report
    account: str
    answered: Answered | None
    """None: it is open."""


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports of a house."""

    database: Database

    def add(self, account: str, report: Report) -> None:
        """Keep a report.

        Raises:
            Conflict: one of the same person about the same thing is open.
        """
        rows, still = tables.report, tables.open_report
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            same = select(still.c.report).where(
                still.c.account == account, still.c.about == report.about.value,
                still.c.subject == report.subject,
            )  # fmt: skip
            if connection.execute(same).first() is not None:
                raise Conflict("viewing.report_open")
            connection.execute(
                insert(rows).values(
                    id=report.id, account=account, about=report.about.value,
                    subject=report.subject, series=report.series, episode=report.episode,
                    wrong=report.wrong.value, text=report.text, at_ms=report.at_ms,
                )
            )  # fmt: skip
            connection.execute(
                insert(still).values(
                    account=account, about=report.about.value, subject=report.subject,
                    report=report.id,
                )
            )  # fmt: skip

    def filed(self, name: str) -> Filed:
        """The report called `name`.

        Raises:
            Missing: there is none.
        """
        with self.database.reading() as connection:
            found = _filed(connection, _all().where(tables.report.c.id == name))
        if not found:
            raise Missing("viewing.no_report", name=name)
        return found[0]

    def queue(self, behind: str, most: int) -> tuple[Filed, ...]:
        """The open reports, oldest first, behind the one called `behind`."""
        rows, still = tables.report, tables.open_report
        asked = (
            _all()
            .join(still, still.c.report == rows.c.id)
            .where(still.c.report > behind)
            .order_by(still.c.report)
            .limit(most)
        )
        with self.database.reading() as connection:
            return _filed(connection, asked)

    def open_about(
        self, about: About, subject: str, wrong: Wrong | None = None
    ) -> tuple[Report, ...]:
        """The open reports of a thing, oldest first; of one kind, if it is named."""
        rows, still = tables.report, tables.open_report
        asked = (
            _all()
            .join(still, still.c.report == rows.c.id)
            .where(still.c.about == about.value, still.c.subject == subject)
            .order_by(rows.c.seq)
            .limit(OPEN_MAX)
        )
        if wrong is not None:
            asked = asked.where(rows.c.wrong == wrong.value)
        with self.database.reading() as connection:
            return tuple(one.report for one in _filed(connection, asked))

    def named_about(self, about: About, subject: str) -> int:
        """How many persons with a name have an open report of a thing."""
        still = tables.open_report
        asked = (
            select(func.count())
            .select_from(still.join(member, member.c.id == still.c.account))
            .where(
                still.c.about == about.value, still.c.subject == subject,
                member.c.sort != Sort.ANONYMOUS.value,
            )
        )  # fmt: skip
        with self.database.reading() as connection:
            return int(connection.execute(asked).scalar_one())

    def count_open(self) -> int:
        """How many reports are open."""
        with self.database.reading() as connection:
            asked = select(func.count()).select_from(tables.open_report)
            return int(connection.execute(asked).scalar_one())

    def answer(self, names: Iterable[str], told: Answered) -> None:
        """Decide reports that are open; the block is the caller's."""
        still = tables.open_report
        with self.database.writing(durable=True) as connection:
            for name in names:
                connection.execute(
                    insert(tables.report_step).values(
                        report=name, answer=told.answer.value, by=told.by, why=told.why,
                        at_ms=told.at_ms,
                    )
                )  # fmt: skip
                connection.execute(delete(still).where(still.c.report == name))

    def counts(self, series: str, episode: int) -> dict[tuple[About, Wrong], int]:
        """How often what was reported of an episode and of its comments, ever."""
        rows = tables.report
        asked = (
            select(rows.c.about, rows.c.wrong, func.count())
            .where(rows.c.series == series, rows.c.episode == episode)
            .group_by(rows.c.about, rows.c.wrong)
        )
        with self.database.reading() as connection:
            return {
                (About(about), Wrong(wrong)): int(count)
                for about, wrong, count in connection.execute(asked)
            }

    def count_of(self, release: str) -> int:
        """How often a release was reported, ever."""
        rows = tables.report
        asked = select(func.count()).where(
            rows.c.about == About.EPISODE.value, rows.c.subject == release
        )
        with self.database.reading() as connection:
            return int(connection.execute(asked).scalar_one())


def _all() -> Select[tuple[object, ...]]:
    rows, steps = tables.report, tables.report_step
    return select(
        rows.c.id, rows.c.about, rows.c.subject, rows.c.series, rows.c.episode, rows.c.wrong,
        rows.c.text, rows.c.at_ms, rows.c.account, steps.c.answer, steps.c.by, steps.c.why,
        steps.c.at_ms.label("answered_ms"),
    ).outerjoin(steps, steps.c.report == rows.c.id)  # fmt: skip


def _filed(connection: Connection, asked: Select[tuple[object, ...]]) -> tuple[Filed, ...]:
    return tuple(
        Filed(
            Report(
                row.id, About(row.about), row.subject, row.series, row.episode,
                Wrong(row.wrong), row.text, row.at_ms,
            ),
            row.account,
            None
            if row.answer is None
            else Answered(Answer(row.answer), row.by, row.why, row.answered_ms),
        )
        for row in connection.execute(asked)
    )  # fmt: skip
