"""Turning a part of a picture gives what its formula says, whatever lies round it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.planes import texture_of
from piying.render.turned import TILE


def picture(seed, height, width):
    """Premultiplied noise, of which large parts are clear."""
    random = np.random.default_rng(seed)
    rgba = random.integers(0, 256, (height, width, 4), dtype=np.uint8)
    rgba[..., :3] = np.minimum(rgba[..., :3], rgba[..., 3:])
    rgba[:, random.random(width) < 0.5] = 0
    rgba[: random.integers(0, height)] = 0
    return rgba


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(4, 3 * TILE), st.integers(4, 3 * TILE), st.data())
def test_a_part_is_turned_as_if_it_were_a_picture_of_its_own(seed, height, width, data):
    rgba = picture(seed, height, width)
    left, top = data.draw(st.integers(0, width - 2)), data.draw(st.integers(0, height - 2))
    right = data.draw(st.integers(left + 1, width))
    bottom = data.draw(st.integers(top + 1, height))
    border = data.draw(st.sampled_from([0, 2, 4]))

    one = texture_of(rgba, "k", border=border, part=(left, top, right, bottom))
    other = texture_of(rgba[top:bottom, left:right].copy(), "k", border=border)

    for mine, theirs in zip(
        (one.y, one.u, one.v, one.a, one.a2, one.spans, one.spans2),
        (other.y, other.u, other.v, other.a, other.a2, other.spans, other.spans2),
        strict=True,
    ):
        assert np.array_equal(mine, theirs)
    assert one.opaque == other.opaque


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(2, 2 * TILE + 3), st.integers(2, 2 * TILE + 3))
def test_spans_are_from_the_first_covered_pixel_of_a_row_to_its_last(seed, height, width):
    texture = texture_of(picture(seed, height, width), "k")

    for row, (first, last) in zip(texture.a.T, texture.spans, strict=True):
        covered = np.flatnonzero(row)
        wanted = (covered[0], covered[-1] + 1) if len(covered) else (0, 0)
        assert (first, last) == wanted


@pytest.mark.parametrize("side", [2, TILE, TILE + 2, 3 * TILE - 6])
def test_a_picture_is_opaque_only_if_every_pixel_is(side):
    solid = np.full((side, side, 4), 255, np.uint8)
    assert texture_of(solid, "k", border=0).opaque

    solid[side - 1, side - 1, 3] = 254
    assert not texture_of(solid, "k", border=0).opaque
