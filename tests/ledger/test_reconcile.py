"""Reconciling: every difference has a reason that the numbers prove, and both sides add up."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.ledger.naming import titles
from piying.ledger.reconcile import counting, known, reconcile
from piying.model.books import Fact, Metric
from piying.model.canon import digest
from piying.model.deal import Ratio
from piying.model.foreign import Claim, Tolerance, Why

MOON = titles(["moon", "sun"], {"月": "moon", "日": "sun"}, {})
PROOF = digest("proof")


def claim(amount, begin="2026-11-16", end="", *, row=2, title="月", metric=Metric.PLAYS,
          currency="", step=1, cells="", platform="app"):  # fmt: skip
    return Claim(row, title, platform, begin, end or begin, metric, amount, currency, step,
                 digest(cells) if cells else "")  # fmt: skip


def fact(amount, day="2026-11-16", *, series="moon", metric=Metric.PLAYS, currency="",
         platform="app"):  # fmt: skip
    return Fact("c", series, platform, day, metric, amount, currency, evidence=PROOF)


def lines(claims, facts, **said):
    return reconcile(known(claims, MOON), facts, **said).differences


def why(claims, facts, **said):
    return [line.why for line in lines(claims, facts, **said)]


def test_equal_numbers_are_a_line_too_with_row_and_evidence():
    (line,) = lines([claim(7, row=5)], [fact(7)])

    assert (line.why, line.within, line.minor) == (Why.EQUAL, True, 0)
    assert (line.rows, line.evidence) == ((5,), (PROOF,))


def test_less_than_the_last_digit_that_they_write_is_rounding():
    assert why([claim(12_000, step=1_000)], [fact(12_999)]) == [Why.ROUNDING]
    assert why([claim(12_000, step=1_000)], [fact(13_000)]) == [Why.UNEXPLAINED]


def test_a_tolerance_is_a_share_or_a_least_amount_the_larger_of_both():
    half = Tolerance(Ratio(1, 200))
    assert why([claim(995)], [fact(1_000)], tolerance=half) == [Why.SMALL]
    assert why([claim(994)], [fact(1_000)], tolerance=half) == [Why.UNEXPLAINED]
    assert why([claim(994)], [fact(1_000)], tolerance=Tolerance(least=6)) == [Why.SMALL]


def test_what_became_known_here_late_is_what_they_lack():
    late = {("moon", "app", "2026-11-16", Metric.PLAYS): 30}
    assert why([claim(970)], [fact(1_000)], late=late) == [Why.LATE]
    assert why([claim(960)], [fact(1_000)], late=late) == [Why.UNEXPLAINED]


def test_what_is_missing_on_one_day_and_stands_on_the_next_is_their_cut_off():
    claims = [claim(900), claim(1_100, "2026-11-17")]
    assert why(claims, [fact(1_000), fact(1_000, "2026-11-17")]) == [Why.CUT_OFF] * 2


def test_a_net_amount_where_ours_is_gross_is_fees_taken_off():
    facts = [fact(1_000, metric=metric, currency="CNY") for metric in (Metric.GROSS,)]
    facts += [fact(300, metric=Metric.FEE, currency="CNY"),
              fact(50, metric=Metric.REFUND, currency="CNY")]  # fmt: skip
    for theirs in (700, 950, 650):
        found = lines([claim(theirs, metric=Metric.GROSS, currency="CNY")], facts)
        assert [line.why for line in found] == [Why.FEE]
    assert why([claim(640, metric=Metric.GROSS, currency="CNY")], facts) == [Why.UNEXPLAINED]


def test_the_same_counts_and_another_amount_is_another_price():
    claims = [claim(100, cells="r"), claim(900, metric=Metric.GROSS, currency="CNY")]
    facts = [fact(100), fact(1_000, metric=Metric.GROSS, currency="CNY")]
    assert why(claims, facts) == [Why.PRICE, Why.EQUAL]
    assert why(claims, [fact(101), facts[1]]) == [Why.UNEXPLAINED, Why.UNEXPLAINED]


def test_another_currency_is_said_of_both_sides():
    found = lines(
        [claim(100, metric=Metric.GROSS, currency="USD")],
        [fact(700, metric=Metric.GROSS, currency="CNY")],
    )
    assert {(line.why, line.currency) for line in found} == {
        (Why.CURRENCY, "USD"), (Why.CURRENCY, "CNY"),
    }  # fmt: skip


def test_a_title_that_only_one_side_has():
    found = lines([claim(5, title="风"), claim(7)], [fact(7), fact(9, series="sun")])

    assert [(line.why, line.title, line.series) for line in found if not line.within] == [
        (Why.UNKNOWN_TITLE, "", "sun"), (Why.UNKNOWN_TITLE, "风", ""),
    ]  # fmt: skip


def test_a_day_that_only_one_side_has():
    found = lines([claim(7), claim(8, "2026-11-18")], [fact(7), fact(9, "2026-11-17")])
    assert [(line.why, line.begin, line.theirs, line.ours) for line in found][:2] == [
        (Why.MISSING_DAY, "2026-11-17", None, 9), (Why.MISSING_DAY, "2026-11-18", 8, None),
    ]  # fmt: skip


def test_the_same_row_twice_counts_once():
    found = lines([claim(7, cells="same"), claim(7, row=3, cells="same")], [fact(7)])

    assert [(line.why, line.rows) for line in found] == [
        (Why.DUPLICATE, (3,)), (Why.EQUAL, (2,)),
    ]  # fmt: skip


def test_rows_of_one_title_and_day_are_added_up():
    (line,) = lines([claim(3, cells="e1"), claim(4, row=3, cells="e2")], [fact(7)])

    assert (line.why, line.theirs, line.rows) == (Why.EQUAL, 7, (2, 3))


def test_a_row_of_a_week_is_held_against_its_days_and_covers_them_once():
    week = [claim(14, "2026-11-16", "2026-11-22", cells="w"), claim(7, cells="d", row=3)]
    found = lines(week, [fact(7), fact(7, "2026-11-20")])

    assert [(line.why, line.theirs) for line in found if line.rows == (2,)] == [
        (Why.DUPLICATE, 14)
    ]
    (alone,) = lines(week[:1], [fact(7), fact(7, "2026-11-20")])
    assert alone.why is Why.EQUAL


def test_what_counts_is_of_known_titles_and_has_no_row_and_no_day_twice():
    stated = [claim(7, cells="d"), claim(7, cells="d", row=3), claim(9, cells="u", title="风"),
              claim(14, "2026-11-16", "2026-11-22", cells="w"),
              claim(8, "2026-11-16", cells="e", row=5)]  # fmt: skip

    assert [one.amount for one in counting(known(stated, MOON))] == [7, 8]


def test_what_they_do_not_state_is_not_missed():
    assert why([claim(7)], [fact(7), fact(60_000, metric=Metric.WATCH_MS),
                            fact(1, platform="other")]) == [Why.EQUAL]  # fmt: skip


def test_the_largest_comes_first_money_before_counts_and_the_tolerated_last():
    claims = [claim(1, cells="a"), claim(1, "2026-11-18", cells="b"),
              claim(50, "2026-11-17", cells="c"),
              claim(10, "2026-11-17", metric=Metric.GROSS, currency="CNY")]  # fmt: skip
    facts = [fact(1), fact(9, "2026-11-18"), fact(1, "2026-11-17"),
             fact(12, "2026-11-17", metric=Metric.GROSS, currency="CNY")]  # fmt: skip
    found = lines(claims, facts)

    assert [(line.number, line.metric, line.minor) for line in found] == [
        (1, Metric.GROSS, -2), (2, Metric.PLAYS, 49), (3, Metric.PLAYS, -8),
        (4, Metric.PLAYS, 0),
    ]  # fmt: skip


days = st.sampled_from([f"2026-11-{day}" for day in range(16, 22)])
metrics = st.sampled_from([(Metric.PLAYS, ""), (Metric.GROSS, "CNY"), (Metric.GROSS, "USD")])


@st.composite
def claims(draw):
    begin, end = sorted([draw(days), draw(days)])
    metric, currency = draw(metrics)
    return claim(draw(st.integers(-5, 60)), begin, draw(st.sampled_from([begin, end])),
                 row=draw(st.integers(1, 9)), metric=metric, currency=currency,
                 title=draw(st.sampled_from(["月", "日", "风"])), step=draw(st.integers(1, 9)),
                 cells=draw(st.sampled_from(["", "a", "b"])))  # fmt: skip


@st.composite
def facts(draw):
    metric, currency = draw(metrics)
    return fact(draw(st.integers(-5, 60)), draw(days), metric=metric, currency=currency,
                series=draw(st.sampled_from(["moon", "sun"])))  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(claims(), max_size=12), st.lists(facts(), max_size=12))
def test_both_sides_are_what_is_matched_and_what_is_not(stated, counted):
    found = reconcile(known(stated, MOON), counted)

    theirs, ours = Counter(), Counter()
    for one in stated:
        theirs[one.metric, one.currency] += one.amount
    metrics_stated = {one.metric for one in stated}
    for one in set(counted):
        if one.metric in metrics_stated:
            ours[one.metric, one.currency] += one.amount
    for each in found.sums:
        assert each.theirs == each.theirs_matched + each.theirs_alone
        assert each.ours == each.ours_matched + each.ours_alone
        assert each.theirs == theirs.pop((each.metric, each.currency), 0)
        assert each.ours == ours.pop((each.metric, each.currency), 0)
    assert not any(theirs.values())
    assert not any(ours.values())


@settings(deadline=None, max_examples=100)
@given(st.lists(facts(), max_size=12), st.randoms(use_true_random=False))
def test_what_we_state_ourselves_differs_nowhere_in_any_order(counted, chance):
    sums = Counter()
    for one in set(counted):
        sums[one.series, one.day, one.metric, one.currency] += one.amount
    stated = [
        claim(amount, day, row=at, metric=metric, currency=currency,
              title="月" if series == "moon" else "日")
        for at, ((series, day, metric, currency), amount) in enumerate(sums.items())
    ]  # fmt: skip
    chance.shuffle(stated)

    assert all(line.why is Why.EQUAL for line in reconcile(known(stated, MOON), counted)
               .differences)  # fmt: skip


@pytest.mark.parametrize("nothing", [[], [claim(0)]])
def test_nothing_against_nothing_is_fine(nothing):
    assert all(line.within for line in lines(nothing, []))
