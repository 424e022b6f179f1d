"""What viewers do in the player besides watching, in Chromium: one site serves all of it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from browsing import DESK, PHONE, expects, is_set_up, listening, opened, whole_bundle
from people import API, PASSWORD
from screening import (
    BEGINS_MS,
    FIRST,
    SEEN,
    asked,
    meant,
    playing,
    plays,
    waits,
)
from sqlalchemy import select
from theatre import Theatre

from piying.store.channel.keepsakes import Keepsakes
from piying.store.channel.membertables import member
from piying.store.channel.rights import Rights
from piying.store.store import open_store
from piying.studio.channel import hashing
from piying.studio.channel.minors import limits_of
from piying.studio.channel.moderating import warm
from piying.studio.config import SystemClock
from piying.studio.house import House, Settings
from piying.studio.progress import Silent
from piying.studio.serving import Place
from piying.web.listening import heard
from piying.web.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not is_set_up(), reason="no player here: piying setup web"),
]
LOCKED = "/watch/lamp/4"
SHORT_AD = '[[ad]]\nid = "trailer"\nseries = "key"\nseconds = 5\n'
ALL_DAY = """
[[limit]]
id = "ours"
minutes = 1
minutes_recommended = 60
closed_from = "03:00"
closed_until = "03:00"
utc_offset_minutes = 480
ages = ["all", "12"]
source = { title = "ours", url = "", read_on = 2026-11-23, confidence = "A" }
"""
MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def hall(tmp_path_factory, ladder, stall, cheap):  # noqa: ARG001 - it can sign
    """A site of a house that sells: five episodes, three of them free, and a trailer."""
    folder = tmp_path_factory.mktemp("hall")
    store = open_store(folder / "house")
    settings = Settings(folder / "house", folder / "data", folder / "out")
    (folder / "house" / "shop.toml").write_text(stall.SANDBOX + stall.GOODS, "utf-8")
    (folder / "house" / "ads.toml").write_text(SHORT_AD, "utf-8")
    (folder / "house" / "minors.toml").write_text(ALL_DAY, "utf-8")
    house = House(store, (), SystemClock(), settings, Silent(), None)
    theatre = Theatre(house)
    theatre.season(theatre.taken(*ladder))
    theatre.season(ladder[0], "key", 1)
    warm(house)
    site = Site(house, Place(port=8000), "http://localhost:8000", whole_bundle())
    with heard(site), listening(site) as origin:
        yield SimpleNamespace(house=house, origin=origin)
    store.close()


@pytest.fixture(scope="module")
def cheap():
    """A house that can sign, and passwords that are quickly hashed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
        patch.setattr(hashing, "HASHER", hashing.HASHER.__class__(1, 64, 1))
        yield


@pytest.fixture
def page(chromium, hall):
    with opened(chromium, hall.origin, **PHONE) as made:
        yield made


def known(page, name):
    """The page, logged in as a new viewer with this name."""
    page.goto("/offline")
    asked(page, "POST", f"{API}/session/anonymous")
    wanted = {"handle": name, "name": name.title(), "password": PASSWORD}
    asked(page, "POST", f"{API}/account", wanted)
    return page


def bought(page, good="small"):
    """The page, once its viewer has bought that in the sandbox."""
    order = asked(page, "POST", f"{API}/orders", {"good": good, "key": "my-purchase-1"})
    asked(page, "POST", f"{API}/orders/{order['id']}/payment")
    asked(page, "POST", f"{API}/orders/{order['id']}/button", {"outcome": "paid"})
    return page


def locked(page):
    """The sheet that says how the fourth episode is opened."""
    page.goto(LOCKED)
    page.get_by_role("button", name="解锁这一集").click()
    return page.locator("#unlock")


# --- opening what is locked -------------------------------------------------------------------


def test_a_rewarded_ad_is_watched_and_the_episode_opens(page):
    sheet = locked(page)
    sheet.get_by_role("button", name="看 1 个广告解锁").click()
    page.locator("#ad[open] video").wait_for()
    assert "广告 · 还有" in page.locator(".ad-left").inner_text()
    page.get_by_text("已解锁第4集").wait_for(timeout=BEGINS_MS)
    plays(page)

    assert page.locator("#ad").is_hidden()
    assert page.evaluate(SEEN)["wide"] == 320
    assert asked(page, "GET", f"{API}/wallet") == {"coins": 0}


def test_an_ad_that_is_left_opens_nothing(page):
    locked(page).get_by_role("button", name="看 1 个广告解锁").click()
    page.locator("#ad[open] video").wait_for()
    page.get_by_role("button", name="不看了").click()
    page.locator("#ad").wait_for(state="hidden")

    assert page.locator("#deck").get_attribute("data-state") == "locked"


