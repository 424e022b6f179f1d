"""What the knife cuts is what was asked for."""

from __future__ import annotations

import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.render.puppet.shadow.hide import Cutter
from piying.render.puppet.shadow.knife import along, disc, holds, join, less, meet, rect
from piying.render.puppet.shadow.motif import MOTIFS, motif, tiled

NEAR = st.floats(-40, 40)


@given(x=NEAR, y=NEAR, px=NEAR, py=NEAR)
@settings(deadline=None)
def test_a_cut_takes_away_and_nothing_else(x, y, px, py):
    hide, hole = rect(-50, -50, 50, 50), rect(x - 9, y - 9, x + 9, y + 9)
    at = (round(px) + 0.37, round(py) + 0.41)
    in_hole = hole.contains(*at)

    assert less(hide, hole).contains(*at) == (not in_hole)
    assert meet(hide, hole).contains(*at) == in_hole
    assert join(hide, hole).contains(*at)


@pytest.mark.parametrize("name", sorted(MOTIFS))
def test_every_motif_fits_its_circle(name):
    box = motif(name).computeTightBounds()

    assert not motif(name).isEmpty()
    assert max(abs(box.left()), abs(box.right()), abs(box.top()), abs(box.bottom())) < 1.3


def test_motifs_are_tiled_only_where_they_fit_whole():
    region = disc(0, 0, 100)
    placed = tiled(region, "plum", 12)

    assert len(placed) > 10
    for hole in placed:
        box = hole.getBounds()
        assert holds(region, box.centerX(), box.centerY(), 11)


def test_places_along_a_line_keep_their_distance():
    places = along([(0, 0), (30, 0), (30, 40)], 10)

    assert [(x, y) for x, y, _ in places][:3] == [(5, 0), (15, 0), (25, 0)]
    assert len(places) == 7


def test_dyes_lie_side_by_side_never_on_each_other():
    piece = Cutter().hide(rect(0, 0, 60, 60), 0xFFAA2211).inlay(rect(20, 0, 40, 60), 0xFF22AA11)
    zones = [coat.path for coat in piece.done(shade=0).coats if coat.multiply]

    assert len(zones) == 2
    assert skia.Op(zones[0], zones[1], skia.PathOp.kIntersect_PathOp).isEmpty()
