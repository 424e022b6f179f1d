"""Checks of values that did not come from TOML: the same rules hold for canonical JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.terms.build import DAY, NOW, K, agreed, basis, contract, deal, fact, r, split, step
from piying.ledger.terms.check import (
    contract_faults,
    coverage_faults,
    deal_faults,
    history_faults,
    party_faults,
)
from piying.ledger.terms.targets import targets
from piying.ledger.terms.versions import contracts_known
from piying.model.deal import Calendar, Cell, Contract, Delay, Holder, Part, Party
from piying.model.errors import Conflict, Invalid

CELLS = (Cell(r(60), "2d"),)
BANDS = ((0, 1), (100, 2))


def codes(*steps, **said):
    return [fault.code for fault in deal_faults(deal(*steps, **said), "x")]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([basis(), step(K.RATE), split()], "deals.field_missing"),
        ([basis(), step(K.SHARE, amount=1, unit="x"), split()], "deals.field_extra"),
        ([basis(), step(K.DEDUCT), split()], "deals.field_one"),
        ([basis(), step(K.DEDUCT, amount=1, of="cost", counts="own"), split()],
         "deals.field_one"),
        ([basis(), step(K.DEDUCT, of="gross", counts=""), split()], "deals.field_wrong"),
        ([basis(), step(K.DEDUCT, of="users", counts="own"), split()], "deals.field_wrong"),
        ([basis("cost"), split()], "deals.field_wrong"),
        ([basis(), step(K.SHARE, amount=1, scope="some"), split()], "deals.field_wrong"),
        ([basis(), step(K.GUARANTEE, amount=1, scope="group:a"), split()],
         "deals.field_wrong"),
        ([basis(), step(K.BRACKETS, bands=BANDS, policy="steep"), split()],
         "deals.field_wrong"),
        ([basis(), step(K.BRACKETS, bands=BANDS[::-1], policy="whole"), split()],
         "deals.field_wrong"),
        ([basis(), step(K.RESERVE, amount=2, days=3), split()], "deals.field_wrong"),
        ([basis(), split(), step(K.WITHHOLD, table="t", of="then")], "deals.field_wrong"),
        ([step(K.GRANT, unit="u", role="producer"), split()], "deals.field_wrong"),
        ([step(K.GRANT, unit="u", role="p", amount=1, of="users", counts="own"), split()],
         "deals.field_wrong"),
        ([basis(), replace(split(), clause="")], "deals.step_name"),
        ([basis(ident="a b"), split()], "deals.step_name"),
        ([basis(), basis(), split()], "deals.step_twice"),
        ([basis(), split(Part("a b", r(1)))], "deals.part_wrong"),
        ([basis(), split(("producer", "1/2"), rest="a b")], "deals.part_wrong"),
        ([basis(), split(Part("p", r(1), "2026-02-02", "2026-02-01"))], "deals.part_wrong"),
        ([basis(), split(Part("p", r(1), "2026-02-02"))], "deals.split_under"),
        ([basis(), split(("p", "1/3"), ("q", "4/5"))], "deals.split_over"),
        ([basis()], "deals.split_missing"),
        ([basis(), split(), split(ident="again")], "deals.step_late"),
        ([basis(), split(), step(K.MINIMUM, amount=0), step(K.RESERVE, amount=0, days=1)],
         "deals.step_late"),
        ([basis(), split(), step(K.SHARE, amount=1)], "deals.step_late"),
        ([basis(), split(), step(K.INCENTIVE, of="users", counts="own", bands=BANDS)],
         "deals.step_late"),
        ([step(K.SHARE, amount=1), split()], "deals.step_place"),
        ([basis("users"), split()], "deals.step_place"),
        ([basis("users"), basis(ident="other"), split()], "deals.step_place"),
        ([basis(), step(K.RATE, amount=1), split()], "deals.step_place"),
        ([basis("users"), step(K.COEFFICIENT, cells=CELLS, as_percent=True), split()],
         "deals.step_place"),
        ([basis(), step(K.CAP, amount=1),
          step(K.COEFFICIENT, cells=CELLS, as_percent=True), split()], "deals.step_place"),
        ([basis(), step(K.POOL, scope="p", policy="absorb"), split()], "deals.step_place"),
    ],
)  # fmt: skip
def test_a_step_that_is_not_sound_is_refused(steps, code):
    assert code in codes(*steps)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"ident": ""}, "deals.deal_name"),
        ({"currency": "XYZ"}, "deals.currency_unknown"),
        ({"until": "2025-01-01"}, "deals.deal_days"),
        ({"calendar": Calendar("day")}, "deals.calendar_wrong"),
        ({"calendar": Calendar(offset_minutes=2000)}, "deals.calendar_wrong"),
        ({"calendar": Calendar(invoice=Delay(1, after="payment"))}, "deals.delay_wrong"),
        ({"calendar": Calendar(payment=Delay(1, after="then"))}, "deals.delay_wrong"),
    ],
)
def test_a_head_that_is_not_sound_is_refused(said, code):
    assert codes(basis(), split(), **said) == [code]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"ident": "a/b"}, "deals.name_wrong"),
        ({"series": ("a", "b c")}, "deals.name_wrong"),
        ({"series": ()}, "deals.series_wrong"),
        ({"since": ""}, "deals.since_unknown"),
        ({"holders": [Holder("p", "a b")]}, "deals.holder_wrong"),
        ({"holders": [Holder("p", "a", "2026-02-02", "2026-02-01")]}, "deals.holder_wrong"),
        ({"holders": [Holder("p", "a", until="2026-02-02"), Holder("p", "b", "2026-02-02")]},
         "deals.holder_twice"),
    ],
)  # fmt: skip
def test_a_contract_that_is_not_sound_is_refused(said, code):
    assert [fault.code for fault in contract_faults(contract(**said), "x")] == [code]


def test_the_house_is_no_party():
    assert [f.code for f in party_faults(Party("house", "x", "company"), "x")] == [
        "deals.party_name"
    ]


def test_versions_do_not_claim_one_number_or_move_a_guarantee():
    one = deal(basis(), step(K.GUARANTEE, amount=1, scope="title"), split())
    steps = (basis(), step(K.GUARANTEE, amount=1, scope="group"), split())
    other = replace(one, effective="2026-02-01", steps=steps)

    assert [fault.code for fault in history_faults([one, one])] == []
    assert [fault.code for fault in history_faults([one, other])] == [
        "deals.version_twice",
        "deals.scope_moved",
    ]


def test_contracts_that_follow_one_another_do_not_cover_twice():
    before = contract("c", platforms=("app",), until="2026-02-28")
    after = contract("e", platforms=("app",), since="2026-03-01")

    assert not coverage_faults([after, before])
    assert coverage_faults([after, replace(before, until="2026-03-01")])


def test_the_last_record_of_a_contract_holds():
    first = contract()
    second = replace(first, format="3d", recorded="2026-02-01T00:00:00Z")

    assert contracts_known([second, first], "2026-01-31T00:00:00Z") == [first]
    assert contracts_known([second, first], NOW) == [second]


@pytest.mark.parametrize(
    "other",
    [
        replace(contract(), format="3d"),
        replace(contract(), deal="e", recorded="2026-02-01T00:00:00Z"),
    ],
)
def test_two_records_that_contradict_each_other_are_refused(other: Contract):
    with pytest.raises(Conflict):
        contracts_known([contract(), other], NOW)


def test_a_deal_that_is_not_sound_is_never_settled():
    with pytest.raises(Invalid, match="no split"):
        targets(agreed(deal(basis())), [fact(1)], DAY, NOW)