def test_the_next_episode_unlocks_itself_for_whoever_turned_that_on(page):
    """Off until it is turned on; each time it says what was taken."""
    sheet = locked(page)
    bought(page)
    sheet.get_by_text("自动解锁下一集").click()
    page.wait_for_function(
        f"async () => (await (await fetch('{API}/prices/lamp/4')).json()).auto"
    )
    page.goto(LOCKED)
    page.get_by_text("已解锁第4集 · −50 金币").wait_for()
    plays(page)

    assert asked(page, "GET", f"{API}/wallet") == {"coins": 16}


def test_a_membership_is_bought_and_opens_all_of_it(page):
    page.goto("/wallet")
    page.get_by_role("radio", name="30 天会员").check()
    page.get_by_role("button", name="去支付").click()
    page.wait_for_url("**/orders/*")
    page.click("[data-pay]")
    page.click("[data-outcome=paid]")
    page.wait_for_selector("[data-open=no]")
    playing(page, LOCKED)

    assert page.locator(".over:not([hidden])").count() == 0
    assert page.evaluate(SEEN)["wide"] == 320


def test_a_right_that_ends_stops_the_film_and_says_so(page, hall):
    expects(page, "403")
    page.goto("/offline")
    asked(page, "POST", f"{API}/session/anonymous")
    bought(page)
    right = asked(
        page, "POST", f"{API}/unlocks", {"series": "lamp", "episode": 4, "way": "coins"}
    )
    playing(page, LOCKED)
    Rights(hall.house.store.database).end(
        right["id"], by="bao", why="refund", at_ms=hall.house.clock.now_ms()
    )
    waits(page, "locked", BEGINS_MS)

    assert page.locator(".slide:not([inert]) video").count() == 0
    assert page.get_by_text("第4集还没解锁").is_visible()
    assert page.get_by_text("你看这一集的权益已结束。").first.is_visible()


# --- saying something -------------------------------------------------------------------------


def test_a_comment_is_said_and_flies_over_the_picture(chromium, hall):
    with opened(chromium, hall.origin, **{**PHONE, "reduced_motion": "no-preference"}) as page:
        playing(known(page, "lin"))
        page.get_by_role("button", name="弹幕", exact=True).last.click()
        page.get_by_role("textbox", name="说点什么，飘过画面").fill("灯还亮着")
        page.get_by_role("button", name="发送").click()
        page.get_by_text("发出去了").wait_for(timeout=BEGINS_MS)
        mine = page.locator(".flies.own", has_text="灯还亮着")
        mine.wait_for(state="attached")
        begun = "() => document.querySelector('.flies.own').getBoundingClientRect().x"
        page.wait_for_function(f"(before) => ({begun})() < before", arg=page.evaluate(begun))


def test_a_report_is_taken_for_a_person_to_look_at(page):
    playing(page)
    page.get_by_role("button", name="播放设置").click()
    page.locator("#settings").get_by_role("button", name="举报").click()
    sheet = page.locator("#report")
    assert sheet.get_by_role("button", name="提交").is_disabled(), "nothing is chosen yet"
    sheet.get_by_label("诈骗或诱导").check()
    sheet.get_by_role("textbox").fill("说会升值，其实不会。")
    with page.expect_response(lambda one: one.url.endswith("/reports")) as answered:
        sheet.get_by_role("button", name="提交").click()
    page.get_by_text("收到了，我们会有人看").wait_for()

    assert answered.value.status == 201
    assert answered.value.request.post_data_json["wrong"] == "fraud"
    assert sheet.is_hidden()


def test_a_moment_is_shared_by_a_link_that_shows_its_poster(chromium, hall):
    with opened(chromium, hall.origin, **PHONE) as page:
        page.add_init_script("""
          navigator.share = async (told) => { globalThis.shared = told; };""")
        playing(page, f"{FIRST}?t=2")
        page.get_by_role("button", name="分享").click()
        page.wait_for_function("() => globalThis.shared")
        shared = page.evaluate("globalThis.shared")
        text = page.request.get(shared["url"]).text()
        poster = page.locator("meta[property='og:image']").get_attribute("content")
        picture = page.request.get(poster)

    assert shared["title"] == "《Lamp》第1集"
    assert shared["url"].startswith(f"{hall.origin}{FIRST}?t=")
    assert 'property="og:title" content="Lamp 第1集"' in text
    assert (picture.status, picture.headers["content-type"]) == (200, "image/jpeg")


