"""A composite: the picture of one shot put together from several pictures, lowest first.

All lengths are thousandths: of the frame's sides for places and sizes, of the whole for
strengths.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest

COMPOSITE_TYPE = "application/vnd.piying.composite+zip"
"""The media type of a composite with its files: a ZIP archive, not compressed again."""


class MatteKind(StrEnum):
    """What says where a layer covers what lies beneath it."""

    NONE = "none"
    """It covers its whole place."""
    ALPHA = "alpha"
    """Its own transparency."""
    LUMA = "luma"
    """The brightness of a picture of its own: white covers, black does not."""
    KEY = "key"
    """All but one colour, which is taken out."""


class Blend(StrEnum):
    """How a layer is laid over what is there."""

    OVER = "over"
    ADD = "add"
    """Its light is added to the light there."""
    MULTIPLY = "multiply"
    """Its light is a share of the light there."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a composite."""

    blob: Digest
    media_type: str


@dataclass(frozen=True, slots=True)
class Box:
    """A place in the frame; the picture covers it and what is over is cut off evenly."""

    left: int = 0
    top: int = 0
    width: int = 1000
    height: int = 1000


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that are set on a still, on a sign that was left blank for them."""

    text: str
    corners: tuple[tuple[int, int], ...]
    """Four: top left, top right, bottom right, bottom left of the sign as one reads it, in
    thousandths of the still's width and height."""
    ink: str = "#1a1a1a"
    weight: int = 700
    serif: bool = False
    column: bool = False
    """One character under another."""
    opacity: int = 940
    """In thousandths; a little of the surface shows through paint."""


@dataclass(frozen=True, slots=True)
class CompositeLayer:
    """One picture of a composite."""

    part: Part
    matte: MatteKind = MatteKind.NONE
    matte_part: Part | None = None
    """The picture whose brightness is the matte."""
    key: str = ""
    """The colour that is taken out, "#rrggbb"."""
    key_near: int = 60
    """Colours as near as this to it go wholly, in thousandths of the colour circle."""
    key_far: int = 140
    """Colours farther than this stay wholly."""
    box: Box = field(default_factory=Box)
    opacity: int = 1000
    blend: Blend = Blend.OVER
    match: int = 0
    """How far its exposure and its white are brought to those of what lies beneath."""
    wrap: int = 0
    """How much light from beneath spills over its edge."""


@dataclass(frozen=True, slots=True)
class Composite:
    """The layers, lowest first, and what goes over all of them."""

    layers: tuple[CompositeLayer, ...]
    grain: int = 0
    """How strong the grain of film is."""
    kind: str = field(default="composite.1", kw_only=True)
