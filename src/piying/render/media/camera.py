"""The camera over a still: the shot's move as a path, and how each plane follows it.

The path is in shares of the frame: the camera looks at a point beside the middle and with a
zoom, 1 being the whole picture. A plane that follows fully moves against it by as much; one
far away hardly follows, one in front follows more, and that difference is the parallax.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from piying.model.shot import Move
from piying.model.stage import Ease
from piying.render.jolt import jolt
from piying.render.puppet.tracks import eased

DRIFT_ZOOM_SECOND, DRIFT_ZOOM_MAX = 0.010, 0.06
"""A drift comes nearer by so much a second, and by no more than that."""
DRIFT_ASIDE = 0.012
PUSH_ZOOM = 0.16
PAN, TILT, FOLLOW, WHIP = 0.045, 0.035, 0.03, 0.10
"""How far a move looks to either side, in shares of the frame's width or height."""
PAN_MAX = 0.35
"""As far as a pan goes over a picture that is wider than the frame."""
WHIP_SECONDS = 0.36
SHAKE, SHAKE_LEAST = 0.024, 0.01
"""How far a shake throws the picture in widths, and the share of it that is seen no more."""

WIDTHS_HIGH = 9 / 16
"""Widths of the frame in one of its heights."""

FAR_FOLLOWS, NEAR_FOLLOWS = 0.35, 1.25
"""Of the planes farthest and nearest; a picture of one plane follows by 1."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where the camera looks at one moment."""

    x: float = 0.0
    """Right of the middle, in widths of the frame."""
    y: float = 0.0
    """Below the middle, in heights."""
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Path:
    """The camera of one shot."""

    move: Move
    length_frames: int
    rate: float
    """Frames a second."""
    side: int = 1
    """-1 or 1: the way of a drift."""
    spare_x: float = 0.0
    """How much wider the picture is than the frame, in widths of the frame."""
    spare_y: float = 0.0
    shaken: bool = False
    """An effect shakes the camera besides."""

    def at(self, frame: int) -> Look:
        """The camera at `frame`."""
        look = self._moved(frame)
        if not self.shaken and self.move is not Move.SHAKE:
            return look
        far, x, y = jolt(frame / self.rate)
        if far < SHAKE_LEAST:
            return look
        return Look(look.x + SHAKE * x, look.y + SHAKE * WIDTHS_HIGH * y, look.zoom)

    def _moved(self, frame: int) -> Look:  # noqa: PLR0911 - a move, a line
        """The move without any shake."""
        last = max(1, self.length_frames - 1)
        t = min(1.0, max(0.0, frame / last))
        smooth = eased(Ease.SMOOTH, t)
        wide = min(max(PAN, self.spare_x / 2), PAN_MAX)
        high = min(max(TILT, self.spare_y / 2), PAN_MAX)
        match self.move:
            case Move.STATIC | Move.SHAKE:
                return Look()
            case Move.DRIFT:
                zoom = min(DRIFT_ZOOM_MAX, DRIFT_ZOOM_SECOND * last / self.rate)
                return Look(self.side * DRIFT_ASIDE * (2 * t - 1), 0.0, 1 + zoom * t)
            case Move.PUSH:
                return Look(zoom=1 + PUSH_ZOOM * smooth)
            case Move.PULL:
                return Look(zoom=1 + PUSH_ZOOM * (1 - smooth))
            case Move.PAN_LEFT:
                return Look(wide * (1 - 2 * smooth))
            case Move.PAN_RIGHT:
                return Look(wide * (2 * smooth - 1))
            case Move.FOLLOW:
                return Look(self.side * FOLLOW * (2 * smooth - 1))
            case Move.TILT_UP:
                return Look(y=high * (1 - 2 * smooth))
            case Move.TILT_DOWN:
                return Look(y=high * (2 * smooth - 1))
            case Move.WHIP:
                come = eased(Ease.OUT, min(1.0, frame / (self.rate * WHIP_SECONDS)))
                return Look(self.side * WHIP * (come - 1))


@dataclass(frozen=True, slots=True)
class Span:
    """What a path asks of a plane, in sides of the frame, both ways from the middle."""

    half_x: float
    """How far from the middle the frame reaches, at most, seen from the plane."""
    half_y: float
    zoom: float
    """The nearest that the plane is seen."""


def followed(look: Look, share: float) -> Look:
    """The camera as a plane that follows by `share` sees it."""
    return Look(look.x * share, look.y * share, 1 + (look.zoom - 1) * share)


def shares(count: int) -> tuple[float, ...]:
    """How much each of `count` planes follows, back to front."""
    if count == 1:
        return (1.0,)
    step = (NEAR_FOLLOWS - FAR_FOLLOWS) / (count - 1)
    return tuple(FAR_FOLLOWS + step * index for index in range(count))


def span(path: Path, follow: Sequence[float]) -> Span:
    """What all of the planes together must reach, so that no edge is ever seen."""
    looks = [
        followed(look, share)
        for look in map(path.at, range(max(1, path.length_frames)))
        for share in follow
    ]
    return Span(
        max(abs(look.x) + 0.5 / look.zoom for look in looks),
        max(abs(look.y) + 0.5 / look.zoom for look in looks),
        max(look.zoom for look in looks),
    )
