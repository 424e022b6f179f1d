"""Hide: dyed, translucent leather, cut once and drawn often.

A piece is what one joint carries: zones of dyed hide side by side, the holes through which the
lamp shines, a darker edge where the dye gathers, and a contour of ink. Pieces are drawn with
multiply, so that leather on leather darkens as it does on a lit screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import skia

from piying.render.puppet.shadow.knife import apart, join, less, meet, placed, strip, together

INK = 0xFF1E0D06
LAMP = 0xFFFFEBBC
HIDE_ALPHA = 0.93
CONTOUR = 4.2
"""Figure units of the line round a piece."""
HOLE_EDGE = 1.7
RIM = 20.0
"""Width of the brush that deepens the dye along an edge."""


@dataclass(frozen=True, slots=True)
class Coat:
    """One fill of a piece."""

    path: skia.Path
    colour: int
    multiply: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Leather of one joint, in the joint's own units."""

    coats: tuple[Coat, ...]
    outline: skia.Path
    left: float
    top: float
    right: float
    bottom: float


def faded(colour: int, alpha: float) -> int:
    """`colour` with this share of its own alpha."""
    return (round(((colour >> 24) & 255) * alpha) << 24) | (colour & 0xFFFFFF)


def mixed(colour: int, other: int, share: float) -> int:
    """`colour` moved toward `other`, opaque."""
    out = 0xFF
    for shift in (16, 8, 0):
        a, b = (colour >> shift) & 255, (other >> shift) & 255
        out = (out << 8) | round(a + (b - a) * share)
    return out


def _light(dye: int) -> bool:
    """Whether a hole in hide of this colour needs an edge to be seen."""
    r, g, b = ((dye >> shift) & 255 for shift in (16, 8, 0))
    return 3 * r + 6 * g + b > 1300


class Cutter:
    """Puts one piece together."""

    def __init__(self) -> None:
        self._zones: list[tuple[skia.Path, int]] = []
        self._holes: list[skia.Path] = []
        self._inks: list[tuple[skia.Path, int]] = []

    def hide(self, path: skia.Path, dye: int, holes: Iterable[skia.Path] = ()) -> Cutter:
        """Lay a zone of dyed hide over what is there, with holes of its own."""
        self._zones = [
            (under if apart(under, path) else less(under, path), colour)
            for under, colour in self._zones
        ]
        self._zones.append((path, dye))
        self._holes.extend(holes)
        return self

    def inlay(self, path: skia.Path, dye: int, holes: Iterable[skia.Path] = ()) -> Cutter:
        """Dye a part of the hide that is there: `path` counts only inside it."""
        whole = skia.Path()
        for under, _ in self._zones:
            whole = join(whole, under)
        return self.hide(meet(path, whole), dye, holes)

    def merge(self, other: Cutter, x: float, y: float) -> Cutter:
        """Take over what `other` holds, moved by (x, y)."""
        for path, dye in other._zones:
            self.hide(placed(path, x, y), dye)
        self._holes += [placed(path, x, y) for path in other._holes]
        self._inks += [(placed(path, x, y), colour) for path, colour in other._inks]
        return self

    def cut(self, holes: Iterable[skia.Path]) -> Cutter:
        """Cut holes."""
        self._holes.extend(holes)
        return self

    def ink(self, path: skia.Path, colour: int = INK) -> Cutter:
        """Draw a solid line or patch on top."""
        self._inks.append((path, colour))
        return self

    def line(self, path: skia.Path, width: float = 3.0, colour: int = INK) -> Cutter:
        """Draw a line on top."""
        return self.ink(strip(path, width), colour)

    def _held(self, zone: skia.Path) -> Iterator[skia.Path]:
        """The holes whose middle lies in `zone`."""
        for hole in self._holes:
            box = hole.getBounds()
            if zone.contains(box.centerX(), box.centerY()):
                yield hole

    def done(self, *, contour: float = CONTOUR, lamp: float = 0.8, shade: float = 0.3) -> Piece:
        """The piece, cut."""
        outline = skia.Path()
        for part, _ in (*self._zones, *self._inks):
            outline = join(outline, part)
        coats = [Coat(outline, faded(LAMP, lamp), multiply=False)]
        for zone, dye in self._zones:
            mine = together(hole for hole in self._holes if not apart(hole, zone))
            kept = zone if mine.isEmpty() else less(zone, mine)
            coats.append(Coat(kept, faded(dye, HIDE_ALPHA)))
            if shade and min(zone.getBounds().width(), zone.getBounds().height()) > RIM * 2:
                rim = meet(strip(zone, RIM), kept)
                coats.append(Coat(rim, faded(mixed(dye, INK, 0.45), shade)))
            if _light(dye):
                edges = strip(together(self._held(zone)), HOLE_EDGE, fine=False)
                coats.append(Coat(edges, faded(INK, 0.72), multiply=False))
            if contour:
                coats.append(Coat(strip(zone, contour, fine=False), INK, multiply=False))
        coats += [Coat(mark, colour, multiply=False) for mark, colour in self._inks]
        bounds = outline.computeTightBounds()
        return Piece(
            tuple(coats), outline, bounds.left() - contour, bounds.top() - contour,
            bounds.right() + contour, bounds.bottom() + contour,
        )  # fmt: skip


def draw(
    canvas: skia.Canvas,
    piece: Piece,
    tint: skia.ColorFilter | None = None,
    *,
    inlaid: bool = False,
) -> None:
    """Draw `piece` at the origin; `inlaid` hides what it covers instead of darkening it."""
    for coat in piece.coats:
        paint = skia.Paint(AntiAlias=True, Color=coat.colour)
        if coat.multiply and not inlaid:
            paint.setBlendMode(skia.BlendMode.kMultiply)
        if tint is not None:
            paint.setColorFilter(tint)
        canvas.drawPath(coat.path, paint)


def rivet(x: float, y: float, radius: float = 9.0) -> Piece:
    """The knot of thread that holds a joint: a dark ring with a bright head."""
    cutter = Cutter()
    ring, head = skia.Path(), skia.Path()
    ring.addCircle(x, y, radius)
    head.addCircle(x - radius * 0.15, y - radius * 0.2, radius * 0.42)
    return cutter.hide(ring, 0xFF7A4A1C).ink(head, 0xFFFFE7B4).done(contour=3.0, shade=0.0)
