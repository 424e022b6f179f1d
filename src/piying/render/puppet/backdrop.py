"""The set of a stage as layers: sharp planes with parallax, or one soft picture.

Behind a close-up nobody looks for depth: every plane is painted into one soft picture, at a
fraction of the size, which costs one pass a frame.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, field

import skia

from piying.model.stage import Stage
from piying.render.layer import Layer
from piying.render.planes import Planes
from piying.render.puppet.art import Plane, SetArt
from piying.render.puppet.cels import Cels
from piying.render.puppet.lens import (
    FAR_FOLLOWS,
    Mapping2,
    Sight,
    figure_mapping,
    plane_mapping,
    seen_at,
    sight_at,
    visible,
)
from piying.render.puppet.raster import Box, Grade, Sprite, sprite
from piying.render.stack import Placed, lay_stack

OVERSCAN = Box(-270.0, -240.0, 1350.0, 2160.0)

SOFT_FOCUS_PERMILLE = 450
"""From here down the set is one soft picture."""

BLUR_MAX = 15.0
"""Design pixels of the frame."""

SOFT_FOLLOWS = 0.55
"""How much of the camera's move reaches a soft set."""

SHAKEN = 60.0
"""Design pixels beyond the frame that a thrown camera shows, at most."""

FOREGROUND_ZOOM_MAX = 1.3
"""Nearer than this, what frames a wide shot would only be in the way."""

PARALLAX_MIN = 1.5
"""Planes that part by fewer design pixels during a shot are rastered as one."""

DETAIL = ((0.3, 0.55), (0.6, 0.75))
"""Up to which depth a plane is rastered with which share of the film's pixels."""

SOFT_BLUR, SOFT_DETAIL = 5, 0.5
"""Blurred by more design pixels, a plane needs this share of the film's pixels."""

SOFT_PIXELS, SOFT_SHARE_MAX = 3.0, 0.55
"""A soft set has so many of the film's pixels that its blur is as wide as this, but no more
than this share of them."""

GRID = 64.0
"""Rastered parts begin and end on this grid, so that similar shots ask for the same."""


def backdrop_layers(
    stage: Stage, art: SetArt, scale: float, cels: Cels
) -> tuple[tuple[Layer, ...], tuple[Layer, ...]]:
    """The layers behind the figures and those in front of them; `scale` pixels for one."""
    sights = _sights(stage)
    near = max(sight.zoom for sight in sights)
    behind = [plane for plane in art.planes if plane.depth <= 1]
    front = [p for p in art.planes if p.depth > 1 and near <= FOREGROUND_ZOOM_MAX]
    seed = (
        f"{stage.style}/{art.name}/{stage.day_time}/{stage.weather}/{stage.place}/{scale:.4f}"
    )
    if stage.camera.focus_permille <= SOFT_FOCUS_PERMILLE:
        soft = (SoftSet(stage, art, tuple(behind), scale, seed, cels),)
        return soft, tuple(SharpPlanes(stage, art, (p,), scale, seed, cels) for p in front)
    travel = _travel(sights)
    return (
        tuple(SharpPlanes(stage, art, run, scale, seed, cels) for run in _runs(behind, travel)),
        tuple(SharpPlanes(stage, art, run, scale, seed, cels) for run in _runs(front, travel)),
    )


