"""The pages of figures: what is told by whom, and an event that appears within a second."""

from __future__ import annotations

import json
import re

import pytest
from browsing import assert_accessible, assert_fits, expects, small_targets
from people import staff

from piying.model.viewer import Duty
from piying.store.plays.intake import Intake
from piying.store.plays.names import register
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
        ("plays", "count", "18,450"), ("plays", "number", "18,450"),
        ("watch_ms", "hours", "1.5"), ("finished", "rate", "48.7%"),
        ("unlocks", "sum", "4"), ("unlocks.coins", "number", "3"),
        ("money:episode-refund", "money", "¥8.00"), ("money:fee", "money", "¥0.00"),
        ("cash:coins", "money", "¥0.00"), ("coins", "number", "0"),
    ],
)  # fmt: skip
def test_a_figure_is_told(of, how, text):
    assert board().figure("total:day", of, how) == text


def test_what_is_large_is_told_about():
    cell = {"plays": 184_502}

    assert board("zh", **{"s:day": cell}).figure("s:day", "plays", "count") == "18.4万"
    assert board("en", **{"s:day": cell}).figure("s:day", "plays", "count") == "184K"


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


def test_the_most_played_of_the_span_comes_first():
    shown = board(**{
        "a:day": {"plays": 1}, "a:week": {"plays": 9}, "b:day": {"plays": 2},
        "b:week": {"plays": 3}, "b/1:day": {"plays": 2},
    })  # fmt: skip

    assert (shown.series("day"), shown.series("week")) == (["b", "a"], ["a", "b"])
    assert shown.episodes("b") == [1]


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


# --- in a browser -----------------------------------------------------------------------------

EVERY = tuple(Duty)


def logged_in(page, browser, house, name="rong"):
    """The page has the login of somebody with every duty."""
    staff(browser, house, name, *EVERY, party="acme")
    page.context.add_cookies([{
        "name": "piying", "value": browser.cookies["piying"], "url": "http://localhost",
    }])  # fmt: skip


def plays(house, *, watch_ms=80_000, count=3):
    """A batch of plays of the first episode of `lamp`, as a player tells them."""
    known = register(house.store, "drama", ("lamp",), 0).numbers["drama", "lamp"]
    own = register(house.store, "platform", ("own",), 0).numbers["platform", "own"]
    now = house.clock.now_ms()
    rows = [
        {
            "viewing_hi": 1000 + one, "viewing_lo": 7, "n": 0, "user_hash": 10 + one,
            "ts_ms": now, "drama_id": known, "episode": 1, "platform": own,
            "watch_ms": watch_ms,
        }
        for one in range(count)
    ]  # fmt: skip
    return json.dumps({"batch": f"batch-{now:013}", "rows": rows}).encode()


@pytest.fixture
def running(site, out, served):
    """The figures are read again and again, as while a server runs."""
    assert out.count, served
    register(site.house.store, "drama", ("lamp",), 0)
    site.figures.live.pull()
    site.figures.start()
    yield site
    site.figures.close()


@pytest.mark.browser
@pytest.mark.usefixtures("running")
class TestInABrowser:
    def test_an_event_that_is_acknowledged_appears_at_once(self, desk, browser, house):
        """What happens is seen without loading the page anew"""
        logged_in(desk, browser, house)
        desk.goto("/desk/live")
        desk.locator("#state[data-state=on]").wait_for()
        shown = desk.locator('#board [data-cell="total:day"][data-of="plays"]')
        assert shown.inner_text() == "0"
        with Intake(house.settings.house / "plays", house.clock) as intake:
            assert intake.submit(plays(house)).answer().accepted == 3
            desk.wait_for_function(PLAYS, arg="3")
        assert desk.inner_text('[data-row="lamp"] [data-of="plays"]') == "3"
        assert desk.is_hidden("#nothing")
        assert_accessible(desk)
        assert_fits(desk)

    def test_what_came_while_the_connection_was_gone_is_there_after_it(
        self, desk, browser, house
    ):
        """Correct after a reconnect"""
        expects(desk, "Failed to load resource")
        logged_in(desk, browser, house)
        gone = {"now": True}
        desk.route(
            "**/figures/stream*", lambda one: one.abort() if gone["now"] else one.continue_()
        )
        desk.goto("/desk/live")
        desk.locator('#state:not([data-state="on"])').wait_for()
        with Intake(house.settings.house / "plays", house.clock) as intake:
            assert intake.submit(plays(house, count=5)).answer().accepted == 5
        gone["now"] = False

        desk.wait_for_function(PLAYS, arg="5")
        assert desk.get_attribute("#state", "data-state") == "on"

    @pytest.mark.parametrize("path", ["/desk/live?span=week", "/desk/series/lamp"])
    def test_they_are_for_everybody_on_a_phone(self, phone, browser, house, path):
        logged_in(phone, browser, house)
        phone.goto(path)
        phone.locator("#state[data-state=on]").wait_for()
        assert_accessible(phone)
        assert_fits(phone)
        assert small_targets(phone) == []

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_a_script_says_figures_as_the_server_does(self, desk, browser, house, language):
        logged_in(desk, browser, house)
        desk.goto(f"/desk/live?language={language}")
        cells = {
            **DAY,
            "plays": 184_502,
            "cash": {"CNY": {"coins": 600, "refunded": 50}, "USD": {"coins": 1}},
        }
        asked = [
            ("plays", "count"), ("plays", "number"), ("watch_ms", "hours"),
            ("finished", "rate"), ("unlocks", "sum"), ("unlocks.ads", "number"),
            ("money:episode-refund", "money"), ("cash:coins+member-refunded", "money"),
            ("coins", "number"), ("viewers", "people"),
        ]  # fmt: skip
        told = desk.evaluate(TOLD, [cells, asked, COMPARE])
        own = board(language, **{"s:day": cells})

        assert told[:-1] == [
            own.people("s:day") if how == "people" else own.figure("s:day", of, how)
            for of, how in asked
        ]
        assert told[-1] == list(own.change("total:compare", "day.plays"))


PLAYS = """(count) => document.querySelector(
  '#board [data-cell="total:day"][data-of="plays"]').textContent === count"""
TOLD = """async ([cell, asked, compare]) => {
  const script = [...document.scripts].find((one) => one.src.endsWith("desk/live.js")).src;
  const { told, change } = await import(script.replace("live.js", "figures.js"));
  const { way, by, was } = change(compare, "day.plays", "count");
  return [...asked.map(([of, how]) => told(cell, of, how)), [way, by, was]];
}"""
