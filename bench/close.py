"""What the weekly close of a whole platform costs: from daily roll-ups to statements.

    PYTHONPATH=src python bench/close.py FOLDER [--weeks N] [--runs N] [--contracts N]
        [--episodes N]

Writes a house into FOLDER: contracts with a series each on seven platforms, under deals that
pay by the effective minute (two versions, a coefficient by exclusivity, a guarantee for some,
three parts), and a roll-up for every day as `store/plays/days.py` writes one: 5,716 × 7 × 178
rows a day, which are 7.1 million, with its total, as counting leaves both. Then each week is
closed by `settle` itself, in a process of its own that has done nothing before: some times in a
copy of the house, and at last in the house. CPU seconds are those of that process; steps, those
of the run in the middle, are told apart by timing the functions that settle calls. What totals
cost stands by itself. Every run of a week has to come to the same close.

Prints one JSON object and, for the full size, keeps it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from piying.model.canon import digest
from piying.model.play import Day, Reason
from piying.store.blobs import digest_file
from piying.store.plays import days as day_files
from piying.store.plays.counted import Counted
from piying.store.plays.names import register
from piying.store.plays.totals import total_of
from piying.store.store import Store
from piying.studio.house import Settings, opened
from piying.studio.settling import settle as close

FIRST = date(2026, 1, 5)
PLATFORMS = 7
STUDIOS, WRITERS, ACTORS = 240, 600, 360
RESULTS = Path(__file__).parent / "results" / "close.json"
FULL = (5_716, 178)
STEPS = (
    "agreed_of", "facts_of", "known_of", "counted_by", "_counted", "targets", "again", "drafts",
    "_stated", "_keep", "anchor",
)  # fmt: skip
"""Functions that `settle` calls; one that calls another of them is told without it."""
VERSION = """
[[deal]]
id = "minutes"
version = {version}
title = "By the minute"
effective = {since}
recorded = "2025-12-0{version}T00:00:00Z"
currency = "CNY"
calendar = {{ period = "week", statement = {{ days = 3 }}, payment = {{ days = 5 }} }}
counting = {{ min_ms = 3000, cap_plays = 3, cap_watch_x = 2 }}
step = [
  {{ id = "time", kind = "basis", clause = "2.1", of = "effective_minutes", counts = "own" }},
  {{ id = "price", kind = "rate", clause = "2.2", amount = {rate} }},
  {{ id = "only", kind = "coefficient", clause = "2.3", as_percent = true, cells = [
    {{ exclusive = true, value = 100 }}, {{ exclusive = false, value = 60 }} ] }},
  {{ id = "least", kind = "guarantee", clause = "3", scope = "title" }},
  {{ id = "who", kind = "split", clause = "4", parts = [
    {{ role = "producer", part = 0.6 }}, {{ role = "writer", part = 0.1 }},
    {{ role = "actor", part = 0.05 }} ], rest = "house" }},
]
"""
CONTRACT = """[[contract]]
id = "c{n}"
deal = "minutes"
series = ["s{n}"]
platforms = [{platforms}]
since = 2026-01-01
format = "2d"
exclusive = {exclusive}
recorded = "2025-12-20T00:00:00Z"
given = [ {{ step = "least", amount = {least} }} ]
holders = [{{ role = "producer", party = "studio-{studio}" }}, {{ role = "writer", party = "writer-{writer}" }}, {{ role = "actor", party = "actor-{actor}" }}]
"""  # noqa: E501 - an inline table is one line of TOML


class At:
    """A clock that stands still."""

    def __init__(self) -> None:
        """Begin long after everything."""
        self.ms = 1_800_000_000_000

    def now_ms(self) -> int:
        """That instant."""
        return self.ms


def silent(*_: object, **__: object) -> None:
    """Say nothing of progress."""


# --- a house ------------------------------------------------------------------------------


def write_deals(folder: Path, contracts: int) -> None:
    """The deal, its contracts and everybody who has a part."""
    folder.mkdir(parents=True, exist_ok=True)
    versions = VERSION.format(version=1, since="2026-01-01", rate="0.012")
    versions += VERSION.format(version=2, since="2026-01-14", rate="0.0135")
    names = ", ".join(f'"p{n}"' for n in range(PLATFORMS))
    made = [
        CONTRACT.format(n=n, platforms=names, exclusive=str(n % 3 > 0).lower(),
                        least=5000 * (n % 10 == 0), studio=n % STUDIOS, writer=n % WRITERS,
                        actor=n % ACTORS)
        for n in range(contracts)
    ]  # fmt: skip
    people = [f"studio-{n}" for n in range(STUDIOS)] + [f"writer-{n}" for n in range(WRITERS)]
    people += [f"actor-{n}" for n in range(ACTORS)]
    parties = "".join(
        f'[[party]]\nid = "{one}"\nname = "{one}"\nsort = "company"\n' for one in people
    )
    (folder / "deal.toml").write_text(versions + parties)
    for at in range(0, contracts, 1000):
        (folder / f"c{at:05}.toml").write_text("".join(made[at : at + 1000]))


def roll_up(contracts: int, episodes: int, seed: int) -> pa.RecordBatch:
    """The rows of one day, sorted as an engine sorts them."""
    count = contracts * episodes * PLATFORMS
    random = np.random.default_rng(seed)
    title = np.repeat(np.arange(1, contracts + 1), episodes * PLATFORMS)
    episode = np.tile(np.repeat(np.arange(1, episodes + 1), PLATFORMS), contracts)
    platform = np.tile(np.arange(1, PLATFORMS + 1), contracts * episodes)
    plays = random.integers(1, 120, count)
    below = plays // 8
    effective, watched = plays - below, (plays - below) * 61_337
    zero = np.zeros(count, dtype=np.int64)
    columns = (title, title, episode, platform, plays, below, effective, zero, watched, watched,
               effective)  # fmt: skip
    return pa.RecordBatch.from_arrays(
        [pa.array(one.astype(np.int64)) for one in columns], schema=day_files.ROW_SCHEMA
    )


def write_day(store: Store, day: str, batch: pa.RecordBatch) -> Day:
    """A day as counting it leaves it, without its total."""
    path = store.folder / day_files.FOLDER / f"{day}.v1.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    plays, below = (int(batch[at].to_numpy().sum()) for at in (4, 5))
    refused = dict.fromkeys(day_files.OF_A_DAY, 0) | {Reason.BELOW: below}
    step = 65_536
    batches = (batch.slice(at, step) for at in range(0, batch.num_rows, step))
    counted = Counted(batches, plays, refused)
    with day_files.beside(path) as part:
        rows = day_files._written(part, counted)  # noqa: SLF001 - exactly what a count writes
    made = Day(
        day=day, version=1, rows_sha256=rows.sha256, file=path.name,
        file_sha256=digest_file(path), rows=rows.count, received=plays,
        counted=rows.effective_plays,
        refused=tuple((reason, refused[reason]) for reason in day_files.OF_A_DAY),
        hours=(("none", "0" * 64),), world="0" * 64,
    )  # fmt: skip
    store.move_head(day, day_files.SLOT, store.put(made), (), 0)
    return made


# --- timing -------------------------------------------------------------------------------


class Timed:
    """CPU seconds by step, each without the steps that it calls."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.spent: dict[str, float] = {}
        self.inner: list[float] = [0.0]

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the block to `name`."""
        begin = time.process_time()
        self.inner.append(0.0)
        yield
        took = time.process_time() - begin
        self.spent[name] = self.spent.get(name, 0.0) + took - self.inner.pop()
        self.inner[-1] += took

    def wrap(self, where: object, name: str) -> None:
        """Time every call of `where.name`."""
        found: Callable[..., object] = getattr(where, name)

        def timed(*args: object, **kwargs: object) -> object:
            with self.step(name.strip("_")):
                return found(*args, **kwargs)

        setattr(where, name, timed)


def name_of(week: int) -> str:
    """The week that is so many weeks after the first."""
    return "{}-W{:02}".format(*(FIRST + timedelta(7 * week)).isocalendar()[:2])


def settings_in(folder: Path) -> Settings:
    """Where everything lies."""
    return Settings(folder / "house", folder / "data", folder / "out", workers=1)


def closed(folder: Path, week: int) -> dict[str, object]:
    """One week, closed in this process."""
    timed = Timed()
    for name in STEPS:
        if hasattr(close, name):
            timed.wrap(close, name)
    timed.wrap(close.Books, "post_many")
    with opened(settings_in(folder), (), At(), silent) as house:
        with timed.step("rest"):
            found = close.settle(house, name_of(week), by="bench")
        newest = close.last_close(house)
    return {"period": name_of(week), "statements": len(found.statements),
            "entries": len(found.drafts),
            "lines": sum(len(one.lines) for one in found.statements),
            "minor": sum(one.closing_minor for one in found.statements),
            "close": digest(newest),
            "cpu_s": {step: round(took, 2) for step, took in timed.spent.items()},
            "total_cpu_s": round(sum(timed.spent.values()), 2),
            "peak_mb": peak_mb()}  # fmt: skip


def peak_mb() -> int:
    """The most memory of this program; `getrusage` would tell that of whoever started it."""
    said = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()
    return int(said[0]) // 1024


def apart(folder: Path, week: int) -> dict[str, object]:
    """One week, closed in a process of its own."""
    asked = [sys.executable, __file__, str(folder), "--close", str(week)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, object] = json.loads(done.stdout)
    return found


def copied(folder: Path, to: Path) -> Path:
    """The house once more; days and totals, which are never changed, are linked."""

    def one(source: str, target: str) -> str:
        if Path(source).suffix == ".parquet":
            os.link(source, target)
            return target
        return str(shutil.copy2(source, target))

    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder / "house", to / "house", copy_function=one)
    return to


def several(folder: Path, week: int, runs: int) -> dict[str, object]:
    """One week closed `runs` times, the last time for good; the run in the middle, and all."""
    load = os.getloadavg()[0]
    found = [apart(copied(folder, folder / "copy"), week) for _ in range(runs - 1)]
    shutil.rmtree(folder / "copy", ignore_errors=True)
    found.append(apart(folder, week))
    if len({str(one["close"]) for one in found}) > 1:
        raise SystemExit(f"{name_of(week)} came to different closes")
    found.sort(key=lambda one: float(str(one["total_cpu_s"])))
    totals = [float(str(one["total_cpu_s"])) for one in found]
    told = {"median": round(statistics.median(totals), 2), "least": totals[0],
            "most": totals[-1], "runs": runs}  # fmt: skip
    middle = found[(runs - 1) // 2]
    return middle | {"total_cpu_s": told, "load": round(max(load, os.getloadavg()[0]), 1)}


def one_week(store: Store, week: int, size: tuple[int, int]) -> float:
    """Write the seven days of a week; the CPU seconds of adding them up."""
    adding = 0.0
    for at in range(7):
        day = (FIRST + timedelta(7 * week + at)).isoformat()
        made = write_day(store, day, roll_up(*size, at))
        begin = time.process_time()
        total_of(store, made, 0)
        adding += time.process_time() - begin
    return round(adding, 2)


def main() -> None:
    """Measure."""
    given = argparse.ArgumentParser()
    given.add_argument("folder", type=Path)
    given.add_argument("--weeks", type=int, default=1)
    given.add_argument("--runs", type=int, default=5)
    given.add_argument("--contracts", type=int, default=FULL[0])
    given.add_argument("--episodes", type=int, default=FULL[1])
    given.add_argument("--close", type=int, help="only this week, in this process")
    asked = given.parse_args()
    folder, size = asked.folder, (asked.contracts, asked.episodes)
    if asked.close is not None:
        print(json.dumps(closed(folder, asked.close)))
        return
    settings = settings_in(folder)
    write_deals(settings.house / "deals", asked.contracts)
    with opened(settings, (), At(), silent) as house:
        for sort, count in (("drama", asked.contracts), ("platform", PLATFORMS),
                            ("contract", asked.contracts)):  # fmt: skip
            letter = "s" if sort == "drama" else sort[0]
            register(house.store, sort, [f"{letter}{n}" for n in range(count)], 0)
    weeks = []
    for week in range(asked.weeks):
        with opened(settings, (), At(), silent) as house:
            adding = one_week(house.store, week, size)
        weeks.append({"adding_up_cpu_s": adding} | several(folder, week, asked.runs))
        sys.stderr.write(json.dumps(weeks[-1]) + "\n")
    result = {"rows_a_day": asked.contracts * asked.episodes * PLATFORMS,
              "contracts": asked.contracts, "weeks": weeks}  # fmt: skip
    if size == FULL:
        RESULTS.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
