"""Signs: words set on a still where its sign is, read back as they were written."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.composite import Sign
from piying.model.errors import Invalid
from piying.render.media.signs import typeset
from piying.render.media.writing import writing_faults
from piying.render.ocr import can_read

CORNERS = ((200, 200), (800, 160), (800, 420), (200, 380))


def blank(width=900, height=700):
    picture = np.full((height, width, 4), 255, np.uint8)
    picture[..., :3] = (150, 170, 160)
    return picture


def changed(before, after):
    ys, xs = np.nonzero((before != after).any(axis=2))
    return xs.min(), ys.min(), xs.max(), ys.max()


def test_words_stay_inside_their_sign():
    got = typeset(blank(), [Sign("青云中学", CORNERS)], "e01s01")

    left, top, right, bottom = changed(blank(), got)
    assert left >= 180
    assert right <= 720
    assert top >= 0.16 * 700
    assert bottom <= 0.42 * 700
    assert right - left > 0.5 * 540  # and fill it


@pytest.mark.skipif(not can_read(), reason="rapidocr is not installed")
@pytest.mark.parametrize("text", ["青云中学", "拆迁办公室", "GRAND HOTEL"])
def test_words_on_a_sign_at_an_angle_are_read_back(text):
    got = typeset(blank(), [Sign(text, CORNERS)], "e01s01")

    assert writing_faults(got, [text]) == ()


def test_a_column_stands_upright():
    tall = ((450, 100), (550, 100), (550, 900), (450, 900))
    got = typeset(blank(), [Sign("平安客栈", tall, column=True)], "e01s01")

    left, top, right, bottom = changed(blank(), got)
    assert bottom - top > 3 * (right - left)


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        (Sign("  ", CORNERS), "render.sign_empty"),
        (Sign("字", ((10, 10), (10, 10), (10, 10), (10, 10))), "render.sign_corners"),
    ],
)
def test_a_sign_that_cannot_be_set_is_refused(sign, code):
    with pytest.raises(Invalid) as refused:
        typeset(blank(), [sign], "e01s01")
    assert refused.value.code == code
