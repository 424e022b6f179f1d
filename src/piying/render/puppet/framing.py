"""Framing: where figures stand in the vertical frame, and how the camera sees the set.

All positions are design pixels of 1080 x 1920. The numbers are the kit's direction, as data:
eyes at 36-42 % of the height in a close-up, a two-shot stacked in depth, words below.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.shot import Angle, Framing, Move, ShotSpec, Size, Subject
from piying.model.stage import Camera, Ease, Key
from piying.render.puppet.art import Anchors, SetArt

WIDTH, HEIGHT = 1080, 1920


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
    Size.MEDIUM: Lens(250, 272, 1500, 780),
    Size.CLOSE: Lens(430, 345, 1850, 420),
    Size.CLOSEUP: Lens(600, 400, 2250, 150),
    Size.EXTREME_CLOSEUP: Lens(860, 420, 2600, 0),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure's feet stand in the frame, and its scale."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a composition, relative to the size's own lens."""

    x_permille: int
    eye_shift_permille: int
    scale_permille: int


TWO = (Slot(-170, -8, 930), Slot(185, 62, 1080))
"""Far figure, near figure: stacked in depth, the near one lower and partly over the far."""

OVER_LISTENER = Slot(400, 95, 1450)
"""The listener in front, mostly outside the frame; its side decides the sign of x."""

OVER_SPEAKER = Slot(-90, 10, 900)

GROUP = (Slot(0, -20, 640), Slot(-270, 10, 700), Slot(270, 35, 740), Slot(-120, 60, 760),
         Slot(130, 70, 780))  # fmt: skip

SINGLE_LEAD_PERMILLE = 55
"""Looking room: a single figure stands this far from the middle, away from where it looks."""

WIDE_SPREAD = 235.0
"""Design pixels between two figures on the floor of a wide shot."""


def spot(spec: ShotSpec, index: int, anchors: Anchors, art: SetArt, camera: Camera) -> Spot:
    """Where the subject `index` of `spec` stands."""
    lens = LENSES[spec.size]
    subject = spec.subjects[index]
    if lens.face_permille == 0:
        return _on_floor(spec, index, art, camera)
    slot = _slot(spec, index)
    scale = lens.face_permille * slot.scale_permille / 1e6 * WIDTH / anchors.face_width
    eye = (lens.eye_permille + slot.eye_shift_permille) / 1000 * HEIGHT
    lift = {Angle.LOW: -0.02, Angle.HIGH: 0.025, Angle.EYE: 0.0}[spec.angle] * HEIGHT
    x = WIDTH / 2 + slot.x_permille / 1000 * WIDTH
    if len(spec.subjects) == 1:
        x -= _sign(subject.yaw_degrees) * SINGLE_LEAD_PERMILLE / 1000 * WIDTH
    return Spot(x, eye + lift - anchors.eye_y * scale, scale)


def _slot(spec: ShotSpec, index: int) -> Slot:
    count = len(spec.subjects)
    subject = spec.subjects[index]
    if count == 1:
        return Slot(0, 0, 1000)
    side = subject.side or (-1 if index == 0 else 1)
    if spec.framing is Framing.OVER and count == 2:
        if subject.depth > 0:
            return _sided(OVER_LISTENER, side)
        return _sided(OVER_SPEAKER, -side)
    if count == 2:
        near = subject.depth > 0 or (
            index == 1 and all(other.depth == 0 for other in spec.subjects)
        )
        return _sided(TWO[1] if near else TWO[0], side * (1 if near else -1))
    return GROUP[min(index, len(GROUP) - 1)]


def _sided(slot: Slot, side: int) -> Slot:
    return Slot(slot.x_permille * (1 if side >= 0 else -1), slot.eye_shift_permille,
                slot.scale_permille)  # fmt: skip


