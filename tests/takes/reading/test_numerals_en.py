from __future__ import annotations

import pytest

from piying.takes.reading.marked import parse
from piying.takes.reading.numerals_en import cardinal, english_numerals, ordinal, year


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("in 1998", "in nineteen ninety-eight"),
        ("in 2005", "in two thousand five"),
        ("in 2025", "in twenty twenty-five"),
        ("the 1990s", "the nineteen nineties"),
        ("$9.99", "nine dollars and ninety-nine cents"),
        ("$1", "one dollar"),
        ("$3.5 million", "three point five million dollars"),
        ("£0.01", "one penny"),
        ("1,250", "one thousand two hundred fifty"),
        ("21st", "twenty-first"),
        ("the 3rd", "the third"),
        ("May 5", "May fifth"),
        ("7:30 pm", "seven thirty PM"),
        ("7 a.m.", "seven AM"),
        ("3:00", "three o'clock"),
        ("25%", "twenty-five percent"),
        ("1/2", "one half"),
        ("3/4", "three quarters"),
        ("3-5 days", "three to five days"),
        ("Room 302", "Room three oh two"),
        ("call 911", "call nine one one"),
        ("555-1234", "five five five, one two three four"),
        ("-5°C", "minus five degrees Celsius"),
        ("24/7", "twenty-four seven"),
        ("B2", "B two"),
        ("Q&A", "Q and A"),
    ],
)
def test_a_numeral_is_said_as_people_say_it(written, said):
    assert english_numerals(parse(written)).text == said


def test_cardinals_ordinals_and_years_by_their_rules():
    assert cardinal(0) == "zero"
    assert cardinal(1_000_001) == "one million one"
    assert [ordinal(n) for n in (1, 12, 20, 100, 123)] == [
        "first",
        "twelfth",
        "twentieth",
        "one hundredth",
        "one hundred twenty-third",
    ]
    assert [year(n) for n in (1900, 1905, 2000, 2009, 2010)] == [
        "nineteen hundred",
        "nineteen oh five",
        "two thousand",
        "two thousand nine",
        "twenty ten",
    ]
