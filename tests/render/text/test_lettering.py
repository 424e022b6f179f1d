from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.model.errors import Invalid
from piying.render.text.fonts import sans
from piying.render.text.layout import set_column, set_row
from piying.render.text.lettering import (
    Ink,
    canvas_of,
    colour_of,
    cut_out,
    draw_letters,
    filled,
    letters_of,
)

FACE = sans(800)
PLAIN = Ink(stroke_permille=0, shadow_permille=0)


def drawn(text, ink, size=100):
    surface, canvas = canvas_of(400, 300)
    letters = letters_of(set_row(text, FACE), FACE, size)
    letters.lean(ink)
    letters.offset(101, 151)
    draw_letters(canvas, [letters], ink, size)
    return cut_out(surface, text)


def test_an_image_is_cut_to_even_places_and_even_sides():
    surface, canvas = canvas_of(100, 80)
    canvas.drawRect(skia.Rect.MakeLTRB(11, 7, 24, 18), filled("#ff0000"))

    image = cut_out(surface, "x")

    assert (image.x, image.y, image.width, image.height) == (10, 6, 14, 12)
    assert image.rgba[1, 1].tolist() == [255, 0, 0, 255]
    assert image.rgba[0, 0, 3] == 0


def test_alpha_is_straight():
    surface, canvas = canvas_of(10, 10)
    canvas.drawRect(skia.Rect.MakeLTRB(2, 2, 6, 6), filled("#ff8000", 128))

    pixel = cut_out(surface, "x").rgba[1, 1]

    assert pixel[3] == 128
    assert pixel[:3] == pytest.approx([255, 128, 0], abs=2)


def test_nothing_drawn_is_refused():
    with pytest.raises(Invalid) as refused:
        cut_out(canvas_of(10, 10)[0], " ")

    assert refused.value.code == "render.text_empty"


def test_the_fill_stands_over_the_stroke():
    bare = drawn("三", PLAIN)
    stroked = drawn("三", Ink(shadow_permille=0))

    white = [
        int(((image.rgba[..., :3].min(-1) > 250) & (image.rgba[..., 3] > 250)).sum())
        for image in (bare, stroked)
    ]
    assert white[1] == pytest.approx(white[0], rel=0.02)
    assert stroked.width > bare.width + 10
    assert (stroked.rgba[..., :3].max(-1) < 5).any()


def test_leaning_letters_lean_to_the_right():
    upright, leaning = drawn("I", PLAIN), drawn("I", Ink(**_plain(), slant_permille=200))

    def centre(row):
        return float(np.flatnonzero(row > 128).mean())

    alpha = leaning.rgba[..., 3]
    assert centre(alpha[6]) > centre(alpha[-6]) + 10
    assert leaning.width > upright.width


def _plain():
    return {"stroke_permille": 0, "shadow_permille": 0}


def test_a_gradient_runs_from_the_top_of_the_letters_to_their_bottom():
    image = drawn("丨", Ink(**_plain(), fill=("#ff0000", "#0000ff")))
    middle = image.rgba[:, image.width // 2]

    assert middle[4, 0] > 200
    assert middle[-5, 2] > 200


def test_a_thickened_face_has_more_ink():
    thin, thick = drawn("三", PLAIN), drawn("三", Ink(**_plain(), thicken_permille=40))

    assert thick.rgba[..., 3].sum() > 1.1 * thin.rgba[..., 3].sum()


def test_a_shadow_is_soft_and_falls_down():
    bare, shaded = drawn("三", PLAIN), drawn("三", Ink(stroke_permille=0))

    assert shaded.y + shaded.height > bare.y + bare.height
    assert np.unique(shaded.rgba[-12:, :, 3]).size > 8


def test_a_sheen_lights_the_upper_half_only():
    image = drawn("口", Ink(**_plain(), fill=("#800000",), sheen=120))
    solid = image.rgba[..., 3] == 255
    red = np.where(solid, image.rgba[..., 1], 0).max(1)

    assert red[5] > 80
    assert red[-5] == 0


def test_a_turned_glyph_is_as_tall_as_its_word_is_wide():
    path = letters_of(set_column("Hello", FACE), FACE, 100).path

    assert path.getBounds().height() > 2 * path.getBounds().width()


def test_colours_are_read_with_their_alpha():
    assert colour_of("#123456", 7) == 0x07123456
