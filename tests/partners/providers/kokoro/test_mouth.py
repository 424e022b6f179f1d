from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.take import Mark
from piying.partners.providers.kokoro.mouth import marks

RATE = 1000


def test_tones_and_aspiration_hold_the_sound_before_them_on():
    made = marks("pʰa→", (0, 10, 20, 50, 80), RATE)

    assert made == (Mark(0, 20, "pʰ", "closed"), Mark(20, 80, "a→", "open"))


def test_a_stress_mark_belongs_to_the_sound_behind_it():
    assert marks("ˈO", (0, 10, 60), RATE) == (Mark(0, 60, "O", "round"),)


def test_a_short_silence_keeps_the_mouth_as_it_is_and_a_long_one_closes_it():
    assert [m.viseme for m in marks("a f", (0, 50, 100, 150), RATE)] == ["open", "teeth"]
    assert [m.viseme for m in marks("a f", (0, 50, 200, 250), RATE)] == [
        "open",
        "rest",
        "teeth",
    ]


@given(st.text("maf ,.ˈ→ʰ", min_size=1, max_size=20), st.data())
@settings(deadline=None)
def test_marks_are_in_order_and_without_gaps(phonemes, data):
    lengths = data.draw(
        st.lists(st.integers(0, 200), min_size=len(phonemes) + 1, max_size=len(phonemes) + 1)
    )
    ends = [sum(lengths[: i + 1]) for i in range(len(lengths))]
    made = marks(phonemes, ends, RATE)

    assert all(a.end == b.start for a, b in itertools.pairwise(made))
    assert all(m.start <= m.end for m in made)
    assert not made or made[-1].end == ends[-1]
