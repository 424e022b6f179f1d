"""Textures lie where they are laid, and a part of the picture gets what the whole would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.kernels import draw_background, draw_texture
from piying.render.lay import Area, area_of, lay, lay_opaque, whole
from piying.render.planes import blank_planes, texture_of

WIDTH, HEIGHT = 96, 64
LEVELS_MAX = 2
"""Rounding of places: the other kernel counts them from the edge of what is seen."""


def picture(seed, width, height, *, holes):
    """Blobs with soft alpha, and clear rows and columns between them."""
    rng = np.random.default_rng(seed)
    rgba = rng.integers(0, 256, (height, width, 4), dtype=np.uint8)
    if holes:
        rgba[:, :, 3] *= rng.random((height, 1)) > 0.3
        rgba[:, :, 3] *= rng.random((1, width)) > 0.2
    else:
        rgba[:, :, 3] = 255
    rgba[..., :3] = np.minimum(rgba[..., :3], rgba[..., 3:])
    return rgba


def grey():
    planes = blank_planes(WIDTH, HEIGHT)
    planes.y[:] = np.random.default_rng(3).integers(0, 256, planes.y.shape)
    return planes


def planes_of(picture):
    return picture.y, picture.u, picture.v


def same(one, other):
    return all(map(np.array_equal, planes_of(one), planes_of(other)))


def apart(one, other):
    pairs = zip(planes_of(one), planes_of(other), strict=True)
    return max(int(np.abs(a.astype(int) - b).max()) for a, b in pairs)


even = st.integers(1, 30).map(lambda n: 2 * n)
textures = st.builds(
    lambda seed, w, h: texture_of(picture(seed, w, h, holes=True), "k"),
    st.integers(0, 99), even, even,
)  # fmt: skip
places = st.tuples(st.floats(-40, WIDTH + 10), st.floats(-40, HEIGHT + 10), st.floats(0.5, 1.6))


@settings(deadline=None, max_examples=60)
@given(textures, places)
def test_it_draws_what_draw_texture_draws(texture, place):
    one, other = grey(), grey()
    lay(one, texture, *place)
    draw_texture(other, texture, *place)

    assert apart(one, other) <= LEVELS_MAX


cuts = st.tuples(st.integers(0, WIDTH // 2), st.integers(0, HEIGHT // 2))


@settings(deadline=None, max_examples=60)
@given(textures, places, cuts)
def test_areas_together_are_the_whole_picture_to_the_bit(texture, place, cut):
    x, y = (2 * n for n in cut)
    at_once, parts = grey(), grey()
    lay(at_once, texture, *place)
    for area in (Area(0, 0, x, y), Area(x, 0, WIDTH, y), Area(0, y, WIDTH, HEIGHT)):
        if area.pixel_count:
            lay(parts, texture, *place, area)

    assert same(at_once, parts)


@settings(deadline=None, max_examples=40)
@given(textures, places)
def test_nothing_changes_outside_of_its_area(texture, place):
    before, after = grey(), grey()
    lay(after, texture, *place)
    seen = area_of(texture, *place).meet(whole(after))
    if seen is not None:
        after.copy_from(before, seen)

    assert same(before, after)


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.3])
def test_an_opaque_texture_is_a_background(scale):
    texture = texture_of(picture(5, 240, 200, holes=False), "k", border=0)
    one, other, parts = grey(), grey(), grey()
    lay_opaque(one, texture, -10.3, -7.6, scale)
    draw_background(other, texture, -10.3, -7.6, scale)
    for area in (Area(0, 0, 40, 64), Area(40, 0, WIDTH, 30), Area(40, 30, WIDTH, HEIGHT)):
        lay_opaque(parts, texture, -10.3, -7.6, scale, area)

    assert apart(one, other) <= LEVELS_MAX
    assert same(one, parts)


def test_areas_meet_and_join():
    one, other = Area(0, 0, 10, 10), Area(4, 6, 20, 8)

    assert one.meet(other) == Area(4, 6, 10, 8)
    assert one.join(other) == Area(0, 0, 20, 10)
    assert one.meet(Area(10, 0, 12, 10)) is None
    assert other.pixel_count == 32
