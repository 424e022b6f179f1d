"""A composite as the picture of a shot: pictures of several kinds, laid over one another.

Whatever a layer is (the puppets of the shot, a still, planes that move past each other, a
clip), it is first drawn as it would be drawn alone, at the size, rate and colour of the film,
and then laid over what is beneath it by its matte. A layer with transparency of its own is
drawn twice, over black and over white; what differs is what shows through. Layers are laid by
levels, as everything in piying is; lights that are added, shared or wrapped round an edge are
worked out in light (`piying.render.light`), and so is the matching of exposure and white.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from piying.model.canon import Digest
from piying.model.composite import Blend, Box, CompositeLayer, MatteKind, Part
from piying.model.cut import PictureClip
from piying.model.errors import Invalid
from piying.model.stage import STAGE_TYPE
from piying.render.blur import blurred
from piying.render.jobs import ShotJob
from piying.render.kernels import fill
from piying.render.layer import Composer, HeldLayer, Layer
from piying.render.media.clip import passing, show_clip
from piying.render.media.compositefile import unpack
from piying.render.media.grain import grain
from piying.render.media.heads import CLIP_TYPES, ORA_TYPE, STILL_TYPES
from piying.render.media.kernels import (
    doubled,
    laid_over,
    light_added,
    light_shared,
    matte_of_key,
    matte_of_luma,
    matte_of_pair,
    recoloured,
    without_spill,
    wrapped,
)
from piying.render.media.match import Light, matching, mean_light
from piying.render.media.plates import Plate
from piying.render.media.shown import Show, Shown, directed, seed_of
from piying.render.media.stage import show_stage
from piying.render.media.still import show_layered, show_still
from piying.render.planes import Planes, blank_planes, colour
from piying.render.puppet.play import Figure, Thing
from piying.render.scratch import SCRATCH
from piying.render.transpose import Bytes

_SHOWS: Mapping[str, Show] = {
    STAGE_TYPE: show_stage,
    ORA_TYPE: show_layered,
    **dict.fromkeys(STILL_TYPES, show_still),
    **dict.fromkeys(CLIP_TYPES, show_clip),
}
BLACK, WHITE = (16, 128, 128), (235, 128, 128)
WRAP_RADIUS_SHARE = 1 / 60
"""How far light spills over an edge, in heights of the picture."""
LOOKS = 3
"""Moments of a shot at which layers are matched."""
KEY_LEVELS = 112.0
"""Levels of U and V from grey to the strongest colour."""


def show_composite(job: ShotJob, clip: PictureClip) -> Shown:
    """The composite in `clip`.

    Raises:
        Invalid: the archive or a file in it cannot be drawn.
    """
    folder = (job.cache or passing()) / "composites"
    composite, files = unpack(job.blobs[clip.blob], clip.shot, folder)
    parts = tuple(_prepared(job, clip, layer, files, first=at == 0)
                  for at, layer in enumerate(composite.layers))  # fmt: skip
    size = job.profile.width, job.profile.height
    picture = CompositePicture(parts, size, clip.length_frames, composite.grain, seed_of(clip))
    return replace(directed(job, clip, (picture,)), shakes=False)


@dataclass(slots=True)
class _Drawn:
    """Layers of one kind of picture, drawn alone at a size."""

    layers: tuple[Layer, ...]
    width: int
    height: int
    _held: list[tuple[Composer, Planes]] = field(default_factory=list)

    def at(self, frame: int, under: tuple[int, int, int] = BLACK) -> Planes:
        """What is drawn at `frame` over one colour; good until it is asked for again."""
        if not self._held:
            for ground in (BLACK, WHITE):
                composer = Composer((_Ground(ground), *self.layers))
                self._held.append((composer, blank_planes(self.width, self.height)))
        composer, picture = self._held[(BLACK, WHITE).index(under)]
        composer.draw(picture, frame)
        return picture

    def state(self, frame: int) -> Hashable:
        """Equal values promise equal drawings."""
        if all(isinstance(layer, HeldLayer) for layer in self.layers):
            return tuple(layer.state(frame) for layer in self.layers)  # type: ignore[attr-defined]
        return object()


@dataclass(frozen=True, slots=True)
class _Ground:
    """One colour behind everything."""

    level: tuple[int, int, int]

    def draw(self, target: Planes, frame: int) -> None:  # noqa: ARG002 - the port gives it
        fill(target, self.level)

    def state(self, frame: int) -> Hashable:  # noqa: ARG002 - the port gives it
        return self.level


@dataclass(slots=True)
class _Upper:
    """A layer of a composite, ready to be laid."""

    told: CompositeLayer
    drawn: _Drawn
    matte: _Drawn | None
    """What the matte is the brightness of."""
    left: int
    top: int

    @property
    def on_black(self) -> bool:
        """Whether what it covers only in part lies over black already."""
        return self.told.matte is MatteKind.ALPHA

    def at(self, frame: int) -> tuple[Planes, Bytes]:
        """Its picture and its matte at `frame`, both good until it is asked again."""
        picture = self.drawn.at(frame)
        over = _copied("over", picture)
        matte = SCRATCH.plane("composite matte", self.drawn.height, self.drawn.width)
        match self.told.matte:
            case MatteKind.NONE:
                matte[:] = 255
            case MatteKind.LUMA if self.matte is not None:
                matte_of_luma(self.matte.at(frame).y, matte)
            case MatteKind.ALPHA if self.matte is not None:
                matte_of_luma(self.matte.at(frame).y, matte)
            case MatteKind.KEY:
                self._keyed(over, matte)
            case _:
                matte_of_pair(picture.y, self.drawn.at(frame, WHITE).y, matte)
        return over, matte

    def _keyed(self, over: Planes, matte: Bytes) -> None:
        value = int(self.told.key[1:], 16)
        _, u, v = colour(value >> 16, value >> 8 & 255, value & 255)
        small = SCRATCH.plane("composite key", *over.u.shape)
        near, far = self.told.key_near, self.told.key_far
        matte_of_key(over.u, over.v, u, v, near * KEY_LEVELS / 1000, far * KEY_LEVELS / 1000,
                     small)  # fmt: skip
        doubled(small, matte)
        without_spill(over.u, over.v, u, v)

    def state(self, frame: int) -> Hashable:
        return (
            self.drawn.state(frame),
            None if self.matte is None else self.matte.state(frame),
        )


@dataclass(slots=True)
class CompositePicture:
    """All layers of a composite as one layer that covers the picture."""

    parts: tuple[_Upper, ...]
    size: tuple[int, int]
    length_frames: int
    grain: int
    seed: int
    _matrices: dict[int, npt.NDArray[np.float32] | None] = field(default_factory=dict)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the composite at `frame`."""
        for at in range(1, len(self.parts)):
            self._matrix(at)  # found before anything is drawn, for it draws too
        self._stack(target, frame, len(self.parts))
        grain(target, self.grain, self.seed, frame)

    def state(self, frame: int) -> Hashable:
        """Of every layer; grain is never still."""
        return frame if self.grain else tuple(part.state(frame) for part in self.parts)

    def _stack(self, target: Planes, frame: int, count: int) -> None:
        """Draw the lowest `count` layers."""
        fill(target, BLACK)
        for at, part in enumerate(self.parts[:count]):
            _lay(target, part, frame, self._matrix(at))

    def _matrix(self, at: int) -> npt.NDArray[np.float32] | None:
        """What brings layer `at` to what lies beneath it; found once for the whole shot."""
        if at not in self._matrices:
            part = self.parts[at]
            wanted = part.told.match if at else 0
            self._matrices[at] = matching(*self._lights(at), wanted) if wanted else None
        return self._matrices[at]

    def _lights(self, at: int) -> tuple[Light, Light]:
        """The mean light of a layer and of what lies beneath, at some moments of the shot."""
        last = max(0, self.length_frames - 1)
        own, below = list[tuple[Planes, Bytes | None]](), list[tuple[Planes, Bytes | None]]()
        for frame in sorted({last * look // (LOOKS - 1) for look in range(LOOKS)}):
            beneath = blank_planes(*self.size)
            self._stack(beneath, frame, at)
            below.append((beneath, None))
            over, matte = self.parts[at].at(frame)
            kept = blank_planes(over.width, over.height)
            kept.copy_from(over)
            own.append((kept, matte.copy()))
        return mean_light(own), mean_light(below)


def _lay(
    target: Planes, part: _Upper, frame: int, matrix: npt.NDArray[np.float32] | None
) -> None:
    """Lay one layer over `target`."""
    over, matte = part.at(frame)
    if matrix is not None:
        recoloured(over.y, over.u, over.v, matrix)
    seen = _seen(target, part)
    if seen is None:
        return
    into, (left, top, right, bottom) = seen
    over = over.part((left, top, right, bottom))
    matte = matte[top:bottom, left:right]
    if part.told.wrap:
        _wrap(into, over, matte, part.told.wrap)
    opacity = (part.told.opacity * 256 + 500) // 1000
    small = SCRATCH.plane("composite small matte", *over.u.shape)
    _quartered(matte, small)
    match part.told.blend:
        case Blend.ADD:
            light_added(over.y, matte, into.y, opacity)
        case Blend.MULTIPLY:
            light_shared(over.y, matte, into.y, opacity)
        case Blend.OVER:
            laid_over(over.y, matte, into.y, opacity, part.on_black, BLACK[0])
            laid_over(over.u, small, into.u, opacity, part.on_black, BLACK[1])
            laid_over(over.v, small, into.v, opacity, part.on_black, BLACK[2])


def _wrap(under: Planes, over: Planes, matte: Bytes, strength: int) -> None:
    """Let light from beneath spill over the edge of `over`."""
    radius = max(2.0, under.height * WRAP_RADIUS_SHARE)
    light = SCRATCH.plane("composite light", *under.y.shape)
    soft = SCRATCH.plane("composite soft", *matte.shape)
    blurred(np.ascontiguousarray(under.y), light, radius, 4)
    blurred(np.ascontiguousarray(matte), soft, radius, 4)
    wrapped(light, matte, soft, over.y, strength)


def _seen(target: Planes, part: _Upper) -> tuple[Planes, tuple[int, int, int, int]] | None:
    """The part of `target` that a layer reaches, and which part of the layer that is."""
    left, top = max(0, -part.left), max(0, -part.top)
    right = min(part.drawn.width, target.width - part.left)
    bottom = min(part.drawn.height, target.height - part.top)
    if right <= left or bottom <= top:
        return None
    into = (part.left + left, part.top + top, part.left + right, part.top + bottom)
    return target.part(into), (left, top, right, bottom)


def _quartered(matte: Bytes, small: Bytes) -> None:
    """The mean of every four pixels of a matte."""
    wide = matte.astype(np.uint16)
    total = wide[::2, ::2] + wide[1::2, ::2] + wide[::2, 1::2] + wide[1::2, 1::2]
    small[:] = (total + 2) >> 2


def _copied(name: str, picture: Planes) -> Planes:
    """A copy in this thread's memory."""
    planes = (picture.y, picture.u, picture.v)
    copies = [
        SCRATCH.plane(f"composite {name} {at}", *plane.shape) for at, plane in enumerate(planes)
    ]
    for copy, plane in zip(copies, planes, strict=True):
        copy[:] = plane
    return Planes(*copies)


def _prepared(
    job: ShotJob,
    clip: PictureClip,
    layer: CompositeLayer,
    files: Mapping[Digest, Path],
    *,
    first: bool,
) -> _Upper:
    """A layer ready to be drawn at its place in the frame."""
    left, top, width, height = _place(layer.box, job.profile.width, job.profile.height)
    inner = replace(job, profile=replace(job.profile, width=width, height=height), blobs=files)
    puppets = layer.part.media_type == STAGE_TYPE
    if puppets and layer.box.width != layer.box.height:
        raise Invalid("render.composite_puppets_box", shot=clip.shot)
    told = layer
    if puppets and not first:
        told = replace(layer, matte=MatteKind.ALPHA)
    drawn = _Drawn(_layers(inner, clip, layer.part, first=first, told=told), width, height)
    matte = None
    if layer.matte_part is not None:
        matte = _Drawn(_picture(inner, clip, layer.matte_part), width, height)
    elif told.matte is MatteKind.ALPHA and layer.part.media_type in CLIP_TYPES:
        shown = show_clip(inner, _of(clip, layer.part), alpha=True)
        matte = _Drawn(shown.layers, width, height)
    return _Upper(told, drawn, matte, left, top)


def _layers(
    job: ShotJob, clip: PictureClip, part: Part, *, first: bool, told: CompositeLayer
) -> tuple[Layer, ...]:
    """What draws a layer; what lies behind its transparency is left out."""
    layers = _picture(job, clip, part)
    if part.media_type == STAGE_TYPE and not first:
        at = next((i for i, one in enumerate(layers) if isinstance(one, Figure | Thing)), None)
        if at is None:
            raise Invalid("render.composite_no_puppets", shot=clip.shot)
        return layers[at:]
    if told.matte is MatteKind.ALPHA and part.media_type not in CLIP_TYPES:
        return tuple(replace(one, lowest=False) if isinstance(one, Plate) else one
                     for one in layers)  # fmt: skip
    return layers


def _picture(job: ShotJob, clip: PictureClip, part: Part) -> tuple[Layer, ...]:
    show = _SHOWS.get(part.media_type)
    if show is None:
        raise Invalid("render.unknown_media", media=part.media_type, shot=clip.shot)
    return show(job, _of(clip, part)).layers


def _of(clip: PictureClip, part: Part) -> PictureClip:
    return replace(clip, blob=part.blob, media_type=part.media_type)


def _place(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, width and height in pixels, all even."""
    return (
        _even(box.left, width),
        _even(box.top, height),
        max(2, _even(box.width, width)),
        max(2, _even(box.height, height)),
    )


def _even(share: int, side: int) -> int:
    return round(share * side / 2000) * 2
