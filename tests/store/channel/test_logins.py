from __future__ import annotations

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from piying.model.errors import Missing
from piying.model.viewer import Account, Login, Sort
from piying.store import schema
from piying.store.channel.accounts import Accounts
from piying.store.channel.logins import Codes, Logins
from piying.store.engine import open_database
from piying.store.store import open_store

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


def test_what_is_long_over_is_forgotten(logins):
    logins.open(login("ended", NOW + 9_000), "a", 9_000)
    logins.end("m", "ended", NOW + 100)
    logins.open(login("over", NOW + 100), "b", 9_000)
    logins.open(login("unused", NOW + 9_000), "c", 100)
    logins.open(login("holds", NOW + 9_000), "d", 9_000)

    assert logins.sweep(NOW + 100) == 0
    assert logins.sweep(NOW + 101) == 3
    assert logins.found("d", NOW + 200).id == "holds"


def test_beyond_so_many_those_end_first_that_were_unused_longest(logins):
    for number in range(5):
        one = Login(f"l{number}", "m", NOW + number, NOW + 9_000, NOW, "")
        logins.open(one, str(number), 9_000)
    logins.end_beyond("m", 2, NOW + 9)

    assert [one.id for one in logins.of("m", NOW + 9)] == ["l4", "l3"]


def test_a_login_of_an_older_house_has_given_no_second_factor(tmp_path, address):
    folder = tmp_path / "older"
    folder.mkdir()
    older = open_database(folder, address)
    with older.writing() as connection:
        schema.upgrade(connection, "", "0011")
        connection.exec_driver_sql(
            "INSERT INTO channel_member VALUES ('m', 'staff', 'm', 'm', '', 0, '', 1, NULL)"
        )
        connection.exec_driver_sql(
            "INSERT INTO channel_login VALUES "
            "('l', 'd', 'm', 1800000000000, 1800000000000, 9000, 1800000009000, 7, NULL, '')"
        )
    older.close()
    store = open_store(folder, address)
    try:
        found = Logins(store.database).found("d", NOW)
    finally:
        store.close()

    assert (found.id, found.proved_ms, found.factor_ms) == ("l", 7, 0)


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
