"""What counting a day costs: raw scan, kernel and DuckDB over the same files in one run.

    .venv/bin/python bench/count.py --plays 40000000 --folder DIR [--only scan kernel]

Every measure runs in a process of its own and tells its CPU seconds (user and system) and its
peak memory. The files are made first, bucket by bucket, and kept: a second run reads them
again (`peak_mb` of the run that makes them is not that of a measure). With `--buckets N` only
the first N of 256 buckets of so large a day are made.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from piying.model.play import BUCKETS, COLUMNS, HOUR_MS
from piying.store.plays.counted import SCHEMA, hashed, open_hours
from piying.store.plays.engines.duckdb import DuckEngine
from piying.store.plays.engines.kernel import KernelEngine
from piying.store.plays.world import make_world

T0 = 1_780_012_800_000 // (24 * HOUR_MS) * 24 * HOUR_MS
DRAMAS, EPISODES, PLATFORMS, CONTRACTS = 20_000, 60, 6, 5_716
RUN_MEAN, SKIPPED, REPEATED, LATER = 8, 0.28, 0.008, 0.05
HOURLY = np.array([2, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 5, 6, 6, 5, 4, 4, 5, 6, 7, 8, 9, 8, 5])
"""How many viewings begin in each hour, in shares."""
POPULAR = np.cumsum(np.arange(1, DRAMAS + 1) ** -1.05)
"""How often dramas are played: by Zipf's law."""


def a_world():
    """20,000 dramas of 60 episodes, on 6 platforms, under 5,716 contracts."""
    rng = np.random.default_rng(1)
    drama = np.repeat(np.arange(DRAMAS), EPISODES)
    episode = np.tile(np.arange(1, EPISODES + 1), DRAMAS)
    duration = rng.integers(60_000, 180_000, len(drama))
    since = np.where(rng.random(len(drama)) < 0.002, T0 + 12 * HOUR_MS, T0 - 10 * HOUR_MS)
    of = np.repeat(np.arange(DRAMAS), PLATFORMS)
    platform = np.tile(np.arange(PLATFORMS), DRAMAS)
    contract = of % CONTRACTS
    until = np.where(rng.random(len(of)) < 0.002, T0 + 18 * HOUR_MS, 1 << 52)
    held = rng.random(len(of)) < 0.99
    counting = np.column_stack([
        of, platform, contract, np.full(len(of), T0 - HOUR_MS), until,
        3_000 + contract % 3 * 1_000, 1 + contract % 3, 1 + contract % 2,
    ])[held]  # fmt: skip
    return make_world(np.column_stack([drama, episode, duration, since]), counting)


