"""Moods as data: chords that can be read, programs of General MIDI, and beats in the bar."""

from __future__ import annotations

import pytest

from piying.partners.providers.soundfont.compose import BEATS, DRUM_KEY
from piying.partners.providers.soundfont.moods import MOODS, QUALITIES

EACH = pytest.mark.parametrize("name", MOODS)


@EACH
def test_chords_are_of_known_qualities_and_end_where_they_can_begin_again(name):
    chords = MOODS[name].chords.split()

    assert len(chords) == 8
    for chord in chords:
        assert 0 <= int(chord[:-1]) < 12
        assert chord[-1] in QUALITIES
    assert chords[0].startswith("0")


@EACH
def test_numbers_are_within_what_an_instrument_takes(name):
    mood = MOODS[name]

    assert all(0 <= p < 128 for p in (mood.pad, mood.bass, mood.figure, mood.lead, mood.drum))
    assert 60 <= mood.bpm <= 130
    assert 40 <= mood.loud <= 80
    assert set(mood.pattern) <= {-1, 0, 1, 2, 3}
    assert all(0 <= beat < BEATS for beat in mood.drum_beats)
    assert mood.scale == tuple(sorted(set(mood.scale)))
    assert 0 <= DRUM_KEY < 128


def test_what_is_tense_is_faster_and_louder_than_what_is_calm():
    assert MOODS["tension"].bpm > MOODS["calm"].bpm
    assert MOODS["tension"].loud > MOODS["calm"].loud
