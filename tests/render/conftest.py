"""Small profiles, sounds and segments for the tests of the room."""

from __future__ import annotations

import importlib.util
import os
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.master import Profile
from piying.render.encode import encode_segment

SMALL = Profile(name="small", width=64, height=112, rate=Rate(25), crf=12)


def level_of(number):
    """A luma that says `number` (0 … 199) and survives the encoder."""
    return 20 + number


def numbered(first):
    """Draws frames whose level is their number, counted from `first`."""

    def draw(target, frame):
        target.y[:] = level_of((first + frame) % 200)
        target.u[:] = 128
        target.v[:] = 128

    return draw


def numbers_of(path):
    """The numbers shown by the frames of a file, and their times in seconds."""
    numbers, times = [], []
    with av.open(path) as container:
        stream = container.streams.video[0]
        for frame in container.decode(stream):
            plane = np.frombuffer(memoryview(frame.planes[0]), np.uint8)
            rows = plane.reshape(frame.height, -1)[:, : frame.width]
            numbers.append(round(float(rows.mean())) - 20)
            times.append(frame.pts * stream.time_base)
    return numbers, times


@pytest.fixture(autouse=True)
def _left_ordinary():
    """No test leaves this process a real-time one: all tests after it would be that too."""
    yield
    if sys.platform == "linux":
        assert os.sched_getscheduler(0) == os.SCHED_OTHER


@pytest.fixture(name="small")
def _small():
    """A profile of 64 x 112."""
    return SMALL


LENGTHS = (1, 2, 3, 5, 60)


@pytest.fixture(name="library", scope="session")
def _library(tmp_path_factory):
    """A segment of each length; its frames count from 20 times the place of its length."""
    folder = tmp_path_factory.mktemp("library")
    paths = {}
    for place, length in enumerate(LENGTHS):
        paths[length] = folder / f"{length}.mp4"
        encode_segment(paths[length], SMALL, length, numbered(20 * place))
    return paths


@pytest.fixture(name="sound", scope="session")
def _sound(tmp_path_factory):
    """Writes an AAC track of a tone that lasts for this many frames."""
    folder = tmp_path_factory.mktemp("sound")

    def write(frames, rate=SMALL.rate, sample_rate=SAMPLE_RATE):
        path = folder / f"{frames}-{rate.num}-{sample_rate}.m4a"
        count = frames * rate.den * sample_rate // rate.num
        tone = np.sin(np.arange(count) * 440 * 2 * np.pi / sample_rate).astype(np.float32) / 4
        with av.open(path, "w", format="mp4") as container:
            stream = container.add_stream("aac", rate=sample_rate, layout="stereo")
            stream.bit_rate = 128_000
            for start in range(0, count, 1024):
                piece = np.ascontiguousarray(np.tile(tone[start : start + 1024], (2, 1)))
                frame = av.AudioFrame.from_ndarray(piece, "fltp", "stereo")
                frame.sample_rate, frame.pts = sample_rate, start
                frame.time_base = Fraction(1, sample_rate)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    return write


@pytest.fixture(name="small", scope="session")
def _small():
    """A profile of 64 x 112."""
    return SMALL


@pytest.fixture(name="drawn", scope="session")
def _drawn():
    """Gives a function that draws numbered frames."""
    return numbered


@pytest.fixture(name="numbers", scope="session")
def _numbers():
    """Reads the numbers and times of a file's frames."""
    return numbers_of


@pytest.fixture(name="reference", scope="session")
def _reference():
    """The slow compositor of reference.py."""
    path = Path(__file__).with_name("reference.py")
    spec = importlib.util.spec_from_file_location("reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
