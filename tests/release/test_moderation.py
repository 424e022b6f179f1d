"""What the findings of a policy mean for a comment, and how a comment goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.comment import Act, State
from piying.model.errors import Conflict
from piying.model.policy import Applies, Bilingual, Policy, Rule, RuleKind
from piying.model.review import At, Evidence, Finding, Level, Stage
from piying.release.moderation import CONTACT, FIRST, NEXT, after, judged

WORDS = Bilingual("名", "name")


def rule(name, category):
    return Rule(
        name, RuleKind.TEXT, category, WORDS, (), Applies((Stage.SCRIPT,)), Level.REVIEW, ()
    )


POLICY = Policy(
    "p", "1.0.0", "CN", "zh", WORDS, (), (), (), (),
    (rule("S", "sexual"), rule("D", "drugs"), rule("V", "violence")), (), (), (), "0" * 64,
)  # fmt: skip


def finding(name, level=Level.REVIEW):
    return Finding(
        rule=name, level=level, at=At(Stage.SCRIPT), title_zh=f"{name}名", title_en=name,
        why_zh="因", why_en="why", evidence=Evidence(), cite=(), fingerprint="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "findings", "state", "named"),
    [
        ("好", [], State.SHOWN, ""),
        ("好", [finding("S", Level.NOTE)], State.SHOWN, ""),
        ("好", [finding("D")], State.HELD, "D"),
        ("好", [finding("D", Level.BLOCK)], State.REFUSED, "D"),
        ("好", [finding("S")], State.REFUSED, "S"),
        ("好", [finding("V"), finding("S")], State.REFUSED, "S"),
        ("好", [finding("V"), finding("D", Level.BLOCK)], State.REFUSED, "D"),
        ("加 13912345678", [], State.HELD, CONTACT),
        ("加 13912345678", [finding("V", Level.NOTE)], State.HELD, CONTACT),
        ("加 13912345678", [finding("D")], State.REFUSED, "D"),
        ("好", [finding("gone")], State.HELD, "gone"),
    ],
)
def test_the_gravest_speaks(text, findings, state, named):
    found = judged(POLICY, text, findings)

    assert (found.state, found.rule) == (state, named)
    assert (found.title is None) is (state is State.SHOWN)
    assert (found.why is None) is (state is State.SHOWN)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("act", list(Act))
def test_what_is_not_in_the_table_does_not_happen(state, act):
    if act in NEXT[state]:
        assert after(state, act) is NEXT[state][act]
        return
    with pytest.raises(Conflict) as refused:
        after(state, act)

    assert refused.value.data == {"state": state.value}


@settings(deadline=None)
@given(st.sampled_from(list(FIRST)), st.lists(st.sampled_from(list(Act)), max_size=12))
def test_whatever_happens_nothing_is_shown_that_was_refused_or_removed_until_a_person_says_so(
    state, acts
):
    shown_by = {State.SHOWN: {Act.SHOWN}, State.HELD: set(), State.REFUSED: set()}[state]
    for act in acts:
        try:
            now = after(state, act)
        except Conflict:
            continue
        if now is State.SHOWN and state is not State.SHOWN:
            shown_by.add(act)
            assert act in (Act.SHOWN, Act.RESTORED)
        assert state is not State.WITHDRAWN
        state = now
    if state is State.SHOWN:
        assert shown_by


def test_a_rule_of_another_policy_only_holds():
    other = replace(POLICY, rules=())

    assert judged(other, "好", [finding("S")]).state is State.HELD
