"""How soon a play that was acknowledged is told to whoever watches, and what that costs.

    PYTHONPATH=src python bench/live.py FOLDER [--rate N] [--seconds N] [--start N]

One process, in an empty FOLDER: batches of 100 reports come to intake at a steady rate (10,000
a second); the live figures read them; 300 watchers, in two threads, take what came, each by its
own id: 100 see everything, 200 are of 40 parties. What is told is the time from just before a
batch is handed in until the last watcher holds the message with it. With `--start` so many
plays lie in the raw log, then in hours, and what the first reading costs is told instead.
Prints one JSON object. CPU is that of the process; milliseconds depend on who else uses the
machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import threading
import time
from pathlib import Path

import msgspec
import numpy as np

from piying.audience.cells import Sight
from piying.model.play import BUCKETS, HOUR_MS
from piying.store.plays.hours import compact
from piying.store.plays.intake import Intake
from piying.store.plays.names import register
from piying.store.plays.packed import count_of, joined, taken
from piying.store.plays.synthetic import Shape, plays_of_bucket
from piying.store.store import open_store
from piying.studio.channel.live import Live
from piying.studio.house import House, Settings
from piying.studio.progress import Silent

BATCH_ROWS = 100
SERIES, EPISODES, PARTIES = 200, 60, 40
WATCHERS, STAFF, POLLERS = 300, 100, 2
POLL_SECONDS = 0.02


class Clock:
    """The time of the machine."""

    def now_ms(self):
        return time.time_ns() // 1_000_000


def house_in(folder):
    """A house with series that have names and lengths."""
    names = [f"s{number:03}" for number in range(1, SERIES + 1)]
    store = open_store(folder / "house")
    register(store, "drama", names, 0)
    plays = folder / "house" / "plays"
    plays.mkdir(parents=True, exist_ok=True)
    lines = [f"{one},{n},90000,2026-01-01" for one in names for n in range(1, EPISODES + 1)]
    text = "series,episode,duration_ms,since\n" + "\n".join(lines) + "\n"
    (plays / "episodes.csv").write_text(text)
    settings = Settings(folder / "house", folder / "data", folder / "out")
    return House(store, (), Clock(), settings, Silent(), None)


def reports(events):
    """Plays of an hour of now, in the order of their time."""
    now = Clock().now_ms() // HOUR_MS * HOUR_MS
    shape = Shape(
        now - 20 * HOUR_MS, max(events * 6, 100_000), people=max(1_000, events // 7),
        dramas=SERIES, episodes=EPISODES,
    )  # fmt: skip
    rows = joined(plays_of_bucket(shape, 20, bucket) for bucket in range(BUCKETS))
    while count_of(rows) < events:
        more = taken(rows, np.arange(count_of(rows)))
        more["viewing_hi"] = more["viewing_hi"] ^ np.int64(count_of(rows))
        more["user_hash"] = more["user_hash"] ^ np.int64(count_of(rows) >> 4 & 0xFFFF)
        rows = joined((rows, more))
    return taken(rows, np.argsort(rows["ts_ms"][:events], kind="stable"))


def bodies(rows):
    """Batches as players send them."""
    for start in range(0, count_of(rows), BATCH_ROWS):
        some = {name: one[start : start + BATCH_ROWS].tolist() for name, one in rows.items()}
        yield msgspec.json.encode({"batch": f"bench-{start:016}", "columns": some})


# --- from event to message -----------------------------------------------------------------


def sights():
    """What the watchers see: the staff everything, parties five series each."""
    parties = [
        frozenset(f"s{number:03}" for number in range(at * 5 + 1, at * 5 + 6))
        for at in range(PARTIES)
    ]
    others = [Sight(parties[at % PARTIES]) for at in range(WATCHERS - STAFF)]
    return [Sight(None)] * STAFF + others


def watch(live, seen, came, stop):
    """Take what came for some watchers, again and again, and note when."""
    woken = threading.Event()
    end = live.listen(woken.set)
    while not stop.is_set():
        woken.wait(POLL_SECONDS * 5)
        woken.clear()
        for watcher, (sight, last) in seen.items():
            for message in live.since(sight, last):
                seen[watcher] = (sight, message.id)
                came.setdefault(message.id, []).append((time.perf_counter(), len(message.data)))
    end()


def run(house, rate, seconds):
    """Send at a steady rate while everybody watches."""
    sent = list(bodies(reports(rate * seconds)))
    live = Live(house)
    live.pull()
    watching = dict(enumerate(sights()))
    seen = {
        watcher: (sight, live.snapshot(sight).id) for watcher, sight in watching.items()
    }  # fmt: skip
    parts = [{k: v for k, v in seen.items() if k % POLLERS == at} for at in range(POLLERS)]
    stop, came = threading.Event(), [{} for _ in parts]
    pollers = [
        threading.Thread(target=watch, args=(live, part, into, stop))
        for part, into in zip(parts, came, strict=True)
    ]
    told, cpu = [], {}
    folded = threading.Event()

    def fold():
        begin = time.thread_time()
        while not folded.is_set():
            live.pull()
            told.append((live.health.rows, live._id, time.perf_counter()))  # noqa: SLF001 - of the run
            folded.wait(0.1)
        cpu["fold"] = time.thread_time() - begin

    folder = threading.Thread(target=fold)
    begin_cpu, begin = time.process_time(), time.perf_counter()
    handed = []
    with Intake(house.settings.house / "plays", house.clock) as intake:
        for thread in (*pollers, folder):
            thread.start()
        for number, body in enumerate(sent):
            due = begin + number * BATCH_ROWS / rate
            if (wait := due - time.perf_counter()) > 0:
                time.sleep(wait)
            handed.append(time.perf_counter())
            intake.submit(body)
        time.sleep(1.5)
        folded.set()
        folder.join()
        time.sleep(0.3)
        stop.set()
        for thread in pollers:
            thread.join()
    spent = time.process_time() - begin_cpu
    return figures(handed, told, came, {"all": spent, **cpu}, time.perf_counter() - begin)


def figures(handed, told, came, cpu, wall):
    """Milliseconds from handing a batch in to the last watcher holding its message."""
    arrived = {}
    for one in came:
        for name, times in one.items():
            arrived.setdefault(name, []).extend(times)
    waits, at = [], 0
    for number, moment in enumerate(handed):
        while at < len(told) and told[at][0] < (number + 1) * BATCH_ROWS:
            at += 1
        if at == len(told):
            break
        waits.append((max(when for when, _ in arrived[told[at][1]]) - moment) * 1000)
    sizes = [size for times in arrived.values() for _, size in times]
    p50, p95, most = np.percentile(waits, [50, 95, 100])
    return {
        "batches": len(handed), "told": len(waits), "events_a_second": round(
            len(handed) * BATCH_ROWS / (handed[-1] - handed[0])),
        "p50_ms": round(p50), "p95_ms": round(p95), "max_ms": round(most),
        "messages": len(sizes), "mean_message_bytes": round(sum(sizes) / len(sizes)),
        "cpu_share_of_one_core": round(cpu["all"] / wall, 3),
        "fold_cpu_share": round(cpu["fold"] / wall, 3),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


# --- starting ------------------------------------------------------------------------------


def begin(house, plays, batch=10_000):
    """What the first reading of so many plays costs: from the raw log, then from hours."""
    folder = house.settings.house / "plays"
    rows = reports(plays)
    with Intake(folder, house.clock) as intake:
        pending = []
        for start in range(0, plays, batch):
            wide = {
                name: one[start : start + batch].astype(np.int64) for name, one in rows.items()
            }
            pending.append(intake.submit_columns(f"bench-{start:016}", wide))
            if len(pending) > 50:
                pending.pop(0).answer()
        for one in pending:
            one.answer()
    del rows
    told = {"plays": plays}
    for name in ("raw", "hours"):
        if name == "hours":
            compact(folder, house.clock.now_ms())
        live = Live(house)
        cpu, wall = time.process_time(), time.perf_counter()
        live.pull()
        found = json.loads(live.snapshot(Sight(None)).data)["cells"]["total:week"]
        told[name] = {
            "cpu_s": round(time.process_time() - cpu, 2),
            "wall_s": round(time.perf_counter() - wall, 2), "plays": found["plays"],
        }  # fmt: skip
    told["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return told


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--rate", type=int, default=10_000)
    asked.add_argument("--seconds", type=int, default=15)
    asked.add_argument("--start", type=int, default=0)
    options = asked.parse_args()
    house = house_in(options.folder)
    found = (
        begin(house, options.start)
        if options.start
        else run(house, options.rate, options.seconds)
    )
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
