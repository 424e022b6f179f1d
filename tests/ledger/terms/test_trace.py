"""Numbers as a person reads them in a trace."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.terms.build import basis, step
from piying.ledger.terms.flow import Sort
from piying.ledger.terms.trace import Told, number, quotient, ratio_text
from piying.model.deal import Ratio, StepKind


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


@settings(deadline=None)
@given(st.integers(), st.integers(1), st.integers(1, 10**6), st.integers(0, 4))
def test_a_quotient_reads_the_same_in_any_terms(above, below, times, digits):
    assert quotient(above * times, below * times, digits) == number(
        Fraction(above, below), digits
    )


def test_what_comes_out_of_a_step_goes_into_the_next_as_it_was_written():
    told, units, money = Told("CNY"), Fraction(1000), Fraction(12_00)
    told.earning(("c", "a"), basis("effective_minutes"), Sort.NOTHING, (Fraction(0), units))
    told.earning(("c", "a"), step(StepKind.RATE, amount=1), Sort.UNITS, (units, money))
    told.earning(("c", "a"), step(StepKind.SHARE, amount=1), Sort.MONEY, (money, money))
    said = [dict(trace.said) for _, trace in told.traces]

    assert [(one.get("before"), one["after"]) for one in said] == [
        (None, "1000"), ("1000", "12.00"), ("12.00", "12.00"),
    ]  # fmt: skip
    assert [(one.before, one.after) for _, one in told.traces] == [
        ("0/1", "1000/1"), ("1000/1", "1200/1"), ("1200/1", "1200/1"),
    ]  # fmt: skip
