"""Closing periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.months import House
from ledger.terms.build import agreed, basis, contract, deal, fact, shipped, split, step
from piying.ledger import accounts
from piying.ledger.closing import last_closed, period_named
from piying.ledger.terms.tax import taxes
from piying.model.deal import Calendar, Holder, StepKind
from piying.model.errors import Invalid

K = StepKind
WEEKS = ("2026-W06", "2026-W07", "2026-W08", "2026-W09")
MONDAY = date(2026, 2, 2)


def day(n):
    return (MONDAY + timedelta(days=n)).isoformat()


def shared():
    return deal(basis("gross"), split(("producer", 0.7), ("writer", 0.1)))


HELD = (Holder("producer", "studio"), Holder("writer", "other"))


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [
        ("2026-W47", "2026-11-16", "2026-11-22"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-02", "2026-02-01", "2026-02-28"),
    ],
)
def test_a_period_is_a_week_or_a_month(name, begin, end):
    found = period_named(name)

    assert (found.name, found.begin, found.end) == (name, begin, end)


@pytest.mark.parametrize(
    "name", ["2026", "2026-13", "2026-W54", "2026-2", "W47", "", "2026-w47"]
)
def test_what_is_no_period_is_refused(name):
    with pytest.raises(Invalid) as caught:
        period_named(name)

    assert caught.value.code == "settle.bad_period"


def test_a_month_counts_when_it_is_over():
    month = Calendar(period="month")

    assert last_closed("2026-02-28", month) == "2026-02-28"
    assert last_closed("2026-03-08", month) == "2026-02-28"
    assert last_closed("2026-03-08", Calendar(period="week")) == "2026-03-08"


def test_a_week_is_posted_once_however_often_it_is_closed():
    house = House(agreed(shared(), [contract(holders=HELD)]))
    facts = [fact(1001, day(1)), fact(999, day(3))]
    house.close(WEEKS[0], facts)
    posted = list(house.posted)

    house.close(WEEKS[0], facts)

    assert house.posted == posted
    assert house.balance(accounts.payable("studio", "CNY").id) == -1400
    assert house.balance(accounts.payable("other", "CNY").id) == -200


def test_a_monthly_deal_waits_for_the_end_of_the_month_whatever_weeks_are_closed():
    monthly = deal(basis("gross"), split(), calendar=Calendar(period="month"))
    house = House(agreed(monthly))
    facts = [fact(1000, day(1))]

    house.close(WEEKS[0], facts)
    assert house.posted == []

    house.close("2026-02", facts)
    assert house.balance(accounts.payable("studio", "CNY").id) == -1000


def test_what_is_kept_back_stands_in_its_own_account():
    kept = deal(basis("gross"), split(), step(K.RESERVE, amount=0.2, until="2026-03-01"))
    house = House(agreed(kept))
    house.close(WEEKS[0], [fact(1000, day(1))])

    assert house.balance(accounts.payable("studio", "CNY").id) == -800
    assert house.balance(accounts.reserve("studio", "c", "CNY").id) == -200


def test_tax_is_owed_to_the_state_and_not_to_the_person():
    tables = taxes(shipped("tax.toml"), "tax.toml")
    withheld = deal(
        basis("gross"), split(("writer", 1)),
        step(K.WITHHOLD, table=tables[0].id, of="earned"),
    )  # fmt: skip
    house = House(agreed(withheld, [contract(holders=(Holder("writer", "li"),))], taxes=tables))
    (found,) = house.close(WEEKS[0], [fact(300_000, day(1))])

    assert found.tax_minor == 30_800
    assert found.closing_minor == 269_200
    assert house.balance(accounts.tax("income", "CNY").id) == -30_800


money = st.integers(-500, 5000)
happened = st.lists(st.tuples(st.integers(0, 27), money, st.integers(0, 3)), max_size=14)


@given(happened)
def test_late_facts_end_in_the_same_books_as_facts_in_time(told):
    """However late a fact is known, the accounts end where they would have ended."""
    told = [(n, amount, max(known, n // 7), at) for at, (n, amount, known) in enumerate(told)]
    facts = [(known, fact(amount, day(n), platform=f"p{at}")) for n, amount, known, at in told]
    late, once = (House(agreed(shared(), [contract(holders=HELD)])) for _ in range(2))
    for at, name in enumerate(WEEKS):
        for found in late.close(name, [one for known, one in facts if known <= at]):
            assert found.closing_minor == (
                found.opening_minor + sum(line.minor for line in found.lines)
                - found.tax_minor - found.held_minor - found.paid_minor
            )  # fmt: skip
    once.close(WEEKS[-1], [one for _, one in facts])

    names = {
        line.account for house in (late, once) for d in house.posted for line in d.postings
    }
    assert {name: late.balance(name) for name in names} == {
        name: once.balance(name) for name in names
    }
