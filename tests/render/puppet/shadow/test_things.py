"""A thing on the lit screen is hide: cut out, inked round and tinted by the hour."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.render.puppet.art import Light
from piying.render.puppet.sets.props import PROPS
from piying.render.puppet.shadow.things import OUTLINE, hide_thing
from piying.render.surface import painted

SIDE, SCALE = 540, 0.5
MIDDLE = slice(SIDE // 2 - 9, SIDE // 2 + 9)
NIGHT = Light(ambient="#3a3f8e")


def pixels(paint):
    def whole(canvas):
        canvas.translate(SIDE / 2, SIDE / 2)
        canvas.scale(SCALE, SCALE)
        paint(canvas)

    return painted(SIDE, SIDE, whole)


def disc(canvas):
    """A red disc of radius 200 in a wide soft glow."""
    glow = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 60)
    canvas.drawCircle(0, 0, 330, skia.Paint(Color=0x60FFD060, MaskFilter=glow))
    canvas.drawCircle(0, 0, 200, skia.Paint(AntiAlias=True, Color=0xFFD03020))


def test_what_is_cut_out_has_no_glow():
    bare, hide = pixels(disc), pixels(hide_thing(disc, Light()))
    reach = round((200 + OUTLINE) * SCALE) + 2
    rows, columns = np.nonzero(hide[..., 3])

    assert bare[SIDE // 2, SIDE // 2 + round(300 * SCALE), 3] > 0
    assert max(np.abs(rows - SIDE / 2).max(), np.abs(columns - SIDE / 2).max()) <= reach


def test_a_line_of_ink_goes_round_it():
    rim = pixels(hide_thing(disc, Light()))[SIDE // 2, SIDE // 2 + round(203 * SCALE)]

    assert rim[3] > 200
    assert rim[:3].max() < 110


def test_it_keeps_its_own_colour_by_day_and_takes_the_colour_of_the_night():
    day, night = (
        pixels(hide_thing(disc, light))[MIDDLE, MIDDLE].reshape(-1, 4).mean(0)
        for light in (Light(), NIGHT)
    )

    assert day[0] > day[2] * 2
    assert night[2] > day[2] + 5
    assert night[0] < day[0] - 5


@pytest.mark.parametrize("name", sorted(PROPS))
def test_everything_of_the_kit_can_be_cut_from_hide(name):
    shown = pixels(hide_thing(PROPS[name], NIGHT))

    assert (shown[..., 3] > 128).mean() > 0.01
    assert np.array_equal(shown, pixels(hide_thing(PROPS[name], NIGHT)))
