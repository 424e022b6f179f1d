"""Thumbnails: small pictures of single frames of a film, for a page that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import skia

from piying.render.poster import film_frames

WIDTH = 190
QUALITY = 80
MOST = 240
"""More pictures than this make a page that no browser likes to open."""


def thumbnails(film: Path, frames: Iterable[int]) -> Mapping[int, bytes]:
    """The first `MOST` of these frames of `film` as JPEG, by number.

    Raises:
        Missing: there is no such file.
        Invalid: it cannot be read or has no such frame.
    """
    wanted = sorted(set(frames))[:MOST]
    pictures = film_frames(film, wanted, WIDTH)
    return {frame: _jpeg(picture) for frame, picture in zip(wanted, pictures, strict=True)}


def _jpeg(rgb: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    solid = np.dstack((rgb, np.full(rgb.shape[:2], 255, np.uint8)))
    image = skia.Image.fromarray(
        np.ascontiguousarray(solid), skia.ColorType.kRGBA_8888_ColorType
    )
    return bytes(image.encodeToData(skia.EncodedImageFormat.kJPEG, QUALITY))
