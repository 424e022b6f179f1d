"""Figures over HTTP: who sees what, and a stream that is right after every gap."""

from __future__ import annotations

import io
import json

import httpx2
import openpyxl
import pytest
from people import API, staff, viewer

from piying.model.viewer import Duty

FIGURES = f"{API}/figures"


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
class TestWhoSees:
    def test_the_staff_sees_everything(self, browser, house):
        staff(browser, house, "rong", Duty.OPERATOR)
        told = browser.get(FIGURES).json()

        assert told["kind"] == "snapshot"
        assert told["provisional"] is True
        assert told["cells"]["total:day"]["plays"] == 0

    @pytest.mark.parametrize("duty", [Duty.EDITOR, Duty.REVIEWER])
    def test_other_duties_see_none(self, browser, house, duty):
        staff(browser, house, "bao", duty)
        paths = ("", "/export", "/funnel/lamp", "/health")
        asked = [browser.get(f"{FIGURES}{path}") for path in paths]

        assert [one.status_code for one in asked] == [403] * 4

    def test_a_producer_sees_nothing_of_what_no_contract_of_theirs_names(self, browser, house):
        """ASVS 5.0 8.2.2: data are open to those with explicit permission"""
        staff(browser, house, "bao", Duty.PRODUCER, party="acme")

        assert browser.get(FIGURES).status_code == 200
        assert browser.get(FIGURES, params={"series": "lamp"}).status_code == 404
        assert browser.get(f"{FIGURES}/funnel/lamp").status_code == 404

    def test_a_viewer_sees_none(self, browser):
        viewer(browser)

        assert browser.get(FIGURES).status_code == 403

    def test_what_is_exported_is_a_file(self, browser, house):
        staff(browser, house, "rong", Duty.OPERATOR)
        table = browser.get(f"{FIGURES}/export")
        lines = browser.get(f"{FIGURES}/export", params={"kind": "jsonl"})

        assert "attachment" in table.headers["content-disposition"]
        assert table.text.lstrip("\ufeff").startswith("series,episode,period,plays")
        assert json.loads(lines.text.splitlines()[0])["plays"] == 0

    def test_what_is_exported_for_a_spreadsheet_opens_there(self, browser, house):
        staff(browser, house, "rong", Duty.OPERATOR)
        book = browser.get(f"{FIGURES}/export", params={"kind": "xlsx"})
        (sheet,) = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets

        assert 'filename="figures.xlsx"' in book.headers["content-disposition"]
        assert [one.value for one in sheet[1]][:4] == ["series", "episode", "period", "plays"]


def test_before_they_are_read_they_are_not_known(browser, house, out):
    staff(browser, house, "rong", Duty.OPERATOR)
    answer = browser.get(FIGURES)

    assert (answer.status_code, answer.json()["code"]) == (503, "figures.reading")
    assert out.count


def events(answer, count):
    """The next events of a stream: (id, kind, data)."""
    found, one = [], {}
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if line:
            one[name] = value
        elif "data" in one:
            found.append((int(one["id"]), one["event"], json.loads(one["data"])))
            one = {}
            if len(found) == count:
                break
    return found


def test_a_stream_goes_on_where_it_was_and_begins_anew_after_a_gap(
    house, browser, served, read, out
):
    """Server-sent events, correct after a reconnect"""
    staff(browser, house, "rong", Duty.OPERATOR)
    cookie = {"Cookie": f"piying={browser.cookies['piying']}"}
    stream = f"{served}{FIGURES}/stream"
    with httpx2.stream("GET", stream, headers=cookie, timeout=10) as answer:
        ((first, kind, told),) = events(answer, 1)
    out.out("key", 1)
    read.pull()
    with httpx2.stream(
        "GET", stream, headers=cookie | {"Last-Event-ID": "1"}, timeout=10
    ) as answer:
        ((_, again, _),) = events(answer, 1)

    assert (kind, told["id"], again) == ("snapshot", first, "snapshot")
    assert answer.headers["x-accel-buffering"] == "no"


def test_a_stream_ends_with_the_server(site, house, browser, served, read):
    staff(browser, house, "rong", Duty.OPERATOR)
    cookie = {"Cookie": f"piying={browser.cookies['piying']}"}
    with httpx2.stream(
        "GET", f"{served}{FIGURES}/stream", headers=cookie, timeout=10
    ) as answer:
        lines = answer.iter_lines()
        next(lines)
        site.stopping.set()
        rest = list(lines)

    assert rest
    assert read.health.ready
