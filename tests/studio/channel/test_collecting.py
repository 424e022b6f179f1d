"""Collecting: what nobody told is asked for, what was cut short goes on, weeks are shared."""

from __future__ import annotations

import pytest

from piying.model.errors import Outside
from piying.model.payment import Outcome, RefundState
from piying.studio.channel.acting import terminal
from piying.studio.channel.collecting import Collected, collect
from piying.studio.channel.refunding import Asked, refund
from piying.studio.channel.unlocking import opened


def test_all_of_it_is_done_and_the_second_time_nothing_is_left(stall):
    by = stall.somebody()
    stall.begun(by)
    one = stall.paid(by, "large")
    stall.paid(by, "month")
    opened(stall.house, by, "lamp", 3)
    stall.till.back = RefundState.PENDING
    refund(stall.house, terminal("rong"), one.id, Asked("why", "k"))
    stall.clock.pass_by(minutes=5)
    stall.till.back, stall.till.says = RefundState.DONE, Outcome.PAID
    assert collect(stall.house) == Collected(paid=1, refunds=1)
    stall.clock.pass_by(days=7)

    assert collect(stall.house) == Collected(shared=1)
    assert collect(stall.house) == Collected()


def test_a_till_that_does_not_answer_stops_nothing_else(stall):
    by = stall.somebody()
    stall.begun(by)
    stall.paid(by, "month")
    opened(stall.house, by, "lamp", 3)
    stall.clock.pass_by(minutes=5)
    stall.till.says = Outside("partners.no_answer", provider="p", why="w", model="-")

    assert [one.code for one in collect(stall.house).failures] == ["partners.no_answer"]


def test_without_a_shop_there_is_nothing_to_do(sandbox):
    (sandbox.folder / "shop.toml").unlink()

    assert collect(sandbox.house) == Collected()


@pytest.mark.parametrize("text", ["", "test = true"])
def test_a_broken_shop_is_told(sandbox, text):
    sandbox.write(text)
    with pytest.raises(Exception, match=r"shop\.toml"):
        collect(sandbox.house)
