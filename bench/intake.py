"""What it costs to take plays in and to make hours of them.

    PYTHONPATH=src python bench/intake.py FOLDER [--events N]

Three figures of one run in one process, in an empty FOLDER: batches of 1,000 rows as JSON
through intake from eight threads, each acknowledged after its flush; reading the raw log back;
making the hours. Rows lie in two hours, in the order of their time. Prints one JSON object. CPU
is that of the process and is what to compare; events a second depend on the disk and on who
else uses the machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np

from piying.model.play import BUCKETS, HOUR_MS
from piying.store.plays.hours import compact
from piying.store.plays.intake import Intake
from piying.store.plays.packed import count_of, joined, taken
from piying.store.plays.rawlog import SegmentReader, segments_of
from piying.store.plays.synthetic import Shape, plays_of_bucket

BATCH_ROWS = 1_000
THREADS = 8


class Clock:
    """The time of the machine."""

    def now_ms(self):
        return time.time_ns() // 1_000_000


def bodies(events, *, by_columns):
    """Batches as players send them."""
    now = Clock().now_ms() // HOUR_MS * HOUR_MS
    shape = Shape(now - 21 * HOUR_MS, events * 5, people=max(1_000, events // 7))
    rows = joined(
        plays_of_bucket(shape, number, bucket)
        for number in (20, 21)
        for bucket in range(BUCKETS)
    )
    rows = taken(rows, np.argsort(rows["ts_ms"], kind="stable")[:events])
    for start in range(0, count_of(rows), BATCH_ROWS):
        some = {
            name: column[start : start + BATCH_ROWS].tolist() for name, column in rows.items()
        }
        told = {"batch": f"bench-{by_columns:d}-{start:012}"}
        if by_columns:
            told["columns"] = some
        else:
            told["rows"] = [
                dict(zip(some, one, strict=True)) for one in zip(*some.values(), strict=True)
            ]
        yield msgspec.json.encode(told)


def clocked(do):
    """CPU seconds, wall seconds, and what `do` gave."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = do()
    return time.process_time() - cpu, time.perf_counter() - wall, found


def take(folder, sent):
    """Every batch through intake, from several threads."""
    with Intake(folder, Clock()) as intake, ThreadPoolExecutor(THREADS) as pool:
        return sum(answer.accepted for answer in pool.map(intake.take, sent))


def read(folder):
    """The raw log read back, as columns."""
    return sum(
        count_of(frame.columns)
        for path in segments_of(folder / "raw")
        for frame in SegmentReader(path)
    )


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--events", type=int, default=2_000_000)
    options = asked.parse_args()
    told = {}
    for by_columns in (False, True):
        shutil.rmtree(options.folder / "plays", ignore_errors=True)
        sent = list(bodies(options.events, by_columns=by_columns))
        cpu, wall, count = clocked(lambda sent=sent: take(options.folder / "plays", sent))
        told["columns" if by_columns else "rows"] = {
            "events": count, "body_bytes_an_event": round(sum(map(len, sent)) / count, 1),
            "intake_cpu_us": round(cpu / count * 1e6, 3),
            "events_a_second": round(count / wall),
        }  # fmt: skip
    cpu_read, _, count = clocked(lambda: read(options.folder / "plays"))
    cpu_hours, _, made = clocked(lambda: compact(options.folder / "plays", Clock().now_ms()))
    files = sum(hour.path.stat().st_size for hour in made.hours)
    told["hours"] = {
        "hours": len(made.hours), "read_cpu_us": round(cpu_read / count * 1e6, 3),
        "cpu_us": round(cpu_hours / count * 1e6, 3),
        "above_the_read_cpu_us": round((cpu_hours - cpu_read) / count * 1e6, 3),
        "ratio_to_the_read": round(cpu_hours / cpu_read, 1),
        "bytes_a_play": round(files / sum(hour.rows for hour in made.hours), 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
