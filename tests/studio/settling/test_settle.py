"""Periods are closed and statements made."""

from __future__ import annotations

import pytest

from piying.ledger import accounts
from piying.model.books import Draft, Posting
from piying.model.errors import Conflict, Invalid, Missing
from piying.store.books.books import Books
from piying.studio.counting.sales import enter
from piying.studio.settling.settle import books_of, closes, last_close, last_week, settle
from piying.studio.settling.verifybooks import verify_books
from studio.money import MONDAY_MS, row, sales_file, with_deal

WEEK_MS = 7 * 86_400_000


def owed(house, party):
    return -books_of(house).balance(accounts.payable(party, "CNY").id)


def test_without_deals_it_says_where_they_go(house):
    with pytest.raises(Missing) as caught:
        settle(house, "2026-W06", by="me")

    assert caught.value.code == "settle.no_deals"


def test_a_week_comes_to_its_shares_and_a_statement_for_each_party(house, tmp_path):
    house = with_deal(house)
    enter(house, sales_file(tmp_path, row(1, "10.00", fee="0.33"), row(2, "5.00")))
    found = settle(house, "2026-W06", by="me")

    assert (owed(house, "studio"), owed(house, "li")) == (1026, 146)
    assert [one.id for one in found.statements] == ["2026-W06-li-CNY", "2026-W06-studio-CNY"]
    assert [one.closing_minor for one in found.statements] == [146, 1026]
    assert found.statements[0].due == "2026-02-13"
    assert found.statements[1].lines[0].units == 1467


def test_a_dry_run_says_the_same_and_posts_nothing(house, tmp_path):
    house = with_deal(house)
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    seen = settle(house, "2026-W06", by="me", dry_run=True)

    assert (owed(house, "studio"), last_close(house)) == (0, None)
    done = settle(house, "2026-W06", by="me")
    assert [one.closing_minor for one in seen.statements] == [
        one.closing_minor for one in done.statements
    ]
    assert seen.drafts == done.drafts


def test_a_week_is_closed_once_and_in_turn(house, tmp_path):
    house = with_deal(house)
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    settle(house, "2026-W07", by="me")
    for name in ("2026-W07", "2026-W06"):
        with pytest.raises(Conflict) as caught:
            settle(house, name, by="me")
        assert caught.value.code == "settle.closed_already"
    assert owed(house, "studio") == 700


def test_a_week_that_is_not_over_can_only_be_estimated(house):
    house = with_deal(house)
    with pytest.raises(Invalid) as caught:
        settle(house, "2026-W08", by="me")
    assert caught.value.code == "settle.not_over"
    assert settle(house, "2026-W08", by="me", dry_run=True).provisional
    assert last_week(house) == "2026-W07"


def test_late_sales_come_into_the_next_close_on_a_line_of_their_own(house, tmp_path):
    house = with_deal(house, MONDAY_MS + WEEK_MS)
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    settle(house, "2026-W06", by="me")
    enter(
        house, sales_file(tmp_path, row(2, "1.00"), row(3, "2.00", "2026-02-10"), name="b.csv")
    )
    found = settle(house, "2026-W07", by="me")
    studio = found.statements[1]

    assert [(line.what.rpartition("_")[2], line.minor) for line in studio.lines] == [
        ("earned", 140), ("corrected", 70),
    ]  # fmt: skip
    assert (studio.opening_minor, studio.closing_minor) == (700, 910)
    assert [close.period for close in closes(house)] == ["2026-W07", "2026-W06"]


def test_sales_that_no_contract_covers_are_named(house, tmp_path):
    house = with_deal(house)
    enter(house, sales_file(tmp_path, row(1, "10.00", series="stray")))
    found = settle(house, "2026-W06", by="me")

    assert [sale.transaction for sale in found.uncovered] == ["T1"]
    assert found.drafts == ()


def test_a_run_that_is_stopped_while_it_keeps_leaves_nothing_and_can_be_run_again(
    house, tmp_path, monkeypatch
):
    house = with_deal(house)
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    with monkeypatch.context() as patched:
        patched.setattr("piying.studio.settling.settle._keep", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            settle(house, "2026-W06", by="me")
    assert (Books(house.store.database).last()[0], last_close(house)) == (0, None)

    settle(house, "2026-W06", by="me")
    assert owed(house, "studio") == 700


def test_the_books_are_whole_and_anchored_after_a_close(house, tmp_path):
    house = with_deal(house)
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    settle(house, "2026-W06", by="me")
    found = verify_books(house)

    assert (found.flaw, found.count, found.seq) == (None, 1, 0)
    assert (house.settings.house / "books.head.json").is_file()


def test_what_was_posted_by_hand_about_a_pot_is_undone_by_the_next_close(house, tmp_path):
    house = with_deal(house, MONDAY_MS + WEEK_MS)
    enter(house, sales_file(tmp_path, row(1, "10.00"), row(2, "5.00", "2026-02-10")))
    settle(house, "2026-W06", by="me")
    books = books_of(house)
    (about,) = books.all_posted()
    lines = (
        Posting(accounts.expense("content", "CNY").id, 7),
        Posting(accounts.cash("bank", "CNY").id, -7),
    )
    books.post(Draft("hand", "note", "2026-02-09", "wrong", lines, about=about), 1)
    (draft,) = settle(house, "2026-W07", by="me").drafts

    assert {line.account: line.minor for line in draft.postings}["cash:bank:CNY"] == 7
    assert owed(house, "studio") == 1050
    assert not books.posted(about)["cash:bank:CNY"]


def test_what_is_posted_is_known_without_reading_the_books_again(house, tmp_path, monkeypatch):
    house = with_deal(house, MONDAY_MS + WEEK_MS)
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    settle(house, "2026-W06", by="me")
    seq, asked, all_posted = last_close(house).seq, [], Books.all_posted
    monkeypatch.setattr(
        Books, "all_posted",
        lambda self, after=0: [asked.append(after), all_posted(self, after)][1],
    )  # fmt: skip
    settle(house, "2026-W07", by="me", dry_run=True)
    monkeypatch.setattr("piying.studio.settling.settle._head_at", lambda *_: "another head")
    settle(house, "2026-W07", by="me", dry_run=True)

    assert asked == [seq, 0]
