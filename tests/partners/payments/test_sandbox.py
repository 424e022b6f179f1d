"""The sandbox: a signed answer of our own page, and never any money."""

from __future__ import annotations

import pytest

from piying.model.errors import Invalid
from piying.model.payment import Item, Order, Outcome, RefundState, Show
from piying.partners.payments.sandbox import HEADER, Sandbox
from piying.release.till import Known, Visit

NOW = 1_800_000_000_000
ORDER = Order(
    "01ORDER", "v-1", Item.COINS, "small", 60, 6, 0, 600, "CNY", 0, "sandbox", real=False,
    territory="CN", key="k", made_ms=NOW, until_ms=NOW + 3_600_000,
)  # fmt: skip
TILL = Sandbox(b"k" * 32)


def test_our_own_page_asks_and_what_it_says_is_held_to_its_signature():
    begun = TILL.begin(ORDER, Visit())
    told = TILL.told(*TILL.answer(ORDER, Outcome.PAID, NOW), NOW)

    assert (begun.show, begun.address) == (Show.PRESS, "")
    assert (told.order, told.outcome, told.minor, told.currency) == (
        "01ORDER", Outcome.PAID, 600, "CNY",
    )  # fmt: skip
    assert not told.real


def test_another_key_another_byte_or_no_signature_is_refused():
    headers, body = TILL.answer(ORDER, Outcome.PAID, NOW)
    wrong = [
        (Sandbox(b"x" * 32).answer(ORDER, Outcome.PAID, NOW)[0], body),
        (headers, body.replace(b"600", b"999")), ({}, body), ({HEADER: "t=1,v1=0"}, body),
        ({HEADER: headers[HEADER].replace("t=18", "t=17")}, body),
    ]  # fmt: skip
    for told, data in wrong:
        with pytest.raises(Invalid) as refused:
            TILL.told(told, data, NOW)
        assert refused.value.code == "payments.message_refused"


def test_an_old_answer_is_refused():
    with pytest.raises(Invalid) as refused:
        TILL.told(*TILL.answer(ORDER, Outcome.PAID, NOW), NOW + 301_000)

    assert refused.value.code == "payments.message_late"


def test_nobody_but_the_person_knows_and_refunds_move_nothing():
    known = Known(ORDER, "01ORDER", "")

    assert TILL.look(known).outcome is Outcome.OPEN
    assert TILL.refund(known, 100, "r").state is RefundState.DONE
    assert not TILL.real
