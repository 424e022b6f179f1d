"""The camera of a stage: where a plane or a figure lies in the frame at a given moment.

The camera looks at a point of the set's wide view with a zoom. A plane of depth 0 hardly
follows it, a plane of depth 1 follows it exactly; that difference is the parallax.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from piying.model.stage import Camera
from piying.render.jolt import jolt
from piying.render.puppet.tracks import DRAWN_ON, value_at

WIDTH, HEIGHT = 1080, 1920
"""The frame in design pixels."""

FAR_FOLLOWS = 0.3
"""How much of the camera's move reaches a plane at depth 0."""

UNSEEN_PIXELS = 0.5
"""Design pixels by which a corner of the frame may move without being seen to."""

SHAKE_PIXELS = 26.0
SHAKE_RATE = 25
"""Frames a second of the kit's drawings."""

SIGHTS_KEPT = 64
"""Sights that are kept: every layer of a frame asks for the same few, more than once."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The camera at one moment, in design pixels of the wide view."""

    x: float
    y: float
    zoom: float
    shake_x: float = 0.0
    """Design pixels of the frame by which everything is thrown."""
    shake_y: float = 0.0


@dataclass(frozen=True, slots=True)
class Mapping2:
    """frame = point * scale + (x, y), in design pixels."""

    scale: float
    x: float
    y: float


@lru_cache(maxsize=SIGHTS_KEPT)
def sight_at(camera: Camera, frame: float) -> Sight:
    """Where `camera` looks at `frame`."""
    thrown = camera.shake_permille / 1000 * SHAKE_PIXELS
    _, shake_x, shake_y = jolt(frame / SHAKE_RATE)
    return Sight(
        value_at(camera.x, frame),
        value_at(camera.y, frame),
        value_at(camera.zoom_permille, frame) / 1000,
        thrown * shake_x,
        thrown * shake_y,
    )


@lru_cache(maxsize=SIGHTS_KEPT)
def seen_at(camera: Camera, frame: int) -> Sight:
    """The camera of the picture at `frame`.

    It moves on ones. Where a frame would move nothing by more than half a pixel, nobody can
    see it move, and it goes with the drawings: most of a drift is drawn half as often.
    """
    now, drawing = sight_at(camera, frame), frame - frame % DRAWN_ON
    if drawing == frame:
        return now
    before = sight_at(camera, drawing)
    return before if _apart(before, now) <= UNSEEN_PIXELS else now


def _apart(one: Sight, other: Sight) -> float:
    """How far a corner of the frame seen by `one` lies from where `other` sees it."""
    most = 0.0
    for half, here, there, thrown in (
        (WIDTH / 2, one.x, other.x, other.shake_x - one.shake_x),
        (HEIGHT / 2, one.y, other.y, other.shake_y - one.shake_y),
    ):
        for corner in (-half, half):
            moved = (corner / one.zoom + here - there) * other.zoom - corner + thrown
            most = max(most, abs(moved))
    return most


def follows(depth: float) -> float:
    """How much of the camera's move reaches a plane at `depth`."""
    return FAR_FOLLOWS + (1 - FAR_FOLLOWS) * depth


def plane_mapping(sight: Sight, depth: float) -> Mapping2:
    """From the wide view's design pixels to the frame's, for a plane at `depth`."""
    share = follows(depth)
    scale = 1 + (sight.zoom - 1) * share
    x = WIDTH / 2 + (sight.x - WIDTH / 2) * share
    y = HEIGHT / 2 + (sight.y - HEIGHT / 2) * share
    return Mapping2(
        scale,
        WIDTH / 2 - x * scale + sight.shake_x * share,
        HEIGHT / 2 - y * scale + sight.shake_y * share,
    )


def figure_mapping(now: Sight, rest: Sight, depth: float = 1.0) -> Mapping2:
    """From where a figure was placed (seen by `rest`) to where it is seen now."""
    ratio = 1 + (now.zoom / rest.zoom - 1) * depth
    move_x = (now.x - rest.x) * now.zoom * depth
    move_y = (now.y - rest.y) * now.zoom * depth
    return Mapping2(
        ratio,
        WIDTH / 2 * (1 - ratio) - move_x + now.shake_x * depth,
        HEIGHT / 2 * (1 - ratio) - move_y + now.shake_y * depth,
    )


def visible(mapping: Mapping2, margin: float = 0.0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the part that the frame shows, before the mapping."""
    return (
        (-margin - mapping.x) / mapping.scale,
        (-margin - mapping.y) / mapping.scale,
        (WIDTH + margin - mapping.x) / mapping.scale,
        (HEIGHT + margin - mapping.y) / mapping.scale,
    )
