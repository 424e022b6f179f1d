"""Playing a stage: its set, figures and props as layers that draw frame n.

Drawings are made on twos; the camera moves on ones. The set is rastered once for a shot; a
figure is rastered once for each drawing and moved by the camera in between. Behind a
close-up the set is soft, so it is rastered small and in one piece.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

import skia

from piying.model.canon import digest
from piying.model.stage import Actor, Stage
from piying.render.kernels import draw_texture
from piying.render.layer import Layer
from piying.render.planes import Planes
from piying.render.puppet.acting import FOREGROUND
from piying.render.puppet.art import FigureArt, Pose, SetArt
from piying.render.puppet.backdrop import backdrop_layers
from piying.render.puppet.kit import figure_art, prop_art, set_art
from piying.render.puppet.lens import (
    WIDTH,
    Mapping2,
    Sight,
    figure_mapping,
    sight_at,
    visible,
)
from piying.render.puppet.posing import pose_at
from piying.render.puppet.raster import Box, Sprite, sprite
from piying.render.puppet.tracks import DRAWN_ON, channel_at

SOFT_BLUR = 11.0
SOFT_SHADE = (14, 10, 30, 205)
"""Red, green, blue and cover of the dark that a shoulder in front of the camera stands in."""

SOFT_FOLLOWS = 1.12
"""How much more of the camera's move reaches what stands in front."""

KEPT_DRAWINGS = 3


def stage_layers(stage: Stage, width: int) -> tuple[Layer, ...]:
    """The layers of `stage` in a film `width` pixels wide, back to front."""
    art = set_art(stage.style, stage.set_name, stage.day_time, stage.weather, stage.place)
    scale = width / WIDTH
    behind, before = backdrop_layers(stage, art, scale)
    figures = figure_art(stage.style)
    ordered = sorted(stage.actors, key=lambda actor: actor.depth)
    cast = tuple(Figure(stage, actor, figures, art, scale) for actor in ordered)
    things = tuple(Thing(stage, index, scale) for index in range(len(stage.props)))
    return (*behind, *cast, *things, *before)


