"""Covers: the sizes of listings, with the name and the AI sign on each."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.model.errors import Invalid
from piying.model.people import Style
from piying.release.listing import USES
from piying.render.covers import cover

GREY = 0xFF404850


def still():
    surface = skia.Surface(540, 960)
    surface.getCanvas().clear(GREY)
    return bytes(surface.makeImageSnapshot().encodeToData())


def pixels(data):
    return skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(data)).toarray()[..., :3]


@pytest.mark.parametrize("use", USES)
def test_a_cover_has_its_size_its_name_and_the_sign_of_ai(use):
    width, height = USES[use]
    seen = pixels(cover(still(), "灯影长安", "AI生成", Style.MANHUA, (width, height)))

    assert seen.shape[:2] == (height, width)
    corner = seen[: height // 6, : width // 3]
    assert (corner > 230).all(2).sum() > 200, "the sign is white"
    rest = seen[height // 4 :]
    assert np.ptp(rest.reshape(-1, 3).astype(int), axis=0).min() > 100, "the name stands there"


def test_a_period_name_is_a_column_at_the_right_clear_of_the_face():
    seen = pixels(cover(still(), "灯影长安", "AI生成", Style.SHADOW, (720, 960))).astype(int)
    red = (seen.max(2) - seen.min(2)) > 90

    assert red[:, 480:].sum() > 10 * max(1, red[:, :480].sum())


def test_what_is_no_picture_is_refused():
    with pytest.raises(Invalid):
        cover(b"nothing", "灯", "AI生成", Style.MANHUA, (800, 800))
