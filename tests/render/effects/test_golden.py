"""Effects and passages compared with files under tests/golden/effects, three frames of each.

`--golden-update` rewrites the files. They are kept small: five bits of every colour; that
also forgives what other builds of the drawing library do to an edge.
"""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
import skia

from piying.render.effects import all_effects
from piying.render.passages import all_passages
from piying.render.planes import planes_of

FOLDER = Path(__file__).parents[2] / "golden" / "effects"
WIDTH, HEIGHT = 90, 160
FRAMES = {"flowers": (8, 16, 40), "ink": (2, 8, 40), "gloom": (1, 5, 40), "focus": (0, 8, 15)}
LENGTH = 12
BYTES_MAX = 40_000
MEAN_MAX, FAR_LEVELS, FAR_SHARE_MAX = 3.0, 40, 0.02
"""As for composed pictures."""


def pixels_of(picture):
    """(height, width, 3) uint8, five bits of each."""
    frame = av.VideoFrame(picture.width, picture.height, "yuv420p")
    frame.colorspace, frame.color_range = 1, 1
    planes_of(frame).copy_from(picture)
    return frame.to_ndarray(format="rgb24") & 0xF8


def write(path, pixels):
    opaque = np.full((*pixels.shape[:2], 1), 255, np.uint8)
    rgba = np.ascontiguousarray(np.concatenate((pixels, opaque), 2))
    image = skia.Image.fromarray(rgba, skia.ColorType.kRGBA_8888_ColorType)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100)))


def read(path):
    with av.open(str(path)) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


def compare(path, pixels, request):
    if request.config.getoption("--golden-update"):
        write(path, pixels)
    apart = np.abs(pixels.astype(int) - read(path).astype(int))

    assert path.stat().st_size <= BYTES_MAX
    assert apart.mean() <= MEAN_MAX
    assert (apart.max(2) > FAR_LEVELS).mean() <= FAR_SHARE_MAX


@pytest.mark.golden
@pytest.mark.parametrize("item", all_effects(), ids=lambda item: item.name)
def test_an_effect_looks_as_it_did(item, view, patterned, request):
    layer, strip = item.prepare(view(WIDTH, HEIGHT)), []
    for frame in FRAMES.get(item.name, (0, 3, 25)):
        picture = patterned(WIDTH, HEIGHT)
        layer.draw(picture, frame)
        strip.append(pixels_of(picture))
    compare(FOLDER / f"{item.name}.png", np.concatenate(strip, 1), request)


@pytest.mark.golden
@pytest.mark.parametrize("item", all_passages(), ids=lambda item: item.name)
def test_a_passage_looks_as_it_did(item, patterned, grey, request):
    strip = []
    for frame in (1, 5, 9):
        picture = patterned(WIDTH, HEIGHT)
        item.blend(picture, grey(WIDTH, HEIGHT, (190, 120, 60)), frame, LENGTH)
        strip.append(pixels_of(picture))
    compare(FOLDER / f"passage-{item.name}.png", np.concatenate(strip, 1), request)


def test_every_golden_file_belongs_to_an_effect_or_a_passage():
    known = {item.name for item in all_effects()} | {
        f"passage-{item.name}" for item in all_passages()
    }

    assert {path.stem for path in FOLDER.glob("*.png")} == known
