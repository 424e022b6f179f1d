"""The world as arrays that a loop can index, and the cells that a day is added up in.

A cell is an episode of a drama on a platform where it counts. The cells of one drama and
platform lie side by side, because the plays of a viewing do too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from piying.model.errors import Invalid
from piying.store.plays.counted import ROW_SCHEMA
from piying.store.plays.loops import BASE, CELL_WORDS, EFFECTIVE, EXTRA, PLAYS, SHORT, WATCH
from piying.store.plays.world import CELLS_MAX, World

Signed64 = NDArray[np.int64]
Signed32 = NDArray[np.int32]

CELLS_OF_A_BATCH = 1 << 16


@dataclass(frozen=True, slots=True)
class Index:
    """A world as arrays; -1 is: no such thing."""

    known: Signed32
    """drama → its place among dramas that have episodes."""
    begin: Signed32
    """place of a drama → the first of its rows in `episodes`."""
    length: Signed32
    """place of a drama → its highest episode."""
    episodes: Signed64
    """(episodes, 2): duration (0: a gap) and the time of release, in ms."""
    places: Signed32
    """platform → its place among platforms that count."""
    deals: Signed32
    """place of a drama × place of a platform → row of `terms`."""
    terms: Signed64
    """(drama and platform, 6): from, until, shortest watch, caps, first cell."""
    drama: Signed64
    platform: Signed64
    contract: Signed64
    """Of every row of `terms`."""
    spans: Signed64
    """Of every row of `terms`: its number of cells."""

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.spans.sum())


def make_index(world: World) -> Index:
    """The arrays of `world`.

    Raises:
        Invalid: it has more cells than a day is counted in.
    """
    drama, episode, duration, since = _columns(world.screening)
    shown, first = np.unique(drama, return_index=True)
    last = np.append(first[1:], len(drama)) - 1
    length = episode[last] if len(shown) else np.zeros(0, np.int64)
    begin = np.cumsum(length) - length
    episodes = np.zeros((int(length.sum()), 2), np.int64)
    episodes[np.repeat(begin, np.diff(np.append(first, len(drama)))) + episode - 1] = (
        np.column_stack([duration, since])
    )
    known = _places(shown)
    counted = _columns(world.counting)
    # a drama without episodes has no cells: its plays are of unknown episodes
    held = np.isin(counted[0], shown)
    drama, platform, contract, start, until, min_ms, cap_plays, cap_x = (
        column[held] for column in counted
    )
    there = np.unique(platform)
    places = _places(there)
    at = known[drama].astype(np.int64) if len(drama) else np.zeros(0, np.int64)
    spans = length[at]
    if int(spans.sum()) > CELLS_MAX:
        raise Invalid("counting.too_many_cells", found=int(spans.sum()), limit=CELLS_MAX)
    deals = np.full(len(shown) * len(there), -1, np.int32)
    if len(drama):
        deals[at * len(there) + places[platform]] = np.arange(len(drama))
    base = np.cumsum(spans) - spans
    terms = np.ascontiguousarray(
        np.column_stack([start, until, min_ms, cap_plays, cap_x, base])
    )
    ends = (begin.astype(np.int32), length.astype(np.int32))
    return Index(known, *ends, episodes, places, deals,
                 terms, drama, platform, contract, spans)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cells:
    """The sums of a day, cell by cell."""

    index: Index
    sums: Signed64
    """(cells, 4): what `loops` says of a cell."""

    def rows(self) -> Iterator[pa.RecordBatch]:
        """The rows of the day, sorted by contract, drama, episode and platform."""
        index = self.index
        order = np.lexsort((index.platform, index.drama, index.contract))
        new = np.zeros(len(order), bool)
        new[:1] = True
        for column in (index.contract[order], index.drama[order]):
            new[1:] |= column[1:] != column[:-1]
        first = np.flatnonzero(new)
        across = np.diff(np.append(first, len(order)))
        size = across * index.spans[order[first]]
        batch = np.cumsum(size) // CELLS_OF_A_BATCH
        for one in np.unique(batch):
            at = batch == one
            rows = self._rows(order, first[at], across[at], size[at])
            if len(rows):
                yield _batch(rows)

    def _rows(
        self, order: Signed64, first: Signed64, across: Signed64, size: Signed64
    ) -> Signed64:
        """The rows of some pairs of a contract and a drama.

        Such a pair has `across` deals in `order`, from `first` on, and `size` cells: those of
        its first episode on each platform, those of its second, and so on.
        """
        index = self.index
        begin = np.repeat(np.cumsum(size) - size, size)
        along = np.repeat(across, size)
        number = np.arange(len(along)) - begin
        deal = order[np.repeat(first, size) + number % along]
        episode = number // along
        cell = index.terms[deal, BASE] + episode
        there = np.flatnonzero(self.sums[cell, PLAYS])
        deal, episode, cell = deal[there], episode[there], cell[there]
        packed, watch = self.sums[cell, PLAYS], self.sums[cell, WATCH]
        extra = self.sums[cell, EXTRA]
        below, plays, capped = packed >> 32, packed & (SHORT - 1), extra >> 32
        effective = plays - below - capped
        return np.column_stack([
            index.contract[deal], index.drama[deal], episode + 1, index.platform[deal], plays,
            below, effective, capped, watch, self.sums[cell, EFFECTIVE],
            effective - (extra & (SHORT - 1)),
        ])  # fmt: skip


def empty_cells(index: Index) -> Cells:
    """Cells with nothing in them; memory is taken when a cell is first written."""
    return Cells(index, np.zeros((index.cells, CELL_WORDS), np.int64))


def _batch(rows: Signed64) -> pa.RecordBatch:
    columns = [pa.array(np.ascontiguousarray(rows[:, at])) for at in range(rows.shape[1])]
    return pa.record_batch(columns, schema=ROW_SCHEMA)


def _columns(table: pa.Table) -> list[Signed64]:
    return [np.asarray(column.to_numpy(), np.int64) for column in table.columns]


def _places(numbers: Signed64) -> Signed32:
    """By number: its place in `numbers`, which are sorted; -1 where it is not among them."""
    places = np.full(int(numbers[-1]) + 1 if len(numbers) else 0, -1, np.int32)
    places[numbers] = np.arange(len(numbers))
    return places
