"""The pages of figures: what is told by whom, and an event that appears within a second."""

from __future__ import annotations

import re

import pytest
from people import staff

from piying.model.viewer import Duty
from piying.web.desk.board import Board, hours

DAY = {
    "plays": 18_450, "finished": 9_000, "watch_ms": 5_400_000, "viewers": 12,
    "unlocks": {"coins": 3, "ads": 1}, "money": {"CNY": {"episode": 900, "refund": 100}},
}  # fmt: skip
COMPARE = {"day": {
    "hours": 3, "now": {"plays": 30, "unlocks": {"coins": 1}},
    "before": {"plays": 40, "unlocks": {"coins": 1}},
}}  # fmt: skip


def board(language="zh", **cells):
    told = {"total:day": DAY, "total:compare": COMPARE, **cells}
    return Board({"cells": told}, language)


@pytest.mark.parametrize(
    ("of", "how", "text"),
    [
        ("plays", "count", "1.8万"), ("plays", "number", "18,450"),
        ("watch_ms", "hours", "1.5"), ("finished", "rate", "48.7%"),
        ("unlocks", "sum", "4"), ("unlocks.coins", "number", "3"),
        ("money:episode-refund", "money", "¥8.00"), ("money:fee", "money", "¥0.00"),
        ("cash:coins", "money", "¥0.00"), ("coins", "number", "0"),
    ],
)  # fmt: skip
def test_a_figure_is_told(of, how, text):
    assert board().figure("total:day", of, how) == text


def test_money_of_several_currencies_is_never_added_up():
    cell = {"money": {"CNY": {"ad": 100}, "USD": {"ad": 250}}}

    assert (
        board("en", **{"s:day": cell}).figure("s:day", "money:ad", "money") == "¥1.00 · $2.50"
    )


def test_without_a_length_nobody_knows_who_finished():
    cell = {"plays": 3, "finished": None}
    shown = board(**{"s:day": cell})

    assert shown.figure("s:day", "finished", "rate") == "—"
    assert shown.figure("s:day", "finished") == "—"


def test_people_of_several_series_are_not_told():
    shown = board(**{"s:day": {"plays": 3}, "t:day": {}})

    assert (shown.people("total:day"), shown.people("s:day"), shown.people("t:day")) == (
        "12", "—", "0",
    )  # fmt: skip


def test_whole_hours_stand_against_those_of_last_week():
    assert board().change("total:compare", "day.plays") == ("down", "25.0%", "40")
    assert board().change("total:compare", "day.unlocks") == ("level", "0.0%", "1")
    assert board().change("total:compare", "week.plays") is None


def test_hours_are_never_rounded_up():
    assert (hours(3_599_999), hours(0), hours(4_000_000_000)) == ("0.9", "0.0", "1,111.1")


# --- over HTTP --------------------------------------------------------------------------------


@pytest.fixture
def out(cinema):
    cinema.season("lamp", 3)
    return cinema


@pytest.fixture
def read(site, out):
    """The figures were read once."""
    assert out.count
    site.figures.live.pull()
    return site.figures.live


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize("path", ["/desk/live", "/desk/live?span=week", "/desk/series/lamp"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_are_told_without_scripts(browser, house, path, language):
    staff(browser, house, "rong", Duty.OPERATOR)

    answer = browser.get(path, headers={"Accept-Language": language})

    assert answer.status_code == 200
    assert re.search(
        r'data-cell="(total|lamp):(day|week)" data-of="plays"[^>]*>0<', answer.text
    )


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize("duty", [Duty.EDITOR, Duty.REVIEWER])
def test_duties_without_figures_find_the_door_shut(browser, house, duty):
    staff(browser, house, "bao", duty)

    assert browser.get("/desk/live").status_code == 403
    assert browser.get("/desk/series/lamp").status_code == 403


@pytest.mark.usefixtures("read")
def test_a_producer_is_not_told_of_a_series_of_another(browser, house):
    staff(browser, house, "bao", Duty.PRODUCER, party="acme")
    answer = browser.get("/desk/series/lamp")

    assert answer.status_code == 404
    assert "data-cell" not in answer.text
    assert "lamp:day" not in browser.get("/desk/live").text


def test_before_the_figures_are_read_the_page_says_so_and_comes_again(browser, house, out):
    staff(browser, house, "rong", Duty.OPERATOR)
    answer = browser.get("/desk/live")

    assert answer.status_code == 503
    assert "being read" in answer.text
    assert out.count
