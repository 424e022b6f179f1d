"""A person's recording of a line, as a take of a voice is: 48 kHz mono, trimmed, at one level.

Channels are brought together as ITU-R BS.775 has it. Silence before and after the words goes,
because the cut decides when a line begins. Where the voice is loud the mouth opens: marks
come from the loudness, since nobody wrote down the sounds.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import numpy.typing as npt

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid
from piying.model.take import Mark
from piying.render.sound.source import opened

Samples = npt.NDArray[np.float32]
"""(samples,), full scale at 1."""

SECONDS_MAX = 120
"""A longer recording is no line."""
LEVEL_DB = -20.0
"""The RMS of what is heard, against full scale: that of every voice in the film."""
KNEE, CEILING = 0.7, 0.97
"""From the knee on peaks are bent, so that none reaches the ceiling."""
STEP_SAMPLES = SAMPLE_RATE // 100
SILENCE_SHARE = 0.02
"""Of the loudest hundredth of a second; softer is silence."""
LEAD_SAMPLES = SAMPLE_RATE * 6 // 100
"""Kept before and after the words."""
FADE_SAMPLES = SAMPLE_RATE // 200

MOUTH_SAMPLES = SAMPLE_RATE * 8 // 100
"""A mouth keeps its shape for as long: two frames."""
MOUTHS = ((0.10, "rest"), (0.30, "half"), (0.62, "mid"), (9.0, "open"))
"""The mouth up to a loudness, in shares of the loudest."""


def recording(path: Path, shot: str) -> Samples:
    """The words in the file `path`, ready to be a take.

    Raises:
        Invalid: it cannot be read, is silent or far too long; shot and file are named.
    """
    source = opened(path, shot)
    if source.length > SECONDS_MAX * SAMPLE_RATE:
        raise Invalid("render.voice_long", shot=shot, path=path, most=SECONDS_MAX,
                      seconds=source.length // SAMPLE_RATE)  # fmt: skip
    samples = source.take(0, source.length).mean(axis=1, dtype=np.float32)
    start, end = heard(samples)
    if end == 0:
        raise Invalid("render.voice_silent", shot=shot, path=path)
    words = samples[max(0, start - LEAD_SAMPLES) : end + LEAD_SAMPLES]
    return _levelled(_faded(words))


def heard(samples: Samples) -> tuple[int, int]:
    """Where the words begin and end, in samples; (0, 0) for silence."""
    loudness = _rms(samples, STEP_SAMPLES)
    if loudness.size == 0 or float(loudness.max()) < 1e-4:
        return 0, 0
    loud = np.flatnonzero(loudness > SILENCE_SHARE * loudness.max())
    return int(loud[0]) * STEP_SAMPLES, (int(loud[-1]) + 1) * STEP_SAMPLES


def mouth_marks(samples: Samples) -> tuple[Mark, ...]:
    """What the mouth does, stretch by stretch, from how loud the voice is."""
    loudness = _rms(samples, MOUTH_SAMPLES)
    if loudness.size == 0 or float(loudness.max()) == 0.0:
        return ()
    shapes = [
        next(shape for most, shape in MOUTHS if level <= most)
        for level in loudness / loudness.max()
    ]
    marks, at = [], 0
    for shape, run in itertools.groupby(shapes):
        count = len(list(run))
        end = min((at + count) * MOUTH_SAMPLES, len(samples))
        marks.append(Mark(at * MOUTH_SAMPLES, end, "", shape))
        at += count
    return tuple(marks)


def _faded(samples: Samples) -> Samples:
    """`samples` rising from nothing and falling to nothing, so that no edge clicks."""
    length = min(FADE_SAMPLES, samples.size // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False, dtype=np.float32)
    edged = samples.copy()
    edged[:length] *= ramp
    edged[samples.size - length :] *= ramp[::-1]
    return edged


def _levelled(samples: Samples) -> Samples:
    """`samples` at `LEVEL_DB`, their peaks bent below the ceiling."""
    loudness = _rms(samples, STEP_SAMPLES)
    active = loudness[loudness > 0.1 * loudness.max()]
    rms = float(np.sqrt(np.mean(active**2)))
    louder = samples * np.float32(10 ** (LEVEL_DB / 20) / rms)
    size, room = np.abs(louder), CEILING - KNEE
    bent = np.sign(louder) * (KNEE + room * np.tanh((size - KNEE) / room))
    return np.where(size > KNEE, bent, louder).astype(np.float32)


def _rms(samples: Samples, step: int) -> npt.NDArray[np.float64]:
    """The loudness of every stretch of `step` samples; the last one may be shorter."""
    padded = np.zeros(-(-samples.size // step) * step, np.float64)
    padded[: samples.size] = samples
    squared: npt.NDArray[np.float64] = np.sqrt((padded.reshape(-1, step) ** 2).mean(axis=1))
    return squared


_HEADS: tuple[tuple[int, bytes, str], ...] = (
    (8, b"WAVE", "audio/wav"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (4, b"ftyp", "audio/mp4"),
    (0, b"OggS", "audio/ogg"),
)
"""How a recording begins: at which byte, with what, and what it is."""
_MPEG_SYNC = 0xE0


def media_type_of_sound(path: Path, shot: str) -> str:
    """What the recording `path` is by its first bytes.

    Raises:
        Invalid: it is no recording that can be used.
    """
    with path.open("rb") as file:
        head = file.read(16)
    for at, mark, media_type in _HEADS:
        if head[at : at + len(mark)] == mark:
            return media_type
    if len(head) > 1 and head[0] == 0xFF and head[1] & _MPEG_SYNC == _MPEG_SYNC:
        return "audio/aac" if head[1] & 0x06 == 0 else "audio/mpeg"
    raise Invalid("render.voice_kind", shot=shot, path=path)
