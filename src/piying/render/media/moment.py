"""Moments: one picture taken out of a clip, as large as the clip and upright, as a PNG."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from piying.model.errors import Invalid
from piying.render.media.geometry import Fitter
from piying.render.media.moving import Moving, opened, upright
from piying.render.media.stills import png_of


def last_picture(path: Path, shot: str) -> bytes:
    """The picture with which the clip `path` ends.

    Raises:
        Invalid: the clip is damaged; `shot` and `path` are named.
    """
    with opened(path, shot) as moving:
        last = None
        for timed in moving.frames():
            last = timed.frame
        return _png(moving, last)


def middle_picture(path: Path, shot: str) -> bytes:
    """The picture in the middle of the clip `path`, which shows what it is of.

    Raises:
        Invalid: the clip is damaged; `shot` and `path` are named.
    """
    with opened(path, shot) as moving:
        middle, found = moving.stream.frames // 2, None
        for number, timed in enumerate(moving.frames()):
            found = timed.frame
            if number == middle:
                break
        return _png(moving, found)


def _png(moving: Moving, frame: av.VideoFrame | None) -> bytes:
    if frame is None:
        raise Invalid("render.clip_empty", shot=moving.shot, path=moving.path)
    turn = upright(moving, frame)
    pixel = moving.stream.sample_aspect_ratio or Fraction(1)
    width, height = frame.width, frame.height
    if turn.transposed:
        width, height = height, width
    fitted = Fitter(_even(width), _even(height)).fit(
        frame, turn, pixel if pixel > 0 else Fraction(1)
    )
    rgb = fitted.to_ndarray(format="rgb24")
    opaque = np.full((*rgb.shape[:2], 1), 255, np.uint8)
    return png_of(np.ascontiguousarray(np.concatenate((rgb, opaque), 2)))


def _even(side: int) -> int:
    return side - side % 2