def bucket_of_plays(bucket, plays):
    """About `plays` plays of one bucket, column by column."""
    rng = np.random.default_rng([7, bucket])
    viewings = plays // RUN_MEAN
    length = np.minimum(rng.geometric(1 / RUN_MEAN, viewings), EPISODES)
    people = (bucket << 55) | rng.integers(0, 1 << 55, max(plays * 3 // 20, 1))
    bot = rng.random(viewings) < 0.0004
    person = np.where(bot, rng.integers(0, 3, viewings), rng.integers(0, len(people), viewings))
    drama = np.searchsorted(POPULAR, rng.random(viewings) * POPULAR[-1])
    first = rng.integers(1, EPISODES + 1, viewings)
    begin = rng.choice(24, viewings, p=HOURLY / HOURLY.sum()) * HOUR_MS
    begin += rng.integers(0, HOUR_MS, viewings)
    view = np.repeat(np.arange(viewings), length)
    n = np.arange(len(view)) - np.repeat(np.cumsum(length) - length, length)
    skipped = rng.random(len(view)) < SKIPPED
    watch = np.where(
        skipped, rng.integers(200, 3_000, len(view)), rng.integers(3_000, 150_000, len(view))
    )
    spent = np.cumsum(watch)
    ts = begin[view] + spent - np.repeat(spent[np.cumsum(length) - length], length)
    rows = {
        "viewing_hi": rng.integers(-(1 << 63), (1 << 63) - 1, viewings)[view],
        "viewing_lo": rng.integers(-(1 << 63), (1 << 63) - 1, viewings)[view],
        "n": n, "user_hash": people[person][view],
        "ts_ms": T0 + np.minimum(ts, 24 * HOUR_MS - 1),
        "drama_id": drama[view], "episode": (first[view] + n - 1) % EPISODES + 1,
        "platform": rng.integers(0, PLATFORMS, viewings)[view], "watch_ms": watch,
    }  # fmt: skip
    again = np.flatnonzero(rng.random(len(view)) < REPEATED)
    copies = {name: column[again] for name, column in rows.items()}
    later = rng.random(len(again)) < LATER
    copies["ts_ms"] = np.minimum(copies["ts_ms"] + later * HOUR_MS, T0 + 24 * HOUR_MS - 1)
    return {name: np.concatenate([rows[name], copies[name]]) for name in COLUMNS}


def make_hours(folder, plays, order, buckets):
    """24 hours of about `plays` plays in all, as compaction writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{hour:02}.parquet" for hour in range(24)]
    if all(path.exists() for path in paths):
        return paths
    parts = [path.with_suffix(".part") for path in paths]
    few = ["n", "user_hash", "drama_id", "episode", "platform"]
    schema = pa.schema([field.with_nullable(nullable=False) for field in SCHEMA])
    files = [
        pq.ParquetWriter(
            part, schema, compression="zstd", compression_level=1, use_dictionary=few
        )
        for part in parts
    ]
    for bucket in range(BUCKETS):
        if bucket == buckets:
            plays = 0
        rows = bucket_of_plays(bucket, plays // BUCKETS)
        hour = (rows["ts_ms"] - T0) // HOUR_MS
        within = rows["ts_ms"] if order == "arrival" else rows["viewing_hi"]
        sorted_by = np.lexsort((rows["n"], within, hour))
        ends = np.cumsum(np.bincount(hour, minlength=24))
        for at, file in enumerate(files):
            which = sorted_by[ends[at - 1] if at else 0 : ends[at]]
            arrays = [pa.array(rows[f.name][which], f.type) for f in SCHEMA]
            file.write_table(pa.table(arrays, schema=schema))
    for file, part, path in zip(files, parts, paths, strict=True):
        file.close()
        part.rename(path)
    return paths


def scan(paths, _world):
    """Every column of every bucket read into arrays, as the kernel reads them."""
    files = [file for _, file in open_hours(paths)]
    total = 0
    for bucket in range(BUCKETS):
        for file in files:
            table = file.read_row_group(bucket, columns=list(COLUMNS), use_threads=False)
            for column in table.columns:
                total += len(column.combine_chunks().to_numpy())
    return {"numbers": total}


def scan_duckdb(paths, _world):
    """The sum of every column by DuckDB: the cheapest query that reads all of it."""
    import duckdb  # noqa: PLC0415 - its memory is not the others'

    listed = ", ".join(f"'{path}'" for path in paths)
    sums = ", ".join(f"sum({name})" for name in COLUMNS)
    with duckdb.connect(config={"threads": 1}) as base:
        base.execute(f"SELECT {sums} FROM read_parquet([{listed}])").fetchall()  # noqa: S608
    return {}


def told(counted):
    """The hash of a day and what was refused."""
    rows = hashed(counted)
    return {
        "sha256": rows.sha256, "rows": rows.count, "counted": rows.effective_plays,
        "received": counted.received,
        "refused": {reason.value: count for reason, count in counted.refused.items()},
    }  # fmt: skip


def count_kernel(paths, world):
    """The kernel."""
    return told(KernelEngine().settle(paths, world))


def count_duckdb(paths, world):
    """The portable text on DuckDB."""
    return told(DuckEngine().settle(paths, world))


MEASURES = {
    "scan": scan,
    "scan_duckdb": scan_duckdb,
    "kernel": count_kernel,
    "duckdb": count_duckdb,
}


def measured(name, paths):
    """Run one measure here."""
    if name == "kernel":
        KernelEngine().settle([], make_world([], []))  # compiled code is loaded
    world = a_world()
    before = resource.getrusage(resource.RUSAGE_SELF)
    wall = time.perf_counter()
    found = MEASURES[name](paths, world)
    after = resource.getrusage(resource.RUSAGE_SELF)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return {
        "cpu_s": round(user + system, 2), "user_s": round(user, 2),
        "wall_s": round(time.perf_counter() - wall, 2),
        "peak_mb": after.ru_maxrss // 1024, **found,
    }  # fmt: skip


def main():
    """Make the day, measure each way, tell the ratios."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--plays", type=int, default=4_000_000)
    asked.add_argument("--folder", type=Path, required=True)
    asked.add_argument("--order", choices=("arrival", "viewing"), default="viewing")
    asked.add_argument("--buckets", type=int, default=BUCKETS)
    asked.add_argument("--only", nargs="*", choices=MEASURES, default=list(MEASURES))
    asked.add_argument("--one", choices=MEASURES)
    given = asked.parse_args()
    folder = given.folder / f"{given.order}-{given.plays}-{given.buckets}"
    paths = make_hours(folder, given.plays, given.order, given.buckets)
    if given.one:
        print(json.dumps(measured(given.one, paths)))
        return
    size = sum(path.stat().st_size for path in paths)
    print(f"{folder.name}: {size / 1e6:.0f} MB, {size / given.plays:.1f} bytes a play")
    found = {}
    for name in given.only:
        again = [sys.executable, *sys.argv, "--one", name]
        done = subprocess.run(again, check=True, capture_output=True, text=True)  # noqa: S603
        found[name] = json.loads(done.stdout)
        one = found[name]
        beside = {
            base: round(one["cpu_s"] / found[base]["cpu_s"], 2)
            for base in ("scan", "scan_duckdb") if base in found
        }  # fmt: skip
        print(name, json.dumps({**one, "times": beside}))


if __name__ == "__main__":
    main()
