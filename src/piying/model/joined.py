"""A joined clip: the picture of one shot that a model made in parts, one after another."""

from __future__ import annotations

from dataclasses import dataclass, field

from piying.model.brief import Reference
from piying.model.canon import Digest

JOINED_TYPE = "application/vnd.piying.joined+zip"
"""The media type of a joined clip with its parts: a ZIP archive, not compressed again."""


@dataclass(frozen=True, slots=True)
class JoinedPart:
    """One clip of a joined one."""

    blob: Digest
    media_type: str
    length_frames: int
    """How many frames it gives at the rate of the film."""
    start_frames: int = 0
    """How many are left out at its head: it begins with the picture that ends the one before,
    and no picture is shown twice."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The parts, the first one first."""

    parts: tuple[JoinedPart, ...]
    kind: str = field(default="joined.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class Ending:
    """The picture with which a clip ends, kept so that it is taken out of it once."""

    clip: Digest
    frame: Reference
    kind: str = field(default="ending.1", kw_only=True)
