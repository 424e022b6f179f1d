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
THROUGH_MAX = 0.13
"""Light hide would let the scenery shine through a face and hands: no more than this."""
UNDER = 0.25
"""How bright the leather is, 0 … 1, on which leather mostly lies."""
GAIN_MAX = 2.0
RIM = 20.0
"""Width of the brush that deepens the dye along an edge."""


@dataclass(frozen=True, slots=True)
class Coat:
    """One fill of a piece."""

    path: skia.Path
    colour: int
    multiply: bool = True
    zone: bool = False
    """It is the hide itself, not a line, an edge or the lamp behind it."""


@dataclass(frozen=True, slots=True)
class Lamp:
    """The lit cloth behind the puppets, as hide on a sheet of its own must know it.

    Leather multiplies what lies below, colour by colour; a sheet has one alpha for all three.
    So a zone of hide takes the alpha that darkens a middling dye as much as multiplying does,
    and its colour is made darker by what this lets through of the cloth: before the cloth it
    keeps its colour, before other leather it is darker.
    """

    red: float
    """0 … 1, as the other two: the cloth where puppets stand."""
    green: float
    blue: float

    def through(self, back: int, dye: int) -> skia.Color4f:
        """The colour and alpha of hide dyed `dye` with the lamp's light `back` in it."""
        glow, cover = (back >> 24) / 255, (dye >> 24) / 255
        own = _channels(dye)
        cloth = (self.red, self.green, self.blue)
        # dye multiplied into the glow, on nothing
        lit = [
            cover * c * (1 - glow) + b * glow * (1 - cover + cover * c)
            for b, c in zip(_channels(back), own, strict=True)
        ]
        alpha = glow + cover - glow * cover
        strength = (sum(c * c for c in own) / 3) ** 0.5
        bright = sum(cloth) / 3
        gain = min(GAIN_MAX, (1 - UNDER) / max(0.01, bright - UNDER))
        seen = min(THROUGH_MAX, cover * (1 - glow) * strength * gain)
        kept = alpha - seen
        tone = [
            min(1.0, max(0.0, c - seen * s) / kept) for c, s in zip(lit, cloth, strict=True)
        ]
        return skia.Color4f(*tone, kept)


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


def _channels(colour: int) -> tuple[float, float, float]:
    """Red, green and blue, 0 … 1."""
    return (colour >> 16 & 255) / 255, (colour >> 8 & 255) / 255, (colour & 255) / 255


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
            coats.append(Coat(kept, faded(dye, HIDE_ALPHA), zone=True))
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
    lamp: Lamp | None = None,
) -> None:
    """Draw `piece` at the origin.

    Args:
        canvas: where to; it holds what lies under the piece, or nothing.
        piece: what to draw.
        tint: what the hour or the distance from the screen does to its colours.
        inlaid: hide what the piece covers instead of darkening it.
        lamp: give the hide as much alpha as it darkens what will lie below; then the piece
            may be drawn on a sheet of its own. Without a lamp it darkens what is there now.
    """
    for coat in piece.coats:
        paint = skia.Paint(AntiAlias=True, Color=coat.colour)
        if tint is not None:
            paint.setColorFilter(tint)
        if lamp is not None and coat.zone and not inlaid:
            back, dye = piece.coats[0].colour, coat.colour
            if tint is not None:
                back, dye = tint.filterColor(back), tint.filterColor(dye)
            paint = skia.Paint(lamp.through(back, dye))
            paint.setAntiAlias(True)
            paint.setBlendMode(skia.BlendMode.kSrc)
        elif coat.multiply and not inlaid:
            paint.setBlendMode(skia.BlendMode.kMultiply)
        canvas.drawPath(coat.path, paint)


def rivet(x: float, y: float, radius: float = 9.0) -> Piece:
    """The knot of thread that holds a joint: a dark ring with a bright head."""
    cutter = Cutter()
    ring, head = skia.Path(), skia.Path()
    ring.addCircle(x, y, radius)
    head.addCircle(x - radius * 0.15, y - radius * 0.2, radius * 0.42)
    return cutter.hide(ring, 0xFF7A4A1C).ink(head, 0xFFFFE7B4).done(contour=3.0, shade=0.0)