# --- who watches ------------------------------------------------------------------------------


def test_the_time_of_a_minor_ends_in_the_middle_of_a_film(page, hall):
    """It is stopped there, and not at its end; nothing else begins."""
    expects(page, "422", "403")
    page.goto("/offline")
    asked(page, "POST", f"{API}/session/anonymous")
    asked(page, "PUT", f"{API}/account/minors", {"pin": "2580"})
    (child,) = minors(hall.house)
    day = limits_of(hall.house).day(hall.house.clock.now_ms())
    Keepsakes(hall.house.store.database).watch(child, day, MINUTE_MS - 2_500)
    playing(page)
    page.get_by_text("今天已经看满 1 分钟").wait_for(timeout=BEGINS_MS)

    assert page.locator(".slide:not([inert]) video").count() == 0
    page.keyboard.press("ArrowDown")
    page.locator(".slide:not([inert])", has_text="今天已经看满 1 分钟").wait_for()


def minors(house):
    """Everybody who is in minors mode."""
    with house.store.database.reading() as connection:
        found = connection.execute(select(member.c.id).where(member.c.minors == 1))
        return list(found.scalars())


def test_the_language_is_switched_where_one_is(page):
    playing(page, FIRST)
    page.goto("/me?language=zh")
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="中文").wait_for()

    assert page.url.endswith("/me")
    assert page.locator("html").get_attribute("lang") == "en"
    playing(page, FIRST)
    assert page.get_by_role("button", name="Playback").is_visible()


NAMES = [
    "返回",
    "弹幕",
    "播放设置",
    "点赞",
    "追剧",
    "弹幕",
    "选集",
    "分享",
    "暂停",
    "播放进度",
    "静音",
]


def test_the_feed_is_watched_by_the_keys_alone_and_every_key_has_a_name(chromium, hall):
    """WCAG 2.2, 2.1.1 and 4.1.2"""
    with opened(chromium, hall.origin, **DESK) as page:
        page.goto("/feed")
        plays(page)
        told = []
        for _ in range(40):
            page.keyboard.press("Tab")
            told.append(
                page.evaluate("""() => {
              const at = document.activeElement;
              return at.getAttribute('aria-label') ?? at.innerText?.trim() ?? '';
            }""")
            )
        for name in NAMES:
            assert name in told, f"{name} is not reached by Tab: {told}"
        page.get_by_role("button", name="点赞").focus()
        page.keyboard.press("Enter")
        page.locator("#like[aria-pressed=true]").wait_for()
        first = page.locator("#says").inner_text()
        page.keyboard.press("ArrowDown")
        page.wait_for_function(
            "(first) => document.getElementById('says').innerText !== first", arg=first
        )

    assert "" not in told[: len(NAMES)]


# --- fingers ----------------------------------------------------------------------------------

NEXT = """() => {
  const one = document.querySelector('.slide:not([inert]) + .slide video');
  return one && {going: !one.paused, muted: one.muted, at: one.currentTime,
    ready: one.readyState};
}"""


def test_the_next_film_begins_while_a_finger_brings_it_and_waits_if_it_goes_back(page):
    """Without sound, for another film is meant; a browser takes a while to begin."""
    playing(page)
    page.wait_for_function(f"() => ({NEXT})()?.ready === 4", timeout=BEGINS_MS)
    client = page.context.new_cdp_session(page)

    def finger(kind, *heights):
        for y in heights or (None,):
            points = [] if y is None else [{"x": 190, "y": y}]
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            page.wait_for_timeout(15)

    finger("touchStart", 700)
    finger("touchMove", *range(680, 500, -20))
    page.wait_for_function(f"() => ({NEXT})().going", timeout=BEGINS_MS)
    while_moving = page.evaluate(NEXT)
    finger("touchMove", *range(500, 740, 20))
    finger("touchEnd")
    page.wait_for_function(f"() => !({NEXT})().going && ({NEXT})().at === 0")

    assert while_moving["muted"] is True
    assert page.evaluate(SEEN)["muted"] is False
    assert page.locator("#deck").get_attribute("data-state") == "playing"


# --- without a network ------------------------------------------------------------------------


def test_a_player_without_network_says_where_it_stands_and_goes_on_after(page):
    expects(page, "ERR_INTERNET_DISCONNECTED")
    playing(page)
    page.context.set_offline(True)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    meant(page).get_by_role("button", name="重试").wait_for(timeout=BEGINS_MS)
    said = page.locator(".slide:not([inert]) [role=alert]").inner_text()
    page.context.set_offline(False)
    plays(page)

    assert "网络" in said
