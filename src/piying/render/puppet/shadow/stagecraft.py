"""What frames the stage: the wing curtains, the cloth above, the ground to walk on."""

from __future__ import annotations

from functools import lru_cache
from random import Random

import skia

from piying.render.puppet.shadow.dye import (
    CRIMSON,
    GREEN,
    OCHRE,
    VERMILION,
)
from piying.render.puppet.shadow.hide import Cutter, Piece, mixed
from piying.render.puppet.shadow.knife import (
    dense,
    disc,
    placed,
    rect,
    smooth,
    strip,
)
from piying.render.puppet.shadow.motif import bordered, motif, petal, veins


@lru_cache(maxsize=4)
def curtain(height: float, width: float, dye: int = CRIMSON) -> Piece:
    """A curtain on the left of the stage, tied back; it hangs from y = 0, its edge at x = 0."""
    tie = height * 0.62
    body = smooth(
        [
            (-40, 0),
            (width, 0),
            (width * 0.94, height * 0.2),
            (width * 0.6, tie * 0.82),
            (width * 0.32, tie),
            (width * 0.42, tie + 90),
            (width * 0.58, height * 0.84),
            (width * 0.5, height),
            (-40, height),
        ],
        corners=(0, 1, 7, 8),
    )
    cutter = Cutter().hide(body, dye)
    for k in range(5):
        x = width * (0.86 - k * 0.18)
        cutter.cut([veins([(x, 30), (x * 0.92, height * 0.22), (x * 0.5, tie * 0.86)], 9)])
        cutter.cut(
            [
                veins(
                    [
                        (width * 0.3 - k * 14, tie + 70),
                        (width * 0.42 - k * 20, height * 0.8),
                        (width * 0.4 - k * 22, height - 30),
                    ],
                    8,
                )
            ]
        )
    edge = [
        (width * 0.95, 16),
        (width * 0.89, height * 0.2),
        (width * 0.56, tie * 0.81),
        (width * 0.3, tie - 8),
    ]
    cutter.inlay(_band(edge, 46), OCHRE, bordered(edge, "coin", 13, gap=2.5))
    low = [(width * 0.38, tie + 92), (width * 0.54, height * 0.84), (width * 0.47, height - 8)]
    cutter.inlay(_band(low, 40), OCHRE, bordered(low, "coin", 12, gap=2.5))
    cord = smooth(
        [
            (-40, tie - 30),
            (width * 0.16, tie - 10),
            (width * 0.38, tie - 4),
            (width * 0.4, tie + 44),
            (width * 0.16, tie + 40),
            (-40, tie + 20),
        ]
    )
    cutter.hide(
        cord,
        mixed(OCHRE, VERMILION, 0.25),
        bordered([(0, tie + 8), (width * 0.34, tie + 20)], "bead", 7, gap=3),
    )
    for k in range(4):
        x = width * 0.36 + k * 9
        cutter.hide(rect(x - 3, tie + 40, x + 3, tie + 150 - abs(k - 1.5) * 8, 2), OCHRE)
    return cutter.done(contour=3.6, lamp=0.3)


def _band(points: list[tuple[float, float]], width: float) -> skia.Path:
    return strip(smooth(dense(points), closed=False), width, round_ends=False)


@lru_cache(maxsize=4)
def valance(width: float, height: float, dye: int = CRIMSON) -> Piece:
    """The cloth over the top of the stage: scallops and tassels, hanging from y = 0."""
    cutter = Cutter().hide(rect(-width / 2, -320, width / 2, height * 0.5), dye)
    count = 7
    step = width / count
    for k in range(count):
        x = -width / 2 + step * (k + 0.5)
        flap = smooth(
            [
                (x - step * 0.5, height * 0.46),
                (x - step * 0.46, height * 0.74),
                (x - step * 0.2, height * 0.84),
                (x, height * 1.04),
                (x + step * 0.2, height * 0.84),
                (x + step * 0.46, height * 0.74),
                (x + step * 0.5, height * 0.46),
            ],
            corners=(0, 3, 6),
        )
        cutter.hide(
            flap,
            (VERMILION, GREEN)[k % 2],
            [placed(motif("ruyi" if k % 2 else "peony"), x, height * 0.68, height * 0.17)],
        )
        cutter.hide(disc(x, height * 1.08, height * 0.045), OCHRE).hide(
            petal(height * -0.22, height * 0.035, -height * 1.1), OCHRE
        )
    cutter.hide(
        rect(-width / 2, height * 0.34, width / 2, height * 0.5),
        OCHRE,
        bordered(
            [(-width / 2 + 14, height * 0.42), (width / 2 - 14, height * 0.42)],
            "knot",
            height * 0.06,
            gap=2.5,
        ),
    )
    cutter.cut(
        bordered(
            [(-width / 2 + 20, height * 0.16), (width / 2 - 20, height * 0.16)],
            "cloud",
            height * 0.12,
            gap=2.7,
        )
    )
    cutter.cut(
        bordered(
            [(-width / 2 + 60, -height * 0.25), (width / 2 - 60, -height * 0.25)],
            "cloud",
            height * 0.12,
            gap=2.7,
        )
    )
    return cutter.done(contour=3.4, lamp=0.3)


@lru_cache(maxsize=16)
def ground(width: float, dye: int, seed: int, *, wild: bool, kind: str = "fret") -> Piece:
    """The strip to walk on, its top at y = 0: earth when `wild`, or a carved sill."""
    rng = Random(f"ground/{seed}")  # noqa: S311 - scenery
    half = width / 2
    top = [(-half, 0.0)]
    if wild:
        top += [(-half + width * (k + 0.5) / 9, rng.uniform(-12, 8)) for k in range(9)]
    top.append((half, 0.0))
    body = smooth(
        [*top, (half, 700), (-half, 700)], corners=(0, len(top) - 1, len(top), len(top) + 1)
    )
    cutter = Cutter().hide(body, dye)
    if wild:
        for _ in range(34):
            x, y = rng.uniform(-half, half), rng.uniform(34, 330)
            long = rng.uniform(60, 190)
            cutter.cut(
                [
                    veins(
                        [(x, y), (x + long * 0.5, y - rng.uniform(4, 14)), (x + long, y)],
                        rng.uniform(4, 8),
                    )
                ]
            )
        for k in range(7):
            x = -half + width * (k + 0.5) / 7
            cutter.cut(
                [placed(motif("cloud"), x + rng.uniform(-30, 30), rng.uniform(120, 210), 28)]
            )
    else:
        cutter.hide(rect(-half, 0, half, 20), OCHRE)
        cutter.hide(
            rect(-half, 42, half, 118),
            mixed(dye, VERMILION, 0.4),
            bordered([(-half + 10, 80), (half - 10, 80)], kind, 27, gap=2.35),
        )
        cutter.hide(rect(-half, 138, half, 150), OCHRE)
        cutter.cut(bordered([(-half + 30, 220), (half - 30, 220)], "ruyi", 46, gap=2.6))
    return cutter.done(contour=4.0, lamp=0.25)
