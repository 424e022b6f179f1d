"""The outline of the face from the front, turned, and from the side, and all between.

Three drawings of one outline, turned to the right of the screen, each a list of 22 points:
down the far side from the crown, around the chin, up the near side. A head turned to the left
uses them reflected; nothing that is not symmetric is in them.
"""

from __future__ import annotations

from functools import lru_cache

import skia

from piying.render.puppet.manhua.line import Point, loop
from piying.render.puppet.manhua.proportions import FaceForm
from piying.render.puppet.manhua.turn import PROFILE_DEGREES, Turn

_Outline = tuple[tuple[float, float, float], ...]
"""(x, y, depth) of each point."""
FAR = slice(3, 13)
"""From the far brow to the chin."""
NEAR = slice(12, 18)
"""From the chin to the near ear."""


@lru_cache(maxsize=64)
def _drawings(face: FaceForm) -> tuple[_Outline, _Outline, _Outline]:
    w, k, j, c, h = face.width, face.cheek, face.jaw, face.chin_width, face.chin_y
    d, n, o = h - 106.0, j - 58.0, face.jowl
    right = (
        (w * 0.66, -92.0, 20.0), (w * 0.95, -60.0, 24.0), (w * 1.005, -26.0, 20.0),
        (w * 0.99, 4.0, 16.0), (k * 1.005, 26.0, 14.0), (k * 0.965 + n * 0.2, 44.0, 14.0),
        (j * 1.09, 60.0 + d * 0.5, 18.0), (j * 0.88 + o * 3.0, 76.0 + d * 0.7 + o * 4.5, 30.0),
        (c + 18.5 - o * 1.5, h - 13.0 + o * 1.0, 56.0), (c * 0.85 + 5.0, h - 4.0, 72.0),
    )  # fmt: skip
    front: _Outline = (
        (0.0, -108.0, 0.0),
        *right,
        (0.0, h, 78.0),
        *((-x, y, z) for x, y, z in reversed(right)),
    )
    turned: _Outline = (
        (6.0, -109.0, 0.0), (54.0, -94.0, 20.0), (77.0, -60.0, 30.0), (w + 5.0, -26.0, 34.0),
        (w - 2.0, 3.0, 36.0), (k + 5.0, 26.0, 40.0), (k + 1.0, 44.0, 46.0),
        (j + 12.0, 62.0 + d * 0.5, 56.0),
        (j + 3.0 - n * 0.3 + o * 1.5, 78.0 + d * 0.7 + o * 2.0, 62.0),
        (51.0 + c * 0.25, h - 14.0, 70.0), (44.0 + c * 0.3, h - 3.0, 74.0), (36.0, h, 74.0),
        (25.0 - c * 0.4, h - 3.0, 66.0), (6.0 - c, h - 11.0 + o * 0.5, 54.0),
        (-24.0 - n * 1.2, 79.0 + d * 0.6 + n * 0.6 + o * 4.0, 34.0),
        (-44.0 - n * 0.9, 62.0 + d * 0.4 + n, 20.0), (-58.0 - n * 0.3, 42.0, 8.0),
        (-65.0, 22.0, 0.0), (-70.0, 2.0, 0.0),
        (-74.0, -26.0, 0.0), (-72.0, -62.0, 0.0), (-46.0, -96.0, 0.0),
    )  # fmt: skip
    side: _Outline = (
        (12.0, -108.0, 0.0), (52.0, -94.0, 10.0), (76.0, -62.0, 20.0), (85.0, -26.0, 24.0),
        (79.0, 2.0, 24.0), (80.0, 28.0, 24.0), (83.0, 48.0, 24.0),
        (87.0, 62.0 + d * 0.6, 24.0), (81.0, 77.0 + d * 0.7, 24.0),
        (81.0, h - 17.0, 24.0), (79.0, h - 5.0, 24.0), (67.0, h, 24.0),
        (52.0 - c * 0.2, h - 3.0, 22.0), (32.0 - c * 0.4, h - 10.0, 20.0),
        (6.0 - n * 0.8, 78.0 + d * 0.6 + n, 10.0), (-9.0 - n * 0.4, 60.0 + d * 0.4 + n, 4.0),
        (-15.0, 40.0, 0.0), (-17.0, 20.0, 0.0), (-20.0, 0.0, 0.0),
        (-26.0, -28.0, 0.0), (-34.0, -62.0, 0.0), (-16.0, -98.0, 0.0),
    )  # fmt: skip
    return front, turned, side


def outline_of(face: FaceForm, turn: Turn) -> list[Point]:
    """The outline of the face on the screen at that turn."""
    front, turned, side = _drawings(face)
    half = PROFILE_DEGREES / 2
    degrees = min(PROFILE_DEGREES, abs(turn.degrees))
    first, second = (front, turned) if degrees <= half else (turned, side)
    share = degrees / half if degrees <= half else degrees / half - 1.0
    share = share if degrees <= half else share * share * (2.0 - share)
    keep = 1.0 - share
    sign, up, flat = turn.side, turn.pitch_sine, turn.pitch_cosine
    out: list[Point] = []
    for (ax, ay, az), (bx, by, bz) in zip(first, second, strict=True):
        y = ay * keep + by * share
        z = az * keep + bz * share
        out.append(((ax * keep + bx * share) * sign, (y - 6.0) * flat - (z - 12.0) * up + 6.0))
    return out


def face_path(outline: list[Point]) -> skia.Path:
    """The face as a closed form."""
    return loop(outline)
