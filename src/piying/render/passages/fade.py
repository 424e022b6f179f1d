"""Fade: the picture comes out of black."""

from __future__ import annotations

from dataclasses import dataclass

from piying.render.kernels import fade
from piying.render.planes import Planes, colour
from piying.render.way import share, smooth

BLACK = colour(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Fade:
    """The picture comes out of black."""

    name: str = "fade"

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:  # noqa: ARG002 - out of nothing
        """`target` rises from black."""
        fade(target, BLACK, 1 - smooth(share(frame, length)))
