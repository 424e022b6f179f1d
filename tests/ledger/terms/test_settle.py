"""Parts, transfers, reserves, holds, minimums and grants."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.terms.build import (
    DAY,
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
from piying.ledger.terms.targets import asked, targets
from piying.ledger.terms.versions import transfer
from piying.model.deal import HOUSE, Cell, Hold, Holder, Part
from piying.model.errors import Invalid, Missing
from piying.model.messages import say

WRITER = Part("writer", r("1/5"), perpetual=True)
HELD = (Holder("producer", "studio"), Holder("writer", "li"))


def test_the_rest_is_kept_by_whom_the_split_names():
    facts = [fact(100)]
    kept = deal(basis(), split(("producer", "7/10"), rest=HOUSE))
    passed = deal(basis(), split(("writer", "1/5"), rest="producer"))

    assert due(kept, facts) == 70
    assert due(kept, facts, party=HOUSE) == 30
    assert due(passed, facts, [contract(holders=HELD)]) == 80


def test_a_writers_share_survives_the_transfer_of_the_contract():
    terms = deal(basis(), split(("producer", "4/5"), WRITER))
    before = contract(holders=(*HELD, Holder("ip", "studio", until="2026-01-31")))
    after = transfer(before, [terms], "studio", "other", "2026-03-01", "2026-02-20T00:00:00Z")
    facts = [fact(100, "2026-02-01"), fact(100, "2026-03-01")]

    found = come_to(terms, facts, [before, after])
    assert [found.minor(p, Purpose.DUE) for p in ("studio", "other", "li")] == [80, 80, 40]
    assert before.holders[2] in after.holders


def test_the_one_who_holds_a_perpetual_part_keeps_it_even_when_he_hands_over_the_rest():
    terms = deal(basis(), split(("producer", "4/5"), WRITER))
    both = contract(holders=(Holder("producer", "li"), Holder("writer", "li")))
    after = transfer(both, [terms], "li", "other", "2026-01-01", "2026-02-20T00:00:00Z")
    found = come_to(terms, [fact(100)], [after])

    assert [found.minor(p, Purpose.DUE) for p in ("other", "li")] == [80, 20]


def test_a_part_ends_on_its_day():
    parts = (Part("writer", r("1/5"), until="2026-02-28"),)
    terms = deal(basis(), split(*parts, rest="producer"))
    facts = [fact(100, "2026-02-28"), fact(100, "2026-03-01")]

    assert due(terms, facts, [contract(holders=HELD)], "li") == 20
    assert due(terms, facts, [contract(holders=HELD)]) == 180


def test_nobody_in_a_role_is_refused():
    with pytest.raises(Missing, match="writer"):
        due(deal(basis(), split(("producer", "4/5"), WRITER)), [fact(100)])


def test_a_group_with_different_holders_is_refused():
    terms = deal(basis(), step(K.GUARANTEE, "mg", amount=1, scope="group"), split())
    contracts = [
        contract("c", group="g"),
        contract("e", ["b"], group="g", holders=(Holder("producer", "other"),)),
    ]

    with pytest.raises(Invalid, match="group g"):
        due(terms, [], contracts)


def test_a_reserve_is_released_on_its_day():
    terms = deal(basis(), step(K.RESERVE, amount=0.1, until="2026-06-30"), split())
    facts = [fact(1005)]

    before = come_to(terms, facts, day="2026-06-29")
    assert before.minor("studio", Purpose.DUE) == 904
    assert before.minor("studio", Purpose.RESERVE) == 101
    assert due(terms, facts, day="2026-06-30") == 1005


def test_a_reserve_of_so_many_days_is_released_period_by_period():
    terms = deal(basis(), step(K.RESERVE, amount=0.1, days=30), split())
    facts = [fact(1000, "2026-02-01"), fact(1000, "2026-02-02")]

    assert due(terms, facts, day="2026-03-02") == 1800
    assert due(terms, facts, day="2026-03-03") == 1900
    assert due(terms, facts, day="2026-03-10") == 2000


def hold(**said):
    said = {
        "id": "dispute-1",
        "contract": "c",
        "series": "",
        "party": "",
        "since": "2026-02-01",
        "until": "2026-02-28",
        "minor": None,
        "recorded": "2026-03-01T00:00:00Z",
        **said,
    }
    return Hold(**said)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ({}, 100),
        ({"minor": 40}, 40),
        ({"since": "2026-03-01", "until": "2026-03-31"}, 50),
        ({"party": "other"}, 0),
        ({"series": "elsewhere"}, 0),
        ({"released": "2026-05-01"}, 0),
        ({"recorded": "2027-01-01T00:00:00Z"}, 0),
    ],
)
def test_what_is_disputed_is_held_and_stays_due(said, held):
    facts = [fact(100, "2026-02-10"), fact(50, "2026-03-10")]
    found = come_to(deal(basis(), split()), facts, holds=(hold(**said),))

    assert found.minor("studio", Purpose.HELD) == held
    assert found.minor("studio", Purpose.DUE) == 150


def test_two_disputes_hold_no_more_than_is_due():
    holds = (hold(), hold(id="dispute-2"))
    found = come_to(deal(basis(), split()), [fact(100, "2026-02-10")], holds=holds)

    assert found.minor("studio", Purpose.HELD) == 100


def test_the_least_that_is_paid_out_is_told():
    terms = deal(basis(), split(), step(K.MINIMUM, amount=100))

    assert come_to(terms, [fact(1)]).minimums == (("studio", "CNY", 100_00),)


def test_a_grant_is_counted_in_its_own_unit():
    bands = ((1000, 50_000),)
    terms = deal(
        basis(),
        step(K.GRANT, "fixed", amount=10_000_000, unit="points", role="producer"),
        step(
            K.GRANT, "by-plays", of="effective_minutes", counts="own", bands=bands,
            unit="traffic", role="producer",
        ),
        split(),
    )  # fmt: skip
    found = come_to(terms, [minutes(1000)])
    granted = {
        line.currency: line.minor for line in found.lines if line.purpose is Purpose.GRANT
    }

    assert granted == {"points": 10_000_000, "traffic": 50_000}
    assert found.minor("studio", Purpose.DUE) == 0


def test_an_incentive_behind_the_guarantee_is_paid_on_top():
    cash = step(
        K.INCENTIVE, of="effective_minutes", counts="own", bands=((10, 50),), amount=500
    )
    promised = step(K.GUARANTEE, "mg", amount=100, scope="title")
    facts = [fact(20_00), minutes(10)]

    assert due(deal(basis(), promised, cash, split()), facts) == 150_00
    assert due(deal(basis(), cash, promised, split()), facts) == 100_00


def test_a_cap_over_all_bases():
    terms = deal(
        basis(), basis("net", ident="again"), step(K.CAP, amount=1, scope="all"), split()
    )

    assert due(terms, [fact(70)]) == 100


def test_costs_are_taken_off_as_they_are_told():
    cost = fact(30, metric="cost")
    terms = deal(basis(), step(K.DEDUCT, of="cost", counts="own"), split())

    assert due(terms, [fact(100), replace(cost, currency="CNY")]) == 70


def test_less_than_nothing_is_carried_and_nobody_owes_it():
    terms = deal(basis("net"), split())
    refund = replace(fact(150, metric="refund"), currency="CNY")

    assert due(terms, [fact(100), refund]) == 0
    assert due(terms, [fact(100), refund, fact(60, "2026-03-01")]) == 10


def test_an_unknown_field_stops_the_run_with_its_name():
    terms = deal(
        basis(counts="statement"),
        replace(step(K.SHARE, "s2"), asks=("amount",)),
        split(Part("producer", r("4/5")), Part("writer", None)),
    )
    found = asked(agreed(terms, [contract(holders=HELD)]), [], DAY, NOW)

    assert [(one.deal, one.step, one.field) for one in found] == [
        ("d", "s2", "amount"),
        ("d", "split", "parts.writer"),
    ]
    with pytest.raises(Invalid) as caught:
        targets(agreed(terms, [contract(holders=HELD)]), [], DAY, NOW)
    assert "parts.writer" in str(caught.value)
    assert "§s2" in caught.value.said("zh")


def test_a_format_that_nobody_knows_blocks_where_the_coefficient_needs_it():
    cells = (Cell(r(50), "2d"), Cell(None, "static"))
    terms = deal(
        basis("effective_minutes"),
        step(K.RATE, amount=1),
        step(K.COEFFICIENT, cells=cells, as_percent=True),
        split(),
    )

    def fields(made):
        return [
            one.field for one in asked(agreed(terms, [contract(format=made)]), [], DAY, NOW)
        ]

    assert fields("2d") == []
    assert fields("static") == ["cells.static"]
    assert fields("3d") == ["cells.3d"]
    assert fields("unknown") == ["contract.format"]


def test_a_contract_covered_twice_is_refused():
    contracts = [
        contract("c", platforms=("app",)),
        contract("e", platforms=("app",), since="2026-03-01"),
    ]

    with pytest.raises(Invalid, match="covered by both"):
        due(deal(basis(), split()), [], contracts)


def test_money_of_another_currency_is_refused():
    with pytest.raises(Invalid, match="USD"):
        due(deal(basis(), split()), [replace(fact(1), currency="USD")])


def test_own_counts_and_a_platforms_statement_are_never_mixed():
    facts = [fact(100), fact(70, counted_by="statement")]

    assert due(deal(basis(), split()), facts) == 100
    assert due(deal(basis(counts="statement"), split()), facts) == 70


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 27), st.integers(0, 50_000)), max_size=8),
    st.integers(0, 300),
    st.integers(0, 300),
)
def test_no_more_than_the_cap_is_ever_earned(history, most, later):
    facts = {fact(minor, f"2026-02-{day + 1:02}") for day, minor in history}
    versions = (
        deal(basis(), step(K.CAP, amount=most), split()),
        deal(basis(), step(K.CAP, amount=later), split(), version=2, effective="2026-02-14"),
    )

    assert due(versions, facts) <= max(most, later) * 100
    assert due(versions[0], facts) <= most * 100


def test_an_amount_that_the_contract_gives_is_used_and_told():
    terms = deal(basis(), replace(step(K.SHARE, "s"), asks=("amount",)), split())
    found = come_to(terms, [fact(100)], [contract(given=(("s", "3/4"),))])

    assert found.minor("studio", Purpose.DUE) == 75
    (told,) = [dict(trace.said) for _, trace in found.traces if trace.step == "s"]
    assert told["amount"] == "0.75"


def test_a_pool_is_told_by_its_weight_and_its_share():
    terms = deal(
        basis("effective_minutes"), step(K.POOL, scope="app", policy="restate"), split()
    )
    facts = [minutes(30), fact(500_00, metric="pool", contract="app", series="")]
    found = come_to(terms, [*facts[:1], replace(facts[1], currency="CNY")])

    (told,) = [trace for _, trace in found.traces if trace.step == "pool"]
    assert say(told.what, "en", **dict(told.said)) == "Pool app: weight 30, share 500.00"
