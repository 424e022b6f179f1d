"""The words of a transition in a script, and what each asks for."""

from __future__ import annotations

import pytest

from piying.model.shot import Transition
from piying.script.breakdown.gather import TRANSITIONS


@pytest.mark.parametrize(
    ("words", "transition"),
    [
        ("WIPE TO:", Transition.WIPE), ("PUSH TO:", Transition.PUSH),
        ("WIPE RIGHT TO:", Transition.WIPE_RIGHT), ("PUSH UP TO:", Transition.PUSH_UP),
        ("划变：", Transition.WIPE), ("划变至 街道", Transition.WIPE),
        ("推出。", Transition.PUSH),
        ("上推", Transition.PUSH_UP), ("右划", Transition.WIPE_RIGHT),
        ("叠化至", Transition.DISSOLVE), ("SMASH CUT TO:", Transition.FLASH),
        ("DISSOLVE TO:", Transition.DISSOLVE), ("FADE IN:", Transition.FADE),
        ("闪回：", Transition.INK), ("CUT TO:", Transition.CUT),
    ],
)  # fmt: skip
def test_a_transition_is_known_by_its_words(words, transition):
    assert TRANSITIONS.first(words) is transition


@pytest.mark.parametrize("transition", Transition)
def test_every_transition_can_be_asked_for_by_its_name(transition):
    assert TRANSITIONS.first(transition.value.replace("_", " ")) is transition
