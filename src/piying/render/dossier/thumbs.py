"""Thumbnails: small pictures of single frames of a film, for a page that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from piying.render.poster import film_frames, jpeg

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
    return {
        frame: jpeg(picture, QUALITY) for frame, picture in zip(wanted, pictures, strict=True)
    }
