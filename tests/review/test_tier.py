"""Tiers: each row on its days, each bound as the notice words it, and questions where an open
answer would decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.dated import Source, Term
from piying.model.policy import TierRow, TierStep
from piying.model.review import Answer, Declared
from piying.review.policy.load import load
from piying.review.tier import tiering

HERE = Path(__file__).parent
TIERS = HERE.parent.parent / "src/piying/review/rules/cn_tiers.toml"
SMALL = (HERE / "small.toml").read_text("utf-8")
HEAD = SMALL[: SMALL.index("[[tier]]")].replace(
    'language = "zh"', 'language = "zh"\ninclude = ["cn_tiers.toml"]'
)
YUAN = 100
NO = {
    "special_subject": Answer.NO,
    "promoted": Answer.NO,
    "volunteered": Answer.NO,
    "ai_used": Answer.YES,
}


def policy():
    return load(HEAD, "main.toml", {"cn_tiers.toml": TIERS.read_text("utf-8")})


def declared(**given):
    return Declared("戏", **{**NO, **given})


def tier(yuan, day, **given):
    return tiering(policy(), declared(cost_fen=yuan * YUAN, **given), day)


@pytest.mark.parametrize(
    ("day", "ai", "yuan", "wanted", "row"),
    [
        # "重点 ≥ 1M, 普通 300k ≤ x < 1M, 其他 < 300k" (from 2024-06-01)
        (date(2025, 12, 31), "yes", 1_000_000, "key", "tier.2024"),
        (date(2025, 12, 31), "yes", 999_999, "ordinary", "tier.2024"),
        (date(2025, 12, 31), "no", 300_000, "ordinary", "tier.2024"),
        (date(2024, 6, 1), "no", 299_999, "other", "tier.2024"),
        # "reaches 3M and above" (from 2026-01-01)
        (date(2026, 1, 1), "no", 3_000_000, "key", "tier.2026-01.not_ai"),
        (date(2026, 1, 1), "no", 2_999_999, "ordinary", "tier.2026-01.not_ai"),
        (date(2026, 6, 30), "yes", 1_000_000, "ordinary", "tier.2026-01.ai"),
        (date(2026, 6, 30), "yes", 999_999, "other", "tier.2026-01.ai"),
        # "80万元及以上; 30万元(含)至80万元; 不足30万元" (AI works from 2026-07-01)
        (date(2026, 7, 1), "yes", 800_000, "key", "tier.2026-07.ai"),
        (date(2026, 7, 1), "yes", 799_999, "ordinary", "tier.2026-07.ai"),
        (date(2026, 7, 1), "yes", 300_000, "ordinary", "tier.2026-07.ai"),
        (date(2026, 7, 1), "yes", 299_999, "other", "tier.2026-07.ai"),
        (date(2026, 7, 1), "no", 800_000, "other", "tier.2026-01.not_ai"),
    ],
)
def test_a_cost_on_a_day_has_its_tier(day, ai, yuan, wanted, row):
    found = tier(yuan, day, ai_used=Answer(ai))

    assert (found.tier, found.row, found.questions) == (wanted, row, ())
    assert f"day={day}" in found.because


def test_one_fen_below_the_bound_is_below_it():
    found = tiering(policy(), declared(cost_fen=800_000 * YUAN - 1), date(2026, 7, 1))

    assert found.tier == "ordinary"
    assert "cost_yuan=799999.99" in found.because


def test_a_special_subject_is_key_whatever_it_cost():
    found = tier(1, date(2026, 8, 1), special_subject=Answer.YES)

    assert found.tier == "key"
    assert "special_subject=yes" in found.because


def test_promotion_made_a_work_key_only_under_the_first_row():
    assert tier(1, date(2025, 12, 31), promoted=Answer.YES).tier == "key"
    assert tier(1, date(2026, 1, 1), promoted=Answer.YES).tier == "other"


def test_an_unknown_answer_that_decides_asks_and_there_is_no_tier():
    found = tier(1, date(2026, 8, 1), special_subject=Answer.UNKNOWN)

    assert (found.tier, found.row, found.questions) == ("", "", ("special_subject",))


def test_an_unknown_answer_that_decides_nothing_does_not_ask():
    found = tier(9_000_000, date(2026, 8, 1), special_subject=Answer.UNKNOWN)

    assert (found.tier, found.questions) == ("key", ())


def test_whether_ai_was_used_asks_only_between_the_two_sets_of_bounds():
    day = date(2026, 8, 1)

    assert tier(500_000, day, ai_used=Answer.UNKNOWN).questions == ("ai_used",)
    assert tier(100_000, day, ai_used=Answer.UNKNOWN).tier == "other"


def test_a_cost_that_is_not_declared_asks():
    found = tiering(policy(), declared(), date(2026, 8, 1))

    assert found.questions == ("cost_fen",)


def test_no_row_holds_before_the_first():
    found = tier(1, date(2024, 5, 31))

    assert (found.tier, found.questions) == ("", ("filed_on",))


def test_the_filing_day_decides_once_there_is_one():
    found = tier(800_000, date(2026, 9, 1), filed_on=date(2026, 6, 30))

    assert found.row == "tier.2026-01.ai"


def test_what_changes_on_later_days_is_told():
    found = tier(900_000, date(2025, 12, 1))

    assert found.tier == "ordinary"
    assert found.changes_on == ((date(2026, 1, 1), "other"), (date(2026, 7, 1), "key"))


def test_each_tier_says_who_reviews_and_what_is_filed():
    key = tier(9_000_000, date(2026, 8, 1))
    other = tier(1, date(2026, 8, 1))

    assert key.reviewer == "national"
    assert "licence" in key.must_file
    assert (other.reviewer, other.must_file) == ("platform", ("platform_number",))
    assert any("Ask the province" in one for one in key.conflicts)


def with_platform_row(cost):
    row = TierRow(
        "platform.own",
        "platform",
        "any",
        Term(date(2026, 1, 1)),
        Source("its rules", "", date(2026, 11, 22)),
        (TierStep("key", cost * YUAN), TierStep("other")),
    )
    return replace(policy(), tiers=(*policy().tiers, row))


def test_where_platform_and_regulator_differ_the_stricter_is_chosen_and_told():
    work = declared(cost_fen=500_000 * YUAN)

    strict = tiering(with_platform_row(400_000), work, date(2026, 8, 1))
    lax = tiering(with_platform_row(900_000), work, date(2026, 8, 1))

    assert (strict.tier, strict.row) == ("key", "platform.own")
    assert {"platform.own: key", "tier.2026-07.ai: ordinary"} <= set(strict.conflicts)
    assert (lax.tier, lax.row) == ("ordinary", "tier.2026-07.ai")


@settings(deadline=None, max_examples=150)
@given(
    st.integers(0, 5_000_000),
    st.integers(0, 5_000_000),
    st.integers(0, 1000),
    st.sampled_from(["yes", "no"]),
)
def test_a_dearer_work_is_never_in_a_laxer_tier(one, other, days, ai):
    order = ("other", "ordinary", "key")
    day = date(2024, 6, 1) + timedelta(days=days)
    low, high = sorted((one, other))
    cheap, dear = (tier(yuan, day, ai_used=Answer(ai)).tier for yuan in (low, high))

    assert order.index(cheap) <= order.index(dear)
