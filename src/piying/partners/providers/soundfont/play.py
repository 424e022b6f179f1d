"""Playing: notes become sound through the sound bank."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import tinysoundfont

from piying.model.clock import SAMPLE_RATE
from piying.partners.filters import butter, fftconvolve, sosfilt
from piying.partners.providers.soundfont.bank import synth
from piying.partners.providers.soundfont.compose import (
    BASS,
    DRUM,
    FIGURE,
    LEAD,
    PAD,
    Note,
    compose,
)
from piying.partners.providers.soundfont.moods import Mood
from piying.partners.wav import wav_bytes, wav_facts
from piying.takes.provider import Made

REVERB_S = 1.8
REVERB_WET = 0.16
LEVEL_RMS = 0.075
"""Root mean square of a finished cue: about -23 LUFS."""

PEAK_MAX = 0.7

LOWEST_HZ = 28.0
HEAD, TAIL = SAMPLE_RATE * 4 // 1000, SAMPLE_RATE * 9 // 10
"""Samples over which a cue comes and goes, so that neither clicks."""

PANS = {PAD: 64, BASS: 60, FIGURE: 44, LEAD: 80, DRUM: 64}
"""Controller 10: 0 left, 64 middle, 127 right."""


def played(mood: Mood, length_ms: int, seed: int, bank: Path) -> Made:
    """The cue of `mood`, exactly as long as asked, as a take."""
    length = length_ms * SAMPLE_RATE // 1000
    notes = compose(mood, length_ms / 1000, seed)
    sound = levelled(_cleaned(_room(_played(mood, notes, length, bank), seed)))
    data = wav_bytes(sound)
    return Made(data, wav_facts(data, sound))


def _played(
    mood: Mood, notes: tuple[Note, ...], length: int, bank: Path
) -> npt.NDArray[np.float32]:
    """The notes as (length, 2) float32."""
    programs = {PAD: mood.pad, BASS: mood.bass, FIGURE: mood.figure, LEAD: mood.lead,
                DRUM: mood.drum}  # fmt: skip
    events: list[tuple[int, int, Note]] = []
    for note in notes:
        events.append((round(note.start * SAMPLE_RATE), 1, note))
        events.append((round((note.start + note.length) * SAMPLE_RATE), 0, note))
    events.sort(key=lambda event: (event[0], event[1], event[2].channel, event[2].key))
    pieces: list[npt.NDArray[np.float32]] = []
    done = 0
    with synth(bank) as (player, font):
        for channel, program in programs.items():
            player.program_select(channel, font, 0, program)
            player.control_change(channel, 10, PANS[channel])
        for planned, starts, note in events:
            at = min(planned, length)
            if at > done:
                pieces.append(_generated(player, at - done))
                done = at
            if starts:
                player.noteon(note.channel, note.key, note.velocity)
            else:
                player.noteoff(note.channel, note.key)
        if length > done:
            pieces.append(_generated(player, length - done))
    return np.concatenate(pieces)


def _generated(player: tinysoundfont.Synth, count: int) -> npt.NDArray[np.float32]:
    return np.frombuffer(bytes(player.generate(count)), np.float32).reshape(-1, 2)


def _room(sound: npt.NDArray[np.float32], seed: int) -> npt.NDArray[np.float32]:
    """The sound in a hall: convolved with decaying noise."""
    count = int(REVERB_S * SAMPLE_RATE)
    noise = np.random.default_rng(seed).standard_normal((count, 2))
    decay = np.exp(-6.9 * np.arange(count) / count)[:, None]
    answer = noise * decay
    answer /= np.sqrt((answer**2).sum(0))
    wet = fftconvolve(sound, answer, axes=0)[: len(sound)]
    return (sound * (1 - REVERB_WET) + wet * REVERB_WET).astype(np.float32)


def _cleaned(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The sound without what is too low to hear, beginning and ending in silence."""
    sos = butter(2, LOWEST_HZ, "highpass", fs=SAMPLE_RATE, output="sos")
    made = np.asarray(sosfilt(sos, sound, axis=0), np.float32)
    head, tail = min(HEAD, len(made) // 2), min(TAIL, len(made) // 3)
    made[:head] *= np.linspace(0, 1, head, dtype=np.float32)[:, None]
    made[len(made) - tail :] *= np.cos(np.linspace(0, np.pi / 2, tail))[:, None]
    return made


def levelled(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The sound at the level of a finished cue, its peaks inside the range."""
    rms = float(np.sqrt((sound.astype(np.float64) ** 2).mean()))
    if rms <= 0:
        return sound
    made = sound * np.float32(LEVEL_RMS / rms)
    peak = float(np.abs(made).max())
    return made * np.float32(min(1.0, PEAK_MAX / peak))
