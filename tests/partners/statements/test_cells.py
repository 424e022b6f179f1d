"""Cells of foreign tables: numbers and days as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.partners.statements.cells import day, number
from piying.partners.statements.template import DATES


@pytest.mark.parametrize(
    ("cell", "value", "step"),
    [
        ("1234", 1234, 1),
        ("1,234.50", Fraction(2469, 2), Fraction(1, 100)),
        ("¥1,234.5", Fraction(2469, 2), Fraction(1, 10)),
        ("1.2万", 12_000, 1_000),
        ("3亿", 300_000_000, 100_000_000),
        ("12.5w", 125_000, 1_000),
        ("(12.00)", -12, Fraction(1, 100)),
        ("-7", -7, 1),
        ("12 元", 12, 1),
        ("US$ 0.0123", Fraction(123, 10_000), Fraction(1, 10_000)),
        ('="00012"', 12, 1),
        ("'15", 15, 1),
    ],
)
def test_a_number_and_what_its_last_digit_is_worth(cell, value, step):
    found = number(cell)

    assert (found.value, found.step) == (value, step)


@pytest.mark.parametrize("cell", ["", " ", "-", "—", "N/A", "/", "无"])
def test_no_number_is_no_zero(cell):
    assert number(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "1e9", "12%", "1,23", "1.2.3", "nan", "inf", "0x10", "1 2 x", "9" * 41, "++1",
     "1..", "十二"],
)  # fmt: skip
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(ValueError, match=r".*"):
        number(cell)


def test_a_comma_may_be_the_point():
    assert number("1.234,50", ",").value == Fraction(2469, 2)


@given(st.integers(-(10**14), 10**14), st.integers(0, 4))
def test_what_is_written_with_thousands_is_read_again(whole, digits):
    scale = 10**digits
    text = f"{whole:,}" + (f".{7:0{digits}d}" if digits else "")
    found = number(text)

    sign = -1 if whole < 0 else 1
    assert found.value == whole + (sign * Fraction(7, scale) if digits else 0)
    assert found.step == Fraction(1, scale)


@pytest.mark.parametrize(
    "cell",
    ["2026-11-23", "2026/11/23", "20261123", "2026.11.23", "2026年11月23日",
     "2026-11-23 00:00:00", "2026-11-23T00:00:00"],
)  # fmt: skip
def test_a_day_in_many_forms(cell):
    assert day(cell, DATES) == "2026-11-23"


@pytest.mark.parametrize("cell", ["", "23/11", "2026-02-30", "yesterday", "46349"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(ValueError, match=r".*"):
        day(cell, DATES)
