from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import pytest

from piying.model.errors import Conflict, Invalid, Missing, PiyingError
from piying.model.viewer import Duty, Sort
from piying.store.channel.accounts import Accounts, Proof
from piying.store.store import open_store
from piying.studio.channel.accounts import (
    Replacing,
    Wanted,
    close,
    drop_way,
    minors_off,
    minors_on,
    register,
    rename,
    set_password,
)
from piying.studio.channel.enrolling import remove
from piying.studio.channel.logins import anonymous, standing

HOME = "192.0.2.7"


def wanted(name="mei", password="kettle orbit lamp nine"):  # noqa: S107
    return Wanted(name, name, password)


def change(desk, opened, current="kettle orbit lamp nine"):
    given = Replacing("another lamp of nine", current, HOME)
    return set_password(desk.house, opened.by, given)


class TestBecomingAViewer:
    def test_the_account_keeps_its_id_and_gets_a_new_login(self, desk):
        """ASVS 7.2.4"""
        first = anonymous(desk.house, "phone")
        second = register(desk.house, first.by, wanted(), HOME)

        assert second.account.id == first.account.id
        assert second.account.sort is Sort.VIEWER
        assert second.login.device == "phone"
        with pytest.raises(Invalid):
            standing(desk.house, first.secret)
        assert standing(desk.house, second.secret).name == first.account.id

    def test_it_happens_once(self, desk):
        opened = desk.viewer()

        with pytest.raises(Conflict, match="registered already"):
            register(desk.house, opened.by, wanted("other"), HOME)

    def test_a_name_that_is_taken_changes_nothing(self, desk):
        desk.viewer("mei")
        guest = anonymous(desk.house)
        with pytest.raises(Conflict, match="taken"):
            register(desk.house, guest.by, wanted("MEI"), HOME)

        assert standing(desk.house, guest.secret).account.sort is Sort.ANONYMOUS

    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("short", "short"), ("x" * 257, "long"), ("password123", "common"),
            ("abcdefgh", "plain"), ("mei-mei-2026", "told"),
        ],
    )  # fmt: skip
    def test_a_weak_password_is_refused(self, desk, password, code):
        """ASVS 6.2.1, 6.2.4, 6.2.11"""
        with pytest.raises(Invalid) as refused:
            register(desk.house, anonymous(desk.house).by, wanted("mei", password), HOME)

        assert refused.value.code == f"accounts.password_{code}"

    @pytest.mark.parametrize("name", ["", "a", "a b", "x" * 65, "<b>hi"])
    def test_a_login_name_has_no_blanks_and_no_markup(self, desk, name):
        with pytest.raises(Invalid, match="login name"):
            register(desk.house, anonymous(desk.house).by, wanted(name), HOME)

    def test_two_at_once_get_one_name(self, desk):
        guests = [anonymous(desk.house).by for _ in range(4)]
        came = []

        def go(guest):
            try:
                came.append(register(desk.house, guest, wanted("mei"), HOME))
            except PiyingError as error:
                came.append(error)

        threads = [threading.Thread(target=go, args=(guest,)) for guest in guests]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert sorted(getattr(one, "code", "") for one in came) == [
            "", *["accounts.handle_taken"] * 3,
        ]  # fmt: skip


class TestWaysIn:
    def test_a_password_is_changed_only_after_proof(self, desk):
        """ASVS 7.5.1"""
        opened = desk.viewer()
        desk.clock.pass_by(minutes=15)

        with pytest.raises(Invalid, match="15 minutes"):
            drop_way(desk.house, opened.by, opened.account.id)

    def test_the_password_before_is_asked_for_however_fresh_the_proof(self, desk):
        """ASVS 6.2.2, 6.2.3"""
        opened = desk.viewer()
        for current in ("", "wrong", "Kettle orbit lamp nine"):
            with pytest.raises(Invalid) as refused:
                change(desk, opened, current=current)
            assert refused.value.code == "accounts.password_wrong"

        assert desk.logged_in()
        assert change(desk, opened) == 1
        assert desk.logged_in("mei", "another lamp of nine")

    def test_the_password_before_is_proof_enough(self, desk):
        opened = desk.viewer()
        desk.clock.pass_by(days=2)

        assert change(desk, opened) == 0

    def test_guessing_the_password_before_is_slowed_down(self, desk):
        """ASVS 6.3.1"""
        opened, said = desk.viewer(), []
        for _ in range(8):
            with pytest.raises(Invalid) as refused:
                change(desk, opened, current="wrong")
            said.append(refused.value.code)

        assert set(said[4:]) == {"accounts.too_many_tries"}

    def test_the_only_way_in_stays(self, desk):
        opened = desk.viewer()

        with pytest.raises(Invalid, match="only way"):
            drop_way(desk.house, opened.by, opened.account.id)
        assert desk.logged_in()

    def test_nobody_drops_what_is_anothers(self, desk):
        """ASVS 8.2.2"""
        one, other = desk.viewer("mei"), desk.viewer("lan")

        with pytest.raises(Missing):
            drop_way(desk.house, one.by, other.account.id)

    def test_a_hash_of_older_parameters_is_made_anew(self, desk, monkeypatch):
        """ASVS 11.4.2"""
        from argon2 import PasswordHasher  # noqa: PLC0415

        from piying.studio.channel import hashing  # noqa: PLC0415

        monkeypatch.setattr(hashing, "HASHER", PasswordHasher(time_cost=1, memory_cost=8192))
        opened = desk.viewer()
        accounts = Accounts(desk.house.store.database)
        (before,) = accounts.credentials(opened.account.id)
        monkeypatch.undo()
        monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
        assert desk.logged_in()
        (after,) = accounts.credentials(opened.account.id)

        assert b"m=8192" in before.data
        assert b"m=19456,t=2,p=1" in after.data
        assert after.sort is Proof.PASSWORD
        assert desk.logged_in()


