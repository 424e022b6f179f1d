from __future__ import annotations

import threading

import pytest

from piying.model.errors import Conflict, Invalid, Missing, PiyingError
from piying.model.viewer import Duty
from piying.studio.channel.acting import terminal
from piying.studio.channel.enrolling import (
    Staff,
    end_all,
    enrol,
    first_operator,
    invite,
    new_way,
    remove,
    set_duties,
)
from piying.studio.channel.logins import standing

HOME = "192.0.2.7"
GOOD = "kettle orbit lamp nine"
ME = terminal("rong")


class TestTheFirstOperator:
    def test_the_code_is_good_once(self, desk):
        """ASVS 6.3.2, 6.5.1"""
        made = first_operator(desk.house, "rong")
        opened = enrol(desk.house, made.code.lower().replace("-", " "), GOOD, HOME)

        assert opened.account.duties == (Duty.OPERATOR,)
        with pytest.raises(Invalid, match="code"):
            enrol(desk.house, made.code, GOOD, HOME)

    def test_it_is_good_for_an_hour(self, desk):
        """ASVS 6.4.1, 6.5.5"""
        made = first_operator(desk.house, "rong")
        desk.clock.pass_by(minutes=60)

        with pytest.raises(Invalid, match="code"):
            enrol(desk.house, made.code, GOOD, HOME)

    def test_another_code_ends_the_one_before(self, desk):
        first, second = (first_operator(desk.house, "rong") for _ in range(2))
        with pytest.raises(Invalid, match="code"):
            enrol(desk.house, first.code, GOOD, HOME)

        assert enrol(desk.house, second.code, GOOD, HOME)

    def test_there_is_one(self, desk):
        desk.operator()

        with pytest.raises(Conflict, match="operator already"):
            first_operator(desk.house, "other")

    def test_a_bad_password_leaves_the_code_as_it_is(self, desk):
        """ASVS 6.2.1"""
        made = first_operator(desk.house, "rong")
        with pytest.raises(Invalid, match="at least 12"):
            enrol(desk.house, made.code, "kettle-o", HOME)

        assert enrol(desk.house, made.code, GOOD, HOME)

    def test_of_those_who_use_it_at_once_one_gets_in(self, desk):
        """ASVS 15.4.2"""
        made = first_operator(desk.house, "rong")
        came = []

        def go(number):
            try:
                came.append(
                    enrol(desk.house, made.code, f"{GOOD} {number}", f"10.0.0.{number}")
                )
            except PiyingError as error:
                came.append(error)

        threads = [threading.Thread(target=go, args=(number,)) for number in range(5)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert sorted(getattr(one, "code", "") for one in came) == [
            "", *["accounts.code_bad"] * 4,
        ]  # fmt: skip

    def test_without_a_key_that_signs_nobody_is_made(self, desk, monkeypatch):
        monkeypatch.delenv("PIYING_SIGNING_SEED")
        with pytest.raises(Missing):
            first_operator(desk.house, "rong")
        monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)

        assert first_operator(desk.house, "rong")

    def test_the_code_is_kept_only_as_its_digest(self, desk):
        made = first_operator(desk.house, "rong")

        assert made.code.encode() not in desk.bytes_of_disk()
        assert made.code not in repr(made)


class TestTheStaff:
    def test_only_an_operator_invites(self, desk):
        """ASVS 8.2.1"""
        operator = desk.operator()
        editor = desk.staff(operator, "bao", Duty.EDITOR)

        with pytest.raises(Invalid, match="may not"):
            invite(desk.house, editor, Staff("fin", (Duty.FINANCE,)))

    def test_an_operator_proves_anew_before(self, desk):
        """ASVS 7.5.3"""
        operator = desk.operator()
        desk.clock.pass_by(minutes=15)

        with pytest.raises(Invalid, match="anew"):
            invite(desk.house, operator, Staff("fin", (Duty.FINANCE,)))

    def test_a_producer_has_a_party_and_everybody_a_duty(self, desk):
        operator = desk.operator()
        for wanted in (Staff("bao", (Duty.PRODUCER,)), Staff("bao", ())):
            with pytest.raises(Invalid):
                invite(desk.house, operator, wanted)

        assert desk.staff(operator, "bao", Duty.PRODUCER, party="acme").account.party == "acme"

    def test_the_last_operator_stays(self, desk):
        operator = desk.operator()
        with pytest.raises(Invalid, match="operator"):
            set_duties(desk.house, operator, "rong", (Duty.FINANCE,))
        with pytest.raises(Invalid, match="operator"):
            remove(desk.house, operator, "rong")
        invite(desk.house, operator, Staff("not-yet", (Duty.OPERATOR,)))
        with pytest.raises(Invalid, match="operator"):
            remove(desk.house, operator, "rong")
        desk.staff(operator, "second", Duty.OPERATOR)

        assert remove(desk.house, operator, "rong").name == "rong"

    def test_who_is_removed_is_out_at_once(self, desk):
        """ASVS 7.4.2"""
        operator = desk.operator()
        desk.staff(operator, "fin", Duty.FINANCE)
        secret = desk.logged_in("fin", f"{GOOD} nif").secret
        remove(desk.house, operator, "fin")

        with pytest.raises(Invalid):
            standing(desk.house, secret)

    def test_an_operator_ends_the_logins_of_another(self, desk):
        """ASVS 7.4.5"""
        operator = desk.operator()
        desk.staff(operator, "fin", Duty.FINANCE)
        secret = desk.logged_in("fin", f"{GOOD} nif").secret

        assert end_all(desk.house, operator, "fin") == 2
        with pytest.raises(Invalid):
            standing(desk.house, secret)

    def test_a_new_code_replaces_a_lost_password(self, desk):
        """ASVS 6.4.3"""
        desk.operator()
        made = new_way(desk.house, ME, "rong")
        enrol(desk.house, made.code, "entirely other words", HOME)

        assert desk.logged_in("rong", "entirely other words")
        with pytest.raises(Invalid):
            desk.logged_in("rong")

    def test_a_viewer_is_none_of_the_staff(self, desk):
        desk.viewer("mei")

        with pytest.raises(Invalid, match="staff"):
            set_duties(desk.house, ME, "mei", (Duty.OPERATOR,))
