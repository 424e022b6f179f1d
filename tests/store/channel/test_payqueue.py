"""What finance looks through: page by page, and found by whatever somebody names it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.payment import Act, Item, Order, Stage, State, Step
from piying.store.channel.payments import Payments
from piying.store.channel.payqueue import Payqueue

ORDER = Order(
    "o-1", "v-1", Item.COINS, "small", 60, 6, 0, 600, "CNY", 18, "till", real=True,
    territory="CN", key="k", made_ms=1_000, until_ms=9_000,
)  # fmt: skip
NOTE = "fraudulent 600 CNY 77000"


def step(act, reference="r", order="o-1", note="why"):
    return Step(order, act, reference, 600, 66, "till", note, 5)


@pytest.fixture
def payments(store):
    found = Payments(store.database)
    for number in range(1, 5):
        found.add(replace(ORDER, id=f"o-{number}", key=f"k-{number}", account=f"v-{number}"))
    return found


@pytest.fixture
def queue(store, payments):
    del payments
    return Payqueue(store.database)


def test_orders_set_aside_wait_until_they_are_decided_oldest_first(payments, queue):
    assert queue.aside(0, 9) == ()
    for number in (2, 1, 3):
        payments.add_step(step(Act.ASIDE, order=f"o-{number}"))
    payments.add_step(step(Act.DECIDED, order="o-1"))
    (first, one), (_, other) = queue.aside(0, 9)

    assert [one.order.id, other.order.id] == ["o-2", "o-3"]
    assert one.state is State.ASIDE
    assert [each.order.id for _, each in queue.aside(first, 9)] == ["o-3"]


def test_refunds_come_newest_first_with_how_they_ended(payments, queue):
    for name in "abc":
        payments.add_step(step(Act.REFUND_ASKED, name))
    payments.add_step(step(Act.REFUNDED, "a"))
    payments.add_step(step(Act.REFUND_FAILED, "b"))
    payments.add_step(step(Act.REFUND_ASKED, "dispute:dp_1", note=NOTE))
    first, second = queue.refunds(0, 2)
    (third,) = queue.refunds(second.seq, 2)

    assert [one.step.reference for one in (first, second, third)] == ["c", "b", "a"]
    assert first.ended is None
    assert (second.ended.act, third.ended.act) == (Act.REFUND_FAILED, Act.REFUNDED)
    assert third.order.account == "v-1"


def test_a_dispute_is_no_refund_of_ours_that_a_till_is_asked_for(payments):
    payments.add_step(step(Act.REFUND_ASKED, "dispute:dp_1", note=NOTE))
    payments.add_step(step(Act.REFUND_ASKED, "inquiry:dp_2", note=NOTE))
    payments.add_step(step(Act.REFUND_ASKED, "ours"))

    assert [one.reference for one in payments.refunding(9)] == ["ours"]


def test_an_inquiry_that_became_a_dispute_stands_there_once(payments, queue):
    payments.add_step(step(Act.REFUND_ASKED, "inquiry:dp_1", note=NOTE))
    assert [one.stage for _, one in queue.disputes(0, 9)[0]] == [Stage.INQUIRY]
    payments.add_step(step(Act.REFUND_FAILED, "inquiry:dp_1", note=NOTE))
    payments.add_step(step(Act.REFUND_ASKED, "dispute:dp_1", note=NOTE))
    ((order, one),), following = queue.disputes(0, 9)

    assert (order.id, one.name, one.stage, following) == ("o-1", "dp_1", Stage.OPEN, 0)


def test_what_waits_is_counted_until_it_is_over(payments, queue):
    assert queue.waiting() == 0
    payments.add_step(step(Act.ASIDE))
    payments.add_step(step(Act.REFUND_ASKED, "dispute:dp_1", "o-2", NOTE))
    payments.add_step(step(Act.REFUND_ASKED, "dispute:dp_2", "o-3", NOTE))
    payments.add_step(step(Act.REFUND_ASKED, "ours", "o-3"))
    assert queue.waiting() == 3
    payments.add_step(step(Act.DECIDED))
    payments.add_step(step(Act.REFUNDED, "dispute:dp_1", "o-2"))
    assert queue.waiting() == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [("o-2", ["o-2"]), ("v-3", ["o-3"]), ("pi_1", ["o-1"]), ("cs_4", ["o-4"]),
     ("dp_1", ["o-2"]), ("", []), ("%", []), ("o", [])],
)  # fmt: skip
def test_orders_are_found_by_every_name_that_somebody_has_of_them(payments, queue, text, names):
    payments.give_once(ORDER, "pi_1", 1)
    payments.add_step(step(Act.BEGUN, "cs_4", "o-4", "redirect x"))
    payments.add_step(step(Act.REFUND_ASKED, "dispute:dp_1", "o-2", NOTE))

    assert list(queue.found(text)) == names
