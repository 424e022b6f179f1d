"""The pages of the catalogue: what is out, its whole price, and that all of it reads well."""

from __future__ import annotations

import pytest
from browsing import assert_accessible, assert_fits
from people import API

from piying.model.release import Age

PAGES = ("/", "/all", "/series/lamp", "/search?q=lamp", "/search?q=zzz", "/search", "/schedule",
         "/list/new", "/follows", "/history")  # fmt: skip


@pytest.fixture
def out(cinema):
    cinema.season("lamp", 4)
    cinema.season("key", 2, title="第九把钥匙", tags=("悬疑", "民国"))
    return cinema


@pytest.mark.usefixtures("out")
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_guest_may_open_them_all(browser, path, language):
    answer = browser.get(path, headers={"Accept-Language": language})

    assert answer.status_code == 200
    assert "Undefined" not in answer.text


@pytest.mark.usefixtures("out")
class TestSeries:
    def test_the_whole_price_stands_there_before_anything_is_begun(self, browser):
        text = browser.get("/series/lamp").text

        assert "30 coins" in text, "one episode"
        assert "200 coins" in text, "the whole series"
        assert "240 coins" in text, "the eight that are locked of ten, one by one"
        assert browser.get(f"{API}/prices/lamp/3").status_code == 401, "nothing was begun"

    def test_its_numbers_its_age_and_the_label_are_shown(self, browser):
        text = browser.get("/series/lamp").text

        assert "A-1" in text
        assert "12+" in text
        assert "AI-generated" in text

    def test_one_that_is_not_out_is_not_there(self, browser):
        assert browser.get("/series/nothing").status_code == 404

    def test_a_pinyin_initial_finds_it(self, browser):
        assert "第九把钥匙" in browser.get("/search?q=djbys").text

    def test_in_minors_mode_only_what_is_for_minors_is_shown(self, browser, out, clock):
        out.out("night", 1, title="夜行", age=Age.EIGHTEEN)
        clock.pass_ms(5_000)
        browser.post(f"{API}/session/anonymous")
        assert "夜行" in browser.get("/all").text
        browser.put(f"{API}/account/minors", json={"pin": "4711"})

        assert "夜行" not in browser.get("/all").text
        assert browser.get("/series/night").status_code in {403, 404}

    def test_what_is_taken_down_is_gone_from_every_page(self, browser, out, clock):
        release = out.out("moon", 1, title="月下")
        clock.pass_ms(5_000)
        assert "月下" in browser.get("/").text
        out.withdraw(release)
        clock.pass_ms(5_000)

        for path in ("/", "/all", "/search?q=月下", "/schedule"):
            assert "/series/moon" not in browser.get(path).text
        assert browser.get("/series/moon").status_code == 404


@pytest.mark.browser
@pytest.mark.usefixtures("out", "served")
class TestInABrowser:
    @pytest.mark.parametrize("path", PAGES)
    def test_they_are_for_everybody(self, phone, path):
        phone.goto(path)

        assert_accessible(phone)
        assert_fits(phone)

    def test_a_series_is_followed_and_told(self, phone):
        phone.goto("/series/lamp")
        phone.click("[data-follow]")
        phone.wait_for_selector("[data-follow][aria-pressed=true]")
        phone.goto("/follows")

        assert phone.inner_text(".series .name") == "Lamp"

    def test_what_is_typed_is_found_at_once(self, desk):
        desk.goto("/search")
        desk.fill("#q", "djb")
        desk.wait_for_selector("#found .series")

        assert desk.inner_text("#found .series .name") == "第九把钥匙"
        assert_accessible(desk)


def test_a_person_is_told_on_a_page_and_a_program_by_a_problem(browser):
    page = browser.get("/series/nothing", headers={"Accept": "text/html"})
    problem = browser.get("/series/nothing", headers={"Accept": "application/json"})

    assert (page.status_code, problem.status_code) == (404, 404)
    assert page.headers["content-type"].startswith("text/html")
    assert "Not found" in page.text
    assert problem.headers["content-type"] == "application/problem+json"
