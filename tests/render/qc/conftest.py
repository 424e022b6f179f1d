"""Small films, drawn here, with one thing wrong with them or nothing."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import av
import numpy as np
import pytest
from scipy import ndimage

from piying.model.clock import SAMPLE_RATE

RATE = 25
WIDTH, HEIGHT = 216, 384


def texture(random, width=WIDTH, height=HEIGHT):
    """A coloured pattern with edges, larger than the picture, levels from 30 to 220."""
    rough = random.standard_normal((height + 160, width + 160, 3))
    smooth = ndimage.gaussian_filter(rough, (9, 9, 0))
    low, high = smooth.min(), smooth.max()
    made = 30 + 190 * (smooth - low) / (high - low)
    return (made // 24 * 24).astype(np.uint8)


def moving(random, count, width=WIDTH, height=HEIGHT):
    """`count` frames: a pattern that drifts, and a disc that moves by itself."""
    ground = texture(random, width, height)
    level = random.integers(60, 190)
    ground = np.clip(ground.astype(int) + level - int(ground.mean()), 20, 235).astype(np.uint8)
    disc = random.integers(40, 220, 3)
    y, x = np.mgrid[0:height, 0:width]
    phase = random.uniform(0, 6)
    dx, dy = random.choice([-1, 1], 2)
    for n in range(count):
        ox, oy = 80 + dx * (n // 2 % 70), 80 + dy * (n // 3 % 70)
        frame = ground[oy : oy + height, ox : ox + width].copy()
        cx = width / 2 + width / 4 * np.sin(n / 7 + phase)
        cy = height / 3 + height / 6 * np.cos(n / 9 + phase)
        frame[(x - cx) ** 2 + (y - cy) ** 2 < (width / 8) ** 2] = disc
        yield frame


def hum(random, seconds, level=0.1):
    """Speech-like noise: band-limited, never silent, two channels."""
    count = round(seconds * SAMPLE_RATE)
    noise = ndimage.uniform_filter1d(random.standard_normal(count), 12)
    sway = 0.7 + 0.3 * np.sin(np.arange(count) / SAMPLE_RATE * 9)
    one = noise / np.abs(noise).max() * sway * level * 4
    return np.column_stack([one, one]).astype(np.float32)


def write(path, frames, sound=None, **asked):
    """Write an MP4.

    Asked may be: rate, gop, faststart, sar, colours, sound_at (seconds), times (of frames, in
    frames), crf, bframes.
    """
    want = SimpleNamespace(
        rate=RATE, gop=50, faststart=True, sar=None, colours=True, sound_at=0.0, times=None,
        crf=20, format="mp4",
    )  # fmt: skip
    vars(want).update(asked)
    options = {"movflags": "faststart"} if want.faststart else {}
    with av.open(path, "w", format=want.format, options=options) as out:
        stream, heard = None, None
        if sound is not None:
            heard = out.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
            heard.bit_rate = 128_000
        for n, pixels in enumerate(frames):
            if stream is None:
                height, width, _ = pixels.shape
                stream = out.add_stream("libx264", rate=want.rate)
                stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
                stream.options = {
                    "crf": str(want.crf), "preset": "ultrafast", "g": str(want.gop),
                    "sc_threshold": "0", "threads": "1",
                }  # fmt: skip
                stream.time_base = Fraction(1, want.rate * 8)
                context = stream.codec_context
                context.time_base = Fraction(1, want.rate * 8)
                if want.sar is not None:
                    context.sample_aspect_ratio = want.sar
                if want.colours:
                    context.color_range, context.colorspace = 1, 1
                    context.color_primaries, context.color_trc = 1, 1
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame = frame.reformat(
                format="yuv420p", dst_colorspace="ITU709" if want.colours else None
            )
            at = n if want.times is None else want.times[n]
            frame.pts, frame.time_base = round(at * 8), Fraction(1, want.rate * 8)
            out.mux(stream.encode(frame))
        if stream is not None:
            out.mux(stream.encode(None))
        if heard is not None:
            _write_sound(out, heard, sound, want.sound_at)
    return path


def _write_sound(out, heard, sound, late):
    at = round(late * SAMPLE_RATE)
    for begin in range(0, len(sound), 1024):
        piece = np.ascontiguousarray(sound[begin : begin + 1024].T, np.float32)
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = SAMPLE_RATE, at + begin
        frame.time_base = Fraction(1, SAMPLE_RATE)
        out.mux(heard.encode(frame))
    out.mux(heard.encode(None))


@pytest.fixture(name="studio")
def _studio(tmp_path):
    """Draws and writes small films; its randomness is seeded."""
    random = np.random.default_rng(7)

    def film(frames, sound=None, name="film.mp4", **asked):
        return write(tmp_path / name, frames, sound, **asked)

    return SimpleNamespace(
        random=random,
        film=film,
        write=write,
        folder=tmp_path,
        rate=RATE,
        texture=lambda **size: texture(random, **size),
        moving=lambda count, **size: list(moving(random, count, **size)),
        hum=lambda seconds, **level: hum(random, seconds, **level),
    )


@pytest.fixture(name="figure")
def _figure():
    """The value of a figure of an inspection in its unit; None when it is not known."""

    def value(inspection, name):
        (found,) = (one for one in inspection.figures if one.measure == name)
        return None if found.value_milli is None else found.value_milli / 1000

    return value


@pytest.fixture(name="why")
def _why():
    """Why a figure is not known: the end of its message's code."""

    def reason(inspection, name):
        (found,) = (one for one in inspection.figures if one.measure == name)
        assert found.value_milli is None, found
        return found.why.removeprefix("render.qc_why_")

    return reason


@pytest.fixture(name="spans")
def _spans():
    """The spans of a measure as pairs of frames."""

    def found(inspection, name):
        return [
            (one.start_frame, one.end_frame) for one in inspection.spans if one.measure == name
        ]

    return found
