"""Trials: whether an encoder works here, found by encoding with it.

That an encoder is built in says nothing about the device and the driver it needs, so a few
frames are encoded with the very settings of a profile, twice and differently, and decoded
again. Only what gives every frame back, and the same parameter sets both times, can make
segments that join.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import av
from av.codec.codec import UnknownCodecError

from piying.model.errors import Outside, PiyingError
from piying.render.encode import encode_segment
from piying.render.encoders import ENCODERS, encoder
from piying.render.profiles import profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from piying.model.master import Profile
    from piying.render.encode import Draw
    from piying.render.planes import Planes

LENGTHS = (1, 4)
"""Frames of the two segments that are tried: without anything to predict from, and with."""

SIDES = (256, 448)
"""Width and height for a mere listing; some devices take no smaller pictures."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How an encoder did."""

    encoder: str
    works: bool
    why: str = ""
    """What it said, if it does not work."""


def _stripes(height: int) -> Draw:
    """Draws moving stripes of this height."""

    def draw(target: Planes, frame: int) -> None:
        for row in range(0, target.height, height):
            target.y[row : row + height] = 40 + (row * 3 + frame * 17) % 160
        target.u[:], target.v[:] = 90, 160

    return draw


def tried(shape: Profile) -> Trial:
    """Whether the encoder of `shape` works here with the settings and the size of `shape`."""
    with TemporaryDirectory(prefix="piying-trial-") as folder, _heard() as said:
        try:
            heads = {
                _tried_once(Path(folder) / f"{length}.mp4", shape, length, 4 * length)
                for length in LENGTHS
            }
        except (PiyingError, av.FFmpegError, ValueError) as error:
            why = "; ".join(message.strip() for _, _, message in said) or str(error)
            return Trial(shape.encoder, works=False, why=why)
    if len(heads) > 1:
        why = "its segments differ in their parameter sets and cannot be joined"
        return Trial(shape.encoder, works=False, why=why)
    return Trial(shape.encoder, works=True)


@contextmanager
def _heard() -> Iterator[list[tuple[int, str, str]]]:
    """What FFmpeg says meanwhile: its errors tell which library or device it misses."""
    before = av.logging.get_level()
    av.logging.set_level(av.logging.ERROR)
    try:
        with av.logging.Capture(local=False) as said:
            yield said
    finally:
        av.logging.set_level(before)


def _tried_once(path: Path, shape: Profile, length: int, stripes: int) -> bytes:
    """The parameter sets of one segment that gave every frame back."""
    encode_segment(path, shape, length, _stripes(stripes))
    with av.open(path) as container:
        stream = container.streams.video[0]
        frames = sum(1 for _ in container.decode(stream))
        if frames != length:
            message = f"{frames} of {length} frames came back"
            raise ValueError(message)
        return stream.codec_context.extradata or b""


def require(shape: Profile) -> None:
    """Refuse a profile whose encoder does not work here; nothing else is taken in its place.

    An encoder that needs no device is only looked for, which takes no time.

    Raises:
        Outside: it is not built in, or a trial with the profile's own settings failed.
    """
    chosen = encoder(shape.encoder)
    if not _built_in(chosen.name):
        raise Outside("render.encoder_absent", encoder=chosen.name)
    if not chosen.hardware:
        return
    found = tried(shape)
    if not found.works:
        raise Outside(
            "render.encoder_unusable",
            encoder=chosen.name,
            frames=sum(LENGTHS),
            size=f"{shape.width}x{shape.height}",
            why=found.why,
        )


def _built_in(name: str) -> bool:
    """Whether FFmpeg has the encoder at all."""
    try:
        av.Codec(name, "w")
    except UnknownCodecError:
        return False
    return True


def trials() -> tuple[Trial, ...]:
    """Every encoder of the table, tried at a small size."""
    width, height = SIDES
    small = replace(profile(), width=width, height=height)
    found: list[Trial] = []
    for name, one in ENCODERS.items():
        if _built_in(name):
            found.append(tried(replace(small, encoder=name, preset=one.preset, crf=one.crf)))
        else:
            found.append(Trial(name, works=False, why="FFmpeg has no such encoder here"))
    return tuple(found)
