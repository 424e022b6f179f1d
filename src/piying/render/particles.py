"""Things that fall or drift through a picture: small sprites whose place is a function of time.

No particle remembers anything: where it is at frame n follows from its own numbers and n,
so a film can be drawn in any order.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import skia

from piying.render.effect import View
from piying.render.kernels import BoxCache, draw_texture
from piying.render.planes import Planes, Texture, texture_of
from piying.render.surface import painted

DESIGN_WIDTH = 1080

CACHE_BYTES = 48 << 20

NEAR_FEWER, NEAR_LARGER = 0.35, 0.45
"""By how much a close-up shows fewer particles, and larger ones."""


@dataclass(frozen=True, slots=True)
class Mote:
    """One particle; lengths in design pixels of a frame 1080 wide."""

    sprite: int
    """Which of the effect's drawings it is; it turns through `turns` more."""
    x: float
    y: float
    speed_x: float
    """Design pixels a second."""
    speed_y: float
    sway: float
    sway_s: float
    phase: float
    scale: float
    opacity: float
    turns: int = 1
    turn_s: float = 1.0


@dataclass(slots=True)
class MoteLayer:
    """Particles over a picture."""

    view: View
    drawings: tuple[Texture, ...]
    motes: tuple[Mote, ...]
    margin: float
    """Design pixels beyond the frame in which a particle is still on its way."""
    _cache: BoxCache = field(default_factory=lambda: BoxCache(CACHE_BYTES))

    def draw(self, target: Planes, frame: int) -> None:
        """Draw every particle where it is at `frame`."""
        unit = self.view.width / DESIGN_WIDTH
        wide = DESIGN_WIDTH + 2 * self.margin
        high = self.view.height / unit + 2 * self.margin
        seconds = frame / self.view.rate
        # near the camera there are fewer of them in the frame, and each is larger
        near = self.view.near
        shown = self.motes[: max(1, round(len(self.motes) * (1 - NEAR_FEWER * near)))]
        larger = 1 + NEAR_LARGER * near
        for mote in shown:
            swing = mote.sway * math.sin(2 * math.pi * (seconds / mote.sway_s + mote.phase))
            x = (mote.x + mote.speed_x * seconds + swing) % wide - self.margin
            y = (mote.y + mote.speed_y * seconds) % high - self.margin
            turn = (
                int(seconds / mote.turn_s * mote.turns + mote.phase * mote.turns) % mote.turns
            )
            texture = self.drawings[mote.sprite + turn]
            scale = unit * mote.scale * larger
            left = x * unit - scale * (texture.width / 2 - texture.border)
            top = y * unit - scale * (texture.height / 2 - texture.border)
            draw_texture(target, texture, left, top, scale, mote.opacity, self._cache)

    def state(self, frame: int) -> Hashable:
        """Every frame is another picture."""
        return frame


def drawing(
    width: int, draw: Callable[[skia.Canvas], None], key: str, height: int = 0
) -> Texture:
    """A texture drawn round its middle, which is the canvas's origin; square by default."""
    height = height or width

    def paint(canvas: skia.Canvas) -> None:
        canvas.translate(width / 2, height / 2)
        draw(canvas)

    return texture_of(painted(width, height, paint), key)


def scattered(view: View, name: str) -> random.Random:
    """The chance of one effect in one shot."""
    return random.Random(f"{name}/{view.seed}")  # noqa: S311 - drops of rain, not secrets


def still(view: View, draw: Callable[[skia.Canvas, float, float], None], key: str) -> Texture:
    """A picture that covers the frame, rastered at a quarter of its size: soft things only.

    `draw` gets the canvas in design pixels and the frame's width and height in them. Equal
    keys promise equal pictures.
    """
    # even, as textures are, and high enough for the last row whatever the shape
    width = math.ceil(view.width / 8) * 2
    height = math.ceil(view.height * width / view.width)
    unit = width / DESIGN_WIDTH

    def paint(canvas: skia.Canvas) -> None:
        canvas.scale(unit, unit)
        draw(canvas, float(DESIGN_WIDTH), height / unit)

    return texture_of(painted(width, height, paint), key, border=0)


@dataclass(slots=True)
class Overlay:
    """Soft pictures over the frame, each with an opacity that is a function of the frame."""

    view: View
    pictures: tuple[Texture, ...]
    opacity: Callable[[int], tuple[float, ...]]

    def draw(self, target: Planes, frame: int) -> None:
        """Lay the pictures over the frame."""
        for texture, share in zip(self.pictures, self.opacity(frame), strict=True):
            scale = target.width / texture.width
            draw_texture(target, texture, 0.0, 0.0, scale, share)

    def state(self, frame: int) -> Hashable:
        """The opacities."""
        return self.opacity(frame)
