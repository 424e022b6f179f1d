"""Flash: the old picture bursts into white, out of which the new one comes."""

from __future__ import annotations

from dataclasses import dataclass

from piying.render.light import burst
from piying.render.planes import Planes


@dataclass(frozen=True, slots=True)
class Flash:
    """A shock: the old picture bursts into white, out of which the new one comes."""

    name: str = "flash"
    rise: float = 0.3
    """The share of the passage in which the old picture whitens, 0 … 0.9."""

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """`before` rises to white, `target` falls from it."""
        t = (frame + 0.5) / length
        if t < self.rise and length > 2:
            target.copy_from(before)
            white = t / self.rise
        else:
            left = (1 - t) / (1 - self.rise) if length > 2 else 1 - t
            white = left
        burst(target, white)
