"""What the end of a close comes to now is what a whole run would say, however little moved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.terms.build import NOW, agreed, basis, contract, deal, fact, split, step
from ledger.terms.strategies import DAYS, worlds
from ledger.terms.test_sums import tallied
from piying.ledger import unmoved
from piying.ledger.closing import pots_of
from piying.ledger.terms.agreed import Purpose
from piying.ledger.terms.targets import targets
from piying.ledger.unmoved import Counted, Ground, again, bases_of, ground
from piying.model.books import Metric
from piying.model.deal import StepKind


def closed(what, counted, day):
    """What a close at the end of `day` posts and rests on."""
    made = targets(what, counted.only(), day, NOW, counted.cut())
    rests = ground(what, pots_of(what, NOW), counted, (day, NOW))
    return made, Ground(rests, bases_of(made))


def plain(found):
    """The lines that statements look at, in any order, and what was counted."""
    lines = [line for line in found.lines if line.purpose is not Purpose.TAX]
    return sorted(map(repr, lines)), sorted(map(repr, bases_of(found)))


@st.composite
def histories(draw):
    """A world as it was at a close and as it is now: late facts, other terms, other holders."""
    terms, under, history = draw(worlds())
    facts = sorted(set(history), key=repr)
    early = [one for one in facts if draw(st.integers(0, 4))]
    before = tuple(
        replace(one, format="static") if not draw(st.integers(0, 4)) else one for one in under
    )
    before_terms = terms[:1] if not draw(st.integers(0, 3)) else terms
    folded = [one for one in facts if draw(st.booleans())]

    def counted(known):
        alone = tuple(one for one in known if one not in folded)
        return alone, tallied(one for one in known if one in folded)

    return (
        (agreed(before_terms, before), counted(early)),
        (agreed(terms, under), counted(facts)),
    )


@pytest.mark.property
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.sampled_from(DAYS))
def test_what_moved_and_what_did_not_are_together_what_a_whole_run_says(history, day):
    (then, known_then), (now, known_now) = history
    stood = closed(then, Counted(*known_then, lambda _: day), day)
    counted = Counted(*known_now, lambda _: day)
    found = again(now, pots_of(now, NOW), counted, NOW, stood)
    whole = targets(now, counted.only(), day, NOW, counted.cut(), bases_only=True)

    assert plain(found) == plain(whole)


def two_titles():
    return agreed((deal(basis(), split()),), (contract("c", ("a",)), contract("e", ("b",))))


def facts():
    return fact(7, "2026-02-01"), fact(9, "2026-02-01", contract="e", series="b")


@pytest.mark.parametrize(
    ("late", "worked_out"),
    [
        ((), []),
        ((fact(1, "2026-02-02"),), ["c"]),
        ((fact(1, "2026-02-04"),), []),
    ],
)
def test_only_pots_with_late_facts_are_worked_out_again(monkeypatch, late, worked_out):
    what, day, asked = two_titles(), "2026-02-03", []
    stood = closed(what, Counted(facts(), (), lambda _: day), day)
    monkeypatch.setattr(
        unmoved, "targets",
        lambda part, *rest, **more: (
            asked.extend(one.id for one in part.contracts), targets(part, *rest, **more)
        )[1],
    )  # fmt: skip
    again(what, pots_of(what, NOW), Counted((*facts(), *late), (), lambda _: day), NOW, stood)

    assert asked == worked_out


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, deals=(deal(basis(), split(), effective="2026-01-02"),)),
        lambda one: replace(one, contracts=tuple(
            replace(each, since="2026-01-02") for each in one.contracts)),
    ],
)  # fmt: skip
def test_other_terms_are_another_ground(change):
    what, day = two_titles(), "2026-02-03"
    counted = Counted(facts(), (), lambda _: day)
    one, other = (
        ground(each, pots_of(each, NOW), counted, (day, NOW)) for each in (what, change(what))
    )

    assert one.keys() == other.keys() == {"c", "e"}
    assert not set(one.items()) & set(other.items())


def test_a_title_that_divides_a_pool_is_worked_out_every_time():
    pooled = deal(
        basis("effective_plays"), step(StepKind.POOL, "pool", scope="p", policy="restate"),
        split(),
    )  # fmt: skip
    what, day = agreed((pooled,), (contract("c", ("a",)),)), "2026-02-28"
    told = (
        fact(10, "2026-02-01", Metric.PLAYS),
        fact(500, "2026-02-01", Metric.POOL, contract="p", series=""),
    )
    counted = Counted(told, (), lambda _: day)
    made, rests = closed(what, counted, day)

    assert not rests.pots
    assert plain(again(what, pots_of(what, NOW), counted, NOW, (made, rests))) == plain(made)
    assert any(line.minor == 500 for line in made.lines)
