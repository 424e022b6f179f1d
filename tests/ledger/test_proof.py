from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.drafts import chained, draft
from piying.ledger.accounts import named, wallet
from piying.ledger.entries import ROOT, balances, entry_of, mirror
from piying.ledger.proof import Flaw, Proof, prove
from piying.ledger.wallet import top_up, unlock

PURSE = wallet("v", "COIN")
DRAFTS = (
    draft("one"), draft("two"), top_up(PURSE, 5, sale="s", day="2026-11-22"), draft("four"),
)  # fmt: skip
ENTRIES = chained(*DRAFTS)


def opened(entries):
    return [named(path) for path in balances(entries)]


def proved(entries, accounts=None, anchors=None):
    accounts = opened(entries) if accounts is None else accounts
    return prove(((entry, None) for entry in entries), accounts, anchors)


def forged(entries, at, **changes):
    """The ledger with entry `at` written otherwise and everything behind it chained anew."""
    drafts = [replace(entry.draft, **(changes if n == at else {})) for n, entry in
              enumerate(entries)]  # fmt: skip
    return chained(*drafts)


class TestAWholeLedger:
    def test_it_is_whole_to_its_last_entry(self):
        assert proved(ENTRIES) == Proof(4, ENTRIES[-1].hash)

    def test_an_empty_one_is_whole(self):
        assert proved([]) == Proof(0, ROOT)

    def test_it_may_reverse_each_entry_once(self):
        undone = mirror(ENTRIES[0], idem="undo", effective="2026-11-23", cause="x")

        assert proved(chained(*DRAFTS, undone)).flaw is None
        twice = replace(undone, idem="again")
        assert proved(chained(*DRAFTS, undone, twice)).flaw is Flaw.MIRROR


class TestTheFirstBadEntryIsNamed:
    @pytest.mark.parametrize(
        ("change", "flaw"),
        [
            ({"seq": 9}, Flaw.ORDER),
            ({"prev": "1" * 64}, Flaw.PREV),
            ({"body_sha256": "1" * 64}, Flaw.BODY),
            ({"draft": draft("other")}, Flaw.BODY),
            ({"recorded_ms": 5}, Flaw.HASH),
            ({"hash": "1" * 64}, Flaw.HASH),
            ({"id": "01"}, Flaw.HASH),
        ],
    )
    def test_whatever_was_changed_in_it(self, change, flaw):
        entries = list(ENTRIES)
        entries[1] = replace(entries[1], **change)

        found = proved(entries, opened(ENTRIES))

        assert (found.flaw, found.at, found.seq, found.hash) == (flaw, 2, 1, ENTRIES[0].hash)

    def test_one_that_was_removed(self):
        assert proved([*ENTRIES[:1], *ENTRIES[2:]]).flaw is Flaw.ORDER

    def test_two_that_changed_places(self):
        found = proved([ENTRIES[0], ENTRIES[2], ENTRIES[1], ENTRIES[3]])

        assert (found.flaw, found.at) == (Flaw.ORDER, 2)

    def test_one_that_never_balanced(self):
        lines = draft("x", ("cash:a:CNY", 5), ("payable:a:CNY", -4)).postings
        found = proved(forged(ENTRIES, 1, postings=lines))

        assert (found.flaw, found.at) == (Flaw.UNBALANCED, 2)

    def test_one_whose_key_is_taken(self):
        assert proved(forged(ENTRIES, 3, idem="one")).flaw is Flaw.REPEATED

    def test_one_of_an_account_that_is_not_open_or_is_another(self):
        accounts = opened(ENTRIES)
        others = [replace(each, floor=-99) if each == PURSE else each for each in accounts]

        assert proved(ENTRIES, accounts[1:]).at == 1
        found = proved(ENTRIES, others)
        assert (found.flaw, found.at, found.what) == (Flaw.ACCOUNT, 3, PURSE.id)

    def test_one_that_spends_more_coins_than_there_are(self):
        spending = unlock(PURSE, 6, series="s", episode=1, day="2026-11-22")
        found = proved(chained(*DRAFTS, spending))

        assert (found.flaw, found.at, found.what) == (Flaw.FLOOR, 5, PURSE.id)

    def test_one_that_reverses_otherwise(self):
        (entry,) = chained(draft("one"))
        wrong = draft("x", ("cash:a:CNY", 5), ("cash:b:CNY", -5), reverses=entry.id)

        assert proved(chained(draft("one"), wrong)).flaw is Flaw.MIRROR

    def test_one_with_a_wrong_running_balance(self):
        kept = [(ENTRIES[0], (500, -500)), (ENTRIES[1], (1000, -999))]
        found = prove(kept, opened(ENTRIES))

        assert (found.flaw, found.at, found.what) == (Flaw.BALANCE, 2, "payable:a:CNY")


class TestAnchors:
    def test_a_ledger_that_was_cut_off_is_found(self):
        found = proved(ENTRIES[:2], anchors={4: ENTRIES[3].hash})

        assert (found.flaw, found.at) == (Flaw.TRUNCATED, 3)

    def test_a_ledger_that_was_written_anew_is_found(self):
        entries = forged(ENTRIES, 1, cause="another")

        assert proved(entries).flaw is None, "by itself it is a ledger like any other"
        found = proved(entries, anchors={4: ENTRIES[3].hash})
        assert (found.flaw, found.at) == (Flaw.HEAD, 4)

    def test_an_entry_is_chained_to_the_one_before_it(self):
        alone = entry_of(DRAFTS[1], 2, ROOT, 1)

        assert proved([ENTRIES[0], alone]).flaw is Flaw.PREV