@dataclass(slots=True)
class Figure:
    """An actor of a stage as a layer."""

    stage: Stage
    actor: Actor
    figures: FigureArt
    art: SetArt
    scale: float
    _drawings: OrderedDict[int, Sprite | None] = field(default_factory=OrderedDict)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the actor as it stands at `frame`, seen by the camera at `frame`."""
        drawing = frame - frame % DRAWN_ON
        if drawing not in self._drawings:
            self._drawings[drawing] = self._raster(drawing)
            while len(self._drawings) > KEPT_DRAWINGS:
                self._drawings.popitem(last=False)
        held = self._drawings[drawing]
        if held is None:
            return
        mapping = self._mapping(sight_at(self.stage.camera, frame))
        draw_sprite(target, held, mapping, self.scale)

    def state(self, frame: int) -> Hashable:
        """The drawing and where the camera puts it."""
        return frame - frame % DRAWN_ON, self._mapping(sight_at(self.stage.camera, frame))

    def _mapping(self, now: Sight) -> Mapping2:
        rest = sight_at(self.stage.camera, 0)
        near = SOFT_FOLLOWS if self.actor.depth >= FOREGROUND else 1.0
        return figure_mapping(now, Sight(rest.x, rest.y, rest.zoom), near)

    def _raster(self, frame: int) -> Sprite | None:
        actor = self.actor
        rate = self.stage.rate.num / self.stage.rate.den
        pose = pose_at(actor, frame, rate)
        size = actor.scale_permille / 1000
        bust = self._is_bust()
        x = (actor.x + channel_at(actor, "x", frame)) / 10
        y = (actor.y + channel_at(actor, "y", frame)) / 10
        left, top, right, bottom = self.figures.bounds(actor.look, pose, bust=bust)
        whole = Box(x + left * size, y + top * size, x + right * size, y + bottom * size)
        box = whole.meet(self._seen())
        if box is None:
            return None
        soft = actor.depth >= FOREGROUND
        detail = self._detail() * (0.5 if soft else 1.0)

        def paint(canvas: skia.Canvas) -> None:
            canvas.translate(x, y)
            canvas.scale(size, size)
            if not bust:
                _contact_shadow(canvas)
            _paint_figure(canvas, self, pose, bust=bust, soft=soft)

        key = f"{digest(actor)[:16]}/{frame}/{self.scale:.4f}"
        return sprite(box, detail, paint, key, blur=SOFT_BLUR if soft else 0.0)

    def _seen(self) -> Box:
        """Everything of the figure's plane that the camera shows during the shot."""
        box: Box | None = None
        for frame in (0, self.stage.length_frames // 2, self.stage.length_frames):
            seen = Box(*visible(self._mapping(sight_at(self.stage.camera, frame)), margin=40))
            box = seen if box is None else box.join(seen)
        if box is None:  # pragma: no cover - there is always a first frame
            raise ValueError("a stage without frames")
        return box

    def _is_bust(self) -> bool:
        """Whether the waist stays below the frame, so that nothing under it is drawn."""
        size = self.actor.scale_permille / 1000
        waist = self.actor.y / 10 + self.figures.anchors(self.actor.look).waist_y * size
        return waist > self._seen().bottom

    def _detail(self) -> float:
        """Pixels for a design pixel, enough for the nearest moment of the shot."""
        frames = (0, self.stage.length_frames)
        near = max(self._mapping(sight_at(self.stage.camera, frame)).scale for frame in frames)
        return self.scale * max(1.0, near)


def _paint_figure(
    canvas: skia.Canvas, figure: Figure, pose: Pose, *, bust: bool, soft: bool
) -> None:
    if soft:
        shade = skia.ColorFilters.Blend(skia.Color(*SOFT_SHADE), skia.BlendMode.kSrcATop)
        canvas.saveLayer(None, skia.Paint(ColorFilter=shade))
    figure.figures.paint(canvas, figure.actor.look, pose, figure.art.light, bust=bust)
    if soft:
        canvas.restore()


def _contact_shadow(canvas: skia.Canvas) -> None:
    dark = skia.Paint(
        AntiAlias=True,
        Color=skia.Color(20, 14, 40, 110),
        MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 16),
    )
    canvas.drawOval(skia.Rect.MakeLTRB(-190, -26, 190, 30), dark)


@dataclass(slots=True)
class Thing:
    """A prop of an insert as a layer."""

    stage: Stage
    index: int
    scale: float
    _held: list[Sprite | None] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the prop as the camera sees it at `frame`."""
        prop = self.stage.props[self.index]
        if not self._held:
            size = prop.scale_permille / 1000
            box = Box(prop.x - 540 * size, prop.y - 540 * size,
                      prop.x + 540 * size, prop.y + 540 * size)  # fmt: skip

            def paint(canvas: skia.Canvas) -> None:
                canvas.translate(prop.x, prop.y)
                canvas.scale(size, size)
                prop_art(self.stage.style, prop.name)(canvas)

            key = f"prop/{self.stage.style}/{prop.name}/{self.scale:.4f}"
            self._held.append(sprite(box, self.scale * 1.12, paint, key))
        rest = sight_at(self.stage.camera, 0)
        now = sight_at(self.stage.camera, frame)
        mapping = figure_mapping(now, Sight(rest.x, rest.y, rest.zoom))
        held = self._held[0]
        if held is not None:
            draw_sprite(target, held, mapping, self.scale)

    def state(self, frame: int) -> Hashable:
        """Where the camera looks."""
        return sight_at(self.stage.camera, frame)


def draw_sprite(target: Planes, held: Sprite, mapping: Mapping2, scale: float) -> None:
    """Draw a sprite that belongs to design pixels where `mapping` sees it."""
    draw_texture(
        target,
        held.texture,
        (held.left * mapping.scale + mapping.x) * scale,
        (held.top * mapping.scale + mapping.y) * scale,
        mapping.scale * scale / held.scale,
    )
