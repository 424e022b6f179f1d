from __future__ import annotations

import pytest

from piying.ledger.accounts import reserve
from piying.ledger.entries import checked, is_mirror, moved
from piying.ledger.holds import give, hold, keep_back, pay_out, release
from piying.model.errors import Invalid

WHEN = {"effective": "2026-11-22", "cause": "letter"}
HELD = hold("d-1", {"payable:a:CNY": 500, "payable:b:CNY": 200, "payable:a:USD": 30}, **WHEN)


class TestHolds:
    def test_what_is_in_dispute_is_owed_to_nobody_meanwhile(self):
        assert moved([checked(HELD)]) == {
            "payable:a:CNY": 500, "payable:b:CNY": 200, "payable:a:USD": 30,
            "held:d-1:CNY": -700, "held:d-1:USD": -30,
        }  # fmt: skip

    def test_it_is_no_part_of_what_a_contract_has_posted(self):
        assert HELD.about == "dispute:d-1"

    def test_released_it_is_as_if_it_had_never_been(self):
        assert is_mirror(checked(release(HELD, **WHEN)), HELD)

    def test_given_it_goes_to_others_and_nothing_stays_held(self):
        to = {"payable:c:CNY": 600, "tax:t:CNY": 100, "payable:a:USD": 30}
        ended = moved([HELD, checked(give(HELD, to, **WHEN))])

        assert (ended["held:d-1:CNY"], ended["held:d-1:USD"]) == (0, 0)
        assert (ended["payable:a:CNY"], ended["payable:c:CNY"]) == (500, -600)

    def test_both_ends_have_one_key_so_that_only_one_of_them_happens(self):
        to = {"payable:c:CNY": 700, "payable:a:USD": 30}

        assert release(HELD, **WHEN).idem == give(HELD, to, **WHEN).idem

    @pytest.mark.parametrize(
        "to", [{"payable:c:CNY": 700}, {"payable:c:CNY": 701, "payable:a:USD": 30}]
    )
    def test_less_or_more_than_is_held_cannot_be_given(self, to):
        with pytest.raises(Invalid) as refused:
            give(HELD, to, **WHEN)

        assert refused.value.code == "books.hold_differs"

    def test_only_a_hold_is_ended(self):
        with pytest.raises(Invalid) as refused:
            release(release(HELD, **WHEN), **WHEN)

        assert refused.value.code == "books.not_a_hold"

    @pytest.mark.parametrize("minor", [0, -1])
    def test_nothing_cannot_be_held(self, minor):
        with pytest.raises(Invalid):
            hold("d", {"payable:a:CNY": minor}, **WHEN)


class TestReserves:
    def test_what_is_kept_back_is_owed_later(self):
        back = reserve("a", "returns", "CNY")
        kept = checked(keep_back(back, 70, key="w47", **WHEN))
        paid = checked(pay_out(back, 50, key="w48", **WHEN))

        assert moved([kept]) == {"payable:a:CNY": 70, "reserve:a:returns:CNY": -70}
        assert moved([kept, paid]) == {"payable:a:CNY": 20, "reserve:a:returns:CNY": -20}

    def test_nothing_cannot_be_kept_back(self):
        with pytest.raises(Invalid):
            keep_back(reserve("a", "returns", "CNY"), 0, key="w47", **WHEN)
