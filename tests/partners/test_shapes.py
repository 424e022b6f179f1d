"""What vendors call the ratio of a frame."""

from __future__ import annotations

import pytest

from piying.model.card import Size
from piying.partners.shapes import shape

KNOWN = ("16:9", "9:16", "1:1")


@pytest.mark.parametrize(
    ("width", "height", "ratio"),
    [(1080, 1920, "9:16"), (496, 864, "9:16"), (480, 854, "9:16"), (1440, 1440, "1:1")],
)
def test_a_frame_has_the_ratio_that_it_is_near_to(width, height, ratio):
    assert shape(Size("", width, height), KNOWN) == ratio


@pytest.mark.parametrize(("width", "height"), [(2160, 1000), (1024, 1536)])
def test_a_frame_that_is_near_to_none_has_none(width, height):
    assert not shape(Size("", width, height), KNOWN)
