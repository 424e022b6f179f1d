"""Composed pictures compared with files under tests/golden/stage.

`--golden-update` rewrites the files. They are kept small: half the size, and five bits of every
colour; that also forgives what other builds of the drawing library do to an edge.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
import skia

from piying.model.people import Style
from piying.model.script import DayTime, Place
from piying.model.shot import Emotion, Framing, Move, Size, Weather
from piying.render.effect import View
from piying.render.effects import effect
from piying.render.layer import Composer
from piying.render.planes import planes_of
from piying.render.puppet.play import stage_layers

FOLDER = Path(__file__).parents[2] / "golden" / "stage"
WIDTH, HEIGHT = 270, 480
FRAME = 30
BYTES_MAX = 40_000

MEAN_MAX = 3.0
"""Levels of 256 by which a picture may differ from its file, on average."""
FAR_LEVELS, FAR_SHARE_MAX = 40, 0.02
"""How many pixels may differ by more than this: edges that fall on another side."""


def looks(shot):
    """She and he of the other tests, and the costumes of a period."""
    she, he = (s.look for s in shot((0, 0), (0, 0)).subjects)
    robe = replace(she, hair="long_loose", outfit="hanfu", outfit_colour="#7a2f3c")
    return she, replace(he, accessories=("glasses",)), robe


def close_up(shot):
    she, _, _ = looks(shot)
    spec = shot((-1, 25), size=Size.CLOSEUP, set_name="street", day_time=DayTime.DUSK,
                place=Place.EXTERIOR, looks=(she,), move=Move.PUSH)  # fmt: skip
    return felt(spec, Emotion.TENDER)


def two_shot(shot):
    she, he, _ = looks(shot)
    return shot((-1, 50), (1, -50), size=Size.MEDIUM, looks=(he, she), move=Move.DRIFT)


def wide(shot):
    she, he, _ = looks(shot)
    return shot((-1, 40), (1, -40), size=Size.WIDE, set_name="rooftop", looks=(she, he),
                place=Place.EXTERIOR, day_time=DayTime.DAWN)  # fmt: skip


def over_shoulder(shot):
    she, he, _ = looks(shot)
    spec = shot((-1, 30), (1, -140), size=Size.CLOSE, looks=(he, she), framing=Framing.OVER,
                set_name="restaurant")  # fmt: skip
    return replace(spec, subjects=(spec.subjects[0], replace(spec.subjects[1], depth=1)))


def insert(shot):
    return shot(framing=Framing.INSERT, insert="letter", size=Size.CLOSE, set_name="bedroom",
                day_time=DayTime.NIGHT)  # fmt: skip


def night_rain(shot):
    she, _, _ = looks(shot)
    spec = shot((0, 20), size=Size.MEDIUM, set_name="street", day_time=DayTime.NIGHT,
                weather=Weather.RAIN, place=Place.EXTERIOR, looks=(she,))  # fmt: skip
    return felt(spec, Emotion.SAD)


def shadow(shot):
    spec = shot((-1, 60), (1, -60), size=Size.WIDE, style=Style.SHADOW,
                set_name="bamboo_forest", place=Place.EXTERIOR)  # fmt: skip
    styled = (replace(s, look=replace(s.look, style=Style.SHADOW)) for s in spec.subjects)
    return replace(spec, subjects=tuple(styled))


def period(shot):
    _, _, robe = looks(shot)
    spec = shot((0, -35), size=Size.CLOSE, set_name="courtyard", looks=(robe,),
                day_time=DayTime.DUSK, place=Place.EXTERIOR,
                weather=Weather.PETALS)  # fmt: skip
    return felt(spec, Emotion.ANGRY)


def felt(spec, emotion):
    return replace(spec, subjects=(replace(spec.subjects[0], emotion=emotion),))


PICTURES = (close_up, two_shot, wide, over_shoulder, insert, night_rain, shadow, period)


def pixels_of(stage):
    """Frame `FRAME` of the stage with its weather: (height / 2, width / 2, 3) uint8."""
    layers = list(stage_layers(stage, WIDTH))
    if stage.weather is not Weather.CLEAR:
        view = View(WIDTH, HEIGHT, 25.0, stage.length_frames, seed=1)
        layers.append(effect(stage.weather.value).prepare(view))
    picture = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
    picture.colorspace, picture.color_range = 1, 1
    Composer(layers).draw(planes_of(picture), FRAME)
    rgb = picture.to_ndarray(format="rgb24").astype(np.uint16)
    small = rgb.reshape(HEIGHT // 2, 2, WIDTH // 2, 2, 3).sum((1, 3)) // 4
    return (small & 0xF8).astype(np.uint8)


def write(path, pixels):
    opaque = np.full((*pixels.shape[:2], 1), 255, np.uint8)
    rgba = np.ascontiguousarray(np.concatenate((pixels, opaque), 2))
    image = skia.Image.fromarray(rgba, skia.ColorType.kRGBA_8888_ColorType)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100)))


def read(path):
    with av.open(str(path)) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


@pytest.mark.golden
@pytest.mark.parametrize("scene", PICTURES, ids=lambda scene: scene.__name__)
def test_a_composed_picture_looks_as_it_did(scene, shot, staged, request):
    path = FOLDER / f"{scene.__name__}.png"
    pixels = pixels_of(staged(scene(shot), 60))
    if request.config.getoption("--golden-update"):
        write(path, pixels)
    apart = np.abs(pixels.astype(int) - read(path).astype(int))

    assert path.stat().st_size <= BYTES_MAX
    assert apart.mean() <= MEAN_MAX
    assert (apart.max(2) > FAR_LEVELS).mean() <= FAR_SHARE_MAX


def test_every_golden_file_belongs_to_a_picture():
    assert {path.stem for path in FOLDER.glob("*.png")} <= {one.__name__ for one in PICTURES}
