"""The eyebrows: one tapered brush stroke each; they lead every expression."""

from __future__ import annotations

from piying.render.puppet.manhua.feeling import Feeling
from piying.render.puppet.manhua.ink import Ink
from piying.render.puppet.manhua.line import Brush, ribbon
from piying.render.puppet.manhua.proportions import FaceForm
from piying.render.puppet.manhua.turn import Turn

_SHARES = (-1.0, -0.86, -0.45, 0.15, 0.65, 1.12)
_ARCH = (1.8, 1.2, -1.2, -3.6, -3.4, 1.4)
_WOMAN_WIDTHS = (0.16, 0.62, 1.0, 0.95, 0.66, 0.0)
_MAN_WIDTHS = (0.2, 0.72, 1.0, 1.08, 0.78, 0.0)


def paint_brow(
    brush: Brush,
    turn: Turn,
    form: FaceForm,
    ink: Ink,
    feeling: Feeling,
    side: float,
    alpha: float,
) -> None:
    """One eyebrow; the one on the left of the screen is the one that lifts alone."""
    narrow = turn.spread(side * form.eye_x, form.brow_y)
    if narrow < 0.2:
        return
    # Turned away, a brow is cut off by the edge of the forehead.
    reach = min(1.0, 0.35 + narrow)
    lift = feeling.brow_lift_one * (-1.0 if side < 0 else 0.25)
    offsets = (
        feeling.brow_inner,
        feeling.brow_inner * 0.92,
        feeling.brow_inner * 0.6 + feeling.brow_middle * 0.4,
        feeling.brow_middle,
        feeling.brow_middle * 0.4 + feeling.brow_outer * 0.6,
        feeling.brow_outer,
    )
    points = []
    for index, (share, arch, offset) in enumerate(zip(_SHARES, _ARCH, offsets, strict=True)):
        pull = feeling.brow_close * (1.0 - index / 5) + (1.0 if index == 0 else 0.0)
        x = form.eye_x + (share * reach - (1.0 - reach) * 0.4) * form.brow_length - pull
        alone = lift * (0.35, 0.45, 0.75, 1.0, 0.9, 0.6)[index]
        points.append(turn.face(side * x, form.brow_y + arch + offset + alone))
    widths = _WOMAN_WIDTHS if form.brow_weight < 5.0 else _MAN_WIDTHS
    if alpha < 1.0:
        # Over the hair a brow needs light around it to be read.
        halo = [w * form.brow_weight + 2.6 for w in widths]
        glow = ink.hair.bright.toward(ink.skin.shade, 0.5)
        brush.fill(ribbon(points, [*halo[:-1], 0.0]), glow, 0.3)
    brush.fill(ribbon(points, [w * form.brow_weight for w in widths]), ink.brow, alpha)
    if form.brow_weight > 5.0 and alpha >= 1.0:
        for index, rise in ((2, -3.2), (3, -3.0)):
            x, y = points[index]
            x1, y1 = points[index + 1]
            brush.line(
                [(x, y), ((x + x1) / 2, (y + y1) / 2 + rise * 0.7)], [2.2, 0.0], ink.brow
            )
    if form.lines > 0.5 and form.brow_weight > 5.0:
        x, y = points[5]
        brush.line(
            [points[4], (x + side * 2, y + 3), (x + side * 4, y + 12)],
            [4.0, 3.2, 0.0],
            ink.brow,
        )


def paint_frown(brush: Brush, turn: Turn, form: FaceForm, ink: Ink, feeling: Feeling) -> None:
    """The two short lines that anger draws between the brows."""
    if feeling.frown_lines < 0.05:
        return
    for side in (-1.0, 1.0):
        top = turn.face(side * 6.0, form.brow_y - 3.0 + feeling.brow_inner * 0.5)
        low = turn.face(side * 8.5, form.brow_y + 8.0 + feeling.brow_inner * 0.5)
        brush.sweep(
            [top, turn.face(side * 6.4, form.brow_y + 3), low],
            1.3,
            ink.skin.line,
            feeling.frown_lines * 0.7,
        )
