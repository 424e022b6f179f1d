"""Plain and patterned pictures for the tests of passages."""

from __future__ import annotations

import numpy as np
import pytest

from piying.render.kernels import fill
from piying.render.planes import blank_planes, colour

SIZE = (90, 160)
OLD, NEW = (180, 60, 60), (60, 90, 150)


@pytest.fixture(name="plain", scope="session")
def _plain():
    """A picture of one colour."""

    def make(rgb, size=SIZE):
        picture = blank_planes(*size)
        fill(picture, colour(*rgb))
        return picture

    return make


@pytest.fixture(name="noisy", scope="session")
def _noisy():
    """A picture of noise, another for each seed."""

    def make(seed, size=SIZE):
        picture = blank_planes(*size)
        chance = np.random.default_rng(seed)
        for plane in (picture.y, picture.u, picture.v):
            plane[:] = chance.integers(16, 236, plane.shape, dtype=np.uint8)
        return picture

    return make


@pytest.fixture(name="drawn", scope="session")
def _drawn(plain):
    """Frame `frame` of a passage of `length` frames from one plain colour to another."""

    def make(item, frame, length, *, old=OLD, new=NEW):
        target = plain(new)
        item.blend(target, plain(old), frame, length)
        return target

    return make
