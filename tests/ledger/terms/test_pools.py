"""Pools: a sum divided by weight, once the period is over, and what corrections do."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.terms.build import NOW, K, agreed, basis, contract, deal, fact, minutes, split, step
from piying.ledger.terms.agreed import Purpose
from piying.ledger.terms.pools import close
from piying.ledger.terms.targets import divided_pools, targets
from piying.model.books import Metric
from piying.model.errors import Conflict, Invalid

WEEK, NEXT = "2026-02-04", "2026-02-11"
CONTRACTS = [contract("c1", ["a"]), contract("c2", ["b"])]


def pool(policy="restate", **said):
    return deal(
        basis("effective_minutes"),
        step(K.POOL, scope="app", policy=policy),
        step(K.SHARE, amount="1/2"),
        split(),
        **said,
    )


def watched(one, other, day=WEEK):
    return [
        minutes(one, day, contract="c1", series="a"),
        minutes(other, day, contract="c2", series="b"),
    ]


def told(yuan, day=WEEK, metric=Metric.POOL):
    return fact(yuan * 100, day, metric, contract="app", series="")


def shares(terms, facts, day="2026-11-23", closings=()):
    found = targets(agreed(terms, CONTRACTS, closings=closings), facts, day, NOW)
    by = {line.contract: line.minor for line in found.lines if line.purpose is Purpose.DUE}
    return by.get("c1", 0), by.get("c2", 0)


def closed(terms, facts, period="2026-W06"):
    pools = divided_pools(agreed(terms, CONTRACTS), facts, "2026-02-08", NOW)
    return close(pools.by_name["app"], period, "2026-02-09T00:00:00Z")


def test_a_pool_is_divided_when_its_period_is_over():
    facts = [*watched(30, 10), told(400)]

    assert shares(pool(), facts, "2026-02-07") == (0, 0)
    assert shares(pool(), facts, "2026-02-08") == (150_00, 50_00)


def test_a_sum_that_nobody_has_told_yet_is_not_divided():
    assert shares(pool(), watched(30, 10)) == (0, 0)


def test_titles_of_others_take_their_part():
    others = fact(60, WEEK, Metric.OTHERS, contract="app", series="")

    assert shares(pool(), [*watched(30, 10), told(400), others]) == (60_00, 20_00)


def test_each_period_is_a_pool_of_its_own():
    facts = [*watched(30, 10), told(400), *watched(10, 30, NEXT), told(40, NEXT)]

    assert shares(pool(), facts) == (150_00 + 5_00, 50_00 + 15_00)


FRAUD = minutes(-10, WEEK, contract="c1", series="a", evidence=None)


@pytest.mark.parametrize(
    ("policy", "after", "later"),
    [
        ("restate", (133_33, 66_66), (133_33 + 25_00, 66_66 + 25_00)),
        ("absorb", (100_00, 50_00), (100_00 + 25_00, 50_00 + 25_00)),
        ("next_pool", (100_00, 50_00), (100_00 + 50_00, 50_00 + 50_00)),
    ],
)
def test_a_correction_after_the_closing_goes_as_the_pool_says(policy, after, later):
    terms = pool(policy)
    facts = [*watched(30, 10), told(400)]
    closing = closed(terms, facts)
    corrected = [*facts, FRAUD]

    assert shares(terms, facts, closings=(closing,)) == (150_00, 50_00)
    assert shares(terms, corrected, closings=(closing,)) == after
    following = [*corrected, *watched(1, 1, NEXT), told(100, NEXT)]
    assert shares(terms, following, closings=(closing,)) == later


def test_a_closing_divides_once_and_wholly():
    facts = [
        *watched(60, 50),
        told(100),
        fact(40, WEEK, Metric.OTHERS, contract="app", series=""),
    ]
    closing = closed(pool(), facts)

    assert [share.minor for share in closing.shares] == [40_00, 33_33]
    assert closing.sum_minor == 100_00


def test_a_period_is_closed_once():
    terms = pool("absorb")
    closing = closed(terms, [*watched(1, 1), told(10)])
    other = replace(closing, sum_minor=closing.sum_minor + 1)

    with pytest.raises(Conflict):
        shares(terms, watched(1, 1), closings=(closing, other))


def test_two_deals_have_to_agree_on_a_pool():
    other = replace(pool("absorb"), id="e")
    contracts = [CONTRACTS[0], replace(CONTRACTS[1], deal="e")]

    with pytest.raises(Invalid, match="app"):
        targets(agreed((pool(), other), contracts), [], "2026-11-23", NOW)


def test_an_amendment_in_the_middle_of_a_period_divides_by_the_plays_of_each_version():
    later = replace(pool(), version=2, effective="2026-02-05")
    steps = tuple(
        replace(one, amount=replace(one.amount, num=1, den=1)) if one.id == "share" else one
        for one in later.steps
    )
    facts = [*watched(30, 10), *watched(30, 0, "2026-02-06"), told(700)]
    both = (pool(), replace(later, steps=steps))

    assert shares(both, facts) == (150_00 + 300_00, 50_00)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=4),
    st.integers(0, 10_000),
)
def test_all_of_a_pool_is_given_and_no_more(plays, yuan):
    facts = [one for mine, other in plays for one in watched(mine, other)]
    facts = list(dict.fromkeys([*facts, told(yuan)]))
    found = targets(agreed(pool(), CONTRACTS), facts, "2026-11-23", NOW)
    exact = sum(line.exact for line in found.lines if line.purpose is Purpose.DUE)

    assert exact in {Fraction(yuan * 100, 2), 0}
