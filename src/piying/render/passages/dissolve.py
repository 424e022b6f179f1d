"""Dissolve: one picture melts into the other."""

from __future__ import annotations

from dataclasses import dataclass

from piying.render.kernels import mix
from piying.render.planes import Planes
from piying.render.way import share, smooth


@dataclass(frozen=True, slots=True)
class Dissolve:
    """Time passes: one picture melts into the other."""

    name: str = "dissolve"

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """`before` fades out over `target`."""
        mix(target, before, 1 - smooth(share(frame, length)))
