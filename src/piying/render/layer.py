"""Layers, and the composer that draws a stack of them and draws again only what changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from piying.render.jobs import ShotJob
from piying.render.lay import Area, whole
from piying.render.planes import Planes, blank_planes
from piying.render.stack import Laying, Placed, lay_again, lay_stack

SNAPSHOT_COUNT_MAX = 4
"""Pictures of unchanged lower layers that are kept while a shot is drawn."""

CUT_DRAWS = 4
"""For as many draws a copy is made again below the layer that was seen to change."""

PATCHED_SHARE_MAX = 0.5
"""A larger share of the picture is not patched but drawn whole."""

NOTHING: tuple[()] = ()
"""The state of a layer that draws nothing: it is in nobody's way."""


class Layer(Protocol):
    """Something that is drawn, over what is there already."""

    def draw(self, target: Planes, frame: int) -> None:
        """Draw frame `frame` of the clip, counted from 0; equal frames are equal pictures."""


@runtime_checkable
class HeldLayer(Layer, Protocol):
    """A layer that can tell which frames look alike, so that they are not drawn again."""

    def state(self, frame: int) -> Hashable:
        """Equal values promise equal drawings; `NOTHING` promises that nothing is drawn."""


class Piece(NamedTuple):
    """A part of a layer's drawing."""

    what: Hashable
    """Equal values promise equal pixels."""
    area: Area
    """Outside of this it changes nothing."""


@runtime_checkable
class PiecedLayer(Layer, Protocol):
    """A layer that can tell of what parts its drawing is, and draw a part of the picture."""

    def pieces(self, frame: int) -> tuple[Piece, ...]:
        """The parts from back to front."""

    def draw_within(self, target: Planes, frame: int, area: Area | None) -> None:
        """What `draw` draws inside of `area`, to the bit, and nothing outside."""


@runtime_checkable
class StackedLayer(Layer, Protocol):
    """A layer that does nothing but lay textures, so that it is laid with its neighbours."""

    def placed(self, frame: int) -> Sequence[Placed]:
        """The textures that `draw` lays, lowest first."""


class ShotPainter(Protocol):
    """Turns a job into the layers that draw it, lowest first."""

    def __call__(self, job: ShotJob) -> Iterable[Layer]:
        """The layers of `job`: a function of what its digest covers."""


