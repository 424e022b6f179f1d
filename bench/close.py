"""What the weekly close of a whole platform costs: from daily roll-ups to statements.

    PYTHONPATH=src python bench/close.py FOLDER [--weeks N] [--contracts N] [--episodes N]

Writes a house into FOLDER: contracts with a series each on seven platforms, under deals that
pay by the effective minute (two versions, a coefficient by exclusivity, a guarantee for some,
three parts), and a roll-up for every day as `store/plays/days.py` writes one: 5,716 × 7 × 178
rows a day, which are 7.1 million, with its total, as counting leaves both. Then each week is
closed by `settle` itself. CPU seconds are those of this process; steps are told apart by timing
the functions that settle calls, and what totals cost stands by itself.

Prints one JSON object and, for the full size, keeps it.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from piying.model.play import Day, Reason
from piying.store.blobs import digest_file
from piying.store.plays import days as day_files
from piying.store.plays.counted import Counted
from piying.store.plays.names import register
from piying.store.plays.totals import total_of
from piying.store.store import Store
from piying.studio.house import House, Settings, opened
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


def closed(house: House, week: int, timed: Timed) -> dict[str, object]:
    """One week, closed."""
    timed.spent.clear()
    name = "{}-W{:02}".format(*(FIRST + timedelta(7 * week)).isocalendar()[:2])
    with timed.step("rest"):
        found = close.settle(house, name, by="bench")
    spent = {step: round(took, 2) for step, took in timed.spent.items()}
    return {"period": name, "statements": len(found.statements), "entries": len(found.drafts),
            "lines": sum(len(one.lines) for one in found.statements),
            "minor": sum(one.closing_minor for one in found.statements),
            "cpu_s": spent, "total_cpu_s": round(sum(timed.spent.values()), 2),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}  # fmt: skip


def main() -> None:
    """Measure."""
    given = argparse.ArgumentParser()
    given.add_argument("folder", type=Path)
    given.add_argument("--weeks", type=int, default=1)
    given.add_argument("--contracts", type=int, default=FULL[0])
    given.add_argument("--episodes", type=int, default=FULL[1])
    asked = given.parse_args()
    folder: Path = asked.folder
    settings = Settings(folder / "house", folder / "data", folder / "out", workers=1)
    write_deals(settings.house / "deals", asked.contracts)
    timed = Timed()
    for name in STEPS:
        if hasattr(close, name):
            timed.wrap(close, name)
    timed.wrap(close.Books, "post_many")
    weeks = []
    with opened(settings, (), At(), silent) as house:
        for sort, count in (("drama", asked.contracts), ("platform", PLATFORMS),
                            ("contract", asked.contracts)):  # fmt: skip
            letter = "s" if sort == "drama" else sort[0]
            register(house.store, sort, [f"{letter}{n}" for n in range(count)], 0)
        for week in range(asked.weeks):
            adding = 0.0
            for at in range(7):
                day = (FIRST + timedelta(7 * week + at)).isoformat()
                made = write_day(house.store, day, roll_up(asked.contracts, asked.episodes, at))
                begin = time.process_time()
                total_of(house.store, made, 0)
                adding += time.process_time() - begin
            weeks.append({"adding_up_cpu_s": round(adding, 2)} | closed(house, week, timed))
            sys.stderr.write(json.dumps(weeks[-1]) + "\n")
    result = {"rows_a_day": asked.contracts * asked.episodes * PLATFORMS,
              "contracts": asked.contracts, "weeks": weeks}  # fmt: skip
    if (asked.contracts, asked.episodes) == FULL:
        RESULTS.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