def _sights(stage: Stage) -> tuple[Sight, ...]:
    """The camera at the moments between which it moves, without its shake."""
    last = stage.length_frames
    seen = (sight_at(stage.camera, frame) for frame in (0, last // 4, last // 2, last))
    return tuple(Sight(sight.x, sight.y, sight.zoom) for sight in seen)


def _travel(sights: tuple[Sight, ...]) -> float:
    """How many design pixels a corner of the frame moves on the plane of the figures."""
    rest = plane_mapping(sights[0], 1.0)
    left, top, right, bottom = visible(rest)
    most = 0.0
    for sight in sights[1:]:
        now = plane_mapping(sight, 1.0)
        for x, y in ((left, top), (right, bottom)):
            moved_x = x * (now.scale - rest.scale) + now.x - rest.x
            moved_y = y * (now.scale - rest.scale) + now.y - rest.y
            most = max(most, abs(moved_x), abs(moved_y))
    return most


def _runs(planes: list[Plane], travel: float) -> list[tuple[Plane, ...]]:
    """Neighbouring planes that nobody could tell apart while the camera moves so far."""
    runs: list[list[Plane]] = []
    for plane in planes:
        first = runs[-1][0] if runs else plane
        parts = (plane.depth - first.depth) * travel * (1 - FAR_FOLLOWS)
        if runs and parts <= PARALLAX_MIN and _still(plane) and _still(runs[-1][-1]):
            runs[-1].append(plane)
        else:
            runs.append([plane])
    return [tuple(run) for run in runs]


def _still(plane: Plane) -> bool:
    return plane.variant_count == 1 and plane.drift_span == 0 and plane.sway == 0


@dataclass(slots=True)
class SharpPlanes:
    """A plane of a set, or neighbours that move as one, seen with its own parallax."""

    stage: Stage
    art: SetArt
    planes: tuple[Plane, ...]
    """Far to near; more than one only if none of them moves by itself."""
    scale: float
    seed: str
    cels: Cels
    _variants: dict[int, Sprite | None] = field(default_factory=dict)

    @property
    def _plane(self) -> Plane:
        return self.planes[-1]

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the planes as the camera sees them at `frame`."""
        lay_stack(target, self.placed(frame))

    def placed(self, frame: int) -> tuple[Placed, ...]:
        """The planes where the camera sees them; what drifts comes twice."""
        plane = self._plane
        variant = (frame // plane.hold_frames) % plane.variant_count
        if variant not in self._variants:
            self._variants[variant] = self._find(variant)
        held = self._variants[variant]
        if held is None:
            return ()
        rate = self.stage.rate.num / self.stage.rate.den
        mapping = plane_mapping(seen_at(self.stage.camera, frame), plane.depth)
        shift = plane.sway * math.sin(2 * math.pi * frame / rate / plane.sway_s)
        if plane.drift_span > 0:
            drift = (plane.drift_x * frame / rate) % plane.drift_span
            copies = (drift - plane.drift_span, drift)
            return tuple(self._placed(held, mapping, copy + shift) for copy in copies)
        return (self._placed(held, mapping, shift),)

    def state(self, frame: int) -> Hashable:
        """Where the camera looks, which variant is shown, and what drifts or sways."""
        plane = self._plane
        variant = (frame // plane.hold_frames) % plane.variant_count
        moves = frame if plane.drift_span > 0 or plane.sway else 0
        return seen_at(self.stage.camera, frame), variant, moves

    def _placed(self, held: Sprite, mapping: Mapping2, shift: float) -> Placed:
        return Placed(
            held.texture,
            ((held.left + shift) * mapping.scale + mapping.x) * self.scale,
            (held.top * mapping.scale + mapping.y) * self.scale,
            mapping.scale * self.scale / held.scale,
        )

    def _find(self, variant: int) -> Sprite | None:
        plane, rest = self._plane, _sights(self.stage)[0]
        maps = [plane_mapping(sight, plane.depth) for sight in _sights(self.stage)]
        box = (
            OVERSCAN
            if plane.drift_span > 0
            else _gridded(maps, plane.sway).meet(OVERSCAN) or OVERSCAN
        )
        nearest = math.ceil(max(mapping.scale for mapping in maps) * 20) / 20
        away = abs(plane.depth - 1) if plane.depth <= 1 else 1.0
        soft = round((1 - self.stage.camera.focus_permille / 1000) * BLUR_MAX * away)
        names = "+".join(f"{one.name}@{one.depth}" for one in self.planes)
        key = f"{self.seed}/{names}/{variant}/{box}/{nearest:.2f}/{soft}"
        if len(self.planes) > 1:
            key += f"/{rest}"

        def paint(canvas: skia.Canvas) -> None:
            for one in self.planes:
                _place(canvas, plane_mapping(rest, one.depth), plane_mapping(rest, plane.depth))
                painter = one.paint if soft <= SOFT_BLUR else one.bare or one.paint
                painter(canvas, variant)
                canvas.restore()

        return self.cels.get(
            key,
            lambda: sprite(
                box,
                self.scale * nearest * _detail(self.planes, soft),
                paint,
                key,
                blur=soft / nearest,
                border=0 if self.planes[0].opaque else 2,
                grade=Grade(self.art.grade, self.art.grade_mix),
            ),
        )


def _detail(planes: tuple[Plane, ...], soft: int) -> float:
    """The share of the pixels that planes need: air, and a lens, soften what is far."""
    own = max(plane.detail for plane in planes)
    if soft > SOFT_BLUR:
        return min(SOFT_DETAIL, own)
    depth = planes[-1].depth
    return min(own, next((share for limit, share in DETAIL if depth <= limit), 1.0))


def _gridded(maps: list[Mapping2], sway: float = 0.0) -> Box:
    """What the frame shows through any of `maps`, shaken or swaying, outwards to the grid."""
    boxes = [Box(*visible(mapping, SHAKEN + sway * mapping.scale)) for mapping in maps]
    box = boxes[0]
    for other in boxes[1:]:
        box = box.join(other)
    return Box(
        math.floor(box.left / GRID) * GRID, math.floor(box.top / GRID) * GRID,
        math.ceil(box.right / GRID) * GRID, math.ceil(box.bottom / GRID) * GRID,
    )  # fmt: skip


def _place(canvas: skia.Canvas, one: Mapping2, within: Mapping2) -> None:
    """Save the canvas, which is in the pixels of `within`, and turn it to those of `one`."""
    canvas.save()
    canvas.translate((one.x - within.x) / within.scale, (one.y - within.y) / within.scale)
    canvas.scale(one.scale / within.scale, one.scale / within.scale)


@dataclass(slots=True)
class SoftSet:
    """All planes of a set in one soft picture."""

    stage: Stage
    art: SetArt
    planes: tuple[Plane, ...]
    scale: float
    seed: str
    cels: Cels
    _held: list[Sprite | None] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the set as the camera sees it at `frame`."""
        lay_stack(target, self.placed(frame))

    def placed(self, frame: int) -> tuple[Placed, ...]:
        """The set where the camera sees it at `frame`, if anything of it is seen."""
        if not self._held:
            self._held.append(self._find())
        held = self._held[0]
        if held is None:
            return ()
        mapping = self._mapping(seen_at(self.stage.camera, frame))
        return (
            Placed(
                held.texture,
                (held.left * mapping.scale + mapping.x) * self.scale,
                (held.top * mapping.scale + mapping.y) * self.scale,
                mapping.scale * self.scale / held.scale,
            ),
        )

    def state(self, frame: int) -> Hashable:
        """Where the camera looks."""
        return seen_at(self.stage.camera, frame)

    def _mapping(self, now: Sight) -> Mapping2:
        return figure_mapping(now, _sights(self.stage)[0], SOFT_FOLLOWS)

    def _find(self) -> Sprite | None:
        rest = _sights(self.stage)[0]
        box = _gridded([self._mapping(sight) for sight in _sights(self.stage)])
        blur = round((1 - self.stage.camera.focus_permille / 1000) * BLUR_MAX)
        share = min(SOFT_SHARE_MAX, SOFT_PIXELS / max(1.0, blur * self.scale))
        frame = Mapping2(1.0, 0.0, 0.0)

        def paint(canvas: skia.Canvas) -> None:
            for plane in self.planes:
                _place(canvas, plane_mapping(rest, plane.depth), frame)
                (plane.bare or plane.paint)(canvas, 0)
                canvas.restore()

        key = f"{self.seed}/soft/{rest}/{box}/{blur}"
        return self.cels.get(
            key,
            lambda: sprite(
                box, self.scale * share, paint, key, blur=blur, border=0,
                grade=Grade(self.art.grade, self.art.grade_mix),
            ),
        )  # fmt: skip
