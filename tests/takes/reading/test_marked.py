from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.takes.reading.marked import is_han, parse


def test_the_plain_text_is_the_line_without_its_readings():
    line = parse("别长[chang2]了，上当[shang4 dang4]")

    assert line.text == "别长了，上当"
    assert line.readings == ("", "chang2", "", "", "shang4", "dang4")


def test_a_reading_may_end_in_the_letter_that_only_pinyin_has():
    assert parse("女[nü3]儿").readings == ("nü3", "")


def test_a_match_over_a_forced_reading_stays_as_it_is():
    line = parse("长[chang2]长").rewritten(re.compile("长"), lambda _: "短短")

    assert line.text == "长短短"
    assert line.readings == ("chang2", "", "")


@given(st.text(max_size=40).filter(lambda text: "[" not in text))
@settings(deadline=None)
def test_a_line_without_brackets_is_itself_and_has_a_place_for_each_character(text):
    line = parse(text)

    assert line.text == text
    assert len(line.readings) == len(text)


def test_chinese_characters_are_told_from_letters_and_marks():
    assert is_han("龘")
    assert is_han("〇")
    assert not any(map(is_han, "A，あ1"))
