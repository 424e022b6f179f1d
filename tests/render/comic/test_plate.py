"""Plates: a panel fills the frame, or stands whole before itself."""

from __future__ import annotations

import numpy as np

from piying.render.comic.panels import Panel
from piying.render.comic.plate import FRAME, covers, plate
from piying.render.media.stills import Still

PAGE = np.full((2000, 1500, 3), 255, np.uint8)
PAGE[:] = np.linspace(0, 255, 1500, dtype=np.uint8)[None, :, None]


def pixels(panel):
    still = Still(plate(PAGE, panel), "s", "plate")
    return still.pixels()


def test_a_panel_like_the_frame_is_its_own_picture():
    panel = Panel(100, 100, 1000, 1700)

    assert covers(panel)
    assert pixels(panel).shape == (1600, 900, 4)


def test_a_wide_panel_stands_whole_before_itself():
    panel = Panel(0, 100, 1500, 600)
    found = pixels(panel)

    assert not covers(panel)
    assert found.shape == (FRAME[1], FRAME[0], 4)
    middle = found[FRAME[1] // 2, :, 0].astype(int)
    assert middle[60] < 30  # its left edge is seen
    assert middle[-60] > 225  # and its right one
    assert found[100, FRAME[0] // 2, 0] < middle[FRAME[0] // 2]  # what is behind is dimmed
