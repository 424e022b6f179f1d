from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.cut import Ruby
from piying.model.errors import Invalid
from piying.render.text.breaking import NEVER_FIRST, NEVER_LAST, break_lines, break_points
from piying.render.text.fonts import sans, serif
from piying.render.text.layout import (
    RUBY_HEIGHT,
    check_rows,
    set_column,
    set_row,
)

FACE = sans(800)
HAN = "我爱你雨夜灯火长安城里一盏的了"
MARKS = "，。！？：“”（）……——"


def texts(rows):
    return [row.text for row in rows]


def test_a_line_that_fits_stays_whole():
    assert texts(break_lines("你终于肯回来了。", FACE, 14)) == ["你终于肯回来了。"]


def test_a_break_behind_a_mark_is_better_than_equal_lines():
    rows = break_lines("你终于肯回来了，我等了你整整三年。", FACE, 14)

    assert texts(rows) == ["你终于肯回来了，", "我等了你整整三年。"]


def test_rows_share_the_text_evenly_between_phrases():
    rows = break_lines("我这辈子无怨无悔从来没有爱过你也没有恨过你", FACE, 14)

    assert len(rows) == 2
    assert abs(rows[0].advance - rows[1].advance) <= 2


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("这份合同一共是3.5亿元你签还是不签", "3.5亿"),
        ("他手里拿着一部iPhone站在雨里不说话", "iPhone"),
        ("从前有个人叫欧阳长安城外三十里都认得他", "欧阳长安"),
        ("你今天要是敢走出这扇门就永远别再回来", "永远"),
    ],
)
@pytest.mark.parametrize("limit", [6, 7, 8, 9, 10])
def test_numbers_latin_words_and_kept_words_stay_whole(text, whole, limit):
    rows = break_lines(text, FACE, limit, keep=(whole,))

    assert any(whole in row.text for row in rows)


def test_a_number_stays_with_what_it_counts_without_being_told():
    legal, _ = break_points("一共3.5亿元，第12集")

    assert not legal & {3, 4, 5, 10, 11}


@given(st.text(st.sampled_from(HAN + MARKS), min_size=1, max_size=40), st.integers(6, 16))
@settings(deadline=None, max_examples=60)
def test_nothing_is_dropped_and_every_row_fits(text, limit):
    rows = break_lines(text, FACE, limit)

    assert "".join(texts(rows)) == text
    assert all(row.advance <= limit + 0.001 for row in rows)


@given(st.text(st.sampled_from(HAN + MARKS), min_size=1, max_size=40))
@settings(deadline=None, max_examples=100)
def test_no_legal_break_puts_a_mark_where_it_may_not_stand(text):
    legal, good = break_points(text)

    assert good <= legal
    for at in legal:
        assert text[at] not in NEVER_FIRST
        assert text[at - 1] not in NEVER_LAST


def test_english_is_broken_at_spaces_which_are_dropped():
    text = "I gave up everything for you three years ago."

    rows = break_lines(text, FACE, 14)

    assert " ".join(texts(rows)) == text
    assert all(row.text == row.text.strip() for row in rows)


def test_a_word_that_is_longer_than_a_row_is_broken_where_it_must():
    rows = break_lines("Donaudampfschifffahrtsgesellschaft", FACE, 8)

    assert "".join(texts(rows)) == "Donaudampfschifffahrtsgesellschaft"
    assert all(row.advance <= 8 for row in rows)


def test_a_line_end_in_the_text_is_kept():
    assert texts(break_lines("走\n吧", FACE, 14)) == ["走", "吧"]


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("走", 1.0),
        ("走，", 1.5),
        ("走，你", 3.0),
        ("“走”", 2.0),
        ("他说：“走！”", 5.5),
        ("（“走”）", 3.0),
        ("走……", 3.0),
        ("走——", 3.0),
    ],
)
@pytest.mark.parametrize("face", [sans(800), serif()], ids=["sans", "serif"])
def test_marks_are_half_as_wide_at_the_edges_and_beside_marks(text, ems, face):
    assert set_row(text, face).advance == pytest.approx(ems)


def test_an_opening_mark_at_the_edge_loses_its_blank_and_not_its_ink():
    first = set_row("“走”", FACE).glyphs[0]

    assert first.x == pytest.approx(-0.5)


def test_quotes_and_dots_in_latin_words_are_latin():
    assert set_row("“I’m fine…”", FACE).advance < 0.62 * 11
    assert set_row("“I’m”", FACE).advance < 0.62 * 5


def test_ruby_is_centred_above_its_base():
    row = set_row("重庆人", FACE, (Ruby(0, 1, "zhong"),))
    base, reading = row.glyphs[0], row.glyphs[1:6]

    assert {g.scale for g in reading} == {0.5}
    assert all(g.y < -0.9 for g in reading)
    middle = (reading[0].x + reading[-1].x + 0.3) / 2
    assert middle == pytest.approx(base.x + 0.5, abs=0.12)


def test_a_reading_that_is_wider_than_its_base_widens_the_base():
    plain, read = set_row("重人", FACE), set_row("重人", FACE, (Ruby(0, 1, "chuang"),))

    assert read.advance > plain.advance
    assert read.glyphs[0].x > 0
    assert read.glyphs[-1].x == pytest.approx(read.advance - 1)


def test_a_row_with_ruby_is_higher_and_a_base_is_not_broken():
    rows = break_lines("我从小就在重庆长大", FACE, 6, ruby=(Ruby(5, 7, "chóngqìng"),))

    (read,) = [row for row in rows if row.ruby]
    (plain,) = [row for row in rows if not row.ruby]
    assert "重庆" in read.text
    assert read.height == pytest.approx(plain.height + RUBY_HEIGHT)


def test_a_column_runs_down_its_middle():
    column = set_column("长安夜", FACE)

    assert column.advance == pytest.approx(3)
    assert [g.x for g in column.glyphs] == pytest.approx([-0.5] * 3)
    assert [g.y for g in column.glyphs] == pytest.approx([0.88, 1.88, 2.88])


def test_marks_in_a_column_have_their_vertical_form():
    across = {g.number for g in set_row("（走）", FACE).glyphs}
    down = {g.number for g in set_column("（走）", FACE).glyphs}

    assert len(across & down) == 1


def test_short_numbers_stand_in_one_square_of_a_column():
    column = set_column("第12集", FACE)

    assert column.advance == pytest.approx(3)
    assert len({g.y for g in column.glyphs[1:3]}) == 1
    assert not any(g.turned for g in column.glyphs)


def test_long_latin_words_lie_on_their_side_in_a_column():
    column = set_column("走Hello", FACE)

    assert [g.turned for g in column.glyphs] == [False] + [True] * 5


def test_a_character_that_the_face_lacks_is_refused_before_anything_is_set():
    with pytest.raises(Invalid) as refused:
        break_lines("我❤你", FACE, 10)

    assert refused.value.code == "render.glyphs_missing"


def test_too_many_rows_are_refused():
    rows = break_lines("走\n吧\n走", FACE, 10)

    check_rows(rows, 3, "")
    with pytest.raises(Invalid, match="3 rows"):
        check_rows(rows, 2, "走吧走")


@pytest.mark.parametrize("text", ["", " ", " 3"])
def test_empty_words_and_leading_spaces_are_no_trouble(text):
    assert "".join(texts(break_lines(text, FACE, 10))).strip() == text.strip()
