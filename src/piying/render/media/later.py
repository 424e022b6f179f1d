"""Later: a picture from a later frame on, where the head of its take was trimmed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from piying.render.layer import HeldLayer, Layer
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


def trimmed(layers: tuple[Layer, ...], frames: int) -> tuple[Layer, ...]:
    """`layers` from frame `frames` of theirs on; themselves if nothing is passed over."""
    return tuple(Later(layer, frames) for layer in layers) if frames else layers
