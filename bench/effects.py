"""What each effect and each passage costs beside encoding: CPU milliseconds a frame.

Run it as `python bench/effects.py [profile] [name …]`. Every round draws frames of one effect
and encodes frames of the same film, one after the other, so that what else the machine does
falls on both; the ratio is to one frame of the profile's own preset (veryfast for `phone`).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import av
import numpy as np

from piying.render.effect import View
from piying.render.effects import all_effects
from piying.render.encode import encode_segment
from piying.render.passages import all_passages
from piying.render.planes import blank_planes
from piying.render.profiles import profile

ROUNDS = 5
FRAMES = 12
SHOT = 75


def scene(width, height, shift=0.0):
    """A picture with flat colours, edges, gradients and a lamp."""
    target = blank_planes(width, height)
    rows, columns = np.mgrid[0:height, 0:width] / width
    flats = 34 * ((rows * 9 + shift).astype(int) + (columns * 7).astype(int) & 1)
    luma = 110 + 50 * np.sin(4 * columns + shift) * np.cos(3 * rows) + flats
    target.y[:] = np.where(np.hypot(rows - 0.4, columns - 0.7) < 0.08, 232, luma)
    target.u[:] = 128 + 30 * np.sin(2 * rows[::2, ::2] + shift)
    target.v[:] = 128 + 30 * np.cos(2 * columns[::2, ::2])
    return target


def effects(chosen):
    """Each effect as a function that draws one frame; those that happen once, while they do."""
    width, height = chosen.width, chosen.height
    for item in all_effects():
        rate = chosen.rate.num / chosen.rate.den
        layer = item.prepare(View(width, height, rate, SHOT, 7))
        layer.draw(scene(width, height), 0)
        lasts = 4 if item.name in ("flash", "impact") else FRAMES
        yield f"effect {item.name}", layer.draw, lasts


def passages(chosen):
    """Each passage as a function that draws one of its frames."""
    before = scene(chosen.width, chosen.height, 1.3)
    for item in all_passages():

        def draw(target, frame, item=item):
            item.blend(target, before, frame, FRAMES)

        yield f"passage {item.name}", draw, FRAMES


def main():
    """Print one line for each effect and passage."""
    chosen = profile(sys.argv[1] if len(sys.argv) > 1 else "phone")
    wanted = set(sys.argv[2:])
    base = scene(chosen.width, chosen.height)
    target = blank_planes(chosen.width, chosen.height)
    folder = Path(tempfile.mkdtemp())

    def encoded():
        def draw(planes, frame):
            planes.copy_from(base)
            planes.y[:, : 8 + frame] = 90

        encode_segment(folder / "part.mp4", chosen, FRAMES, draw)

    def took(work):
        start = time.process_time()
        work()
        return (time.process_time() - start) * 1000

    encoded()
    for name, draw, lasts in (*effects(chosen), *passages(chosen)):
        if wanted and name.split()[1] not in wanted:
            continue
        own, film = [], []
        for _ in range(ROUNDS):
            spent = 0.0
            for frame in range(lasts):
                target.copy_from(base)
                spent += took(lambda draw=draw, frame=frame: draw(target, frame))
            own.append(spent / lasts)
            film.append(took(encoded) / FRAMES)
        cost, frame = min(own), min(film)
        print(f"{name:22} {cost:6.2f} ms a frame, {cost / frame:6.3f} of encoding {frame:5.1f}")
    shutil.rmtree(folder)
    print(f"{chosen.name}: {chosen.width} x {chosen.height}, av {av.__version__}")


if __name__ == "__main__":
    main()
