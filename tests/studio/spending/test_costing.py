"""costs: what was paid, is reserved and left, and what a finished minute cost."""

from __future__ import annotations

import csv

import pytest

from piying.model.errors import Outside
from piying.model.job import JobState
from piying.model.money import Money
from piying.model.take import TakeKind
from piying.store.jobs import Bill, Jobs
from piying.studio.cutting.edit import edit
from piying.studio.shooting.again import take_again
from piying.studio.shooting.held import current_board
from piying.studio.shooting.shoot import shoot
from piying.studio.spending.costing import costing, film_ms
from piying.studio.spending.costtable import COLUMNS, write_costs
from piying.takes.budget import Scope
from piying.takes.costs import By

NAME = "小戏"
PRICE = 70
"""Fen for a picture: 0.10 USD at 7."""


def count(house):
    return len(current_board(house, NAME, 1)[0].shots)


def test_what_nobody_told_is_said_to_be_the_price_list_s(shot):
    (line,) = costing(shot, [NAME]).by(By.SERIES)

    assert (line.key, line.currency, line.jobs) == (NAME, "CNY", count(shot))
    assert line.settled == line.listed == PRICE * count(shot)
    assert line.originals == (Money(10 * count(shot), "USD"),)
    assert line.reserved == line.unknown == 0


def test_what_the_vendor_tells_is_known_and_named_in_its_currency(paid, acme):
    acme.charges = Money(8, "USD")
    shoot(paid, NAME, 1)
    (line,) = costing(paid, [NAME]).by(By.EPISODE)

    assert (line.key, line.listed) == (f"{NAME}/e01", 0)
    assert line.settled == 56 * count(paid)
    assert line.originals == (Money(8 * count(paid), "USD"),)


def test_a_job_whose_outcome_nobody_knows_is_never_zero(paid, acme):
    acme.silent = True
    with pytest.raises(Outside):
        shoot(paid, NAME, 1)
    found = costing(paid, [NAME])
    (line,) = found.by(By.SERIES)

    assert line.reserved == line.unknown == PRICE * count(paid)
    assert line.settled == 0
    assert {job.state for job in Jobs(paid.store).rows.jobs()} == {JobState.UNKNOWN}


def test_every_roll_up_adds_up_to_the_same(shot):
    take_again(shot, NAME, 1, "3", TakeKind.PICTURE, 2)
    found = costing(shot, [NAME])
    whole = PRICE * (count(shot) + 2)

    assert {by: sum(line.settled for line in found.by(by)) for by in By} == dict.fromkeys(
        By, whole
    )
    shot = current_board(shot, NAME, 1)[0].shots[2].id
    (line,) = [one for one in found.by(By.SHOT) if one.key.endswith(shot)]
    assert (line.key, line.settled, line.takes) == (f"{NAME}/e01/{shot}", 3 * PRICE, 3)
    assert [one.key.rpartition("/")[0] for one in found.by(By.TAKE)].count(line.key) == 3


def test_caps_tell_what_is_left(shot):
    caps = {one.scope: one for one in costing(shot, [NAME]).caps}
    spent = PRICE * count(shot)

    assert caps[Scope.EPISODE].left == Money(5000 - spent)
    assert caps[Scope.SERIES].left == Money(10_000 - spent)
    assert caps[Scope.SHOT].left == Money(3000 - PRICE)
    assert (caps[Scope.MONTH].cap, caps[Scope.MONTH].left) == (None, None)
    assert caps[Scope.MONTH].spent == Money(spent)


def test_a_finished_minute_is_known_once_there_is_a_cut(shot):
    (before,) = costing(shot, [NAME]).minutes
    edit(shot, NAME, 1)
    episode, series = costing(shot, [NAME]).minutes
    spent, length = PRICE * count(shot), film_ms(shot, NAME, 1)

    assert (before.film_ms, before.cost) == (0, ())
    assert length > 0
    assert episode.cost == series.cost == (Money(-(-spent * 60_000 // length)),)
    (line,) = costing(shot, [NAME]).by(By.SERIES)
    assert (line.used, line.unused) == (spent, 0)


def test_a_take_that_is_not_in_the_film_is_told_apart(shot):
    take_again(shot, NAME, 1, "3", TakeKind.PICTURE, 2)
    edit(shot, NAME, 1)
    (line,) = costing(shot, [NAME]).by(By.SERIES)

    assert (line.used, line.unused) == (PRICE * count(shot), 2 * PRICE)


def test_what_a_person_confirmed_is_what_counts(shot):
    jobs = Jobs(shot.store)
    job = jobs.rows.jobs()[0]
    jobs.correct(job.id, Bill(Money(50), Money(7, "USD"), read=True), 9, "me")
    (line,) = costing(shot, [NAME]).by(By.SERIES)

    assert line.settled == PRICE * (count(shot) - 1) + 50
    assert line.listed == PRICE * (count(shot) - 1)


def test_without_a_rate_of_the_day_a_currency_stays_by_itself(shot):
    path = shot.settings.house / "budget.toml"
    euro = '[budget]\ncurrency = "EUR"\nshot = 1\nepisode = 2\nseries = 3\nmonth = "none"\n'
    path.write_text(euro, "utf-8")
    found = costing(shot, [NAME])

    assert [line.currency for line in found.by(By.SERIES)] == ["CNY"]
    assert found.caps == ()
    assert found.uncapped.code == "takes.rate_missing"


def test_another_currency_of_the_budget_is_reached_by_the_rate_of_the_day(shot):
    path = shot.settings.house / "budget.toml"
    path.write_text(path.read_text("utf-8").replace('currency = "CNY"', 'currency = "USD"'))
    (line,) = costing(shot, [NAME]).by(By.SERIES)

    assert (line.currency, line.settled) == ("USD", 10 * count(shot))


def test_without_a_budget_nothing_is_said_of_caps(shot):
    (shot.settings.house / "budget.toml").unlink()
    found = costing(shot, [NAME])

    assert (found.budgeted, found.caps) == (False, ())
    assert found.by(By.SERIES)[0].settled == PRICE * count(shot)


def test_a_house_that_never_paid_has_empty_lines(filmed):
    found = costing(filmed, [NAME])

    assert all(found.by(by) == () for by in By)
    assert found.minutes == ()


def test_the_spreadsheet_has_every_roll_up_in_main_units(shot, tmp_path):
    write_costs(costing(shot, [NAME]), By, tmp_path / "costs.csv")
    text = (tmp_path / "costs.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))

    assert tuple(rows[0]) == COLUMNS
    assert {row["by"] for row in rows} == {by.value for by in By}
    (series,) = [row for row in rows if row["by"] == "series"]
    assert series["paid"] == f"{PRICE * count(shot) / 100:.2f}"
    assert series["originals"] == f"{count(shot) / 10:.2f} USD"
