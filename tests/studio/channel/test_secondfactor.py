from __future__ import annotations

import threading
from base64 import b32decode

import pytest

from piying.model.errors import Conflict, Invalid, PiyingError
from piying.model.viewer import Deed, Duty
from piying.release.duties import RULES, Second
from piying.release.totp import code_at, step_at
from piying.studio.channel.accounts import Replacing, drop_way, set_password
from piying.studio.channel.acting import require, terminal
from piying.studio.channel.auditing import changes
from piying.studio.channel.enrolling import enrol, first_operator, invite, new_way
from piying.studio.channel.logins import end_others, log_out, logins, prove, standing
from piying.studio.channel.passkeys import (
    add_passkey,
    begin_log_in,
    begin_passkey,
    log_in_by_passkey,
)
from piying.studio.channel.secondfactor import (
    begin_authenticator,
    drop_authenticator,
    give_factor,
    held,
    keep_authenticator,
    new_codes,
    reset_factors,
)
from piying.studio.channel.webauthn import Relying

HOME = "192.0.2.7"
SITE = Relying("drama.example", "https://drama.example", "皮影")
GOOD = "kettle orbit lamp nine"


def refused(call, *given):
    with pytest.raises(PiyingError) as error:
        call(*given)
    return error.value.code


@pytest.fixture
def operator(desk):
    """Rong, with an authenticator."""
    return desk.operator()


@pytest.fixture
def entered(desk, operator):
    """Rong, some time later, by the password alone."""
    desk.clock.pass_by(minutes=2)
    return desk.logged_in(operator.account.name).by


@pytest.fixture
def bare(desk):
    """An operator who has just enrolled, without a second factor."""
    return enrol(desk.house, first_operator(desk.house, "rong").code, GOOD, HOME).by


def passkey(desk, desks, by):
    """A passkey of `by`."""
    key = desks.Authenticator(SITE.origin, SITE.id)
    add_passkey(desk.house, by, SITE, key.create(begin_passkey(desk.house, by, SITE)))
    return key


class TestAPasswordAlone:
    @pytest.mark.parametrize("deed", [deed for deed in Deed if len(RULES[deed].sorts) == 1])
    def test_nothing_of_the_staff_is_done_by_it(self, desk, operator, deed):
        """ASVS 6.3.3"""
        everything = desk.staff(operator, "all", *Duty, party="acme")
        by = desk.logged_in("all", f"{GOOD} lla").by

        assert refused(require, desk.house, by, deed, "acme") == "accounts.second_factor"
        require(desk.house, everything, deed, "acme")

    def test_who_has_none_sets_one_up(self, desk, bare):
        assert held(desk.house, bare).second is Second.NONE
        assert refused(require, desk.house, bare, Deed.SETTINGS) == "accounts.second_factor"
        require(desk.house, desk.factored(bare), Deed.SETTINGS)

    def test_who_has_one_changes_no_way_in_without_it(self, desk, entered):
        """ASVS 6.4.3, 7.5.1"""
        house, another = desk.house, Replacing("another lamp of 9", GOOD, HOME)
        assert held(house, entered).second is Second.OWED
        for call, *given in (
            (begin_authenticator, "piying"), (keep_authenticator, "000000", HOME), (new_codes,),
            (drop_authenticator,), (begin_passkey, SITE), (set_password, another),
            (drop_way, entered.name),
        ):  # fmt: skip
            assert refused(call, house, entered, *given) == "accounts.second_factor", call

    def test_it_may_watch_and_see_its_logins_and_log_out(self, desk, entered):
        require(desk.house, entered, Deed.WATCH)
        assert len(logins(desk.house, entered)) == 2
        assert refused(end_others, desk.house, entered) == "accounts.second_factor"
        log_out(desk.house, entered)

    def test_a_new_code_of_an_operator_is_no_way_around(self, desk, operator):
        """ASVS 6.4.3"""
        desk.staff(operator, "fin", Duty.FINANCE)
        code = new_way(desk.house, operator, "fin").code
        by = enrol(desk.house, code, "entirely other words", HOME).by

        assert refused(require, desk.house, by, Deed.SETTLE) == "accounts.second_factor"
        assert refused(begin_authenticator, desk.house, by, "x") == "accounts.second_factor"

    def test_viewers_and_the_terminal_are_asked_for_none(self, desk):
        viewer = desk.viewer().by
        require(desk.house, viewer, Deed.PROVE)
        require(desk.house, terminal("me"), Deed.PAY_OUT)

        assert (
            refused(begin_authenticator, desk.house, viewer, "piying") == "accounts.not_staff"
        )