class Composer:
    """Draws the layers of one shot, and draws again only what has changed.

    The lowest layer covers the whole picture. Pictures of the lowest layers are kept, each
    below a layer that was seen to change; the target is the last of these pictures. When
    every layer tells the state of the frame before, nothing is drawn. Where the layers
    between two pictures tell their pieces, only the areas of those that changed are drawn
    again in the upper one. Else it is drawn anew over a copy of the lower one. The lowest
    layers that only lay textures are one picture, of which only those tiles are laid again
    where what changed is seen. What is kept never shows: equal frames are equal pictures,
    whatever was drawn before.
    """

    def __init__(self, layers: Iterable[Layer]) -> None:
        self._layers: Sequence[Layer] = tuple(layers)
        self._tell = tuple(_teller(layer) for layer in self._layers)
        self._pieced = tuple(
            layer if isinstance(layer, PiecedLayer) else None for layer in self._layers
        )
        self._stacked = tuple(
            layer if isinstance(layer, StackedLayer) else None for layer in self._layers
        )
        self._states: list[Hashable] = []
        self._snapshots: list[tuple[int, Planes]] = []
        self._spare: list[Planes] = []
        self._cuts: dict[int, int] = {}
        self._ground = next(
            (i for i, layer in enumerate(self._stacked) if layer is None), len(self._layers)
        )
        """How many of the lowest layers are laid together."""
        self._laying: Laying | None = None
        """How their picture was laid: the target, or the copy that is kept of it."""
        self.held_count = 0
        """Frames for which nothing had to be drawn."""
        self.patched_count = 0
        """Frames of which only parts were drawn."""
        self.relaid_count = 0
        """Frames of whose lowest layers only those tiles were laid that changed."""

    def draw(self, target: Planes, frame: int) -> None:
        """Make `target`, which nobody else writes to between calls, frame `frame`."""
        states = [tell(frame) for tell in self._tell]
        pairs = zip(states, self._states, strict=False)
        same = next(
            (i for i, (now, then) in enumerate(pairs) if now != then), len(self._states)
        )
        if states and same == len(states):
            self.held_count += 1
            return
        self._remember(states, same, target)
        if self._lay_again(same, target, frame):
            self.relaid_count += 1
        elif self._patch_all(states, same, target, frame):
            self.patched_count += 1
        else:
            self._draw_from(self._snapshots[-1][0] if self._snapshots else 0, target, frame)
        self._states = states

    def _lay_again(self, same: int, target: Planes, frame: int) -> bool:
        """Bring the picture of the ground up to date by tiles, and draw the rest over it.

        That is done where the first layer that changed cannot tell of pieces. Copies of other
        layers are dropped.
        """
        ground, before = self._ground, self._laying
        if same >= ground:
            return False
        self._laying = None
        if before is None or self._pieced[same] is not None:
            return False
        picture: Planes | None = target
        if ground < len(self._layers):
            asked = ground in self._cuts
            kept = (held for count, held in self._snapshots if asked and count == ground)
            picture = next(kept, None)
        if picture is None:
            return False
        self._laying = lay_again(picture, self._standing(frame), before)
        if self._laying is None:
            return False
        if picture is not target:
            self._spare += [held for _, held in self._snapshots if held is not picture]
            self._snapshots = [(ground, picture)]
            self._draw_from(ground, target, frame)
        return True

    def _standing(self, frame: int) -> list[Placed]:
        """The textures of the ground."""
        layers = self._stacked[: self._ground]
        return [placed for layer in layers if layer for placed in layer.placed(frame)]

    def _remember(self, states: Sequence[Hashable], same: int, target: Planes) -> None:
        """Note below which layers pictures stay alike or can be patched: copy them there."""
        self._cuts = {cut: left - 1 for cut, left in self._cuts.items() if left > 1}
        if not 0 < same < len(self._layers):
            return
        whole_from = self._patched_to(states, same)
        while self._changed(states, same, whole_from, target) is None:
            whole_from -= 1
        if same < self._ground and self._pieced[same] is None:
            same = self._ground  # of which tiles are laid again
        for cut in (same, max(same, whole_from)):
            if cut < len(self._layers):
                self._cuts[cut] = CUT_DRAWS
        while len(self._cuts) > SNAPSHOT_COUNT_MAX:
            del self._cuts[min(self._cuts, key=lambda cut: self._cuts[cut])]

    def _patched_to(self, states: Sequence[Hashable], first: int) -> int:
        """The number of the first layer from `first` on that cannot draw a part of itself."""
        for at in range(first, len(states)):
            rests = at < len(self._states) and states[at] == self._states[at] == NOTHING
            if self._pieced[at] is None and not rests:
                return at
        return len(states)

    def _patch_all(
        self, states: Sequence[Hashable], same: int, target: Planes, frame: int
    ) -> bool:
        """Bring what is kept and then the target up to date by patches.

        Copies that cannot be patched are dropped, and then the target is not patched either.
        """
        kept = sum(count <= same for count, _ in self._snapshots)
        if kept:
            done, below = self._snapshots[kept - 1]
            reach = self._patched_to(states, done)
            for count, picture in (*self._snapshots[kept:], (len(states), target)):
                areas = self._changed(states, same, count, target) if count <= reach else None
                if areas is None:
                    break
                self._patch(areas, (done, below), (count, picture), frame)
                done, below, kept = count, picture, kept + 1
            else:
                return True
        self._spare += [picture for _, picture in self._snapshots[kept:]]
        del self._snapshots[kept:]
        return False

    def _draw_from(self, done: int, target: Planes, frame: int) -> None:
        """Draw the whole picture, beginning with the copy of the lowest `done` layers."""
        if done:
            target.copy_from(self._snapshots[-1][1])
        waiting, since = list[Placed](), done
        for count, layer in enumerate(self._layers[done:], done):
            stacked = self._stacked[count]
            keeps = done < count and count in self._cuts
            if waiting and (keeps or stacked is None):
                laid = lay_stack(target, waiting)
                waiting = []
                if keeps and count == self._ground and since == 0:
                    self._laying = laid
            if keeps:
                self._keep(count, target)
            if stacked is None:
                layer.draw(target, frame)
            else:
                since = since if waiting else count
                waiting += stacked.placed(frame)
        laid = lay_stack(target, waiting)
        if since == 0 and self._ground == len(self._layers):
            self._laying = laid

    def _keep(self, count: int, target: Planes) -> None:
        """Keep the picture of the lowest `count` layers."""
        if len(self._snapshots) >= SNAPSHOT_COUNT_MAX:
            cuts = [cut for cut, _ in self._snapshots]
            useless = next((i for i, cut in enumerate(cuts) if cut not in self._cuts), 0)
            self._spare.append(self._snapshots.pop(useless)[1])
        picture = (
            self._spare.pop() if self._spare else blank_planes(target.width, target.height)
        )
        picture.copy_from(target)
        self._snapshots.append((count, picture))

    def _changed(
        self, states: Sequence[Hashable], same: int, count: int, target: Planes
    ) -> list[Area] | None:
        """The areas where layers `same` to `count` changed, or None where they are too large.

        All of these layers tell their pieces, or draw nothing.
        """
        frame, areas = whole(target), list[Area]()
        for now, then in zip(states[same:count], self._states[same:count], strict=True):
            areas += _differing(now, then)  # type: ignore[arg-type]  # states of pieced layers
        merged = _merged(area for one in areas if (area := one.meet(frame)) is not None)
        most = frame.pixel_count * PATCHED_SHARE_MAX
        return merged if sum(area.pixel_count for area in merged) <= most else None

    def _patch(
        self,
        areas: Sequence[Area],
        lower: tuple[int, Planes],
        upper: tuple[int, Planes],
        frame: int,
    ) -> None:
        """Draw the layers between two pictures again, inside `areas` of the upper one."""
        (done, below), (count, picture) = lower, upper
        for area in areas:
            picture.copy_from(below, area)
            waiting: list[Placed] = []
            for at in range(done, count):
                layer, stacked = self._pieced[at], self._stacked[at]
                if layer is None:
                    continue
                if stacked is not None:
                    waiting += stacked.placed(frame)
                    continue
                lay_stack(picture, waiting, area)
                waiting = []
                layer.draw_within(picture, frame, area)
            lay_stack(picture, waiting, area)


def _teller(layer: Layer) -> Callable[[int], Hashable]:
    """What tells the state of a layer; one that cannot tell is another at every frame."""
    if isinstance(layer, PiecedLayer):
        return layer.pieces
    if isinstance(layer, HeldLayer):
        return layer.state
    return lambda _frame: object()


def _differing(now: Sequence[Piece], then: Sequence[Piece]) -> list[Area]:
    """The areas of what is in only one of two drawings of a layer."""
    new, old = set(now), set(then)
    if [piece for piece in now if piece in old] != [piece for piece in then if piece in new]:
        return [piece.area for piece in (*now, *then)]
    return [piece.area for piece in new ^ old]


def _merged(areas: Iterable[Area]) -> list[Area]:
    """Areas that do not meet, and cover all of `areas`."""
    apart: list[Area] = []
    for area in sorted(areas):
        grown = area
        while touched := [one for one in apart if one.meet(grown)]:
            for one in touched:
                apart.remove(one)
                grown = grown.join(one)
        apart.append(grown)
    return apart
