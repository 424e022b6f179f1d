"""Pages: a part of a long list, and where the next part begins.

A cursor says behind which row to go on, never how many to leave out: what is added or taken
away meanwhile neither repeats a row nor hides one that stays in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from piying.model.errors import Invalid

PAGE_MAX = 100
CURSOR_CHARACTERS_MAX = 120
_CURSOR = re.compile(r"([0-9]{1,15})~([^~]*)")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list."""

    rows: tuple[T, ...]
    cursor: str
    """What gives the next part; empty: this was the last."""


def cursor_of(number: int, name: str) -> str:
    """The cursor behind the row of these two keys."""
    return f"{number}~{name}"


def read_cursor(cursor: str) -> tuple[int, str] | None:
    """The keys of the row that a cursor stands behind; None: the beginning.

    Raises:
        Invalid: it is none of ours.
    """
    if not cursor:
        return None
    found = _CURSOR.fullmatch(cursor) if len(cursor) <= CURSOR_CHARACTERS_MAX else None
    if found is None:
        raise Invalid("viewing.cursor_bad")
    return int(found[1]), found[2]


def page_size(most: int) -> int:
    """How many rows a page has.

    Raises:
        Invalid: it is not 1 to `PAGE_MAX`.
    """
    if not 1 <= most <= PAGE_MAX:
        raise Invalid("viewing.page_size", most=PAGE_MAX)
    return most
