"""Sales as facts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ledger.terms.build import contract
from piying.ledger.sales import covering, sold
from piying.model.books import Metric
from piying.model.sale import Sale, SaleKind

SALE = Sale("own", "t", SaleKind.EPISODE, "a", 1, "own", "2026-02-03", 1, 100, 0, 3, "CNY")
HELD = (
    contract("c1", series=("a",), platforms=("own",), until="2026-02-28"),
    contract("c2", series=("a",), platforms=("own",), since="2026-03-01"),
)

told = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(["2026-02-03", "2026-02-28", "2026-03-01"]),
        st.integers(0, 999), st.integers(0, 99), st.integers(0, 9),
    ),
    max_size=20,
)  # fmt: skip


def test_whose_a_sale_is_follows_from_title_platform_and_day():
    assert covering(HELD, "a", "own", "2026-02-28").id == "c1"
    assert covering(HELD, "a", "own", "2026-03-01").id == "c2"
    assert covering(HELD, "a", "else", "2026-03-01") is None
    assert covering(HELD, "b", "own", "2026-03-01") is None


@given(told)
def test_no_amount_is_lost(rows):
    sales = [
        replace(SALE, transaction=str(n), series=series, day=day, gross_minor=gross,
                refund_minor=back, fee_minor=fee)
        for n, (series, day, gross, back, fee) in enumerate(rows)
    ]  # fmt: skip
    found = sold(sales, HELD)

    for metric, name in (
        (Metric.GROSS, "gross_minor"),
        (Metric.REFUND, "refund_minor"),
        (Metric.FEE, "fee_minor"),
    ):
        counted = sum(fact.amount for fact in found.facts if fact.metric is metric)
        left = sum(getattr(sale, name) for sale in found.uncovered)
        assert counted + left == sum(getattr(sale, name) for sale in sales)


def test_the_order_of_sales_changes_nothing():
    sales = [replace(SALE, transaction=str(n), gross_minor=n) for n in range(5)]

    assert sold(sales, HELD) == sold(sales[::-1], HELD)


def test_a_title_that_no_contract_covers_is_said_and_not_forgotten():
    stray = replace(SALE, series="b")

    assert sold([stray], HELD).uncovered == (stray,)
