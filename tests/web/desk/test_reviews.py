"""The pages of reviewers: what waits, one dossier beside its film, and deciding it."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from browsing import assert_accessible, assert_fits, small_targets
from people import staff

from piying.model.review import Evidence
from piying.model.viewer import Duty

sys.path.insert(0, str(Path(__file__).parent))

from bench import F1, F2, SECONDS, Bench


@pytest.fixture
def bench(house, clock):
    return Bench(house, clock)


@pytest.fixture
def lin(browser, house, bench):
    bench.hand_in(F1, F2)
    staff(browser, house, "lin", Duty.REVIEWER)
    return browser


def test_what_waits_stands_there_and_is_counted(lin):
    text = lin.get("/desk/reviews").text

    assert 'href="/desk/reviews/drama/1"' in text
    assert 'class="count number">' in text
    assert "in review" in text


def test_a_dossier_shows_what_was_found_and_how_to_answer_it(lin):
    text = lin.get("/desk/reviews/drama/1").text

    assert f'data-finding="{F1}"' in text
    assert "大师作法三天" in text
    assert text.count('data-reply="dismissed"') == 2
    assert "2 still to be answered." in text


def test_the_film_is_sent_in_parts_to_reviewers_alone(browser, house, bench):
    bench.hand_in(F1)
    assert browser.get("/desk/reviews/drama/1/film", follow_redirects=False).status_code == 303
    staff(browser, house, "bao", Duty.EDITOR)
    assert browser.get("/desk/reviews/drama/1/film").status_code == 403
    browser.cookies.clear()
    staff(browser, house, "lin", Duty.REVIEWER)
    part = browser.get("/desk/reviews/drama/1/film", headers={"Range": "bytes=1-2"})

    assert (part.status_code, part.content) == (206, b"il")
    assert part.headers["cache-control"] == "no-store"


def test_who_has_no_seat_is_told_how_to_get_one(browser, house, bench):
    bench.hand_in(F1)
    staff(browser, house, "wei", Duty.REVIEWER)
    answer = browser.get("/desk/reviews")

    assert answer.status_code == 200
    assert "people.toml names nobody who logs in as" in answer.text
    assert browser.get("/desk/reviews/drama/1").status_code == 422


def test_what_a_script_says_is_text_and_nothing_else(browser, house, bench):
    hostile = bench.court.dossiers.finding(F1, evidence=Evidence("<script>x</script>"))
    bench.hand_in(findings=(hostile,))
    staff(browser, house, "lin", Duty.REVIEWER)
    text = browser.get("/desk/reviews/drama/1").text

    assert "&lt;script&gt;x" in text
    assert "<script>x" not in text


# --- in a browser -----------------------------------------------------------------------------


def film(path):
    """Twenty seconds of grey, small enough to be drawn here."""
    with av.open(path, "w", options={"movflags": "faststart"}) as out:
        stream = out.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 90, 160, "yuv420p"
        stream.time_base = Fraction(1, 25)
        for n in range(25 * SECONDS):
            grey = np.full((160, 90, 3), 40 + n % 150, np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        out.mux(stream.encode(None))
    return path.read_bytes()


@pytest.fixture
def login(browser, house, bench, tmp_path):
    bench.hand_in(F1, F2, film=film(tmp_path / "film.mp4"))
    staff(browser, house, "lin", Duty.REVIEWER)
    return {"name": "piying", "value": browser.cookies["piying"], "url": "http://localhost"}


@pytest.mark.browser
@pytest.mark.usefixtures("served")
class TestInABrowser:
    def test_every_page_is_for_everybody(self, phone, login):
        phone.context.add_cookies([login])
        for path in ("", "/drama/1"):
            phone.goto(f"/desk/reviews{path}")
            assert_accessible(phone)
            assert_fits(phone)
            assert small_targets(phone) == [], path

    def test_an_episode_is_watched_answered_by_keys_and_cleared(self, desk, login, clock):
        desk.context.add_cookies([login])
        desk.goto("/desk/reviews")
        desk.click("table a")
        clear = desk.locator("[data-verdict=clear]")
        desk.locator("#hindrance:not(:empty)").wait_for()
        assert clear.is_disabled()
        desk.keyboard.press("j")
        with desk.expect_response("**/answers"):
            desk.keyboard.press("i")
        desk.keyboard.press("j")
        desk.keyboard.press("d")
        with desk.expect_response("**/answers"):
            desk.locator(".chosen [data-dismissal]").select_option("idiom")
        assert "都已答复" in desk.inner_text("#left")
        assert clear.is_disabled()
        desk.evaluate("document.getElementById('film').playbackRate = 8")
        desk.locator(".chosen").press(" ")
        for _ in range(40):
            clock.pass_by(seconds=10)
            desk.wait_for_timeout(200)
            if clear.is_enabled():
                break
        assert_accessible(desk)
        with desk.expect_navigation():
            clear.click()

        assert "待第二人审核" in desk.inner_text("#main")
        assert "第二人须是别人" in desk.inner_text("#main")

    def test_the_film_goes_to_where_its_timeline_is_pressed(self, desk, login):
        desk.context.add_cookies([login])
        desk.goto("/desk/reviews/drama/1")
        desk.locator(".hand").wait_for(state="attached")
        lanes = desk.locator(".lanes .timeline")
        box, told = lanes.bounding_box(), lanes.evaluate("one => ({...one.dataset})")
        middle = (float(told["left"]) + float(told["right"])) / 2
        wide = lanes.evaluate("one => one.viewBox.baseVal.width")
        desk.mouse.click(box["x"] + box["width"] * middle / wide, box["y"] + 20)
        at = desk.evaluate("document.getElementById('film').currentTime")

        assert abs(at - SECONDS / 2) < 0.2

    def test_what_a_key_does_stands_behind_a_button(self, desk, login):
        desk.context.add_cookies([login])
        desk.goto("/desk/reviews/drama/1")
        desk.click('[data-opens="keys"]')

        assert "前后一帧" in desk.inner_text("#keys")
        assert_accessible(desk)
