"""Reading words from pictures: what is there is read, nothing is made up."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.render.ocr import can_read, read_words
from piying.render.text.fonts import installed

if not can_read():  # pragma: no cover - CI has it
    pytest.skip("the optional package rapidocr is not installed", allow_module_level=True)


def written(text, size=44):
    surface = skia.Surface(900, 200)
    face = skia.Typeface.MakeFromFile(str(installed().serif))
    with surface as canvas:
        canvas.clear(skia.ColorWHITE)
        canvas.drawString(text, 40, 110, skia.Font(face, size), skia.Paint(AntiAlias=True))
    rgba = surface.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)
    return np.ascontiguousarray(rgba[..., :3])


def test_a_line_is_read_with_its_place():
    (found,) = read_words(written("从今天起换我保护你"))

    assert found.text == "从今天起换我保护你"
    assert found.confidence > 900
    assert 20 < found.left < 60
    assert found.top < 100 < found.bottom


def test_an_empty_picture_holds_no_words():
    assert read_words(np.full((200, 300, 3), 255, np.uint8)) == ()


def test_what_is_not_sure_enough_is_left_out():
    assert read_words(written("从今天起换我保护你"), least=1001) == ()
