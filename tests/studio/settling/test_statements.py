"""Statements as files, and what was paid on them."""

from __future__ import annotations

import json

import pytest

from piying.model.errors import Conflict, Invalid, Missing
from piying.studio.counting.sales import enter
from piying.studio.settling.settle import settle
from piying.studio.settling.statements import pay, statement_named, statements, write
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


@pytest.mark.parametrize("amount", ["0", "-1", "1.005", "1,000.00", "abc", "", "1e3"])
def test_what_is_no_amount_is_refused(closed, amount):
    with pytest.raises(Invalid) as caught:
        pay(closed, NAME, amount, "B-1")

    assert caught.value.code == "settle.bad_amount"
