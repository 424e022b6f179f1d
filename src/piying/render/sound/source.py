"""Sources: any file of sound as stereo at 48 kHz, or a refusal that names shot and file.

What the providers make is 16-bit WAV at 48 kHz: it is mapped, not read, and costs nothing
before it is heard. Everything else is decoded whole, brought to two channels as ITU-R
BS.775-3 annex 4 has it, and resampled by soxr.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import soxr

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid

Sound = npt.NDArray[np.float32]
"""(samples, 2) at 48 kHz; 1.0 is full scale."""

HALF_POWER = 0.7071
SIDES: Mapping[str, tuple[float, float]] = {
    "FL": (1.0, 0.0), "FR": (0.0, 1.0), "FC": (HALF_POWER, HALF_POWER), "LFE": (0.0, 0.0),
    "BL": (HALF_POWER, 0.0), "BR": (0.0, HALF_POWER), "SL": (HALF_POWER, 0.0),
    "SR": (0.0, HALF_POWER), "BC": (0.5, 0.5), "FLC": (1.0, 0.0), "FRC": (0.0, 1.0),
    "DL": (1.0, 0.0), "DR": (0.0, 1.0),
}  # fmt: skip
"""What every loudspeaker gives to the left and to the right (ITU-R BS.775-3, table 2)."""

USUAL: Mapping[int, tuple[str, ...]] = {
    1: ("FC",),
    2: ("FL", "FR"),
    6: ("FL", "FR", "FC", "LFE", "SL", "SR"),
    8: ("FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"),
}
"""The loudspeakers of a file that does not name them, in the order of WAV."""

SECONDS_MAX = 3_600
"""A longer source is refused: it would not fit into memory."""

_PCM, _EXTENSIBLE = 1, 0xFFFE


@dataclass(frozen=True, slots=True)
class Source:
    """A file of sound that can be heard from any sample on."""

    samples: npt.NDArray[np.int16] | Sound
    """(samples, 1 or 2); whole numbers are 16-bit, where 32768 is full scale."""

    @property
    def length(self) -> int:
        """How many samples it has at 48 kHz."""
        return len(self.samples)

    def take(self, start: int, stop: int) -> Sound:
        """The samples from `start` to before `stop`, stereo, full scale at 1; not shared."""
        piece = self.samples[start:stop]
        out = np.empty((len(piece), 2), np.float32)
        if piece.dtype == np.int16:
            np.multiply(piece, np.float32(1 / 32768), out=out, casting="unsafe")
        else:
            out[:] = piece
        return out


def opened(path: Path, shot: str) -> Source:
    """The source in the file `path`, which is heard in `shot`.

    Raises:
        Invalid: it cannot be read, holds no sound, or has loudspeakers nobody knows.
    """
    if not path.is_file():
        raise Invalid("render.sound_unreadable", shot=shot, path=path, why="no such file")
    mapped = _mapped(path)
    samples = _decoded(path, shot) if mapped is None else mapped
    if not len(samples):
        raise Invalid("render.sound_empty", shot=shot, path=path)
    return Source(samples)


def _mapped(path: Path) -> npt.NDArray[np.int16] | None:
    """The samples of a 16-bit WAV at 48 kHz as they lie in the file; None for another file.

    A file that is cut off gives the samples that are there.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if len(head) < 12 or head[:4] != b"RIFF" or head[8:] != b"WAVE":
            return None
        channels = 0
        while len(chunk := file.read(8)) == 8:
            kind, length = chunk[:4], int.from_bytes(chunk[4:], "little")
            begin = file.tell()
            if kind == b"fmt ":
                channels = _channels(file.read(min(length, 40)))
                if not channels:
                    return None
            elif kind == b"data":
                if not channels:
                    return None
                count = min(length, size - begin) // (2 * channels)
                if not count:
                    return np.empty((0, channels), np.int16)
                shape = (count, channels)
                return np.asarray(np.memmap(path, "<i2", "r", begin, shape))
            file.seek(begin + length + length % 2)
    return None


def _channels(form: bytes) -> int:
    """One or two if the `fmt ` chunk says 16-bit PCM at 48 kHz in so many channels, else 0."""
    if len(form) < 16:
        return 0
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if tag == _EXTENSIBLE and len(form) >= 26:
        tag = struct.unpack_from("<H", form, 24)[0]
    fits = tag == _PCM and rate == SAMPLE_RATE and bits == 16 and channels in (1, 2)
    return int(channels) if fits else 0


def _decoded(path: Path, shot: str) -> Sound:
    """Any other file that FFmpeg can read; what is cut off gives what is there."""
    pieces: list[Sound] = []
    rate, held = 0, 0
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise Invalid("render.sound_empty", shot=shot, path=path)
            stream = container.streams.audio[0]
            # one plane for all channels: of more than eight PyAV reads past the end
            packed = av.AudioResampler(format="flt")
            for frame in container.decode(stream):
                rate = frame.sample_rate
                for part in packed.resample(frame):
                    pieces.append(_stereo(part, path, shot))
                    held += part.samples
                if held > SECONDS_MAX * rate:
                    raise Invalid("render.sound_long", shot=shot, path=path, most=SECONDS_MAX)
    except av.FFmpegError as error:
        if not pieces:
            raise Invalid(
                "render.sound_unreadable", shot=shot, path=path, why=error.strerror
            ) from error
    if not pieces:
        return np.empty((0, 2), np.float32)
    sound = np.concatenate(pieces)
    return sound if rate == SAMPLE_RATE else resampled(sound, rate)


def resampled(sound: Sound, rate: int) -> Sound:
    """`sound` of `rate` at 48 kHz, exactly as long (rounded up to a sample)."""
    made = soxr.resample(sound, rate, SAMPLE_RATE, "HQ")
    length = -(-len(sound) * SAMPLE_RATE // rate)
    fitted = np.zeros((length, sound.shape[1]), np.float32)
    fitted[: len(made)] = made[:length]
    return fitted


def _stereo(frame: av.AudioFrame, path: Path, shot: str) -> Sound:
    names = tuple(channel.name for channel in frame.layout.channels)
    count = len(names)
    if any(name not in SIDES for name in names):
        names = USUAL.get(count, ())
    if len(names) != count:
        raise Invalid(
            "render.sound_channels",
            shot=shot,
            path=path,
            channels=", ".join(channel.name for channel in frame.layout.channels),
        )
    sound = frame.to_ndarray().astype(np.float32, copy=False).reshape(-1, count)
    return downmixed(sound, names)


def downmixed(sound: npt.NDArray[np.float32], names: tuple[str, ...]) -> Sound:
    """The loudspeakers `names`, a column each, as (samples, 2); one alone is heard on both."""
    if len(names) == 1:
        return np.repeat(sound, 2, axis=1)
    sides = np.array([SIDES[name] for name in names], np.float32)
    return np.ascontiguousarray(sound @ sides, np.float32)
