"""From coins to partners: what unlocks bring is what `settle` shares, to the fen."""

from __future__ import annotations

import pytest

from piying.ledger import accounts
from piying.model.release import Right
from piying.studio.channel.acting import terminal
from piying.studio.channel.refunding import refund_unlock
from piying.studio.channel.sharing import share_memberships
from piying.studio.channel.unlocking import opened, unlock
from piying.studio.settling.settle import books_of, settle
from studio.money import DEAL

WEEK = "2027-W02"
"""The week of the stall's clock."""


@pytest.fixture
def dealt(stall):
    (stall.folder / "deals").mkdir()
    (stall.folder / "deals" / "own.toml").write_text(DEAL, "utf-8")
    return stall


def owed(stall, party):
    return -books_of(stall.house).balance(accounts.payable(party, "CNY").id)


def closed(stall):
    stall.clock.pass_by(days=7)
    return settle(stall.house, WEEK, by="me")


def test_partners_get_their_parts_of_what_coins_were_paid_for(dealt):
    by = dealt.somebody()
    dealt.paid(by)
    for episode in (3, 4):
        unlock(dealt.house, by, "lamp", episode, Right.COINS, "CN")
    gross, _, fee = dealt.net()
    closed(dealt)

    assert (gross, fee) == (545, 16)
    assert owed(dealt, "studio") == (545 - 16) * 7 // 10
    assert owed(dealt, "li") == (545 - 16) // 10


def test_what_was_undone_pays_nobody_and_charges_nobody(dealt):
    by = dealt.somebody()
    dealt.paid(by)
    grant = unlock(dealt.house, by, "lamp", 3, Right.COINS, "CN")
    refund_unlock(dealt.house, terminal("rong"), grant.id, "why")
    closed(dealt)

    assert (owed(dealt, "studio"), owed(dealt, "li")) == (0, 0)


def test_undone_after_its_week_was_closed_it_is_taken_back_in_the_next(dealt):
    by = dealt.somebody()
    dealt.paid(by)
    grant = unlock(dealt.house, by, "lamp", 3, Right.COINS, "CN")
    closed(dealt)
    assert owed(dealt, "studio") > 0
    refund_unlock(dealt.house, terminal("rong"), grant.id, "why")
    dealt.clock.pass_by(days=7)
    settle(dealt.house, "2027-W03", by="me")

    assert (owed(dealt, "studio"), owed(dealt, "li")) == (0, 0)


def test_coins_that_nobody_spent_pay_nobody(dealt):
    dealt.paid(dealt.somebody())
    closed(dealt)

    assert owed(dealt, "studio") == 0


def test_memberships_pay_what_was_watched(dealt):
    by = dealt.somebody()
    dealt.paid(by, "month")
    opened(dealt.house, by, "lamp", 3)
    dealt.clock.pass_by(days=7)
    share_memberships(dealt.house)
    dealt.clock.pass_by(days=7)
    settle(dealt.house, "2027-W03", by="me")

    assert owed(dealt, "studio") == (653 - 19) * 7 // 10
