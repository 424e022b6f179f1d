"""Weeks that were closed: their sums, what was paid out, and what is kept."""

from __future__ import annotations

import pytest

from piying.ledger.entries import mirror
from piying.model.errors import Missing
from piying.studio.counting.sales import enter
from piying.studio.settling.settle import books_of, settle
from piying.studio.settling.statements import pay
from piying.studio.settling.weeks import Stage, behind, stage_of, week_named, weeks
from studio.money import MONDAY_MS, row, sales_file, with_deal

DAY_MS = 86_400_000
WEEK = "2026-W06"
NAME = f"{WEEK}-studio-CNY"
HOLD = """
[[hold]]
id = "d-1"
contract = "lamp"
since = 2026-02-02
until = 2026-02-08
minor = 100
recorded = "2026-02-09T00:00:00Z"
by = "lan"
why = "they count less"
"""


@pytest.fixture
def closed(house, tmp_path):
    house = with_deal(house, MONDAY_MS - 7 * DAY_MS)
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    settle(house, WEEK, by="me")
    return house


def at(house, days):
    return with_deal(house, MONDAY_MS + days * DAY_MS)


def of_studio(house):
    return next(one for one in week_named(house, WEEK).statements if one.statement.id == NAME)


def test_before_the_first_close_there_are_none(house):
    assert weeks(house, 0, 5) == ((), 0)
    with pytest.raises(Missing) as caught:
        week_named(house, WEEK)
    assert caught.value.code == "settle.no_close"


def test_the_sums_of_a_week_are_those_of_its_statements(closed):
    (week,), following = weeks(closed, 0, 5)
    (sums,) = week.sums

    assert following == 0
    assert (sums.currency, sums.earned, sums.closing, sums.payable, sums.out) == (
        "CNY", 800, 800, 800, 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "paid", "stage"),
    [
        (-7, "", Stage.DUE),
        (-7, "3.00", Stage.PART),
        (-7, "7.00", Stage.PAID),
        (-3, "", Stage.DUE),
        (-2, "", Stage.LATE),
        (-2, "6.99", Stage.LATE),
        (-2, "7.00", Stage.PAID),
    ],
)
def test_a_statement_is_due_until_its_day_and_late_behind_it(closed, days, paid, stage):
    house = at(closed, days)
    if paid:
        pay(house, NAME, paid, "B-1")

    assert of_studio(house).statement.due == "2026-02-13"
    assert of_studio(house).stage is stage


def test_what_was_not_paid_goes_into_the_next_one(closed):
    house = at(closed, 0)
    settle(house, "2026-W07", by="me")

    assert of_studio(house).stage is Stage.CARRIED
    assert week_named(house, "2026-W07").sums[0].opening == 800


def test_a_payment_that_came_back_is_told_and_not_counted(closed):
    entry = pay(closed, NAME, "7.00", "BANK 0017")
    books_of(closed).post(
        mirror(entry, idem="back", effective="2026-02-10", cause="it came back"),
        closed.clock.now_ms(),
    )
    found = of_studio(closed)

    assert [(one.reference, one.minor, one.undone) for one in found.payouts] == [
        ("BANK 0017", 700, True)
    ]
    assert (found.sums.out, found.stage) == (0, Stage.DUE)


def test_a_week_says_what_asks_most_for_somebody_to_act(closed):
    assert stage_of(week_named(closed, WEEK).statements) is Stage.DUE
    pay(closed, NAME, "7.00", "B-1")
    assert stage_of(week_named(closed, WEEK).statements) is Stage.PART
    pay(closed, f"{WEEK}-li-CNY", "1.00", "B-2")
    assert stage_of(week_named(closed, WEEK).statements) is Stage.PAID
    assert stage_of([]) is Stage.NOTHING


@pytest.mark.parametrize(
    "more", ["", "released = 2026-02-20", 'party = "studio"', 'series = "lamp"']
)
def test_what_is_held_is_held_for_its_dispute(house, tmp_path, more):
    house = with_deal(house)
    (house.settings.house / "deals" / "holds.toml").write_text(HOLD + more, "utf-8")
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    settle(house, WEEK, by="me")
    kept = behind(house, week_named(house, WEEK).close).kept
    studio = next(one for one in kept if one.of.party == "studio")

    assert (studio.of.purpose, studio.of.minor) == ("held", 100)
    assert [(why.hold.id, why.by, why.why) for why in studio.holds] == [
        ("d-1", "lan", "they count less")
    ]


def test_a_dispute_that_came_later_is_no_reason(house, tmp_path):
    house = with_deal(house)
    path = house.settings.house / "deals" / "holds.toml"
    path.write_text(HOLD, "utf-8")
    enter(house, sales_file(tmp_path, row(1, "10.00")))
    settle(house, WEEK, by="me")
    later = HOLD.replace("d-1", "d-2").replace("02-09T", "12-09T")
    path.write_text(HOLD + later, "utf-8")
    kept = behind(house, week_named(house, WEEK).close).kept

    assert {why.hold.id for one in kept for why in one.holds} == {"d-1"}


def test_without_deals_amounts_are_told_and_reasons_are_not(closed):
    (closed.settings.house / "deals" / "own.toml").unlink()
    found = behind(closed, week_named(closed, WEEK).close)

    assert found.wrong.code == "settle.no_deals"
    assert found.names == {}
