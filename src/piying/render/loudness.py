"""Loudness: a mix brought to its programme loudness, encoded once, and measured again.

The judge is another's meter: FFmpeg's ebur128 (ITU-R BS.1770, EBU R 128) hears what a decoder
gives of the finished file. Lossy encoding raises peaks; if one is over the limit or the
loudness is missed, ceiling and target are moved by as much, and the tape is played again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.filter import Graph

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Outside
from piying.model.master import Profile
from piying.render.sound.faults import FilmWatch
from piying.render.sound.mix import PIECE
from piying.render.sound.source import Sound
from piying.render.sound.tape import SILENCE_LUFS, Tape

CEILING_UNDER_DB = 1.0
"""The first ceiling is this far under the limit: what AAC usually adds to a mix of speech."""
ROUNDS_MAX = 5
ENCODER_TAKES_MAX = 3.0
"""LU that are given back for what the encoder takes, at most."""
AAC = {"aac_coder": "fast"}
"""Half the time of the encoder's own choice, and no more noise: docs/sound.md has figures."""

SPOKEN_OF = SAMPLE_RATE // 10
"""The meter says what it has heard after every so many samples."""

Hear = Callable[[Sound], None]


@dataclass(frozen=True, slots=True)
class Loudness:
    """What the meter says of a whole film."""

    integrated_lufs: float
    true_peak_dbtp: float


def measure(sound: Sound) -> Loudness:
    """The loudness of PCM."""
    meter = _Meter()
    for at in range(0, len(sound), PIECE):
        meter.feed(sound[at : at + PIECE])
    return meter.end()


def measure_file(path: Path, hear: Hear | None = None) -> Loudness:
    """The loudness of the first audio stream of a file, as a decoder gives it.

    Args:
        path: the file.
        hear: called with every piece of what the decoder gives, (samples, 2).
    """
    meter = _Meter()
    for piece in decoded(path):
        meter.feed(piece)
        if hear is not None:
            hear(piece)
    return meter.end()


def decoded(path: Path) -> Iterator[Sound]:
    """What a decoder gives of the first audio stream of a file, in pieces, exactly as long.

    A decoder fills the last packet up; what is beyond the track's own length is not heard.
    """
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        length = (stream.duration or 0) * (stream.time_base or Fraction(0)) * SAMPLE_RATE
        left = round(length)
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        frames = (
            part for frame in container.decode(stream) for part in resampler.resample(frame)
        )
        held: list[Sound] = []
        count = 0
        for frame in frames:
            held.append(frame.to_ndarray().astype(np.float32, copy=False).T)
            count += frame.samples
            if count >= PIECE:
                piece = np.concatenate(held)[:left]
                left, held, count = left - len(piece), [], 0
                yield piece
        if held and left > 0:
            yield np.concatenate(held)[:left]


class _Meter:
    def __init__(self) -> None:
        graph = Graph()
        source = graph.add_abuffer(
            sample_rate=SAMPLE_RATE,
            format="flt",
            layout="stereo",
            time_base=Fraction(1, SAMPLE_RATE),
        )
        meter = graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
        sink = graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        self._graph, self._at = graph, 0
        self._said: dict[str, str] = {}

    def feed(self, sound: Sound) -> None:
        """Go on with `sound`."""
        if not len(sound):
            return
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(sound, np.float32).reshape(1, -1),
            format="flt",
            layout="stereo",
        )
        frame.sample_rate, frame.pts = SAMPLE_RATE, self._at
        frame.time_base = Fraction(1, SAMPLE_RATE)
        self._at += len(sound)
        self._graph.push(frame)
        self._drain()

    def end(self) -> Loudness:
        """What was heard; every frame of the meter says it of all before it."""
        # it speaks every 100 ms and would say nothing of what is left
        self.feed(np.zeros((-self._at % SPOKEN_OF, 2), np.float32))
        self._graph.push(None)
        self._drain()
        said = self._said
        # the meter's peaks are linear
        peaks = [float(said.get(f"lavfi.r128.true_peaks_ch{c}", 0.0)) for c in range(2)]
        peak = 20 * math.log10(max(peaks)) if max(peaks) > 0 else -math.inf
        return Loudness(float(said.get("lavfi.r128.I", -math.inf)), peak)

    def _drain(self) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            said = frame.metadata
            if "lavfi.r128.I" in said:
                self._said = said


# --- mastering ------------------------------------------------------------------------------


def encode_audio(
    mixed: Iterable[Sound], path: Path, profile: Profile
) -> tuple[Loudness, FilmWatch]:
    """Write a mix, mastered, as one AAC track to `path`; what was heard in the finished file.

    Args:
        mixed: the mix in pieces of `PIECE` samples, the last one shorter.
        path: the file; beside it a tape of the mix lies while it is made.
        profile: loudness, true peak and bit rate.

    Raises:
        Outside: the file cannot be brought to the profile's loudness and true peak.
    """
    limit_db = profile.true_peak_dbtp_milli / 1000
    target = profile.loudness_lufs_milli / 1000
    tolerance = profile.loudness_tolerance_milli / 1000
    ceiling, aim = limit_db - CEILING_UNDER_DB, target
    found, film, excess, miss = Loudness(-math.inf, -math.inf), FilmWatch(), 0.0, 0.0
    with _laid(mixed, path.with_name(f"{path.name}.tape")) as tape:
        for _ in range(ROUNDS_MAX):
            _write_aac(tape.played(aim, ceiling), path, profile.audio_bit_rate)
            film = FilmWatch()
            found = measure_file(path, film.see)
            excess = found.true_peak_dbtp - limit_db
            quiet = found.integrated_lufs <= SILENCE_LUFS
            miss = 0.0 if quiet else target - found.integrated_lufs
            if excess <= 0 and abs(miss) <= tolerance / 2:
                break
            # what the encoder adds to peaks and takes from the treble is asked for beforehand
            ceiling -= excess + 0.1 if excess > 0 else 0.0
            aim = min(aim + miss, target + ENCODER_TAKES_MAX)
    if excess > 0 or abs(miss) > tolerance:
        raise Outside(
            "render.loudness_missed",
            lufs=f"{found.integrated_lufs:.2f}",
            peak=f"{found.true_peak_dbtp:.2f}",
            target=f"{target:.1f}",
            limit=f"{limit_db:.1f}",
        )
    return found, film


@contextmanager
def _laid(mixed: Iterable[Sound], path: Path) -> Iterator[Tape]:
    """A mix on a tape at `path`, which is gone afterwards."""
    try:
        yield Tape(path, mixed)
    finally:
        path.unlink(missing_ok=True)


def _write_aac(pieces: Iterable[Sound], path: Path, bit_rate: int) -> None:
    # the length of a track is written in the clock of the movie: let it be that of samples
    clock = {"movie_timescale": str(SAMPLE_RATE)}
    with av.open(str(path), "w", format="mp4", options=clock) as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", options=AAC)
        stream.bit_rate = bit_rate
        at = 0
        for piece in pieces:
            planes = np.ascontiguousarray(piece.T, np.float32)
            frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = SAMPLE_RATE, at
            frame.time_base = Fraction(1, SAMPLE_RATE)
            at += len(piece)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
