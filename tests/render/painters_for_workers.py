"""Painters that the worker processes of the tests import."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from piying.model.errors import Missing


class Flat:
    """One level of grey for each frame: its number and twenty more."""

    def draw(self, target, frame):
        target.y[:] = 20 + frame % 200
        target.u[:] = 128
        target.v[:] = 128


def paint(job):
    """Paints as the first effect of the clip says."""
    return BY_NAME[job.clip.effects[0]](job)


def flat(_job):
    return [Flat()]


def _mark(job):
    """The file in which a painter leaves a trace: the job's only blob."""
    return Path(next(iter(job.blobs.values())))


def dies_once(job):
    """Ends its process the first time."""
    mark = _mark(job)
    if not mark.exists():
        mark.write_text("died")
        os._exit(9)
    return [Flat()]


def dies_always(_job):
    os._exit(7)


def raises(_job):
    raise ZeroDivisionError("no light")


def misses(_job):
    raise Missing("render.file_missing", path="a.png")


def names_its_shot(job):
    raise Missing("render.blob_missing", shot=job.clip.shot, blob="00")


def leaves_its_process(job):
    """Notes which process painted."""
    with _mark(job).open("a") as file:
        file.write(f"{os.getpid()}\n")
    return [Flat()]


class Slow(Flat):
    def draw(self, target, frame):
        time.sleep(0.05)
        super().draw(target, frame)


def slow(_job):
    return [Slow()]


BY_NAME = {
    kind.__name__: kind
    for kind in (
        flat,
        slow,
        dies_once,
        dies_always,
        raises,
        misses,
        names_its_shot,
        leaves_its_process,
    )
}


def counted(number, report):
    """Tells of every step and gives the number as text."""
    for step in range(number):
        report(step + 1)
    return str(number)


def has_dask(_report):
    """Whether this process is one of a cluster."""
    return "distributed" in sys.modules


def noted(mark, _report):
    """Notes which process was asked."""
    with mark.open("a") as file:
        file.write(f"{os.getpid()}\n")
