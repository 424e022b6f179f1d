"""The pages of the wallet: what is sold, an order paid in a browser, what came and went."""

from __future__ import annotations

import pytest
from browsing import assert_accessible, assert_fits
from people import API


def test_without_a_shop_it_says_so(browser):
    assert "There is no shop here yet" in browser.get("/wallet").text


@pytest.mark.usefixtures("shop")
def test_a_shop_that_takes_no_money_says_so_before_anything_is_bought(browser):
    text = browser.get("/wallet").text

    assert "no money moves" in text
    assert "¥6.00" in text


@pytest.mark.usefixtures("shop")
def test_an_order_of_another_is_not_shown(browser):
    browser.post(f"{API}/session/anonymous")
    order = browser.post(f"{API}/orders", json={"good": "small", "key": "my-purchase-1"}).json()
    assert browser.get(f"/orders/{order['id']}").status_code == 200
    assert browser.get(f"{API}/orders/{order['id']}/code.svg").status_code == 404
    browser.cookies.clear()
    browser.post(f"{API}/session/anonymous")

    assert browser.get(f"/orders/{order['id']}").status_code == 404


@pytest.mark.browser
@pytest.mark.usefixtures("shop", "served")
def test_coins_are_bought(phone):
    phone.goto("/wallet")
    assert_accessible(phone)
    assert_fits(phone)
    phone.click("form[data-buy] [type=submit]")
    phone.wait_for_url("**/orders/*")
    assert_accessible(phone)
    phone.click("[data-pay]")
    phone.click("[data-outcome=paid]")
    phone.wait_for_selector("[data-open=no]")
    phone.goto("/wallet")

    assert phone.inner_text(".coins .figure").strip() == "66"
    assert_accessible(phone)
    assert_fits(phone)
