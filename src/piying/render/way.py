"""Ways: how far a movement is at a moment, and where it goes."""

from __future__ import annotations

from enum import Enum


class Way(Enum):
    """Where something goes on the screen."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"

    @property
    def is_sideways(self) -> bool:
        """To the left or to the right."""
        return self in (Way.LEFT, Way.RIGHT)


def smooth(t: float) -> float:
    """Slow at both ends: 0 at 0 … 1 at 1, and held outside."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def share(frame: int, length: int) -> float:
    """How far a passage of `length` frames is at `frame`: never 0 and never 1, but between.

    The frame before the passage shows the old picture alone, the frame behind it the new one.
    """
    return (frame + 1) / (length + 1)
