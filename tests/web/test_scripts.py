"""The shared modules in a browser: asking the server, words, and making elements."""

from __future__ import annotations

import json

import pytest
from browsing import expects, whole_bundle
from looking import ORIGIN, show

pytestmark = pytest.mark.browser
API = "/static/x/js/api.js"
PROBLEM = {
    "status": 402,
    "code": "books.too_little",
    "detail": "还差 20 金币。",
    "request": "4f",
}


@pytest.fixture
def page(phone):
    """A page, where what is asked under /api/ is answered by `page.answers`, in turn."""
    show(phone, "theatre.html", "zh")
    phone.answers, phone.asked = [], []

    def answer(route):
        phone.asked.append(route.request)
        told = phone.answers.pop(0)
        if told == "nothing":
            route.abort()
        else:
            route.fulfill(**told)

    phone.route(f"{ORIGIN}/api/**", answer)
    return phone


def problem(status=402, **headers):
    return {
        "status": status,
        "body": json.dumps({**PROBLEM, "status": status}),
        "headers": {"Content-Type": "application/problem+json", **headers},
    }


def ok(value):
    return {"body": json.dumps(value), "content_type": "application/json"}


CAUGHT = """async ([module, name, ...given]) => {
  const api = await import(module);
  try { return { gave: await api[name](...given) }; }
  catch (error) {
    if (!(error instanceof api.Problem)) throw error;
    const { message, status, code, request, after, open } = error;
    return { message, status, code, request, after, open };
  }
}"""


def call(page, name, *given):
    return page.evaluate(CAUGHT, [API, name, *given])


def test_an_answer_is_given_as_it_came(page):
    page.answers = [ok({"episodes": 12}), {"status": 204}]

    assert call(page, "get", "/api/a") == {"gave": {"episodes": 12}}
    assert call(page, "ask", "DELETE", "/api/a") == {"gave": None}
    assert page.asked[0].headers["accept-language"] == "zh"
    assert "idempotency-key" not in page.asked[0].headers


def test_a_refusal_is_told_in_the_words_of_the_server(page):
    expects(page, "402", "429")
    page.answers = [problem(), problem(429, **{"Retry-After": "7"})]
    refused = call(page, "ask", "POST", "/api/a", {"way": "coins"})
    busy = call(page, "get", "/api/a")

    assert refused == {
        "message": "还差 20 金币。", "status": 402, "code": "books.too_little",
        "request": "4f", "after": 0, "open": False,
    }  # fmt: skip
    assert (busy["status"], busy["after"]) == (429, 7)
    assert json.loads(page.asked[0].post_data) == {"way": "coins"}


def test_what_is_no_answer_of_ours_is_said_to_be_none(page):
    expects(page, "502", "ERR_FAILED")
    page.answers = [
        {"status": 502, "body": "<html>", "content_type": "text/html"},
        {"body": "<html>", "content_type": "text/html"},
        "nothing",
    ]
    told = [call(page, "get", "/api/a") for _ in range(3)]

    assert [one["code"] for one in told] == [
        "look.not_understood", "look.not_understood", "look.no_answer",
    ]  # fmt: skip
    assert [one["open"] for one in told] == [True, False, True]


def test_a_wish_is_sent_again_with_the_same_key_until_it_is_answered(page):
    """A purchase over a weak network happens once: the server knows it by its key."""
    expects(page, "ERR_FAILED", "503", "409")
    page.answers = ["nothing", problem(503), ok({"order": 1})]

    assert call(page, "once", "POST", "/api/orders", {}) == {"gave": {"order": 1}}

    keys = {one.headers["idempotency-key"] for one in page.asked}

    assert len(page.asked) == 3
    assert len(keys) == 1
    assert len(keys.pop()) == 32


def test_what_is_refused_is_not_asked_for_again(page):
    expects(page, "402")
    page.answers = [problem()]

    assert call(page, "once", "POST", "/api/orders", {})["status"] == 402
    assert len(page.asked) == 1


