"""The words that figures, sets and the stage share: poses, light, planes.

Figures are drawn in figure units: the origin is the middle between the feet on the floor,
x grows to the right of the screen, y grows downwards (so a head has negative y), and an
adult of the manhua style stands 1500 units tall. Sets are drawn in design pixels of the wide
view, 1080 x 1920, with overscan: x from -270 to 1350, y from -240 to 2160.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

import skia

from piying.model.people import Look

VISEMES = ("rest", "closed", "teeth", "open", "mid", "spread", "round", "half")
"""The mouth shapes a voice asks for."""

GESTURES = (
    "", "point", "fist", "phone", "slap", "pray", "cover_mouth", "wave", "arms_crossed",
    "hand_on_chest", "reach", "bow", "hold",
)  # fmt: skip
"""What hands can do; "" leaves the arms down."""


@dataclass(frozen=True, slots=True)
class Pose:
    """How a figure stands at one drawing; every number is continuous."""

    yaw: float = 0.0
    """Degrees: 0 front, +45 three-quarter to the right edge of the screen, +75 near profile."""
    pitch: float = 0.0
    """Degrees of the head, + looks up."""
    roll: float = 0.0
    """Degrees of the head, + leans to the right edge of the screen."""
    lean: float = 0.0
    """Degrees of the torso, + to the right edge of the screen."""
    body_yaw: float = 0.0
    """Degrees: where the torso faces; the head's yaw is not added to it."""
    gaze_x: float = 0.0
    """-1 the left edge of the screen … 1 the right."""
    gaze_y: float = 0.0
    """-1 up … 1 down."""
    blink: float = 0.0
    """0 open as the expression has it … 1 shut."""
    expression: tuple[tuple[str, float], ...] = (("neutral", 1.0),)
    """Weights of emotions (values of model.shot.Emotion); they sum to 1."""
    viseme: str = "rest"
    viseme_from: str = "rest"
    viseme_mix: float = 1.0
    """How far the mouth has travelled from `viseme_from` to `viseme`, 0 … 1."""
    breath: float = 0.0
    """0 … 1: how far the chest is raised."""
    hair_swing: float = 0.0
    """Degrees by which the loose hair lags behind."""
    cloth_swing: float = 0.0
    """Degrees by which hems and sleeves lag behind."""
    gesture: str = ""
    gesture_mix: float = 0.0
    """0 the arm hangs … 1 the gesture is reached."""
    tears: float = 0.0
    blush: float = 0.0
    walk: float = 0.0
    """Phase of the step, 0 … 1; below zero the figure stands."""
    time_s: float = 0.0
    """Seconds since the shot began, for what never repeats."""
    cycle: float = 0.0
    """Where the cycle of idle movement stands, 0 … 1: what trembles, breathes and sways by
    itself repeats with it, so that its drawings come again."""


@dataclass(frozen=True, slots=True)
class Light:
    """The light of a set, as figures see it; colours are "#rrggbb"."""

    key_x: float = -0.6
    """Where the key light comes from: -1 the left of the screen … 1 the right."""
    key: str = "#fff6e8"
    shade: str = "#b79ac8"
    """What shadows multiply by."""
    ambient: str = "#ffffff"
    """What the whole figure multiplies by."""
    rim: str = ""
    """Colour of the light from behind, or empty."""
    rim_x: float = 0.8


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where a standing figure's parts are, in figure units (all y are negative)."""

    top_y: float
    """The top of the hair."""
    eye_y: float
    chin_y: float
    shoulder_y: float
    waist_y: float
    knee_y: float
    face_width: float
    shoulder_width: float


@dataclass(frozen=True, slots=True)
class Cel:
    """One sheet of a figure, as in limited animation: rastered once, then laid and moved.

    A figure is a stack of cels from back to front. What a cel's pixels do not depend on stays
    out of its key, so that a mouth that moves leaves every other cel as it lies.
    """

    key: Hashable
    """Equal keys of one look, light and style promise equal drawings about the origin. It is
    made of text, numbers, None and tuples of these, because its `repr` names a file."""
    x: float
    """Where the cel's origin lies, in figure units; moving a cel never changes its key."""
    y: float
    left: float
    """The bounds hold every stroke; they are counted from the cel's origin."""
    top: float
    right: float
    bottom: float
    paint: Callable[[skia.Canvas], None]
    """Draws about the origin, in figure units, on a clear sheet."""


def paint_cels(canvas: skia.Canvas, cels: Iterable[Cel]) -> None:
    """Draw a stack of cels where they belong."""
    for cel in cels:
        canvas.save()
        canvas.translate(cel.x, cel.y)
        area = skia.Rect.MakeLTRB(cel.left, cel.top, cel.right, cel.bottom)
        canvas.clipRect(area)
        canvas.saveLayer(area, skia.Paint())
        cel.paint(canvas)
        canvas.restore()
        canvas.restore()


class FigureArt(Protocol):
    """Draws the figures of one style."""

    casts_shadow: bool
    """Whether a figure that stands darkens the floor under its feet."""

    def anchors(self, look: Look) -> Anchors:
        """Where the parts of `look` are."""

    def bounds(
        self, look: Look, pose: Pose, *, bust: bool
    ) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of every stroke, in figure units."""

    def cels(self, look: Look, pose: Pose, light: Light, *, bust: bool) -> tuple[Cel, ...]:
        """The figure as sheets from back to front; `bust` leaves out what is below the waist.

        Laid over one another they are the picture that `paint` draws.
        """

    def paint(
        self, canvas: skia.Canvas, look: Look, pose: Pose, light: Light, *, bust: bool
    ) -> None:
        """Draw the figure at the canvas's origin; `bust` leaves out what is below the waist."""


Painter = Callable[[skia.Canvas, int], None]
"""Draws one variant of a plane in the design pixels of the wide view."""


@dataclass(frozen=True, slots=True)
class Plane:
    """One layer of a set."""

    name: str
    depth: float
    """0 infinitely far (hardly moves) … 1 where the figures stand … 1.6 near."""
    paint: Painter
    opaque: bool = False
    """It covers the whole overscan; the farthest plane must."""
    variant_count: int = 1
    hold_frames: int = 12
    """How long one variant stays before the next (flicker, passing lights)."""
    drift_x: float = 0.0
    """Design pixels a second (clouds, mist); such a plane repeats after `drift_span` pixels."""
    drift_span: float = 0.0
    sway: float = 0.0
    """Design pixels it swings to each side (branches, curtains, lanterns)."""
    sway_s: float = 4.0
    detail: float = 1.0
    """The share of the pixels that it needs, below 1 for shade and light without an edge."""
    bare: Painter | None = None
    """Paints it without its brushwork, for what is blurred; None where it has none."""


@dataclass(frozen=True, slots=True)
class SetArt:
    """A set in one light and weather."""

    name: str
    planes: tuple[Plane, ...]
    """Far to near; figures stand in front of every plane of depth up to 1."""
    floor_y: float
    """Where the feet of a figure at depth 1 stand in the wide view, design pixels."""
    figure_scale: float
    """Scale of a figure at depth 1 in the wide view (adult 1500 units)."""
    horizon_y: float
    light: Light
    grade: tuple[str, str, str] = field(default=("#000000", "#808080", "#ffffff"))
    """The gradient map's dark, middle and light, mixed over the set by `grade_mix`."""
    grade_mix: float = 0.0
    close_x: float = 540.0
    close_y: float = 900.0
    """Where a close-up's background looks in the wide view."""
    spread: float = 0.0
    """Design pixels between two figures on the floor of a wide shot; 0: as framing has it."""
