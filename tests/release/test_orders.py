"""How an order stands, from its steps in whatever order they came."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.payment import Act, Item, Order, Outcome, State, Step, Told
from piying.release.orders import heard, standing

ORDER = Order(
    "o", "v", Item.COINS, "small", 60, 6, 0, 600, "CNY", 0, "till", real=True,
    territory="CN", key="k", made_ms=0, until_ms=1,
)  # fmt: skip


def step(act, reference="r", minor=600, note=""):
    return Step("o", act, reference, minor, 0, "till", note, 0)


def told(outcome=Outcome.PAID, **changed):
    facts = {"order": "o", "outcome": outcome, "vendor": "v", "payment": "p", "minor": 600,
             "currency": "CNY", "real": True, "at_ms": 0, **changed}  # fmt: skip
    return Told(**facts)


BEGUN = step(Act.BEGUN, "v", note="redirect https://x")


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ((), State.CREATED),
        ((Act.FAILED,), State.FAILED),
        ((Act.EXPIRED,), State.EXPIRED),
        ((Act.EXPIRED, Act.PAID), State.PAID),
        ((Act.PAID, Act.FAILED), State.PAID),
        ((Act.ASIDE,), State.ASIDE),
        ((Act.PAID, Act.ASIDE), State.ASIDE),
        ((Act.ASIDE, Act.DECIDED, Act.PAID), State.PAID),
        ((Act.PAID, Act.REFUND_ASKED), State.PAID),
        ((Act.PAID, Act.REFUND_ASKED, Act.REFUNDED), State.REFUNDED),
        ((Act.PAID, Act.REFUND_ASKED, Act.REFUND_FAILED), State.PAID),
    ],
)
def test_it_stands_as_its_steps_say(acts, state):
    for several in itertools.permutations([step(act) for act in acts]):
        assert standing(ORDER, several).state is state


def test_a_begun_order_says_what_the_browser_shows():
    begun = standing(ORDER, [BEGUN]).begun

    assert (begun.vendor, begun.show, begun.address) == ("v", "redirect", "https://x")


def test_parts_that_went_back_add_up():
    steps = [step(Act.PAID)]
    for name, minor in (("a", 100), ("b", 200), ("c", 50)):
        steps.append(step(Act.REFUND_ASKED, name, minor))
    steps += [step(Act.REFUNDED, "a", 100), step(Act.REFUND_FAILED, "b", 200)]
    found = standing(ORDER, steps)

    assert (found.refunded_minor, found.refunding_minor, found.left_minor) == (100, 50, 450)
    assert found.state is State.PART_REFUNDED


@given(
    st.lists(
        st.builds(
            told,
            st.sampled_from(list(Outcome)),
            minor=st.sampled_from([600, 599]),
            payment=st.sampled_from(["p", "q"]),
            vendor=st.sampled_from(["v", "w"]),
        ),
        max_size=8,
    )
)
def test_whatever_is_said_it_is_paid_at_most_once_and_only_as_ordered(said):
    steps = [BEGUN]
    for one in said:
        found = heard(standing(ORDER, steps), one)
        if found.act is None:
            continue
        new = step(found.act, found.reference, one.minor, found.why)
        if (new.act, new.reference) not in {(old.act, old.reference) for old in steps}:
            steps.append(new)
    paid = [one for one in steps if one.act is Act.PAID]
    fits = [one for one in said if one.outcome is Outcome.PAID and one.minor == 600]

    assert len(paid) <= 1
    assert not paid or any(one.vendor == "v" for one in fits)
