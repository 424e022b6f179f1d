"""The player in Chromium: it plays, goes on, unlocks, says what is wrong, is accessible."""

from __future__ import annotations

import re

import pytest
from browsing import (
    DESK,
    PHONE,
    assert_accessible,
    assert_fits,
    expects,
    is_set_up,
    opened,
    small_targets,
    whole_bundle,
)  # fmt: skip
from people import API
from screening import (
    BEGINS_MS,
    FIRST,
    LINE,
    SEEN,
    arrives,
    asked,
    meant,
    playing,
    plays,
    shown,
    swipe,
    waits,
)
from theatre import Theatre

from piying.studio.config import SystemClock
from piying.studio.serving import Place
from piying.web.listening import heard
from piying.web.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not is_set_up(), reason="no player here: piying setup web"),
]


@pytest.fixture
def clock():
    return SystemClock()


@pytest.fixture
def theatre(house, ladder):
    """Five episodes are out, three of them free."""
    made = Theatre(house)
    made.ladder = made.taken(*ladder)
    made.first = made.season(made.ladder)[0]
    return made


@pytest.fixture
def site(house, theatre):
    assert theatre.ladder
    with heard(Site(house, Place(port=8000), "http://localhost:8000", whole_bundle())) as made:
        yield made


@pytest.mark.usefixtures("served")
def test_it_plays_and_a_swipe_shows_the_next_episode(phone):
    playing(phone)
    phone.wait_for_function("() => document.querySelector('video').currentTime > .2")
    before = phone.evaluate(SEEN)
    phone.wait_for_function(
        f"([at, frames]) => ({SEEN})().at >= at + 1.3 && ({SEEN})().frames >= frames + 20",
        arg=[before["at"], before["frames"]], timeout=BEGINS_MS,
    )  # fmt: skip
    after = phone.evaluate(SEEN)

    assert (after["wide"], after["muted"]) == (320, False)

    swipe(phone)
    arrives(phone, 2)
    assert phone.url.endswith("/watch/lamp/2")
    assert phone.title() == "Lamp 第2集"
    assert phone.evaluate(SEEN)["frames"] > 0
    swipe(phone)
    arrives(phone, 3)
    phone.wait_for_timeout(500)
    assert phone.locator("video").count() <= 3, "three players serve all slides"


@pytest.mark.usefixtures("served")
def test_a_tap_pauses_two_like_and_a_long_press_hurries(phone):
    playing(phone)
    phone.touchscreen.tap(190, 300)
    waits(phone, "paused")
    phone.touchscreen.tap(190, 300)
    plays(phone)

    for _ in range(2):
        phone.touchscreen.tap(190, 300)
    phone.wait_for_function(
        "() => fetch('/api/v1/likes/lamp/1').then(a => a.json()).then(l => l.own)"
    )
    assert phone.locator("#like").get_attribute("aria-pressed") == "true"
    assert phone.evaluate(SEEN)["paused"] is False

    client = phone.context.new_cdp_session(phone)
    touch = {"touchPoints": [{"x": 190, "y": 300}]}
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", **touch})
    phone.wait_for_selector("#quick:not([hidden])")
    fast = phone.evaluate(SEEN)["rate"]
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_selector("#quick", state="hidden")
    assert (fast, phone.evaluate(SEEN)["rate"]) == (2, 1)


@pytest.mark.usefixtures("served")
def test_the_keyboard_does_all_of_it(desk):
    playing(desk)
    desk.keyboard.press(" ")
    waits(desk, "paused")
    desk.keyboard.press("m")
    assert desk.evaluate(SEEN)["muted"] is True
    desk.keyboard.press("ArrowRight")
    desk.wait_for_function("() => document.querySelector('video').currentTime > 4")
    desk.keyboard.press("?")
    assert desk.locator("#keys").is_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("ArrowDown")
    arrives(desk, 2)

    assert desk.locator(LINE).is_hidden()
    desk.keyboard.press("c")
    desk.wait_for_function(f"() => document.querySelector('{LINE}').innerText.includes('灯')")
    desk.keyboard.press("c")
    desk.wait_for_function(
        f"() => /lamp|time/.test(document.querySelector('{LINE}').innerText)"
    )
    assert desk.locator(LINE).get_attribute("lang") == "en"


def test_it_goes_on_at_the_second_on_another_device(phone, chromium, served):
    playing(phone, f"{FIRST}?t=3")
    assert phone.evaluate(SEEN)["at"] >= 3, "a link begins at its second"
    who = phone.context.cookies()
    asked(phone, "PUT", f"{API}/progress", {
        "series": "lamp", "episode": 2, "position_ms": 3_500, "at_ms": 1, "sent_ms": 1,
    })  # fmt: skip
    with opened(chromium, served, **DESK) as other:
        other.context.add_cookies(who)
        playing(other, "/watch/lamp/2")

        assert other.evaluate(SEEN)["at"] >= 3.4


