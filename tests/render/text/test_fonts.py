from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.model.errors import Invalid, Missing
from piying.render.text import fonts
from piying.render.text.fonts import FontBook, installed, sans, serif
from piying.render.text.layout import set_row
from piying.render.text.lettering import font_of


def ink(face, text="三"):
    surface = skia.Surface(140, 140)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorBLACK)
    white = skia.Paint(Color=skia.ColorWHITE, AntiAlias=True)
    canvas.drawString(text, 10, 110, font_of(face, 100), white)
    return int(np.asarray(surface.toarray())[..., 0].sum(dtype=np.int64))


def test_a_heavier_weight_gives_more_ink():
    """A face whose description dies before the clone is made comes out as 100, a hairline."""
    light, regular, bold, black = (ink(sans(weight)) for weight in (100, 400, 700, 900))

    assert light < regular < bold < black
    assert bold > 1.3 * regular


def test_the_weight_of_subtitles_is_not_the_default_of_the_axis():
    """Without an argument the axis stands at 100."""
    base = skia.Typeface.MakeFromFile(str(installed().sans), fonts.SANS_FACE_SC)
    default = fonts.Face("default", base, sans(400).shaper, 1000)

    assert ink(sans(fonts.CAPTION_WEIGHT)) > 2 * ink(default)


@pytest.mark.parametrize("weight", [100, 400, 800])
@pytest.mark.parametrize("letter", ["W", "m", "8"])
def test_what_places_the_glyphs_and_what_draws_them_have_the_same_weight(weight, letter):
    face = sans(weight)

    drawn = font_of(face, 1000).measureText(letter) / 1000

    assert set_row(letter, face).advance == pytest.approx(drawn, abs=0.002)


def test_the_face_is_the_simplified_chinese_one():
    """骨 turns its inner corner to the left in simplified Chinese, to the right elsewhere."""
    face, japanese = sans(400), skia.Typeface.MakeFromFile(str(installed().sans), 0)

    assert face.typeface.getFamilyName() == "Noto Sans CJK SC"
    assert face.typeface.unicharToGlyph(ord("骨")) != japanese.unicharToGlyph(ord("骨"))


def test_missing_characters_are_named():
    assert sans(400).missing("我❤你❤吗") == ("❤",)

    with pytest.raises(Invalid, match=r"❤ \(U\+2764\)"):
        sans(400).require("我❤你")


def test_spaces_joiners_and_variation_selectors_need_no_glyph():
    assert sans(400).missing("走 \u2060吧\ufe0e\n　") == ()


@pytest.mark.parametrize("face", [sans(800), serif()], ids=["sans", "serif"])
def test_both_faces_draw_the_characters_of_gb_2312(face):
    text = "".join(
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    )

    assert len(text) == 6_763
    assert face.missing(text) == ()


def test_a_face_is_opened_once():
    assert sans(800) is sans(800)
    assert serif() is serif()


def test_a_font_that_is_not_there_is_named(tmp_path):
    nowhere = FontBook(tmp_path / "a.ttc", tmp_path / "b.otf")

    with pytest.raises(Missing, match=r"a\.ttc"):
        sans(800, nowhere)
    with pytest.raises(Missing, match=r"b\.otf"):
        serif(nowhere)


def test_a_package_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(fonts, "find_spec", lambda _: None)

    with pytest.raises(Missing, match=fonts.SANS_PACKAGE):
        installed()


def test_a_package_without_its_font_is_named(monkeypatch):
    monkeypatch.setattr(fonts, "SANS_FILE", "other.ttc")

    with pytest.raises(Missing, match=r"other\.ttc"):
        installed()


def test_what_is_shown_is_without_what_the_face_lacks():
    assert sans(400).shown("我❤你 ❤ 吗❤️") == "我你 吗"
    assert sans(400).shown("你好") == "你好"
