"""Orders: the price is frozen, the same key is the same order, nobody sees another's."""

from __future__ import annotations

import pytest

from piying.model.errors import Conflict, Invalid, Missing
from piying.model.payment import Item, State
from piying.studio.channel.orders import OPEN_MAX, Wanted, order, order_of
from piying.studio.channel.shop import is_test, offers


def test_the_price_and_the_fee_are_those_of_that_moment(stall, stalls):
    by = stall.somebody()
    stands = stall.ordered(by)
    stall.write(stalls.REAL, stalls.GOODS.replace("CNY = 600", "CNY = 900"))
    one = order_of(stall.house, by, stands.order.id).order

    assert (one.item, one.coins, one.bonus, one.minor, one.fee_minor) == (
        Item.COINS, 60, 6, 600, 18,
    )  # fmt: skip
    assert (stands.state, one.real, one.until_ms - one.made_ms) == (
        State.CREATED, True, 3_600_000,
    )  # fmt: skip
    assert stall.ordered(by).order.minor == 900


def test_the_same_key_is_the_same_order_also_when_the_shop_changed(stall, stalls):
    by = stall.somebody()
    first = stall.ordered(by, key="k")
    stall.write(stalls.REAL, stalls.GOODS.replace("CNY = 600", "CNY = 900"))

    assert stall.ordered(by, key="k").order == first.order
    with pytest.raises(Conflict, match="another order"):
        stall.ordered(by, "large", key="k")
    assert stall.ordered(stall.somebody(), key="k").order.id != first.order.id


def test_another_s_order_is_not_there(stall):
    one = stall.ordered(stall.somebody()).order
    with pytest.raises(Missing, match="no order"):
        order_of(stall.house, stall.somebody(), one.id)


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (Wanted("huge", "CN", "k"), Missing),
        (Wanted("small", "CN", "k", till="wechat"), Invalid),
        (Wanted("small", "CN", "k", currency="USD"), Invalid),
        (Wanted("small", "CN", ""), Invalid),
        (Wanted("small", "CN", "x" * 201), Invalid),
        (Wanted("small", "CN", "a\nb"), Invalid),
    ],
)
def test_what_cannot_be_ordered_is_refused(stall, wanted, error):
    with pytest.raises(error):
        order(stall.house, stall.somebody(), wanted)


def test_nobody_piles_up_orders(stall):
    by = stall.somebody()
    for _ in range(OPEN_MAX):
        stall.ordered(by)
    with pytest.raises(Conflict, match="wait to be paid"):
        stall.ordered(by)
    stall.clock.pass_by(hours=2)

    assert stall.ordered(by).state is State.CREATED


def test_without_a_shop_nothing_is_sold(sandbox):
    assert [one.good.id for one in offers(sandbox.house, "CN")] == ["small", "large", "month"]
    assert is_test(sandbox.house)
    (sandbox.folder / "shop.toml").unlink()

    assert offers(sandbox.house, "CN") == ()
    assert not is_test(sandbox.house)
    with pytest.raises(Missing, match="Write the shop"):
        sandbox.ordered(sandbox.somebody())
