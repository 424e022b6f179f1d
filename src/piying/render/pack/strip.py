"""The pictures of a packed film: its poster, and the strip of thumbnails for scrubbing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from piying.model.errors import Invalid
from piying.render.poster import film_frames, jpeg

WIDTH = 108
"""Of a thumbnail."""
COLUMNS = 10
EVERY_MS = 2_000
MOST = 900
"""Half an hour at that pace."""
QUALITY = 78
POSTER_WIDTH = 720
POSTER_AT = Fraction(1, 8)
"""Of the film: the first pictures are often a title or a fade."""


@dataclass(frozen=True, slots=True)
class Thumbnails:
    """One picture with thumbnails in rows."""

    picture: bytes
    """JPEG."""
    columns: int
    width: int
    """Of one; likewise the height."""
    height: int
    every_ms: int
    count: int


def poster(film: Path) -> bytes:
    """A frame of the film as JPEG, `POSTER_WIDTH` wide.

    Raises:
        Missing: there is no film.
        Invalid: it cannot be read.
    """
    at = _frames(film)[0] * POSTER_AT
    (rgb,) = film_frames(film, (int(at),), POSTER_WIDTH, near=True)
    return jpeg(rgb, QUALITY)


def strip(film: Path) -> Thumbnails:
    """A thumbnail of every two seconds of the film: the key frame before.

    Raises:
        As `poster`; a film of more than half an hour is Invalid.
    """
    count, rate = _frames(film)
    wanted = [int(n * rate * EVERY_MS / 1000) for n in range(MOST + 1)]
    wanted = [frame for frame in wanted if frame < count]
    if len(wanted) > MOST:
        raise Invalid("render.pack_too_long", path=film, minutes=MOST * EVERY_MS // 60_000)
    cells = list(film_frames(film, wanted, WIDTH, near=True))
    height, width = cells[0].shape[:2]
    rows = -(-len(cells) // COLUMNS)
    sheet = np.zeros((rows * height, COLUMNS * width, 3), np.uint8)
    for number, cell in enumerate(cells):
        row, column = divmod(number, COLUMNS)
        top, left = row * height, column * width
        sheet[top : top + height, left : left + width] = cell
    return Thumbnails(jpeg(sheet, QUALITY), COLUMNS, width, height, EVERY_MS, len(cells))


def _frames(film: Path) -> tuple[int, Fraction]:
    """How many frames the film has, and how many a second."""
    with av.open(film) as source:
        stream = source.streams.video[0]
        return stream.frames, stream.average_rate or Fraction(25)
