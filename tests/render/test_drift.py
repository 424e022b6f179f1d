"""Sixty unlike segments join without drift: every frame once, every sample at its place."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE, Rate
from piying.render.decoding import decode_film
from piying.render.encode import encode_segment
from piying.render.encoders import encoder
from piying.render.join import join
from piying.render.label import first_label
from piying.render.planes import planes_of
from piying.render.probe import probe

LABEL = first_label("001191110102MAD55U9H0F10002", "e01-3f2a")
COUNT = 60
BITS = 12
"""Bars of the code across the top of the picture, 5 pixels each."""
BEEP = 960
RATES = [Rate(24), Rate(25), Rate(30), Rate(50), Rate(60), Rate(30_000, 1001)]
CASES = [
    pytest.param(rate, name, marks=[] if (rate.num, name) == (24, "libx264") else
                 [pytest.mark.slow])
    for name in ("libx264", "libsvtav1")
    for rate in RATES
]  # fmt: skip


def lengths():
    """From 1 to 40 frames, in an order that puts short ones behind long and short ones."""
    chance = np.random.default_rng(60)
    return [1, 2, 1, 1, 2, 40, 1, *map(int, chance.integers(1, 41, COUNT - 9)), 2, 1]


def coded(first, kind):
    """Draws frames whose bars tell their number in the film, over unlike pictures."""
    noise = np.random.default_rng(kind).integers(30, 220, (112, 64), np.uint8)

    def draw(target, frame):
        number = first + frame
        if kind % 3 == 0:
            target.y[:] = np.roll(noise, 7 * frame, 0)
        elif kind % 3 == 1:
            target.y[:] = 40 + 3 * kind
        else:
            target.y[:] = 30 + (np.arange(64)[None, :] * 2 + 11 * frame) % 180
        target.u[:], target.v[:] = 60 + 2 * kind, 190 - 2 * kind
        target.y[:32, :] = 16
        for bit in range(BITS):
            target.y[:32, 5 * bit : 5 * bit + 5] = 220 if number >> bit & 1 else 30

    return draw


def read(frame):
    """The number that the bars of a decoded frame tell."""
    y = planes_of(frame).y
    return sum(
        1 << bit
        for bit in range(BITS)
        if float(y[8:24, 5 * bit + 1 : 5 * bit + 4].mean()) > 125
    )


def beeps(path, cuts, total, rate):
    """A sound with a short beep of chance at every cut; the samples that went in."""
    count = rate.samples_at(total)
    chance = np.random.default_rng(1)
    heard = np.zeros(count, np.float32)
    for cut in cuts:
        at = rate.samples_at(cut)
        beep = chance.normal(0, 0.2, BEEP).astype(np.float32)[: count - at]
        heard[at : at + len(beep)] += beep
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        stream.bit_rate = 256_000
        for start in range(0, count, 1024):
            piece = np.ascontiguousarray(np.tile(heard[start : start + 1024], (2, 1)))
            frame = av.AudioFrame.from_ndarray(piece, "fltp", "stereo")
            frame.sample_rate, frame.pts = SAMPLE_RATE, start
            frame.time_base = Fraction(1, SAMPLE_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return heard


def late(before, after, at):
    """By how many samples `after` is later than `before` around the sample `at`."""
    first = max(0, at - 1000)
    here = before[first : at + BEEP + 1000]
    there = after[first : first + len(here)]
    here = here[: len(there)]
    found = np.correlate(there, here, "full")
    return int(np.argmax(found)) - (len(here) - 1)


@pytest.mark.parametrize(("rate", "name"), CASES)
def test_sixty_unlike_segments_join_without_drift(rate, name, small, tmp_path):
    one = encoder(name)
    shape = replace(small, rate=rate, encoder=name, preset=one.preset, crf=18)
    parts, cuts, total = [], [], 0
    for kind, length in enumerate(lengths()):
        parts.append(tmp_path / f"{kind}.mp4")
        encode_segment(parts[-1], shape, length, coded(total, kind))
        cuts.append(total)
        total += length
    heard = beeps(tmp_path / "sound.m4a", cuts, total, rate)
    film = tmp_path / "film.mp4"

    assert len(parts) == COUNT
    assert join(parts, tmp_path / "sound.m4a", film, rate, LABEL) == total
    with av.open(str(film)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        shown = [
            (read(frame), frame.pts * video.time_base) for frame in container.decode(video)
        ]
        samples = audio.duration * audio.time_base * SAMPLE_RATE
    with av.open(str(film)) as container:
        after = np.concatenate([f.to_ndarray().mean(0) for f in container.decode(audio=0)])

    assert [number for number, _ in shown] == list(range(total))
    assert [at for _, at in shown] == [Fraction(n * rate.den, rate.num) for n in range(total)]
    assert samples == rate.samples_at(total)
    assert {late(heard, after, rate.samples_at(cut)) for cut in cuts} == {0}
    found, decoded = probe(film), decode_film(film)
    assert found.picture.steady
    assert found.picture.key_count >= COUNT
    assert (decoded.frame_count, decoded.failures) == (total, ())
