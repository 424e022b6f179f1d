"""Money over HTTP: orders, coins, unlocking; each once, and never another's."""

from __future__ import annotations

import pytest
from people import API

KEY = {"Idempotency-Key": "unlock-lamp-three"}
HOOK = "/hooks/payments/sandbox"


@pytest.fixture
def me(browser, cinema, shop):
    assert "sandbox" in shop.SANDBOX
    cinema.season("lamp", 4)
    browser.post(f"{API}/session/anonymous")
    return browser


def bought(me, good="small", key="my-purchase-1"):
    order = me.post(f"{API}/orders", json={"good": good, "key": key}).json()
    me.post(f"{API}/orders/{order['id']}/payment")
    return me.post(f"{API}/orders/{order['id']}/button", json={"outcome": "paid"}).json()


def test_what_is_sold_says_that_no_money_moves(me):
    shop = me.get(f"{API}/shop").json()

    assert shop["test"]
    small = next(one for one in shop["offers"] if one["id"] == "small")
    assert (small["coins"], small["bonus"], small["minor"]) == (60, 6, 600)


def test_coins_are_bought_and_spent(me):
    order = bought(me)
    assert (order["state"], order["real"]) == ("paid", False)
    assert me.get(f"{API}/wallet").json() == {"coins": 66}
    given = {"series": "lamp", "episode": 3, "way": "coins"}
    opened = me.post(f"{API}/unlocks", json=given)

    assert opened.status_code == 201
    assert me.get(f"{API}/wallet").json() == {"coins": 36}
    assert me.get(f"{API}/prices/lamp/3").json()["open_by"] == "coins"
    moves = me.get(f"{API}/wallet/history").json()["items"]
    assert [one["coins"] for one in moves] == [-30, 66]


def test_a_double_tap_takes_the_coins_once(me):
    bought(me)
    given = {"series": "lamp", "episode": 3, "way": "coins"}
    first, second = (me.post(f"{API}/unlocks", json=given, headers=KEY) for _ in range(2))
    third = me.post(f"{API}/unlocks", json=given)

    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert third.status_code in {201, 409}
    assert me.get(f"{API}/wallet").json() == {"coins": 36}


def test_without_coins_it_stays_locked_and_says_what_is_lacking(me):
    told = me.get(f"{API}/prices/lamp/3").json()
    refused = me.post(f"{API}/unlocks", json={"series": "lamp", "episode": 3, "way": "coins"})

    assert told["locked"]["coins"] == 30
    assert told["locked"]["series_coins"] == 200
    assert next(one for one in told["ways"] if one["way"] == "coins")["lacking"] == 30
    assert (refused.status_code, refused.json()["code"]) == (402, "payments.coins_lacking")


def test_the_same_purchase_is_one_order(me):
    first = me.post(f"{API}/orders", json={"good": "small", "key": "my-purchase-1"}).json()
    second = me.post(f"{API}/orders", json={"good": "small", "key": "my-purchase-1"}).json()
    other = me.post(f"{API}/orders", json={"good": "large", "key": "my-purchase-1"})

    assert first["id"] == second["id"]
    assert other.status_code == 409


def test_an_order_of_another_is_not_seen(me):
    order = bought(me)
    me.cookies.clear()
    me.post(f"{API}/session/anonymous")

    assert me.get(f"{API}/orders/{order['id']}").status_code == 404
    pressed = me.post(f"{API}/orders/{order['id']}/button", json={"outcome": "paid"})
    assert pressed.status_code == 404


def test_a_forged_message_of_a_till_gives_nothing(me, program):
    order = me.post(f"{API}/orders", json={"good": "small", "key": "my-purchase-1"}).json()
    told = {"order": order["id"], "outcome": "paid"}
    answer = program.post(HOOK, json=told, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 401
    assert program.post("/hooks/payments/nobody", json=told).status_code == 404
    assert me.get(f"{API}/wallet").json() == {"coins": 0}


def test_a_forged_ticket_counts_no_ad(me, clock):
    clock.pass_by(days=1)
    assert me.post(f"{API}/ads/watched", json={"ticket": "forged.ticket"}).status_code == 422
    ad = me.post(f"{API}/ads", json={"series": "lamp", "episode": 3})
    if ad.status_code == 201:
        early = me.post(f"{API}/ads/watched", json={"ticket": ad.json()["ticket"]})
        assert (early.status_code, early.json()["code"]) == (422, "release.ticket_early")


def test_a_membership_is_not_unlocked_by_asking(me):
    for way in ("free", "staff", "member", "ads"):
        answer = me.post(f"{API}/unlocks", json={"series": "lamp", "episode": 3, "way": way})
        assert answer.status_code == 422, way


def test_auto_unlock_is_off_until_somebody_turns_it_on(me):
    assert not me.get(f"{API}/prices/lamp/3").json()["auto"]
    me.put(f"{API}/auto-unlock", json={"on": True})

    assert me.get(f"{API}/prices/lamp/3").json()["auto"]


def test_receipts_come_page_by_page(me):
    ids = [bought(me, key=f"my-purchase-{number}")["id"] for number in range(3)]
    first = me.get(f"{API}/orders", params={"most": 2}).json()
    rest = me.get(f"{API}/orders", params={"most": 2, "cursor": first["next"]}).json()

    seen = [one["id"] for one in first["items"] + rest["items"]]
    assert seen == ids[::-1]
    assert rest["next"] is None
