"""One Idempotency-Key is one request: asked again it is answered as before."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from fastapi import APIRouter, FastAPI
from starlette.testclient import TestClient

from piying.model.errors import Conflict, Outside
from piying.web import problems
from piying.web.app import _Serving, rules_of
from piying.web.guard import Guard
from piying.web.once import Once
from piying.web.shapes import Asked

KEY = {"Idempotency-Key": "0123456789abcdef"}


class Coins(Asked):
    coins: int


class Purse:
    """Counts what was put in."""

    def __init__(self):
        self.coins = 0
        self.fails = None
        self.begun, self.may_end = Event(), Event()
        self.may_end.set()

    def put(self, coins):
        self.begun.set()
        self.may_end.wait(10)
        if self.fails:
            raise self.fails
        self.coins += coins
        return self.coins


@pytest.fixture
def purse():
    return Purse()


@pytest.fixture
def client(site, purse):
    router = APIRouter(route_class=Once)

    @router.post("/coins")
    def put(given: Coins) -> int:
        return purse.put(given.coins)

    app = FastAPI()
    problems.install(app)
    app.include_router(router)
    serving = _Serving(app, app, site)  # no film is asked for here
    return TestClient(Guard(serving, rules_of(site), site.metrics), site.origin)


def test_asked_twice_it_is_done_once(client, purse):
    answers = [client.post("/coins", json={"coins": 5}, headers=KEY) for _ in range(3)]

    assert [one.json() for one in answers] == [5, 5, 5]
    assert [one.headers.get("idempotency-replayed") for one in answers] == [
        None,
        "true",
        "true",
    ]
    assert purse.coins == 5


def test_the_same_key_with_another_body_is_refused(client, purse):
    client.post("/coins", json={"coins": 5}, headers=KEY)
    answer = client.post("/coins", json={"coins": 6}, headers=KEY)

    assert (answer.status_code, answer.json()["code"]) == (422, "web.other_request")
    assert purse.coins == 5


def test_while_it_is_being_done_it_is_not_done_again(client, purse):
    purse.may_end.clear()
    first = Thread(
        target=client.post, args=("/coins",), kwargs={"json": {"coins": 5}, "headers": KEY}
    )
    first.start()
    assert purse.begun.wait(10)
    second = client.post("/coins", json={"coins": 5}, headers=KEY)
    purse.may_end.set()
    first.join()

    assert (second.status_code, second.json()["code"]) == (409, "web.in_progress")
    assert client.post("/coins", json={"coins": 5}, headers=KEY).json() == 5
    assert purse.coins == 5


def test_a_refusal_is_kept_and_what_is_broken_is_not(client, purse):
    purse.fails = Conflict("web.in_progress")
    client.post("/coins", json={"coins": 5}, headers=KEY)
    purse.fails = None
    assert client.post("/coins", json={"coins": 5}, headers=KEY).status_code == 409

    other = {"Idempotency-Key": "fedcba9876543210"}
    purse.fails = Outside("web.did_not_stop", seconds=1)
    assert client.post("/coins", json={"coins": 5}, headers=other).status_code == 503
    purse.fails = None
    assert client.post("/coins", json={"coins": 5}, headers=other).json() == 5


def test_a_key_is_its_owner_s(client, purse):
    for who in ("a", "b"):
        cookie = {"Cookie": f"piying={who}", "Sec-Fetch-Site": "same-origin"}
        client.post("/coins", json={"coins": 5}, headers=KEY | cookie)

    assert purse.coins == 10


def test_a_day_later_it_is_forgotten(client, clock):
    client.post("/coins", json={"coins": 5}, headers=KEY)
    clock.pass_ms(86_400_000)

    assert client.post("/coins", json={"coins": 5}, headers=KEY).json() == 10


@pytest.mark.parametrize("key", ["short", "x" * 201, "with space 123"])
def test_a_malformed_key_is_refused(client, purse, key):
    answer = client.post("/coins", json={"coins": 5}, headers={"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["code"]) == (400, "web.key_form")
    assert purse.coins == 0
