"""Numbers as a person reads them in a trace."""

from __future__ import annotations

from fractions import Fraction

import pytest

from piying.ledger.terms.trace import number, ratio_text
from piying.model.deal import Ratio


@pytest.mark.parametrize(
    ("amount", "digits", "text"),
    [
        (Fraction(1_000_000), 0, "1000000"),
        (Fraction(720_000), 2, "7200.00"),
        (Fraction(1), 2, "0.01"),
        (Fraction(1, 2), 2, "0.005"),
        (Fraction(-150), 2, "-1.50"),
        (Fraction(1, 3), 0, "0.333333…"),
        (Fraction(0), 0, "0"),
    ],
)
def test_a_number_is_written_exactly_or_says_that_it_goes_on(amount, digits, text):
    assert number(amount, digits) == text


def test_a_ratio_is_a_decimal_where_it_ends():
    assert [ratio_text(one) for one in (None, Ratio(9, 10), Ratio(1, 3))] == ["", "0.9", "1/3"]
