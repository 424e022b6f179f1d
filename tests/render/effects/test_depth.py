"""What lies behind is soft; where nobody knows what does, the middle is spared."""

from __future__ import annotations

import numpy as np
import pytest

from piying.render.effects.depth import Depth


def detail(plane):
    return float(np.abs(np.diff(plane.astype(int), axis=1)).mean())


def test_behind_the_figures_everything_is_soft(view, patterned):
    picture = patterned()
    Depth().prepare(view(behind=True)).draw(picture, 0)

    for part in (np.s_[:60], np.s_[200:280], np.s_[-60:]):
        assert detail(picture.y[part]) < 0.8 * detail(patterned().y[part])


def test_in_a_flat_picture_the_middle_stays_sharp(view, patterned):
    picture = patterned()
    Depth().prepare(view()).draw(picture, 0)

    assert np.array_equal(picture.y[200:280, 100:170], patterned().y[200:280, 100:170])
    assert detail(picture.y[:40]) < 0.8 * detail(patterned().y[:40])


def test_light_is_neither_lost_nor_won(view, patterned):
    picture = patterned()
    Depth().prepare(view(behind=True)).draw(picture, 0)

    assert picture.y.mean() == pytest.approx(patterned().y.mean(), abs=1)
