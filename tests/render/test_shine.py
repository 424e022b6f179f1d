"""Light that falls on a picture; that it is added as light is held in test_reference."""

from __future__ import annotations

import numpy as np
import pytest

from piying.render.kernels import fill
from piying.render.planes import blank_planes, colour
from piying.render.shine import BLOCK, shine_of, shine_on

WARM = colour(255, 200, 120)


def lit(falls, *, covers=False, most=0.5, k=256, rgb=(90, 90, 110), size=(2 * BLOCK + 40, 8)):
    target = blank_planes(*size)
    fill(target, colour(*rgb))
    half = np.full((size[1] // 2, size[0] // 2), falls, np.uint8)
    shine_on(target, half, shine_of(WARM, most=most, covers=covers), k)
    return target


@pytest.mark.parametrize(
    "nothing", [{"falls": 0}, {"falls": 9, "k": 0}, {"falls": 9, "most": 0}]
)
def test_where_no_light_falls_nothing_changes(nothing):
    target = lit(**nothing)

    assert (target.y == colour(90, 90, 110)[0]).all()
    assert (target.u == colour(90, 90, 110)[1]).all()


@pytest.mark.parametrize("covers", [True, False])
def test_more_light_is_never_darker_and_warmer(covers):
    levels = [lit(falls, covers=covers) for falls in range(0, 256, 15)]

    assert [int(p.y[0, 0]) for p in levels] == sorted(int(p.y[0, 0]) for p in levels)
    assert int(levels[-1].v[0, 0]) > int(levels[0].v[0, 0])


def test_a_leak_alone_has_the_colour_of_its_light():
    target = lit(255, covers=True, most=1.0)

    assert (target.y[0, 0], target.u[0, 0], target.v[0, 0]) == WARM


def test_added_light_ends_at_white():
    target = lit(255, most=2.0, rgb=(255, 255, 255))

    assert (target.y == 235).all()
