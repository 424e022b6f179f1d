"""Laws of the terms engine, held against random deals and against a second settlement."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ledger import oracle
from ledger.terms.build import NOW, PEOPLE, agreed
from ledger.terms.strategies import DAYS, LAST, growing_worlds, worlds
from piying.ledger.terms.agreed import Purpose
from piying.ledger.terms.check import deal_faults
from piying.ledger.terms.targets import targets
from piying.model.deal import HOUSE
from piying.model.messages import say

pytestmark = pytest.mark.property
random_deals = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)


def come_to(world, facts=None, day=LAST):
    terms, under, history = world
    facts = history if facts is None else facts
    return targets(agreed(terms, under), facts, day, NOW)


def minors(found):
    return {
        (line.party, line.purpose, line.contract, line.series): line.minor
        for line in found.lines
        if line.minor
    }


@random_deals
@given(worlds())
def test_every_random_deal_is_sound(world):
    assert not [fault for terms in world[0] for fault in deal_faults(terms, "x")]


@random_deals
@given(worlds(), st.sampled_from(DAYS[3:]))
def test_a_second_settlement_by_brute_force_says_the_same(world, day):
    found = come_to(world, day=day)
    due, reserve, left = oracle.settled(world[2], world[1], world[0], day)

    for party in {*due, "studio", "other", "li", "zhao", HOUSE}:
        assert found.minor(party, Purpose.DUE) == due.get(party, 0)
        assert found.minor(party, Purpose.RESERVE) == reserve.get(party, 0)
    assert found.minor("", Purpose.SUSPENSE) == left


@random_deals
@given(worlds(), st.randoms(use_true_random=False))
def test_order_repeats_and_runs_change_nothing(world, chance):
    facts = [*world[2], *world[2]]
    chance.shuffle(facts)
    posted = Counter()
    for cut in sorted(chance.sample(range(len(facts) + 1), min(3, len(facts)))):
        before = minors(come_to(world, facts[:cut]))
        posted.update({key: before.get(key, 0) - posted[key] for key in {*before, *posted}})
    final = minors(come_to(world, facts))
    posted.update({key: final.get(key, 0) - posted[key] for key in {*final, *posted}})

    assert {key: minor for key, minor in posted.items() if minor} == minors(come_to(world))


@random_deals
@given(worlds(), st.data())
def test_what_is_found_to_be_fraud_was_never_there(world, data):
    assume(world[2])
    fraud = data.draw(st.sampled_from(world[2]))
    undone = replace(fraud, amount=-fraud.amount)
    assume(undone not in world[2])
    without = tuple(one for one in world[2] if one != fraud)

    assert minors(come_to(world, (*world[2], undone))) == minors(come_to(world, without))


@random_deals
@given(worlds())
def test_nothing_is_lost_and_no_share_is_off_by_a_whole_unit(world):
    found = come_to(world)
    pots = {(line.contract, line.series) for line in found.lines}

    for pot in pots:
        lines = [line for line in found.lines if (line.contract, line.series) == pot]
        whole = sum(line.exact for line in lines if line.purpose in {"due", "reserve"})
        parts = sum(line.minor for line in lines)
        assert parts == whole.__floor__()
        for party in {line.party for line in lines} - {""}:
            own = [line for line in lines if line.party == party]
            error = sum(line.exact for line in own) - sum(line.minor for line in own)
            assert 0 <= error < 1
        left = [line.minor for line in lines if line.purpose is Purpose.SUSPENSE]
        assert sum(left) < max(2, len({line.party for line in lines}))


@random_deals
@given(worlds())
def test_recouped_and_unrecouped_are_the_guarantee(world):
    for one in come_to(world).recoupments:
        assert one.recouped + one.unrecouped == one.guarantee
        assert 0 <= one.recouped <= max(0, one.earned)


@random_deals
@given(growing_worlds(), st.data())
def test_nothing_falls_without_a_negative_fact(world, data):
    assume(len(world[2]) > 1)
    some = world[2][: data.draw(st.integers(1, len(world[2]) - 1))]
    before, after = come_to(world, some), come_to(world)

    for party in (*(person.id for person in PEOPLE), HOUSE):
        whole = [
            found.minor(party, Purpose.DUE) + found.minor(party, Purpose.RESERVE)
            for found in (before, after)
        ]
        assert whole[0] <= whole[1]


@random_deals
@given(worlds())
def test_every_line_of_a_trace_can_be_said_in_both_languages(world):
    for _, trace in come_to(world).traces:
        for language in ("zh", "en"):
            assert "{" not in say(trace.what, language, **dict(trace.said))
