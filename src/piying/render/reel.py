"""A reel: any frame of a cut as a picture, at once and without encoding a film.

The layers of the shots seen last are kept, with all that they have drawn, and so are the
pictures: the second look at a frame costs nothing. Thumbnails, sheets and the preview are
frames of a reel, so what is looked at is what will be encoded.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.video.reformatter import ColorRange, Colorspace

from piying.model.canon import Digest
from piying.model.cut import Cut
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.render.jobs import ShotJob, jobs_of
from piying.render.still import Stills

SEGMENTS_MAX = 6
"""Segments whose layers are kept."""

PICTURES_BYTES_MAX = 96 << 20
"""Pictures that are kept, in bytes."""

QUALITY = 4
"""JPEG quantiser, 2 best to 31 worst."""


class Reel:
    """The frames of one cut at one size. Threads may share it: frames are drawn one by one."""

    def __init__(
        self,
        cut: Cut,
        profile: Profile,
        blobs: Mapping[Digest, Path],
        cache: Path | None = None,
    ) -> None:
        self.length_frames = cut.length_frames
        self._jobs: Sequence[ShotJob] = jobs_of(cut, profile, blobs, cache)
        self._starts = [job.start_frame for job in self._jobs]
        self._profile = profile
        self._stills: OrderedDict[int, Stills] = OrderedDict()
        self._pictures: OrderedDict[tuple[int, int], bytes] = OrderedDict()
        self._held_bytes = 0
        self._lock = threading.Lock()

    def jpeg(self, frame: int, width: int = 0) -> bytes:
        """Frame `frame`, counted from 0, as a JPEG, `width` pixels wide or as it is drawn.

        Raises:
            Invalid: there is no such frame.
        """
        if not 0 <= frame < self.length_frames:
            raise Invalid("render.no_frame", path="-", frame=frame)
        with self._lock:
            held = self._pictures.get((frame, width))
            if held is None:
                held = _jpeg(self._drawn(frame), width)
                self._keep((frame, width), held)
            return held

    def _drawn(self, frame: int) -> av.VideoFrame:
        """The frame, good until the next one of its segment is drawn."""
        index = bisect_right(self._starts, frame) - 1
        job = self._jobs[index]
        stills = self._stills.pop(index, None) or Stills(job)
        self._stills[index] = stills
        while len(self._stills) > SEGMENTS_MAX:
            self._stills.popitem(last=False)
        return stills.at(job.first_frame + frame - job.start_frame)

    def _keep(self, key: tuple[int, int], picture: bytes) -> None:
        self._pictures[key] = picture
        self._held_bytes += len(picture)
        while self._held_bytes > PICTURES_BYTES_MAX:
            _, dropped = self._pictures.popitem(last=False)
            self._held_bytes -= len(dropped)


def _jpeg(picture: av.VideoFrame, width: int) -> bytes:
    """The picture as a JPEG: full range, as JPEG has it."""
    wide = width or picture.width
    high = max(2, round(picture.height * wide / picture.width / 2) * 2)
    shown = picture.reformat(
        width=wide,
        height=high,
        format="yuvj420p",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU601,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
    )
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = wide, high, "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.color_range = ColorRange.JPEG
    encoder.options = {"qmin": str(QUALITY), "qmax": str(QUALITY), "huffman": "default"}
    shown.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(shown), *encoder.encode(None)])
