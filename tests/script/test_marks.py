"""The rules about single lines that reading and writing share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.script import marks
from piying.script.lines import WHITE

LINES = st.text(alphabet="~!@>#=.(（)）【】\\a闪回字幕：", min_size=1, max_size=10).map(
    lambda text: text.strip(WHITE)
)


@given(LINES)
@settings(deadline=None)
def test_an_escaped_line_of_speech_is_unescaped_to_itself(line):
    assert marks.unescaped(marks.escaped(line, line)) == line


@given(LINES)
@settings(deadline=None)
def test_an_escaped_line_is_no_direction_and_no_bracketed_element(line):
    written = marks.escaped(line, line)

    assert marks.parenthetical_end(written, written) == 0
    assert marks.bracketed(written) is None


@pytest.mark.parametrize(
    ("line", "end"),
    [("（走）来", 3), ("（走（快）来", 0), ("（走）", 0), ("(走)来", 0), ("（（a）b）c", 6)],
)
def test_where_a_direction_before_words_ends(line, end):
    assert marks.direction_end(line) == end


@pytest.mark.parametrize(
    ("words", "is_upper"),
    [("BOB", True), ("R2D2", True), ("É", True), ("23", False), ("BOB张", False)],
)
def test_uppercase_holds_a_letter_and_none_without_case(words, is_upper):
    assert marks.is_upper(words) is is_upper
