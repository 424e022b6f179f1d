from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis.strategies import booleans, builds, integers, sampled_from, sets, tuples

from piying.model.viewer import Account, Deed, Duty, Scope, Sort
from piying.release.duties import PROVED_MS, RULES, Refused, open_to, refusal

ACCOUNTS = builds(
    Account, id=sampled_from("ab"), sort=sampled_from(Sort), name=sampled_from("x"),
    duties=sets(sampled_from(Duty)).map(tuple), party=sampled_from(("", "acme", "other")),
    minors=booleans(),
)  # fmt: skip


def staff(*duties, party=""):
    return Account("a", Sort.STAFF, "a", duties, party)


@pytest.mark.property
@given(who=ACCOUNTS, asked=tuples(sampled_from(Deed), integers(0, 2 * PROVED_MS)))
@settings(deadline=None)
def test_who_lacks_the_duty_does_not_do_it(who, asked):
    deed, ago = asked
    rule = RULES[deed]
    if refusal(who, deed, proved_ago_ms=ago, party=who.party or None) is None:
        assert who.sort in rule.sorts
        assert not rule.duties or set(who.duties) & set(rule.duties)
        assert not rule.fresh or ago < PROVED_MS


def test_what_is_not_in_the_table_nobody_does(monkeypatch):
    rules = {deed: rule for deed, rule in RULES.items() if deed is not Deed.OWN}
    monkeypatch.setattr("piying.release.duties.RULES", rules)

    assert refusal(staff(*Duty), Deed.OWN, proved_ago_ms=0) is Refused.DUTY


def test_every_deed_is_in_the_table():
    assert set(RULES) == set(Deed)


@pytest.mark.parametrize("deed", [Deed.PAY_OUT, Deed.TAKE_DOWN, Deed.REFUND, Deed.MEMBERS])
def test_what_is_grave_asks_for_fresh_proof(deed):
    """ASVS 7.5.3"""
    assert refusal(staff(*Duty), deed, proved_ago_ms=PROVED_MS) is Refused.FRESH
    assert refusal(staff(*Duty), deed, proved_ago_ms=-1) is Refused.FRESH
    assert refusal(staff(*Duty), deed, proved_ago_ms=0) is None


@pytest.mark.parametrize("party", [None, "", "other"])
def test_a_producer_sees_nothing_of_others(party):
    """ASVS 8.2.2"""
    producer = staff(Duty.PRODUCER, party="acme")

    assert refusal(producer, Deed.STATEMENTS, proved_ago_ms=0, party=party) is Refused.PARTY
    assert refusal(producer, Deed.STATEMENTS, proved_ago_ms=0, party="acme") is None


def test_a_producer_without_a_party_has_none_of_the_nameless():
    assert (
        refusal(staff(Duty.PRODUCER), Deed.FIGURES, proved_ago_ms=0, party="") is Refused.PARTY
    )


def test_a_duty_of_no_member_of_the_staff_is_none():
    odd = Account("a", Sort.VIEWER, "a", tuple(Duty))

    assert refusal(odd, Deed.PAY_OUT, proved_ago_ms=0) is Refused.DUTY


def test_tokens_are_offered_the_scopes_of_their_account():
    assert open_to(staff(Duty.FINANCE)) == (
        Scope.CATALOGUE, Scope.PLAYS, Scope.FIGURES, Scope.STATEMENTS,
    )  # fmt: skip
    assert open_to(staff(Duty.PRODUCER, party="acme"))[2:] == (Scope.FIGURES, Scope.STATEMENTS)


def test_no_token_pays_out_or_takes_down():
    assert {deed for deed, rule in RULES.items() if rule.scope is None} >= {
        Deed.PAY_OUT, Deed.TAKE_DOWN, Deed.REFUND, Deed.TOKENS, Deed.PROVE, Deed.SETTLE,
        Deed.SEE_PAYMENTS,
    }  # fmt: skip
