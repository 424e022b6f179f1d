"""Worked cases, each with the numbers that its source gives."""

from __future__ import annotations

from dataclasses import replace

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
from piying.model.books import Metric
from piying.model.deal import Cell, Holder, Part

RATIOS = ((0, 0.8), (1_000_000, 1), (5_000_000, 1.2))
HOURS = ((0, 1), (2_000_000, 2), (6_000_000, 3))


@pytest.mark.parametrize(
    ("yuan", "policy", "expected"),
    [
        (7_000_000, "marginal", 7_200_000),
        (6_000_000, "marginal", 6_000_000),
        (1_000_000, "marginal", 800_000),
        (6_000_000, "whole", 7_200_000),
    ],
)
def test_brackets_are_summed_or_taken_whole_as_the_contract_says(yuan, policy, expected):
    terms = deal(basis("net"), step(K.BRACKETS, bands=RATIOS, policy=policy), split())

    assert due(terms, [fact(yuan * 100)]) == expected * 100


@pytest.mark.parametrize(
    ("hours", "yuan"),
    [(2_000_000, 2_000_000), (6_000_001, 10_000_003), (7_000_000, 13_000_000)],
)
def test_brackets_of_hours_are_paid_by_the_hour(hours, yuan):
    terms = deal(
        basis("effective_hours", "statement"),
        step(K.BRACKETS, bands=HOURS, policy="marginal"),
        split(),
    )
    watched = fact(hours * 3_600_000, metric=Metric.WATCH_MS, counted_by="statement")

    assert due(terms, [watched]) == yuan * 100


FORMATS = (Cell(r(60), "hyper_realistic"), Cell(r(50), "2d"), Cell(r(1), "static"))


@pytest.mark.parametrize(("made", "yuan"), [("hyper_realistic", 7200), ("2d", 6000)])
def test_a_coefficient_as_percent_of_the_rate(made, yuan):
    terms = deal(
        basis("effective_minutes"),
        step(K.RATE, amount=12, per=1000),
        step(K.COEFFICIENT, cells=FORMATS, as_percent=True),
        split(),
    )

    assert due(terms, [minutes(1_000_000)], [contract(format=made)]) == yuan * 100


def test_the_same_coefficients_as_weights_in_a_pool():
    terms = deal(
        basis("effective_minutes"),
        step(K.COEFFICIENT, cells=FORMATS),
        step(K.POOL, scope="november", policy="restate"),
        split(),
    )
    contracts = [
        contract("c1", ["a"], format="hyper_realistic"),
        contract("c2", ["b"], format="2d"),
        contract("c3", ["c"], format="static"),
    ]
    facts = [
        minutes(1000, contract="c1", series="a"),
        minutes(2000, contract="c2", series="b"),
        minutes(40000, contract="c3", series="c"),
        fact(10_000_000, metric=Metric.POOL, contract="november", series="", day="2026-02-01"),
    ]

    found = come_to(terms, facts, contracts)
    amounts = {line.contract: line.minor for line in found.lines}
    assert amounts == {"c1": 3_000_000, "c2": 5_000_000, "c3": 2_000_000}


INCENTIVE = ((1_000_000, 100_000), (3_000_000, 300_000), (8_000_000, 800_000))


@pytest.mark.parametrize(
    ("counted", "yuan"), [(999_999, 0), (1_000_000, 100_000), (8_000_000, 500_000)]
)
def test_the_cash_incentive_is_a_cliff_with_a_cap(counted, yuan):
    terms = deal(
        step(
            K.INCENTIVE, of="effective_minutes", counts="own", bands=INCENTIVE, amount=500_000
        ),
        split(),
    )

    assert due(terms, [minutes(counted)]) == yuan * 100


SLATE = {"c1": (300_000, 200_000), "c2": (50_000, 100_000), "c3": (20_000, 100_000)}


