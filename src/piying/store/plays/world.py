"""The world of a day: which episodes can be played, and how their plays count.

Two Arrow tables of 64-bit numbers, sorted, checked once and named by one SHA-256; everything
that counts a day takes them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from piying.model.canon import Digest, digest_bytes
from piying.model.errors import Invalid
from piying.model.play import COUNTING, SCREENING

Numbers = NDArray[np.int64]

DRAMAS_MAX = 1 << 24
PLATFORMS_MAX = 1 << 15
EPISODES_MAX = (1 << 15) - 1
"""The columns of a play hold no higher number of an episode or a platform."""
CELLS_MAX = 1 << 27
"""The most episodes times platforms that plays can be counted for."""
DURATION_MS_MAX = DAY_MS = 86_400_000
CAP_PLAYS_MAX = (1 << 31) - 1
CAP_WATCH_X_MAX = 1_000_000
TIME_MS_MAX = 1 << 53

_LIMITS = {
    "drama_id": (0, DRAMAS_MAX - 1), "platform": (0, PLATFORMS_MAX - 1),
    "episode": (1, EPISODES_MAX), "duration_ms": (1, DURATION_MS_MAX),
    "since_ms": (-TIME_MS_MAX, TIME_MS_MAX), "until_ms": (-TIME_MS_MAX, TIME_MS_MAX),
    "contract_id": (0, (1 << 31) - 1), "min_ms": (0, DURATION_MS_MAX),
    "cap_plays": (1, CAP_PLAYS_MAX), "cap_watch_x": (1, CAP_WATCH_X_MAX),
}  # fmt: skip
"""What each column may hold, both ends included."""
_TERMS = slice(COUNTING.index("min_ms"), None)


@dataclass(frozen=True, slots=True)
class World:
    """What a day is held against."""

    screening: pa.Table
    """`SCREENING`, sorted by drama and episode."""
    counting: pa.Table
    """`COUNTING`, sorted by drama and platform."""
    sha256: Digest
    """Of `encode_world`, so that it also names the blob that a world is kept as."""


def make_world(screening: Iterable[Sequence[int]], counting: Iterable[Sequence[int]]) -> World:
    """The world of these rows, in any order.

    Raises:
        Invalid: a number is out of range; an episode stands twice; a drama counts twice on one
            platform; one contract follows two deals, or a drama counts that has no episode.
    """
    shown = _matrix(SCREENING, screening)
    counted = _matrix(COUNTING, counting)
    _in_range(SCREENING, shown)
    _in_range(COUNTING, counted)
    _one_screening(shown)
    _one_counting(counted)
    _one_deal(counted)
    tables = (_table(SCREENING, shown), _table(COUNTING, counted))
    return World(*tables, digest_bytes(_encoded(*tables)))


def encode_world(world: World) -> bytes:
    """The bytes that a world is kept as, and that its SHA-256 is of."""
    return _encoded(world.screening, world.counting)


def _encoded(*tables: pa.Table) -> bytes:
    """The rows, eight bytes a number, behind how many there are of each table."""
    parts = [np.array([table.num_rows for table in tables], "<i8").tobytes()]
    for table in tables:
        rows = np.column_stack([column.to_numpy() for column in table.columns])
        parts.append(np.ascontiguousarray(rows, "<i8").tobytes())
    return b"".join(parts)


def decode_world(data: bytes) -> World:
    """The world that `data` is the bytes of, checked again.

    Raises:
        Invalid: they are not those of a world.
    """
    numbers = np.frombuffer(data, "<i8") if len(data) % 8 == 0 else np.zeros(0, "<i8")
    if len(numbers) < 2 or min(numbers[:2]) < 0:
        raise Invalid("counting.world_unreadable")
    shown, counted = int(numbers[0]), int(numbers[1])
    split = 2 + shown * len(SCREENING)
    if len(numbers) != split + counted * len(COUNTING):
        raise Invalid("counting.world_unreadable")
    return make_world(
        numbers[2:split].reshape(-1, len(SCREENING)),
        numbers[split:].reshape(-1, len(COUNTING)),
    )


def _matrix(names: Sequence[str], rows: Iterable[Sequence[int]]) -> Numbers:
    """`rows` sorted by their first two columns."""
    found: Any = rows if isinstance(rows, np.ndarray) else list(rows)
    made = np.array(found, np.int64).reshape(-1, len(names))
    return made[np.lexsort((made[:, 1], made[:, 0]))]


def _table(names: Sequence[str], rows: Numbers) -> pa.Table:
    columns = [pa.array(np.ascontiguousarray(rows[:, at])) for at in range(len(names))]
    return pa.table(columns, names=list(names))


def _in_range(names: Sequence[str], rows: Numbers) -> None:
    for at, name in enumerate(names):
        low, high = _LIMITS[name]
        bad = np.flatnonzero((rows[:, at] < low) | (rows[:, at] > high))
        if len(bad):
            row = rows[bad[0]]
            raise Invalid("counting.out_of_range", column=name, value=int(row[at]), low=low,
                          high=high, drama=int(row[0]))  # fmt: skip


def _twice(rows: Numbers) -> Numbers:
    """Where a row has the first two columns of the row before it."""
    return np.flatnonzero((rows[1:, :2] == rows[:-1, :2]).all(axis=1)) + 1


def _one_screening(rows: Numbers) -> None:
    twice = _twice(rows)
    if len(twice):
        drama, episode = rows[twice[0], :2]
        raise Invalid("counting.two_screenings", drama=int(drama), episode=int(episode))


def _one_counting(rows: Numbers) -> None:
    twice = _twice(rows)
    if len(twice):
        one, other = rows[twice[0] - 1], rows[twice[0]]
        raise Invalid("counting.two_contracts", drama=int(one[0]), platform=int(one[1]),
                      one=int(one[2]), other=int(other[2]))  # fmt: skip


def _one_deal(rows: Numbers) -> None:
    """A contract follows one deal, so its plays count alike wherever they are."""
    ordered = rows[np.argsort(rows[:, 2], kind="stable")]
    same = ordered[1:, 2] == ordered[:-1, 2]
    other = (ordered[1:, _TERMS] != ordered[:-1, _TERMS]).any(axis=1)
    bad = np.flatnonzero(same & other)
    if len(bad):
        one, two = ordered[bad[0]], ordered[bad[0] + 1]
        raise Invalid("counting.two_deals", contract=int(one[2]), one=_terms(one),
                      other=_terms(two))  # fmt: skip


def _terms(row: Numbers) -> str:
    return ", ".join(
        f"{name} {value}" for name, value in zip(COUNTING[5:], row[5:], strict=True)
    )