class TestAnAuthenticator:
    def test_its_code_opens_what_the_password_did_not(self, desk, entered):
        """ASVS 6.3.3, 7.2.4"""
        opened = give_factor(desk.house, entered, desk.code(entered), HOME)

        require(desk.house, opened.by, Deed.SETTINGS)
        assert opened.login.id != entered.login.id
        assert opened.login.proved_ms == entered.login.proved_ms
        assert next(one.id for one in logins(desk.house, opened.by)) == opened.login.id
        assert entered.login.id not in [one.id for one in logins(desk.house, opened.by)]

    def test_a_code_is_used_once(self, desk, entered):
        """ASVS 6.5.1"""
        code = desk.code(entered)
        give_factor(desk.house, entered, code, HOME)
        again = desk.logged_in("rong").by

        assert refused(give_factor, desk.house, again, code, HOME) == "accounts.factor_refused"

    def test_nor_is_one_before_it(self, desk, entered):
        """ASVS 6.5.1"""
        give_factor(desk.house, entered, desk.code(entered, steps=1), HOME)
        again = desk.logged_in("rong").by
        for steps in (-1, 0, 1):
            code = desk.code(again, steps=steps)
            assert refused(give_factor, desk.house, again, code, HOME)

    def test_the_code_that_put_it_in_force_is_used(self, desk, operator):
        """ASVS 6.5.1"""
        by = desk.logged_in(operator.account.name).by

        assert refused(give_factor, desk.house, by, desk.code(by), HOME)

    def test_of_those_who_give_one_at_once_one_gets_in(self, desk, entered):
        """ASVS 6.5.1, 15.4.2"""
        others = [desk.logged_in("rong", address=f"10.0.0.{n}").by for n in range(4)]
        code, came = desk.code(entered), []

        def go(by, number):
            try:
                came.append(give_factor(desk.house, by, code, f"10.0.0.{number}"))
            except PiyingError as error:
                came.append(error)

        threads = [
            threading.Thread(target=go, args=(by, number)) for number, by in enumerate(others)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert sorted(getattr(one, "code", "") for one in came) == [
            "", *["accounts.factor_refused"] * 3,
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "code", ["", "000000", "１２３４５６", "12345", "x" * 999, "-" * 29]
    )
    def test_what_is_no_code_is_refused(self, desk, entered, code):
        assert (
            refused(give_factor, desk.house, entered, code, HOME) == "accounts.factor_refused"
        )

    def test_trying_codes_is_slowed_down(self, desk, entered):
        """ASVS 6.3.1"""
        said = [refused(give_factor, desk.house, entered, "000000", HOME) for _ in range(8)]

        assert set(said[:4]) == {"accounts.factor_refused"}
        assert set(said[4:]) == {"accounts.too_many_tries"}

    def test_ten_wrong_codes_and_then_one_an_hour_from_wherever_they_come(self, desk, entered):
        """ASVS 6.3.1"""
        places = [f"198.51.100.{number}" for number in range(14)]
        said = [refused(give_factor, desk.house, entered, "000000", one) for one in places]
        desk.clock.pass_by(hours=1)
        later = desk.logged_in("rong").by

        assert said == ["accounts.factor_refused"] * 10 + ["accounts.too_many_tries"] * 4
        assert refused(give_factor, desk.house, later, "000000", "10.0.0.1") == (
            "accounts.factor_refused"
        )
        assert refused(give_factor, desk.house, later, "000000", "10.0.0.2") == (
            "accounts.too_many_tries"
        )

    def test_right_ones_are_not_counted(self, desk, operator):
        for _ in range(15):
            desk.clock.pass_by(minutes=1)
            by = desk.logged_in(operator.account.name).by
            give_factor(desk.house, by, desk.code(by), HOME)

    def test_proving_anew_keeps_it_given(self, desk, operator):
        desk.clock.pass_by(minutes=20)
        assert refused(invite, desk.house, operator, None) == "accounts.prove_again"
        fresh = prove(desk.house, operator, GOOD, HOME)

        require(desk.house, fresh.by, Deed.MEMBERS)

    def test_logging_in_again_asks_for_it_again(self, desk, operator):
        opened = desk.logged_in("rong", before=operator)

        assert (
            refused(require, desk.house, opened.by, Deed.SETTINGS) == "accounts.second_factor"
        )

    def test_setting_one_up_ends_every_other_login(self, desk, bare):
        """ASVS 7.4.3"""
        other = desk.logged_in("rong")
        desk.factored(bare)

        with pytest.raises(Invalid):
            standing(desk.house, other.secret)

    def test_the_one_before_counts_until_the_next_is_in_force(self, desk, operator):
        later = b32decode(begin_authenticator(desk.house, operator, "piying").letters)
        desk.clock.pass_by(minutes=1)
        by = desk.logged_in("rong").by
        by = give_factor(desk.house, by, desk.code(by), HOME).by
        keep_authenticator(desk.house, by, code_at(later, step_at(desk.clock.at)), HOME)
        desk.clock.pass_by(minutes=1)
        again = desk.logged_in("rong").by

        assert refused(give_factor, desk.house, again, desk.code(again), HOME)
        code = code_at(later, step_at(desk.clock.at))
        assert give_factor(desk.house, again, code, HOME)

    def test_a_wrong_first_code_puts_nothing_in_force(self, desk, bare):
        begin_authenticator(desk.house, bare, "piying")

        assert refused(keep_authenticator, desk.house, bare, "000000", HOME)
        assert not held(desk.house, bare).authenticator

    def test_nothing_is_kept_that_was_not_begun(self, desk, bare):
        said = refused(keep_authenticator, desk.house, bare, "000000", HOME)

        assert said == "accounts.factor_none_wanted"

    def test_a_phone_reads_its_address(self, desk, bare):
        """Key Uri Format: otpauth://totp/ISSUER:ACCOUNT?secret=…"""
        made = begin_authenticator(desk.house, bare, "皮影 drama")
        secret, issuer = made.letters, "%E7%9A%AE%E5%BD%B1%20drama"

        assert made.address == (
            f"otpauth://totp/{issuer}:rong?secret={secret}&issuer={issuer}"
            "&algorithm=SHA1&digits=6&period=30"
        )
        assert len(b32decode(secret)) == 20
        assert secret not in repr(made)

    def test_another_signing_key_reads_no_secret(self, desk, entered, monkeypatch):
        monkeypatch.setenv("PIYING_SIGNING_SEED", "5b" * 32)

        said = refused(give_factor, desk.house, entered, desk.code(entered), HOME)
        assert said == "accounts.factor_unreadable"


class TestRecoveryCodes:
    @pytest.fixture
    def codes(self, desk, operator):
        return new_codes(desk.house, operator)

    def test_each_opens_once(self, desk, entered, codes):
        """ASVS 6.5.1"""
        opened = give_factor(desk.house, entered, codes[0].lower().replace("-", " "), HOME)
        require(desk.house, opened.by, Deed.SETTINGS)
        again = desk.logged_in("rong").by

        assert refused(give_factor, desk.house, again, codes[0], HOME)
        assert held(desk.house, opened.by).codes == 9
        assert give_factor(desk.house, again, codes[1], HOME)

    def test_they_are_ten_of_125_bits_each(self, codes):
        """ASVS 6.5.2, 6.5.3, 6.5.4: 112 bits and more need no slow hash"""
        assert len(set(codes)) == 10
        assert {len(one.replace("-", "")) for one in codes} == {25}

    def test_new_ones_end_those_before(self, desk, operator, entered, codes):
        later = new_codes(desk.house, operator)

        assert refused(give_factor, desk.house, entered, codes[0], HOME)
        assert give_factor(desk.house, entered, later[0], HOME)

    def test_anothers_is_refused_and_stays_good(self, desk, operator, entered, codes):
        """ASVS 8.2.2"""
        desk.staff(operator, "fin", Duty.FINANCE)
        other = desk.logged_in("fin", f"{GOOD} nif").by

        assert refused(give_factor, desk.house, other, codes[0], HOME)
        assert give_factor(desk.house, entered, codes[0], HOME)

    def test_setting_up_another_authenticator_gives_new_ones(self, desk, operator):
        secret = b32decode(begin_authenticator(desk.house, operator, "piying").letters)
        code = code_at(secret, step_at(desk.clock.at) + 1)

        assert len(keep_authenticator(desk.house, operator, code, HOME).codes) == 10

    def test_without_an_authenticator_there_are_none(self, desk, bare):
        assert refused(new_codes, desk.house, bare) == "accounts.factor_none"


class TestAPasskey:
    def test_it_counts_as_both(self, desk, desks, bare):
        """ASVS 6.3.3: the device proves what one has, and verifies its person."""
        key = passkey(desk, desks, bare)
        answer = key.get(begin_log_in(desk.house, SITE, HOME))
        opened = log_in_by_passkey(desk.house, SITE, answer)

        require(desk.house, opened.by, Deed.SETTINGS)

    def test_the_password_beside_it_is_not_enough(self, desk, desks, bare):
        passkey(desk, desks, bare)
        by = desk.logged_in("rong").by

        assert held(desk.house, by).second is Second.OWED
        assert refused(begin_authenticator, desk.house, by, "x") == "accounts.second_factor"


class TestWithoutItAgain:
    def test_dropping_asks_for_fresh_proof(self, desk, operator):
        """ASVS 7.5.1"""
        desk.clock.pass_by(minutes=15)

        assert refused(drop_authenticator, desk.house, operator) == "accounts.prove_again"

    def test_dropped_it_and_its_codes_are_over(self, desk, operator):
        codes = new_codes(desk.house, operator)
        drop_authenticator(desk.house, operator)
        by = desk.logged_in("rong").by

        assert held(desk.house, by).second is Second.NONE
        for code in (desk.code(by), codes[0]):
            assert refused(give_factor, desk.house, by, code, HOME)
        with pytest.raises(Conflict):
            drop_authenticator(desk.house, operator)

    def test_an_operator_resets_all_of_anothers(self, desk, desks, operator):
        """ASVS 6.4.4"""
        fin = desk.staff(operator, "fin", Duty.FINANCE)
        passkey(desk, desks, fin)
        reset_factors(desk.house, operator, "fin")
        (last,) = (one for _, one in changes(desk.house) if one.what == "factors_reset")
        by = desk.logged_in("fin", f"{GOOD} nif").by

        assert (last.by, last.member) == (operator.name, fin.name)
        assert dict(last.before) == {"authenticator": "yes", "passkeys": "1"}
        assert [one.id for one in logins(desk.house, by)] == [by.login.id]
        assert held(desk.house, by).second is Second.NONE

    def test_nobody_else_does(self, desk, operator):
        """ASVS 8.2.1"""
        fin = desk.staff(operator, "fin", Duty.FINANCE)

        assert refused(reset_factors, desk.house, fin, "rong") == "accounts.not_allowed"

    def test_the_terminal_helps_the_only_operator(self, desk, operator):
        reset_factors(desk.house, terminal("root"), operator.account.name)
        by = desk.logged_in("rong").by

        require(desk.house, desk.factored(by), Deed.MEMBERS)

    def test_the_last_operator_keeps_a_way_in(self, desk, desks, operator):
        passkey(desk, desks, operator)
        drop_way(desk.house, operator, operator.name)

        assert refused(reset_factors, desk.house, terminal("x"), "rong") == (
            "accounts.last_operator"
        )


def test_no_secret_of_a_factor_stands_in_clear_on_the_disk(desk, operator):
    """ASVS 16.2.5"""
    codes = new_codes(desk.house, operator)
    found = desk.bytes_of_disk()

    assert b"factor_added" in found
    assert desk.secrets[operator.name] not in found
    assert not [one for one in codes if one.encode() in found]
