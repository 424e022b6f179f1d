"""Chinese building: roofs with swept eaves, columns, lattice, lanterns, plaques, steps."""

from __future__ import annotations

from math import sin
from typing import TYPE_CHECKING

import skia

from piying.render.puppet.sets.glyphs import write
from piying.render.puppet.sets.hue import lift, mix
from piying.render.puppet.sets.pen import Pen, oval, path_of, rect, smooth, taper
from piying.render.puppet.sets.solid import SNOW

if TYPE_CHECKING:
    from collections.abc import Sequence


def roof(
    pen: Pen,
    x: float,
    eave: float,
    half: float,
    tall: float,
    colour: str,
    *,
    ridge_share: float = 0.55,
    trim: str = "#c9a25a",
    sweep: float = 0.2,
) -> None:
    """A tiled roof seen from the front: swept eaves, rows of tile, ridge with finials."""
    top = eave - tall
    ridge = half * ridge_share
    rise = tall * sweep
    outline = skia.Path()
    outline.moveTo(x - ridge, top)
    outline.quadTo(x - ridge - (half - ridge) * 0.35, eave - tall * 0.28, x - half, eave - rise)
    outline.quadTo(x - half * 0.62, eave + tall * 0.03, x, eave)
    outline.quadTo(x + half * 0.62, eave + tall * 0.03, x + half, eave - rise)
    outline.quadTo(x + ridge + (half - ridge) * 0.35, eave - tall * 0.28, x + ridge, top)
    outline.close()
    under = skia.Path()
    under.addPath(outline, 0, tall * 0.09)
    pen.fill(under, lift(colour, -0.72))
    pen.down(outline, lift(colour, 0.14), lift(colour, -0.28))
    with pen.clip(outline):
        _tile_rows(pen, x, eave, half, tall, ridge, colour)
        left = pen.tone.light.key_x < 0
        dark = (
            rect(x, top - 9, x + half, eave + 20)
            if left
            else rect(x - half, top - 9, x, eave + 20)
        )
        pen.fade(dark, ((x + (half if left else -half), 0), (x, 0)), 0.34)
        if pen.tone.snowy:
            pen.wash(outline, ((0, top), (0, eave)), (SNOW, SNOW, SNOW), (0.98, 0.8, 0.35))
    _eave(pen, x, eave, half, tall, rise, lift(trim, 0.1))
    bar = rect(
        x - ridge - tall * 0.03,
        top - tall * 0.07,
        x + ridge + tall * 0.03,
        top + tall * 0.03,
        4,
    )
    pen.down(bar, lift(colour, 0.25), lift(colour, -0.4))
    pen.line(
        [(x - ridge, top - tall * 0.06), (x + ridge, top - tall * 0.06)],
        SNOW if pen.tone.snowy else trim,
        max(2.0, tall * 0.025),
        0.9,
    )
    for side in (-1, 1):
        fx = x + side * ridge
        horn = [
            (fx, top),
            (fx + side * tall * 0.1, top - tall * 0.06),
            (fx + side * tall * 0.07, top - tall * 0.24),
            (fx - side * tall * 0.02, top - tall * 0.1),
        ]
        pen.fill(smooth(horn), lift(colour, -0.2))
        tip = [
            (x + side * half * 0.93, eave - rise * 0.86),
            (x + side * half, eave - rise),
            (x + side * (half + tall * 0.12), eave - rise - tall * 0.16),
        ]
        pen.fill(taper(tip, (tall * 0.1, tall * 0.07, tall * 0.01)), trim)


def _tile_rows(
    pen: Pen, x: float, eave: float, half: float, tall: float, ridge: float, colour: str
) -> None:
    count = max(9, int(half / max(9.0, tall * 0.085)))
    dark, light = skia.Path(), skia.Path()
    for i in range(-count, count + 1):
        share = i / count
        top_x, low_x = x + share * ridge, x + share * half
        middle = (top_x + (low_x - top_x) * 0.34, eave - tall * 0.3)
        for path, shift in ((dark, 0.0), (light, -max(1.5, tall * 0.014))):
            path.moveTo(top_x + shift, eave - tall)
            path.quadTo(
                middle[0] + shift,
                middle[1],
                low_x + shift,
                eave + 8 - tall * 0.2 * abs(share) ** 3,
            )
    size = max(1.6, tall * 0.028)
    pen.trace(dark, lift(colour, -0.55), size, 0.8)
    pen.trace(light, lift(colour, 0.35), size * 0.5, 0.6)
    for row in range(1, 9):
        y = eave - tall * (row / 9) ** 1.25
        sag = skia.Path()
        sag.moveTo(x - half, y - tall * 0.16 * (1 - row / 9))
        sag.quadTo(x, y + tall * 0.05, x + half, y - tall * 0.16 * (1 - row / 9))
        pen.trace(sag, lift(colour, -0.5), max(1.0, tall * 0.01), 0.35)


