from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.render.text.fonts import sans, serif
from piying.render.text.layout import set_column, set_row
from piying.render.text.shaping import GAP, gapped, shape, shape_down, squeezed

FACE = sans(800)
HAN = "我爱你雨夜灯火"
MARKS = "，。！？：；、“”‘’（）《》【】「」"


@given(st.text(st.sampled_from(HAN + MARKS), min_size=1, max_size=20))
@settings(deadline=None, max_examples=100)
def test_only_marks_are_squeezed_and_never_below_half_an_em(text):
    """CLREQ 3.1.6: a mark gives up its blank half and keeps the half with its ink."""
    for glyph in shape(text, FACE):
        whole = text[glyph.at] in HAN
        assert glyph.advance == pytest.approx(1.0 if whole else glyph.advance)
        assert 0.5 - 1e-6 <= glyph.advance <= 1.0 + 1e-6


@given(st.text(st.sampled_from(HAN + MARKS + "aW3 "), min_size=1, max_size=24))
@settings(deadline=None, max_examples=100)
def test_a_row_is_as_wide_as_its_glyphs_together(text):
    assert set_row(text, FACE).advance == pytest.approx(
        sum(glyph.advance for glyph in shape(text, FACE))
    )


@given(st.text(st.sampled_from(HAN + MARKS), min_size=1, max_size=16))
@settings(deadline=None, max_examples=60)
def test_a_column_is_as_long_as_its_glyphs_together(text):
    assert set_column(text, FACE).advance == pytest.approx(
        sum(glyph.advance for glyph in shape_down(text, FACE))
    )


def test_marks_at_the_edges_and_beside_marks_are_squeezed():
    assert squeezed("“走”，他说。") == {0, 2, 6}
    assert squeezed("（“走”）") == {0, 1, 3, 4}
    assert squeezed("走，你") == frozenset()


def test_an_eighth_of_an_em_stands_between_chinese_and_latin():
    assert gapped("第12集，iPhone好") == {1, 3, 11}
    assert gapped("走 a 吧") == frozenset()
    apart = shape("走a", FACE)[0].advance

    assert apart == pytest.approx(1 + GAP)


def test_quotes_down_a_column_are_those_of_vertical_text():
    """GB/T 15834-2011: 双引号改用﹃﹄，单引号改用﹁﹂."""
    assert [g.number for g in shape_down("“走”", FACE)] == [
        g.number for g in shape_down("『走』", FACE)
    ]
    assert shape_down("“走”", FACE)[0].number != shape("『走』", FACE)[0].number


def test_what_the_serif_lacks_the_sans_draws():
    face = serif()
    assert not face.has("ᄀ")

    (glyph,) = shape("ᄀ", face)

    assert face.chain[glyph.face].name.startswith("Noto Sans")


def test_what_no_face_draws_is_refused():
    with pytest.raises(Invalid, match=r"U\+13000"):
        shape("走\U00013000", FACE)


@pytest.mark.model
def test_emoji_are_one_glyph_each_from_the_face_of_emoji(book):
    face = sans(800, book)
    shaped = shape("好👨‍👩‍👧‍👦🇨🇳1️⃣👍🏽❤", face)

    assert [face.chain[g.face].coloured for g in shaped] == [False] + [True] * 5
    assert {round(g.advance, 2) for g in shaped[1:]} == {1.07}


@pytest.mark.model
def test_digits_and_signs_of_text_stay_text_beside_emoji(book):
    face = sans(800, book)

    assert not any(face.chain[g.face].coloured for g in shape("3©#™", face))