class TestClosing:
    def test_it_ends_logins_and_the_name_logs_nobody_in(self, desk):
        """ASVS 7.4.2"""
        opened = desk.viewer()
        close(desk.house, opened.by)

        with pytest.raises(Invalid):
            standing(desk.house, opened.secret)
        with pytest.raises(Invalid):
            desk.logged_in()

    def test_staff_do_not_close_themselves(self, desk):
        with pytest.raises(Invalid):
            close(desk.house, desk.operator())

    def test_of_a_viewer_no_name_no_way_in_and_no_device_is_kept(self, desk):
        """PIPL, article 47: what is no longer needed is deleted."""
        opened = desk.viewer("canary")
        desk.logged_in("canary")
        close(desk.house, opened.by)
        accounts = Accounts(desk.house.store.database)
        with closing(sqlite3.connect(desk.folder / "house.db")) as looking:
            rows = looking.execute("SELECT * FROM channel_member").fetchall()
            devices = looking.execute("SELECT device FROM channel_login").fetchall()

        assert "anary" not in str(rows)
        assert set(devices) == {("",)}
        assert accounts.credentials(opened.account.id) == ()
        assert desk.viewer("canary").account.id != opened.account.id, "the name is free again"

    def test_a_login_name_of_the_staff_stays_taken(self, desk):
        operator = desk.operator()
        desk.staff(operator, "fin", Duty.FINANCE)
        remove(desk.house, operator, "fin")

        with pytest.raises(Conflict, match="taken"):
            desk.staff(operator, "fin", Duty.FINANCE)


class TestTheNameThatIsShown:
    def test_it_is_changed_and_the_log_does_not_name_a_viewer(self, desk):
        opened = desk.viewer()

        assert rename(desk.house, opened.by, "  小梅 ").name == "小梅"
        assert standing(desk.house, opened.secret).account.name == "小梅"
        told = b"".join(one.data for one in desk.house.store.entries("accounts"))
        assert b"renamed" in told
        assert "小梅".encode() not in told

    @pytest.mark.parametrize("name", ["x" * 41, "a\nb", "a\u202eb"])
    def test_a_bad_one_is_refused(self, desk, name):
        with pytest.raises(Invalid, match="name"):
            rename(desk.house, desk.viewer().by, name)

    def test_the_anonymous_have_none(self, desk):
        with pytest.raises(Invalid):
            rename(desk.house, anonymous(desk.house).by, "mei")


class TestMinorsMode:
    def test_the_pin_turns_it_off_and_is_kept_only_as_a_hash(self, desk):
        opened = desk.viewer()
        minors_on(desk.house, opened.by, "2580")
        assert standing(desk.house, opened.secret).account.minors
        with pytest.raises(Invalid, match="PIN is wrong"):
            minors_off(desk.house, opened.by, "2581", HOME)
        minors_off(desk.house, opened.by, "2580", HOME)

        assert not standing(desk.house, opened.secret).account.minors

    def test_it_cannot_be_turned_on_over_itself_with_another_pin(self, desk):
        opened = desk.viewer()
        minors_on(desk.house, opened.by, "2580")

        with pytest.raises(Conflict):
            minors_on(desk.house, opened.by, "9713")

    def test_trying_pins_is_slowed_down(self, desk):
        opened = desk.viewer()
        minors_on(desk.house, opened.by, "2580")
        said = []
        for pin in range(9000, 9008):
            with pytest.raises(Invalid) as refused:
                minors_off(desk.house, opened.by, str(pin), HOME)
            said.append(refused.value.code)

        assert said[:4] == ["accounts.pin_refused"] * 4
        assert said[4:] == ["accounts.too_many_tries"] * 4

    @pytest.mark.parametrize("pin", ["123", "1234", "0000", "４５６９", "123456789", "12a4"])
    def test_a_bad_pin_is_refused(self, desk, pin):
        with pytest.raises(Invalid, match="PIN"):
            minors_on(desk.house, anonymous(desk.house).by, pin)


def test_no_secret_stands_in_clear_anywhere_on_the_disk(desk, desks):
    """ASVS 16.2.5: the database, its write-ahead log and every log beside it."""
    guest = anonymous(desk.house)
    viewer = desk.viewer("mei")
    operator = desk.operator()
    desk.staff(operator, "fin", Duty.FINANCE)
    minors_on(desk.house, viewer.by, "90817263")
    secrets = [guest.secret, viewer.secret, desks.PASSWORD, "90817263", HOME]
    found = desk.bytes_of_disk()

    assert b"channel_member" in found
    assert not [one for one in secrets if one.encode() in found]


def test_a_second_opening_finds_what_the_first_kept(desk):
    opened = desk.viewer()
    again = open_store(desk.folder)
    try:
        assert Accounts(again.database).called("mei") == opened.account
    finally:
        again.close()
