"""Sounding: an effect of sound by its name, at the level that all effects have."""

from __future__ import annotations

from zlib import crc32

import numpy as np

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid
from piying.model.take import SoundBrief
from piying.partners.filters import butter, sosfilt, uniform_filter1d
from piying.partners.providers.foley.effects import EFFECTS
from piying.partners.providers.foley.noises import Wave
from piying.partners.wav import wav_bytes, wav_facts
from piying.takes.provider import Made

LEVEL = 10 ** (-14.5 / 20)
"""Root mean square of the loudest `LEVEL_SPAN` of every effect, so that the gains of the
mix mean the same for all; what is short and hard stays below it, held by its peaks."""
LEVEL_SPAN = SAMPLE_RATE * 400 // 1000

KNEE, PEAK = 0.55, 0.85
"""Peaks are bent from the knee on and never reach the peak."""

LOWEST_HZ = 30.0
HEAD, TAIL = SAMPLE_RATE * 2 // 1000, SAMPLE_RATE * 30 // 1000
"""Samples over which an effect comes and goes, so that nothing clicks."""


def sounded(brief: SoundBrief, seed: int) -> Made:
    """The effect that `brief` names, exactly as long as asked.

    Raises:
        Invalid: there is no such effect.
    """
    if brief.name not in EFFECTS:
        raise Invalid("takes.unknown_sound", name=brief.name, known=", ".join(EFFECTS))
    count = brief.length_ms * SAMPLE_RATE // 1000
    chance = np.random.default_rng((seed, crc32(brief.name.encode())))
    made = _finished(EFFECTS[brief.name](count, chance)).astype(np.float32)
    data = wav_bytes(made)
    return Made(data, wav_facts(data, made))


def _finished(sound: Wave) -> Wave:
    """The sound at the level of every effect, without what nobody hears, and without clicks."""
    sos = butter(2, LOWEST_HZ, "highpass", fs=SAMPLE_RATE, output="sos")
    sound = np.asarray(sosfilt(sos, sound, axis=0))
    loudest = np.sqrt(uniform_filter1d((sound**2).mean(1), LEVEL_SPAN, mode="constant").max())
    sound *= LEVEL / max(1e-9, float(loudest))
    over = np.abs(sound) > KNEE
    bent = KNEE + (PEAK - KNEE) * np.tanh((np.abs(sound) - KNEE) / (PEAK - KNEE))
    sound = np.where(over, np.sign(sound) * bent, sound)
    head, tail = min(HEAD, len(sound) // 2), min(TAIL, len(sound) // 2)
    sound[:head] *= np.linspace(0, 1, head)[:, None]
    sound[len(sound) - tail :] *= np.linspace(1, 0, tail)[:, None]
    return sound
