"""The books of a house are verified."""

from __future__ import annotations

from piying.ledger.proof import Flaw
from piying.studio.counting.sales import enter
from piying.studio.settling.settle import settle
from piying.studio.settling.verifybooks import verify_books
from studio.money import row, sales_file, with_deal


def test_empty_books_are_whole(house):
    found = verify_books(house)

    assert (found.flaw, found.count) == (None, 0)


def test_a_head_that_was_anchored_and_is_gone_is_seen(house, tmp_path):
    house = with_deal(house)
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    settle(house, "2026-W06", by="me")
    path = house.settings.house / "books.head.json"
    path.write_bytes(path.read_bytes().replace(b'"seq":1', b'"seq":2'))

    assert verify_books(house).flaw is Flaw.TRUNCATED
