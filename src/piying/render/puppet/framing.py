"""Framing: where figures stand in the vertical frame, and how the camera sees the set.

All positions are design pixels of 1080 x 1920. The numbers are the kit's direction, as data:
eyes at 36-42 % of the height in a close-up, a two-shot stacked in depth, words below. A
figure is placed where the camera comes to rest; where it stands on the first frame follows
from how the camera moves, so every move ends (or, for a drift, begins) on the composition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from piying.model.shot import Angle, Framing, Move, ShotSpec, Size, Subject
from piying.model.stage import Camera, Ease, Key
from piying.render.puppet.art import Anchors, SetArt
from piying.render.puppet.lens import (
    HEIGHT,
    WIDTH,
    Mapping2,
    Sight,
    figure_mapping,
    sight_at,
)


@dataclass(frozen=True, slots=True)
class Lens:
    """How one size of shot is framed."""

    face_permille: int
    """Width of the face in thousandths of the frame's width; 0: placed on the set's floor."""
    eye_permille: int
    """Height of the eyes in thousandths of the frame's height."""
    zoom_permille: int
    """How near the set is seen."""
    focus_permille: int


LENSES = {
    Size.EXTREME_WIDE: Lens(0, 0, 1000, 1000),
    Size.WIDE: Lens(0, 0, 1180, 1000),
    Size.MEDIUM: Lens(290, 280, 1500, 780),
    Size.CLOSE: Lens(430, 345, 1850, 420),
    Size.CLOSEUP: Lens(620, 400, 2250, 150),
    Size.EXTREME_CLOSEUP: Lens(860, 415, 2600, 0),
}

FACE_PERMILLE_MAX = {Framing.TWO: 390, Framing.OVER: 500, Framing.GROUP: 290}
"""However near the shot, faces that share a frame are no wider than this."""

SEATED = {
    "car": {
        Size.EXTREME_WIDE: Lens(200, 520, 1000, 1000),
        Size.WIDE: Lens(235, 480, 1100, 1000),
        Size.MEDIUM: Lens(290, 420, 1350, 800),
    },
}
"""Sets in which nobody stands: figures are placed by their faces however wide the shot."""

ANGLE_EYE_PERMILLE = {Angle.LOW: -20, Angle.HIGH: 20, Angle.EYE: 0}
"""How far the camera's height moves the eyes in the frame."""

ANGLE_LOOK = {Angle.LOW: -90, Angle.HIGH: 90, Angle.EYE: 0}
"""Design pixels by which the camera's height moves its look at the set, at zoom 1."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure's feet stand in the frame, its scale, and how near it is of the cast."""

    x: float
    y: float
    scale: float
    order: int = 0
    """Nearer figures have higher numbers."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a composition, relative to the size's own lens."""

    x_permille: int
    eye_shift_permille: int
    scale_permille: int


TWO = (Slot(180, -10, 880), Slot(195, 55, 1020))
"""Far figure, near figure: stacked in depth, the near one lower and partly over the far.

They stand so far apart for faces of a medium shot, and in proportion for larger ones.
"""

OVER_SPEAKER = Slot(165, 5, 900)
OVER_LISTENER = Slot(255, 70, 1400)
"""The listener in front; x says where the inner edge of its head stands."""

GROUPS = {
    3: (Slot(-265, 20, 720), Slot(0, -35, 640), Slot(265, 40, 760)),
    4: (Slot(-310, 30, 680), Slot(-110, -40, 590), Slot(100, -28, 610), Slot(305, 50, 720)),
    5: (
        Slot(-335, 45, 660), Slot(-185, -30, 570), Slot(0, -55, 550),
        Slot(175, -25, 580), Slot(330, 55, 680),
    ),
}  # fmt: skip
"""From left to right, by how many they are; more stand on the floor of a wide view."""

SINGLE_LEAD_PERMILLE = 55
"""Looking room: a single figure stands this far from the middle, away from where it looks."""

STATURE_SHARE = 0.35
STATURE_MAX = 0.11
"""How much of a difference in height is kept when figures share a frame, and at most."""

WIDE_SPREAD, WIDE_ROW = 235.0, 700.0
"""Design pixels between two figures on the floor of a wide shot, and over all of them."""

STAGGER = (0.0, -34.0)
"""Design pixels by which every second figure of a row stands farther back."""

NEAR_FLOOR = 70.0
"""Design pixels by which a nearer figure of a wide shot stands lower."""

DRIFT_PERMILLE_MAX = 45
PUSH_PERMILLE = (925, 1060)
PULL_PERMILLE = (1100, 960)
SHAKE_PERMILLE = (1045, 1010)
"""Zoom at the first and the last frame, relative to the size's own."""

PAN_PIXELS = 150
TILT_PIXELS = 125
WHIP_PIXELS = 240
FOLLOW_PIXELS = 260
"""Pixels of the frame that the camera travels."""

WHIP_FRAMES = 7
SHAKE_FRAMES = 8


