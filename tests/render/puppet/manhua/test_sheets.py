"""A figure is a stack of cels: exact, named by what shows on them, and within their bounds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.people import Look
from piying.render.lay import lay
from piying.render.planes import blank_planes, texture_of
from piying.render.puppet.art import Light, Pose
from piying.render.puppet.manhua.accessories import ACCESSORIES
from piying.render.puppet.manhua.figure import ManhuaArt
from piying.render.puppet.manhua.hair.table import HAIR
from piying.render.puppet.raster import Box, sprite
from piying.render.surface import painted

ART = ManhuaArt()
DAY, NIGHT = Light(), Light(rim="#90c8ff")
LADY = Look(hair="long_loose", outfit="hanfu", accessories=("earrings", "hairpin"))
HERO = Look(sex="male", hair="parted", outfit="suit", accessories=("glasses",))
SCALE = 0.5
SIZE = 320

STACKED_MEAN_MAX, STACKED_FAR_MAX = 0.35, 0.002
"""Levels by which stacked cels differ from one drawing: eight-bit rounding of soft edges, on
average, and the share of pixels that differ by more than 8 levels."""

ACTING = Pose(yaw=-30, body_yaw=-20, pitch=5, viseme="open", breath=0.5, hair_swing=2,
              expression=(("sad", 1.0),), tears=0.6)  # fmt: skip


def names(look, pose, *, bust=True, light=DAY):
    return {cel.key[0]: cel for cel in ART.cels(look, pose, light, bust=bust)}


def changed(look, **changes):
    """The names of the cels that a change of the pose draws anew."""
    before, after = names(look, ACTING), names(look, replace(ACTING, **changes))
    return {name for name in after if name not in before or before[name].key != after[name].key}


@pytest.mark.parametrize("look", [LADY, HERO], ids=["lady", "hero"])
@pytest.mark.parametrize("light", [DAY, NIGHT], ids=["day", "night"])
def test_a_stack_of_cels_is_the_picture_that_one_drawing_is(look, light):
    top = ART.anchors(look).top_y - 60
    grey = skia.Color(128, 128, 128)

    def at_once(canvas):
        canvas.clear(grey)
        canvas.translate(SIZE / 2, -top * SCALE)
        canvas.scale(SCALE, SCALE)
        ART.paint(canvas, look, ACTING, light, bust=True)

    whole, stacked = blank_planes(SIZE, SIZE), blank_planes(SIZE, SIZE)
    lay(whole, texture_of(painted(SIZE, SIZE, at_once)), 0, 0, 1.0)
    lay(stacked, texture_of(painted(SIZE, SIZE, lambda c: c.clear(grey))), 0, 0, 1.0)
    for cel in ART.cels(look, ACTING, light, bust=True):
        # where the origin of a cel falls on whole pixels, both are rastered alike
        box = Box(-340 - cel.x, top - cel.y, 340 - cel.x, top + 680 - cel.y)
        held = sprite(box, SCALE, cel.paint, str(cel.key))
        if held is not None:
            x, y = (held.left + cel.x) * SCALE + SIZE / 2, (held.top + cel.y - top) * SCALE
            lay(stacked, held.texture, x, y, 1.0)
    apart = np.abs(whole.y.astype(int) - stacked.y)

    assert apart.mean() <= STACKED_MEAN_MAX
    assert (apart > 8).mean() <= STACKED_FAR_MAX


@pytest.mark.parametrize(
    ("change", "drawn"),
    [
        ({"viseme": "mid"}, {"mouth", "base"}),
        ({"blink": 0.5}, {"eyes"}),
        ({"gaze_x": 0.5}, {"eyes"}),
        ({"time_s": 3.0}, set()),
        ({"cycle": 0.5}, {"eyes", "hair", "mass"}),
        ({"breath": 1.0}, {"torso", "behind"}),
        ({"lean": 0.1}, set()),
        ({"roll": 0.1}, set()),
        ({"cloth_swing": 1.0}, {"torso", "behind"}),
    ],
)  # fmt: skip
def test_a_change_draws_only_what_shows_it(change, drawn):
    assert changed(LADY, **change) <= drawn


def test_breath_lifts_the_head_without_drawing_it():
    before, after = (names(LADY, replace(ACTING, breath=b))["base"] for b in (0.0, 1.0))

    assert before.key == after.key
    assert 1 < before.y - after.y < 4


def test_a_whisper_leaves_the_jaw():
    talks, whispers = ({"viseme": shape, "expression": (("neutral", 1.0),)}
                       for shape in ("open", "closed"))  # fmt: skip

    assert changed(HERO, **whispers) >= {"mouth"}
    assert names(HERO, Pose(**talks))["base"].key != names(HERO, Pose(**whispers))["base"].key
    assert names(HERO, Pose(**talks))["hair"].key == names(HERO, Pose(**whispers))["hair"].key


poses = st.builds(
    Pose,
    yaw=st.floats(-75, 75), pitch=st.floats(-20, 20), roll=st.floats(-8, 8),
    body_yaw=st.floats(-50, 50), lean=st.floats(-4, 4), breath=st.floats(0, 1),
    hair_swing=st.floats(-6, 6), cloth_swing=st.floats(-5, 5), tears=st.floats(0, 1),
    expression=st.sampled_from(["neutral", "happy", "angry", "shocked"]).map(
        lambda one: ((one, 1.0),)
    ),
    viseme=st.sampled_from(["rest", "open", "round"]),
    gesture=st.sampled_from(["", "phone", "pray"]), gesture_mix=st.just(1.0),
)  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(poses, st.sampled_from(sorted(HAIR)), st.sampled_from(sorted(ACCESSORIES)), st.data())
def test_every_stroke_of_a_cel_lies_within_its_bounds(pose, hair, worn, data):
    sex = data.draw(st.sampled_from(["female", "male"]))
    outfit = data.draw(st.sampled_from(["suit", "hanfu", "armour", "uniform"]))
    look = Look(hair=hair, sex=sex, outfit=outfit, accessories=(worn,))
    side, scale = 240, 0.12
    for cel in ART.cels(look, pose, NIGHT, bust=False):
        middle = ((cel.left + cel.right) / 2, (cel.top + cel.bottom) / 2)

        def draw(canvas, cel=cel, middle=middle):
            canvas.translate(side / 2 - middle[0] * scale, side / 2 - middle[1] * scale)
            canvas.scale(scale, scale)
            cel.paint(canvas)

        ys, xs = np.nonzero(painted(side, side, draw)[..., 3] > 24)
        if len(xs):
            left, right = ((x - side / 2) / scale + middle[0] for x in (xs.min(), xs.max()))
            top, bottom = ((y - side / 2) / scale + middle[1] for y in (ys.min(), ys.max()))
            slack = 1.5 / scale

            assert cel.left - slack <= left
            assert right <= cel.right + slack
            assert cel.top - slack <= top
            assert bottom <= cel.bottom + slack


@settings(deadline=None, max_examples=40)
@given(poses, poses)
def test_equal_keys_paint_equal_pictures(one, other):
    """Two poses that share a channel or two share the cels that show no other."""
    mixed = replace(other, yaw=one.yaw, pitch=one.pitch, roll=one.roll, lean=one.lean,
                    body_yaw=one.body_yaw, expression=one.expression)  # fmt: skip
    first, second = names(LADY, one), names(LADY, mixed)
    for name in first.keys() & second.keys():
        if first[name].key != second[name].key or name not in ("base", "brows", "hair"):
            continue

        def draw(canvas, cel):
            canvas.translate(60, 60)
            canvas.scale(0.3, 0.3)
            cel.paint(canvas)

        pictures = [painted(120, 120, lambda c, cel=cel: draw(c, cel))
                    for cel in (first[name], second[name])]  # fmt: skip
        assert np.array_equal(*pictures)
