"""Channels: a value at any frame, from keys at whole frames."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.people import Look
from piying.model.stage import Actor, Channel, Ease, Key, WordKey
from piying.render.puppet.tracks import channel_at, eased, value_at, word_at

KEYS = st.dictionaries(
    st.integers(0, 200), st.tuples(st.integers(-9000, 9000), st.sampled_from(list(Ease))),
    min_size=1, max_size=8,
).map(lambda made: tuple(Key(at, *made[at]) for at in sorted(made)))  # fmt: skip


@pytest.mark.parametrize("ease", [ease for ease in Ease if ease is not Ease.HOLD])
def test_every_ease_starts_at_nothing_and_arrives(ease):
    assert eased(ease, 0.0) == pytest.approx(0, abs=1e-9)
    assert eased(ease, 1.0) == pytest.approx(1, abs=1e-9)


def test_a_held_value_waits_for_the_next_key():
    keys = (Key(0, 10, Ease.HOLD), Key(8, 20))

    assert [value_at(keys, frame) for frame in (0, 7, 8)] == [10, 10, 20]


def test_a_snap_goes_a_little_too_far_and_settles():
    reached = [eased(Ease.SNAP, t / 100) for t in range(101)]

    assert 1.0 < max(reached) < 1.2


@pytest.mark.property
@given(keys=KEYS, frame=st.integers(-50, 300))
@settings(deadline=None, max_examples=80)
def test_a_value_meets_its_keys_and_is_held_outside_them(keys, frame):
    assert value_at(keys, keys[0].frame - 5) == keys[0].value
    assert value_at(keys, keys[-1].frame + 5) == keys[-1].value
    assert all(value_at(keys, key.frame) == key.value for key in keys)

    reach = max(abs(a.value - b.value) for a in keys for b in keys)
    lowest, highest = min(k.value for k in keys), max(k.value for k in keys)
    assert lowest - 0.2 * reach <= value_at(keys, frame) <= highest + 0.2 * reach


def test_a_channel_that_is_missing_says_its_default():
    actor = Actor("p", Look(), 0, 0, 1000, channels=(Channel("yaw", (Key(0, 7),)),))

    assert channel_at(actor, "yaw", 3) == 7
    assert channel_at(actor, "walk", 3, -1.0) == -1
    assert value_at((), 3) == 0


def test_a_word_knows_the_word_before_and_its_age():
    keys = (WordKey(4, "open"), WordKey(10, "rest"))

    assert word_at(keys, 2, "half") == ("half", "half", 2)
    assert word_at(keys, 5, "half") == ("open", "half", 1)
    assert word_at(keys, 12, "half") == ("rest", "open", 2)
