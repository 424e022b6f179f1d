from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.cut.rolls import (
    END_HOLD_MS,
    TRANSITION_MS,
    picture_lengths,
    shot_length,
    shot_lengths,
    spoken_span,
    tail_ms,
    transition_frames,
)
from piying.model.clock import Rate
from piying.model.shot import Transition
from piying.model.take import Mark

RATE = Rate(25)


def test_a_shot_without_speech_is_as_long_as_planned(make):
    assert shot_length(make.spec(length_ms=2_000), None, RATE) == (50, 0)


def test_a_planned_length_is_a_minimum(make):
    spec = make.spec(length_ms=4_000, speech=make.speech("走。"))

    assert shot_length(spec, make.voice(48_000), RATE) == (100, 4)


def test_a_voice_makes_a_shot_longer_and_leaves_a_tail(make):
    spec = make.spec(length_ms=1_000, speech=make.speech("走。"))

    length, lead = shot_length(spec, make.voice(96_000), RATE)

    assert lead == 4
    assert length == 4 + 50 + RATE.frames_of_ms(tail_ms("走。"))


def test_a_fixed_length_holds_while_the_voice_fits(make):
    spec = make.spec(length_ms=2_200, length_fixed=True, speech=make.speech("走。"))

    assert shot_length(spec, make.voice(96_000), RATE)[0] == 55


def test_a_fixed_length_gives_way_to_the_voice_and_no_further(make):
    spec = make.spec(length_ms=1_000, length_fixed=True, speech=make.speech("走。"))

    assert shot_length(spec, make.voice(96_000), RATE)[0] == 4 + 50


def test_the_silence_behind_the_last_sound_counts_as_tail(make):
    marks = (Mark(0, 48_000, "a", "open"), Mark(48_000, 96_000, "。", "rest"))
    spec = make.spec(length_ms=40, speech=make.speech("走。"))

    assert shot_length(spec, make.voice(96_000, marks), RATE)[0] == 4 + 50


def test_a_line_that_goes_on_begins_sooner(make):
    first = make.spec(speech=make.speech("我本以为，"), element=7)
    again = make.spec(speech=make.speech("你会回来。"), element=7)
    other = make.spec(speech=make.speech("你会回来。"), element=8)
    voices = {name: make.voice(48_000) for name in ("s0", "s1")}

    assert shot_lengths(make.board(first, again), voices, RATE)["s1"][1] == 1
    assert shot_lengths(make.board(first, other), voices, RATE)["s1"][1] == 4


def test_a_voice_waits_for_half_of_the_transition(make):
    spec = make.spec(speech=make.speech("走。"), transition=Transition.INK)

    assert shot_length(spec, make.voice(48_000), RATE)[1] == 8


@pytest.mark.parametrize(
    ("text", "longer"),
    [("我——", "我，"), ("我，", "我。"), ("我。", "我……"), ("“我，”", "“我……”")],
)
def test_a_tail_follows_from_how_the_line_ends(text, longer):
    assert tail_ms(text) < tail_ms(longer)


def test_every_transition_has_a_length():
    assert set(TRANSITION_MS) == set(Transition)


@given(st.sampled_from(Transition), st.integers(1, 100))
def test_a_transition_covers_at_most_half_of_a_shot(transition, length):
    assert 2 * transition_frames(transition, length, RATE) <= length


def test_the_last_picture_is_held_for_the_end_card(make):
    board = make.board(make.spec(), make.spec())

    lengths = picture_lengths(board, {"s0": 50, "s1": 50}, RATE)

    assert lengths == (50, 50 + RATE.frames_of_ms(END_HOLD_MS))


@given(st.integers(0, 99_999), st.integers(0, 200_000), st.integers(0, 99_999))
def test_the_spoken_span_lies_inside_the_voice(make, start, end, samples):
    facts = make.voice(samples, (Mark(start, end, "a", "open"),))

    first, last = spoken_span(facts)

    assert 0 <= first <= last <= samples


@given(
    st.integers(1, 9_000),
    st.booleans(),
    st.integers(1, 400_000),
    st.sampled_from(("走", "走……", "Go --", "你说呢？”")),
    st.sampled_from((Rate(25), Rate(30_000, 1_001), Rate(24_000, 1_001), Rate(60))),
)
def test_a_voice_is_never_cut(make, planned, fixed, samples, text, rate):
    spec = make.spec(length_ms=planned, length_fixed=fixed, speech=make.speech(text))

    length, lead = shot_length(spec, make.voice(samples), rate)

    assert rate.samples_at(lead) + samples <= rate.samples_at(length)
    assert length >= rate.frames_of_ms(planned)
