"""The pages of closed weeks: what came to whom, what is kept and why, where a fen is from."""

from __future__ import annotations

import pytest
from browsing import assert_accessible, assert_fits, small_targets
from closing import DAY, FIRST, SECOND, SEEN, close_watched, close_weeks
from people import staff

from piying.model.viewer import Duty

LANGUAGES = ("zh", "en")
LINE = f"/desk/statements/{SEEN}/lines/1"
PATHS = (
    "/desk/closes", f"/desk/closes/{SECOND}", f"/desk/statements/{SEEN}",
    f"/desk/statements/{SECOND}-other-CNY", f"/desk/statements/{SECOND}-acme-USD", LINE,
    f"/desk/statements/{SEEN}/lines/2",
)  # fmt: skip


@pytest.fixture
def he(browser, house):
    staff(browser, house, "he", Duty.FINANCE)
    return browser


@pytest.fixture
def closed(house):
    close_weeks(house)


def test_before_the_first_close_it_says_how_one_is_made(he):
    assert "No week has been closed yet" in he.get("/desk/closes").text


@pytest.mark.usefixtures("closed")
def test_weeks_stand_with_their_sums_by_currency(he):
    text = he.get("/desk/closes").text

    assert text.index(f"/desk/closes/{SECOND}") < text.index(f"/desk/closes/{FIRST}")
    for amount in ("¥39,786.39", "¥855.22", "¥250.70", "¥246.90", "¥20.00", "$333.50"):
        assert amount in text
    assert "paid in part" in text
    assert "rest carried over" in text


@pytest.mark.usefixtures("closed")
def test_older_weeks_are_behind_a_link(he, monkeypatch):
    monkeypatch.setattr("piying.web.desk.closes.WEEKS", 1)
    text = he.get("/desk/closes").text
    older = text.partition('href="/desk/closes?cursor=')[2].partition('"')[0]

    assert f"/desk/closes/{FIRST}" not in text
    assert f"/desk/closes/{FIRST}" in he.get("/desk/closes", params={"cursor": older}).text


@pytest.mark.usefixtures("closed")
def test_a_week_names_who_gets_what_and_why_something_is_held(he):
    text = he.get(f"/desk/closes/{SECOND}").text

    assert f'href="/desk/statements/{SEEN}"' in text
    assert "望月 &lt;影业&gt;" in text
    assert "their table lacks &lt;two&gt; days" in text
    assert "28 days after the end of each period" in text
    assert he.get("/desk/closes/2026-W44").status_code == 404


@pytest.mark.usefixtures("closed")
def test_deals_that_cannot_be_read_are_told_beside_the_amounts(he, house):
    (house.settings.house / "deals" / "deals.toml").write_text("[[deal]\n", "utf-8")
    week, line = he.get(f"/desk/closes/{SECOND}").text, he.get(LINE).text

    assert "The deals cannot be read" in week
    assert "¥39,786.39" in week
    assert "deals.toml" in line
    assert "2117.193" in line, "the steps stand on the statement itself"


@pytest.mark.usefixtures("closed")
def test_a_statement_says_what_was_paid_on_it(he):
    assert "BANK-0017" in he.get(f"/desk/statements/{FIRST}-acme-CNY").text
    assert "came back" in he.get(f"/desk/statements/{SECOND}-acme-USD").text
    assert f'href="{LINE}"' in he.get(f"/desk/statements/{SEEN}").text


@pytest.mark.usefixtures("closed")
def test_a_line_is_walked_back_to_its_clauses_and_sales(he):
    text = he.get(LINE).text

    assert "兰亭工作室 gets 29640.702 of 42343.86" in text
    assert "14820351/5" in text
    assert "own:T4" in text
    assert "Every fact has its evidence (3 of 3)" in text
    assert he.get(LINE.replace("/1", "/99")).status_code == 404


def test_a_line_of_minutes_is_walked_back_to_its_daily_roll_up(he, house):
    close_watched(house)
    text = he.get(LINE).text

    assert "¥0.21" in text
    assert "180,000 ms" in text
    assert f"{DAY}.v1.parquet" in text
    assert f"piying explain {SEEN} 1 --plays 100" in text
    (roll,) = (house.settings.house / "plays" / "days").glob("*.parquet")
    roll.unlink()
    gone = he.get(LINE).text
    assert 'class="notice bad"' in gone
    assert "2.1" in gone
    assert "Every fact" not in gone


@pytest.mark.usefixtures("closed")
def test_what_is_not_finance_s_is_shut(browser, house):
    """ASVS 5.0 8.2.1"""
    staff(browser, house, "rong", *(set(Duty) - {Duty.FINANCE}), party="acme")

    for path in ("/desk/closes", f"/desk/closes/{SECOND}", LINE):
        assert browser.get(path).status_code == 403


# --- in a browser -----------------------------------------------------------------------------


@pytest.fixture
def login(he):
    return {"name": "piying", "value": he.cookies["piying"], "url": "http://localhost"}


@pytest.mark.browser
@pytest.mark.usefixtures("served", "closed")
class TestInABrowser:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_page_is_for_everybody(self, phone, login, language):
        spoken = {"name": "piying-language", "value": language, "url": "http://localhost"}
        phone.context.add_cookies([login, spoken])
        for path in PATHS:
            phone.goto(path)
            assert_accessible(phone)
            assert_fits(phone)
            assert small_targets(phone) == [], path

    def test_the_keyboard_leads_from_a_week_to_where_a_fen_comes_from(self, desk, login):
        desk.context.add_cookies([login])
        desk.goto("/desk/closes")
        for path in PATHS[1:3]:
            desk.locator(f'main a[href="{path}"]').focus()
            with desk.expect_navigation():
                desk.keyboard.press("Enter")
        desk.locator(f'main a[href="{LINE}"]').focus()
        with desk.expect_navigation():
            desk.keyboard.press("Enter")
        assert_accessible(desk)

        assert "own:T4" in desk.inner_text("table >> nth=1")
