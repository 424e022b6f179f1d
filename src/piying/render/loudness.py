"""Loudness: a mix brought to its programme loudness, encoded once, and measured again.

The meter is FFmpeg's ebur128 (ITU-R BS.1770, EBU R 128). Lossy encoding raises peaks, so
the finished file is measured too; if a peak is over the limit or the loudness is missed,
ceiling and target are moved by as much and the mix is mastered again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.filter import Graph

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Outside
from piying.model.master import Profile
from piying.render.sound import Sound, limit

CHUNK = 48_000
CEILING_UNDER_DB = 1.0
"""The first ceiling is this far under the limit: what AAC usually adds to a mix of speech."""
ROUNDS_MAX = 5
NEAR_LU = 0.1
LIMITER_TAKES_MAX, ENCODER_TAKES_MAX = 12.0, 3.0
"""LU that are given back for what the limiter and the encoder take, at most."""
SILENCE_LUFS = -69.0
"""A film this quiet carries no programme to bring anywhere."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What the meter says of a whole film."""

    integrated_lufs: float
    true_peak_dbtp: float


def measure(sound: Sound) -> Loudness:
    """The loudness of PCM."""
    meter = _Meter()
    for at in range(0, len(sound), CHUNK):
        meter.feed(sound[at : at + CHUNK])
    return meter.end()


def measure_file(path: Path) -> Loudness:
    """The loudness of the first audio stream of a file, as a decoder gives it."""
    meter = _Meter()
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="stereo", rate=SAMPLE_RATE)
        for frame in container.decode(audio=0):
            for part in resampler.resample(frame):
                meter.feed(part.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False))
    return meter.end()


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
        self._integrated, self._peak = -math.inf, 0.0

    def feed(self, sound: Sound) -> None:
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
        self._graph.push(None)
        self._drain()
        peak = 20 * math.log10(self._peak) if self._peak > 0 else -math.inf
        return Loudness(self._integrated, peak)

    def _drain(self) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            said = frame.metadata
            if "lavfi.r128.I" in said:
                self._integrated = float(said["lavfi.r128.I"])
            # the meter's peaks are linear
            for channel in range(2):
                found = said.get(f"lavfi.r128.true_peaks_ch{channel}")
                if found is not None:
                    self._peak = max(self._peak, float(found))


def master(sound: Sound, target: float, ceiling_db: float) -> Sound:
    """`sound` at `target` LUFS with no true peak above `ceiling_db`."""
    found = measure(sound).integrated_lufs
    if found <= SILENCE_LUFS:
        return sound
    gain = target - found
    made = sound
    for _ in range(ROUNDS_MAX):
        louder = (sound * np.float32(10 ** (gain / 20))).astype(np.float32)
        made = limit(louder, 10 ** (ceiling_db / 20))
        miss = target - measure(made).integrated_lufs
        if abs(miss) <= NEAR_LU:
            return made
        gain = min(gain + miss, target - found + LIMITER_TAKES_MAX)
    return made


def encode_audio(sound: Sound, path: Path, profile: Profile) -> Loudness:
    """Write `sound`, mastered, as one AAC track to `path`; what the meter says of the file.

    Raises:
        Outside: the file cannot be brought to the profile's loudness and true peak.
    """
    limit_db = profile.true_peak_dbtp_milli / 1000
    target = profile.loudness_lufs_milli / 1000
    tolerance = profile.loudness_tolerance_milli / 1000
    ceiling, aim = limit_db - CEILING_UNDER_DB, target
    found, excess, miss = Loudness(-math.inf, -math.inf), 0.0, 0.0
    for _ in range(ROUNDS_MAX):
        _write_aac(master(sound, aim, ceiling), path, profile.audio_bit_rate)
        found = measure_file(path)
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
    return found


def _write_aac(sound: Sound, path: Path, bit_rate: int) -> None:
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        stream.bit_rate = bit_rate
        for at in range(0, len(sound), CHUNK):
            piece = np.ascontiguousarray(sound[at : at + CHUNK].T, np.float32)
            frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = SAMPLE_RATE, at
            frame.time_base = Fraction(1, SAMPLE_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
