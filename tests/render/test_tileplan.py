"""What a layer is on a tile follows from its blocks and from where it lies."""

from __future__ import annotations

import numpy as np
import pytest

from piying.render import stack as stacking
from piying.render.planes import blank_planes, texture_of
from piying.render.stack import Placed, lay_stack
from piying.render.tileplan import BLENDS, CLEAR, HIDES
from piying.render.tiles import TILE_HEIGHT, TILE_WIDTH


@pytest.fixture
def planned(monkeypatch):
    """Lays a stack and gives the kinds of its tiles, and whether they are flush."""
    found = []

    def watched(*arguments):
        found.append((arguments[-1], plan(*arguments)))
        return found[-1][1]

    plan = stacking.plan
    monkeypatch.setattr(stacking, "plan", watched)

    def call(width, height, *placed):
        lay_stack(blank_planes(width, height), placed)
        return found[-1]

    return call


def sheet(width, height, *, border=0, hole=None):
    rgba = np.full((height, width, 4), 255, np.uint8)
    if hole is not None:
        rgba[hole] = 0
    return texture_of(rgba, f"{width}x{height}x{hole}", border=border)


def test_what_lies_behind_an_opaque_tile_is_clear_and_what_lies_before_it_blends(planned):
    ground = Placed(sheet(128, 120), 0.0, 0.0, 1.0)
    holed = Placed(
        sheet(128, 120, border=2, hole=np.s_[:TILE_HEIGHT, :TILE_WIDTH]), 0.0, 0.0, 1.0
    )
    kinds, _ = planned(128, 120, ground, holed)

    assert kinds[0].tolist() == [HIDES, BLENDS, 1]
    assert kinds[2].tolist()[:2] in ([HIDES, BLENDS], [CLEAR, HIDES])
    assert kinds[4].tolist() == [CLEAR, CLEAR, CLEAR]


def test_the_last_column_of_a_hidden_picture_is_as_wide_as_the_others(planned):
    ground = Placed(sheet(160, 90), 0.0, 0.0, 1.0)
    veil = Placed(sheet(160, 90, border=2, hole=np.s_[::2, ::2]), 0.0, 0.0, 1.0)

    assert planned(160, 90, ground, veil)[1]
    assert not planned(160, 90, veil)[1]
    assert not planned(60, 90, ground)[1]
