"""A statement as words and figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.render.statement.sheet import sheet


def amount(text):
    return int(text.replace(",", "").replace(".", ""))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_and_came_and_went_is_what_is_left(statement, named, language):
    *parts, (_, _, left) = sheet(statement, named, language).sum
    signs = {"": 1, "+": 1, "−": -1}

    assert sum(signs[sign] * amount(value) for sign, _, value in parts) == amount(left)


def test_every_line_stands_once_under_its_series(statement, named):
    groups = sheet(statement, named, "zh").groups

    assert [group.title for group in groups] == ["荒村鬼灯", "来电是我"]
    assert [row.number for group in groups for row in group.rows] == ["1", "2", "3"]


def test_the_lines_of_a_series_add_up_to_its_total(statement, named):
    for group in sheet(statement, named, "zh").groups:
        minus = [row.amount.startswith("-") for row in group.rows]
        total = sum(
            -amount(row.amount[1:]) if less else amount(row.amount)
            for row, less in zip(group.rows, minus, strict=True)
        )
        assert group.total == f"{'-' if total < 0 else ''}{abs(total) / 100:,.2f}"


def test_the_longest_bar_is_that_of_the_series_that_earned_most(statement, named):
    bars = sheet(statement, named, "zh").bars

    assert bars[0][:2] == ("荒村鬼灯", 1000)
    assert bars[1][1] <= 0


def test_a_single_series_needs_no_bars(statement, named):
    one = replace(statement, lines=statement.lines[:2])

    assert sheet(one, named, "zh").bars == ()


def test_what_is_not_paid_out_is_said_to_be_carried_over(statement, named):
    assert sheet(statement, named, "zh").state == "2026-12-04 付款"
    assert sheet(replace(statement, due=""), named, "zh").state == "结转下期"
    assert sheet(replace(statement, closing_minor=-5), named, "en").state == "Carried over"


def test_a_payment_day_that_nobody_knows_is_said(statement, named):
    facts = dict(sheet(replace(statement, due=""), named, "zh").facts)

    assert facts["付款日"] == "合同未约定"


def test_a_statement_without_guarantee_does_not_speak_of_one(statement, named):
    bare = replace(statement, opening_unrecouped_minor=0, closing_unrecouped_minor=0)

    assert "本期抵扣" in dict(sheet(statement, named, "zh").facts)
    assert "本期抵扣" not in dict(sheet(bare, named, "zh").facts)


def test_a_month_is_called_a_month(statement, named):
    assert sheet(replace(statement, period="2026-11"), named, "en").title == "Monthly statement"


def test_a_series_without_a_title_goes_by_its_name(statement, named):
    bare = replace(named, series={})

    assert sheet(statement, bare, "zh").groups[0].title == "ghost-lamp"


def test_a_line_that_counts_money_shows_it_as_money(statement, named):
    money = replace(statement.lines[0], units=123_456, unit="minor")
    shown = sheet(replace(statement, lines=(money,)), named, "zh").groups[0].rows[0]

    assert shown.units == "1,234.56"
