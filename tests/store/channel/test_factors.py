from __future__ import annotations

import pytest

from piying.model.viewer import Account, Sort
from piying.store.channel.accounts import Accounts, Credential, Proof
from piying.store.channel.factors import Authenticator, Factors

NOW = 1_800_000_000_000


@pytest.fixture
def factors(store):
    Accounts(store.database).add(Account("m", Sort.STAFF, "", at_ms=NOW), "mei")
    return Factors(store.database)


def test_the_one_in_force_stays_until_the_next_is_kept(factors):
    factors.want("m", b"one", NOW)
    assert factors.of("m") == Authenticator("m", None, b"one", 0, NOW)
    assert not factors.has_second("m")
    assert factors.keep(factors.of("m"), 7)
    factors.want("m", b"two", NOW + 1)

    assert factors.of("m") == Authenticator("m", b"one", b"two", 7, NOW + 1)
    assert factors.has_second("m")


def test_what_was_wanted_anew_meanwhile_is_not_kept(factors):
    factors.want("m", b"one", NOW)
    before = factors.of("m")
    factors.want("m", b"two", NOW)

    assert not factors.keep(before, 7)


def test_a_step_is_used_once_and_none_before_it(factors):
    factors.want("m", b"one", NOW)
    assert not factors.use("m", 9), "not in force"
    factors.keep(factors.of("m"), 7)

    assert [factors.use("m", step) for step in (7, 8, 8, 6, 9)] == [
        False, True, False, False, True,
    ]  # fmt: skip


def test_dropping_tells_whether_one_was_in_force(factors):
    assert not factors.drop("m")
    factors.want("m", b"one", NOW)
    assert not factors.drop("m")
    factors.want("m", b"one", NOW)
    factors.keep(factors.of("m"), 7)
    assert factors.drop("m")
    assert factors.of("m") is None


def test_a_passkey_is_a_second_factor_and_a_password_none(factors):
    accounts = Accounts(factors.database)
    accounts.put_credential(Credential("m", "m", Proof.PASSWORD, b"x", 0, "", NOW, NOW))
    assert not factors.has_second("m")
    accounts.put_credential(Credential("k", "m", Proof.PASSKEY, b"x", 0, "", NOW, NOW))

    assert factors.has_second("m")
    assert not factors.has_second("other")


def test_a_secret_is_not_shown_by_mistake():
    assert "one" not in repr(Authenticator("m", b"one", b"one", 0, NOW))
