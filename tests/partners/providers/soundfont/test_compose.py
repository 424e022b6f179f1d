"""Composing: notes that fill their time, belong to their chord, and end at home."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.partners.providers.soundfont.compose import (
    BASS,
    BEATS,
    DRUM,
    FIGURE,
    LEAD,
    PAD,
    RELEASE_S,
    TEMPO_BENDS,
    compose,
    planned,
)
from piying.partners.providers.soundfont.moods import MOODS, QUALITIES

ANY = {"mood": st.sampled_from(sorted(MOODS)), "seconds": st.floats(0.3, 90),
       "seed": st.integers(0, 1 << 32)}  # fmt: skip


def tones(mood, chord):
    return {(mood.key + int(chord[:-1]) + step) % 12 for step in QUALITIES[chord[-1]]}


@pytest.mark.property
@given(**ANY)
@settings(deadline=None, max_examples=80)
def test_a_cue_fills_its_time_and_no_note_is_impossible(mood, seconds, seed):
    notes = compose(MOODS[mood], seconds, seed)

    assert notes
    assert max(note.start + note.length for note in notes) == pytest.approx(seconds, abs=0.05)
    for note in notes:
        assert note.start >= 0
        assert note.length > 0
        assert 0 <= note.key < 128
        assert 1 <= note.velocity < 128


@pytest.mark.property
@given(**ANY)
@settings(deadline=None, max_examples=40)
def test_pad_bass_and_figure_play_the_chord_of_their_bar(mood, seconds, seed):
    plan, chosen = planned(MOODS[mood], seconds), MOODS[mood]
    chords = chosen.chords.split()
    for note in compose(chosen, seconds, seed):
        if note.channel in (PAD, BASS, FIGURE):
            bar = int((note.start + 0.001) / plan.bar)
            chord = chords[bar % len(chords)] if bar < plan.bars else chords[0]

            assert note.key % 12 in tones(chosen, chord)


@pytest.mark.property
@given(**ANY)
@settings(deadline=None, max_examples=40)
def test_the_melody_keeps_its_scale(mood, seconds, seed):
    chosen = MOODS[mood]
    scale = {(chosen.key + step) % 12 for step in chosen.scale}

    for note in compose(chosen, seconds, seed):
        assert note.channel != LEAD or note.key % 12 in scale


@pytest.mark.property
@given(**ANY)
@settings(deadline=None, max_examples=40)
def test_a_cue_ends_on_its_home_chord(mood, seconds, seed):
    notes, chosen = compose(MOODS[mood], seconds, seed), MOODS[mood]
    last = max(note.start for note in notes if note.channel == PAD)
    final = {note.key % 12 for note in notes if note.channel == PAD and note.start == last}

    assert final == tones(chosen, chosen.chords.split()[0])


@pytest.mark.parametrize("name", MOODS)
def test_from_twelve_seconds_on_the_tempo_is_hardly_bent_and_the_end_rings_its_time(name):
    mood = MOODS[name]
    for seconds in range(12, 90):
        plan = planned(mood, seconds)

        assert TEMPO_BENDS[0] <= plan.beat / (60 / mood.bpm) <= TEMPO_BENDS[1]
        assert seconds - plan.bars * plan.bar == pytest.approx(RELEASE_S, abs=0.5)


def test_a_cue_too_short_for_a_bar_is_one_chord():
    notes = compose(MOODS["sorrow"], 2.0, 1)

    assert {note.start for note in notes} == {0.0}


def test_the_same_seed_gives_the_same_notes_and_another_seed_others():
    mood = MOODS["tender"]

    assert compose(mood, 30, 1) == compose(mood, 30, 1) != compose(mood, 30, 2)


def test_phrases_share_a_tune():
    """The steps between the first notes of the phrases come again."""
    mood = MOODS["tender"]
    lead = [note for note in compose(mood, 60, 3) if note.channel == LEAD]
    steps = [b.key - a.key for a, b in pairwise(lead)]

    assert len(lead) > 8
    assert max(steps.count(step) for step in set(steps)) >= 3


def test_a_swell_grows_and_drums_keep_to_their_beats():
    mood = MOODS["tension"]
    notes = compose(mood, 40, 5)
    plan = planned(mood, 40)
    pads = [note.velocity for note in notes if note.channel == PAD]
    drums = {
        round(n.start % plan.bar / plan.beat, 2) % BEATS for n in notes if n.channel == DRUM
    }

    assert sum(pads[-12:-3]) / 9 > sum(pads[:9]) / 9 + 8
    assert drums == set(mood.drum_beats)