@pytest.mark.usefixtures("served")
def test_what_was_watched_is_told_once_also_when_the_network_was_gone(phone):
    expects(phone, "ERR_INTERNET_DISCONNECTED")
    tell = "() => dispatchEvent(new Event('online'))"
    playing(phone)
    phone.wait_for_function(f"() => ({SEEN})().at > 1.2", timeout=BEGINS_MS)
    with phone.expect_response(lambda one: one.url.endswith("/viewings")) as answered:
        phone.evaluate(tell)
    sent = answered.value.request.post_data_json["reports"][0]

    assert answered.value.json()["accepted"] == 1
    assert 800 < sent["watched_ms"] < 6_000
    assert sent["rung"] == "320p"

    phone.wait_for_timeout(600)
    phone.context.set_offline(True)
    phone.evaluate(tell)
    phone.wait_for_function(
        "() => JSON.parse(localStorage.getItem('piying-reports') ?? '[]').length === 1"
    )
    kept = phone.evaluate("() => JSON.parse(localStorage.getItem('piying-reports'))[0].batch")
    with phone.expect_response(lambda one: one.url.endswith("/viewings")) as answered:
        phone.context.set_offline(False)

    assert answered.value.request.post_data_json["batch"] == kept
    assert answered.value.json()["rejected"] == []


@pytest.mark.usefixtures("served")
def test_a_locked_episode_shows_its_whole_price_and_opens_when_it_is_bought(phone, shop):
    assert "sandbox" in shop.SANDBOX
    phone.goto("/watch/lamp/4")
    phone.get_by_role("button", name="解锁这一集").click()
    sheet = phone.locator("#unlock")
    sheet.get_by_text("用 50 金币解锁这一集").wait_for()

    assert re.search(r"前 3 集.*50 金币.*300 金币.*0 金币", sheet.inner_text(), re.DOTALL)
    assert sheet.get_by_role("switch").is_checked() is False, "it is off until it is turned on"
    phone.keyboard.press("Escape")

    order = asked(phone, "POST", f"{API}/orders", {"good": "small", "key": "my-purchase-1"})
    asked(phone, "POST", f"{API}/orders/{order['id']}/payment")
    asked(phone, "POST", f"{API}/orders/{order['id']}/button", {"outcome": "paid"})
    phone.get_by_role("button", name="解锁这一集").click()
    sheet.get_by_role("button", name="用 50 金币解锁这一集").dblclick()
    plays(phone)

    assert asked(phone, "GET", f"{API}/wallet") == {"coins": 16}, "pressed twice, paid once"
    assert phone.evaluate(SEEN)["wide"] == 320


@pytest.mark.usefixtures("served")
def test_a_takedown_in_mid_play_ends_it_within_seconds_and_moves_on(phone, theatre):
    expects(phone, "403", "404")
    playing(phone)
    theatre.withdraw(theatre.first)
    phone.get_by_text("这一集已下架").wait_for(timeout=9_000)

    assert phone.locator(".slide:not([inert]) video").count() == 0
    arrives(phone, 2)


def test_a_browser_that_lets_nothing_sound_by_itself_plays_without(chromium, served):
    with opened(chromium, served, **PHONE) as page:
        page.add_init_script("""
          const play = HTMLMediaElement.prototype.play;
          HTMLMediaElement.prototype.play = function () {
            if (this.muted) return play.call(this);
            return Promise.reject(new DOMException("no gesture", "NotAllowedError"));
          };""")
        playing(page)
        page.get_by_role("button", name="点这里打开声音").click()

        assert page.evaluate(SEEN)["muted"] is False
        assert page.locator("#tap-sound").is_hidden()


def test_the_episodes_and_what_comes_after_them(phone, served, theatre):
    assert served
    theatre.season(theatre.ladder, "key", 1)
    playing(phone)
    phone.get_by_role("button", name="选集").click()
    sheet = phone.locator("#episodes")
    sheet.get_by_role("link", name="4 未解锁").wait_for()

    assert sheet.get_by_role("link", name="1 正在看").get_attribute("aria-current") == "true"
    assert "免费到第3集" in sheet.inner_text()
    sheet.get_by_role("link", name="5").click()
    phone.get_by_role("button", name="解锁这一集").wait_for()
    phone.keyboard.press("ArrowDown")
    phone.locator('.slide:not([inert])[aria-label="Key，第1集"]').wait_for()
    plays(phone)


