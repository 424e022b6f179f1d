"""Tax withheld from people, by the measures of announcement 61 of 2018, article 8."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.terms.build import K, basis, come_to, contract, deal, fact, shipped, split, step
from piying.ledger.terms.agreed import Purpose
from piying.ledger.terms.tax import taxes
from piying.ledger.terms.workdays import workdays
from piying.model.deal import Calendar, Delay, Holder
from piying.model.errors import Invalid, Missing

TABLE = taxes(shipped("tax.toml"), "tax.toml")
DAYS = workdays(shipped("workdays.toml"), "workdays.toml")
YUAN = 100


@pytest.mark.parametrize(
    ("income", "yuan", "fen"),
    [
        ("author", 3_000, 308_00),
        ("author", 5_000, 560_00),
        ("royalty", 4_000, 640_00),
        ("royalty", 10_000, 1_600_00),
        ("labour", 800, 0),
        ("labour", 25_000, 4_000_00),
        ("labour", 30_000, 5_200_00),
        ("labour", 80_000, 18_600_00),
    ],
)
def test_worked_examples(income, yuan, fen):
    assert TABLE[0].withheld_minor(income, yuan * YUAN) == fen


@settings(deadline=None)
@given(
    st.sampled_from(["author", "royalty", "labour"]),
    st.integers(0, 10**10),
    st.integers(0, 10**8),
)
def test_tax_is_within_the_income_and_never_falls(income, minor, more):
    tax = TABLE[0].withheld_minor(income, minor)

    assert 0 <= tax <= minor
    assert tax <= TABLE[0].withheld_minor(income, minor + more)


def test_a_kind_of_income_without_a_rule_is_refused():
    with pytest.raises(Missing):
        TABLE[0].withheld_minor("gift", 100)


def taxed(facts, party="li", of="earned", day="2026-11-23", **said):
    terms = deal(basis(), split(), step(K.WITHHOLD, table="cn-2019", of=of), **said)
    held = [contract(holders=(Holder("producer", party),))]
    found = come_to(terms, facts, held, day, taxes=TABLE, workdays=DAYS)
    return found.minor(party, Purpose.TAX)


def test_an_authors_fee_adds_up_over_the_month():
    first = fact(3_000 * YUAN, "2026-02-03")
    second = fact(2_000 * YUAN, "2026-02-10")

    assert taxed([first]) == 308_00
    assert taxed([first, second]) - taxed([first]) == 252_00


def test_another_month_begins_anew():
    facts = [fact(3_000 * YUAN, "2026-02-03"), fact(3_000 * YUAN, "2026-03-03")]

    assert taxed(facts) == 2 * 308_00


def test_labour_is_taxed_by_bands_and_companies_are_not():
    facts = [fact(30_000 * YUAN)]

    assert taxed(facts, "wu") == 5_200_00
    assert taxed(facts, "studio") == 0


def test_income_of_two_contracts_adds_up():
    terms = deal(basis(), split(), step(K.WITHHOLD, table="cn-2019", of="earned"))
    held = (Holder("producer", "li"),)
    contracts = [contract("c", holders=held), contract("e", ["b"], holders=held)]
    facts = [fact(3_000 * YUAN), fact(2_000 * YUAN, contract="e", series="b")]

    assert come_to(terms, facts, contracts, taxes=TABLE).minor("li", Purpose.TAX) == 560_00


def test_the_month_of_payment_counts_where_the_deal_says_paid():
    calendar = Calendar("week", payment=Delay(7))
    facts = [fact(3_000 * YUAN, "2026-02-18"), fact(3_000 * YUAN, "2026-03-03")]

    assert (
        taxed(facts, of="paid", calendar=calendar)
        == 560_00 + 1_000 * YUAN * 56 // 500
        == 672_00
    )
    assert taxed(facts, of="earned", calendar=calendar) == 616_00


def test_a_day_of_payment_that_nobody_knows_is_asked_for():
    with pytest.raises(Invalid, match=r"calendar\.payment\.days"):
        taxed([fact(100)], of="paid")
