from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.dated import Source, Term
from piying.model.errors import Invalid
from piying.model.money import Money, minor_digits, said
from piying.model.tables import document
from piying.takes.exchange import Rate, converted, minor_of, rates

DAY = date(2026, 11, 22)
SOURCE = Source("bank", "", DAY)
TEXT = """
[[rate]]
id = "usd-cny"
from = "USD"
to = "CNY"
value = 7.05
since = 2026-11-01
source = { title = "bank", url = "", read_on = 2026-11-22, confidence = "A" }
"""


def rate(value, since=date(2026, 11, 1), one="USD", other="CNY"):
    return Rate(f"{one}-{value}", one, other, value, Term(since), SOURCE)


def test_a_rate_is_read_with_its_day_and_source():
    found = rates(document(TEXT, "my.toml", ("rate",)))[0]

    assert found.value == Fraction("7.05")
    assert found.term.since == date(2026, 11, 1)
    assert converted(Money(100, "USD"), "CNY", (found,), DAY) == Money(705, "CNY")


@pytest.mark.parametrize("text", [TEXT.replace("CNY", "USD"), TEXT.replace("7.05", "0.0")])
def test_a_rate_to_itself_or_of_nothing_is_refused(text):
    with pytest.raises(Invalid, match="usd-cny"):
        rates(document(text, "my.toml", ("rate",)))


def test_two_currencies_are_never_taken_as_equal():
    with pytest.raises(Invalid) as caught:
        converted(Money(1, "USD"), "CNY", (), DAY)

    assert caught.value.code == "takes.rate_missing"
    assert "2026-11-22" in str(caught.value)


@pytest.mark.parametrize("since", [None, date(2026, 11, 23)])
def test_a_rate_that_does_not_certainly_hold_is_not_used(since):
    with pytest.raises(Invalid, match="no rate"):
        converted(Money(1, "USD"), "CNY", (rate(Fraction(7), since),), DAY)


def test_a_rate_without_a_value_blocks():
    with pytest.raises(Invalid, match="has no value"):
        converted(Money(1, "USD"), "CNY", (rate(None),), DAY)


def test_the_newest_rate_that_holds_is_used_and_the_amount_rounded_up():
    known = (rate(Fraction(7)), rate(Fraction("7.001"), date(2026, 11, 20)))

    assert converted(Money(1, "USD"), "CNY", known, DAY) == Money(8, "CNY")


def test_a_rate_is_used_in_both_directions():
    assert converted(Money(700, "CNY"), "USD", (rate(Fraction(7)),), DAY) == Money(100, "USD")


def test_minor_units_of_other_sizes_are_kept_apart():
    yen = rate(Fraction(150), one="USD", other="JPY")

    assert converted(Money(100, "USD"), "JPY", (yen,), DAY) == Money(150, "JPY")
    assert converted(Money(150, "JPY"), "USD", (yen,), DAY) == Money(100, "USD")


def test_the_same_currency_needs_no_rate():
    assert converted(Money(5), "CNY", (), DAY) == Money(5)


def test_an_amount_as_a_person_reads_it():
    assert said(Money(1205)) == "12.05 CNY"
    assert said(Money(-5, "USD")) == "-0.05 USD"
    assert said(Money(150, "JPY")) == "150 JPY"
    assert minor_of(Fraction("0.001"), "CNY") == 1


def test_a_currency_of_unknown_size_is_refused():
    with pytest.raises(Invalid, match="RMB"):
        minor_digits("RMB")


@given(minor=st.integers(0, 10**9), value=st.fractions("0.0001", 10_000))
def test_there_and_back_is_never_less(minor, value):
    known = (rate(value),)
    there = converted(Money(minor, "USD"), "CNY", known, DAY)

    assert converted(there, "USD", known, DAY).minor >= minor