def test_an_episode_that_is_asked_for_before_it_came_is_gone_to_when_it_comes(
    phone, served, theatre
):
    theatre.season(theatre.ladder, "key", 1)
    held, holding = [], [True]

    def hold(route):
        if holding:
            held.append(route)
        else:
            route.continue_()

    phone.route("**/api/v1/feed*", hold)
    with phone.expect_request("**/api/v1/feed*"):
        phone.goto(f"{served}/watch/lamp/5")
    phone.get_by_role("button", name="解锁这一集").wait_for()
    phone.keyboard.press("ArrowDown")
    assert phone.locator('.slide:not([inert])[aria-label$="第5集"]').count() == 1
    holding.clear()
    for one in held:
        one.continue_()
    phone.locator('.slide:not([inert])[aria-label="Key，第1集"]').wait_for()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_comments_fly_or_stand_as_a_list_for_who_wants_less_movement(
    chromium, served, theatre, motion
):
    """WCAG 2.2, 2.3.3: animation from interaction"""
    for number, text in enumerate(("前方高能", "灯亮了")):
        theatre.said(theatre.first, 300 + 400 * number, text)
    with opened(chromium, served, **{**PHONE, "reduced_motion": motion}) as page:
        playing(page)
        page.get_by_text("灯亮了").wait_for(state="attached")
        flown = page.locator(".flies").last.evaluate(
            "(one) => [one.classList.contains('stands'), getComputedStyle(one).position]"
        )
        page.get_by_role("button", name="弹幕", exact=True).first.click()
        left = page.locator(".flies").count()

    assert flown == ([True, "static"] if motion == "reduce" else [False, "absolute"])
    assert left == 0


@pytest.mark.usefixtures("served")
def test_a_capability_is_renewed_before_it_ends_and_the_film_plays_on(phone):
    def early(route):
        answer = route.fetch()
        told = answer.json()
        told["film"]["renew_ms"] = told["film"]["now_ms"] + 1_000
        route.fulfill(response=answer, json=told)

    phone.route("**/episodes/1", early, times=1)
    playing(phone)
    with phone.expect_response(
        lambda one: one.url.endswith("/episodes/1"), timeout=9_000
    ) as now:
        pass
    token = now.value.json()["film"]["token"]
    with phone.expect_request(lambda one: token in one.url and one.method == "HEAD",
                              timeout=9_000):  # fmt: skip
        phone.evaluate("() => { document.querySelector('video').currentTime = 1; }")

    assert phone.locator("#deck").get_attribute("data-state") == "playing"


@pytest.mark.parametrize("kind", [PHONE, DESK], ids=["phone", "desk"])
def test_it_can_be_used_by_everybody(chromium, served, kind):
    """WCAG 2.2 AA, and targets of 44 pixels, in every state of the page"""
    with opened(chromium, served, **kind) as page:
        playing(page)
        page.keyboard.press(" ")
        _usable(page)
        page.get_by_role("button", name="选集").click()
        page.locator("#episodes .episode").first.wait_for()
        _usable(page)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="播放设置").click()
        _usable(page)
        page.locator("#settings").get_by_role("button", name="举报").click()
        _usable(page)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="弹幕", exact=True).last.click()
        page.get_by_text("登录后才能发弹幕").wait_for()
        _usable(page)
        page.goto("/watch/lamp/4")
        page.get_by_role("button", name="解锁这一集").click()
        page.get_by_text("买下全剧").wait_for()
        _usable(page)
        page.keyboard.press("Escape")
        _usable(page)


def _usable(page):
    assert_accessible(page)
    assert_fits(page)
    assert not small_targets(page)


@pytest.mark.slow
@pytest.mark.usefixtures("served")
def test_a_page_without_network_keeps_its_place_and_goes_on(phone):
    expects(phone, "ERR_INTERNET_DISCONNECTED")
    playing(phone)
    phone.wait_for_timeout(600)
    phone.context.set_offline(True)
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("ArrowDown")
    meant(phone).get_by_role("button", name="重试").wait_for(timeout=BEGINS_MS)
    phone.context.set_offline(False)
    phone.wait_for_selector(".slide:not([inert]) .over", state="hidden")
    page_state = phone.locator("#deck").get_attribute("data-state")

    assert page_state != "trouble"


@pytest.mark.slow
@pytest.mark.usefixtures("served")
def test_the_next_episode_comes_by_itself_unless_somebody_stays(phone):
    playing(phone, f"{FIRST}?t=5")
    phone.get_by_role("button", name="留在这集").click()
    phone.wait_for_timeout(3_400)
    assert shown(phone) == "Lamp，第1集"

    phone.get_by_role("button", name="重播").first.click()
    phone.get_by_role("button", name="现在播放").click(timeout=BEGINS_MS)
    arrives(phone, 2)


@pytest.mark.slow
def test_the_page_can_be_installed_and_keeps_no_film(chromium, served):
    how = {**PHONE, "service_workers": "allow"}
    with opened(chromium, served, **how) as page:
        playing(page)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        playing(page)
        kept = page.evaluate("""async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const one of await (await caches.open(name)).keys())
              found.push(new URL(one.url).pathname);
          return found;
        }""")
        manifest = page.evaluate("() => fetch('/manifest.webmanifest').then(a => a.json())")
        expects(page, "ERR_INTERNET_DISCONNECTED")
        page.context.set_offline(True)
        page.goto("/watch/lamp/2")
        offline = page.locator("h1").inner_text()

    assert "/offline" in kept
    assert all(one == "/offline" or one.startswith("/static/") for one in kept)
    assert (manifest["display"], manifest["start_url"]) == ("standalone", "/feed")
    assert offline == "现在没有网络"
