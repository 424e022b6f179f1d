"""What if: other terms over past facts, small teams and low costs first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from ledger.terms.build import (
    DAY,
    NOW,
    K,
    agreed,
    basis,
    contract,
    deal,
    fact,
    minutes,
    r,
    split,
    step,
)
from ledger.terms.strategies import LAST, worlds
from piying.ledger.whatif import compare
from piying.model.deal import Cell, Ratio
from piying.model.errors import Invalid


def weights(**cells):
    table = tuple(Cell(r(value), name) for name, value in cells.items())
    return deal(
        basis("effective_minutes"),
        step(K.COEFFICIENT, cells=table),
        step(K.POOL, scope="app", policy="restate"),
        split(),
    )


CONTRACTS = [
    contract("big", ["a"], format="3d", team=40, cost=Ratio(2_000_000)),
    contract("small", ["b"], format="static", team=2, cost=Ratio(20_000)),
    contract("middle", ["c"], format="2d", team=6, cost=Ratio(100_000)),
    contract("silent", ["d"], format="2d"),
]
PLAYED = [
    *(minutes(100, contract=one.id, series=one.series[0]) for one in CONTRACTS),
    fact(1_020_000, metric="pool", contract="app", series=""),
]
NOW_TABLE = weights(**{"3d": 50, "2d": 50, "static": 1})
FLAT = weights(**{"3d": 30, "2d": 30, "static": 30})


def test_small_teams_come_first_and_what_nobody_said_comes_last_and_is_told():
    found = compare(agreed(NOW_TABLE, CONTRACTS), [FLAT], PLAYED, DAY, NOW)

    assert [one.contract for one in found.changes] == ["small", "middle", "big", "silent"]
    assert found.team_unknown == found.cost_unknown == ("silent",)


def test_who_wins_and_who_loses():
    found = compare(agreed(NOW_TABLE, CONTRACTS), [FLAT], PLAYED, DAY, NOW)

    assert [one.contract for one in found.winners] == ["small"]
    assert [one.contract for one in found.losers] == ["middle", "big", "silent"]
    assert sum(one.difference_minor for one in found.changes) in range(-3, 4)
    small = found.changes[0]
    assert (small.before_minor, small.after_minor) == (6_754, 255_000)


def test_a_title_alone_can_be_looked_at():
    found = compare(agreed(NOW_TABLE, CONTRACTS), [FLAT], PLAYED, DAY, NOW, ["b"])

    assert [one.series for one in found.changes] == ["b"]


def test_other_terms_hold_from_the_first_day():
    later = deal(basis(), step(K.SHARE, amount=1), split(), version=7, effective="2026-11-01")
    found = compare(agreed(deal(basis(), split())), [later], [fact(100)], DAY, NOW)

    assert found.changes[0].difference_minor == 0


def test_a_group_is_compared_together_and_its_unrecouped_balance_with_it():
    slate = deal(basis(), step(K.GUARANTEE, "mg", amount=100, scope="group"), split())
    contracts = [contract("x", ["a"], group="s", team=3), contract("y", ["b"], group="s")]
    more = replace(
        slate, steps=(slate.steps[0], replace(slate.steps[1], amount=r(300)), split())
    )
    facts = [fact(50_00, contract="x", series="a")]
    found = compare(agreed(slate, contracts), [more], facts, DAY, NOW, ["b"])

    (one,) = found.changes
    assert (one.contract, one.team, one.difference_minor) == ("group:s", 3, 200_00)
    assert (found.unrecouped_before, found.unrecouped_after) == (50_00, 250_00)


def test_unknown_terms_are_asked_for_and_not_compared():
    unknown = deal(basis(), replace(step(K.SHARE), asks=("amount",)), split())

    with pytest.raises(Invalid, match="share"):
        compare(agreed(deal(basis(), split())), [unknown], [fact(1)], DAY, NOW)


@settings(deadline=None, max_examples=25)
@given(worlds(versions=1))
def test_the_same_terms_change_nothing(world):
    terms, under, facts = world
    found = compare(agreed(terms, under), terms, facts, LAST, NOW)

    assert not found.winners
    assert not found.losers
    assert found.unrecouped_before == found.unrecouped_after


def test_a_contract_may_be_taken_for_another_format():
    other = replace(CONTRACTS[1], format="3d")
    found = compare(agreed(NOW_TABLE, CONTRACTS), [], PLAYED, DAY, NOW, under=[other])

    assert [one.contract for one in found.winners] == ["small"]
    assert found.changes[0].after_minor == 255_000
    assert found.changes[0].format == "static"
