"""What statements look up is sorted once, and what did not move is not sorted again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ledger.terms.build import basis, come_to, contract, deal, fact, split
from piying.ledger.standing import Lines
from piying.ledger.terms.agreed import Purpose, Target

SHARED = deal(basis(), split(("producer", 0.5)))
TAX = Target("studio", Purpose.TAX, "", "", "CNY", Fraction(7), 7)


def found():
    """What two series of one studio come to, with tax upon it."""
    two = come_to(SHARED, [fact(100), fact(40, series="b")], [contract(series=("a", "b"))])
    return replace(two, lines=(*two.lines, TAX))


def test_a_party_finds_its_lines_by_pot_and_tax_is_of_none():
    lines = Lines.by(found(), {})

    of = lines.of["studio", "CNY"]

    assert {pot: one.minor for pot, (one,) in of.items()} == {("c", "a"): 50, ("c", "b"): 20}
    assert lines.apart == {("studio", "CNY", Purpose.TAX): 7}


def test_what_stands_as_it_stood_is_looked_up_where_it_was_sorted():
    before = found()
    stood = Lines.by(before, {})
    same = replace(before, lines=before.lines[:-1], traces=())
    late = replace(same, lines=(replace(same.lines[0], minor=51), *same.lines[1:]))

    assert Lines.by(same, {}, (before, stood)).of is stood.of
    assert Lines.by(late, {}, (before, stood)).of == Lines.by(late, {}).of != stood.of


def test_nothing_is_found_before_the_first_close():
    assert Lines.by(None, {}) == Lines()
