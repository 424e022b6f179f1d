"""A vendor whose books are a file: each charge is appended and flushed before it is answered.

Run as a program it works on the jobs of a house until they have ended, or until the step that
it is told to die at:

    python vendor.py HOUSE BOOKS [--die STEP N] [--keys] [--at-once] [--address URL]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import threading
import time
from pathlib import Path

from piying.model.brief import Medium
from piying.model.card import ModelCard
from piying.model.errors import Outside
from piying.model.job import Order, Place
from piying.model.money import Money
from piying.model.take import MediaFacts, Recipe, TakeKind
from piying.store.jobs import Asked
from piying.store.store import open_store
from piying.studio.config import SystemClock
from piying.studio.working.work import Ways, work
from piying.takes.generator import Pace, Pending, Receipt
from piying.takes.provider import Made

PLACE = Place("戏", 1, "s001", "2026-11")
PRICE, CHARGE = 100, 80


class Vendor:
    """A vendor that keeps its books in a file."""

    name = "fake"
    cards = (ModelCard("fake", "m-1", Medium.TEXT),)

    def __init__(self, books, *, keys=False, at_once=False, polls=1, delay=0.0, pace=None):
        self.books = Path(books)
        self.books.touch()
        self.honours_keys, self.resumes = keys, not at_once
        self.at_once, self.polls, self.delay = at_once, polls, delay
        self.pace = pace or Pace(64, 100_000, 1)
        self.asked: dict[str, int] = {}
        self.cancelled: list[str] = []
        self.most_at_once = 0
        self.charges = CHARGE
        self._now = 0
        self._chance = random.Random()  # noqa: S311 - only to be slow by
        self._lock = threading.Lock()

    def submit(self, order, inputs, key):
        for blob in order.blobs:
            inputs.blob(blob)
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        self._dawdle()
        try:
            number = json.loads(order.body)["n"]
            if not (self.honours_keys and key in {one["key"] for one in charges(self.books)}):
                line = json.dumps({"key": key, "n": number}) + "\n"
                handle = os.open(self.books, os.O_WRONLY | os.O_APPEND)
                os.write(handle, line.encode())
                os.fsync(handle)
                os.close(handle)
        finally:
            with self._lock:
                self._now -= 1
        self._dawdle()
        if self.at_once:
            return Receipt(made=made(number), charged=Money(self.charges))
        return Receipt(job=f"v-{key}")

    def _dawdle(self):
        time.sleep(self.delay * self._chance.random())

    def poll(self, order, job):
        count = self.asked[job] = self.asked.get(job, 0) + 1
        if count < self.polls:
            return Pending()
        if job.removeprefix("v-") not in {one["key"] for one in charges(self.books)}:
            raise Outside("studio.no_vendor_job")
        return Receipt(made=made(json.loads(order.body)["n"]), charged=Money(self.charges))

    def cancel(self, _order, job):
        self.cancelled.append(job)
        return True


def made(number):
    """What is made for order `number`."""
    data = f"made {number}".encode()
    return Made(data, MediaFacts("text/plain", len(data)))


def charges(books):
    """Every charge in the books."""
    return [json.loads(line) for line in Path(books).read_text("utf-8").splitlines()]


def asked(number, blobs=(), media_type="text/plain", length_ms=0):
    """What job `number` is for."""
    recipe = Recipe(TakeKind.TEXT, "fake", "m-1", seed=number)
    order = Order(
        "fake", "m-1", "https://fake/make", json.dumps({"n": number}), blobs, media_type,
        length_ms,
    )  # fmt: skip
    return Asked(recipe, order, PLACE, Money(PRICE))


def plain(data, order):
    """The facts of any bytes but none."""
    if not data:
        raise Outside("studio.made_empty", wanted=order.media_type)
    return MediaFacts(order.media_type, len(data))


class Dying:
    """Ends the process, as a power cut would, the Nth time a step is done."""

    def __init__(self, step, number):
        self.step, self.left = step, number

    def __call__(self, step):
        if step == self.step:
            self.left -= 1
            if self.left <= 0:
                os._exit(9)


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("house", type=Path)
    parser.add_argument("books", type=Path)
    parser.add_argument("--die", nargs=2, default=("", "0"))
    parser.add_argument("--keys", action="store_true")
    parser.add_argument("--at-once", action="store_true")
    parser.add_argument("--address", default="")
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--lease-ms", type=int, default=60_000)
    parser.add_argument("--crowd", action="store_true")
    options = parser.parse_args(arguments)
    store = open_store(options.house, options.address)
    vendor = Vendor(
        options.books, keys=options.keys, at_once=options.at_once, delay=options.delay,
        pace=Pace(4, 100_000, 20) if options.crowd else None,
    )  # fmt: skip
    dying = Dying(options.die[0], int(options.die[1]))
    ways = Ways(plain, mark=dying, lease_ms=options.lease_ms)
    work(store, (vendor,), SystemClock(), ways, alone=not options.crowd)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