def _eave(
    pen: Pen, x: float, eave: float, half: float, tall: float, rise: float, trim: str
) -> None:
    edge = skia.Path()
    edge.moveTo(x - half, eave - rise)
    edge.quadTo(x - half * 0.62, eave + tall * 0.03, x, eave)
    edge.quadTo(x + half * 0.62, eave + tall * 0.03, x + half, eave - rise)
    pen.trace(edge, SNOW if pen.tone.snowy else trim, max(3.0, tall * 0.05), 1.0)
    count = max(12, int(half / max(8.0, tall * 0.07)))
    ends = skia.Path()
    for i in range(-count, count + 1):
        share = i / count
        y = eave + tall * 0.035 - (abs(share) ** 2.6) * (rise + tall * 0.02)
        ends.addCircle(x + share * half * 0.985, y, max(1.6, tall * 0.024))
    pen.fill(ends, lift(trim, -0.35))


def brackets(
    pen: Pen, left: float, right: float, y: float, size: float, colours: Sequence[str]
) -> None:
    """A row of bracket sets under an eave, painted in two colours."""
    count = max(2, round((right - left) / (size * 1.5)))
    pitch = (right - left) / count
    for i in range(count):
        x = left + (i + 0.5) * pitch
        for step, share in enumerate((0.95, 0.66, 0.36)):
            top = y + step * size * 0.3
            block = [
                (x - size * share * 0.6, top),
                (x + size * share * 0.6, top),
                (x + size * share * 0.44, top + size * 0.26),
                (x - size * share * 0.44, top + size * 0.26),
            ]
            tint = colours[step % len(colours)]
            pen.down(block, lift(tint, 0.12), lift(tint, -0.35))
            pen.line(block[:2], "#e9c67a", max(1.0, size * 0.05), 0.8)


def column(
    pen: Pen,
    x: float,
    top: float,
    foot: float,
    wide: float,
    colour: str,
    *,
    base: str = "#b9b2b5",
) -> None:
    """A round lacquered column on a stone drum, with one long highlight."""
    half = wide / 2
    shaft = rect(x - half, top, x + half, foot)
    key = pen.tone.light.key_x < 0
    stops = (lift(colour, -0.25), lift(colour, 0.2), colour, lift(colour, -0.6))
    line = ((x - half, 0.0), (x + half, 0.0)) if key else ((x + half, 0.0), (x - half, 0.0))
    pen.wash(shaft, line, stops, (), (0.0, 0.24, 0.5, 1.0))
    pen.fade(shaft, ((0, top), (0, top + (foot - top) * 0.25)), 0.45)
    glint = x + half * (-0.5 if key else 0.5)
    pen.line([(glint, top + wide), (glint, foot - wide)], "#fff1dc", wide * 0.05, 0.35)
    drum = rect(
        x - half * 1.35, foot - wide * 0.36, x + half * 1.35, foot + wide * 0.1, wide * 0.12
    )
    pen.across(drum, lift(base, 0.2 if key else -0.4), lift(base, -0.4 if key else 0.2))


