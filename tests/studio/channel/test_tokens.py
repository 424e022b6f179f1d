from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis.strategies import sampled_from, sets

from piying.model.errors import Invalid, Missing
from piying.model.viewer import Account, Deed, Duty, Scope, Sort
from piying.release.duties import RULES, refusal_of_token
from piying.studio.channel.acting import require, terminal
from piying.studio.channel.enrolling import new_way, remove, set_duties
from piying.studio.channel.secondfactor import reset_factors
from piying.studio.channel.tokens import (
    bearer,
    by_token,
    end_token,
    make_token,
    tokens,
)


@pytest.fixture
def operator(desk):
    return desk.operator()


def made_by(desk, by, *scopes, days=30):
    return make_token(desk.house, by, by.account, "ingest", scopes, days)


def test_it_opens_what_its_scope_says_and_nothing_else(desk, operator):
    """ASVS 8.2.1"""
    asking = bearer(desk.house, made_by(desk, operator, Scope.FIGURES).text)
    require(desk.house, by_token(asking), Deed.FIGURES)

    for deed in set(Deed) - {Deed.FIGURES}:
        with pytest.raises(Invalid, match="scope"):
            require(desk.house, by_token(asking), deed)


@pytest.mark.property
@given(scopes=sets(sampled_from(Scope)), deed=sampled_from(Deed))
@hypothesis_settings(deadline=None)
def test_a_token_with_one_scope_never_opens_another(scopes, deed):
    everything = Account("a", Sort.STAFF, "a", tuple(Duty), "acme")
    opens = refusal_of_token(everything, scopes, deed) is None

    assert opens == (RULES[deed].scope is not None and RULES[deed].scope in scopes)


def test_it_is_shown_once_and_kept_as_its_digest(desk, operator):
    made = made_by(desk, operator, Scope.FIGURES)
    _, _, secret = made.text.split("_", 2)

    assert made.token.prefix.encode() in desk.bytes_of_disk()
    assert secret.encode() not in desk.bytes_of_disk()
    assert secret not in repr(made)


def test_its_account_s_duties_are_its_bounds(desk, operator):
    """A token of a demoted user is refused."""
    finance = desk.staff(operator, "fin", Duty.FINANCE)
    with pytest.raises(Invalid, match="may not"):
        made_by(desk, finance, Scope.RELEASES)
    made = made_by(desk, finance, Scope.STATEMENTS)
    require(desk.house, by_token(bearer(desk.house, made.text)), Deed.STATEMENTS)
    set_duties(desk.house, operator, "fin", (Duty.EDITOR,))

    with pytest.raises(Invalid, match="may not"):
        require(desk.house, by_token(bearer(desk.house, made.text)), Deed.STATEMENTS)


def test_none_replaces_how_somebody_proves_who_they_are(desk, operator):
    desk.staff(operator, "fin", Duty.FINANCE)
    by = by_token(bearer(desk.house, made_by(desk, operator, Scope.ACCOUNTS).text))
    require(desk.house, by, Deed.MEMBERS)

    for call in (new_way, reset_factors):
        with pytest.raises(Invalid, match="scope"):
            call(desk.house, by, "fin")


def test_a_producer_s_sees_their_own_party_alone(desk, operator):
    """ASVS 8.2.2"""
    producer = desk.staff(operator, "bao", Duty.PRODUCER, party="acme")
    asking = bearer(desk.house, made_by(desk, producer, Scope.STATEMENTS).text)
    require(desk.house, by_token(asking), Deed.STATEMENTS, "acme")

    for party in ("other", "", None):
        with pytest.raises(Invalid):
            require(desk.house, by_token(asking), Deed.STATEMENTS, party)


def test_it_ends_with_its_time_by_hand_and_with_its_account(desk, operator):
    finance = desk.staff(operator, "fin", Duty.FINANCE)
    by_time = made_by(desk, operator, Scope.FIGURES, days=1)
    by_hand = made_by(desk, finance, Scope.STATEMENTS)
    by_account = made_by(desk, finance, Scope.STATEMENTS)
    end_token(desk.house, finance, by_hand.token.id)
    assert bearer(desk.house, by_account.text).account.name == "fin"
    remove(desk.house, operator, "fin")
    desk.clock.pass_by(days=1)

    for made in (by_time, by_hand, by_account):
        with pytest.raises(Invalid, match="token"):
            bearer(desk.house, made.text)


def test_nobody_ends_or_makes_anothers_but_an_operator(desk, operator):
    """ASVS 8.2.2"""
    finance = desk.staff(operator, "fin", Duty.FINANCE)
    mine = made_by(desk, operator, Scope.FIGURES)
    with pytest.raises(Invalid, match="may not"):
        end_token(desk.house, finance, mine.token.id)
    with pytest.raises(Invalid, match="may not"):
        make_token(desk.house, finance, operator.account, "x", (Scope.FIGURES,), 1)
    assert bearer(desk.house, mine.text)
    theirs = made_by(desk, finance, Scope.STATEMENTS)

    assert end_token(desk.house, operator, theirs.token.id).member == finance.name


def test_its_last_use_is_told(desk, operator):
    made = made_by(desk, operator, Scope.FIGURES)
    desk.clock.pass_by(minutes=5)
    bearer(desk.house, made.text)

    assert tokens(desk.house, operator.account)[0].used_ms == desk.clock.at


@pytest.mark.parametrize(
    "text", ["", "piying", "piying__", "piying_00_x", "other_00_x", "é" * 300]
)
def test_what_is_none_is_refused(desk, text):
    with pytest.raises(Invalid, match="token"):
        bearer(desk.house, text)


def test_a_secret_of_another_token_does_not_open_this_one(desk, operator):
    one, two = (made_by(desk, operator, Scope.FIGURES).text for _ in range(2))
    mark, prefix, _ = one.split("_", 2)

    with pytest.raises(Invalid):
        bearer(desk.house, f"{mark}_{prefix}_{two.split('_', 2)[2]}")


@pytest.mark.parametrize(
    ("scopes", "days"), [((), 1), ((Scope.FIGURES,), 0), ((Scope.FIGURES,), 367)]
)
def test_it_has_a_scope_and_a_term(desk, operator, scopes, days):
    with pytest.raises(Invalid, match="term"):
        made_by(desk, operator, *scopes, days=days)


def test_one_that_is_not_there_cannot_be_ended(desk):
    with pytest.raises(Missing):
        end_token(desk.house, terminal("me"), "nothing")
