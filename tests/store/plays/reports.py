"""Plays and batches for the tests of this room."""

from __future__ import annotations

import json

import numpy as np

from piying.model.play import COLUMNS

NOW = 1_790_000_000_000
"""2026-09-21T14:13:20Z."""


class Clock:
    """A clock that stands until somebody moves it."""

    def __init__(self, now=NOW):
        self.now = now

    def now_ms(self):
        return self.now


def row(**changed):
    """A play, with `changed` columns."""
    return {
        "viewing_hi": 11, "viewing_lo": 12, "n": 0, "user_hash": 13, "ts_ms": NOW,
        "drama_id": 7, "episode": 1, "platform": 0, "watch_ms": 90_000,
    } | changed  # fmt: skip


def batch(name, rows):
    """The body of a batch; `name` is made long enough."""
    return json.dumps({"batch": f"{name:->16}", "rows": rows}).encode()


def columns(rows):
    """Rows as columns of 64 bits."""
    return {name: np.array([one[name] for one in rows], np.int64) for name in COLUMNS}


def rows_of(found):
    """Columns as a list of rows."""
    return [
        dict(zip(COLUMNS, map(int, one), strict=True))
        for one in zip(*(found[name] for name in COLUMNS), strict=True)
    ]
