"""One-point perspective: metres of a place to design pixels of the wide view.

x grows to the right of the screen from the middle, y upwards from the floor, z away from the
eye; the figures stand at z = 0. A man of 1500 figure units is 1.72 metres tall, so a set's
camera and its `figure_scale` say the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass

import skia

LEFT, TOP, RIGHT, BOTTOM = -270.0, -240.0, 1350.0, 2160.0
"""The overscan of the wide view."""
WIDTH, HEIGHT = RIGHT - LEFT, BOTTOM - TOP
UNITS_PER_METRE = 1500 / 1.72

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the eye of a set is."""

    horizon: float = 960.0
    floor_y: float = 1670.0
    figure_scale: float = 0.6
    vanish_x: float = 540.0
    distance: float = 3.6
    """Metres from the eye to the figures."""

    @property
    def scale(self) -> float:
        """Pixels a metre where the figures stand."""
        return self.figure_scale * UNITS_PER_METRE

    @property
    def eye(self) -> float:
        """Metres from the floor to the eye."""
        return (self.floor_y - self.horizon) / self.scale

    def share(self, z: float) -> float:
        """How big a thing at `z` is beside the same thing at the figures."""
        return self.distance / (self.distance + z)

    def at(self, x: float, y: float, z: float) -> Point:
        """The pixel of the point (x, y, z)."""
        scale = self.scale * self.share(z)
        return (self.vanish_x + x * scale, self.horizon + (self.eye - y) * scale)

    def near(self) -> float:
        """The z nearest the eye that the overscan still shows of the floor."""
        return self.distance * ((self.floor_y - self.horizon) / (BOTTOM - self.horizon) - 1.0)

    def floor(self, height: float = 0.0) -> skia.Matrix:
        """From (x, z) metres of the level plane at `height` to pixels."""
        d = self.distance
        drop = self.horizon + (self.eye - height) * self.scale
        return skia.Matrix.MakeAll(
            self.scale, self.vanish_x / d, self.vanish_x, 0, self.horizon / d, drop, 0, 1 / d, 1
        )

    def side(self, x: float) -> skia.Matrix:
        """From (z, y) metres of the wall at `x` that runs away from the eye to pixels."""
        d, v, h = self.distance, self.vanish_x, self.horizon
        return skia.Matrix.MakeAll(
            v / d,
            0,
            v + x * self.scale,
            h / d,
            -self.scale,
            h + self.eye * self.scale,
            1 / d,
            0,
            1,
        )

    def back(self, z: float) -> skia.Matrix:
        """From (x, y) metres of the wall at `z` that faces the eye to pixels."""
        s = self.scale * self.share(z)
        return skia.Matrix.MakeAll(
            s, 0, self.vanish_x, 0, -s, self.horizon + self.eye * s, 0, 0, 1
        )