def slate(scope):
    terms = deal(basis(), step(K.GUARANTEE, "mg", scope=scope), split())
    contracts = [
        contract(name, [name], group="slate", given=(("mg", guarantee),))
        for name, (_, guarantee) in SLATE.items()
    ]
    facts = [
        fact(earned * 100, contract=name, series=name) for name, (earned, _) in SLATE.items()
    ]
    return terms, contracts, facts


def test_a_slate_that_recoups_title_by_title():
    terms, contracts, facts = slate("title")
    found = come_to(terms, facts, contracts)

    assert found.minor("studio", Purpose.DUE) == 500_000_00
    assert [one.unrecouped for one in found.recoupments] == [0, 50_000_00, 80_000_00]


def test_a_slate_that_recoups_together():
    terms, contracts, facts = slate("group")
    found = come_to(terms, facts, contracts)

    assert found.minor("studio", Purpose.DUE) == 400_000_00
    (one,) = found.recoupments
    assert (one.recouped, one.unrecouped) == (370_000_00, 30_000_00)

    more = [*facts, fact(50_000_00, "2026-03-01", contract="c2", series="c2")]
    later = come_to(terms, more, contracts)
    assert later.minor("studio", Purpose.DUE) == 420_000_00
    assert later.recoupments[0].unrecouped == 0


def test_three_equal_shares_over_four_weeks():
    third = "1/3"
    terms = deal(
        basis(),
        split(Part("producer", r(third)), Part("writer", r(third)), Part("ip", r(third))),
    )
    held = (Holder("producer", "studio"), Holder("writer", "li"), Holder("ip", "other"))
    weeks = [("2026-02-01", 100), ("2026-02-08", 101), ("2026-02-15", 99), ("2026-02-22", 1)]
    facts, posted, deltas, suspense = [], 0, [], []
    for day, fen in weeks:
        facts.append(fact(fen, day))
        found = come_to(terms, facts, [contract(holders=held)], day)
        now = {party: found.minor(party, Purpose.DUE) for party in ("studio", "li", "other")}
        assert len(set(now.values())) == 1
        deltas.append(now["li"] - posted)
        posted = now["li"]
        suspense.append(found.minor("", Purpose.SUSPENSE))

    assert deltas == [33, 34, 33, 0]
    assert suspense == [1, 0, 0, 1]


def test_late_minutes_and_a_fraud_are_corrected_in_order():
    terms = deal(basis("effective_minutes"), step(K.RATE, amount="0.0072"), split())
    history = [1000, 500, 10, -5.5]
    facts, amounts = [], []
    for place, more in enumerate(history):
        facts.append(minutes(more, f"2026-02-0{place + 1}"))
        amounts.append(due(terms, facts))

    deltas = [now - before for now, before in zip(amounts, [0, *amounts], strict=False)]
    assert deltas == [720, 360, 7, -4]


def test_what_each_step_did_can_be_read():
    terms = deal(
        basis("effective_minutes"), step(K.RATE, amount=12, per=1000), split(("producer", 1))
    )
    found = targets(agreed(terms), [minutes(1_000_000)], "2026-11-23", NOW)

    lines = [(trace.step, trace.clause, trace.before, trace.after) for _, trace in found.traces]
    assert lines == [
        ("basis", "§basis", "0/1", "1000000/1"),
        ("rate", "§rate", "1000000/1", "1200000/1"),
        ("split", "§split", "1200000/1", "1200000/1"),
    ]
    assert dict(found.traces[1][1].said)["after"] == "12000.00"


def test_a_window_counts_only_so_many_days_from_the_launch():
    terms = deal(basis(days=180), split())
    launched = contract(since="2026-01-15")
    facts = [fact(100, "2026-07-13"), fact(1000, "2026-07-14")]

    assert due(terms, facts, [launched]) == 100


def test_the_nonexclusive_ratio_is_another_version_of_the_terms():
    terms = deal(basis("net"), step(K.SHARE, amount=0.8), split())

    assert due(terms, [fact(7_000_000_00)]) == 5_600_000_00
    assert due(replace(terms, title="x"), [fact(6_000_000_00)]) == 4_800_000_00
