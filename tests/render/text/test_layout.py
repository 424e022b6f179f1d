from __future__ import annotations

import pytest

from piying.model.cut import Ruby
from piying.model.errors import Invalid
from piying.render.text.fonts import sans, serif
from piying.render.text.layout import (
    RUBY_APART,
    check_rows,
    set_column,
    set_row,
)

FACE = sans(800)


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


def test_a_reading_reaches_over_neighbours_that_have_none_but_not_past_the_line():
    middle = set_row("人重人", FACE, (Ruby(1, 2, "chóng"),))
    first = set_row("重人", FACE, (Ruby(0, 1, "zhuāng"),))

    assert middle.advance < 3.1
    assert min(g.x for g in first.glyphs) >= -0.01


def test_two_readings_side_by_side_keep_apart():
    row = set_row("重庆", FACE, (Ruby(0, 1, "chóng"), Ruby(1, 2, "qìng")))
    small = [g for g in row.glyphs if g.scale == 0.5]
    gap = small[5].x - small[4].x

    assert gap > (set_row("g", FACE).advance + RUBY_APART * 0.9) * 0.5


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


def test_too_many_rows_are_refused():
    rows = tuple(set_row(word, FACE) for word in "走吧走")

    check_rows(rows, 3, "")
    with pytest.raises(Invalid, match="3 rows"):
        check_rows(rows, 2, "走吧走")
