"""Sharing: each week of a membership goes to what its member opened in it."""

from __future__ import annotations

from piying.model.sale import SaleKind
from piying.studio.channel.sharing import share_memberships
from piying.studio.channel.unlocking import opened


def test_a_week_goes_by_episodes_opened_and_is_shared_once(stall):
    by = stall.somebody()
    stall.paid(by, "month")
    for series, episode in (("lamp", 3), ("lamp", 4), ("key", 3), ("lamp", 3)):
        opened(stall.house, by, series, episode)
    assert share_memberships(stall.house) == 0, "the week is not over"
    stall.clock.pass_by(days=7)

    assert share_memberships(stall.house) == 2
    assert share_memberships(stall.house) == 0
    week = 2800 * 7 // 30
    assert stall.net("lamp")[0] + stall.net("key")[0] == week
    assert stall.net("key")[0] == 218
    assert {sale.kind for sale in stall.sales()} == {SaleKind.MEMBER}


def test_all_weeks_come_to_what_was_paid_and_the_fee_to_what_the_till_kept(stall):
    by = stall.somebody()
    stall.paid(by, "month")
    for _ in range(5):
        opened(stall.house, by, "lamp", 3)
        opened(stall.house, by, "key", 5)
        stall.clock.pass_by(days=7)
        share_memberships(stall.house)
    lamp, key = stall.net("lamp"), stall.net("key")

    assert lamp[0] + key[0] == 2800
    assert lamp[2] + key[2] == 84


def test_a_week_in_which_nothing_was_opened_brings_nobody_anything(stall):
    by = stall.somebody()
    stall.paid(by, "month")
    stall.clock.pass_by(days=8)
    opened(stall.house, by, "lamp", 3)
    stall.clock.pass_by(days=23)

    assert share_memberships(stall.house) == 1, "of five weeks"
    assert stall.net() == (2800 * 14 // 30 - 2800 * 7 // 30, 0, 84 * 14 // 30 - 84 * 7 // 30)


def test_who_is_no_member_opens_nothing_by_it(stall):
    by = stall.somebody()
    opened(stall.house, by, "lamp", 3)
    stall.paid(by)
    opened(stall.house, by, "lamp", 3)

    assert share_memberships(stall.house) == 0


def test_a_membership_of_the_sandbox_is_no_income(sandbox):
    by = sandbox.somebody()
    sandbox.paid(by, "month")
    opened(sandbox.house, by, "lamp", 3)
    sandbox.clock.pass_by(days=40)

    assert share_memberships(sandbox.house) == 0
    assert sandbox.sales() == []
