"""Playing a stage: its set, figures and props as layers that draw frame n.

Drawings are made on twos; the camera moves on ones. A figure is a stack of cels, each of
which is rastered once for all the shots that show it at about the same size, and laid where
the camera sees it. Behind a close-up the set is soft, so it is rastered small and in one
piece.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, field, replace

import skia

from piying.model.canon import digest
from piying.model.people import Style
from piying.model.stage import Actor, Stage
from piying.render.lay import Area, area_of
from piying.render.layer import Layer, Piece
from piying.render.planes import Planes
from piying.render.puppet.acting import FOREGROUND
from piying.render.puppet.art import Cel, FigureArt, Pose, SetArt, paint_cels
from piying.render.puppet.backdrop import backdrop_layers
from piying.render.puppet.cels import Cels
from piying.render.puppet.kit import figure_art, prop_art, set_art
from piying.render.puppet.lens import (
    WIDTH,
    Mapping2,
    Sight,
    figure_mapping,
    seen_at,
    sight_at,
    visible,
)
from piying.render.puppet.posing import pose_at
from piying.render.puppet.raster import Box, Sprite, sprite
from piying.render.puppet.steps import magnification, magnification_level, stepped
from piying.render.puppet.tracks import DRAWN_ON, channel_at
from piying.render.stack import Placed, lay_stack

SOFT_BLUR = 11.0
SOFT_SHADE = {Style.MANHUA: (14, 10, 30, 140), Style.SHADOW: (14, 10, 30, 205)}
"""Red, green, blue and cover of the dark that a shoulder in front of the camera stands in;
a puppet that is near the lamp is almost black."""

SOFT_DETAIL = 0.25
"""The share of the pixels that what is out of focus needs."""

SOFT_LEVELS = 10
"""By so many fourths of an octave its pose is coarser: two pixels of a blur are not seen."""

SOFT_FOLLOWS = 1.12
"""How much more of the camera's move reaches what stands in front."""

GRID = 64
"""Pixels: where the frame cuts a cel, it is cut on this grid, so that shots share the part."""

GROUND = Box(-250.0, -90.0, 250.0, 90.0)
"""Figure units that hold the shadow on the floor."""


def stage_layers(stage: Stage, width: int, cels: Cels | None = None) -> tuple[Layer, ...]:
    """The layers of `stage` in a film `width` pixels wide, back to front.

    What was rastered before is found in `cels`; without it everything is rastered here.
    """
    kept = Cels() if cels is None else cels
    art = set_art(stage.style, stage.set_name, stage.day_time, stage.weather, stage.place)
    scale = width / WIDTH
    behind, before = backdrop_layers(stage, art, scale, kept)
    figures = figure_art(stage.style)
    ordered = sorted(stage.actors, key=lambda actor: actor.depth)
    cast = tuple(Figure(stage, actor, figures, art, scale, kept) for actor in ordered)
    things = tuple(Thing(stage, i, art, scale, kept) for i in range(len(stage.props)))
    return (*behind, *cast, *things, *before)


@dataclass(frozen=True, slots=True)
class Laid:
    """A sprite of a figure where it belongs, in design pixels before the camera's mapping."""

    sprite: Sprite
    x: float
    """Where the sprite's origin lies."""
    y: float
    size: float
    """Design pixels for a figure unit."""

    def place(self, mapping: Mapping2, scale: float) -> tuple[float, float, float]:
        """Where the texture comes to lie in the film, and its scale."""
        left = self.x + self.sprite.left * self.size
        top = self.y + self.sprite.top * self.size
        return (
            (left * mapping.scale + mapping.x) * scale,
            (top * mapping.scale + mapping.y) * scale,
            mapping.scale * scale * self.size / self.sprite.scale,
        )


