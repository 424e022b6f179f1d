"""Reports as they come, each once: what they change in plays, finished plays, watch and people.

The tables are bounded. When one holds `REMEMBERED` entries it becomes the older one and the
older one is let go, so at least so many newest reports are told from their copies. A copy
of a report that was forgotten counts again until its hour is read anew.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from piying.model import play
from piying.model.figures import Gain, People
from piying.model.play import DAY_MS, HOUR_MS
from piying.store.plays import liveloops as loops
from piying.store.plays.packed import Columns, count_of

REMEMBERED = 1_000_000
"""At least so many reports, and plays, are remembered; at most twice as many."""
PEOPLE_MAX = 4_000_000
"""Pairs of a person with an episode, a series or anything at all, of one day."""
CHUNK_ROWS = 1 << 16
_TABLE_MIN = 1 << 10
_BACK_HOURS = 60_000
_BACK_DAYS = 2_500
"""A slot counts from so long before the first report on: room for years on both sides."""
_CHINA_MS = 8 * HOUR_MS

Lengths = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Titles (drama above episode) in order, and how long each is in ms."""


def lengths(known: dict[tuple[int, int], int]) -> Lengths:
    """How long episodes are, by (drama, episode), as `Reported` needs it."""
    titles = sorted((drama << 16 | episode, ms) for (drama, episode), ms in known.items())
    found = np.array(titles, np.int64).reshape(-1, 2)
    return np.ascontiguousarray(found[:, 0]), np.ascontiguousarray(found[:, 1])


@dataclass(slots=True)
class _Table:
    keys: NDArray[np.uint64]
    values: NDArray[np.int64]
    mixed: bool
    """Whether its keys are mixed numbers; else they are places."""

    def room(self, entries: int) -> _Table:
        """A table that holds `entries`, half of it empty."""
        size = len(self.keys)
        while size < 2 * entries:
            size *= 2
        if size == len(self.keys):
            return self
        larger = _table(self.values.shape[1], size=size, mixed=self.mixed)
        loops.move(self.keys, self.values, larger.keys, larger.values, self.mixed)
        return larger

    def fresh(self) -> _Table:
        """An empty table as large as this one: it will be needed again."""
        return _table(self.values.shape[1], mixed=self.mixed, size=len(self.keys))


def _table(columns: int, *, mixed: bool, size: int = _TABLE_MIN) -> _Table:
    return _Table(np.zeros(size, np.uint64), np.zeros((size, columns), np.int64), mixed)