def lattice(
    pen: Pen,
    left: float,
    top: float,
    right: float,
    foot: float,
    wood: str,
    paper: str = "#f3e3c2",
    *,
    glow: float = 0.0,
    panel: float = 0.32,
) -> None:
    """A lattice door: papered upper part, carved lower panel; `glow` lights the paper."""
    frame = rect(left, top, right, foot)
    pen.down(frame, lift(wood, 0.08), lift(wood, -0.3))
    wide, tall = right - left, foot - top
    pad = wide * 0.08
    split = foot - tall * panel
    window = rect(left + pad, top + pad, right - pad, split - pad)
    if glow:
        light = mix("#ff9e3d", "#ffd98a", 0.5)
        pen.down(window, paper, lift(paper, -0.1))
        pen.lit(window, light, 0.8 * glow)
        pen.glow((left + right) / 2, split - tall * 0.16, wide * 0.75, "#fff0c0", 0.75 * glow)
    else:
        pen.down(window, lift(paper, -0.08), lift(paper, -0.22))
    bars = skia.Path()
    columns, rows = 4, max(3, int((split - top) / (wide * 0.3)))
    inner_w, inner_h = wide - 2 * pad, split - top - 2 * pad
    for i in range(1, columns):
        x = left + pad + inner_w * i / columns
        bars.moveTo(x, top + pad)
        bars.lineTo(x, split - pad)
    for j in range(1, rows):
        y = top + pad + inner_h * j / rows
        bars.moveTo(left + pad, y)
        bars.lineTo(right - pad, y)
        for i in range(columns):
            cx = left + pad + inner_w * (i + 0.5) / columns
            bars.addPath(path_of(_diamond(cx, y, inner_w / columns * 0.3)))
    pen.trace(bars, lift(wood, -0.35), max(1.4, wide * 0.022))
    inset = rect(left + pad, split + pad * 0.2, right - pad, foot - pad, pad * 0.5)
    pen.down(inset, lift(wood, -0.35), lift(wood, -0.05))
    pen.trace(inset, lift(wood, 0.4), max(1.0, wide * 0.014), 0.6)
    pen.trace(
        oval((left + right) / 2, (split + foot) / 2, wide * 0.18, tall * panel * 0.2),
        lift(wood, 0.35),
        max(1.0, wide * 0.014),
        0.5,
    )


def _diamond(x: float, y: float, r: float) -> list[tuple[float, float]]:
    return [(x - r, y), (x, y - r), (x + r, y), (x, y + r)]


def lantern(
    pen: Pen, x: float, y: float, size: float, colour: str = "#d8342c", *, word: str = ""
) -> None:
    """A paper lantern on a cord whose middle is (x, y): ribs, gold caps, tassel, glow."""
    lamps = pen.tone.lamps
    pen.line([(x, y - size * 2.6), (x, y - size)], "#3a2430", max(1.5, size * 0.05))
    pen.glow(x, y, size * 4.2, "#ff8a3c", 0.62 * lamps)
    body = oval(x, y, size, size * 0.86)
    pen.across(body, lift(colour, 0.12), lift(colour, -0.4))
    if lamps:
        pen.lit(body, mix(colour, "#ff6a2c", 0.4), 0.75 * lamps)
        pen.glow(x, y + size * 0.1, size * 0.95, "#ffe9a8", 0.95 * lamps, 0.85)
    with pen.clip(body):
        for i in range(-3, 4):
            rib = oval(x, y, abs(i) * size * 0.3 + 0.5, size * 0.88)
            pen.trace(rib, lift(colour, -0.5), max(1.0, size * 0.035), 0.45)
        pen.glow(x - size * 0.4, y - size * 0.4, size * 0.5, "#ffffff", 0.22)
    for sign in (-1, 1):
        cap = rect(
            x - size * 0.42,
            y + sign * size * 0.82 - size * 0.1,
            x + size * 0.42,
            y + sign * size * 0.82 + size * 0.1,
            2,
        )
        pen.down(cap, "#f0cf7c", "#8a5a2a")
    for i in range(-3, 4):
        pen.line(
            [(x + i * size * 0.05, y + size * 0.9), (x + i * size * 0.09, y + size * 1.75)],
            "#e0a63c",
            max(1.2, size * 0.05),
            0.95,
        )
    if word:
        write(pen, word, x - size * 0.42, y - size * 0.42, size * 0.84, "#4a1410")


def plaque(
    pen: Pen,
    x: float,
    y: float,
    wide: float,
    tall: float,
    words: str,
    *,
    board: str = "#1f2a5a",
    ink: str = "#f3cf74",
) -> None:
    """A name board with gilt characters around (x, y)."""
    pen.shadow(
        rect(x - wide / 2, y - tall / 2 + tall * 0.1, x + wide / 2, y + tall * 0.62),
        0.45,
        tall * 0.06,
    )
    frame = rect(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2, tall * 0.06)
    pen.down(frame, "#e8c06a", "#8f5f2c")
    inner = rect(
        x - wide / 2 + tall * 0.1, y - tall * 0.4, x + wide / 2 - tall * 0.1, y + tall * 0.4
    )
    pen.down(inner, lift(board, 0.1), lift(board, -0.3))
    size = tall * 0.6
    gap = (wide - tall * 0.2) / len(words)
    for i, word in enumerate(words):
        left = x - wide / 2 + tall * 0.1 + gap * (i + 0.5) - size / 2
        write(pen, word, left, y - size / 2, size, ink)