def _on_floor(spec: ShotSpec, index: int, art: SetArt, camera: Camera) -> Spot:
    count = len(spec.subjects)
    subject = spec.subjects[index]
    zoom = camera.zoom_permille[0].value / 1000
    offset = (index - (count - 1) / 2) * WIDE_SPREAD
    if count > 1 and subject.side:
        ranked = sorted(range(count), key=lambda i: (spec.subjects[i].side, i))
        offset = (ranked.index(index) - (count - 1) / 2) * WIDE_SPREAD
    near = 1.0 + 0.16 * subject.depth
    x = WIDTH / 2 + (WIDTH / 2 + offset - camera.x[0].value) * zoom
    floor = art.floor_y + 70 * subject.depth
    y = HEIGHT / 2 + (floor - camera.y[0].value) * zoom
    return Spot(x, y, art.figure_scale * zoom * near)


def camera_for(spec: ShotSpec, art: SetArt, length_frames: int) -> Camera:
    """How the camera of `spec` sees the set, from the first frame to the last."""
    lens = LENSES[spec.size]
    if spec.framing is Framing.EMPTY:
        lens = Lens(0, 0, max(1000, lens.zoom_permille * 3 // 4), 1000)
    x, y, zoom = _rest(spec, art, lens)
    last = max(1, length_frames - 1)
    keys_x: tuple[Key, ...] = (Key(0, x),)
    keys_y: tuple[Key, ...] = (Key(0, y),)
    keys_zoom: tuple[Key, ...] = (Key(0, zoom),)
    match spec.move:
        case Move.STATIC:
            pass
        case Move.DRIFT:
            keys_zoom = _go(
                zoom, zoom + zoom * min(45, 6 + last // 4) // 1000, last, Ease.LINEAR
            )
        case Move.PUSH:
            keys_zoom = _go(zoom, zoom * 1120 // 1000, last, Ease.SMOOTH)
        case Move.PULL:
            keys_zoom = _go(zoom * 1130 // 1000, zoom, last, Ease.SMOOTH)
        case Move.PAN_LEFT | Move.PAN_RIGHT | Move.FOLLOW:
            way = -1 if spec.move is Move.PAN_LEFT else 1
            span = 110 * 1000 // zoom
            keys_x = _go(x - way * span, x + way * span, last, Ease.SMOOTH)
        case Move.TILT_UP | Move.TILT_DOWN:
            way = -1 if spec.move is Move.TILT_UP else 1
            span = 120 * 1000 // zoom
            keys_y = _go(y - way * span, y + way * span, last, Ease.SMOOTH)
        case Move.WHIP:
            keys_x = _go(x - 220 * 1000 // zoom, x, min(7, last), Ease.OUT)
        case Move.SHAKE:
            keys_zoom = _go(zoom * 1060 // 1000, zoom * 1025 // 1000, min(8, last), Ease.OUT)
    shake = 1000 if spec.move is Move.SHAKE or "shake" in spec.effects else 0
    return Camera(keys_x, keys_y, keys_zoom, lens.focus_permille, shake)


def _rest(spec: ShotSpec, art: SetArt, lens: Lens) -> tuple[int, int, int]:
    """Where the camera looks before it moves: the wide view's middle, or behind a face."""
    zoom = lens.zoom_permille
    near = min(1.0, (zoom - 1000) / 1000)
    x = WIDTH / 2 + (art.close_x - WIDTH / 2) * near
    if lens.face_permille == 0:
        # keep the floor with its figures in the lower third, whatever the zoom
        y = HEIGHT / 2 + (art.floor_y - HEIGHT / 2) * (1 - 1000 / zoom)
    else:
        y = HEIGHT / 2 + (art.close_y - HEIGHT / 2) * near
    y += {Angle.LOW: -90, Angle.HIGH: 90, Angle.EYE: 0}[spec.angle] * 1000 / zoom
    return round(x), round(y), zoom


def _go(start: int, end: int, last: int, ease: Ease) -> tuple[Key, ...]:
    return (Key(0, start, ease), Key(last, end))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def faces(subject: Subject) -> int:
    """-1 looks to the left of the screen, 1 to the right, 0 to the camera."""
    return _sign(subject.yaw_degrees)
