"""Weeks: the totals of seven days together, by title, so that a close reads a week at once.

A week that is behind the newest one is put together from its totals when a close first needs
it, and kept beside them. A kept week names the files of the days that it was made from and is
proved by its own digest; one that is not there, or whose days were counted again, is made anew.

The file holds 64-bit little-endian numbers: how many keys, titles and days there are; the keys;
for each of them on which days it counted anything, as bits; the sums of each metric by title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.model.play import Day
from piying.store.blobs import digest_file
from piying.store.disk import write_file
from piying.store.plays.days import FOLDER, METRICS
from piying.store.store import Store

SLOT = "plays.week"
WEEKS = FOLDER.parent / "weeks"
HEAD = 3
SHOWN_DIGITS = 12

Numbers = npt.NDArray[np.int64]
Bits = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Part:
    """What some days come to."""

    keys: Numbers
    """(keys, 3): contract, drama and platform, each once and in order."""
    counted: Bits
    """(keys, days): whether it counted anything."""
    sums: Numbers
    """(metrics, titles, days): of the titles in the order of their keys."""


@dataclass(frozen=True, slots=True)
class Week:
    """Some days of a week, as they are kept."""

    days: tuple[tuple[str, str], ...]
    """Each with the SHA-256 of its file."""
    file: str
    file_sha256: str
    kind: str = "plays-week.1"


def week_of(day: Day) -> str:
    """The week that a day is in, like "2026-W47"."""
    year, week, _ = date.fromisoformat(day.day).isocalendar()
    return f"{year}-W{week:02}"


def kept_week(store: Store, days: Sequence[Day], at_ms: int, make: Callable[[], Part]) -> Part:
    """What `days` of one week come to: as it is kept, or as `make` makes it now.

    Raises:
        Invalid: what is kept was changed.
    """
    name = week_of(days[0])
    wanted = tuple((day.day, str(day.file_sha256)) for day in days)
    head = store.head(name, SLOT)
    kept = None if head is None else store.get(head.digest, Week)
    if kept is not None and kept.days == wanted:
        path = store.folder / WEEKS / kept.file
        if path.is_file():
            if digest_file(path) != kept.file_sha256:
                raise Invalid("counting.day_damaged", path=path)
            return _unpacked(np.fromfile(path, "<i8").astype(np.int64, copy=False))
    found = make()
    data = _packed(found).astype("<i8", copy=False).tobytes()
    sha256 = digest_bytes(data)
    path = store.folder / WEEKS / f"{name}.{sha256[:SHOWN_DIGITS]}.sums"
    write_file(path, data)
    with store.together():
        made = store.put(Week(wanted, path.name, sha256))
        store.move_head(name, SLOT, made, wanted, at_ms)
    return found


def part_of(tables: Sequence[tuple[Numbers, Numbers]]) -> Part:
    """What days come to, each told as the keys and amounts of its total."""
    parts = []
    for keys, amounts in tables:
        opens = opens_of(keys)
        sums = np.add.reduceat(amounts, opens, axis=0) if len(opens) else amounts
        counted = np.zeros(len(keys), dtype=bool)
        for metric in amounts.T:  # one by one: a row of three is dear to look at
            counted |= metric != 0
        parts.append(Part(keys, counted[:, None], sums.T[:, :, None]))
    return joined(parts)


def joined(parts: Sequence[Part]) -> Part:
    """Several stretches of days, one after another, as one."""
    keys = _every([part.keys for part in parts])
    days = sum(part.counted.shape[1] for part in parts)
    opens = opens_of(keys)
    counted = np.zeros((len(keys), days), dtype=bool)
    sums = np.zeros((len(METRICS), len(opens), days), np.int64)
    titles = np.repeat(np.arange(len(opens)), np.diff(np.append(opens, len(keys))))
    begin = 0
    for part in parts:
        end = begin + part.counted.shape[1]
        where = _places(keys, part.keys)
        counted[where, begin:end] = part.counted
        sums[:, titles[where[opens_of(part.keys)]], begin:end] = part.sums
        begin = end
    return Part(keys, counted, sums)


def opens_of(keys: Numbers) -> Numbers:
    """Where a title begins among keys in order."""
    if not len(keys):
        return np.zeros(0, np.int64)
    fresh = (keys[1:, 0] != keys[:-1, 0]) | (keys[1:, 1] != keys[:-1, 1])
    return np.flatnonzero(np.append(True, fresh))


# --- inside -------------------------------------------------------------------------------


def _every(all_keys: Sequence[Numbers]) -> Numbers:
    """Every key of any part, once and in order."""
    found = all_keys[0]
    if all(np.array_equal(found, keys) for keys in all_keys[1:]):
        return found
    together = np.concatenate(all_keys)
    ordered = together[np.lexsort((together[:, 2], together[:, 1], together[:, 0]))]
    fresh = np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))
    return ordered[fresh]


def _places(keys: Numbers, some: Numbers) -> Numbers:
    """Where the rows of `some` stand in `keys`, which has them all; both are in order."""
    if np.array_equal(keys, some):
        return np.arange(len(keys))
    together = np.concatenate([keys, some])
    order = np.lexsort((together[:, 2], together[:, 1], together[:, 0]))
    ordered = together[order]
    fresh = np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))
    at = np.empty(len(together), np.int64)
    at[order] = np.cumsum(fresh) - 1
    return at[len(keys) :]


def _packed(part: Part) -> Numbers:
    days = part.counted.shape[1]
    bits = part.counted.astype(np.int64) @ (np.int64(1) << np.arange(days, dtype=np.int64))
    head = np.array([len(part.keys), part.sums.shape[1], days], np.int64)
    return np.concatenate([head, part.keys.reshape(-1), bits, part.sums.reshape(-1)])


def _unpacked(numbers: Numbers) -> Part:
    rows, titles, days = (int(one) for one in numbers[:HEAD])
    ends = np.cumsum([HEAD, rows * 3, rows, len(METRICS) * titles * days])
    keys, bits, sums = (numbers[ends[at] : ends[at + 1]] for at in range(3))
    counted = (bits[:, None] >> np.arange(days, dtype=np.int64)) & 1
    return Part(
        keys.reshape(rows, 3), counted.astype(bool),
        sums.reshape(len(METRICS), titles, days),
    )  # fmt: skip
