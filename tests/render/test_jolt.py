"""A jolt dies down, and throws a picture too slowly to flash."""

from __future__ import annotations

import av
import pytest

from piying.render.jolt import FALLS_S, UPRIGHT, jolt
from piying.render.planes import planes_of
from piying.render.puppet.lens import SHAKE_PIXELS
from piying.render.qc.cells import BLOCK_CELLS, Cells
from piying.render.qc.flash import ALLOWED, Flashes

WIDTH, HEIGHT = 540, 960
STRIPE = 80
"""Pixels of a dark or a light stripe: about a seventh of the picture."""


def test_it_stays_within_what_is_left_of_it():
    for frame in range(60):
        far, x, y = jolt(frame / 25)
        assert abs(x) <= far
        assert abs(y) <= UPRIGHT * far


def test_it_falls_to_a_third_in_its_time():
    assert jolt(0.0)[0] == 1
    assert jolt(FALLS_S)[0] == pytest.approx(1 / 2.718, rel=0.01)
    assert jolt(0.1, 0.1)[0] == jolt(FALLS_S)[0]


def events(rate):
    """The most changes in a second of any part, while a camera throws stripes."""
    cells = Cells(WIDTH, HEIGHT)
    rows, columns = cells.luma.shape
    flashes = Flashes((rows // BLOCK_CELLS, columns // BLOCK_CELLS), rate)
    frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
    frame.colorspace, frame.color_range = 1, 1
    target = planes_of(frame)
    target.u[:], target.v[:] = 128, 128
    thrown = SHAKE_PIXELS * WIDTH / 1080
    for n in range(round(1.5 * rate)):
        _, x, y = jolt(n / rate)
        for row in range(HEIGHT):
            target.y[row] = 16 if ((row - round(thrown * y)) // STRIPE) % 2 else 170
        for column in range(WIDTH // 2):
            target.y[:, column] = 16 if ((column - round(thrown * x)) // STRIPE) % 2 else 170
        cells.look(frame)
        flashes.push(cells.light, n / rate)
    return int(flashes.per_second(flashes.general.small).max())


@pytest.mark.parametrize("rate", [25, 50])
def test_edges_that_are_thrown_do_not_flash(rate):
    """WCAG 2.x, 2.3.1: more than three flashes in any second, six changes, are a failure."""
    assert events(rate) <= ALLOWED
