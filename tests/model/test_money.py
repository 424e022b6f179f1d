"""Money in whole minor units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.model.money import MINOR_DIGITS, Money, decimal, grouped, said


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (0, "CNY", "0.00"),
        (5, "CNY", "0.05"),
        (-1234567, "CNY", "-12,345.67"),
        (1234567, "JPY", "1,234,567"),
        (10**17, "USD", "1,000,000,000,000,000.00"),
    ],
)
def test_a_table_groups_the_digits(minor, currency, shown):
    assert grouped(minor, currency) == shown


@given(st.integers(-(10**18), 10**18), st.sampled_from(sorted(MINOR_DIGITS)))
def test_no_digit_is_lost(minor, currency):
    written = grouped(minor, currency).replace(",", "")

    assert written == decimal(Money(minor, currency))
    assert int(written.replace(".", "")) == minor


def test_an_amount_is_said_with_its_currency():
    assert said(Money(-5, "CNY")) == "-0.05 CNY"


def test_a_currency_without_known_digits_is_refused():
    with pytest.raises(Invalid) as caught:
        grouped(1, "XYZ")

    assert caught.value.code == "takes.currency_unknown"


def test_two_currencies_are_never_added():
    with pytest.raises(Invalid) as caught:
        Money(1, "CNY") + Money(1, "USD")

    assert caught.value.code == "takes.currency_mixed"
