"""Who sees which figures, and how people go from one episode to the next."""

from __future__ import annotations

import csv
import io
import json

import pytest

from piying.model.errors import Invalid, Missing
from piying.model.figures import Sight
from piying.model.release import Right, UnlockPlan
from piying.model.viewer import Account, Duty, Login, Scope, Sort
from piying.studio.channel.acting import By, terminal
from piying.studio.channel.estimate import estimate
from piying.studio.channel.figures import Funnels, Sights
from piying.studio.channel.figuretable import (
    ESTIMATE_COLUMNS,
    FUNNEL_COLUMNS,
    LIVE_COLUMNS,
    csv_of,
    estimate_rows,
    funnel_rows,
    json_lines,
    live_rows,
)
from piying.studio.counting.sales import enter
from studio.channel.cinema import Cinema
from studio.channel.figured import Watched, bare
from studio.channel.test_estimate import deals
from studio.money import sales_file

ALL = Sight(None)
ME = terminal("wang")


def staff(duty, party="", scopes=None):
    login = Login("l", "p", 0, 1 << 50, 0, "desk", factor_ms=1)
    return By("p", Account("p", Sort.STAFF, "P", (duty,), party), login, scopes)


@pytest.fixture
def watched(tmp_path):
    house, clock = bare(tmp_path)
    found = Watched(house, clock)
    found.at(10)
    found.open()
    yield found
    found.intake.close()
    house.store.close()


def test_a_producer_sees_the_series_that_the_contracts_of_their_party_name(watched):
    deals(watched.house)
    sights = Sights(watched.house)

    assert sights.of(staff(Duty.PRODUCER, "studio")) == Sight(frozenset({"lamp"}))
    assert sights.of(staff(Duty.PRODUCER, "li")) == Sight(frozenset({"lamp", "key"}))
    assert sights.of(staff(Duty.PRODUCER, "stranger")) == Sight(frozenset())


def test_the_staff_of_money_and_the_operator_see_everything(watched):
    sights = Sights(watched.house)
    for by in (staff(Duty.FINANCE), staff(Duty.OPERATOR), ME):
        assert sights.of(by, "lamp") == Sight(None, "lamp")


def test_others_see_nothing(watched):
    for by in (
        staff(Duty.REVIEWER),
        staff(Duty.PRODUCER),
        By("v", Account("v", Sort.VIEWER, "V")),
    ):
        with pytest.raises(Invalid) as caught:
            Sights(watched.house).of(by)
        assert caught.value.code == "accounts.not_allowed"


def test_a_token_needs_the_scope_of_figures(watched):
    deals(watched.house)
    sights = Sights(watched.house)
    token = staff(Duty.PRODUCER, "studio", (Scope.FIGURES,))
    assert sights.of(token).series == {"lamp"}
    with pytest.raises(Invalid) as caught:
        sights.of(staff(Duty.PRODUCER, "studio", (Scope.PLAYS,)))
    assert caught.value.code == "accounts.not_scope"


def test_a_series_of_another_party_is_not_there(watched):
    deals(watched.house)
    sights = Sights(watched.house)
    for by, series in ((staff(Duty.PRODUCER, "studio"), "key"), (ME, "nothing")):
        with pytest.raises(Missing) as caught:
            sights.of(by, series)
        assert caught.value.code == "figures.no_series"


def test_contracts_that_change_are_seen_at_once(watched):
    deals(watched.house)
    sights = Sights(watched.house)
    assert sights.of(staff(Duty.PRODUCER, "studio")).series == {"lamp"}
    path = watched.house.settings.house / "deals" / "deal.toml"
    text = path.read_text("utf-8").replace('party = "studio" }', 'party = "other" }')
    path.write_text(text, "utf-8")

    assert sights.of(staff(Duty.PRODUCER, "studio")).series == frozenset()
    assert sights.of(staff(Duty.PRODUCER, "other")).series == {"lamp", "key"}


# --- funnels --------------------------------------------------------------------------------


def people(watched):
    """Three begin: one leaves in the first tenth, one after the second episode."""
    watched.send(
        watched.row(episode=1, user=1, watch=4_000),
        watched.row(episode=1, user=2, watch=30_000),
        watched.row(episode=1, user=2, watch=65_000),
        watched.row(episode=2, user=2, watch=55_000),
        watched.row(episode=1, user=3, watch=100_000),
        watched.row(episode=2, user=3, watch=91_000),
        watched.row(episode=4, user=3, watch=300_000),
    )