@dataclass(slots=True)
class Figure:
    """An actor of a stage as a layer."""

    stage: Stage
    actor: Actor
    figures: FigureArt
    art: SetArt
    scale: float
    cels: Cels
    _drawing: tuple[int | None, tuple[Laid, ...]] = (None, ())
    """The frame drawn last and its cels: more of them are for `cels` to keep, in its bound."""
    _posed: tuple[tuple[Pose, float, float] | None, tuple[Laid, ...]] = (None, ())
    """What was drawn last, and its cels: who rests looks alike at the next drawing."""
    _level: int | None = None
    _sighted: Box | None = None
    _name: str = ""

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the actor as it stands at `frame`, seen by the camera at `frame`."""
        self.draw_within(target, frame, None)

    def draw_within(self, target: Planes, frame: int, area: Area | None) -> None:
        """`draw`, but nothing outside of `area`."""
        lay_stack(target, self.placed(frame), area)

    def placed(self, frame: int) -> tuple[Placed, ...]:
        """The cels as the camera sees them at `frame`, back to front."""
        mapping = self._mapping(seen_at(self.stage.camera, frame))
        return tuple(
            Placed(laid.sprite.texture, *laid.place(mapping, self.scale))
            for laid in self._stack(frame - frame % DRAWN_ON)
        )

    def pieces(self, frame: int) -> tuple[Piece, ...]:
        """Every cel with its place, and the pixels that it may touch."""
        mapping = self._mapping(seen_at(self.stage.camera, frame))
        pieces: list[Piece] = []
        for laid in self._stack(frame - frame % DRAWN_ON):
            place = laid.place(mapping, self.scale)
            area = area_of(laid.sprite.texture, *place)
            pieces.append(Piece((laid.sprite.texture.key, place), area))
        return tuple(pieces)

    def state(self, frame: int) -> Hashable:
        """What is seen and where: a figure that rests looks alike for many frames."""
        return self.pieces(frame)

    def _mapping(self, now: Sight) -> Mapping2:
        rest = sight_at(self.stage.camera, 0)
        near = SOFT_FOLLOWS if self.actor.depth >= FOREGROUND else 1.0
        return figure_mapping(now, Sight(rest.x, rest.y, rest.zoom), near)

    def _stack(self, frame: int) -> tuple[Laid, ...]:
        """The cels of the drawing at `frame`, back to front."""
        if self._drawing[0] != frame:
            self._drawing = (frame, self._drawn(frame))
        return self._drawing[1]

    def _drawn(self, frame: int) -> tuple[Laid, ...]:
        actor = self.actor
        level, soft = self._magnified(), actor.depth >= FOREGROUND
        pose = pose_at(actor, frame, self.stage.rate.num / self.stage.rate.den)
        pose = stepped(_blurred(pose), level - SOFT_LEVELS) if soft else stepped(pose, level)
        size, bust = actor.scale_permille / 1000, self._is_bust()
        x = (actor.x + channel_at(actor, "x", frame)) / 10
        y = (actor.y + channel_at(actor, "y", frame)) / 10
        asked = (replace(pose, time_s=0.0), x, y)
        if self._posed[0] == asked:
            return self._posed[1]
        stack = self.figures.cels(actor.look, pose, self.art.light, bust=bust)
        if self.figures.casts_shadow and not bust:
            stack = (_GROUND_CEL, *stack)
        if soft:
            stack = (_softened(stack, size, self.stage.style),)
        laid: list[Laid] = []
        for cel in stack:
            at = (x + cel.x * size, y + cel.y * size)
            held = self._held(cel, at, SOFT_DETAIL if soft else 1.0)
            if held is not None:
                laid.append(Laid(held, *at, size))
        self._posed = (asked, tuple(laid))
        return self._posed[1]

    def _held(self, cel: Cel, at: tuple[float, float], share: float) -> Sprite | None:
        """What is seen of a cel whose origin lies at `at`, rastered if it never was."""
        size = self.actor.scale_permille / 1000
        # Levels are counted in pixels of the film here, so that equal pixels are shared.
        level = magnification_level(magnification(self._magnified()) * self.scale * share)
        detail = magnification(level)
        seen = self._seen()
        part = (
            max(_floor(cel.left * detail, 2), _floor((seen.left - at[0]) / size * detail)),
            max(_floor(cel.top * detail, 2), _floor((seen.top - at[1]) / size * detail)),
            min(_ceil(cel.right * detail, 2), _ceil((seen.right - at[0]) / size * detail)),
            min(_ceil(cel.bottom * detail, 2), _ceil((seen.bottom - at[1]) / size * detail)),
        )
        if part[0] >= part[2] or part[1] >= part[3]:
            return None
        box = Box(*(side / detail for side in part))
        key = f"{self._named()}/{cel.key}/{level}/{part}"

        def paint(canvas: skia.Canvas) -> None:
            canvas.clipRect(skia.Rect.MakeLTRB(cel.left, cel.top, cel.right, cel.bottom))
            cel.paint(canvas)

        return self.cels.get(key, lambda: sprite(box, detail, paint, key))

    def _named(self) -> str:
        """What all keys of the figure begin with."""
        if not self._name:
            look = digest(self.actor.look)
            self._name = f"{self.stage.style}/{look}/{self.art.light}"
        return self._name

    def _seen(self) -> Box:
        """Everything of the figure's plane that the camera shows during the shot."""
        if self._sighted is not None:
            return self._sighted
        box: Box | None = None
        for frame in (0, self.stage.length_frames // 2, self.stage.length_frames):
            seen = Box(*visible(self._mapping(sight_at(self.stage.camera, frame)), margin=40))
            box = seen if box is None else box.join(seen)
        if box is None:  # pragma: no cover - there is always a first frame
            raise ValueError("a stage without frames")
        self._sighted = box
        return box

    def _is_bust(self) -> bool:
        """Whether the waist stays below the frame, so that nothing under it is drawn."""
        size = self.actor.scale_permille / 1000
        waist = self.actor.y / 10 + self.figures.anchors(self.actor.look).waist_y * size
        return waist > self._seen().bottom

    def _magnified(self) -> int:
        """The level of design pixels for a figure unit, at the nearest moment of the shot."""
        if self._level is None:
            frames = (0, self.stage.length_frames)
            camera = self.stage.camera
            near = max(self._mapping(sight_at(camera, frame)).scale for frame in frames)
            size = self.actor.scale_permille / 1000
            self._level = magnification_level(size * max(1.0, near))
        return self._level


def _floor(pixels: float, grid: int = GRID) -> int:
    return math.floor(pixels / grid) * grid


def _ceil(pixels: float, grid: int = GRID) -> int:
    return math.ceil(pixels / grid) * grid


def _blurred(pose: Pose) -> Pose:
    """What of a pose is seen of a dark shoulder out of focus."""
    return replace(
        pose, viseme="rest", viseme_from="rest", viseme_mix=1.0, blink=0.0, gaze_x=0.0,
        gaze_y=0.0, tears=0.0, blush=0.0, hair_swing=0.0, cloth_swing=0.0, cycle=0.0,
        expression=(("neutral", 1.0),),
    )  # fmt: skip


def _softened(stack: tuple[Cel, ...], size: float, style: Style) -> Cel:
    """A whole figure out of focus, as one cel: what lies under what must not shine through."""
    shade = skia.ColorFilters.Blend(skia.Color(*SOFT_SHADE[style]), skia.BlendMode.kSrcATop)
    blur = SOFT_BLUR / size

    def paint(canvas: skia.Canvas) -> None:
        soft = skia.ImageFilters.Blur(blur, blur, skia.TileMode.kClamp)
        canvas.saveLayer(None, skia.Paint(ImageFilter=soft))
        canvas.saveLayer(None, skia.Paint(ColorFilter=shade))
        paint_cels(canvas, stack)
        canvas.restore()
        canvas.restore()

    places = tuple((cel.key, round(cel.x, 1), round(cel.y, 1)) for cel in stack)
    return Cel(
        ("soft", round(blur, 2), places), 0.0, 0.0,
        min(cel.x + cel.left for cel in stack) - 3 * blur,
        min(cel.y + cel.top for cel in stack) - 3 * blur,
        max(cel.x + cel.right for cel in stack) + 3 * blur,
        max(cel.y + cel.bottom for cel in stack) + 3 * blur,
        paint,
    )  # fmt: skip


def _contact_shadow(canvas: skia.Canvas) -> None:
    dark = skia.Paint(
        AntiAlias=True,
        Color=skia.Color(20, 14, 40, 110),
        MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 16),
    )
    canvas.drawOval(skia.Rect.MakeLTRB(-190, -26, 190, 30), dark)


