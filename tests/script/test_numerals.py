from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.script.numerals import narrow, number

_DIGITS = "零一二三四五六七八九"


def chinese(value: int) -> str:
    """An ordinary numeral of 1 to 9999, written by the rule that is taught."""
    written, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            written += ("零" if zero and written else "") + _DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return written.removeprefix("一") if 10 <= value < 20 else written


@settings(deadline=None)
@given(st.integers(1, 9999))
def test_every_ordinary_numeral_is_read(value):
    assert value == number(chinese(value))


@settings(deadline=None)
@given(st.integers(10, 9999))
def test_every_positional_numeral_is_read(value):
    assert value == number("".join(_DIGITS[int(digit)] for digit in str(value)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２", 12),
        ("廿三", 23),
        ("两", 2),
        ("一二〇", 120),
        ("一百二", 120),
        ("一百零二", 102),
        ("十", 10),
        (" 7 ", 7),
        ("贰拾", 20),
    ],
)
def test_other_ways_to_write_a_number_are_read(text, value):
    assert value == number(text)


@pytest.mark.parametrize("text", ["", "甲", "百", "十十", "一十百", "1a", "一 二", "-1"])
def test_what_is_no_number_gives_none(text):
    assert number(text) is None


@settings(deadline=None)
@given(st.text())
def test_narrowing_keeps_every_letter_in_its_place(text):
    narrowed = narrow(text)

    assert len(text) == len(narrowed)
    assert narrowed == narrow(narrowed)
