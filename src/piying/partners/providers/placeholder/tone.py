"""Tones: what stands in for a voice or for music. Neither is ever silent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from piying.model.clock import SAMPLE_RATE
from piying.partners.voiced import Heard, spoken
from piying.partners.wav import wav_bytes, wav_facts
from piying.takes.provider import Made
from piying.takes.reading.marked import is_han, parse

SYLLABLE_MS = 210
LETTER_MS = 65
PAUSE_MS = 260
EDGE_MS = 100
PAUSES = frozenset("，。！？；：、,.!?;:…—")
GAIN = 0.2
CHORDS = ((0, 4, 7, 11), (9, 12, 16, 19), (5, 9, 12, 16), (7, 11, 14, 17))
"""Half tones above the key: I, vi, IV, V with a seventh."""
CHORD_SECONDS = 3.0
ROOT_HZ = 110.0
FADE_SECONDS = 0.4
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’]*|\d+|[^\s]")

Samples = NDArray[np.float32]


def voice(line: str, name: str, speed_permille: int) -> Made:
    """`line` hummed, one hum a syllable, as high as `name` decides; with marks."""
    text = parse(line).text
    heard = list(_heard(text, max(250, speed_permille)))
    end_ms = heard[-1].end_ms if heard else 500
    size = (end_ms + 2 * EDGE_MS) * SAMPLE_RATE // 1000
    low = 110 + hashlib.sha256(name.encode()).digest()[0] % 120
    sound = np.zeros(size, np.float32)
    for place, one in enumerate(heard or [Heard("啊", 0, 400)]):
        start, end = (ms * SAMPLE_RATE // 1000 for ms in (one.start_ms, one.end_ms))
        at = np.arange(end - start) / SAMPLE_RATE
        pitch = low * 2 ** ((place % 5 - 2) / 24)
        hum = sum(np.sin(2 * np.pi * pitch * n * at) / n**1.5 for n in range(1, 6))
        swell = np.sin(np.pi * np.arange(end - start) / max(1, end - start)) ** 0.5
        sound[start:end] += np.asarray(GAIN * hum * swell, np.float32)
    return spoken(sound, SAMPLE_RATE, heard)


def _heard(text: str, speed_permille: int) -> Iterator[Heard]:
    """Each syllable or word of `text`, and when it is hummed."""
    at = EDGE_MS
    for word in _WORDS.findall(text):
        if word in PAUSES:
            at += PAUSE_MS * 1000 // speed_permille
            continue
        if not (is_han(word) or word[0].isalnum()):
            continue
        plain = SYLLABLE_MS if is_han(word) else max(SYLLABLE_MS, LETTER_MS * len(word))
        lasts = plain * 1000 // speed_permille
        yield Heard(word, at, at + lasts)
        at += lasts


def music(words: str, seed: int, length_ms: int) -> Made:
    """Soft chords for `length_ms` exactly: 48 kHz, two channels."""
    count = length_ms * SAMPLE_RATE // 1000
    key = hashlib.sha256(f"{seed}\0{words}".encode()).digest()[0] % 12
    at = np.arange(count) / SAMPLE_RATE
    chord = np.minimum((at / CHORD_SECONDS).astype(int), 10**6) % len(CHORDS)
    within = at % CHORD_SECONDS
    swell = np.minimum(1, np.minimum(within, CHORD_SECONDS - within) / FADE_SECONDS)
    sound = np.zeros((count, 2))
    for index, notes in enumerate(CHORDS):
        for place, note in enumerate(notes):
            hz = ROOT_HZ * 2 ** ((key + note) / 12)
            tone = np.sin(2 * np.pi * hz * at) * swell * (chord == index)
            side = 0.35 + 0.3 * place / (len(notes) - 1)
            sound += np.outer(tone, (1 - side, side))
    edge = np.minimum(1, np.minimum(at, (count - 1) / SAMPLE_RATE - at) / FADE_SECONDS)
    whole = np.asarray(0.12 * sound * np.clip(edge, 0, 1)[:, None], np.float32)
    data = wav_bytes(whole)
    return Made(data, wav_facts(data, whole))
