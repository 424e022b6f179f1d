"""The file itself: size, rate, groups of pictures, colours, and how its tracks begin and end.

Nothing here needs a picture to be decoded, so a film that is too long to be decoded still
gets these figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from piying.model.errors import Invalid
from piying.render.boxes import top_boxes
from piying.render.decoding import DECODERS, named_colour
from piying.render.probe import BT709_LIMITED, boxed_colour

if TYPE_CHECKING:
    import av
    from av.video.stream import VideoStream

BOXED = {"mov", "mp4", "m4a", "3gp", "3g2", "mj2"}
"""The names of formats that are made of boxes, as FFmpeg calls their family."""


@dataclass(slots=True, eq=False)
class Packets:
    """The packets of a picture, taken down as they come."""

    base: Fraction
    times: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    """The times of key frames."""
    sizes: list[int] = field(default_factory=list)
    untimed: int = 0
    ends: int = 0
    """When the last to be shown is over."""

    def take(self, packet: av.Packet[VideoStream]) -> None:
        """Go on with a packet of the picture."""
        if packet.pts is None:
            self.untimed += 1
            return
        self.times.append(packet.pts)
        self.sizes.append(packet.size)
        self.ends = max(self.ends, packet.pts + (packet.duration or 0))
        if packet.is_keyframe:
            self.keys.append(packet.pts)

    def steady_rate(self, claimed: Fraction) -> tuple[Fraction, float]:
        """The nominal frames a second, and how far a step is from it at most, in seconds."""
        if len(self.times) < 2:
            return claimed, 0.0
        steps = np.diff(np.sort(np.array(self.times, np.int64)))
        usual = Fraction(int(np.median(steps))) * self.base
        rate = claimed
        if usual > 0 and (claimed <= 0 or abs(usual - 1 / claimed) > self.base):
            rate = 1 / usual
        if rate <= 0:
            return Fraction(0), 0.0
        apart = float(
            np.abs(steps.astype(np.float64) * float(self.base) - float(1 / rate)).max()
        )
        # a clock that does not divide the rate rounds every time by up to one tick
        return rate, apart if apart > float(self.base) * 1.001 else 0.0

    def longest_group(self) -> Fraction:
        """The longest time from one key frame to the next, or to the end, in seconds."""
        keys = sorted(self.keys)
        if not keys:
            return (max(self.times) - min(self.times)) * self.base
        ends = [*keys, max(self.ends, *self.times)]
        return max(later - sooner for sooner, later in pairwise(ends)) * self.base

    def bit_rates(self, duration: Fraction) -> tuple[float, float]:
        """The mean and the highest of any second, in kbit/s."""
        mean = sum(self.sizes) * 8 / max(1e-9, float(duration)) / 1000
        order = np.argsort(self.times)
        times = np.array(self.times, np.float64)[order] * float(self.base)
        summed = np.cumsum(np.r_[0, np.array(self.sizes, np.float64)[order]])
        last = np.searchsorted(times, times + 1.0 - 1e-6, side="left")
        return mean, float((summed[last] - summed[:-1]).max()) * 8 / 1000


def starts_fast(path: Path) -> bool | None:
    """Whether `moov` stands before `mdat`; None: the file is not made of sound boxes."""
    try:
        kinds = [box.kind for box in top_boxes(path)]
    except Invalid:
        return None
    if b"moov" not in kinds or b"mdat" not in kinds:
        return None
    return kinds.index(b"moov") < kinds.index(b"mdat")


def cut_off(path: Path) -> bool:
    """Whether a box of the file reaches out of it: the end is missing."""
    try:
        top_boxes(path)
    except Invalid:
        return True
    return False


def is_boxed(name: str) -> bool:
    """Whether a format is made of boxes; `name` as FFmpeg lists it."""
    return bool(BOXED & set(name.split(",")))


def bt709_named(
    path: Path, stream: VideoStream, key: av.Packet[VideoStream] | None
) -> bool | None:
    """Whether the container and the picture itself both name BT.709 of limited range.

    None: the boxes of the file cannot be read.
    """
    try:
        boxed = boxed_colour(path)
    except Invalid:
        return None
    coding = stream.codec_context.codec.canonical_name
    if boxed != BT709_LIMITED or key is None or coding not in DECODERS:
        return False
    head = bytes(stream.codec_context.extradata or b"")
    return named_colour(coding, head, key) == BT709_LIMITED
