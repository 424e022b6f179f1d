from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest

from ledger.drafts import draft
from piying.ledger.accounts import PLAY, Account, clearing, named, reserve, wallet
from piying.ledger.clearing import remainders
from piying.ledger.counts import count_draft
from piying.ledger.entries import ROOT, mirror
from piying.ledger.holds import give, hold, keep_back, pay_out, release
from piying.ledger.wallet import refund, top_up, unlock
from piying.model.books import AccountKind
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.play import Day, Reason

AT = 1_700_000_000_000
PURSE = wallet("v", "COIN")
WHEN = {"effective": "2026-11-23", "cause": "letter"}


class TestPosting:
    def test_an_entry_stands_as_it_was_posted(self, books):
        made = books.post(draft("one", about="c-1"), AT)

        assert books.entry("one") == books.entry(made.id) == made
        assert (made.seq, made.prev, made.recorded_ms) == (1, ROOT, AT)
        assert books.last() == (1, made.hash)
        assert list(books.entries()) == [made]

    def test_the_same_again_is_the_entry_that_it_was(self, books):
        made = books.post(draft(), AT)

        assert books.post(draft(), AT + 5) == made
        assert books.last()[0] == 1

    def test_another_body_under_its_key_is_a_conflict(self, books):
        books.post(draft(), AT)
        with pytest.raises(Conflict) as refused:
            books.post(draft("one", ("cash:a:CNY", 1), ("cash:b:CNY", -1)), AT)

        assert refused.value.code == "books.idem_conflict"

    def test_many_are_posted_together_or_not_at_all(self, books):
        drafts = [draft(f"n{at}") for at in range(5)]
        wrong = unlock(PURSE, 1, series="s", episode=1, day="2026-11-22")
        with pytest.raises(Conflict):
            books.post_many([*drafts, wrong], AT)

        assert books.last() == (0, ROOT)
        made = books.post_many([*drafts, drafts[0]], AT)
        assert [entry.seq for entry in made] == [1, 2, 3, 4, 5, 1]

    def test_one_key_twice_among_many_is_a_conflict(self, books):
        with pytest.raises(Conflict):
            books.post_many([draft("a"), draft("a", cause="other")], AT)

    def test_nothing_is_posted_for_nothing(self, books):
        assert books.post_many([], AT) == ()

    def test_time_never_goes_back(self, books):
        books.post(draft("one"), AT)

        assert books.post(draft("two"), AT - 99).recorded_ms == AT

    def test_what_is_wrong_never_reaches_the_database(self, books):
        with pytest.raises(Invalid) as refused:
            books.post(draft("x", ("cash:a:CNY", 1), ("cash:b:CNY", -2)), AT)

        assert refused.value.code == "books.unbalanced"

    def test_an_entry_that_is_not_there_is_told(self, books):
        with pytest.raises(Missing):
            books.entry("01NEVER")

    def test_more_than_one_portion_is_read_in_order(self, books):
        books.post_many([draft(f"n{at}") for at in range(2_100)], AT)

        assert [entry.seq for entry in books.entries(after=2)] == list(range(3, 2_101))
        assert books.balance("payable:a:CNY") == -500 * 2_100

    def test_a_refusal_inside_a_block_leaves_the_block_whole(self, books):
        with books.database.writing(durable=True):
            books.post(draft("one"), AT)
            with pytest.raises(Conflict):
                books.post(unlock(PURSE, 1, series="s", episode=1, day="2026-11-22"), AT)
            books.post(draft("two"), AT)

        assert books.last()[0] == 2

    def test_a_block_that_fails_takes_its_entries_along(self, books):
        def block():
            with books.database.writing(durable=True):
                books.post(draft("one"), AT)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            block()

        assert books.last() == (0, ROOT)

    def test_writers_at_once_make_one_chain(self, books):
        def post(writer):
            for at in range(6):
                books.post(draft(f"{writer}-{at}"), AT)

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(post, range(4)))
        entries = list(books.entries())

        assert [entry.seq for entry in entries] == list(range(1, 25))
        assert all(later.prev == entry.hash for entry, later in pairwise(entries))


