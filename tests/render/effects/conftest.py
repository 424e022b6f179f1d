"""A shot's view and pictures for the tests of effects."""

from __future__ import annotations

import numpy as np
import pytest

from piying.render.effect import View
from piying.render.kernels import fill
from piying.render.planes import blank_planes, colour

SHAPES = {"720": (90, 160), "1080": (270, 480), "2160": (540, 960)}
"""Small stand-ins for the sizes of the profiles, of the same shape."""


@pytest.fixture(name="view", scope="session")
def _view():
    """What an effect knows of a shot of three seconds."""

    def make(width=270, height=480, rate=25.0, seed=7, **changes):
        return View(width, height, rate, 75, seed, **changes)

    return make


@pytest.fixture(name="grey", scope="session")
def _grey():
    """A picture of one colour."""

    def make(width=270, height=480, rgb=(110, 110, 120)):
        picture = blank_planes(width, height)
        fill(picture, colour(*rgb))
        return picture

    return make


@pytest.fixture(name="patterned", scope="session")
def _patterned():
    """A picture with dark and bright parts, edges and colours."""

    def make(width=270, height=480):
        picture = blank_planes(width, height)
        rows, columns = np.mgrid[0:height, 0:width] / width
        waves = 118 + 60 * np.sin(9 * columns) * np.cos(7 * rows)
        squares = 34 * ((rows * 12).astype(int) + (columns * 12).astype(int) & 1)
        picture.y[:] = np.where(
            np.hypot(rows - 0.5, columns - 0.6) < 0.15, 232, waves + squares
        )
        picture.u[:] = 128 + 50 * np.sin(5 * rows[::2, ::2])
        picture.v[:] = 128 + 50 * np.cos(4 * columns[::2, ::2])
        return picture

    return make


@pytest.fixture(name="seen", scope="session")
def _seen(view, grey):
    """The picture of `effect` at a frame, over grey."""

    def make(effect, frame, rgb=(110, 110, 120), **changes):
        shown = view(**changes)
        picture = grey(shown.width, shown.height, rgb)
        effect.prepare(shown).draw(picture, frame)
        return picture

    return make


@pytest.fixture(name="change", scope="session")
def _change(seen, grey):
    """By how much an effect lightens each pixel, (height, width)."""

    def make(effect, frame, rgb=(110, 110, 120), **changes):
        picture = seen(effect, frame, rgb, **changes)
        plain = grey(picture.width, picture.height, rgb)
        return picture.y.astype(np.int64) - plain.y.astype(np.int64)

    return make
