"""What a paid take costs beside the vendor's own time.

    PYTHONPATH=src python bench/jobs.py [JOBS]

A vendor that answers at once stands behind the port, so all that is measured is piying's own:
reserving, freezing, sending, keeping the id, asking, proving a picture of 720 x 1280, keeping
it, settling. Then 200 takes are in flight at once in one process, each a picture, and the most
memory that the process ever had is read from the system. Everything is durable as in a real
run: a transaction that says so has reached the disk.

Prints one JSON object and keeps it. CPU milliseconds are those of this process; wall
milliseconds depend on the disk and on who else uses the machine.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import skia

from piying.model.brief import Medium
from piying.model.budget import Caps
from piying.model.card import ModelCard
from piying.model.job import JobState, Order, Place
from piying.model.money import Money
from piying.model.take import MediaFacts, Recipe, TakeKind
from piying.store.jobs import Asked, Jobs
from piying.store.store import open_store
from piying.studio.config import SystemClock
from piying.studio.working.proving import prove
from piying.studio.working.work import Ways, work
from piying.takes.generator import Pace, Pending, Receipt
from piying.takes.provider import Made

JOBS = 200
RESULTS = Path(__file__).parent / "results" / "jobs.json"
CAPS = Caps(*(Money(10**9),) * 4)


class Vendor:
    """A vendor that holds every job until so many are open, and then answers at once."""

    name = "bench"
    cards = (ModelCard("bench", "m-1", Medium.IMAGE),)
    honours_keys, resumes = False, True

    def __init__(self, data: bytes, open_count: int, kind: str) -> None:
        self.data, self.open_count, self.kind = data, open_count, kind
        self.pace = Pace(max(open_count, 8), 10**6, 20)
        self.sent = 0

    def submit(self, _order, _inputs, key):
        self.sent += 1
        return Receipt(job=key)

    def poll(self, _order, _job):
        if self.sent < self.open_count:
            return Pending()
        facts = MediaFacts(self.kind, len(self.data))
        return Receipt(made=Made(self.data, facts), charged=Money(90))


def picture() -> bytes:
    """A PNG of 720 x 1280 with soft shapes, as models make them."""
    rows, columns = np.mgrid[0:1280, 0:720]
    pixels = np.empty((1280, 720, 4), np.uint8)
    for channel in range(3):
        wave = np.sin(columns / (70 + 30 * channel)) * np.cos(rows / (110 - 20 * channel))
        pixels[..., channel] = 127 + 120 * wave
    pixels[..., 3] = 255
    return bytes(skia.Image.fromarray(pixels).encodeToData(skia.kPNG, 100))


def ran(count: int, open_count: int, data: bytes, kind: str) -> dict[str, float]:
    """Milliseconds of one take, of `count` takes of which `open_count` are in flight."""
    place = Place("bench", 1, "s001", "2026-11")
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "house")
        jobs = Jobs(store)
        cpu, wall = time.process_time(), time.perf_counter()
        for number in range(count):
            recipe = Recipe(TakeKind.PICTURE, "bench", "m-1", seed=number)
            order = Order("bench", "m-1", "https://bench/make", str(number), (), kind)
            jobs.reserve(Asked(recipe, order, place, Money(100)), CAPS, number)
        vendor = Vendor(data, open_count, kind)
        worked = work(store, (vendor,), SystemClock(), Ways(prove))
        spent = time.process_time() - cpu, time.perf_counter() - wall
        if worked.count(JobState.DONE) != count:
            raise SystemExit("not every take was made")
        store.close()
    return {
        "cpu_ms_each": round(1000 * spent[0] / count, 2),
        "wall_ms_each": round(1000 * spent[1] / count, 2),
    }


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else JOBS
    data = picture()
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ran(10, 1, b"ready", "text/plain")
    proof = Order("bench", "m-1", "https://bench/make", "", (), "image/png")
    cpu = time.process_time()
    for _ in range(20):
        prove(data, proof)
    told = {
        "jobs": count,
        "proof_of_a_picture_cpu_ms": round(1000 * (time.process_time() - cpu) / 20, 2),
        "text": ran(count, 1, b"what a model wrote", "text/plain"),
        "picture": {"png_kb": len(data) // 1024, **ran(count, 1, data, "image/png")},
        "in_flight": {"open": count, **ran(count, count, data, "image/png")},
        "memory_mb": {
            "before": round(begun),
            "most": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        },
    }
    print(json.dumps(told, indent=2))
    RESULTS.write_text(json.dumps(told, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
