"""Textures hold what their formula says, and frames are written in place."""

from __future__ import annotations

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.planes import blank_planes, colour, planes_of, texture_of

NEAR_TIES_MAX = 0.002
"""The share of levels that float32 may round the other way than the exact value."""


def exact(rgba, *, premultiplied):
    """The formula of the module, upright and without border: Y, U, V, A, A2."""
    f = rgba.astype(np.float64)
    a = f[..., 3] / 255
    k = np.ones_like(a) if premultiplied else a
    r, g, b = (f[..., i] * k for i in range(3))
    luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    y = luma * 219 / 255 + 16 * a
    u = (b - luma) / 1.8556 * 224 / 255 + 128 * a
    v = (r - luma) / 1.5748 * 224 / 255 + 128 * a
    height, width = a.shape
    half = [
        p.reshape(height // 2, 2, width // 2, 2).mean((1, 3)) for p in (u, v, a * 255)
    ]  # fmt: skip
    return y, half[0], half[1], a * 255, half[2]


def pictures(premultiplied):
    def build(seed, height, width):
        rgba = np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)
        if premultiplied:
            rgba[..., :3] = np.minimum(rgba[..., :3], rgba[..., 3:])
        return rgba

    even = st.integers(1, 40).map(lambda n: 2 * n)
    return st.builds(build, st.integers(0, 2**32 - 1), even, even)


@settings(deadline=None, max_examples=80)
@given(st.data(), st.booleans(), st.sampled_from([0, 2, 4]))
def test_textures_hold_the_rounded_formula_inside_a_clear_border(data, premultiplied, border):
    rgba = data.draw(pictures(premultiplied))
    height, width = rgba.shape[:2]
    texture = texture_of(rgba, "key", premultiplied=premultiplied, border=border)
    planes = (texture.y, texture.u, texture.v, texture.a, texture.a2)
    for plane, wanted, k in zip(
        planes, exact(rgba, premultiplied=premultiplied), (1, 2, 2, 1, 2), strict=True
    ):
        upright = plane.T
        inside = upright[
            border // k : (border + height) // k, border // k : (border + width) // k
        ]
        off = np.abs(inside - np.floor(wanted + 0.5))

        assert off.max() <= 1
        assert (off > 0).mean() <= max(NEAR_TIES_MAX, 1 / off.size)
        assert int(upright.astype(int).sum()) == int(inside.astype(int).sum())
    assert (width + 2 * border, height + 2 * border) == (texture.width, texture.height)


def test_an_opaque_colour_is_the_colour_of_the_formula():
    texture = texture_of(np.full((4, 4, 4), (200, 40, 90, 255), np.uint8), border=0)

    assert (texture.y[0, 0], texture.u[0, 0], texture.v[0, 0]) == colour(200, 40, 90)
    assert texture.opaque


@pytest.mark.parametrize("border", [0, 2])
def test_odd_sides_are_made_even(border):
    """With border by clear pixels, without by repeating the edge."""
    rgba = np.full((5, 7, 4), 255, np.uint8)
    texture = texture_of(rgba, border=border)

    assert (8 + 2 * border, 6 + 2 * border) == (texture.width, texture.height)
    assert texture.a[-1 - border, border] == (0 if border else 255)
    assert texture.a[border + 6, border + 4] == 255


def test_the_key_names_the_content():
    rgba = np.zeros((4, 4, 4), np.uint8)
    other = rgba.copy()
    other[0, 0] = 1

    assert texture_of(rgba).key == texture_of(rgba.copy()).key
    assert (
        len({texture_of(rgba).key, texture_of(other).key, texture_of(rgba, border=0).key}) == 3
    )
    assert texture_of(rgba, "mine").key == "mine"


def test_straight_and_premultiplied_pictures_give_the_same_texture():
    straight = np.full((4, 4, 4), (255, 51, 0, 51), np.uint8)
    premultiplied = np.full((4, 4, 4), (51, 10.2, 0, 51), np.uint8)
    a = texture_of(straight, premultiplied=False)
    b = texture_of(premultiplied)

    assert np.abs(a.y.astype(int) - b.y).max() <= 1
    assert np.array_equal(a.a, b.a)


def test_textures_cannot_be_changed_and_know_their_bytes():
    texture = texture_of(np.zeros((10, 20, 4), np.uint8))

    assert texture.byte_count == 24 * 14 * 2 + 12 * 7 * 3
    with pytest.raises(ValueError, match="read-only"):
        texture.y[0, 0] = 1


def test_planes_write_into_the_frame():
    """1080 pixels lie in rows of 1088 bytes."""
    frame = av.VideoFrame(1080, 64, "yuv420p")
    planes = planes_of(frame)
    planes.y[:], planes.u[:], planes.v[:] = 50, 60, 70
    planes.y[3, 1079] = 99
    seen = frame.to_ndarray()

    assert (planes.width, planes.height) == (1080, 64)
    assert seen[3, 1079] == 99
    assert set(np.unique(seen)) == {50, 60, 70, 99}


def test_planes_are_copied_from_others():
    target, other = blank_planes(8, 8), blank_planes(8, 8)
    other.y[:], other.v[:] = 77, 33
    target.copy_from(other)
    other.y[:] = 0

    assert (target.y == 77).all()
    assert (target.v == 33).all()
