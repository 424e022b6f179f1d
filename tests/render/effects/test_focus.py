"""The lens finds its distance: the picture comes out of a blur, and then is untouched."""

from __future__ import annotations

import numpy as np

from piying.render.effects.focus import Focus


def sharpness(picture):
    return float(np.abs(np.diff(picture.y.astype(int), axis=1)).mean())


def test_the_picture_grows_sharper_from_frame_to_frame(view, patterned):
    layer, sharp = Focus().prepare(view()), []
    for frame in (0, 4, 8, 12, 15, 18):
        picture = patterned()
        layer.draw(picture, frame)
        sharp.append(sharpness(picture))

    assert sharp == sorted(sharp)
    assert sharp[0] < 0.6 * sharp[-1]


def test_in_focus_nothing_is_drawn(view, patterned):
    picture = patterned()
    Focus().prepare(view()).draw(picture, 18)

    assert np.array_equal(picture.y, patterned().y)
