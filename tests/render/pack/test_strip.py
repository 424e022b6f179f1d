"""The pictures of a packed film."""

from __future__ import annotations

import pytest
import skia

from piying.model.errors import Invalid
from piying.render.pack import strip as strips
from piying.render.pack.strip import poster, strip


def opened(data):
    return skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(data))


def test_there_is_a_thumbnail_for_every_two_seconds(film):
    found = strip(film)
    sheet = opened(found.picture)

    assert found.count == 3  # 113 frames at 25 a second
    assert found.every_ms == 2000
    assert (sheet.width(), sheet.height()) == (found.columns * found.width, found.height)


def test_the_poster_has_the_shape_of_the_film(film):
    shown = opened(poster(film))

    assert (shown.width(), shown.height()) == (strips.POSTER_WIDTH, 1280)


def test_a_film_that_is_too_long_is_refused(film, monkeypatch):
    monkeypatch.setattr(strips, "MOST", 2)
    with pytest.raises(Invalid) as caught:
        strip(film)

    assert caught.value.code == "render.pack_too_long"
