from __future__ import annotations

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from piying.model.errors import Missing
from piying.model.viewer import Account, Login, Sort
from piying.store.channel.accounts import Accounts
from piying.store.channel.logins import Codes, Logins

NOW = 1_800_000_000_000


@pytest.fixture
def logins(store):
    Accounts(store.database).add(Account("m", Sort.VIEWER, "", at_ms=NOW), "mei")
    return Logins(store.database)


def login(name="l", until=NOW + 1_000):
    return Login(name, "m", NOW, until, NOW, "")


def test_it_is_found_by_its_digest_until_it_ends(logins):
    logins.open(login(), "d", 500)

    assert logins.found("d", NOW) == login()
    assert logins.found("e", NOW) is None
    assert logins.found("d", NOW + 500) is None, "unused"
    logins.end("m", "l", NOW)
    logins.end("m", "l", NOW + 1)
    assert logins.found("d", NOW) is None


def test_two_never_have_one_digest(logins):
    logins.open(login("a"), "d", 500)

    with pytest.raises(IntegrityError):
        logins.open(login("b"), "d", 500)


def test_all_but_one_end_and_only_ones_own(logins):
    for name in "abc":
        logins.open(login(name), name, 500)

    assert logins.end_all("other", NOW) == 0
    assert logins.end_all("m", NOW, "b") == 2
    assert [one.id for one in logins.of("m", NOW)] == ["b"]
    with pytest.raises(Missing):
        logins.end("other", "b", NOW)


def test_a_code_is_used_by_one_of_many(store):
    codes, came = Codes(store.database), []
    codes.put("d", "enrol", "m", NOW + 10)

    threads = [
        threading.Thread(target=lambda: came.append(codes.use("d", "enrol", NOW)))
        for _ in range(6)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(came, key=str) == [None] * 5 + ["m"]


def test_a_code_is_for_its_purpose_and_its_time(store):
    codes = Codes(store.database)
    codes.put("d", "enrol", "m", NOW + 10)

    assert codes.use("d", "other", NOW) is None
    assert codes.use("d", "enrol", NOW + 10) is None
    assert codes.sweep(NOW + 11) == 1
    assert codes.use("d", "enrol", NOW) is None
