"""Parts: pieces of leather with the joint they hang from."""

from __future__ import annotations

from dataclasses import dataclass

from piying.render.puppet.shadow.hide import Piece


@dataclass(frozen=True, slots=True)
class Part:
    """A piece that hangs from a joint of its carrier, in the carrier's units."""

    piece: Piece
    x: float = 0.0
    y: float = 0.0
    swing: float = 0.0
    """How many degrees it swings for one degree of the loose hair's (or the cloth's) lag."""
    role: str = ""
    """"jaw", "brow", "pupil": what moves it besides the swing."""
    rest: float = 0.0
    """Degrees that it hangs turned."""
    fixed: bool = False
    """It is no loose end: gravity does not turn it back when its carrier turns."""
