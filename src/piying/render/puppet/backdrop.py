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
from piying.render.kernels import draw_texture
from piying.render.layer import Layer
from piying.render.planes import Planes
from piying.render.puppet.art import Plane, SetArt
from piying.render.puppet.framing import HEIGHT, WIDTH
from piying.render.puppet.lens import (
    Mapping2,
    Sight,
    figure_mapping,
    plane_mapping,
    sight_at,
    visible,
)
from piying.render.puppet.raster import Box, Grade, Sprite, sprite

OVERSCAN = Box(-270.0, -240.0, 1350.0, 2160.0)

SOFT_FOCUS_PERMILLE = 450
"""From here down the set is one soft picture."""

BLUR_MAX = 15.0
"""Design pixels of the frame."""

SOFT_FOLLOWS = 0.55
"""How much of the camera's move reaches a soft set."""

FOREGROUND_ZOOM_MAX = 1.3
"""Nearer than this, what frames a wide shot would only be in the way."""


def backdrop_layers(
    stage: Stage, art: SetArt, scale: float
) -> tuple[tuple[Layer, ...], tuple[Layer, ...]]:
    """The layers behind the figures and those in front of them; `scale` pixels for one."""
    sights = _sights(stage)
    near = max(sight.zoom for sight in sights)
    behind = [plane for plane in art.planes if plane.depth <= 1]
    front = [p for p in art.planes if p.depth > 1 and near <= FOREGROUND_ZOOM_MAX]
    seed = (
        f"{stage.style}/{art.name}/{stage.day_time}/{stage.weather}/{stage.place}/{scale:.4f}"
    )
    layers: list[Layer]
    if stage.camera.focus_permille <= SOFT_FOCUS_PERMILLE:
        layers = [SoftSet(stage, art, tuple(behind), scale, seed)]
    else:
        layers = [SharpPlane(stage, art, plane, scale, seed) for plane in behind]
    return tuple(layers), tuple(SharpPlane(stage, art, plane, scale, seed) for plane in front)


def _sights(stage: Stage) -> tuple[Sight, ...]:
    """The camera at the moments between which it moves."""
    last = stage.length_frames
    return tuple(sight_at(stage.camera, frame) for frame in (0, last // 4, last // 2, last))


@dataclass(slots=True)
class SharpPlane:
    """One plane of a set, seen with its own parallax."""

    stage: Stage
    art: SetArt
    plane: Plane
    scale: float
    seed: str
    _variants: dict[int, Sprite] = field(default_factory=dict)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the plane as the camera sees it at `frame`."""
        plane = self.plane
        variant = (frame // plane.hold_frames) % plane.variant_count
        if variant not in self._variants:
            self._variants[variant] = self._raster(variant)
        held = self._variants[variant]
        rate = self.stage.rate.num / self.stage.rate.den
        mapping = plane_mapping(sight_at(self.stage.camera, frame), plane.depth)
        shift = plane.sway * math.sin(2 * math.pi * frame / rate / plane.sway_s)
        if plane.drift_span > 0:
            drift = (plane.drift_x * frame / rate) % plane.drift_span
            for copy in (drift - plane.drift_span, drift):
                self._lay(target, held, mapping, copy + shift)
        else:
            self._lay(target, held, mapping, shift)

    def state(self, frame: int) -> Hashable:
        """Where the camera looks, which variant is shown, and what drifts or sways."""
        plane = self.plane
        variant = (frame // plane.hold_frames) % plane.variant_count
        moves = frame if plane.drift_span > 0 or plane.sway else 0
        return sight_at(self.stage.camera, frame), variant, moves

    def _lay(self, target: Planes, held: Sprite, mapping: Mapping2, shift: float) -> None:
        draw_texture(
            target,
            held.texture,
            ((held.left + shift) * mapping.scale + mapping.x) * self.scale,
            (held.top * mapping.scale + mapping.y) * self.scale,
            mapping.scale * self.scale / held.scale,
        )

    def _raster(self, variant: int) -> Sprite:
        plane = self.plane
        maps = [plane_mapping(sight, plane.depth) for sight in _sights(self.stage)]
        box = OVERSCAN
        if plane.drift_span == 0:
            seen = Box(*visible(maps[0], margin=60))
            for mapping in maps[1:]:
                seen = seen.join(Box(*visible(mapping, margin=60)))
            box = seen.meet(OVERSCAN) or OVERSCAN
        nearest = max(mapping.scale for mapping in maps)
        away = abs(plane.depth - 1) if plane.depth <= 1 else 1.0
        soft = (1 - self.stage.camera.focus_permille / 1000) * BLUR_MAX * away
        key = f"{self.seed}/{plane.name}/{variant}/{box}/{nearest:.3f}/{soft:.2f}"
        return sprite(
            box,
            self.scale * nearest * (0.5 if soft > 5 else 1.0),
            lambda canvas: plane.paint(canvas, variant),
            key,
            blur=soft / nearest if soft > 0.5 else 0.0,
            border=0 if plane.opaque else 2,
            grade=Grade(self.art.grade, self.art.grade_mix),
        )


@dataclass(slots=True)
class SoftSet:
    """All planes of a set in one soft picture."""

    stage: Stage
    art: SetArt
    planes: tuple[Plane, ...]
    scale: float
    seed: str
    _held: list[Sprite] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the set as the camera sees it at `frame`."""
        if not self._held:
            self._held.append(self._raster())
        held = self._held[0]
        mapping = self._mapping(sight_at(self.stage.camera, frame))
        draw_texture(
            target,
            held.texture,
            (held.left * mapping.scale + mapping.x) * self.scale,
            (held.top * mapping.scale + mapping.y) * self.scale,
            mapping.scale * self.scale / held.scale,
        )

    def state(self, frame: int) -> Hashable:
        """Where the camera looks."""
        return sight_at(self.stage.camera, frame)

    def _mapping(self, now: Sight) -> Mapping2:
        rest = sight_at(self.stage.camera, 0)
        return figure_mapping(now, Sight(rest.x, rest.y, rest.zoom), SOFT_FOLLOWS)

    def _raster(self) -> Sprite:
        rest = sight_at(self.stage.camera, 0)
        rest = Sight(rest.x, rest.y, rest.zoom)
        box = Box(0, 0, WIDTH, HEIGHT)
        for sight in _sights(self.stage):
            box = box.join(Box(*visible(self._mapping(sight), margin=50)))

        def paint(canvas: skia.Canvas) -> None:
            for plane in self.planes:
                mapping = plane_mapping(rest, plane.depth)
                canvas.save()
                canvas.translate(mapping.x, mapping.y)
                canvas.scale(mapping.scale, mapping.scale)
                plane.paint(canvas, 0)
                canvas.restore()

        blur = (1 - self.stage.camera.focus_permille / 1000) * BLUR_MAX
        share = 0.4 if blur > 7 else 0.55
        key = f"{self.seed}/soft/{rest}/{box}/{blur:.2f}"
        return sprite(
            box, self.scale * share, paint, key, blur=blur, border=0,
            grade=Grade(self.art.grade, self.art.grade_mix),
        )  # fmt: skip
