"""Composing: a mood and a length become notes. All chance comes from the seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from piying.partners.providers.soundfont.moods import QUALITIES, Mood

BEATS = 4
PAD_RANGE, BASS_RANGE, FIGURE_RANGE, LEAD_RANGE = (54, 71), (33, 48), (52, 79), (64, 84)
PAD, BASS, FIGURE, LEAD, DRUM = range(5)
"""The channels."""

DRUM_KEY = 45
RELEASE_S = 2.2
"""The last chord rings for about this long."""

TEMPO_BENDS = (0.88, 1.16)
"""How much shorter or longer a bar may become so that the cue fills its time."""

RHYTHMS = ((0, 1.5, 2, 3), (0, 1, 2.5), (0, 0.5, 1, 2), (0, 2, 3))
"""Beats at which the notes of a phrase begin."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note, in seconds."""

    start: float
    length: float
    channel: int
    key: int
    velocity: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How many bars a cue has, and how long a beat of it is."""

    bars: int
    beat: float
    """Seconds."""

    @property
    def bar(self) -> float:
        """Seconds of a bar."""
        return BEATS * self.beat


def planned(mood: Mood, seconds: float) -> Plan:
    """The bars that fill `seconds` before the last chord, a little faster or slower for it.

    A cue too short for a bar has none: it is its home chord.
    """
    beat = 60 / mood.bpm
    room = seconds - RELEASE_S
    bars = round(room / (BEATS * beat))
    if bars < 1:
        return Plan(0, beat)
    if room / bars > BEATS * beat * TEMPO_BENDS[1]:
        bars += 1
    if room / bars < BEATS * beat * TEMPO_BENDS[0]:
        bars -= 1
    if bars < 1:
        return Plan(0, beat)
    bend = min(TEMPO_BENDS[1], max(TEMPO_BENDS[0], room / (bars * BEATS * beat)))
    return Plan(bars, beat * bend)


def compose(mood: Mood, seconds: float, seed: int) -> tuple[Note, ...]:
    """The notes of a cue that ends at `seconds`, on its home chord."""
    chance = random.Random(seed)  # noqa: S311 - music, not secrets
    plan = planned(mood, seconds)
    beat, bar, count = plan.beat, plan.bar, plan.bars
    chords = mood.chords.split()
    notes: list[Note] = []
    motif = _motif(chance)
    for index in range(count):
        chord = chords[index % len(chords)]
        grown = 0.72 + 0.28 * index / max(1, count - 1) if mood.swell else 1.0
        loud = round(mood.loud * grown)
        notes += _bar(mood, chord, index * bar, beat, loud, chance)
        if index % mood.lead_every_bars == mood.lead_every_bars - 1:
            notes += _phrase(mood, motif, index * bar, beat, loud, chance)
    notes += _ending(mood, chords[0], count * bar, seconds - count * bar)
    return tuple(sorted(notes, key=lambda note: (note.start, note.channel, note.key)))


def _tones(mood: Mood, chord: str) -> list[int]:
    root = mood.key + int(chord[:-1])
    return [root + step for step in QUALITIES[chord[-1]]]


def _fold(key: int, low_high: tuple[int, int]) -> int:
    low, high = low_high
    while key > high:
        key -= 12
    while key < low:
        key += 12
    return key


def _bar(
    mood: Mood, chord: str, at: float, beat: float, loud: int, chance: random.Random
) -> list[Note]:
    tones = _tones(mood, chord)
    ladder = [*tones, tones[0] + 12]
    notes = [
        Note(at, beat * 3.95, PAD, _fold(tone, PAD_RANGE), loud - 6 + chance.randrange(6))
        for tone in tones
    ]
    notes.append(Note(at, beat * 3.8, BASS, _fold(tones[0], BASS_RANGE), loud + 4))
    step = BEATS / len(mood.pattern)
    for index, degree in enumerate(mood.pattern):
        if degree < 0:
            continue
        accent = 8 if index == 0 else 0
        notes.append(
            Note(
                at + index * step * beat + chance.uniform(0, 0.012),
                beat * step * 1.7,
                FIGURE,
                _fold(ladder[degree], FIGURE_RANGE),
                loud - 8 + accent + chance.randrange(10),
            )
        )
    notes += [
        Note(at + beats * beat, beat, DRUM, DRUM_KEY, loud + (18 if beats == 0 else 6))
        for beats in mood.drum_beats
    ]
    return notes


def _motif(chance: random.Random) -> list[int]:
    """Steps along the scale that the phrases of a cue share, so that it has a tune."""
    steps = [chance.choice((0, 2, 4))]
    for _ in range(3):
        steps.append(steps[-1] + chance.choice((-2, -1, 1, 1, 2)))
    return steps


def _phrase(
    mood: Mood, motif: list[int], at: float, beat: float, loud: int, chance: random.Random
) -> list[Note]:
    rhythm = chance.choice(RHYTHMS)
    lift = chance.choice((0, 0, 1, -1))
    notes = []
    for index, beats in enumerate(rhythm):
        degree = motif[index % len(motif)] + lift
        octave, place = divmod(degree, len(mood.scale))
        key = _fold(mood.key + 12 * octave + mood.scale[place], LEAD_RANGE)
        until = rhythm[index + 1] if index + 1 < len(rhythm) else BEATS
        length = (until - beats) * beat * 0.95
        notes.append(Note(at + beats * beat, length, LEAD, key, loud + 2))
    return notes


def _ending(mood: Mood, chord: str, at: float, rings: float) -> list[Note]:
    tones = _tones(mood, chord)
    notes = [Note(at, rings, PAD, _fold(tone, PAD_RANGE), mood.loud - 8) for tone in tones]
    notes.append(Note(at, rings, BASS, _fold(tones[0], BASS_RANGE), mood.loud))
    notes.append(Note(at, rings, FIGURE, _fold(tones[0], FIGURE_RANGE), mood.loud - 4))
    return notes