def balustrade(
    pen: Pen, left: float, right: float, foot: float, tall: float, colour: str
) -> None:
    """A stone railing: posts with bud caps, pierced panels."""
    count = max(2, round((right - left) / (tall * 1.25)))
    pitch = (right - left) / count
    for i in range(count):
        x = left + i * pitch
        panel = rect(
            x + tall * 0.12, foot - tall * 0.72, x + pitch - tall * 0.02, foot - tall * 0.08
        )
        pen.down(panel, lift(colour, 0.05), lift(colour, -0.25))
        pen.fill(
            rect(
                x + tall * 0.24,
                foot - tall * 0.56,
                x + pitch - tall * 0.14,
                foot - tall * 0.42,
                tall * 0.06,
            ),
            lift(colour, -0.5),
            0.6,
        )
        pen.line(
            [(x, foot - tall * 0.74), (x + pitch, foot - tall * 0.74)],
            SNOW if pen.tone.snowy else lift(colour, 0.5),
            tall * 0.06,
        )
    for i in range(count + 1):
        x = left + i * pitch
        post = rect(x - tall * 0.08, foot - tall * 0.9, x + tall * 0.08, foot)
        pen.across(post, lift(colour, 0.2), lift(colour, -0.4))
        pen.fill(
            oval(x, foot - tall * 0.94, tall * 0.09, tall * 0.12),
            SNOW if pen.tone.snowy else lift(colour, 0.15),
        )
    pen.down(rect(left, foot - tall * 0.08, right, foot), lift(colour, 0.1), lift(colour, -0.4))


def curtain(
    pen: Pen,
    left: float,
    right: float,
    top: float,
    foot: float,
    colour: str,
    *,
    gather: float = 0.0,
) -> None:
    """Hanging cloth in folds; `gather` pulls its foot toward its middle."""
    count = max(4, int((right - left) / 26))
    middle = (left + right) / 2
    for i in range(count):
        a, b = i / count, (i + 1) / count
        edges = []
        for share in (a, b):
            x = left + (right - left) * share
            edges.append((x, x + (middle - x) * gather))
        fold = [
            (edges[0][0], top),
            (edges[1][0], top),
            (edges[1][1], foot),
            (edges[0][1], foot),
        ]
        wave = sin(i * 2.1) * 0.5 + sin(i * 0.83) * 0.5
        tint = lift(colour, wave * 0.24)
        pen.across(fold, lift(tint, 0.12), lift(tint, -0.22))
    whole = [
        (left, top),
        (right, top),
        (right + (middle - right) * gather, foot),
        (left + (middle - left) * gather, foot),
    ]
    pen.fade(whole, ((0, top), (0, top + (foot - top) * 0.2)), 0.35)
    pen.fade(whole, ((0, foot), (0, foot - (foot - top) * 0.4)), 0.25)


def coil(pen: Pen, x: float, y: float, size: float, colour: str) -> None:
    """A curled cloud ornament."""
    path = skia.Path()
    for turn in range(2):
        r = size * (1 - turn * 0.4)
        path.addArc(skia.Rect(x - r, y - r, x + r, y + r), 200 if turn % 2 else 20, 250)
    path.moveTo(x - size, y + size)
    path.quadTo(x, y + size * 1.3, x + size * 1.6, y + size * 0.9)
    pen.trace(path, colour, size * 0.16)


def wave_border(
    pen: Pen, left: float, right: float, y: float, size: float, colour: str
) -> None:
    """Rows of scalloped waves, as on hems and screens."""
    path = skia.Path()
    for row in range(3):
        x = left - (size if row % 2 else 0)
        while x < right + size:
            for r in (1.0, 0.66, 0.33):
                box = skia.Rect(
                    x - size * r,
                    y + row * size * 0.5 - size * r,
                    x + size * r,
                    y + row * size * 0.5 + size * r,
                )
                path.addArc(box, 180, 180)
            x += size * 2
    pen.trace(path, colour, max(1.0, size * 0.07), 0.8)
