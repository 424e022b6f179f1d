"""Sales in the database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import DatabaseError

from piying.model.errors import Conflict
from piying.model.sale import Sale, SaleKind
from piying.store.sales import Sales

SALE = Sale(
    "own", "t-1", SaleKind.EPISODE, "lamp", 12, "own", "2026-11-20", 1, 100, 0, 3, "CNY"
)


@pytest.fixture
def sales(store):
    return Sales(store.database)


def test_a_sale_is_there_once_however_often_it_is_told(sales):
    other = replace(SALE, transaction="t-2")

    assert sales.add([SALE, SALE], 1) == 1
    assert sales.add([SALE, other], 2) == 1
    assert list(sales.upto("2026-11-20")) == [SALE, other]


def test_a_sale_of_a_later_day_is_not_yet_there(sales):
    sales.add([SALE, replace(SALE, transaction="t-2", day="2026-11-21")], 1)

    assert [sale.transaction for sale in sales.upto("2026-11-20")] == ["t-1"]


def test_the_same_transaction_told_otherwise_is_a_conflict_and_nothing_is_kept(sales):
    sales.add([SALE], 1)
    with pytest.raises(Conflict) as caught:
        sales.add([replace(SALE, transaction="t-9"), replace(SALE, gross_minor=101)], 2)

    assert caught.value.code == "sales.told_twice"
    assert list(sales.upto("2026-12-31")) == [SALE]


def test_many_sales_are_kept_at_once(sales):
    many = [replace(SALE, transaction=f"t-{n:05}") for n in range(1203)]

    assert sales.add(many, 1) == 1203
    assert sales.add(many, 2) == 0
    assert len(list(sales.upto("2026-11-20"))) == 1203


@pytest.mark.parametrize("change", ["UPDATE sale SET day = 'x'", "DELETE FROM sale"])
def test_the_database_refuses_to_change_a_sale(sales, change):
    sales.add([SALE], 1)
    with pytest.raises((Conflict, DatabaseError)), sales.database.writing() as connection:
        connection.exec_driver_sql(change)
