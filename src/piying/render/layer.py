"""Layers, and the composer that draws a stack of them and draws again only what changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Protocol, runtime_checkable

from piying.render.jobs import ShotJob
from piying.render.planes import Planes, blank_planes

SNAPSHOT_COUNT_MAX = 4
"""Pictures of unchanged lower layers that are kept while a shot is drawn."""


class Layer(Protocol):
    """Something that is drawn, over what is there already."""

    def draw(self, target: Planes, frame: int) -> None:
        """Draw frame `frame` of the clip, counted from 0; equal frames are equal pictures."""


@runtime_checkable
class HeldLayer(Layer, Protocol):
    """A layer that can tell which frames look alike, so that they are not drawn again."""

    def state(self, frame: int) -> Hashable:
        """Equal values promise equal drawings."""


class ShotPainter(Protocol):
    """Turns a job into the layers that draw it, lowest first."""

    def __call__(self, job: ShotJob) -> Iterable[Layer]:
        """The layers of `job`: a function of what its digest covers."""


class Composer:
    """Draws the layers of one shot, and draws again only what has changed.

    The lowest layer covers the whole picture. When every layer tells the state of the frame
    before, nothing is drawn; when the lowest layers do, their picture is copied from the
    last time.
    """

    def __init__(self, layers: Iterable[Layer]) -> None:
        self._layers: Sequence[Layer] = tuple(layers)
        self._states: list[Hashable] = []
        self._snapshots: list[tuple[int, Planes]] = []

    def draw(self, target: Planes, frame: int) -> None:
        """Make `target`, which nobody else writes to between calls, frame `frame`."""
        states: list[Hashable] = [
            layer.state(frame) if isinstance(layer, HeldLayer) else object()
            for layer in self._layers
        ]
        pairs = zip(states, self._states, strict=False)
        same = next(
            (i for i, (now, then) in enumerate(pairs) if now != then), len(self._states)
        )
        if states and same == len(states):
            return
        while self._snapshots and self._snapshots[-1][0] > same:
            self._snapshots.pop()
        done = 0
        if self._snapshots:
            done, picture = self._snapshots[-1]
            target.copy_from(picture)
        for count, layer in enumerate(self._layers[done:], done):
            if done < count <= same:
                self._keep(count, target)
            layer.draw(target, frame)
        self._states = states

    def _keep(self, count: int, target: Planes) -> None:
        """Keep the picture of the lowest `count` layers, in place of the last one when full."""
        del self._snapshots[SNAPSHOT_COUNT_MAX - 1 :]
        picture = blank_planes(target.width, target.height)
        picture.copy_from(target)
        self._snapshots.append((count, picture))
