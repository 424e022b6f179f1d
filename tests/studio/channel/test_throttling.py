from __future__ import annotations

import pytest

from piying.model.errors import Invalid
from piying.studio.channel.logins import anonymous
from piying.studio.channel.throttling import ACCOUNT, ADDRESS, GUEST, admit, admit_guest


def refused(desk, target, address):
    """For how many seconds a try is not let through; 0: it was, and failed."""
    try:
        admit(desk.house, target, address)
    except Invalid as error:
        return error.data["seconds"]
    return 0


def test_failures_from_one_place_wait_longer_and_longer(desk):
    """ASVS 6.3.1"""
    waits = []
    for _ in range(13):
        waits.append(refused(desk, "mei", "192.0.2.1"))
        desk.clock.pass_by(seconds=waits[-1])

    assert waits == [0, 0, 0, 0, 1, 0, 2, 0, 4, 0, 8, 0, 16]


def test_success_forgets_them(desk):
    for _ in range(3):
        admit(desk.house, "mei", "192.0.2.1")
    admit(desk.house, "mei", "192.0.2.1").succeeded()

    assert [refused(desk, "mei", "192.0.2.1") for _ in range(3)] == [0, 0, 0]


def test_one_account_is_tried_so_often_from_wherever_it_comes(desk):
    """ASVS 6.3.1"""
    waits = [refused(desk, "mei", f"192.0.2.{number}") for number in range(30)]

    assert waits[: ACCOUNT.tries] == [0] * ACCOUNT.tries
    assert all(waits[ACCOUNT.tries :])
    assert refused(desk, "lan", "192.0.2.1") == 0


def test_one_address_tries_so_many_accounts(desk):
    waits = [refused(desk, f"name{number}", "192.0.2.1") for number in range(70)]

    assert waits.count(0) == ADDRESS.tries
    assert refused(desk, "name0", "192.0.2.2") == 0


def test_addresses_of_one_subscriber_are_one(desk):
    waits = [refused(desk, f"n{n}", f"2001:db8::{n:x}") for n in range(70)]

    assert waits.count(0) == ADDRESS.tries


def test_neither_name_nor_address_stands_in_the_rows(desk):
    admit(desk.house, "somebody-typed-a-password", "192.0.2.77")
    found = desk.bytes_of_disk()

    assert b"somebody-typed" not in found
    assert b"192.0.2.77" not in found


def test_logging_in_is_throttled_and_another_place_is_not_locked_out(desk):
    desk.viewer()
    codes = []
    for _ in range(6):
        with pytest.raises(Invalid) as error:
            desk.logged_in("mei", "wrong words here", "203.0.113.9")
        codes.append(error.value.code)

    assert codes[-1] == "accounts.too_many_tries"
    assert desk.logged_in("mei")


def test_new_guests_of_one_address_are_counted(desk):
    """ASVS 2.4.1"""
    here = "192.0.2.7"
    for _ in range(GUEST.tries):
        admit_guest(desk.house, here)
    with pytest.raises(Invalid) as refused:
        anonymous(desk.house, "phone", here)

    assert refused.value.data["seconds"] == 1
    assert anonymous(desk.house, "phone", "198.51.100.9")
    desk.clock.pass_by(seconds=1)
    assert anonymous(desk.house, "phone", here)
