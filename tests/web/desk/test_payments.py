"""The pages of payments: what waits, one order, one account; deciding and paying back."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from browsing import assert_accessible, assert_fits, expects, small_targets
from people import staff

from piying.model.viewer import Duty

sys.path.insert(0, str(Path(__file__).parent))

from paying import Happened

WHY = "they asked for it"


@pytest.fixture
def happened(house, cinema, shop):
    assert "sandbox" in shop.SANDBOX
    cinema.season("lamp", 5)
    return Happened(house)


@pytest.fixture
def he(browser, house, happened):
    del happened
    staff(browser, house, "he", Duty.FINANCE)
    return browser


def test_what_waits_stands_there_and_is_counted(he, happened):
    text = he.get("/desk/payments").text

    assert text.count("data-case=") == 2
    assert happened.odd in text
    assert "¥5.99" in text
    assert "says it was fraud" in text
    assert re.search(r'class="count number">\s*4\b', text), "two set aside, two disputes open"


@pytest.mark.parametrize("name", ["paid", "mei"])
def test_somebody_looks_for_what_they_were_told(he, happened, name):
    text = {"paid": happened.paid, "mei": happened.mei.account.id}[name]
    found = he.get("/desk/payments", params={"q": f" {text} "}).text

    assert f'href="/desk/payments/{happened.paid}"' in found
    assert "Nothing is called" in he.get("/desk/payments?q=<b>").text
    assert "<b>”" not in he.get("/desk/payments?q=<b>").text


def test_an_order_says_what_may_go_back_and_what_happened(he, happened):
    text = he.get(f"/desk/payments/{happened.paid}").text

    assert "36 coins left, ¥3.28" in text
    assert 'value="6.00"' in text
    assert f'data-undo="{happened.right}"' in text
    assert he.get("/desk/payments/01NONE").status_code == 404


def test_a_disputed_order_says_why_nothing_can_go_back(he, happened):
    text = he.get(f"/desk/payments/{happened.disputed}").text

    assert "its till holds the money" in text
    assert 'data-form="refund"' not in text


def test_an_account_has_its_orders_and_what_it_opened(he, happened):
    text = he.get(f"/desk/payments/of/{happened.mei.account.id}").text

    assert happened.paid in text
    assert "coins in the wallet" in text
    assert f'data-undo="{happened.right}"' in text


# --- in a browser -----------------------------------------------------------------------------


@pytest.fixture
def login(he):
    return {"name": "piying", "value": he.cookies["piying"], "url": "http://localhost"}


@pytest.mark.browser
@pytest.mark.usefixtures("served")
class TestInABrowser:
    def test_every_page_is_for_everybody(self, phone, login, happened):
        phone.context.add_cookies([login])
        for path in ("", f"/{happened.paid}", f"/{happened.disputed}",
                     f"/of/{happened.mei.account.id}", "?q=nothing"):  # fmt: skip
            phone.goto(f"/desk/payments{path}")
            assert_accessible(phone)
            assert_fits(phone)
            assert small_targets(phone) == [], path

    def test_an_order_is_decided_and_goes(self, desk, login, happened):
        desk.context.add_cookies([login])
        desk.goto("/desk/payments")
        case = desk.locator(f'[data-case="{happened.odd}"]')
        case.locator(".decide .input").fill(WHY)
        case.locator("[value=credit]").click()
        case.wait_for(state="detached")
        desk.goto(f"/desk/payments/{happened.odd}")

        assert "有人决定" in desk.inner_text("#main")

    def test_a_part_is_paid_back_after_fresh_proof(self, desk, login, happened, clock):
        expects(desk, "403")
        desk.context.add_cookies([login])
        clock.pass_by(minutes=16)
        desk.goto(f"/desk/payments/{happened.paid}")
        desk.click('[data-opens="refunding"]')
        assert_accessible(desk)
        desk.fill("#amount", "two")
        desk.fill("#why", WHY)
        desk.click("#refunding [type=submit]")
        assert desk.inner_text("#amount-wrong")
        desk.fill("#amount", "2.00")
        desk.click("#refunding [type=submit]")
        desk.fill("#proof", "kettle orbit lamp nine eh")
        with desk.expect_navigation():
            desk.click("#proving [type=submit]")

        assert "¥2.00" in desk.inner_text(".tiles")
        assert WHY in desk.inner_text("#main")

    def test_coins_are_given_back(self, desk, login, happened):
        desk.context.add_cookies([login])
        desk.goto(f"/desk/payments/of/{happened.mei.account.id}")
        desk.click(f'[data-undo="{happened.right}"]')
        assert_accessible(desk)
        desk.fill("#undo-why", WHY)
        with desk.expect_navigation():
            desk.click("#undoing [type=submit]")

        assert desk.locator(f'[data-undo="{happened.right}"]').count() == 0
