from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import integers

from piying.model.errors import Invalid, Missing
from piying.model.viewer import Duty, Sort
from piying.store.store import open_store
from piying.studio.channel import logins as tested
from piying.studio.channel.accounts import Replacing, set_password
from piying.studio.channel.logins import (
    LOGINS_MAX,
    TERMS,
    Given,
    anonymous,
    begin,
    end_login,
    end_others,
    log_in,
    log_out,
    logins,
    prove,
    standing,
)
from piying.studio.house import House, Settings
from piying.studio.progress import Silent


class TestAnonymous:
    def test_a_cookie_is_found_again_and_only_its_digest_is_kept(self, desk):
        opened = anonymous(desk.house, "phone")

        assert standing(desk.house, opened.secret).account == opened.account
        assert opened.account.sort is Sort.ANONYMOUS
        assert opened.secret.encode() not in desk.bytes_of_disk()

    def test_a_cookie_that_was_never_given_is_refused(self, desk):
        with pytest.raises(Invalid, match="over"):
            standing(desk.house, "x" * 43)

    def test_its_secret_is_not_shown_by_mistake(self, desk):
        opened = anonymous(desk.house)

        assert opened.secret not in repr(opened)


class TestLoggingIn:
    @pytest.mark.parametrize(
        "typed",
        ["Kettle orbit lamp nine", "kettle orbit lamp nine ", "kettle orbit lamp nin",
         "ｋettle orbit lamp nine"],
    )  # fmt: skip
    def test_a_password_is_compared_letter_for_letter(self, desk, typed):
        """ASVS 6.2.8: neither case nor width nor blanks are changed, and nothing is cut off"""
        desk.viewer()

        with pytest.raises(Invalid, match="wrong"):
            desk.logged_in(password=typed)

    def test_a_new_login_has_a_new_secret_and_the_one_before_ends(self, desk):
        """ASVS 7.2.4"""
        before = desk.viewer()
        after = desk.logged_in(before=before.by)

        assert after.secret != before.secret
        assert after.login.id != before.login.id
        with pytest.raises(Invalid):
            standing(desk.house, before.secret)

    def test_a_wrong_password_and_an_unknown_name_are_answered_alike(self, desk, monkeypatch):
        """ASVS 6.3.8"""
        desk.viewer()
        compared = []
        real = tested.matches

        def matches(kept, password):
            compared.append(kept)
            return real(kept, password)

        monkeypatch.setattr(tested, "matches", matches)
        said = []
        for name in ("mei", "nobody"):
            with pytest.raises(Invalid) as refused:
                desk.logged_in(name, "not the password")
            said.append((refused.value.code, refused.value.data))

        assert said[0] == said[1] == ("accounts.login_refused", {})
        assert len(compared) == 2, "an unknown name is hashed as well"

    def test_a_name_is_the_same_in_any_width_and_case(self, desk):
        desk.viewer("mei")

        assert desk.logged_in(" ＭＥＩ ").account.name == "Mei"

    def test_a_password_stands_in_no_text_of_what_was_given(self):
        given = Given("mei", "geheim", "192.0.2.1")

        assert "geheim" not in repr(given)

    def test_what_a_device_calls_itself_is_shortened_and_has_no_control_characters(self, desk):
        opened = anonymous(desk.house, "a\n\x1b[31m" + "b" * 500)

        assert opened.login.device.startswith("a[31mb")
        assert len(opened.login.device) == 100


