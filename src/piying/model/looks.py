"""Looks: the pictures by which a person, a place and a style stay the same in every shot."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.brief import Role
from piying.model.canon import Digest
from piying.model.script import DayTime
from piying.model.shot import Emotion


class View(StrEnum):
    """From where a page shows it."""

    FRONT = "front"
    SIDE = "side"
    BACK = "back"
    FACE = "face"
    """The face alone, with an expression."""
    PLATE = "plate"
    """A place, a thing or a style, without people."""


@dataclass(frozen=True, slots=True)
class Page:
    """One picture of a sheet."""

    blob: Digest
    view: View
    media_type: str = "image/png"
    width: int = 0
    height: int = 0
    byte_count: int = 0
    emotion: Emotion | None = None
    """For a face: the expression."""
    day_time: DayTime = DayTime.UNKNOWN
    """For a place: when it is; unknown serves for every time."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that shows how one person, place, thing or style looks."""

    role: Role
    """CHARACTER, LOCATION, PROP or STYLE."""
    name: str
    """As the script or the kit calls it; a style: the house style."""
    pages: tuple[Page, ...] = ()
    words: str = ""
    """How it looks, in a person's words; empty: the cast file's look is described."""


@dataclass(frozen=True, slots=True)
class Lookbook:
    """The sheets of a series."""

    sheets: tuple[Sheet, ...] = ()
    kind: str = field(default="lookbook.1", kw_only=True)

    def find(self, role: Role, name: str) -> Sheet | None:
        """The sheet of `name` in that role."""
        return next((s for s in self.sheets if s.role is role and s.name == name), None)


@dataclass(frozen=True, slots=True)
class Link:
    """Two shots that are one movement: where `shot` ends is where `next` begins.

    It is a link and not a copy: both name the same frame, so that changing the frame changes
    both, and neither is taken out of the other's clip.
    """

    shot: str
    next: str
