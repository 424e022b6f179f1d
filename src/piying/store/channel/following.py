"""Following: what is out and which rights ended, kept in memory and brought up by what is new.

One small question tells whether anything happened since; only then rows are read, and only
those that are new. Rows of these tables are never changed, so nothing else can have happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from piying.model.canon import decode
from piying.model.release import Release
from piying.store.channel import tables
from piying.store.channel.releases import Cause, Held, Told
from piying.store.engine import Database

_MARKS = select(
    select(func.coalesce(func.max(tables.released.c.seq), 0)).scalar_subquery(),
    select(func.coalesce(func.max(tables.step.c.seq), 0)).scalar_subquery(),
    select(func.count()).select_from(tables.ended).scalar_subquery(),
)


@dataclass(frozen=True, slots=True)
class News:
    """What happened since the last look."""

    releases: bool = False
    """Something came out, was withdrawn or restored."""
    accounts: frozenset[str] = frozenset()
    """Whose rights ended."""


@dataclass(slots=True)
class Following:
    """The releases of a house as they stand, brought up by `look`."""

    database: Database
    held: Mapping[str, Held] = field(default_factory=dict)
    """By the name of the release, in the order in which they came out. Never changed: `look`
    puts another in its place, so that whoever holds one sees one state."""
    series: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)
    """The same by series; those to which nothing happened are the same objects as before."""
    _seen: tuple[int, int, int] = (0, 0, 0)
    _ended: set[str] = field(default_factory=set)
    _told: dict[str, dict[Cause, Told | None]] = field(default_factory=dict)

    def look(self) -> News:
        """Read what is new. One thread at a time.

        Raises:
            Outside: the database cannot be read; what is held stays as it was.
        """
        with self.database.reading() as connection:
            marks = tuple(connection.execute(_MARKS).one())
            if marks == self._seen:
                return News()
            releases, steps, ended = self._seen
            fresh = _released_after(connection, releases) if marks[0] > releases else {}
            touched = self._steps_after(connection, steps) if marks[1] > steps else set()
            over = _ended_now(connection) if marks[2] != ended else {}
        whose = frozenset(over[name] for name in over.keys() - self._ended)
        self._ended |= over.keys()
        if fresh or touched:
            self._bring_up(fresh, touched)
        self._seen = (marks[0], marks[1], marks[2])
        return News(bool(fresh or touched), whose)

    def _steps_after(self, connection: Connection, seq: int) -> set[str]:
        steps = tables.step.c
        asked = (
            select(
                steps.release, steps.act, steps.cause, steps.reference, steps.by, steps.why,
                steps.at_ms,
            )
            .where(steps.seq > seq)
            .order_by(steps.seq)
        )  # fmt: skip
        touched = set()
        for name, act, cause, *rest in connection.execute(asked):
            told = Told(Cause(cause), *rest) if act == "withdrawn" else None
            self._told.setdefault(name, {})[Cause(cause)] = told
            touched.add(name)
        return touched

    def _bring_up(self, fresh: dict[str, Release], touched: set[str]) -> None:
        held = dict(self.held)
        held |= {name: Held(release, ()) for name, release in fresh.items()}
        changed: dict[str, dict[str, Held]] = {}
        for name in (touched | fresh.keys()) & held.keys():
            told = tuple(one for one in self._told.get(name, {}).values() if one is not None)
            release = held[name].release
            held[name] = changed.setdefault(release.series, {})[name] = Held(release, told)
        series = dict(self.series)
        for name, some in changed.items():
            before = (one.release.id for one in series.get(name, ()))
            new = (one for one in fresh if one in some)
            series[name] = tuple(held[one] for one in dict.fromkeys((*before, *new)))
        self.held, self.series = held, series


def _released_after(connection: Connection, seq: int) -> dict[str, Release]:
    rows = tables.released.c
    asked = select(rows.id, rows.data).where(rows.seq > seq).order_by(rows.seq)
    return {name: decode(bytes(data), Release) for name, data in connection.execute(asked)}


def _ended_now(connection: Connection) -> dict[str, str]:
    """Every right that ended, with whose it was."""
    rights, over = tables.granted.c, tables.ended.c
    asked = select(rights.id, rights.account).join(tables.ended, over.granted == rights.id)
    return {name: account for name, account in connection.execute(asked)}  # noqa: C416 - rows
