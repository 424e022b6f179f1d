"""Synthetic days as hours or as files of batches, to try counting out at its full size.

    PYTHONPATH=src python bench/plays.py FOLDER DAY [--events N] [--seed S] [--batches]

FOLDER is a folder of plays (HOUSE/plays), DAY a date. Without --batches the 24 hours of the day
(UTC+08:00) are written at once; 400 million plays take the memory of one bucket. With it, what
players would have sent comes through intake in the order of its arrival: every hour in batches
of 1,000 rows, 0.5 % of them hours later than they were played.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import numpy as np

from piying.model.play import DAY_MS, HOUR_MS
from piying.store.plays.hours import compact, put_hour
from piying.store.plays.intake import Intake
from piying.store.plays.packed import count_of, joined, taken
from piying.store.plays.synthetic import UTC_OFFSET_HOURS, Shape, plays_of_day

BATCH_ROWS = 1_000
LATE_PPM = 5_000
LATE_HOURS = 3
ON_THE_WAY_MAX = 64


class Moving:
    """A clock that stands where the day is."""

    def __init__(self, now_ms):
        self.now = now_ms

    def now_ms(self):
        return self.now


def write_hours(folder, shape):
    """The day as hours; how many rows it has, copies included."""
    total = 0
    for hour, parts in groupby(plays_of_day(shape), key=lambda one: one[0]):
        total += put_hour(folder, hour, (rows for _, _, rows in parts)).received
    return total


def send(folder, shape):
    """The day through intake, and hours made of it; how many rows were sent."""
    chance = np.random.default_rng((shape.seed, 9))
    clock = Moving(shape.day_ms)
    total, late = 0, []
    with Intake(folder, clock) as intake:
        for hour, parts in groupby(plays_of_day(shape), key=lambda one: one[0]):
            rows = joined(part for _, _, part in parts)
            rows = taken(rows, np.argsort(rows["ts_ms"], kind="stable"))
            held = chance.integers(0, 1_000_000, count_of(rows)) < LATE_PPM
            due = [late.pop(0)] if len(late) == LATE_HOURS else []
            now = joined([taken(rows, ~held), *due])
            late.append(taken(rows, held))
            clock.now = (hour + 1) * HOUR_MS
            total += _batches(intake, shape, hour, now)
        clock.now += HOUR_MS
        total += _batches(intake, shape, 0, joined(late))
    compact(folder, clock.now)
    return total


def _batches(intake, shape, hour, rows):
    pending = []
    for start in range(0, count_of(rows), BATCH_ROWS):
        some = {
            name: column[start : start + BATCH_ROWS].astype(np.int64)
            for name, column in rows.items()
        }
        name = f"synthetic-{shape.seed}-{shape.day_ms}-{hour}-{start}"
        pending.append(intake.submit_columns(name, some))
        if len(pending) > ON_THE_WAY_MAX:
            pending.pop(0).answer()
    for one in pending:
        one.answer()
    return count_of(rows)


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument(
        "day", type=lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC)
    )
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--people", type=int, default=0)
    asked.add_argument("--batches", action="store_true")
    options = asked.parse_args()
    day_ms = (
        int(options.day.replace(tzinfo=UTC).timestamp()) * 1_000 - UTC_OFFSET_HOURS * HOUR_MS
    )
    people = options.people or max(1_000, options.events * 60 // 400)
    shape = Shape(day_ms, options.events, options.seed, people)
    begun = time.process_time()
    rows = (send if options.batches else write_hours)(options.folder, shape)
    took = time.process_time() - begun
    print(json.dumps({
        "day": options.day.date().isoformat(), "rows": rows, "seed": options.seed,
        "cpu_s": round(took, 1), "cpu_us_a_row": round(took / max(rows, 1) * 1e6, 3),
        "until_ms": day_ms + DAY_MS,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
