"""Statements."""

from __future__ import annotations

import pytest

from ledger.months import House
from ledger.terms.build import agreed, basis, contract, deal, fact, minutes, split, step
from ledger.test_closing import HELD, WEEKS, day, shared
from piying.ledger.closing import period_named
from piying.ledger.standing import Standing
from piying.ledger.stating import Kept, statement
from piying.model.deal import StepKind
from piying.model.errors import Invalid

K = StepKind


def by_what(found):
    return {line.what.removeprefix("statement.line_"): line for line in found.lines}


def test_a_line_says_how_many_units_at_which_rate_by_which_clause():
    counted = deal(
        basis("effective_minutes"), step(K.RATE, amount=12, per=1000), split(("producer", 0.5))
    )
    house = House(agreed(counted))
    (found,) = house.close(WEEKS[0], [minutes(1_000_000, day(2))])
    (line,) = found.lines

    assert (line.units, line.unit, line.minor) == (1_000_000, "minutes", 600_000)
    assert line.rate == "0.006"
    assert line.clause == "§split"
    assert [trace.clause for trace in line.steps] == ["§basis", "§rate", "§split"]
    assert line.residue == "0"


def test_the_fraction_of_a_fen_is_said_and_comes_later():
    house = House(agreed(shared(), [contract(holders=HELD)]))
    first = house.close(WEEKS[0], [fact(15, day(1))])
    facts = [fact(15, day(1)), fact(15, day(8))]
    second = house.close(WEEKS[1], facts)

    assert [one.lines[0].minor for one in first] == [1, 10]
    assert [one.lines[0].residue for one in first] == ["1/2", "1/2"]
    assert [one.lines[0].minor for one in second] == [2, 11]
    assert [one.lines[0].residue for one in second] == ["0", "0"]


def test_what_was_known_late_stands_on_a_line_of_its_own():
    house = House(agreed(shared(), [contract(holders=HELD)]))
    house.close(WEEKS[0], [fact(1000, day(1))])
    facts = [fact(1000, day(1)), fact(500, day(2), platform="late"), fact(100, day(9))]
    studio = next(s for s in house.close(WEEKS[1], facts) if s.party == "studio")

    assert by_what(studio)["earned"].minor == 70
    assert by_what(studio)["corrected"].minor == 350
    assert studio.opening_minor == 700
    assert studio.closing_minor == 1120


def test_a_guarantee_is_recouped_from_what_is_earned():
    promised = deal(basis("gross"), step(K.GUARANTEE, amount=100, scope="title"), split())
    house = House(agreed(promised))
    (first,) = house.close(WEEKS[0], [fact(4000, day(1))])
    (second,) = house.close(WEEKS[1], [fact(4000, day(1)), fact(9000, day(8))])

    assert (first.closing_minor, first.closing_unrecouped_minor) == (10_000, 6_000)
    assert second.opening_unrecouped_minor == 6_000
    assert (second.closing_minor, second.closing_unrecouped_minor) == (13_000, 0)


def test_less_than_the_least_is_carried_over():
    least = deal(basis("gross"), split(), step(K.MINIMUM, amount=100))
    house = House(agreed(least))
    (first,) = house.close(WEEKS[0], [fact(9_999, day(1))])
    (second,) = house.close(WEEKS[1], [fact(9_999, day(1)), fact(1, day(8))])

    assert (first.due, first.closing_minor) == ("", 9_999)
    assert (second.due, second.closing_minor) == ("2026-12-31", 10_000)


def test_what_was_kept_back_and_released_is_said():
    kept = deal(basis("gross"), split(), step(K.RESERVE, amount=0.2, until=day(8)))
    house = House(agreed(kept))
    (first,) = house.close(WEEKS[0], [fact(1000, day(1))])
    (second,) = house.close(WEEKS[1], [fact(1000, day(1))])

    assert {name: line.minor for name, line in by_what(first).items()} == {
        "earned": 1000, "reserved": -200,
    }  # fmt: skip
    assert {name: line.minor for name, line in by_what(second).items()} == {"released": 200}


def test_a_statement_that_is_not_what_the_books_say_is_not_written():
    house = House(agreed(shared(), [contract(holders=HELD)]))
    house.close(WEEKS[0], [fact(1000, day(1))])
    standing = Standing(
        period=period_named(WEEKS[0]),
        before=None, between=house.come_to([], day(0)), now=house.last, facts=(), pots={},
        due="",
    )  # fmt: skip
    with pytest.raises(Invalid) as caught:
        statement("studio", "CNY", standing, Kept(0, 0, 0, 701, (), "0" * 64))

    assert caught.value.code == "settle.statement_apart"