def test_a_stream_is_heard_and_told_of(page):
    page.answers = [{"body": 'id: 7\nevent: cells\ndata: {"plays": 3}\n\n',
                     "content_type": "text/event-stream"}]  # fmt: skip
    told = page.evaluate(
        """async (module) => {
          const { stream } = await import(module), states = [];
          const heard = await new Promise((done) => {
            const cells = (data, id) => { end(); done([data, id]); };
            const end = stream("/api/live", { cells }, (state) => states.push(state));
          });
          return [heard, states];
        }""",
        API,
    )

    assert told == [[{"plays": 3}, "7"], ["on"]]


def test_an_element_never_reads_html(page):
    made = page.evaluate(
        """async () => {
          const { make } = await import("/static/x/js/dom.js");
          const one = make("p", { class: "x", hidden: false, title: null, lang: "zh" },
            "<b>粗</b>", 3, null, make("i", { inert: true }));
          return one.outerHTML;
        }"""
    )

    assert made == '<p class="x" lang="zh">&lt;b&gt;粗&lt;/b&gt;3<i inert=""></i></p>'


def test_a_word_that_the_page_lacks_is_a_mistake_of_the_page(page):
    said = page.evaluate(
        """async () => {
          const { t, known } = await import("/static/x/js/i18n.js");
          let told = "";
          try { t("look.nowhere"); } catch (error) { told = error.message; }
          return [t("look.minutes_ago", { count: 5 }), known("look.ai"), told];
        }"""
    )

    assert said == ["5 分钟前", True, "the page has no word for look.nowhere"]


# --- what a page does by itself, and what it keeps --------------------------------------------


def bare(page, origin):
    """The page, at an empty page of `origin` that may import our modules."""

    def answer(route):
        name = route.request.url.partition("/static/x/")[2]
        if name:
            found = whole_bundle().files[name]
            route.fulfill(body=found.data, content_type=found.kind)
        else:
            route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html")

    page.route(f"{origin}/**", answer)
    page.goto(f"{origin}/page")
    return page


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_a_choice_is_sent_over_https_alone_where_the_site_is(phone, scheme, secure):
    page = bare(phone, f"{scheme}://keep.test")
    page.evaluate("import('/static/x/js/cookie.js').then((it) => it.keep('theme', 'light'))")
    kept = page.context.cookies()

    assert [(one["name"], one["value"], one["secure"]) for one in kept] == [
        ("piying-theme", "light", secure)
    ]


def test_what_is_tried_in_vain_is_tried_later_each_time(phone):
    page = bare(phone, ORIGIN)
    told = page.evaluate("""async () => {
      const { after } = await import('/static/x/js/again.js');
      return [0, 1, 4, 99].map((tried) => Array.from({ length: 50 }, () => after(tried)));
    }""")

    for waits, most in zip(told, (1_000, 2_000, 16_000, 60_000), strict=True):
        assert most / 2 <= min(waits) < max(waits) <= most


def test_a_page_that_loads_itself_anew_for_ever_does_so_seldom(phone):
    """It would ask the server as fast as it answers: first after a second, then 2, 4, 8 …"""
    page, loaded = bare(phone, ORIGIN), []
    page.on("load", lambda: loaded.append(page.url))
    page.add_init_script("import('/static/x/js/again.js').then((it) => it.reload())")
    page.reload()
    page.wait_for_timeout(3_200)
    in_time = len(loaded)
    while len(loaded) < 2:
        page.wait_for_event("load")

    assert in_time <= 4


def test_a_page_that_nobody_looks_at_does_nothing_by_itself(phone):
    page = bare(phone, ORIGIN)
    turned = """async (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      const { rest } = await import('/static/x/js/again.js');
      globalThis.rested ??= rest(1).then(() => { globalThis.done = true; });
      await new Promise((done) => setTimeout(done, 50));
      return globalThis.done === true;
    }"""

    assert page.evaluate(turned, "hidden") is False
    assert page.evaluate(turned, "visible") is True
