"""Rewarded ads: a ticket is good for one account, after the ad, and for minutes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.release.reward import LATEST_MS, HouseAds, Ticket, issue, redeem

KEY = b"k" * 32
TICKET = Ticket("t-1", "v-1", "灯", 4, 1_000, 15_000)
TEXT = issue(KEY, TICKET)


def code(*given):
    with pytest.raises(Invalid) as refused:
        redeem(*given)
    return refused.value.code


def test_a_ticket_is_redeemed_from_the_end_of_the_ad_for_ten_minutes():
    assert redeem(KEY, TEXT, "v-1", 16_000) == TICKET
    assert redeem(KEY, TEXT, "v-1", 16_000 + LATEST_MS) == TICKET
    assert code(KEY, TEXT, "v-1", 15_999) == "release.ticket_early"
    assert code(KEY, TEXT, "v-1", 16_001 + LATEST_MS) == "release.ticket_late"


def test_a_ticket_of_somebody_else_or_another_house_is_not_good():
    assert code(KEY, TEXT, "v-2", 16_000) == "release.ticket_bad"
    assert code(b"o" * 32, TEXT, "v-1", 16_000) == "release.ticket_bad"


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(TEXT) - 1), st.characters(codec="utf-8"))
def test_no_changed_ticket_says_anything_else(at, put):
    changed = TEXT[:at] + put + TEXT[at + 1 :]
    try:
        assert redeem(KEY, changed, "v-1", 16_000) == TICKET
    except Invalid as error:
        assert error.code == "release.ticket_bad"  # noqa: PT017 - either is right


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_no_made_up_ticket_is_good(text):
    assert code(KEY, text, "v-1", 16_000) == "release.ticket_bad"


def test_the_house_needs_no_proof_and_takes_none():
    assert HouseAds().watched(TICKET, "")
    assert not HouseAds().watched(TICKET, "sig")