class Reported:
    """What was reported since an hour, in memory that is bounded."""

    def __init__(
        self,
        first_hour: int,
        first_day: int,
        *,
        seed: int | None = None,
        remembered: int = REMEMBERED,
        people_max: int = PEOPLE_MAX,
    ) -> None:
        """Begin with nothing.

        Args:
            first_hour: since 1970; reports of hours before are left out.
            first_day: in China, since 1970; people of days before are left out.
            seed: of the names in the tables; None: by chance.
            remembered: how many reports are remembered at least.
            people_max: how many pairs of people and what they played are.
        """
        self.first_hour, self.first_day = first_hour, first_day
        self._base, self._base_day = first_hour - _BACK_HOURS, first_day - _BACK_DAYS
        self._seed = np.uint64(secrets.randbits(64) if seed is None else seed)
        self._remembered, self._people_max = remembered, people_max
        self._reports, self._reports_before = _table(2, mixed=True), _table(2, mixed=True)
        self._plays, self._plays_before = _table(3, mixed=True), _table(3, mixed=True)
        self._pairs = np.zeros((_TABLE_MIN, 2), np.int64)
        self._state = np.zeros(4, np.int64)
        self._met = np.zeros(3, np.int64)

    @property
    def people_full(self) -> bool:
        """Whether people were left out: then their counts are lower bounds."""
        return bool(self._met[1])

    @property
    def forgets(self) -> bool:
        """Whether a report was ever let go of."""
        return bool(self._reports_before.keys.any())

    def new_day(self, first_day: int) -> None:
        """Forget who played before `first_day`."""
        if first_day == self.first_day:
            return
        self.first_day = first_day
        slots = np.where(
            self._pairs[:, 0] < 0, -self._pairs[:, 0] - 1, self._pairs[:, 0] & (loops.SLOTS - 1)
        )
        held = (self._pairs[:, 0] != 0) & (slots >= first_day - self._base_day)
        kept = self._pairs[held]
        self._pairs = np.zeros((_TABLE_MIN, 2), np.int64)
        self._met[:] = 0
        self._widen(len(kept))
        loops.place(kept, self._pairs)
        self._met[0] = len(kept)

    def add(self, rows: Columns, known: Lengths) -> tuple[tuple[Gain, ...], tuple[People, ...]]:
        """What `rows` change: plays by drama, episode and hour; people by day."""
        cells, people = _table(3, mixed=False), _table(1, mixed=False)
        for start in range(0, count_of(rows), CHUNK_ROWS):
            part = {
                name: _frozen(column[start : start + CHUNK_ROWS])
                for name, column in rows.items()
            }
            cells = self._fold(part, known, cells)
            people = self._meet(part, people)
        return self._gains(cells), self._people(people)

    # --- inside -------------------------------------------------------------------------

    def _fold(self, rows: Columns, known: Lengths, cells: _Table) -> _Table:
        count = count_of(rows)
        if self._state[loops.REPORTS] >= self._remembered:
            self._reports_before, self._reports = self._reports, self._reports.fresh()
            self._state[loops.REPORTS] = 0
        if self._state[loops.PLAYS] >= self._remembered:
            self._plays_before, self._plays = self._plays, self._plays.fresh()
            self._state[loops.PLAYS] = 0
        self._reports = self._reports.room(int(self._state[loops.REPORTS]) + count)
        self._plays = self._plays.room(int(self._state[loops.PLAYS]) + 2 * count)
        self._state[loops.CELLS] = np.count_nonzero(cells.keys)
        cells = cells.room(int(self._state[loops.CELLS]) + loops.CHANGES * count)
        loops.fold(
            rows[play.VIEWING_HI], rows[play.VIEWING_LO], rows[play.N], rows[play.USER],
            rows[play.TS], rows[play.DRAMA], rows[play.EPISODE], rows[play.PLATFORM],
            rows[play.WATCH], _lengths_of(rows, known), self._base, self.first_hour, self._seed,
            self._reports.keys, self._reports.values, self._reports_before.keys,
            self._reports_before.values, self._plays.keys, self._plays.values,
            self._plays_before.keys, self._plays_before.values, cells.keys, cells.values,
            self._state,
        )  # fmt: skip
        return cells

    def _meet(self, rows: Columns, people: _Table) -> _Table:
        count = count_of(rows)
        self._widen(min(int(self._met[0]) + 3 * count, self._people_max))
        self._met[2] = np.count_nonzero(people.keys)
        people = people.room(int(self._met[2]) + 3 * count)
        loops.meet(
            rows[play.USER], rows[play.TS], rows[play.DRAMA], rows[play.EPISODE], _CHINA_MS,
            self._base_day, self.first_day, self._people_max, self._pairs, people.keys,
            people.values, self._met,
        )  # fmt: skip
        return people

    def _widen(self, entries: int) -> None:
        size = len(self._pairs)
        while size < 2 * entries:
            size *= 2
        if size > len(self._pairs):
            held = self._pairs[self._pairs[:, 0] != 0]
            self._pairs = np.zeros((size, 2), np.int64)
            loops.place(held, self._pairs)

    def _gains(self, cells: _Table) -> tuple[Gain, ...]:
        held = np.flatnonzero(cells.keys)
        held = held[cells.values[held].any(axis=1)]
        places = (cells.keys[held] - np.uint64(1)).astype(np.int64)
        drama, episode = places >> 32, (places >> loops.SLOT_BITS) & (loops.EPISODES - 1)
        hour = (places & (loops.SLOTS - 1)) + self._base
        columns = (drama, episode, hour, *cells.values[held].T)
        return tuple(Gain(*row) for row in zip(*(one.tolist() for one in columns), strict=True))

    def _people(self, people: _Table) -> tuple[People, ...]:
        held = np.flatnonzero(people.keys)
        places = people.keys[held].astype(np.int64) - 1
        everything = places < 0
        day = np.where(everything, -places - 1, places & (loops.SLOTS - 1)) + self._base_day
        drama = np.where(everything, -1, places >> 32)
        episode = np.where(everything, 0, (places >> loops.SLOT_BITS) & (loops.EPISODES - 1))
        columns = (drama, episode, day, people.values[held, 0])
        return tuple(
            People(*row) for row in zip(*(one.tolist() for one in columns), strict=True)
        )


def _lengths_of(rows: Columns, known: Lengths) -> NDArray[np.int64]:
    titles, ms = known
    found = np.zeros(count_of(rows), np.int64)
    if len(titles):
        wanted = (rows[play.DRAMA].astype(np.int64) << 16) | rows[play.EPISODE]
        at = np.minimum(np.searchsorted(titles, wanted), len(titles) - 1)
        hit = titles[at] == wanted
        found[hit] = ms[at[hit]]
    return found


def _frozen(column: NDArray[np.signedinteger]) -> NDArray[np.signedinteger]:
    """As the loops take it: in one piece, and never written."""
    made = np.ascontiguousarray(column)
    if made.flags.writeable:
        made = made.view()
        made.flags.writeable = False
    return made


def day_of(hour: int) -> int:
    """The day since 1970 in China that an hour since 1970 lies in."""
    return (hour * HOUR_MS + _CHINA_MS) // DAY_MS
