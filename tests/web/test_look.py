"""The look of the pages: contrast, signs, words, and every part of it in a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browsing import (
    DESK,
    PHONE,
    assert_accessible,
    assert_fits,
    is_set_up,
    opened,
    small_targets,
)  # fmt: skip
from looking import rendered, show

from piying.model.messages import CATALOGUE
from piying.web import shown

WEB = Path(shown.__file__).parent
SHEETS = sorted((WEB / "static" / "css").glob("*.css"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SCRIPTS = sorted((WEB / "static" / "js").rglob("*.js"))


# --- tokens -----------------------------------------------------------------------------------


def tokens(theme):
    """The colours of a theme, by their names."""
    text = (WEB / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-theme="{theme}"\] \{{(.*?)\n\}}', text, re.DOTALL)[1]
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))


def contrast(first, second):
    """The contrast of two colours (WCAG 2.2, "contrast ratio")."""

    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("ground", "raised", "sunk", "over")
READ = ("text", "text-2", "text-3", "act-text", "good", "warn", "bad", "note", "provisional")


def test_both_themes_have_the_same_tokens():
    assert tokens("dark").keys() == tokens("light").keys()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", READ)
def test_what_is_read_stands_out(theme, name):
    """Contrast (Minimum), WCAG 2.2 1.4.3: at least 4.5:1."""
    colours = tokens(theme)

    assert min(contrast(colours[name], colours[ground]) for ground in GROUNDS) >= 4.5


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", ["act-text", "good", "warn", "bad", "note", "provisional"])
def test_what_is_read_on_its_own_faint_ground_stands_out(theme, name):
    colours = tokens(theme)
    ground = colours[f"{name.removesuffix('-text')}-faint"]

    assert contrast(colours[name], ground) >= 4.5
    assert contrast(colours["text"], ground) >= 4.5


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_what_is_pressed_stands_out(theme):
    """Non-text Contrast, WCAG 2.2 1.4.11: at least 3:1 for edges and focus."""
    colours = tokens(theme)

    assert contrast(colours["on-act"], colours["act"]) >= 4.5
    assert contrast(colours["on-act"], colours["act-strong"]) >= 4.5
    assert contrast(colours["on-seal"], colours["seal"]) >= 4.5
    for name in ("edge", "focus", "act-edge"):
        assert contrast(colours[name], colours["raised"]) >= 3
        assert contrast(colours[name], colours["ground"]) >= 3


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_lines_of_charts_stand_out(theme):
    colours = tokens(theme)

    assert min(contrast(colours[f"chart-{n}"], colours["raised"]) for n in range(1, 7)) >= 3


# --- files ------------------------------------------------------------------------------------


def test_every_token_that_is_used_is_there():
    text = "".join(path.read_text(encoding="utf-8") for path in SHEETS)
    named = set(re.findall(r"(--[a-z0-9-]+):", text))

    assert set(re.findall(r"var\((--[a-z0-9-]+)", text)) <= named


def test_colours_of_the_desk_come_from_tokens():
    text = (WEB / "static" / "css" / "desk.css").read_text(encoding="utf-8")

    assert set(re.findall(r"#[0-9a-f]{3,8}\b", text)) <= {"#999"}


def test_every_sign_that_is_used_is_drawn():
    signs = "".join((WEB / "static" / name).read_text() for name in ("icons.svg", "scenes.svg"))
    drawn = set(re.findall(r'symbol id="([a-z]+)"', signs))
    text = "".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, *SCRIPTS))
    used = set(re.findall(r'\bicon\("([a-z]+)"', text)) | set(
        re.findall(r"#([a-z]+)\"/>", text)
    )

    assert used - drawn == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_obey_the_content_policy(path):
    """No style or script stands in the HTML: the policy of the guard would refuse it."""
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)


def test_every_word_that_templates_and_scripts_say_is_in_the_catalogue():
    text = "".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, *SCRIPTS))
    said = set(re.findall(r'\bt\("([a-z]+\.[a-z_]+)"', text))

    assert {code for code in said if not code.endswith("_")} - set(CATALOGUE) == set()


def test_a_page_carries_the_words_that_its_scripts_need():
    html = rendered("theatre.html", "zh", needs=["web.play"])
    words = json.loads(re.search(r'id="words">(.*?)</script>', html)[1])

    assert words["look.again"] == "再试一次"
    assert {"web.play"} == {code for code in words if not code.startswith("look.")}


def test_the_language_and_the_theme_of_a_page_stand_in_its_head():
    assert '<html lang="zh-CN" data-theme="dark">' in rendered("theatre.html", "zh")
    assert '<html lang="en" data-theme="light">' in rendered("desk.html", "en")
    assert 'data-theme="dark">' in rendered("desk.html", "en", theme="dark")


# --- in a browser -----------------------------------------------------------------------------

in_browser = pytest.mark.browser
SMALL = {**PHONE, "viewport": {"width": 360, "height": 780}}


@in_browser
@pytest.mark.parametrize(
    ("name", "language", "theme", "how"),
    [
        ("theatre.html", "zh", "dark", PHONE),
        ("theatre.html", "en", "light", SMALL),
        ("desk.html", "zh", "light", DESK),
        ("desk.html", "en", "dark", SMALL),
    ],
)
def test_every_part_is_accessible_and_fits(chromium, name, language, theme, how):
    with opened(chromium, **how) as page:
        show(page, name, language, theme=theme)
        assert_fits(page)
        assert_accessible(page)
        if how is not DESK:
            assert small_targets(page) == []


@in_browser
def test_a_sheet_opens_holds_the_focus_and_gives_it_back(phone):
    show(phone, "theatre.html", "zh")
    phone.locator("[data-opens=unlock]").tap()
    sheet = phone.locator("#unlock")
    sheet.wait_for()
    assert_accessible(phone, within="#unlock")
    assert small_targets(phone) == []
    phone.keyboard.press("Escape")

    assert not sheet.is_visible()
    assert phone.evaluate("document.activeElement.dataset.opens") == "unlock"


@in_browser
def test_a_sheet_closes_by_its_sign_and_by_a_tap_beside_it(phone):
    show(phone, "theatre.html", "en")
    sheet = phone.locator("#comments")
    for closes in (
        lambda: sheet.get_by_label("Close").tap(),
        lambda: phone.touchscreen.tap(195, 20),
    ):
        phone.locator("[data-opens=comments]").tap()
        sheet.wait_for()
        closes()
        sheet.wait_for(state="hidden")

    assert phone.locator("dialog[open]").count() == 0


@in_browser
def test_a_toast_is_said_where_it_can_be_heard(phone):
    show(phone, "theatre.html", "en")
    toast = "async (how) => (await import('/static/x/js/toast.js')).toast('Followed.', how)"
    phone.evaluate(toast, {"kind": "good"})

    assert phone.get_by_role("status").get_by_text("Followed.").is_visible()

    phone.locator("[data-opens=unlock]").tap()
    phone.evaluate(toast, {"act": "Undo", "ms": 0})
    phone.locator("#unlock").get_by_role("button", name="Undo").tap()

    assert phone.locator("#unlock .toast").get_by_text("Undo").count() == 0


@in_browser
def test_the_theme_is_turned_and_remembered(desk):
    show(desk, "desk.html", "en")
    desk.get_by_label("Light or dark").click()

    assert desk.evaluate("document.documentElement.dataset.theme") == "dark"
    assert desk.evaluate("document.cookie") == "piying-theme=dark"


COUNTS = (0, 7, 999, 1000, 9999, 18_450, 184_502, 99_999_999, 123_456_789, 2 * 10**9, -20_500)


@in_browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_numbers_are_shown_alike_in_a_browser_and_on_the_server(desk, language):
    show(desk, "desk.html", language)
    told = desk.evaluate(
        """async (values) => {
          const f = await import('/static/x/js/format.js');
          return values.map((one) => [f.number(one), f.count(one), f.money(one),
            f.money(one, 'JPY'), f.money(one, 'COIN'), f.clock(one), f.percent(one),
            f.day(one), f.moment(one)]);
        }""",
        list(COUNTS),
    )
    expected = [
        [
            shown.number(one), shown.count(one, language), shown.money(one, "CNY", language),
            shown.money(one, "JPY", language), shown.money(one, "COIN", language),
            shown.clock(one), shown.percent(one), shown.day(one), shown.moment(one),
        ]
        for one in COUNTS
    ]  # fmt: skip

    assert told == expected


@in_browser
@pytest.mark.model
def test_a_chart_is_drawn_in_the_colours_of_the_page(desk):
    if not is_set_up():
        pytest.skip("the files of the pages are not set up; run ./piying setup")
    show(desk, "desk.html", "en")
    desk.locator("html[data-drawn=yes]").wait_for()
    amber = """() => { const c = document.querySelector('#hours canvas');
      const all = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let found = 0;
      for (let at = 0; at < all.length; at += 4)
        if (all[at] === 0xc2 && all[at + 1] === 0x6a && all[at + 2] === 0) found += 1;
      return found; }"""

    assert desk.evaluate(amber) > 1000
