"""Sound as the bytes of a WAV file: 48 kHz, 16 bits, without a date or a name inside."""

from __future__ import annotations

import io
import wave

import numpy as np
import numpy.typing as npt

from piying.model.clock import SAMPLE_RATE
from piying.model.take import Mark, MediaFacts

WAV_TYPE = "audio/wav"


def wav_bytes(sound: npt.NDArray[np.float32]) -> bytes:
    """The WAV of `sound`: (samples,) mono or (samples, 2) stereo, -1 … 1."""
    channels = 1 if sound.ndim == 1 else sound.shape[1]
    whole = np.clip(np.rint(sound * 32767), -32768, 32767).astype("<i2")
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(whole.tobytes())
    return buffer.getvalue()


def wav_facts(
    data: bytes, sound: npt.NDArray[np.float32], marks: tuple[Mark, ...] = ()
) -> MediaFacts:
    """What is known of a WAV made by `wav_bytes`."""
    return MediaFacts(
        media_type=WAV_TYPE,
        byte_count=len(data),
        sample_count=len(sound),
        sample_rate=SAMPLE_RATE,
        channels=1 if sound.ndim == 1 else sound.shape[1],
        marks=marks,
    )
