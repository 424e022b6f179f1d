from __future__ import annotations

import json

import pytest

from piying.model.errors import Conflict, Invalid
from piying.store.channel.accounts import Accounts, Credential, Proof
from piying.studio.channel.accounts import close, drop_way
from piying.studio.channel.logins import standing
from piying.studio.channel.passkeys import (
    add_passkey,
    begin_log_in,
    begin_passkey,
    log_in_by_passkey,
)
from piying.studio.channel.webauthn import Relying

SITE = Relying("drama.example", "https://drama.example", "皮影")
HOME = "192.0.2.7"


@pytest.fixture
def key(desks):
    return desks.Authenticator(SITE.origin, SITE.id)


@pytest.fixture
def opened(desk):
    return desk.viewer()


@pytest.fixture
def held(desk, opened, key):
    """`key`, registered by `opened`."""
    options = begin_passkey(desk.house, opened.by, SITE)
    add_passkey(desk.house, opened.by, SITE, key.create(options), "phone")
    return key


def refused(desk, answer):
    with pytest.raises(Invalid) as error:
        log_in_by_passkey(desk.house, SITE, answer)
    return error.value.code == "accounts.passkey_refused"


def test_what_was_registered_logs_in(desk, opened, held):
    """ASVS 6.3.3"""
    found = log_in_by_passkey(desk.house, SITE, held.get(begin_log_in(desk.house, SITE, HOME)))

    assert found.account == opened.account
    assert standing(desk.house, found.secret).login.proved_ms == desk.clock.at


def test_the_browser_is_asked_for_a_verified_person(desk, opened):
    options = json.loads(begin_passkey(desk.house, opened.by, SITE))

    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    assert options["rp"]["id"] == "drama.example"


def test_a_challenge_is_used_once(desk, held):
    """ASVS 6.5.1"""
    answer = held.get(begin_log_in(desk.house, SITE, HOME))
    log_in_by_passkey(desk.house, SITE, answer)

    assert refused(desk, answer)


def test_a_challenge_is_good_for_five_minutes(desk, held):
    """ASVS 6.5.5"""
    answer = held.get(begin_log_in(desk.house, SITE, HOME))
    desk.clock.pass_by(minutes=5)

    assert refused(desk, answer)


def test_another_site_s_answer_is_refused(desk, held):
    held.origin = "https://drama.example.evil.example"

    assert refused(desk, held.get(begin_log_in(desk.house, SITE, HOME)))


def test_a_person_who_was_not_verified_is_refused(desk, held):
    held.flags = 0x01

    assert refused(desk, held.get(begin_log_in(desk.house, SITE, HOME)))


def test_a_copied_key_whose_counter_stands_still_is_refused(desk, held):
    log_in_by_passkey(desk.house, SITE, held.get(begin_log_in(desk.house, SITE, HOME)))
    held.count -= 1

    assert refused(desk, held.get(begin_log_in(desk.house, SITE, HOME)))


def test_another_key_does_not_sign_for_this_one(desk, desks, held):
    other = desks.Authenticator(SITE.origin, SITE.id)
    other.id = held.id
    other.count = 50

    assert refused(desk, other.get(begin_log_in(desk.house, SITE, HOME)))


def test_a_key_that_nobody_registered_is_refused(desk, key):
    assert refused(desk, key.get(begin_log_in(desk.house, SITE, HOME)))


def test_a_challenge_of_another_person_registers_nothing(desk, opened, key):
    other = desk.viewer("lan")
    answer = key.create(begin_passkey(desk.house, other.by, SITE))

    with pytest.raises(Invalid, match="passkey"):
        add_passkey(desk.house, opened.by, SITE, answer)


def test_a_challenge_for_logging_in_registers_nothing(desk, opened, key):
    answer = key.create(begin_log_in(desk.house, SITE, HOME))

    with pytest.raises(Invalid, match="passkey"):
        add_passkey(desk.house, opened.by, SITE, answer)


def test_a_passkey_belongs_to_one_account(desk, held):
    other = desk.viewer("lan")
    answer = held.create(begin_passkey(desk.house, other.by, SITE))

    with pytest.raises(Conflict, match="registered already"):
        add_passkey(desk.house, other.by, SITE, answer)


def test_adding_one_asks_for_fresh_proof(desk, opened):
    """ASVS 7.5.1"""
    desk.clock.pass_by(minutes=15)

    with pytest.raises(Invalid, match="anew"):
        begin_passkey(desk.house, opened.by, SITE)


def test_with_two_ways_in_one_may_go(desk, opened, held):
    drop_way(desk.house, opened.by, opened.account.id)
    with pytest.raises(Invalid):
        desk.logged_in()

    assert log_in_by_passkey(desk.house, SITE, held.get(begin_log_in(desk.house, SITE, HOME)))


def test_who_has_closed_their_account_is_refused(desk, opened, held):
    """ASVS 7.4.2"""
    close(desk.house, opened.by)

    assert refused(desk, held.get(begin_log_in(desk.house, SITE, HOME)))


def test_a_password_is_no_passkey(desk, opened, key):
    assert Accounts(desk.house.store.database).credential(opened.account.id) == Credential(
        opened.account.id, opened.account.id, Proof.PASSWORD,
        Accounts(desk.house.store.database).credentials(opened.account.id)[0].data, 0, "",
        desk.clock.at, desk.clock.at,
    )  # fmt: skip
    answer = json.loads(key.get(begin_log_in(desk.house, SITE, HOME)))
    answer["id"] = answer["rawId"] = opened.account.id

    assert refused(desk, json.dumps(answer))


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", '{"id": "x", "response": {"clientDataJSON": "e30"}}', "x" * 20_001,
     '{"id": "x", "response": {"clientDataJSON": "////"}}'],
)  # fmt: skip
def test_what_is_no_answer_is_refused(desk, answer):
    assert refused(desk, answer)
