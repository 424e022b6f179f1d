from __future__ import annotations

import pytest

from piying.ledger.accounts import wallet
from piying.ledger.entries import checked, moved
from piying.ledger.wallet import expire, refund, top_up, unlock
from piying.model.errors import Invalid

PURSE = wallet("v-1", "COIN")
DAY = "2026-11-22"


class TestWallets:
    def test_coins_are_bought_spent_given_back_and_run_out(self):
        story = [
            top_up(PURSE, 100, sale="s-1", day=DAY),
            unlock(PURSE, 30, series="moon", episode=7, day=DAY),
            refund(PURSE, 20, sale="s-1", day=DAY),
            expire(PURSE, 50, lot="l-1", day=DAY),
        ]

        assert moved(map(checked, story)) == {
            "issued:COIN": 80, "wallet:v-1:COIN": 0, "spent:moon:COIN": -30,
            "expired:COIN": -50,
        }  # fmt: skip

    def test_an_unlock_asked_for_twice_is_one(self):
        one, two = (unlock(PURSE, 30, series="moon", episode=7, day=DAY) for _ in range(2))

        assert one == two

    def test_an_episode_may_be_unlocked_anew_after_its_coins_were_given_back(self):
        one = unlock(PURSE, 30, series="moon", episode=7, day=DAY)
        again = unlock(PURSE, 30, series="moon", episode=7, day=DAY, time=2)

        assert one.idem != again.idem

    @pytest.mark.parametrize("coins", [0, -5])
    def test_nothing_cannot_be_spent(self, coins):
        with pytest.raises(Invalid):
            unlock(PURSE, coins, series="moon", episode=7, day=DAY)