def test_a_funnel_says_who_went_on_and_where_the_others_left(watched):
    people(watched)
    watched.play("key", 1, 9)
    found = Funnels(watched.house).of(ALL, "lamp")

    assert [(one.began, one.went_on, one.finished) for one in found.steps] == [
        (3, 2, 2), (2, 0, 1), (0, 0, 0), (1, 0, 1),
    ]  # fmt: skip
    assert found.steps[0].left == (1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert found.steps[1].left == (0, 0, 0, 0, 0, 1, 0, 0, 0, 1)
    assert sum(found.steps[3].left) == 1


def test_a_funnel_is_the_same_from_hours_and_counts_copies_once(watched):
    people(watched)
    before = Funnels(watched.house).of(ALL, "lamp").steps
    watched.compact()
    row = watched.row(episode=1, user=5, watch=1_000)
    watched.send(row)
    watched.send({**row, "watch_ms": 99_000})
    after = Funnels(watched.house).of(ALL, "lamp").steps

    assert (before[0].began, after[0].began, after[0].finished) == (3, 4, 3)
    assert before[1:] == after[1:]


def test_a_funnel_takes_plays_of_its_days_alone_and_is_kept_for_a_minute(watched):
    people(watched)
    watched.play(user=7, hour=-30)
    funnels = Funnels(watched.house)
    today = funnels.of(ALL, "lamp", "2027-01-02", "2027-01-02")

    assert today.steps[0].began == 3
    assert funnels.of(ALL, "lamp").steps[0].began == 4
    watched.play(user=8)
    assert funnels.of(ALL, "lamp", "2027-01-02", "2027-01-02") is today
    watched.clock.at += 61_000
    assert funnels.of(ALL, "lamp", "2027-01-02", "2027-01-02").steps[0].began == 4


def test_the_lock_is_where_the_plan_of_the_newest_release_has_it(watched):
    Cinema(watched.house, watched.clock).season("lamp", 2, plan=UnlockPlan(1, 30, 200, 2))
    people(watched)
    found = Funnels(watched.house).of(ALL, "lamp")

    assert found.locked_from == 2
    assert [one.locked for one in found.steps] == [False, True, True, True]


def test_an_episode_whose_length_nobody_knows_says_no_more_than_who_began(watched):
    watched.play("lamp", 30)
    step = Funnels(watched.house).of(ALL, "lamp").steps[-1]

    assert (step.began, step.finished, step.left) == (1, None, None)


@pytest.mark.parametrize(
    ("first", "last"),
    [("2027-01-02", "2027-01-01"), ("2026-11-01", "2027-01-02"), ("x", ""), ("20270101", "")],
)
def test_days_of_a_funnel_have_to_be_days(watched, first, last):
    with pytest.raises(Invalid):
        Funnels(watched.house).of(ALL, "lamp", first, last)


def test_a_funnel_of_a_series_that_is_not_seen_is_not_there(watched):
    for sight, series in ((Sight(frozenset({"key"})), "lamp"), (ALL, "nothing")):
        with pytest.raises(Missing) as caught:
            Funnels(watched.house).of(sight, series)
        assert caught.value.code == "figures.no_series"


def test_nobody_yet_is_a_funnel_without_steps(watched):
    assert Funnels(watched.house).of(ALL, "lamp").steps == ()


# --- tables ---------------------------------------------------------------------------------


def test_the_table_is_what_is_shown(watched, tmp_path):
    people(watched)
    watched.give("lamp", 2, Right.COINS, 50)
    sold = ["own,T1,episode,lamp,2,own,2027-01-02,1,2.50,0,0.10,CNY",
            "own,T2,refund,lamp,2,own,2027-01-02,1,0,1.00,0,USD"]  # fmt: skip
    enter(watched.house, sales_file(tmp_path, *sold))
    table = list(live_rows(watched.live(), Sight(None, "lamp")))
    read = list(csv.reader(io.StringIO(csv_of(LIVE_COLUMNS, table).removeprefix("\ufeff"))))
    told = [json.loads(line) for line in json_lines(LIVE_COLUMNS, table).splitlines()]
    (first, second) = [
        one for one in told if (one["series"], one["episode"]) == ("lamp", "2")
        and one["period"] == "2027-01-02"
    ]  # fmt: skip

    assert read[0] == list(LIVE_COLUMNS)
    assert len(read) == len(told) + 1
    assert (first["plays"], first["viewers"], first["coins"]) == (2, 2, 50)
    assert first["unlocks_coins"] == 1
    assert (first["currency"], first["sold_minor"], first["fee_minor"]) == ("CNY", 250, 10)
    assert (second["plays"], second["currency"], second["refund_minor"]) == (None, "USD", 100)
    assert {one["period"] for one in told} == {"2027-01-02", "2026-W53", "2027-01-02T10"}


def test_money_is_told_by_its_kind(watched, tmp_path):
    enter(
        watched.house,
        sales_file(tmp_path, "own,T1,member,lamp,0,own,2026-12-31,1,7.00,0,0,CNY"),
    )
    live = watched.live()
    found = json.loads(live.snapshot(ALL).data)["cells"]

    assert found["lamp:week"]["money"] == {"CNY": {"member": 700}}
    assert "money" not in found["lamp:day"]


def test_a_funnel_and_an_estimate_are_tables_too(watched):
    deals(watched.house)
    people(watched)
    steps = list(funnel_rows(Funnels(watched.house).of(ALL, "lamp")))
    lines = list(estimate_rows(estimate(watched.house, ME)))

    assert all(len(row) == len(FUNNEL_COLUMNS) for row in steps)
    assert dict(zip(FUNNEL_COLUMNS, steps[0], strict=True))["left_0"] == 1
    assert all(len(row) == len(ESTIMATE_COLUMNS) for row in lines)
    assert dict(zip(ESTIMATE_COLUMNS, lines[0], strict=True))["provisional"] == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_becomes_a_formula(start):
    told = csv_of(("a", "b"), [(f"{start}1+1", -5)])
    (_, row) = csv.reader(io.StringIO(told.removeprefix("\ufeff"), newline=""))

    assert row == [f"'{start}1+1", "-5"]
