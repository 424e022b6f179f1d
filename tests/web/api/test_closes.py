"""Closed weeks over HTTP: sums, everybody's statement, what is kept and why, one line."""

from __future__ import annotations

import json

import pytest
from closing import FIRST, SECOND, SEEN, close_weeks
from people import API, staff

from piying.model.viewer import Duty

CLOSES = f"{API}/closes"
LINE = f"{API}/statements/{SEEN}/lines/1"


@pytest.fixture
def he(browser, house):
    close_weeks(house)
    staff(browser, house, "he", Duty.FINANCE)
    return browser


def test_weeks_come_newest_first_with_exact_sums_by_currency(he):
    found = he.get(CLOSES).json()
    newest = found["items"][0]

    assert [(one["period"], one["statements"]) for one in found["items"]] == [
        (SECOND, 4), (FIRST, 4),
    ]  # fmt: skip
    assert found["next"] is None
    assert newest["sums"][0] == {
        "currency": "CNY", "opening_minor": "2503489", "earned_minor": "1624910",
        "reserved_minor": "85522", "tax_minor": "25070", "held_minor": "24690",
        "paid_minor": "100000", "closing_minor": "3978639", "payable_minor": "3978639",
        "out_minor": "2000",
    }  # fmt: skip
    assert newest["sums"][1]["closing_minor"] == "33350"


def test_a_list_goes_on_where_its_page_ended(he, monkeypatch):
    monkeypatch.setattr("piying.web.api.closes.WEEKS", 1)
    first = he.get(CLOSES).json()
    second = he.get(CLOSES, params={"cursor": first["next"]}).json()

    assert [one["period"] for one in first["items"]] == [SECOND]
    assert [one["period"] for one in second["items"]] == [FIRST]
    assert second["next"] is None
    assert he.get(CLOSES, params={"cursor": "x"}).status_code == 400


def test_a_week_has_everybody_and_how_they_stand_to_being_paid(he):
    found = he.get(f"{CLOSES}/{SECOND}").json()
    parties = {
        one["statement"]["id"].removeprefix(f"{SECOND}-"): one for one in found["parties"]
    }

    assert {name: one["stage"] for name, one in parties.items()} == {
        "acme-CNY": "due", "acme-USD": "due", "li-CNY": "part", "other-CNY": "due",
    }  # fmt: skip
    (paid,) = parties["li-CNY"]["payouts"]
    assert (paid["reference"], paid["minor"], paid["undone"]) == ("BANK 0018", "2000", False)
    (gone,) = parties["acme-USD"]["payouts"]
    assert gone["undone"]
    assert parties["acme-CNY"]["name"] == "兰亭工作室"
    assert he.get(f"{CLOSES}/2026-W44").status_code == 404


def test_what_is_held_says_for_which_dispute_and_what_is_reserved_by_which_clause(he):
    kept = he.get(f"{CLOSES}/{SECOND}").json()["kept"]
    held = [one for one in kept if one["purpose"] == "held"]
    reserved = [one for one in kept if one["purpose"] == "reserve"]

    assert [(one["party"], one["minor"]) for one in held] == [
        ("li", "12345"),
        ("other", "12345"),
    ]
    (why,) = held[0]["holds"]
    assert (why["id"], why["by"], why["why"]) == (
        "dispute-moon", "lan", "their table lacks <two> days",
    )  # fmt: skip
    assert reserved[0]["clauses"] == [{"clause": "7", "until": "", "days": 28}]
    assert sum(int(one["minor"]) for one in reserved) == 133510 + 85522


def test_deals_that_cannot_be_read_are_told_and_hide_no_amount(he, house):
    (house.settings.house / "deals" / "deals.toml").write_text("[[deal]\n", "utf-8")
    found = he.get(f"{CLOSES}/{SECOND}").json()

    assert "deals.toml" in found["unknown"]
    assert [one["holds"] for one in found["kept"]] == [[]] * len(found["kept"])
    assert len(found["kept"]) == 6
    assert found["close"]["sums"][0]["closing_minor"] == "3978639"


def test_a_line_goes_down_to_its_clauses_and_its_evidence(he):
    found = he.get(LINE).json()

    assert (found["line"]["minor"], found["line"]["residue"]) == ("1246140", "1/5")
    assert [(one["clause"], one["after"]) for one in found["steps"]] == [
        ("2.1", "4234386/1"), ("7", "40226667/10"), ("4.2", "14820351/5"),
    ]  # fmt: skip
    assert {(one["metric"], one["amount"], *one["sales"]) for one in found["sources"]} == {
        ("fee", "10800", "own:T4"),
        ("gross", "1800000", "own:T4"),
        ("refund", "9000", "own:T6"),
    }
    assert all(one["proved"] for one in found["sources"])
    assert he.get(LINE.replace("/1", "/99")).status_code == 422


def test_a_statement_has_its_lines_what_was_paid_and_its_files(he):
    found = he.get(f"{API}/statements/{FIRST}-acme-CNY").json()
    form = he.get(f"{API}/statements/{FIRST}-acme-CNY/file", params={"form": "json"})

    assert found["statement"]["closing_minor"] == "1632033"
    assert [one["minor"] for one in found["payouts"]] == ["100000"]
    assert sum(int(one["minor"]) for one in found["lines"]) == int(
        found["statement"]["earned_minor"]
    )
    assert json.loads(form.content)["id"] == f"{FIRST}-acme-CNY"


@pytest.mark.parametrize("duty", list(Duty))
@pytest.mark.parametrize("path", [CLOSES, f"{CLOSES}/{SECOND}", LINE])
def test_finance_alone_sees_what_weeks_came_to(browser, house, path, duty):
    """ASVS 5.0 8.2.1"""
    close_weeks(house)
    assert browser.get(path).status_code == 401
    staff(browser, house, "bao", duty, party="acme" if duty is Duty.PRODUCER else "")

    assert browser.get(path).status_code == (200 if duty is Duty.FINANCE else 403)
