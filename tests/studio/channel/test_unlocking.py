"""Unlocking: the whole price before the first payment; coins, right and sale together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from piying.model.errors import Conflict, Invalid, Missing, PiyingError
from piying.model.release import Right, UnlockPlan
from piying.model.sale import SaleKind
from piying.studio.channel.acting import By
from piying.studio.channel.purse import balance, history
from piying.studio.channel.unlocking import (
    Way,
    begin_ad,
    finish_ad,
    prices,
    set_auto,
    unlock,
    unlock_next,
    unlocks,
)


def buy(stall, by, episode=3, way=Right.COINS, series="lamp"):
    return unlock(stall.house, by, series, episode, way, "CN")


def minors(by):
    return By(by.name, replace(by.account, minors=True), by.login)


class TestThePrice:
    def test_all_of_it_is_said_before_anything_is_paid(self, stall):
        by = stall.somebody()
        told = prices(stall.house, by, "lamp", 3, "CN")

        assert told.open_by is None
        assert (told.coins, told.auto) == (0, False)
        assert (told.locked.coins, told.locked.series_coins) == (30, 200)
        assert (told.locked.left, told.locked.left_coins) == (8, 240)
        assert told.ways == (
            Way(Right.ADS, ads=2),
            Way(Right.COINS, 30, lacking=30, ready=False),
            Way(Right.SERIES, 200, lacking=200, ready=False),
            Way(Right.MEMBER, ready=False),
        )

    def test_what_the_wallet_can_pay_comes_first(self, stall):
        by = stall.somebody()
        stall.paid(by)
        told = prices(stall.house, by, "lamp", 3, "CN")

        assert [one.way for one in told.ways] == [
            Right.COINS, Right.ADS, Right.SERIES, Right.MEMBER,
        ]  # fmt: skip
        assert told.ways[0].ready
        assert told.ways[2].lacking == 134

    def test_a_free_episode_has_no_price(self, stall):
        told = prices(stall.house, stall.somebody(), "lamp", 2, "CN")

        assert (told.open_by, told.locked, told.ways) == (Right.FREE, None, ())

    def test_what_is_not_out_here_has_none(self, stall):
        with pytest.raises(Missing, match="not out"):
            prices(stall.house, stall.somebody(), "lamp", 3, "SG")
        with pytest.raises(Missing, match="not out"):
            prices(stall.house, stall.somebody(), "lamp", 9, "CN")

    def test_it_never_changes_for_whoever_began(self, stall):
        by = stall.somebody()
        stall.paid(by, "large")
        buy(stall, by)
        stall.clock.pass_by(days=1)
        stall.release("lamp", 4, UnlockPlan(2, 90, 900, None))

        assert prices(stall.house, by, "lamp", 4, "CN").locked.coins == 30
        assert prices(stall.house, stall.somebody(), "lamp", 4, "CN").locked.coins == 90


class TestCoins:
    def test_an_episode_takes_its_coins_and_is_a_sale(self, stall):
        by = stall.somebody()
        stall.paid(by)
        grant = buy(stall, by)
        (sale,) = stall.sales()

        assert (grant.coins, balance(stall.house, by)) == (30, 36)
        assert (sale.source, sale.kind, sale.series, sale.episode) == (
            "own", SaleKind.EPISODE, "lamp", 3,
        )  # fmt: skip
        assert sale.gross_minor == 600 * 30 // 66
        assert sale.fee_minor == 18 * 30 // 66, "3 % of 600 is 18"
        assert prices(stall.house, by, "lamp", 3, "CN").open_by is Right.COINS

    def test_twice_is_once(self, stall):
        by = stall.somebody()
        stall.paid(by)

        assert buy(stall, by) == buy(stall, by)
        assert (balance(stall.house, by), len(stall.sales())) == (36, 1)

    def test_a_whole_pack_brings_all_that_was_paid_for_it(self, stall):
        by = stall.somebody()
        stall.release("key", 3, UnlockPlan(2, 7, None, None))
        for episode in (4, 5):
            stall.release("key", episode, UnlockPlan(2, 7, None, None))
        stall.paid(by)
        for series in ("lamp", "key"):
            for episode in (3, 4, 5):
                try:
                    buy(stall, by, episode, series=series)
                except Conflict:
                    break
        left = stall.lots(by)
        gross = sum(one.gross_minor for one in stall.sales())

        assert gross + sum(lot.left_minor for lot in left) == 600
        assert sum(lot.left for lot in left) == balance(stall.house, by)

    def test_older_coins_are_spent_first_each_at_what_was_paid_for_it(self, stall):
        by = stall.somebody()
        stall.paid(by)
        stall.clock.pass_by(minutes=1)
        stall.paid(by, "large")
        buy(stall, by, way=Right.SERIES)
        first, second = sorted(stall.sales(), key=lambda one: one.transaction)

        assert (first.gross_minor, second.gross_minor) == (600, 2990 * 134 // 360)
        assert (first.units, second.units) == (1, 0), "one unlock, two lots"
        assert {first.kind, second.kind} == {SaleKind.SERIES}
        assert {first.episode, second.episode} == {0}

    def test_coins_of_the_sandbox_open_but_are_no_income(self, sandbox):
        by = sandbox.somebody()
        sandbox.paid(by)

        assert buy(sandbox, by).coins == 30
        assert sandbox.sales() == []

    def test_too_few_coins_are_said_and_nothing_is_taken(self, stall):
        by = stall.somebody()
        stall.paid(by)
        buy(stall, by, 3)
        buy(stall, by, 4)
        with pytest.raises(Conflict) as refused:
            buy(stall, by, 5)

        assert refused.value.code == "payments.coins_lacking"
        assert refused.value.data == {"coins": 30, "held": 6}
        assert (balance(stall.house, by), len(stall.sales())) == (6, 2)
        assert stall.coins_add_up()

    def test_two_devices_cannot_spend_the_same_coins(self, stall):
        by = stall.somebody()
        stall.paid(by)

        def spend(episode):
            try:
                return buy(stall, by, episode, series=("lamp", "key")[episode % 2]).coins
            except PiyingError as error:
                return error.code

        with ThreadPoolExecutor(6) as devices:
            came = list(devices.map(spend, (3, 4, 5, 3, 4, 5)))

        assert {30, "payments.coins_lacking"} >= set(came)
        assert len(stall.sales()) == 2
        assert balance(stall.house, by) == 6
        assert sum(lot.left for lot in stall.lots(by)) == 6

    def test_in_minors_mode_nothing_is_spent(self, stall):
        by = stall.somebody()
        stall.paid(by)
        with pytest.raises(Invalid, match="minors mode"):
            buy(stall, minors(by))
        with pytest.raises(Invalid, match="minors mode"):
            stall.ordered(minors(by))


class TestTheNextEpisode:
    def test_it_is_not_unlocked_unless_somebody_turned_that_on(self, stall):
        by = stall.somebody()
        stall.paid(by)

        assert unlock_next(stall.house, by, "lamp", 3, "CN") is None
        assert balance(stall.house, by) == 66
        set_auto(stall.house, by, on=True)
        assert unlock_next(stall.house, by, "lamp", 3, "CN") is Right.COINS
        assert unlock_next(stall.house, by, "lamp", 3, "CN") is Right.COINS
        assert balance(stall.house, by) == 36

    def test_it_stops_where_the_coins_end_and_when_it_is_turned_off(self, stall):
        by = stall.somebody()
        stall.paid(by)
        set_auto(stall.house, by, on=True)
        for episode in (3, 4):
            assert unlock_next(stall.house, by, "lamp", episode, "CN") is Right.COINS
        assert unlock_next(stall.house, by, "lamp", 5, "CN") is None
        stall.paid(by)
        set_auto(stall.house, by, on=False)

        assert unlock_next(stall.house, by, "lamp", 5, "CN") is None

    def test_what_is_open_stays_free(self, stall):
        by = stall.somebody()

        assert unlock_next(stall.house, by, "lamp", 1, "CN") is Right.FREE


class TestAds:
    def watch(self, stall, by, series="lamp", episode=3):
        shown = begin_ad(stall.house, by, series, episode, "CN")
        stall.clock.pass_by(seconds=16)
        return shown, finish_ad(stall.house, by, shown.ticket, "CN")

    def test_as_many_as_the_plan_says_open_the_episode(self, stall):
        by = stall.somebody()
        shown, first = self.watch(stall, by)
        stall.clock.pass_by(seconds=1)
        _, second = self.watch(stall, by)

        assert first is None
        assert (shown.series, shown.length_ms) == ("key", 15_000)
        assert second.why is Right.ADS

    def test_an_ad_is_never_for_the_series_itself(self, stall):
        by = stall.somebody()

        assert begin_ad(stall.house, by, "key", 3, "CN").series == "lamp"

    def test_a_ticket_that_arrives_twice_counts_once(self, stall):
        by = stall.somebody()
        shown, _ = self.watch(stall, by)

        assert finish_ad(stall.house, by, shown.ticket, "CN") is None

    def test_ads_that_are_watched_at_the_same_time_count_once(self, stall):
        by = stall.somebody()
        tickets = [begin_ad(stall.house, by, "lamp", 3, "CN").ticket for _ in range(2)]
        stall.clock.pass_by(seconds=16)
        finish_ad(stall.house, by, tickets[0], "CN")
        with pytest.raises(Conflict, match="Only one ad"):
            finish_ad(stall.house, by, tickets[1], "CN")

    def test_a_sponsor_pays_for_each_showing_once(self, stall):
        by = stall.somebody()
        shown, _ = self.watch(stall, by, "key")
        finish_ad(stall.house, by, shown.ticket, "CN")
        (sale,) = stall.sales()

        assert (sale.kind, sale.series, sale.gross_minor) == (SaleKind.AD, "key", 4)

    def test_another_s_ticket_is_none(self, stall):
        shown = begin_ad(stall.house, stall.somebody(), "lamp", 3, "CN")
        stall.clock.pass_by(seconds=16)
        with pytest.raises(Invalid, match="not good"):
            finish_ad(stall.house, stall.somebody(), shown.ticket, "CN")

    def test_without_an_ad_that_is_out_there_is_none(self, stall):
        (stall.folder / "ads.toml").unlink()
        with pytest.raises(Missing, match="no ad"):
            begin_ad(stall.house, stall.somebody(), "lamp", 3, "CN")


class TestReceipts:
    def test_the_wallet_says_where_coins_came_from_and_went(self, stall):
        by = stall.somebody()
        one = stall.paid(by)
        buy(stall, by, 3)
        buy(stall, by, 4)
        first = history(stall.house, by, count=2)
        rest = history(stall.house, by, first.next, count=2)

        told = [(line.kind, line.coins, line.after) for line in (*first.lines, *rest.lines)]
        assert told == [("unlock", -30, 6), ("unlock", -30, 36), ("top-up", 66, 66)]
        assert rest.lines[0].cause == f"top-up:stripe:{one.id}"
        assert rest.next == 0

    def test_what_was_unlocked_is_listed_newest_first(self, stall):
        by = stall.somebody()
        stall.paid(by)
        buy(stall, by, 3)
        buy(stall, by, 4)
        page = unlocks(stall.house, by, count=1)

        assert [(grant.episode, ended) for grant, ended in page.rights] == [(4, False)]
        assert unlocks(stall.house, by, page.next).rights[0][0].episode == 3
