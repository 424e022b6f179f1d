"""The sizes of a ladder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.render.pack.sizes import BELOW, sizes


@pytest.mark.parametrize("short", BELOW)
def test_a_film_of_a_known_size_has_three_exact_rungs_below_it(short):
    found = sizes(short, short * 16 // 9)

    assert [size.width for size in found] == list(BELOW[short])
    assert all(size.width * 16 == size.height * 9 for size in found)


@given(st.integers(80, 2200), st.integers(80, 4000))
def test_every_rung_is_even_smaller_and_almost_of_the_films_shape(width, height):
    found = sizes(2 * width, 2 * height)

    for size in found:
        assert size.width % 2 == size.height % 2 == 0
        assert 0 < size.width < 2 * width
        assert 0 < size.height < 2 * height
        assert abs(size.width * height - size.height * width) <= 2 * max(width, height)
    bits = [size.most_bits for size in found]
    assert bits == sorted(bits)


def test_a_film_with_an_odd_side_is_refused():
    with pytest.raises(Invalid):
        sizes(1081, 1920)


def test_twice_the_pixels_get_less_than_twice_the_bits():
    small, _, large = sizes(1080, 1920)

    assert small.most_bits < large.most_bits < 4 * small.most_bits