class TestAccounts:
    def test_they_open_as_their_paths_say(self, books):
        books.post(draft(), AT)

        assert books.accounts() == (named("expense:a:CNY"), named("payable:a:CNY"))

    def test_one_that_stands_otherwise_is_a_conflict(self, books):
        books.open([Account("payable:a:CNY", AccountKind.LIABILITY, "a", "CNY", floor=5)])
        with pytest.raises(Conflict) as refused:
            books.post(draft(), AT)

        assert refused.value.code == "books.account_differs"

    def test_opening_one_again_changes_nothing(self, books):
        books.open([PURSE])
        books.open([PURSE, PURSE])

        assert books.balances() == {PURSE.id: 0}

    def test_what_was_posted_about_a_contract_is_added_up(self, books):
        books.post_many(
            [draft("a", about="c-1"), draft("b", about="c-2"), draft("c", about="c-1")], AT
        )

        assert books.posted("c-1") == {"expense:a:CNY": 1000, "payable:a:CNY": -1000}
        assert books.posted("c-3") == {}

    def test_entries_of_a_kind_come_with_their_lines_in_order(self, books):
        made = books.post_many(
            [
                draft("a", kind="pay"),
                draft("b"),
                draft("c", kind="pay"),
                draft("d", kind="pay"),
            ],
            AT,
        )

        assert books.of_kind("pay") == (made[0], made[2], made[3])
        assert books.of_kind("pay", made[2].seq) == (made[3],)
        assert books.of_kind("note") == ()

    def test_what_was_undone_is_known_by_its_id(self, books):
        first, second = books.post_many([draft("a"), draft("b")], AT)
        undo = books.post(mirror(first, idem="x", **WHEN), AT)

        assert books.undone() == books.undone(second.seq) == {first.id}
        assert books.undone(undo.seq) == frozenset()

    def test_what_does_not_come_back_to_zero_is_told_with_its_age(self, books):
        psp = clearing("psp", "CNY").id
        for at, (day, minor) in enumerate(
            (("2026-11-01", 5), ("2026-11-02", -5), ("2026-11-10", 7), ("2026-11-12", -4))
        ):
            lines = ((psp, minor), ("revenue:s:CNY", -minor))
            books.post(draft(f"n{at}", *lines, effective=day), AT)
        books.post(draft("x", ("clearing:b:CNY", 5), ("clearing:b:CNY", -5)), AT)
        moves = books.since_zero()

        assert moves == {psp: (("2026-11-10", 7), ("2026-11-12", -4))}
        (left,) = remainders(moves, "2026-11-30")
        assert (left.minor, left.since, left.days) == (3, "2026-11-10", 20)


class TestReversing:
    def test_an_entry_is_undone_by_its_mirror(self, books):
        undone = books.post(mirror(books.post(draft(), AT), idem="undo", **WHEN), AT)

        assert set(books.balances().values()) == {0}
        assert books.entry(undone.id).draft.reverses == books.entry("one").id

    def test_it_is_undone_at_most_once(self, books):
        entry = books.post(draft(), AT)
        books.post(mirror(entry, idem="undo", **WHEN), AT)
        with pytest.raises(Conflict) as refused:
            books.post(mirror(entry, idem="again", **WHEN), AT)

        assert refused.value.code == "books.reversed_already"

    def test_not_even_by_two_that_are_posted_together(self, books):
        entry = books.post(draft(), AT)
        twice = [mirror(entry, idem=name, **WHEN) for name in ("a", "b")]
        with pytest.raises(Conflict) as refused:
            books.post_many(twice, AT)

        assert refused.value.code == "books.reversed_already"

    def test_only_by_its_mirror_and_only_if_it_is_there(self, books):
        entry = books.post(draft(), AT)
        lines = (("cash:a:CNY", 1), ("cash:b:CNY", -1))
        with pytest.raises(Invalid) as refused:
            books.post(draft("x", *lines, reverses=entry.id), AT)
        assert refused.value.code == "books.not_mirror"
        with pytest.raises(Missing):
            books.post(draft("x", *lines, reverses="01NEVER"), AT)


