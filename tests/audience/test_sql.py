"""`Only what every engine does alike is used.`"""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from piying.audience.sql import RESULT, day_text, torn_text

ALLOWED = {
    exp.Add, exp.Alias, exp.And, exp.Between, exp.Boolean, exp.Case, exp.Cast, exp.Column,
    exp.Count, exp.CTE, exp.DataType, exp.EQ, exp.From, exp.GT, exp.GTE, exp.Group, exp.Having,
    exp.Identifier, exp.If, exp.Join, exp.LT, exp.LTE, exp.Literal, exp.Max, exp.Min, exp.Mul,
    exp.Neg, exp.Order, exp.Ordered, exp.Paren, exp.Select, exp.Star, exp.Sub, exp.Sum,
    exp.Table, exp.TableAlias, exp.Where, exp.With,
}  # fmt: skip


def faults(text):
    """What in `text` lies outside the subset."""
    tree = sqlglot.parse_one(text)
    for node in tree.walk():
        if type(node) not in ALLOWED:
            yield f"{type(node).__name__}: {node.sql()}"
        yield from (f"{what}: {node.sql()}" for what, found in NEVER.items() if found(node))
    for select in tree.find_all(exp.Select):
        yield from borrowed(select)


NEVER = {
    "group by something else than columns": lambda node: (
        isinstance(node, exp.Group)
        and not (node.expressions and all(isinstance(e, exp.Column) for e in node.expressions))
    ),
    "a join that is no equality": lambda node: (
        isinstance(node, exp.Join)
        and (not node.args.get("on") or any(node.find_all(exp.GT, exp.LT, exp.GTE, exp.LTE)))
    ),
    "another type": lambda node: (
        isinstance(node, exp.DataType) and node.this is not exp.DataType.Type.BIGINT
    ),
    "no whole number": lambda node: (
        isinstance(node, exp.Literal) and (node.is_string or not node.this.isdigit())
    ),
    "a sum of unknown type": lambda node: (
        isinstance(node, exp.Count | exp.Sum) and not isinstance(node.parent, exp.Cast)
    ),
    "a column without a name": lambda node: (
        isinstance(node, exp.Select)
        and not all(isinstance(e, exp.Alias) for e in node.expressions)
    ),
}


def borrowed(select):
    """Aliases that are also columns which another expression there reads."""
    for one in select.expressions:
        read = [
            e
            for e in select.expressions
            if e is not one and not isinstance(e.unalias(), exp.Column)
        ]
        for other in read:
            names = {c.name for c in other.find_all(exp.Column) if not c.table}
            if one.alias in names:
                yield f"{one.alias} hides a column"


@pytest.mark.parametrize("text", [day_text(), day_text(0, 5), torn_text(), torn_text(-5, 5)])
def test_the_text_stays_within_the_portable_subset(text):
    assert not list(faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "select a.x / 2 as x from a",
        "select cast(avg(a.x) as bigint) as x from a",
        "select cast(a.x as decimal(18, 2)) as x from a",
        "select cast(a.x as double) as x from a",
        "select 1.5 as x from a",
        "select 'a' as x from a",
        "select least(a.x, a.y) as x from a",
        "select now() as x from a",
        "select sum(a.x) as x from a",
        "select count(*) as x from a",
        "select cast(count(*) as bigint) as x from a group by all",
        "select cast(count(*) as bigint) as x from a group by a.x + 1",
        "select a.x as x from a join b using (x)",
        "select a.x as x from a join b on a.x < b.x",
        "select a.x as x from a cross join b",
        "select a.x from a",
        "select coalesce(a.x, 0) as x from a",
        "select row_number() over (order by a.x) as x from a",
        "select distinct a.x as x from a",
        "select a.x as x from a order by a.x limit 5",
        "select a.x as x from a union all select a.x as x from a",
        "select min(x) as x, max(x) as y from a",
    ],
)
def test_a_planted_fault_is_caught(text):
    assert list(faults(text))


def test_the_columns_of_the_result_are_those_that_are_promised():
    assert tuple(sqlglot.parse_one(day_text()).named_selects) == RESULT


def test_the_lowest_number_is_written_without_a_literal_that_is_out_of_range():
    assert "-9223372036854775808" not in torn_text()
    assert "between (-9223372036854775807 - 1) and 9223372036854775807" in torn_text()
