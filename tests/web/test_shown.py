"""Numbers, money and times: exact, never more than there is, and in China's time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.web import shown


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1,000", "1K"),
        (9999, "9,999", "9.9K"),
        (18_450, "1.8万", "18.4K"),
        (184_502, "18.4万", "184K"),
        (99_999_999, "9,999万", "99.9M"),
        (123_456_789, "1.2亿", "123M"),
        (-20_000, "-2万", "-20K"),
    ],
)
def test_about_how_many(value, zh, en):
    assert (shown.count(value, "zh"), shown.count(value, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("minor", "currency", "expected"),
    [
        (1_234_567, "CNY", "¥12,345.67"),
        (5, "CNY", "¥0.05"),
        (-9600, "CNY", "−¥96.00"),
        (1200, "JPY", "¥1,200"),
        (100, "THB", "THB 1.00"),
        (50, "COIN", "50 coins"),
    ],
)
def test_money_is_exact(minor, currency, expected):
    assert shown.money(minor, currency, "en") == expected


def test_coins_are_said_in_both_languages():
    assert shown.money(1280, "COIN", "zh") == "1,280 金币"


@pytest.mark.parametrize(
    ("ms", "expected"), [(0, "0:00"), (83_999, "1:23"), (3_723_000, "1:02:03"), (-5, "0:00")]
)
def test_a_moment_of_a_film(ms, expected):
    assert shown.clock(ms) == expected


def test_days_are_those_of_china():
    # 2026-11-22 16:00 UTC is midnight in China
    midnight = 1_795_363_200_000

    assert shown.day(midnight - 1) == "2026-11-22"
    assert shown.moment(midnight) == "2026-11-23 00:00"


@pytest.mark.parametrize(
    ("parts", "expected"), [(1234, "12.3%"), (-5, "0.0%"), (-240, "-2.4%")]
)
def test_per_cent(parts, expected):
    assert shown.percent(parts) == expected


@pytest.mark.property
@given(st.integers(0, 10**12), st.sampled_from(["zh", "en"]))
def test_a_count_never_says_more_than_there_is(value, language):
    text = shown.count(value, language)
    size = next((size for size, sign in shown.STEPS[language] if text.endswith(sign)), 1)
    figures = text.rstrip("亿万BMK").replace(",", "")
    whole, _, tenth = figures.partition(".")
    said = int(whole) * size + int(tenth or "0") * size // 10

    assert said <= value
    assert value - said < size
