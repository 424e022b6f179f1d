"""How much drawing costs beside encoding: the same frames composed, and ready in memory.

Run it as `python bench/frame_loop.py [profile] [frames]`; both sides take turns, so that what
else the machine does falls on both. One background that pans and zooms, two figures that bob.
"""

from __future__ import annotations

import math
import shutil
import sys
import tempfile
import time
from pathlib import Path

import av
import numpy as np
import skia
from av.video.frame import PictureType

from piying.render.encode import _stream, encode_segment, frames_between_keys
from piying.render.kernels import BoxCache, draw_background, draw_texture
from piying.render.planes import blank_planes, planes_of, texture_of
from piying.render.profiles import profile

ROUNDS = 7


def painted(width, height, seed, *, figure):
    """A picture with flat colours, edges and gradients, as drawings have them."""
    surface = skia.Surface(width, height)
    random = np.random.default_rng(seed)
    with surface as canvas:
        canvas.clear(skia.ColorTRANSPARENT if figure else skia.ColorSetRGB(90, 110, 140))
        for _ in range(40):
            r, g, b = (int(v) for v in random.integers(30, 230, 3))
            paint = skia.Paint(Color=skia.ColorSetRGB(r, g, b), AntiAlias=True)
            x, y = random.random(2) * (width, height)
            radius = float(random.random() * width / 5 + 8)
            canvas.drawCircle(float(x), float(y), radius, paint)
            outline = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=5)
            canvas.drawCircle(float(x), float(y), radius, outline)
    return surface.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)


def scene(chosen):
    """The draw function of the scene."""
    width, height = chosen.width, chosen.height
    back = painted(int(width * 1.3) // 2 * 2, int(height * 1.3) // 2 * 2, 1, figure=False)
    background = texture_of(back, "background", border=0)
    side, high = int(width * 0.45) // 2 * 2, height // 2
    figures = [
        texture_of(painted(side, high, seed, figure=True), f"figure{seed}", premultiplied=False)
        for seed in (2, 3)
    ]
    cache = BoxCache()

    def draw(target, frame):
        zoom = 0.80 + 0.0004 * frame
        draw_background(target, background, -0.013 * width - 0.61 * frame, -0.01 * height, zoom)
        for n, figure in enumerate(figures):
            y = height * 0.4 + 9 * math.sin(frame / 9 + n)
            draw_texture(target, figure, width * (0.04 + 0.48 * n), y, cache=cache)

    return draw


def main():
    """Print CPU milliseconds a frame of each side, round by round, and the ratios."""
    chosen = profile(sys.argv[1] if len(sys.argv) > 1 else "phone")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 75
    draw = scene(chosen)
    ready = []
    for n in range(count):
        frame = av.VideoFrame(chosen.width, chosen.height, "yuv420p")
        draw(planes_of(frame), n)
        frame.pts = n
        key = n % frames_between_keys(chosen.rate) == 0
        frame.pict_type = PictureType.I if key else PictureType.NONE
        ready.append(frame)
    folder = Path(tempfile.mkdtemp())

    def alone():
        with av.open(folder / "alone.mp4", "w") as out:
            stream = _stream(out, chosen)
            for frame in ready:
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))

    def drawn():
        encode_segment(folder / "drawn.mp4", chosen, count, draw)

    def composed():
        for n in range(count):
            draw(target, n)

    target = blank_planes(chosen.width, chosen.height)
    took = {side: [] for side in (alone, drawn, composed)}
    for number in range(ROUNDS):
        for side in (alone, drawn, composed) if number % 2 else (composed, drawn, alone):
            start = time.process_time()
            side()
            took[side].append((time.process_time() - start) * 1000 / count)
    shutil.rmtree(folder)
    for side, times in took.items():
        said = "  ".join(f"{t:.2f}" for t in times)
        print(f"{side.__name__:>8}: {said}  CPU ms/frame, best {min(times):.2f}")
    best = min(took[drawn]) / min(took[alone])
    pairs = sorted(b / a for a, b in zip(took[alone], took[drawn], strict=True))
    print(f"{chosen.name}: ratio of the best {best:.3f}, of pairs {pairs[ROUNDS // 2]:.3f}")


if __name__ == "__main__":
    main()