_GROUND_CEL = Cel(
    "ground", 0.0, 0.0, GROUND.left, GROUND.top, GROUND.right, GROUND.bottom, _contact_shadow
)


@dataclass(slots=True)
class Thing:
    """A prop of an insert as a layer."""

    stage: Stage
    index: int
    art: SetArt
    scale: float
    cels: Cels
    _held: list[Sprite | None] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the prop as the camera sees it at `frame`."""
        lay_stack(target, self.placed(frame))

    def placed(self, frame: int) -> tuple[Placed, ...]:
        """The prop where the camera sees it at `frame`, if anything of it is seen."""
        prop = self.stage.props[self.index]
        if not self._held:
            size = prop.scale_permille / 1000
            box = Box(prop.x - 540 * size, prop.y - 540 * size,
                      prop.x + 540 * size, prop.y + 540 * size)  # fmt: skip

            def paint(canvas: skia.Canvas) -> None:
                canvas.translate(prop.x, prop.y)
                canvas.scale(size, size)
                prop_art(self.stage.style, prop.name, self.art.light)(canvas)

            key = f"prop/{self.stage.style}/{prop}/{self.art.light}/{self.scale:.4f}"
            made = self.cels.get(key, lambda: sprite(box, self.scale * 1.12, paint, key))
            self._held.append(made)
        rest = sight_at(self.stage.camera, 0)
        now = seen_at(self.stage.camera, frame)
        mapping = figure_mapping(now, Sight(rest.x, rest.y, rest.zoom))
        held = self._held[0]
        return () if held is None else (placed_sprite(held, mapping, self.scale),)

    def state(self, frame: int) -> Hashable:
        """Where the camera looks."""
        return seen_at(self.stage.camera, frame)


def placed_sprite(held: Sprite, mapping: Mapping2, scale: float) -> Placed:
    """A sprite that belongs to design pixels, where `mapping` sees it."""
    return Placed(
        held.texture,
        (held.left * mapping.scale + mapping.x) * scale,
        (held.top * mapping.scale + mapping.y) * scale,
        mapping.scale * scale / held.scale,
    )
