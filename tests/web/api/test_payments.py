"""Payments of others over HTTP: finance sees them, decides with a reason, pays back once."""

from __future__ import annotations

import pytest
from people import API, staff

from piying.model.payment import Disputed, Outcome, Stage, Told
from piying.model.release import Right
from piying.model.viewer import Duty
from piying.studio.channel import disputing, hearing, paying
from piying.studio.channel.acting import By
from piying.studio.channel.logins import anonymous
from piying.studio.channel.orders import Wanted, order
from piying.studio.channel.shop import open_till, shop_of
from piying.studio.channel.unlocking import unlock

READ = ("/payments/aside", "/payments/refunds", "/payments/disputes", "/payments/found?text=x",
        "/payments/orders?account=x", "/payments/orders/x", "/payments/unlocks?account=x",
        "/payments/coins?account=x")  # fmt: skip
WHY = {"why": "they asked for it"}


def begun(house, by, good="small", key="key-0001"):
    name = order(house, by, Wanted(good, "CN", key)).order.id
    paying.begin(house, by, name, paying.Visit())
    return name


def aside(house, by, key="key-odd"):
    """An order of which the till says another amount."""
    name = begun(house, by, key=key)
    told = Told(name, Outcome.PAID, name, f"sandbox-{name}", 599, "CNY", real=False, at_ms=0)
    paying.apply(house, "sandbox", told)
    return name


def disputed(house, name, stage=Stage.OPEN):
    told = Disputed("dp_1", f"sandbox-{name}", stage, "fraudulent", 600, "CNY", real=False,
                    due_ms=house.clock.now_ms() + 600_000_000)  # fmt: skip
    disputing.dispute(house, open_till(house, shop_of(house), "sandbox"), told)


@pytest.fixture
def mei(house, cinema, shop) -> By:
    assert "sandbox" in shop.SANDBOX
    cinema.season("lamp", 4)
    return anonymous(house).by


@pytest.fixture
def paid(house, mei):
    name = begun(house, mei)
    hearing.press(house, mei, name, Outcome.PAID)
    return name


@pytest.fixture
def he(browser, house, mei):
    del mei
    staff(browser, house, "he", Duty.FINANCE)
    return browser


@pytest.mark.parametrize("duty", list(Duty))
def test_finance_sees_payments_and_nobody_else(browser, house, duty):
    """ASVS 5.0 8.2.1, 8.3.1"""
    staff(browser, house, "bao", duty, party="acme" if duty is Duty.PRODUCER else "")
    statuses = {browser.get(f"{API}{path}").status_code for path in READ}

    assert statuses == ({200, 404} if duty is Duty.FINANCE else {403})


def test_a_viewer_does_not_see_that_there_is_anything(browser, paid):
    browser.post(f"{API}/session/anonymous")

    assert {browser.get(f"{API}{path}").status_code for path in READ} == {403}
    again = {**WHY, "key": "refund-01"}
    asked = browser.post(f"{API}/payments/orders/{paid}/refunds", json=again)
    assert asked.status_code == 403


def test_an_order_is_told_whole_and_found_by_what_people_know_of_it(he, house, mei, paid):
    unlock(house, mei, "lamp", 3, Right.COINS, "CN")
    whole = he.get(f"{API}/payments/orders/{paid}").json()

    assert (whole["order"]["account"], whole["order"]["left_minor"]) == (mei.account.id, 600)
    assert [one["act"] for one in whole["steps"]] == ["begun", "paid"]
    assert (whole["coins_left"], whole["behind_minor"]) == (36, 328)
    assert [one["episode"] for one in whole["unlocks"]] == [3]
    for text in (paid, mei.account.id, f"sandbox-{paid}"):
        answer = he.get(f"{API}/payments/found", params={"text": text}).json()
        assert [one["id"] for one in answer] == [paid]


