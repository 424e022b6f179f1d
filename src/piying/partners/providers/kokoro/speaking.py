"""Speaking: a line in a voice becomes a WAV file with marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from piying.model.errors import Invalid
from piying.model.take import Mark, MediaFacts
from piying.partners.providers.kokoro import engine, mouth, sound
from piying.partners.providers.kokoro.clauses import Clause, clauses
from piying.partners.providers.kokoro.delivery import DELIVERIES, EMOTIONS, Manner
from piying.partners.providers.kokoro.engine import Engine, Pitch, style_of
from piying.partners.providers.kokoro.phonemes import Phonemes
from piying.takes.provider import Made
from piying.takes.reading.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from piying.model.shot import Speech

LEAD_SECONDS = 0.06
"""What is left of the silence before the first sound."""
TAIL_SECONDS = 0.12
"""What is left of the silence behind the last one."""
SPEED_MIN, SPEED_MAX = 0.5, 2.0
PLAYBACK_MIN, PLAYBACK_MAX = 0.5, 2.0
SPEECHLESS_SECONDS = 0.8
"""How long a line lasts that has only pauses in it, such as 「……」."""


class Speaker:
    """The model with its readings; nothing is read before the first line is spoken."""

    def __init__(self, data: Path) -> None:
        """`data` is the data folder."""
        self._engine = Engine(data)
        self._phonemes = Phonemes()

    def say(self, speech: Speech) -> Made:
        """`speech`, spoken: 48 kHz mono 16-bit WAV with marks at 48 kHz.

        Raises:
            Invalid: there is no such voice, or the line cannot be read aloud.
            Missing: the model is not in the data folder.
        """
        phonemes = self._phonemes.of(read(speech.aloud or speech.text, speech.language))
        manner = EMOTIONS[speech.emotion].then(DELIVERIES[speech.delivery])
        if phonemes:
            samples, marks = self._spoken(phonemes, speech, manner)
        else:
            samples = np.zeros(int(SPEECHLESS_SECONDS * sound.SAMPLE_RATE), np.float32)
            marks = (Mark(0, samples.size, "", "rest"),)
        data = sound.wav(samples)
        facts = MediaFacts(
            media_type="audio/wav",
            byte_count=len(data),
            sample_count=samples.size,
            sample_rate=sound.SAMPLE_RATE,
            channels=1,
            marks=marks,
        )
        return Made(data, facts)

    def _spoken(
        self, phonemes: str, speech: Speech, manner: Manner
    ) -> tuple[engine.Samples, tuple[Mark, ...]]:
        voice = speech.voice
        style = style_of(voice, self._engine.styles)
        playback = _between(voice.resample_permille / 1000, PLAYBACK_MIN, PLAYBACK_MAX)
        speed = _between(voice.speed_permille / 1000 * manner.speed, SPEED_MIN, SPEED_MAX)
        pitch = Pitch(
            ref_hz=float(voice.f0_ref_hz),
            gain=voice.f0_gain_permille / 1000 * manner.gain,
            range=voice.f0_range_permille / 1000 * manner.range,
        )
        pieces: list[engine.Samples] = []
        marks: list[Mark] = []
        at = 0
        for clause in clauses(phonemes):
            said = self._engine.speak(clause.phonemes, style, speed, pitch)
            samples, clause_marks = _trimmed(clause, said, playback)
            marks += (Mark(m.start + at, m.end + at, m.text, m.viseme) for m in clause_marks)
            pieces.append(samples)
            at += samples.size
        whole = np.concatenate(pieces)
        if manner.reverb:
            whole = sound.in_room(whole, manner.reverb)
            marks.append(Mark(at, whole.size, "", "rest"))
        return sound.levelled(whole, sound.LEVEL_DB + manner.level_db), tuple(marks)


def _trimmed(
    clause: Clause, said: engine.Spoken, playback: float
) -> tuple[engine.Samples, tuple[Mark, ...]]:
    """A clause without most of the silence around it, at 48 kHz, with its marks."""
    first, last = sound.heard(said.samples, engine.SAMPLE_RATE)
    lead, tail = (int(s * engine.SAMPLE_RATE) for s in (LEAD_SECONDS, TAIL_SECONDS))
    start = max(0, min(first, said.ends[0]) - lead)
    end = min(said.samples.size, last + tail)
    kept = sound.faded(said.samples[start:end], engine.SAMPLE_RATE)
    samples = sound.resampled(kept, engine.SAMPLE_RATE, playback)
    scale = samples.size / kept.size
    # the last token is the silence behind the phonemes
    places = [round((min(max(e, start), end) - start) * scale) for e in said.ends[:-1]]
    marks = mouth.marks(clause.phonemes, places, sound.SAMPLE_RATE)
    silence = np.zeros(int(clause.pause_seconds * sound.SAMPLE_RATE), np.float32)
    whole = np.concatenate([samples, silence])
    quiet_from = round((min(last, end) - start) * scale)
    return whole, _closed(marks, quiet_from, whole.size)


def _closed(marks: tuple[Mark, ...], quiet_from: int, size: int) -> tuple[Mark, ...]:
    """`marks` with rests before the first and from `quiet_from` on, so that they cover all."""
    before = (Mark(0, marks[0].start, "", "rest"),) if marks and marks[0].start else ()
    spoken = tuple(
        Mark(mark.start, min(mark.end, quiet_from), mark.text, mark.viseme)
        for mark in marks
        if mark.start < quiet_from
    )
    if spoken and spoken[-1].viseme == "rest":
        quiet_from, spoken = spoken[-1].start, spoken[:-1]
    elif spoken:
        quiet_from = spoken[-1].end
    return (*before, *spoken, Mark(quiet_from, size, "", "rest"))


def _between(value: float, least: float, most: float) -> float:
    if not least <= value <= most:
        raise Invalid("takes.pace_out_of_reach", value=f"{value:.2f}", least=least, most=most)
    return value
