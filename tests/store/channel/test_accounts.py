from __future__ import annotations

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from piying.model.errors import Conflict, Missing
from piying.model.viewer import Account, Duty, Sort
from piying.store import schema
from piying.store.channel import membertables as tables
from piying.store.channel.accounts import Accounts, Credential, Proof
from piying.store.engine import open_database
from piying.store.store import open_store


def staff(name="s", *duties):
    return Account(name, Sort.STAFF, name, tuple(sorted(duties)), "", at_ms=1)


@pytest.fixture
def accounts(store):
    return Accounts(store.database)


def test_what_was_kept_is_found(accounts):
    one = staff("s", Duty.FINANCE, Duty.EDITOR)
    accounts.add(one, "fin")

    assert accounts.account("s") == accounts.called("fin") == one
    assert accounts.staff() == (one,)
    assert accounts.called("other") is None


def test_a_handle_is_one_member_s_even_of_a_closed_one(accounts):
    accounts.add(staff("a"), "fin")
    accounts.close("a", 2)

    with pytest.raises(Conflict):
        accounts.add(staff("b"), "fin")
    with pytest.raises(Missing):
        accounts.account("a")


def test_many_anonymous_have_no_handle(accounts):
    for name in "abc":
        accounts.add(Account(name, Sort.ANONYMOUS, "", at_ms=1))

    assert accounts.handle("b") == ""


def test_a_counter_that_moved_meanwhile_is_noticed(accounts):
    accounts.add(staff("a"), "a")
    accounts.put_credential(Credential("k", "a", Proof.PASSKEY, b"x", 5, "", 1, 1))

    assert accounts.used("k", 6, 2, 5)
    assert not accounts.used("k", 6, 2, 5)


def test_only_who_can_log_in_is_enrolled(accounts):
    accounts.add(staff("a", Duty.OPERATOR), "a")
    assert accounts.enrolled(Duty.OPERATOR) == 0
    for name in ("a", "k"):
        sort = Proof.PASSWORD if name == "a" else Proof.PASSKEY
        accounts.put_credential(Credential(name, "a", sort, b"x", 0, "", 1, 1))

    assert accounts.enrolled(Duty.OPERATOR) == 1


def test_a_house_without_members_gets_their_tables(tmp_path, address):
    folder = tmp_path / "older"
    folder.mkdir()
    older = open_database(folder, address)
    with older.writing() as connection:
        schema.upgrade(connection, "", "0007")
    older.close()
    store = open_store(folder, address)
    try:
        Accounts(store.database).add(staff("a"), "a")
        assert Accounts(store.database).called("a") == staff("a")
    finally:
        store.close()


def test_an_error_of_the_database_tells_no_value(store):
    """ASVS 16.2.5: what was to be kept stands in no message, so in no log either."""
    Accounts(store.database).add(Account("m", Sort.VIEWER, "canary"), "canary")
    with pytest.raises(IntegrityError) as failed, store.database.writing() as connection:
        connection.execute(insert(tables.member).values(**ROW))

    assert "canary" not in str(failed.value)


ROW = {
    "id": "m", "sort": "viewer", "name": "canary", "handle": "canary", "party": "", "minors": 0,
    "pin": "", "made_ms": 0,
}  # fmt: skip
