"""Moods as data: tempo, key, chords, instruments and patterns of each cue.

A chord is the number of semitones above the key and its quality: M major, m minor, s
suspended fourth, d diminished, 7 dominant seventh, n minor seventh, J major seventh.
Programs are those of General MIDI, counted from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

QUALITIES: Mapping[str, tuple[int, ...]] = {
    "M": (0, 4, 7),
    "m": (0, 3, 7),
    "s": (0, 5, 7),
    "d": (0, 3, 6),
    "7": (0, 4, 10),
    "n": (0, 3, 10),
    "J": (0, 4, 11),
}

PIANO, CELESTA, MUSIC_BOX, VIBES = 0, 8, 10, 11
CELLO, BASS, TREMOLO, PIZZICATO, HARP, TIMPANI = 42, 43, 44, 45, 46, 47
STRINGS, SLOW_STRINGS, CHOIR, HORN = 48, 49, 52, 60
FLUTE, PAN_FLUTE, SHAKUHACHI, CLARINET, BASSOON = 73, 75, 77, 71, 70
WARM_PAD, KOTO, FIDDLE, TAIKO, MARIMBA = 89, 107, 110, 116, 12


@dataclass(frozen=True, slots=True)
class Mood:
    """How a cue of one mood is composed."""

    bpm: int
    key: int
    """MIDI number of the tonic."""
    chords: str
    """A bar each, repeated as long as the cue lasts."""
    scale: tuple[int, ...]
    """Semitones above the key that the melody may use."""
    pad: int
    bass: int
    figure: int
    lead: int
    pattern: tuple[int, ...]
    """Steps of the figure, a note of the chord each (-1 rests), an even split of the bar."""
    drum_beats: tuple[float, ...] = ()
    """Beats of the bar at which the drum sounds."""
    drum: int = TAIKO
    lead_every_bars: int = 2
    """A phrase of the lead starts in every so many bars."""
    loud: int = 60
    """Velocity of the figure; the others follow from it."""
    swell: bool = False
    """It grows from its start to its end."""


PENTATONIC_MINOR = (0, 3, 5, 7, 10)
PENTATONIC_MAJOR = (0, 2, 4, 7, 9)
HARMONIC_MINOR = (0, 2, 3, 5, 7, 8, 11)

MOODS: Mapping[str, Mood] = {
    "calm": Mood(
        72, 60, "0J 9n 5J 7s 0J 4n 5J 7M", PENTATONIC_MAJOR,
        SLOW_STRINGS, CELLO, PIANO, FLUTE, (0, 1, 2, 3, 2, 1), loud=50, lead_every_bars=4,
    ),
    "tender": Mood(
        76, 65, "0M 7M 9n 5J 2n 7s 0J 7M", PENTATONIC_MAJOR,
        SLOW_STRINGS, CELLO, HARP, CELESTA, (0, 2, 1, 3, 2, 1, 3, 2), loud=54,
    ),
    "sorrow": Mood(
        66, 57, "0m 8M 3M 10M 5m 8M 10s 10M", PENTATONIC_MINOR,
        STRINGS, CELLO, PIANO, SHAKUHACHI, (0, 1, 2, 1, 3, 1, 2, 1), loud=52,
    ),
    "suspense": Mood(
        84, 50, "0m 1M 0m 8M 0m 1M 6d 7M", HARMONIC_MINOR,
        TREMOLO, BASS, PIZZICATO, VIBES, (0, -1, 1, -1, 0, -1, 2, -1),
        drum_beats=(0.0, 2.5), loud=58, lead_every_bars=4,
    ),
    "tension": Mood(
        112, 52, "0m 0m 8M 7M 0m 3M 1M 7M", HARMONIC_MINOR,
        TREMOLO, CELLO, STRINGS, HORN, (0, 0, 2, 0, 1, 0, 2, 0),
        drum_beats=(0.0, 1.5, 2.0, 3.5), loud=70, lead_every_bars=4, swell=True,
    ),
    "triumph": Mood(
        104, 60, "0M 7M 9m 5M 0M 7M 5M 7M", PENTATONIC_MAJOR,
        STRINGS, BASS, HARP, HORN, (0, 1, 2, 3, 2, 1, 2, 3),
        drum_beats=(0.0, 1.5, 2.0, 3.5), loud=70,
    ),
    "comic": Mood(
        116, 62, "0M 9m 2m 7M 0M 9m 2m 7M", PENTATONIC_MAJOR,
        CLARINET, BASSOON, PIZZICATO, MARIMBA, (0, -1, 2, -1, 1, -1, 2, -1), loud=64,
    ),
}  # fmt: skip
