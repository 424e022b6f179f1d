"""Amendments: a new version holds for facts from its day on; docs/deals.md tells how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.terms.build import (
    NOW,
    K,
    agreed,
    basis,
    come_to,
    contract,
    deal,
    due,
    fact,
    minutes,
    r,
    split,
    step,
)
from piying.ledger.terms.agreed import Purpose
from piying.ledger.terms.targets import targets
from piying.model.dated import Term
from piying.model.deal import Cell
from piying.model.errors import Missing

AMENDED = "2026-03-01"
BEFORE, AFTER = "2026-02-01", "2026-03-15"


def versions(*pairs):
    """Two versions of a deal whose steps are the first and the second of each pair."""
    one = deal(*(pair[0] for pair in pairs), split())
    other = deal(*(pair[1] for pair in pairs), split(), version=2, effective=AMENDED)
    return one, other


def same(one):
    return one, one


def test_a_rate_holds_for_facts_of_its_own_days():
    terms = versions(
        same(basis("effective_minutes")),
        (step(K.RATE, amount=10, per=1000), step(K.RATE, amount=20, per=1000)),
    )

    assert due(terms, [minutes(1000, BEFORE), minutes(1000, AFTER)]) == 30_00


def test_a_late_fact_is_paid_by_the_terms_of_its_day():
    terms = versions(same(basis()), (step(K.SHARE, amount=0.5), step(K.SHARE, amount=1)))
    facts = [fact(100, AFTER)]

    assert due(terms, [*facts, fact(100, BEFORE)]) - due(terms, facts) == 50


@pytest.mark.parametrize(("ident", "yuan"), [("bands", 1000 + 2500), ("new", 1000 + 1500)])
def test_brackets_go_on_where_the_step_of_the_same_id_stood(ident, yuan):
    terms = versions(
        same(basis()),
        (
            step(K.BRACKETS, "bands", bands=((0, 1),), policy="marginal"),
            step(K.BRACKETS, ident, bands=((0, 1), (1000, 2)), policy="marginal"),
        ),
    )

    assert due(terms, [fact(1000_00, BEFORE), fact(1250_00, AFTER)]) == yuan * 100


def test_a_threshold_that_was_reached_is_paid_once():
    bands = ((100, 10), (300, 30))
    terms = versions(
        same(step(K.INCENTIVE, "cash", of="effective_minutes", counts="own", bands=bands))
    )

    assert due(terms, [minutes(150, BEFORE)]) == 10_00
    assert due(terms, [minutes(150, BEFORE), minutes(10, AFTER)]) == 10_00
    assert due(terms, [minutes(150, BEFORE), minutes(150, AFTER)]) == 30_00


def test_a_threshold_of_a_new_id_begins_at_nothing():
    bands = ((100, 10),)
    one = step(K.INCENTIVE, "cash", of="effective_minutes", counts="own", bands=bands)
    terms = versions((one, replace(one, id="cash-2")))

    assert due(terms, [minutes(150, BEFORE), minutes(99, AFTER)]) == 10_00
    assert due(terms, [minutes(150, BEFORE), minutes(100, AFTER)]) == 20_00


@pytest.mark.parametrize(("later", "expected"), [(150, 150_00), (100, 100_00), (50, 100_00)])
def test_a_cap_counts_what_was_let_through(later, expected):
    terms = versions(same(basis()), (step(K.CAP, amount=100), step(K.CAP, amount=later)))

    assert due(terms, [fact(120_00, BEFORE), fact(70_00, AFTER)]) == expected


def test_a_cost_is_taken_off_once():
    terms = versions(same(basis()), same(step(K.DEDUCT, amount=100)))

    assert due(terms, [fact(60_00, BEFORE)]) == 0
    assert due(terms, [fact(60_00, BEFORE), fact(70_00, AFTER)]) == 30_00


@pytest.mark.parametrize(("later", "expected"), [(300, 300_00), (100, 200_00)])
def test_a_guarantee_that_was_given_stands(later, expected):
    terms = versions(
        same(basis()),
        (
            step(K.GUARANTEE, "mg", amount=200, scope="title"),
            step(K.GUARANTEE, "mg", amount=later, scope="title"),
        ),
    )
    facts = [fact(50_00, BEFORE)]

    assert due(terms, facts, day=BEFORE) == 200_00
    assert due(terms, facts, day=AFTER) == expected


def test_a_guarantee_that_was_suspended_holds_for_contracts_from_before():
    one = deal(basis(), step(K.GUARANTEE, "mg", amount=200, scope="title"), split())
    other = deal(basis(), split(), version=2, effective=AMENDED)
    later = contract("late", ["b"], since=AMENDED)

    found = come_to((one, other), [], [contract(), later], AFTER)
    assert [line.minor for line in found.lines if line.contract == "c"] == [200_00]
    assert not [line for line in found.lines if line.contract == "late" and line.minor]
    assert [one.contract for one in found.recoupments] == ["c"]


def test_a_coefficient_changes_on_its_day_within_one_version():
    cells = (
        Cell(r(60), "2d", term=Term(None, date(2026, 2, 28))),
        Cell(r(40), "2d", term=Term(date(2026, 3, 1))),
    )
    terms = deal(
        basis("effective_minutes"),
        step(K.RATE, amount=1),
        step(K.COEFFICIENT, cells=cells, as_percent=True),
        split(),
    )

    assert due(terms, [minutes(100, BEFORE), minutes(100, AFTER)]) == 100_00


def test_what_was_not_recorded_yet_does_not_hold():
    terms = versions(same(basis()), (step(K.SHARE, amount=0.5), step(K.SHARE, amount=1)))
    late = (terms[0], replace(terms[1], recorded="2026-06-01T00:00:00Z"))
    facts = [fact(100, AFTER)]

    before = targets(agreed(late), facts, AFTER, "2026-05-31T00:00:00Z")
    assert before.minor("studio", Purpose.DUE) == 50
    assert targets(agreed(late), facts, AFTER, NOW).minor("studio", Purpose.DUE) == 100


def test_facts_before_the_first_version_are_refused():
    with pytest.raises(Missing, match="2026-01-01"):
        due(deal(basis(), split(), effective=AMENDED), [fact(1, "2026-01-01")])


def test_the_versions_that_were_used_are_named():
    terms = versions(same(basis()))

    assert len(come_to(terms, [], day=BEFORE).versions) == 1
    assert len(come_to(terms, [], day=AFTER).versions) == 2
