"""Tallies stand for the facts that they are the sums of."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.terms.build import NOW, agreed, basis, come_to, contract, deal, fact, split
from ledger.terms.strategies import DAYS, LAST, worlds
from piying.ledger.closing import facts_digest
from piying.ledger.terms.sums import Column, Tally, sums
from piying.ledger.terms.targets import targets
from piying.model.books import Metric
from piying.model.canon import digest_bytes
from piying.model.errors import Invalid, Missing

PROOF = {day: digest_bytes(day.encode()) for day in (*DAYS, "2026-02-01", "2026-02-02")}


def tallied(facts):
    """`facts`, by title."""
    by_title = {}
    for one in facts:
        by_title.setdefault((one.contract, one.series), []).append(one)
    made = []
    for (name, series), found in by_title.items():
        platforms, columns = {}, {}
        for one in found:
            platforms.setdefault(one.platform, set()).add(one.day)
            days = columns.setdefault((one.metric, one.counted_by), {})
            days[one.day] = days.get(one.day, 0) + one.amount
        made.append(
            Tally(
                name,
                series,
                {platform: tuple(sorted(days)) for platform, days in platforms.items()},
                {
                    key: Column(
                        tuple(sorted(days)), tuple(accumulate(days[d] for d in sorted(days)))
                    )
                    for key, days in columns.items()
                },
                PROOF,
            )
        )
    return tuple(made)


@pytest.mark.property
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), st.sampled_from(DAYS), st.data())
def test_a_close_from_sums_is_a_close_from_all_facts(world, day, data):
    terms, under, history = world
    facts = sorted(set(history), key=repr)
    apart = [data.draw(st.booleans()) for _ in facts]
    one_by_one = [fact for fact, alone in zip(facts, apart, strict=True) if alone]
    folded = tallied(fact for fact, alone in zip(facts, apart, strict=True) if not alone)
    what = agreed(terms, under)

    assert targets(what, one_by_one, day, NOW, folded) == targets(what, facts, day, NOW)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"series": "b"}, "deals.fact_lost"),
        ({"platform": "elsewhere"}, "deals.fact_elsewhere"),
        ({"day": "2025-12-31"}, "deals.fact_outside"),
    ],
)
def test_a_tally_is_refused_where_its_facts_would_be(told, code):
    terms = deal(basis(), split())
    wrong = fact(1, metric=Metric.PLAYS, **told)
    under = (contract(platforms=("app",)),)
    proof = {**PROOF, wrong.day: PROOF[LAST]}
    found = [
        Tally(one.contract, one.series, one.platforms, one.columns, proof)
        for one in tallied([wrong])
    ]
    for facts, tallies in (([wrong], ()), ([], found)):
        with pytest.raises((Missing, Invalid)) as caught:
            targets(agreed(terms, under), facts, "2026-02-02", NOW, tallies)
        assert caught.value.code == code


def test_a_gap_between_two_versions_is_found_inside_a_tally():
    terms = (
        deal(basis(), split(), until="2026-02-01"),
        deal(basis(), split(), version=2, effective="2026-02-03"),
    )
    days = ("2026-02-01", "2026-02-02", "2026-02-03")
    column = Column(days, (1, 2, 3))
    tally = Tally("c", "a", {"app": days}, {(Metric.GROSS, "own"): column}, PROOF)
    with pytest.raises(Missing) as caught:
        targets(agreed(terms), [], "2026-02-03", NOW, [tally])

    assert caught.value.code == "deals.fact_outside"
    assert caught.value.data["day"] == "2026-02-02"
    assert come_to(terms[:1], [fact(1, "2026-02-01")], day="2026-02-01").lines


def test_facts_beside_a_tally_are_added_to_its_days():
    tally = tallied([fact(3, "2026-02-01"), fact(4, "2026-02-02")])[0]
    found = sums([fact(10, "2026-02-02"), fact(5, "2026-02-01", Metric.FEE)], tally)

    assert found.metric(Metric.GROSS, "own", "2026-02-02", "2026-02-02") == 14
    assert found.metric(Metric.GROSS, "own", "2026-01-01", "2026-02-28") == 17
    assert found.metric(Metric.FEE, "own", "2026-01-01", "2026-02-28") == 5


def test_a_tally_ends_where_it_is_cut_and_says_what_came_later():
    tally = tallied([
        fact(3, "2026-02-01"), fact(4, "2026-02-02"), fact(1, "2026-02-01", platform="web"),
    ])[0]  # fmt: skip
    cut = tally.until("2026-02-01")

    assert cut.platforms == {"app": ("2026-02-01",), "web": ("2026-02-01",)}
    assert cut.columns[Metric.GROSS, "own"] == Column(("2026-02-01",), (4,))
    assert tally.later("2026-02-01") == {"app": ("2026-02-02",)}
    assert tally.until("2026-02-02") is tally


def test_facts_and_the_tallies_of_them_have_one_digest():
    plays = [
        fact(n, day, Metric.PLAYS, evidence=PROOF[day])
        for n, day in ((3, "2026-02-01"), (4, "2026-02-02"))
    ]
    sale = fact(9)
    whole = facts_digest([*plays, sale])

    assert whole == facts_digest([sale], tallied(plays))
    assert whole != facts_digest([sale], tallied(plays[:1]))
    assert whole != facts_digest([], tallied(plays))