class TestTheEnd:
    def test_unused_it_ends(self, desk):
        """ASVS 7.3.1"""
        opened = desk.viewer()
        desk.clock.at += TERMS[Sort.VIEWER].idle_ms

        with pytest.raises(Invalid):
            standing(desk.house, opened.secret)

    def test_used_it_goes_on_but_not_beyond_its_end(self, desk):
        """ASVS 7.3.2"""
        desk.operator()
        opened = desk.logged_in("rong")
        begun = desk.clock.at
        while desk.clock.at - begun < TERMS[Sort.STAFF].whole_ms - 20 * 60_000:
            desk.clock.pass_by(minutes=20)
            assert standing(desk.house, opened.secret)
        desk.clock.pass_by(minutes=20)

        with pytest.raises(Invalid):
            standing(desk.house, opened.secret)

    def test_logged_out_it_is_over(self, desk):
        """ASVS 7.4.1"""
        opened = desk.viewer()
        log_out(desk.house, opened.by)

        with pytest.raises(Invalid):
            standing(desk.house, opened.secret)

    def test_one_sees_and_ends_ones_own_and_nobody_elses(self, desk):
        """ASVS 7.5.2"""
        first, second = desk.viewer("mei"), desk.viewer("lan")
        other = desk.logged_in("mei", address="198.51.100.1")

        assert {one.id for one in logins(desk.house, first.by)} == {
            first.login.id, other.login.id,
        }  # fmt: skip
        with pytest.raises(Missing):
            end_login(desk.house, second.by, first.login.id)
        assert end_others(desk.house, first.by) == 1
        with pytest.raises(Invalid):
            standing(desk.house, other.secret)
        assert standing(desk.house, first.secret)

    def test_ending_another_asks_for_fresh_proof(self, desk):
        """ASVS 7.5.2"""
        first, other = desk.viewer(), desk.logged_in()
        desk.clock.pass_by(minutes=15)
        for call, *given in ((end_login, other.login.id), (end_others,)):
            with pytest.raises(Invalid, match="anew"):
                call(desk.house, first.by, *given)

        end_login(desk.house, first.by, first.login.id)

    def test_one_more_than_twenty_ends_the_one_unused_longest(self, desk):
        """ASVS 7.1.2"""
        first = desk.viewer()
        opened = []
        for _ in range(LOGINS_MAX - 1):
            desk.clock.pass_by(minutes=5)
            opened.append(begin(desk.house, first.account, "phone"))
        standing(desk.house, first.secret)
        desk.clock.pass_by(minutes=5)
        begin(desk.house, first.account, "phone")

        assert len(logins(desk.house, first.by)) == LOGINS_MAX
        assert standing(desk.house, first.secret)
        with pytest.raises(Invalid):
            standing(desk.house, opened[0].secret)

    def test_a_new_password_ends_the_other_logins(self, desk):
        """ASVS 7.4.3"""
        first = desk.viewer()
        other = desk.logged_in()
        another = Replacing("another lamp of nine", "kettle orbit lamp nine")

        assert set_password(desk.house, first.by, another) == 1
        with pytest.raises(Invalid):
            standing(desk.house, other.secret)
        with pytest.raises(Invalid):
            desk.logged_in()
        assert desk.logged_in("mei", "another lamp of nine")

    def test_proving_anew_changes_the_login_and_its_time(self, desk):
        """ASVS 7.5.3"""
        opened = desk.viewer()
        desk.clock.pass_by(minutes=40)
        fresh = prove(desk.house, opened.by, "kettle orbit lamp nine", "192.0.2.7")

        assert fresh.login.proved_ms == desk.clock.at
        assert fresh.secret != opened.secret
        with pytest.raises(Invalid):
            standing(desk.house, opened.secret)


class Life(RuleBasedStateMachine):
    """Logins begin, are used, end and are over; what is over never works again."""

    def __init__(self):
        super().__init__()
        self.desk, self.alive, self.dead = Life.make(), {}, set()

    @rule()
    def begin(self):
        opened = anonymous(self.desk.house)
        self.alive[opened.secret] = opened.by

    @rule(days=integers(0, 200))
    def wait(self, days):
        self.desk.clock.pass_by(days=days)

    @precondition(lambda self: self.alive)
    @rule()
    def end(self):
        secret, by = self.alive.popitem()
        log_out(self.desk.house, by)
        self.dead.add(secret)

    @precondition(lambda self: self.alive)
    @rule()
    def use(self):
        secret = next(iter(self.alive))
        try:
            assert standing(self.desk.house, secret).name == self.alive[secret].name
        except Invalid:
            self.dead.add(secret)
            del self.alive[secret]

    @invariant()
    def what_ended_never_works_again(self):
        for secret in self.dead:
            with pytest.raises(Invalid):
                standing(self.desk.house, secret)


@pytest.mark.property
def test_an_ended_login_never_works_again(tmp_path, desks, monkeypatch):
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    stores = []

    def make():
        folder = tmp_path / str(len(stores))
        stores.append(open_store(folder))
        clock = desks.Clock()
        house = House(stores[-1], (), clock, Settings(folder, folder, folder), Silent(), None)
        return desks.Desk(house, clock, folder)

    monkeypatch.setattr(Life, "make", make, raising=False)
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12, stateful_step_count=12, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    for store in stores:
        store.close()


def test_a_demoted_member_is_refused_at_the_next_request(desk):
    """ASVS 8.3.2"""
    operator = desk.operator()
    by = desk.staff(operator, "fin", Duty.FINANCE)
    secret = desk.logged_in("fin", "kettle orbit lamp nine nif").secret
    from piying.studio.channel.enrolling import set_duties  # noqa: PLC0415

    set_duties(desk.house, operator, "fin", (Duty.EDITOR,))

    assert by.account.duties == (Duty.FINANCE,)
    assert standing(desk.house, secret).account.duties == (Duty.EDITOR,)


def test_no_default_password_opens_anything(desk):
    """ASVS 6.3.2"""
    desk.operator()
    for name in ("admin", "root", "operator", "rong"):
        for password in ("admin", "admin123", "password", "", "piying"):
            with pytest.raises(Invalid):
                log_in(desk.house, Given(name, password, f"203.0.113.{len(name)}"))