def spot(
    spec: ShotSpec, index: int, anchors: Sequence[Anchors], art: SetArt, camera: Camera
) -> Spot:
    """Where the subject `index` of `spec` stands on the first frame.

    Args:
        spec: the shot.
        index: which of its subjects.
        anchors: of every subject of the shot, in order.
        art: the set.
        camera: as `camera_for` gives it.
    """
    lens = lens_of(spec)
    rest = _rest(spec, art, lens)
    placed = (
        _in_frame(spec, index, anchors)
        if lens.face_permille
        else _on_floor(spec, index, art, rest)
    )
    moved = first_mapping(spec, art, camera)
    return Spot(
        placed.x * moved.scale + moved.x,
        placed.y * moved.scale + moved.y,
        placed.scale * moved.scale,
        placed.order,
    )


def first_mapping(spec: ShotSpec, art: SetArt, camera: Camera) -> Mapping2:
    """From where a thing stands when the camera rests to where it is on the first frame."""
    first = sight_at(camera, 0)
    rest = _rest(spec, art, lens_of(spec))
    return figure_mapping(Sight(first.x, first.y, first.zoom), rest)


def lens_of(spec: ShotSpec) -> Lens:
    """How `spec` is framed: by its size, and by its set where nobody stands."""
    if spec.framing is Framing.EMPTY:
        near = max(1000, LENSES[spec.size].zoom_permille * 3 // 4)
        return Lens(0, 0, near, 1000)
    lens = SEATED.get(spec.set_name, LENSES).get(spec.size, LENSES[spec.size])
    widest = FACE_PERMILLE_MAX.get(spec.framing, lens.face_permille)
    return replace(lens, face_permille=min(lens.face_permille, widest))


def _in_frame(spec: ShotSpec, index: int, anchors: Sequence[Anchors]) -> Spot:
    """A figure placed by its face."""
    lens, count = lens_of(spec), len(spec.subjects)
    slot, order = _slot(spec, index)
    # figures that share a frame share a scale, or a broad face would make a small man
    face = sum(anchor.face_width for anchor in anchors) / count
    width = lens.face_permille * slot.scale_permille / 1e6 * WIDTH
    scale = width / face
    tallest = min(anchor.eye_y for anchor in anchors)
    lower = (anchors[index].eye_y - tallest) * scale * STATURE_SHARE / HEIGHT
    eye = (
        lens.eye_permille + slot.eye_shift_permille + ANGLE_EYE_PERMILLE[spec.angle]
    ) / 1000 + min(STATURE_MAX, lower)
    apart = slot.x_permille / 1000 * WIDTH
    if spec.framing is Framing.TWO:
        apart *= lens.face_permille / LENSES[Size.MEDIUM].face_permille
    x = WIDTH / 2 + apart
    if count == 1:
        lead = SINGLE_LEAD_PERMILLE * min(1.0, 600 / lens.face_permille) / 1000
        x -= faces(spec.subjects[index]) * lead * WIDTH
    elif _listens(spec, index):
        x += _sign(slot.x_permille) * width / 2
    return Spot(x, eye * HEIGHT - anchors[index].eye_y * scale, scale, order)


def _listens(spec: ShotSpec, index: int) -> bool:
    """It is the one over whose shoulder the camera looks."""
    if spec.framing is not Framing.OVER or len(spec.subjects) != 2:
        return False
    depths = [subject.depth for subject in spec.subjects]
    nearer = depths.index(max(depths)) if depths[0] != depths[1] else 1
    return index == nearer


def _slot(spec: ShotSpec, index: int) -> tuple[Slot, int]:
    """The place of a subject in its composition, and how near it is of all."""
    count = len(spec.subjects)
    if count == 1:
        return Slot(0, 0, 1000), 0
    place = _from_left(spec).index(index)
    if count == 2:
        side = -1 if place == 0 else 1
        if spec.framing is Framing.OVER:
            listens = _listens(spec, index)
            return _sided(OVER_LISTENER if listens else OVER_SPEAKER, side), int(listens)
        depths = [subject.depth for subject in spec.subjects]
        near = index == (depths.index(max(depths)) if depths[0] != depths[1] else 1)
        return _sided(TWO[near], side), int(near)
    slots = GROUPS[min(count, max(GROUPS))]
    slot = slots[min(place, len(slots) - 1)]
    return slot, sorted(slots, key=lambda one: one.scale_permille).index(slot)


def _from_left(spec: ShotSpec) -> list[int]:
    """The subjects from left to right, as the line of action has them."""
    return sorted(range(len(spec.subjects)), key=lambda i: (spec.subjects[i].side, i))


def _sided(slot: Slot, side: int) -> Slot:
    return Slot(slot.x_permille * side, slot.eye_shift_permille, slot.scale_permille)


def _on_floor(spec: ShotSpec, index: int, art: SetArt, rest: Sight) -> Spot:
    """A whole figure placed on the floor of the set."""
    count = len(spec.subjects)
    subject = spec.subjects[index]
    place = _from_left(spec).index(index)
    spread = min(art.spread or WIDE_SPREAD, WIDE_ROW / rest.zoom / max(1, count - 1))
    offset = (place - (count - 1) / 2) * spread
    nearer = NEAR_FLOOR * subject.depth + STAGGER[place % 2]
    # what stands lower on the floor is larger by as much as it is farther from the horizon
    near = 1.0 + nearer / max(200.0, art.floor_y - art.horizon_y)
    x = WIDTH / 2 + (WIDTH / 2 + offset - rest.x) * rest.zoom
    y = HEIGHT / 2 + (art.floor_y + nearer - rest.y) * rest.zoom
    order = 2 * subject.depth + 1 - place % 2
    return Spot(x, y, art.figure_scale * rest.zoom * near, order)


def camera_for(spec: ShotSpec, art: SetArt, length_frames: int) -> Camera:
    """How the camera of `spec` sees the set, from the first frame to the last."""
    lens = lens_of(spec)
    rest = _rest(spec, art, lens)
    x, y, zoom = round(rest.x), round(rest.y), round(rest.zoom * 1000)
    last = max(1, length_frames - 1)
    keys_x: tuple[Key, ...] = (Key(0, x),)
    keys_y: tuple[Key, ...] = (Key(0, y),)
    keys_zoom: tuple[Key, ...] = (Key(0, zoom),)
    match spec.move:
        case Move.STATIC:
            pass
        case Move.DRIFT:
            more = min(DRIFT_PERMILLE_MAX, 6 + last // 4)
            keys_zoom = _zooms(zoom, (1000, 1000 + more), last, Ease.LINEAR)
        case Move.PUSH:
            keys_zoom = _zooms(zoom, PUSH_PERMILLE, last, Ease.SMOOTH)
        case Move.PULL:
            keys_zoom = _zooms(zoom, PULL_PERMILLE, last, Ease.SMOOTH)
        case Move.PAN_LEFT | Move.PAN_RIGHT:
            way = -1 if spec.move is Move.PAN_LEFT else 1
            keys_x = _go(x - way * PAN_PIXELS * 1000 // zoom, x, last, Ease.SMOOTH)
        case Move.FOLLOW:
            keys_x = _go(x, x + way_of(spec) * FOLLOW_PIXELS * 1000 // zoom, last, Ease.SMOOTH)
        case Move.TILT_UP | Move.TILT_DOWN:
            way = -1 if spec.move is Move.TILT_UP else 1
            keys_y = _go(y - way * TILT_PIXELS * 1000 // zoom, y, last, Ease.SMOOTH)
        case Move.WHIP:
            whipped = min(WHIP_FRAMES, last)
            keys_x = _go(x - WHIP_PIXELS * 1000 // zoom, x, whipped, Ease.OUT)
        case Move.SHAKE:
            shaken = min(SHAKE_FRAMES, last)
            keys_zoom = _zooms(zoom, SHAKE_PERMILLE, shaken, Ease.OUT)
    if lens.face_permille and spec.framing is not Framing.INSERT and len(keys_zoom) > 1:
        keys_y = _round_the_eyes(spec, lens, keys_zoom, y)
    shake = 1000 if spec.move is Move.SHAKE or "shake" in spec.effects else 0
    return Camera(keys_x, keys_y, keys_zoom, lens.focus_permille, shake)


def _round_the_eyes(
    spec: ShotSpec, lens: Lens, zooms: tuple[Key, ...], y: int
) -> tuple[Key, ...]:
    """The camera's height while it zooms, such that the eyes keep their height."""
    eye = (lens.eye_permille + ANGLE_EYE_PERMILLE[spec.angle]) / 1000 * HEIGHT
    return tuple(
        Key(
            key.frame,
            round(y + (eye - HEIGHT / 2) * (1 / lens.zoom_permille - 1 / key.value) * 1000),
            key.ease,
        )
        for key in zooms
    )


def _rest(spec: ShotSpec, art: SetArt, lens: Lens) -> Sight:
    """Where the camera rests: at the wide view's middle, or behind a face."""
    zoom = lens.zoom_permille
    near = min(1.0, (zoom - 1000) / 1000)
    x = WIDTH / 2 + (art.close_x - WIDTH / 2) * near
    if lens.face_permille == 0:
        # keep the floor with its figures in the lower third, whatever the zoom
        y = HEIGHT / 2 + (art.floor_y - HEIGHT / 2) * (1 - 1000 / zoom)
    else:
        y = HEIGHT / 2 + (art.close_y - HEIGHT / 2) * near
    y += ANGLE_LOOK[spec.angle] * 1000 / zoom
    return Sight(round(x), round(y), zoom / 1000)


def _zooms(zoom: int, permille: tuple[int, int], last: int, ease: Ease) -> tuple[Key, ...]:
    start, end = (max(1000, zoom * share // 1000) for share in permille)
    return _go(start, end, last, ease)


def _go(start: int, end: int, last: int, ease: Ease) -> tuple[Key, ...]:
    return (Key(0, start, ease), Key(last, end))


def way_of(spec: ShotSpec) -> int:
    """-1 when the first subject goes to the left, else 1: where the camera follows it."""
    return faces(spec.subjects[0]) or 1 if spec.subjects else 1


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def faces(subject: Subject) -> int:
    """-1 looks to the left of the screen, 1 to the right, 0 to the camera."""
    return _sign(subject.yaw_degrees)