def test_a_refund_is_made_once_for_its_key(he, paid):
    path, given = f"{API}/payments/orders/{paid}/refunds", {**WHY, "key": "refund-01"}
    first, second = (he.post(path, json=given) for _ in range(2))

    assert first.status_code == 201
    assert first.json()["name"] == second.json()["name"]
    assert (first.json()["minor"], first.json()["order"]["state"]) == (600, "refunded")
    (told,) = he.get(f"{API}/payments/refunds").json()["items"]
    assert (told["order"], told["state"], told["why"]) == (paid, "done", WHY["why"])
    other = he.post(path, json={**given, "key": "refund-02"})
    assert (other.status_code, other.json()["code"]) == (409, "payments.not_paid")


def test_an_answer_is_kept_under_the_key_of_its_request(he, paid):
    path, given = f"{API}/payments/orders/{paid}/refunds", {**WHY, "key": "refund-01"}
    key = {"Idempotency-Key": "one-press-0001"}
    first, second = (he.post(path, json=given, headers=key) for _ in range(2))

    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"


def test_spent_coins_are_paid_back_by_force_alone(he, house, mei, paid):
    unlock(house, mei, "lamp", 3, Right.COINS, "CN")
    path = f"{API}/payments/orders/{paid}/refunds"
    refused = he.post(path, json={**WHY, "key": "refund-01"})
    forced = he.post(path, json={**WHY, "key": "refund-02", "force": True})

    assert (refused.status_code, refused.json()["code"]) == (409, "payments.coins_spent")
    assert forced.json()["coins"] == 66


@pytest.mark.usefixtures("paid")
def test_an_unlock_is_undone_once(he, house, mei):
    right = unlock(house, mei, "lamp", 3, Right.COINS, "CN").id
    path = f"{API}/payments/unlocks/{right}/refund"

    assert he.post(path, json=WHY).json()["ended"]
    assert he.post(path, json=WHY).status_code == 409
    whose = {"account": mei.account.id}
    assert he.get(f"{API}/payments/unlocks", params=whose).json()["items"][0]["ended"]
    coins = [
        one["coins"] for one in he.get(f"{API}/payments/coins", params=whose).json()["items"]
    ]
    assert coins == [30, -30, 66]


def test_what_was_set_aside_is_decided_with_a_reason(he, house, mei):
    names = [aside(house, mei, f"key-odd-{number}") for number in range(3)]
    first = he.get(f"{API}/payments/aside", params={"most": 2}).json()
    rest = he.get(f"{API}/payments/aside", params={"most": 2, "cursor": first["next"]}).json()
    (one, *_) = first["items"]

    assert [each["order"]["id"] for each in first["items"] + rest["items"]] == names
    assert (one["why"], one["said_minor"], one["order"]["minor"]) == ("amount", 599, 600)
    path = f"{API}/payments/aside/{names[0]}"
    assert he.post(path, json={"verdict": "credit", "why": ""}).status_code == 422
    given = he.post(path, json={"verdict": "credit", **WHY})
    assert given.json()["state"] == "paid"
    assert he.post(path, json={"verdict": "refuse", **WHY}).status_code == 409


def test_a_dispute_stands_there_with_what_is_held_and_until_when(he, house, paid):
    disputed(house, paid)
    (one,) = he.get(f"{API}/payments/disputes").json()["items"]
    asked = he.post(
        f"{API}/payments/orders/{paid}/refunds", json={**WHY, "key": "refund-01", "force": True}
    )

    assert (one["stage"], one["order"], one["reason"]) == ("open", paid, "fraudulent")
    assert one["due_ms"] > house.clock.now_ms()
    assert asked.status_code == 409


def test_money_moves_after_fresh_proof_alone(he, clock, paid):
    """ASVS 5.0 7.5.3"""
    clock.pass_by(minutes=16)
    asked = he.post(f"{API}/payments/orders/{paid}/refunds", json={**WHY, "key": "refund-01"})

    assert (asked.status_code, asked.json()["code"]) == (403, "accounts.prove_again")
    assert he.get(f"{API}/payments/orders/{paid}").status_code == 200


@pytest.mark.parametrize(
    "given", [{"minor": 0}, {"minor": 1 << 60}, {"key": "short"}, {"x": 1}]
)
def test_what_cannot_be_is_refused(he, paid, given):
    asked = {**WHY, "key": "refund-01", **given}

    assert he.post(f"{API}/payments/orders/{paid}/refunds", json=asked).status_code == 422
