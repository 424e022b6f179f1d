"""Later: a picture from a later frame on, where the head of its take was trimmed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from piying.render.lay import Area
from piying.render.layer import HeldLayer, Layer, Piece, PiecedLayer
from piying.render.planes import Planes


@dataclass(frozen=True, slots=True)
class Later:
    """A layer whose first frames are passed over."""

    layer: Layer
    frames: int
    """How many."""

    def draw(self, target: Planes, frame: int) -> None:
        """Draw what the layer draws so many frames later."""
        self.layer.draw(target, frame + self.frames)

    def state(self, frame: int) -> Hashable:
        """What the layer tells; one that tells nothing has another state at every look."""
        layer, later = self.layer, frame + self.frames
        return layer.state(later) if isinstance(layer, HeldLayer) else object()


@dataclass(frozen=True, slots=True)
class LaterInParts:
    """`Later` for a layer that can draw a part of itself."""

    layer: PiecedLayer
    frames: int

    def draw(self, target: Planes, frame: int) -> None:
        """Draw what the layer draws so many frames later."""
        self.layer.draw(target, frame + self.frames)

    def draw_within(self, target: Planes, frame: int, area: Area | None) -> None:
        """`draw`, but nothing outside of `area`."""
        self.layer.draw_within(target, frame + self.frames, area)

    def pieces(self, frame: int) -> tuple[Piece, ...]:
        """Those of the layer."""
        return self.layer.pieces(frame + self.frames)


def trimmed(layers: tuple[Layer, ...], frames: int) -> tuple[Layer, ...]:
    """`layers` from frame `frames` of theirs on; themselves if nothing is passed over."""
    if not frames:
        return layers
    return tuple(
        LaterInParts(layer, frames) if isinstance(layer, PiecedLayer) else Later(layer, frames)
        for layer in layers
    )
