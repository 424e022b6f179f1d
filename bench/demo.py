"""How long the shipped episode takes, stage by stage, and how much memory.

Run it as `make bench`, or as `PYTHONPATH=src .venv/bin/python bench/demo.py [profile]`, on a
quiet machine with the models set up. It works in a fresh house in a temporary folder:

1. the whole first episode;
2. the same command again, when nothing has changed;
3. once more with one line changed, which is what a writer does all day;
4. besides, reading and boarding a screenplay of 150 KB.

Time is the clock on the wall for each step of the progress; memory is the resident set of
this process and of all its workers together, looked at ten times a second. Nothing is
asserted. Compare ratios within one run; the figures depend on the machine, which is printed
and kept with them in bench/results/demo.json.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from piying import __version__
from piying.model.messages import say
from piying.model.people import Cast
from piying.partners.registry import voice_presets
from piying.script.breakdown import direct
from piying.script.castfile import auto_cast
from piying.script.read import read
from piying.script.scenes import episodes
from piying.studio.config import SystemClock, settings_from
from piying.studio.examples import example_script
from piying.studio.house import opened
from piying.studio.make import make
from piying.studio.working.providers import all_providers
from piying.studio.writing.write import write

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results" / "demo.json"
LOOK_SECONDS = 0.1
LARGE_BYTES = 150_000
CHANGED = ("我自己的号码？", "这是我自己的号码？")


def family(root: int) -> set[int]:
    """`root` and every process below it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                # it has ended between the two looks
                continue
            parents[int(entry.name)] = int(fields[1])
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def resident(processes: set[int]) -> int:
    """The resident memory of `processes` together, in bytes; shared pages count in each."""
    pages = 0
    for process in processes:
        try:
            pages += int(Path(f"/proc/{process}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE")


class Watch:
    """Keeps the highest memory seen since it was last asked."""

    def __init__(self) -> None:
        self._most = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._end.wait(LOOK_SECONDS):
            self._most = max(self._most, resident(family(os.getpid())))

    def peak(self) -> int:
        """The highest memory since the last call, in bytes."""
        most = max(self._most, resident(family(os.getpid())))
        self._most = 0
        return most

    def stop(self) -> None:
        """Look no more."""
        self._end.set()
        self._thread.join()


class Stages:
    """A progress that remembers what every step took."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.rows: list[dict[str, object]] = []

    def advance(self, count: int = 1) -> None:
        """A part is done."""

    @contextmanager
    def step(self, code, total):
        """A step named by `code`, of `total` parts."""
        self._watch.peak()
        begun = time.perf_counter()
        yield self
        self.rows.append(
            {
                "stage": say(code, "en"),
                "parts": total,
                "seconds": round(time.perf_counter() - begun, 2),
                "peak_mb": self._watch.peak() // 1_000_000,
            }
        )


def machine():
    """The facts of this machine that the figures depend on."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1_000_000,
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "piying": __version__,
    }


def run(name, folder, script, profile, watch):
    """One making of the first episode of `script` in the house under `folder`."""
    settings = settings_from(
        {
            **os.environ,
            "PIYING_HOUSE": str(folder / "house"),
            "PIYING_OUT": str(folder / "out"),
        },
        folder,
    )
    stages = Stages(watch)
    watch.peak()
    begun = time.perf_counter()
    with opened(settings, all_providers(settings.data), SystemClock(), stages) as house:
        written = write(house, script)
        film = make(house, written.name, 1, profile)
    seconds = time.perf_counter() - begun
    facts = {one.name: one.value_milli / 1000 for one in film.mastered.master.measurements}
    return {
        "run": name,
        "seconds": round(seconds, 2),
        "film_seconds": facts["duration"],
        "seconds_per_film_second": round(seconds / facts["duration"], 3),
        "takes_made": film.shot.made_count,
        "takes_held": film.shot.held_count,
        "shots_rendered": film.mastered.made_count,
        "shots_held": film.mastered.held_count,
        "film_bytes": film.mastered.path.stat().st_size,
        "stages": stages.rows,
    }


def large(script):
    """Reading and boarding a screenplay of `LARGE_BYTES`, the shipped one again and again."""
    text = script.read_text(encoding="utf-8")
    data = text.encode()
    count = -(-LARGE_BYTES // len(data))
    data = "\n\n".join([text] * count).encode()[:LARGE_BYTES].decode(errors="ignore").encode()
    begun = time.perf_counter()
    reading = read(data, name="large.txt")
    told = episodes(reading.script)
    read_seconds = time.perf_counter() - begun
    cast = auto_cast(told, Cast(language="zh"), voice_presets())
    begun = time.perf_counter()
    shots = 0
    for episode in told:
        board, _ = direct(
            episode, cast, script=reading.source or "", language="zh", spans=reading.spans
        )
        shots += len(board.shots)
    return {
        "bytes": len(data),
        "elements": len(reading.script.elements),
        "shots": shots,
        "read_seconds": round(read_seconds, 3),
        "board_seconds": round(time.perf_counter() - begun, 3),
    }


def tell(row):
    """Print one run."""
    print(
        f"{row['run']}: {row['seconds']} s for {row['film_seconds']:g} s of film "
        f"({row['seconds_per_film_second']} s a second); {row['takes_made']} takes made, "
        f"{row['takes_held']} held; {row['shots_rendered']} shots rendered, "
        f"{row['shots_held']} held"
    )
    for stage in row["stages"]:
        print(
            f"  {stage['stage']:<20} {stage['parts']:>6} {stage['seconds']:>8.2f} s "
            f"{stage['peak_mb']:>6} MB"
        )


def main(arguments):
    """Run everything and keep the figures."""
    profile = arguments[0] if arguments else "phone"
    facts = machine()
    print(json.dumps(facts, ensure_ascii=False))
    watch = Watch()
    source = example_script()
    rows = []
    with tempfile.TemporaryDirectory(prefix="piying-bench-") as name:
        folder = Path(name)
        script = folder / source.name
        cast = source.with_name("cast.toml").read_bytes()
        script.with_name("cast.toml").write_bytes(cast)
        text = source.read_text(encoding="utf-8")
        for what, words in (
            ("first", text),
            ("again", text),
            ("one line changed", text.replace(*CHANGED, 1)),
        ):
            script.write_text(words, encoding="utf-8")
            rows.append(run(what, folder, script, profile, watch))
            tell(rows[-1])
    watch.stop()
    reading = large(source)
    print(json.dumps(reading))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    kept = {"machine": facts, "profile": profile, "runs": rows, "large": reading}
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
