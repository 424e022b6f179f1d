"""A draft: a shot while it is being decided, with what a person has fixed in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.script import DayTime, Place
from piying.model.shot import Angle, Emotion, Framing, Move, Size, Speech, Transition, Weather


class Role(StrEnum):
    """What a shot is for."""

    ESTABLISH = "establish"
    LINE = "line"
    REACTION = "reaction"
    ACTION = "action"
    INSERT = "insert"
    """A thing that an action shows beside its people."""
    SUPER = "super"
    ASKED = "asked"
    """A person asked for it in a note, beside the shots of the words."""
    CLOSING = "closing"
    """The last look of the episode."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A shot that is being decided."""

    role: Role
    mark: str
    """The content that names the shot; together with the role it makes the shot's id."""
    element: int
    framing: Framing
    size: Size
    people: tuple[str, ...] = ()
    """Who is seen; whom the shot is about comes first."""
    angle: Angle = Angle.EYE
    move: Move = Move.DRIFT
    length_ms: int = 2_000
    speech: Speech | None = None
    action: str = ""
    insert: str = ""
    onscreen: str = ""
    onscreen_vertical: bool = False
    feelings: tuple[tuple[str, Emotion], ...] = ()
    gestures: tuple[tuple[str, str], ...] = ()
    transition: Transition = Transition.CUT
    effects: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    weather: Weather = Weather.CLEAR
    mood: str = ""
    flashback: bool = False
    yaw: int = 0
    """Degrees by which the first figure is turned away from the camera."""
    size_fixed: bool = False
    """A person asked for this size."""
    length_fixed: bool = False
    transition_fixed: bool = False
    fixed: bool = False
    """A person described this shot; only what they left open may change."""

    @property
    def focus(self) -> tuple[str, ...]:
        """What the shot is of, to compare it with its neighbours."""
        if self.framing is Framing.INSERT:
            return ("thing", self.insert)
        if self.framing is Framing.EMPTY:
            return ("place",)
        if self.framing in (Framing.SINGLE, Framing.OVER):
            return self.people[:1]
        return tuple(sorted(self.people))


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """What is true of every shot of a scene."""

    number: int
    element: int
    location: str
    set_name: str
    place: Place
    day_time: DayTime
    seen_before: bool
    """The location was played in this episode before."""
    present: tuple[str, ...] = ()
    """Who can be seen, in order of importance."""
    sides: tuple[tuple[str, int], ...] = field(default=())

    def side(self, name: str) -> int:
        """Where `name` stands on the line of action."""
        return dict(self.sides).get(name, 0)
