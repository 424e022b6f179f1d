"""The colours of a figure in a light."""

from __future__ import annotations

from colorsys import rgb_to_hls

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.people import Look
from piying.render.puppet.art import Light
from piying.render.puppet.manhua.ink import Colour, hexed, ink_of, tones_of

SHARES = st.floats(0, 1)
COLOURS = st.builds(Colour, SHARES, SHARES, SHARES)


def test_a_written_colour_packs_to_the_same_bytes():
    assert hexed("#12ab9f").packed() == 0xFF12AB9F


@given(COLOURS)
@settings(deadline=None)
def test_shade_is_never_lighter_than_light(base):
    tones = tones_of(base, Light())

    assert tones.deep.value <= tones.shade.value + 1e-9
    assert tones.shade.value <= tones.base.value + 1e-9
    assert tones.base.value <= tones.bright.value + 1e-9


def test_skin_shadows_turn_to_red_and_not_to_grey():
    """Skin shadows shift hue toward red, not grey."""
    skin = ink_of(Look(), Light()).skin
    base, shade = rgb_to_hls(*skin.base), rgb_to_hls(*skin.shade)

    assert shade[0] < base[0] or shade[0] > 0.9, "the hue moves towards 0"
    assert skin.shade.red - skin.shade.green > skin.base.red - skin.base.green


def test_night_darkens_every_material():
    day, night = ink_of(Look(), Light()), ink_of(Look(), Light(ambient="#8080a0"))

    for name in ("skin", "hair", "cloth", "accent", "white"):
        assert getattr(night, name).base.value < getattr(day, name).base.value
