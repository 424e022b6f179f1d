"""A stage: the picture of one shot as the puppet kit plays it, as data that needs no pixels.

A stage says who stands where in which set, and how every figure and the camera move frame
by frame. It knows nothing of the size of the film, so one stage serves every profile.
Positions are in design pixels of a 1080 x 1920 frame; keys are at whole frames.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.clock import Rate
from piying.model.people import Look, Style
from piying.model.script import DayTime, Place
from piying.model.shot import Weather

STAGE_TYPE = "application/vnd.piying.stage+json"
"""The media type of a stage's canonical bytes."""


class Ease(StrEnum):
    """How a value travels to the next key."""

    HOLD = "hold"
    LINEAR = "linear"
    SMOOTH = "smooth"
    """Slow, fast, slow."""
    OUT = "out"
    """Fast, then slow."""
    SNAP = "snap"
    """Overshoots a little and settles."""


@dataclass(frozen=True, slots=True)
class Key:
    """At `frame` the channel has `value`; `ease` says how it leaves for the next key."""

    frame: int
    value: int
    ease: Ease = Ease.SMOOTH


@dataclass(frozen=True, slots=True)
class WordKey:
    """From `frame` on the channel says `word`."""

    frame: int
    word: str


@dataclass(frozen=True, slots=True)
class Channel:
    """One animated number of an actor.

    yaw, pitch, roll, lean and body_yaw in tenths of a degree; gaze_x, gaze_y, lids, tears,
    blush and walk in thousandths; x and y, added to where it stands, in tenths of a pixel.
    """

    name: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """One figure and its acting."""

    character: str
    look: Look
    x: int
    """Where the middle between its feet stands, tenths of a design pixel from the left edge."""
    y: int
    """Where its feet stand, tenths of a design pixel from the top; often below the frame."""
    scale_permille: int
    """1000 draws the figure in its own units as design pixels."""
    depth: int = 0
    """Drawn in rising order of depth; nearer figures cover farther ones."""
    channels: tuple[Channel, ...] = ()
    visemes: tuple[WordKey, ...] = ()
    expressions: tuple[WordKey, ...] = ()
    gestures: tuple[WordKey, ...] = ()
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Camera:
    """The view of the set: where the middle of the frame looks and how near."""

    x: tuple[Key, ...]
    """Design pixels of the wide view of the set."""
    y: tuple[Key, ...]
    zoom_permille: tuple[Key, ...]
    """1000 shows the wide view."""
    focus_permille: int = 1000
    """1000: the set is sharp; 0: as soft as the kit blurs it behind a close-up."""
    shake_permille: int = 0


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing of the kit shown by an insert."""

    name: str
    x: int
    y: int
    scale_permille: int


@dataclass(frozen=True, slots=True)
class Stage:
    """The picture of one shot."""

    style: Style
    set_name: str
    day_time: DayTime
    weather: Weather
    place: Place
    length_frames: int
    rate: Rate
    camera: Camera
    actors: tuple[Actor, ...] = ()
    props: tuple[Prop, ...] = ()
    effects: tuple[str, ...] = ()
    flashback: bool = False
    seed: int = 0
    kind: str = field(default="stage.1", kw_only=True)
