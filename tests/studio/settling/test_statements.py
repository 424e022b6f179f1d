"""Statements as files, and what was paid on them."""

from __future__ import annotations

import json

import pytest

from piying.ledger.entries import SETTLE, mirror
from piying.model.errors import Conflict, Invalid, Missing
from piying.studio.counting.sales import enter
from piying.studio.settling.replay import export, verify_export
from piying.studio.settling.settle import books_of, settle
from piying.studio.settling.statements import (
    came_back,
    pay,
    statement_named,
    statements,
    write,
)
from studio.money import MONDAY_MS, row, sales_file, with_deal

NAME = "2026-W06-studio-CNY"


@pytest.fixture
def closed(house, tmp_path):
    house = with_deal(house, MONDAY_MS + 7 * 86_400_000)
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    settle(house, "2026-W06", by="me")
    return house


def test_before_the_first_close_there_are_none(house):
    with pytest.raises(Missing) as caught:
        statement_named(house, NAME)

    assert caught.value.code == "settle.nothing_closed"


def test_a_statement_is_found_by_its_name_period_and_party(closed):
    assert statement_named(closed, NAME).closing_minor == 700
    assert [one.statement.party for one in statements(closed, "2026-W06", "li")] == ["li"]
    assert statements(closed, "2026-W05") == ()
    with pytest.raises(Missing) as caught:
        statement_named(closed, "2026-W06-wang-CNY")
    assert NAME in caught.value.data["known"]


def test_it_is_written_as_a_page_a_table_and_its_value(closed, tmp_path):
    paths = write(closed, statement_named(closed, NAME), tmp_path / "s", "zh")

    assert [path.suffix for path in paths] == [".pdf", ".csv", ".json"]
    assert paths[0].read_bytes().startswith(b"%PDF")
    assert json.loads(paths[2].read_bytes())["closing_minor"] == 700
    again = write(closed, statement_named(closed, NAME), tmp_path / "t", "zh")
    assert [p.read_bytes() for p in paths] == [p.read_bytes() for p in again]


def test_a_payment_is_entered_once_and_stands_on_the_next_statement(closed):
    first, again = (pay(closed, NAME, "3.50", "B-1") for _ in range(2))
    assert first == again
    settle(closed, "2026-W07", by="me")
    found = statement_named(closed, "2026-W07-studio-CNY")

    assert (found.opening_minor, found.paid_minor, found.closing_minor) == (700, 350, 350)


def test_nobody_is_paid_more_than_is_owed(closed):
    with pytest.raises(Conflict) as caught:
        pay(closed, NAME, "7.01", "B-1")
    assert caught.value.data["owed"] == "7.00"
    pay(closed, NAME, "7.00", "B-1")
    with pytest.raises(Conflict):
        pay(closed, NAME, "0.01", "B-2")


def test_what_was_paid_and_came_back_is_owed_again(closed):
    pay(closed, NAME, "7.00", "B-1")
    settle(closed, "2026-W07", by="me")
    first, again = (came_back(closed, NAME, "B-1", "account closed") for _ in range(2))
    assert first == again
    settle(closed, "2026-W08", by="me")
    paid, back = (statement_named(closed, f"2026-W0{n}-studio-CNY") for n in (7, 8))

    assert (paid.opening_minor, paid.paid_minor, paid.closing_minor) == (700, 700, 0)
    assert (back.opening_minor, back.paid_minor, back.closing_minor) == (0, -700, 700)
    assert back.held_minor == 0


def test_what_came_back_before_the_next_close_was_not_paid(closed):
    pay(closed, NAME, "3.50", "B-1")
    came_back(closed, NAME, "B-1", "account closed")
    settle(closed, "2026-W07", by="me")
    found = statement_named(closed, "2026-W07-studio-CNY")

    assert (found.paid_minor, found.held_minor, found.closing_minor) == (0, 0, 700)


def test_an_export_with_a_payment_that_came_back_is_worked_out_again(closed, tmp_path):
    pay(closed, NAME, "7.00", "B-1")
    came_back(closed, NAME, "B-1", "account closed")
    settle(closed, "2026-W07", by="me")
    export(closed, "2026-W07-studio-CNY", tmp_path / "audit")

    assert verify_export(tmp_path / "audit")


def test_what_a_close_posted_and_somebody_took_back_is_posted_again(closed):
    books = books_of(closed)
    (about,) = books.all_posted()
    (posted,) = books.of_kind(SETTLE)
    books.post(mirror(posted, idem="x", effective="2026-02-09", cause="by mistake"), 1)
    assert not any(books.posted(about).values())
    settle(closed, "2026-W07", by="me")
    found = statement_named(closed, "2026-W07-studio-CNY")

    assert (found.opening_minor, found.held_minor, found.closing_minor) == (700, 0, 700)


def test_a_reference_whose_payment_came_back_pays_nothing_again(closed):
    pay(closed, NAME, "3.50", "B-1")
    came_back(closed, NAME, "B-1", "account closed")
    with pytest.raises(Conflict) as caught:
        pay(closed, NAME, "3.50", "B-1")
    assert caught.value.code == "settle.came_back"
    with pytest.raises(Conflict):
        came_back(closed, NAME, "B-1", "other words")
    assert pay(closed, NAME, "3.50", "B-2").draft.effective


def test_what_was_never_paid_does_not_come_back(closed):
    with pytest.raises(Missing) as caught:
        came_back(closed, NAME, "B-9", "account closed")

    assert caught.value.code == "settle.no_payment"


@pytest.mark.parametrize("amount", ["0", "-1", "1.005", "1,000.00", "abc", "", "1e3"])
def test_what_is_no_amount_is_refused(closed, amount):
    with pytest.raises(Invalid) as caught:
        pay(closed, NAME, amount, "B-1")

    assert caught.value.code == "settle.bad_amount"
