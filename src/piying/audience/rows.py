"""What the row of a play has to be: the range of every column, and how far a clock may be off.

A row that is not so is set aside with a reason and counted; it is never dropped or mended.
"""

from __future__ import annotations

from collections.abc import Mapping

from piying.model import play
from piying.model.play import COLUMNS, DAY_MS, Reason

CLOCK_DAYS_MAX = 366
"""A play further than this from its receipt, before or after, is a wrong clock."""

_SIGNED = (play.VIEWING_HI, play.VIEWING_LO)
"""Halves of a UUID: any 64 bits."""

RANGES: dict[str, tuple[int, int]] = {
    name: (
        -(1 << (bits - 1)) if name in _SIGNED else int(name == play.EPISODE),
        (1 << (bits - 1)) - 1,
    )
    for name, bits in COLUMNS.items()
}
"""The least and the greatest number of every column; episodes begin at 1, the rest at 0."""


def reason_of(row: object, at_ms: int) -> Reason | None:
    """Why `row`, received at `at_ms`, is no play; None where it is one.

    A row is a mapping of exactly the columns to whole numbers. Where several things are wrong,
    the one that makes the row hardest to read is its reason.
    """
    if not isinstance(row, Mapping) or row.keys() != COLUMNS.keys():
        return Reason.UNREADABLE
    if any(not _is_whole(value) for value in row.values()):
        return Reason.UNREADABLE
    if any(not low <= row[name] <= high for name, (low, high) in RANGES.items()):
        return Reason.OUT_OF_RANGE
    if is_clock_wrong(row[play.TS], at_ms):
        return Reason.CLOCK
    return None


def is_clock_wrong(ts_ms: int, at_ms: int) -> bool:
    """Whether a play of `ts_ms` cannot have been received at `at_ms`."""
    return abs(ts_ms - at_ms) > CLOCK_DAYS_MAX * DAY_MS


def _is_whole(value: object) -> bool:
    """Whether it is a whole number as JSON writes one: 3, neither 3.0 nor true."""
    return isinstance(value, int) and not isinstance(value, bool)
