"""Questions: what nobody knows is asked for by its name, and only where it is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.terms.build import DAY, NOW, K, agreed, basis, contract, deal, fact, r, split, step
from piying.ledger.terms.ask import block, questions
from piying.ledger.terms.targets import targets
from piying.model.dated import Confidence, Source, Term
from piying.model.deal import Band, Calendar, Cell, Delay, Given
from piying.model.errors import Invalid, Missing

HINT = Source("A blog", "https://example.org", date(2026, 1, 1), Confidence.HINT)
TAXED = (basis(), split(), step(K.WITHHOLD, table="cn-2019", of="paid"))


def fields(terms, under=None):
    return [one.field for one in questions(terms, under)]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (deal(basis(), split()), []),
        (deal(basis(), split(), effective=""), ["effective"]),
        (deal(basis(), split(), asks=("until",)), ["until"]),
        (deal(basis(), split(), source=HINT), ["source.confidence"]),
        (replace(deal(basis("users"), step(K.RATE, amount=1), split()), min_ms=None,
                 cap_watch_x=None), ["counting.min_ms", "counting.cap_watch_x"]),
        (replace(deal(basis("users", "statement"), step(K.RATE, amount=1), split()),
                 min_ms=None), []),
        (replace(deal(basis(), split()), min_ms=None), []),
        (deal(*TAXED), ["calendar.payment.days"]),
        (deal(*TAXED, calendar=Calendar(payment=Delay(3, after="invoice"))),
         ["calendar.invoice.days"]),
        (deal(*TAXED, calendar=Calendar(payment=Delay(3))), []),
        (deal(basis(), replace(step(K.BRACKETS, policy="whole"), bands=(Band(0, None),)),
              split()), ["bands"]),
    ],
)  # fmt: skip
def test_what_is_unknown_is_asked_for(terms, expected):
    assert fields(terms) == expected


def test_a_guarantee_may_be_left_to_the_contract():
    left = deal(basis(), step(K.GUARANTEE, "mg", scope="title"), split())
    asks = deal(
        basis(), replace(step(K.GUARANTEE, "mg", scope="title"), asks=("amount",)), split()
    )
    given = contract(given=(("mg", 5),))
    unknown = replace(contract(), given=(Given("mg", None),))

    assert fields(left, given) == fields(asks, given) == []
    assert fields(left, contract()) == fields(left, unknown) == ["amount"]
    assert fields(asks, contract()) == fields(asks, unknown) == ["amount"]


def test_a_coefficient_is_asked_for_only_on_the_days_that_need_it():
    cells = (
        Cell(r(60), "2d", term=Term(None, date(2026, 2, 22))),
        Cell(None, "2d", term=Term(date(2026, 2, 23))),
        Cell(r(60), "2d", exclusive=True, grade="S", term=Term(date(2026, 2, 23))),
    )
    table = step(K.COEFFICIENT, cells=cells, as_percent=True)
    terms = deal(basis("users"), step(K.RATE, amount=1), table, split())

    def asked(under, last):
        return [one.field for one in questions(terms, under, "2026-01-01", last)]

    assert asked(contract(), "2026-02-22") == []
    assert asked(contract(), "2026-02-23") == ["cells.2d"]
    assert asked(contract(grade="S"), "2026-02-23") == []
    assert asked(contract(exclusive=None), "2026-02-23") == ["contract.exclusive"]


def test_two_coefficients_that_fit_equally_well_are_refused():
    cells = (Cell(r(60), "2d"), Cell(r(50), grade="S"))
    table = step(K.COEFFICIENT, cells=cells, as_percent=True)
    terms = deal(basis("users"), step(K.RATE, amount=1), table, split())

    with pytest.raises(Invalid, match="equally well"):
        questions(terms, contract(grade="S"))


def test_nothing_asked_blocks_nothing():
    block([])


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"contracts": [contract(deal="gone")]}, "no deal gone"),
        ({"parties": ()}, "no party studio"),
        ({"deals": deal(basis(), split(), step(K.WITHHOLD, table="t", of="earned"))},
         "table t"),
        ({"contracts": [contract("other")]}, "contract c"),
        ({"contracts": [contract(series=("b",))]}, "of a under"),
        ({"contracts": [contract(until="2026-01-31")]}, "outside its days"),
        ({"contracts": [contract(platforms=("elsewhere",))]}, "come from app"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(said, match):
    terms = said.pop("deals", deal(basis(), split()))

    with pytest.raises(Missing, match=match):
        targets(agreed(terms, **said), [fact(1)], DAY, NOW)


def test_a_version_whose_first_day_nobody_knows_is_asked_for():
    terms = (deal(basis(), split()), deal(basis(), split(), version=2, effective=""))

    with pytest.raises(Invalid, match="what is effective"):
        targets(agreed(terms), [], DAY, NOW)