class TestHolds:
    """A disputed amount moves to `held:<dispute>` and is posted or voided at most once."""

    @pytest.fixture
    def held(self, books):
        books.post(draft(), AT)
        made = hold("d-1", {"payable:a:CNY": 300}, **WHEN)
        books.post(made, AT)
        return made

    def test_released_it_cannot_be_given(self, books, held):
        books.post(release(held, **WHEN), AT)
        with pytest.raises(Conflict) as refused:
            books.post(give(held, {"payable:b:CNY": 300}, **WHEN), AT)

        assert refused.value.code == "books.idem_conflict"
        assert books.balance("payable:a:CNY") == -500

    def test_given_it_cannot_be_given_to_another_nor_twice(self, books, held):
        to_one, to_other = (give(held, {f"payable:{who}:CNY": 300}, **WHEN) for who in "bc")
        books.post(to_one, AT)
        assert books.post(to_one, AT).seq == 3, "the same again is the entry that it was"
        with pytest.raises(Conflict):
            books.post(to_other, AT)

        assert books.balance("held:d-1:CNY") == 0

    def test_not_even_past_its_key(self, books, held):
        books.post(release(held, **WHEN), AT)
        past = replace(give(held, {"payable:b:CNY": 300}, **WHEN), idem="past")
        with pytest.raises(Conflict) as refused:
            books.post(past, AT)

        assert refused.value.code == "books.below_floor"

    def test_a_reserve_gives_no_more_than_it_has(self, books):
        back = reserve("a", "returns", "CNY")
        books.post(keep_back(back, 70, key="w1", **WHEN), AT)
        books.post(pay_out(back, 50, key="w2", **WHEN), AT)
        with pytest.raises(Conflict):
            books.post(pay_out(back, 21, key="w3", **WHEN), AT)

        assert books.balance(back.id) == -20


class TestWallets:
    def test_two_devices_cannot_spend_the_same_coins(self, books):
        books.post(top_up(PURSE, 100, sale="s", day="2026-11-22"), AT)

        def spend(episode):
            asked = unlock(PURSE, 30, series="moon", episode=episode, day="2026-11-22")
            try:
                return books.post(asked, AT).seq
            except Conflict as refused:
                return refused.code

        with ThreadPoolExecutor(4) as devices:
            found = list(devices.map(spend, range(8)))

        assert found.count("books.below_floor") == 5
        assert books.balance(PURSE.id) == -10

    def test_both_asking_for_one_episode_pay_once(self, books):
        books.post(top_up(PURSE, 100, sale="s", day="2026-11-22"), AT)
        asked = unlock(PURSE, 30, series="moon", episode=7, day="2026-11-22")
        with ThreadPoolExecutor(4) as devices:
            entries = set(devices.map(lambda _: books.post(asked, AT).id, range(4)))

        assert len(entries) == 1
        assert books.balance(PURSE.id) == -70

    def test_coins_that_are_spent_are_not_refunded(self, books):
        books.post(top_up(PURSE, 100, sale="s", day="2026-11-22"), AT)
        books.post(unlock(PURSE, 30, series="moon", episode=7, day="2026-11-22"), AT)
        with pytest.raises(Conflict) as refused:
            books.post(refund(PURSE, 100, sale="s", day="2026-11-22"), AT)

        assert "wallet:v:COIN" in str(refused.value)


class TestCounts:
    def test_a_day_is_proved_by_the_same_law(self, books):
        day = Day("2026-11-21", 1, "ab" * 32, "f", "cd" * 32, 1, 10, 6,
                  ((Reason.DUPLICATE, 1), (Reason.BELOW, 3)), (), "ef" * 32)  # fmt: skip
        books.post(count_draft(day), AT)

        assert books.balance(f"received:{PLAY}") == 10
        assert sum(books.balances().values()) == 0
