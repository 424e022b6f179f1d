"""What is worn with a costume: glasses, earrings, ribbons, pins, crowns, scarves, beards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from piying.model.errors import Invalid
from piying.model.people import Look
from piying.render.puppet.manhua.body import Body, fold
from piying.render.puppet.manhua.head import Head
from piying.render.puppet.manhua.ink import WHITE
from piying.render.puppet.manhua.line import Brush, Point, curve, loop, oval, shape

HeadPainter = Callable[[Brush, Head], None]
BodyPainter = Callable[[Body], None]


@dataclass(frozen=True, slots=True)
class Accessory:
    """One thing and the moments at which it is drawn."""

    behind: HeadPainter | None = None
    ears: HeadPainter | None = None
    on_face: HeadPainter | None = None
    on_hair: HeadPainter | None = None
    on_body: BodyPainter | None = None


def _glasses(brush: Brush, head: Head) -> None:
    turn, form, ink = head.turn, head.form, head.ink
    frame = ink.dark
    for side in (turn.side, -turn.side):
        wide = turn.spread(side * form.eye_x, form.eye_y)
        if wide < 0.06:
            continue
        y = form.eye_y + 2
        rim = [
            turn.face(side * (form.eye_x + u * 27), y + v * 19, 7)
            for u, v in (
                (-1, -0.2),
                (-0.75, -0.85),
                (0, -1),
                (0.8, -0.88),
                (1.04, -0.25),
                (0.88, 0.62),
                (0.1, 1),
                (-0.78, 0.75),
            )
        ]
        path = loop(rim)
        brush.fill(path, WHITE.times(ink.air), 0.10)
        glint = [
            turn.face(side * form.eye_x + u * 27, y + v * 19, 7)
            for u, v in ((-0.7, -0.7), (-0.3, -0.86), (-0.72, 0.3), (-0.88, 0.0))
        ]
        brush.fill(
            shape(*[[a, b] for a, b in zip(glint, [*glint[1:], glint[0]], strict=True)]),
            WHITE,
            0.28,
        )
        brush.edge(path, frame.base, 2.4)
        if side == -turn.side or abs(turn.degrees) < 30:
            arm = [rim[4], turn.at(side * 84, y - 6, 10), turn.at(side * 84, y - 2, -6)]
            brush.line(arm, [2.4, 2.2, 1.0], frame.base)
    if abs(turn.degrees) < 62:
        bridge = [
            turn.face(-form.eye_x + 26, form.eye_y, 9),
            turn.face(0, form.eye_y - 3.5, 11),
            turn.face(form.eye_x - 26, form.eye_y, 9),
        ]
        brush.line(bridge, [2.2, 2.2, 2.2], frame.base)


def _earrings(brush: Brush, head: Head) -> None:
    turn, form, ink = head.turn, head.form, head.ink
    for side in (-1.0, 1.0):
        x, y, depth = turn.skull(side * 92, form.ear_y + 24, 0.98)
        if depth < -34:
            continue
        swing = -head.pose.hair_swing * 0.45
        with brush.moved(x, y, swing):
            brush.fill(oval(0, 2, 2.6, 2.6), ink.gold.base)
            brush.line([(0, 3), (0, 15)], [1.4, 1.2], ink.gold.line)
            drop = loop([(0, 12), (4.6, 22), (0, 28), (-4.6, 22)])
            brush.fill(drop, ink.accent.base)
            brush.edge(drop, ink.accent.line, 1.0)
            brush.fill(oval(-1.4, 20, 1.2, 2.2), ink.accent.bright)


def _bow_at(brush: Brush, head: Head, x: float, y: float, size: float) -> None:
    tones = head.ink.accent
    swing = -head.pose.hair_swing * 0.6
    for side in (-1.0, 1.0):
        tail = [
            (x, y),
            (x + side * size * 0.5, y + size * 0.9),
            (x + side * size * 0.42 + swing, y + size * 1.9),
        ]
        brush.line(tail, [size * 0.3, size * 0.42, size * 0.5], tones.line)
        brush.fill(curve(tail), tones.base)
        brush.line(tail, [size * 0.22, size * 0.34, size * 0.4], tones.shade)
        wing = loop(
            [
                (x, y),
                (x + side * size * 0.6, y - size * 0.62),
                (x + side * size * 1.3, y - size * 0.5),
                (x + side * size * 1.28, y + size * 0.34),
                (x + side * size * 0.6, y + size * 0.3),
            ]
        )
        brush.fill(wing, tones.base)
        brush.fill(
            loop(
                [
                    (x, y),
                    (x + side * size * 0.7, y + size * 0.02),
                    (x + side * size * 1.25, y + size * 0.3),
                    (x + side * size * 0.6, y + size * 0.3),
                ]
            ),
            tones.shade,
        )
        brush.edge(wing, tones.line, 1.5)
    knot = oval(x, y, size * 0.26, size * 0.3)
    brush.fill(knot, tones.base)
    brush.edge(knot, tones.line, 1.4)


def _ribbon(brush: Brush, head: Head) -> None:
    x, y, depth = head.turn.skull(52, -92, 1.12)
    if depth > -30:
        _bow_at(brush, head, x, y, 24)


def _pin(brush: Brush, head: Head) -> None:
    """A flower pin with hanging pearls at the temple."""
    ink, turn = head.ink, head.turn
    x, y, depth = turn.skull(66, -68, 1.14)
    if depth < -26:
        return
    swing = -head.pose.hair_swing * 0.6
    for index, length in ((-1, 30), (0, 40), (1, 32)):
        sx = x + index * 6
        brush.line(
            [
                (sx, y + 6),
                (sx + swing * 0.5, y + 6 + length * 0.5),
                (sx + swing, y + 6 + length),
            ],
            [1.2, 1.1, 1.0],
            ink.gold.base,
        )
        for share in (0.45, 0.75, 1.0):
            brush.fill(
                oval(sx + swing * share, y + 6 + length * share, 2.3, 2.3), ink.white.base
            )
    for step in range(5):
        with brush.moved(x, y, step * 72):
            petal = loop([(0, 0), (-6, -7), (0, -14), (6, -7)])
            brush.fill(petal, ink.accent.base)
            brush.edge(petal, ink.accent.line, 1.1)
    brush.fill(oval(x, y, 4, 4), ink.gold.base)
    brush.edge(oval(x, y, 4, 4), ink.gold.line, 1.0)


def _crown(brush: Brush, head: Head) -> None:
    """A small crown of gold on the top of the hair."""
    ink, turn = head.ink, head.turn

    def on(x: float, y: float) -> Point:
        return turn.at(x, y, 22 + 40 * (1 - (x / 60) ** 2))

    base = [on(x, -104 + abs(x) * 0.10) for x in (-46, -24, 0, 24, 46)]
    tips = [
        on(46, -128),
        on(34, -118),
        on(22, -146),
        on(11, -126),
        on(0, -164),
        on(-11, -126),
        on(-22, -146),
        on(-34, -118),
        on(-46, -128),
    ]
    path = shape(
        base, *[[a, b] for a, b in zip([base[-1], *tips], [*tips, base[0]], strict=True)]
    )
    brush.fill(path, ink.gold.base)
    side = head.shade_side
    half = [p for p in tips if p[0] * side >= on(0, -164)[0] * side - 1]
    if len(half) > 2:
        brush.fill(
            loop([*half, *(p for p in base if p[0] * side >= base[2][0] * side - 1)]),
            ink.gold.shade,
            0.6,
        )
    brush.edge(path, ink.gold.line, 1.5)
    brush.line([(x, y - 6) for x, y in base], [1.0, 1.4, 1.4, 1.4, 1.0], ink.gold.line)
    gem = on(0, -126)
    brush.fill(oval(*gem, 5.5, 7), ink.accent.base)
    brush.edge(oval(*gem, 5.5, 7), ink.accent.line, 1.2)
    brush.fill(oval(gem[0] - 1.8, gem[1] - 2.4, 1.4, 2.0), WHITE, 0.9)


def _hairband(brush: Brush, head: Head) -> None:
    ink, turn = head.ink, head.turn
    upper: list[Point] = []
    lower: list[Point] = []
    for azimuth, y in (
        (-90, -10),
        (-84, -50),
        (-66, -86),
        (-36, -104),
        (0, -110),
        (36, -104),
        (66, -86),
        (84, -50),
        (90, -10),
    ):
        seen = max(-90.0, min(90.0, azimuth * 1.0 + turn.degrees * 0.9)) - turn.degrees
        a = turn.skull(seen, y - 5, 1.145)
        b = turn.skull(seen, y + 8, 1.145)
        upper.append((a[0], a[1]))
        lower.append((b[0], b[1] + (4 if abs(azimuth) < 60 else 0)))
    brush.fill(shape(upper, lower[::-1]), ink.accent.base)
    brush.line(upper, [1.4] * 9, ink.accent.line)
    brush.line(lower, [1.4] * 9, ink.accent.line)
    shine = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(upper, lower, strict=True)]
    brush.sweep(shine[2:5], 3.0, ink.accent.bright, 0.9)


def _scarf(body: Body) -> None:
    form, torso, brush, ink = body.form, body.torso, body.brush, body.ink
    y = form.neck_y - body.rise
    w = form.neck_width
    for rise, grow in ((14.0, 2.35), (-14.0, 1.85)):
        band = loop(
            [
                (-w * grow, y + rise - 8),
                (-w * grow * 0.6, y + rise - 20),
                (0, y + rise - 12),
                (w * grow * 0.6, y + rise - 20),
                (w * grow, y + rise - 8),
                (w * grow * 0.9, y + rise + 16),
                (0, y + rise + 34),
                (-w * grow * 0.9, y + rise + 16),
            ]
        )
        brush.fill(band, ink.accent.base)
        brush.fill(
            loop(
                [
                    (-w * grow * 0.8, y + rise + 8),
                    (0, y + rise + 20),
                    (w * grow * 0.8, y + rise + 8),
                    (w * grow * 0.9, y + rise + 16),
                    (0, y + rise + 34),
                    (-w * grow * 0.9, y + rise + 16),
                ]
            ),
            ink.accent.shade,
        )
        brush.edge(band, ink.accent.line, 1.7)
    swing = body.swing(150)
    x, top = torso.at(0.34, y + 34, 6)
    tail = [
        (x - 20, top),
        (x + 22, top),
        (x + 30 + swing, top + 150),
        (x - 20 + swing, top + 156),
    ]
    path = shape(tail[:2], tail[1:3], tail[2:], [tail[3], tail[0]])
    brush.fill(path, ink.accent.base)
    brush.edge(path, ink.accent.line, 1.7)
    fold(
        body,
        [(x, top + 10), (x + swing * 0.4, top + 70), (x + 2 + swing, top + 140)],
        8,
        ink.accent,
    )
    for step in range(5):
        fx = x - 16 + step * 11 + swing
        brush.line(
            [(fx, top + 150), (fx + swing * 0.1, top + 172)], [2.6, 1.4], ink.accent.line
        )


def _beard(brush: Brush, head: Head) -> None:
    """A moustache and a pointed beard that follow the jaw."""
    turn, form, ink = head.turn, head.form, head.ink
    chin = form.chin_y + min(7.0, head.feeling.mouth_open * 0.15)
    old = form.lines > 0.5
    long = 74.0 if old else 26.0
    swing = -head.pose.hair_swing * 0.5
    tip = turn.at(0, chin + long, 66)
    left = [
        turn.face(-26, form.mouth_y + 12, 2),
        turn.face(-22, chin - 12, 3),
        turn.at(-15, chin + long * 0.3, 70),
        (tip[0] + swing, tip[1]),
    ]
    right = [
        turn.face(26, form.mouth_y + 12, 2),
        turn.face(22, chin - 12, 3),
        turn.at(15, chin + long * 0.3, 70),
        (tip[0] + swing, tip[1]),
    ]
    top = [
        right[0],
        turn.face(12, form.mouth_y + 15, 3),
        turn.face(0, form.mouth_y + 13, 4),
        turn.face(-12, form.mouth_y + 15, 3),
        left[0],
    ]
    path = shape(left, right[::-1], top)
    brush.fill(path, ink.hair.base)
    dark = right if head.shade_side > 0 else left
    brush.fill(shape(dark, [((x + tip[0]) / 2, y) for x, y in dark[::-1]]), ink.hair.shade, 0.8)
    for edge in (left, right):
        brush.line(edge, [0.4, 1.3, 1.4, 0.2], ink.hair.line)
    for share in (-0.5, -0.15, 0.2, 0.55):
        start = turn.face(share * 26, form.mouth_y + 20, 4)
        brush.sweep(
            [
                start,
                ((start[0] + tip[0]) / 2 + share * 6, (start[1] + tip[1]) / 2),
                (tip[0] + swing + share * 4, tip[1] - 8),
            ],
            1.2,
            ink.hair.line,
            0.7,
        )
    for side in (-1.0, 1.0):
        if turn.spread(side * 14, form.mouth_y) < 0.12:
            continue
        run = [
            turn.face(side * x, form.mouth_y + dy, 4)
            for x, dy in ((1.5, -8.5), (11, -8.0), (22, -1.5), (27, 9 + (16 if old else 0)))
        ]
        brush.line(run, [3.5, 7.0, 5.0, 0.0], ink.hair.line)
        brush.line(run, [2.2, 5.2, 3.4, 0.0], ink.hair.base)


ACCESSORIES: dict[str, Accessory] = {
    "glasses": Accessory(on_face=_glasses),
    "earrings": Accessory(ears=_earrings),
    "ribbon": Accessory(on_hair=_ribbon),
    "hairpin": Accessory(on_hair=_pin),
    "crown": Accessory(on_hair=_crown),
    "hairband": Accessory(on_hair=_hairband),
    "scarf": Accessory(on_body=_scarf),
    "beard": Accessory(on_face=_beard),
}
"""Every accessory by name. A new one is one painter and one line here."""


@dataclass(frozen=True, slots=True)
class Worn:
    """All that one figure wears."""

    things: tuple[Accessory, ...]

    def behind(self, brush: Brush, head: Head) -> None:
        """What is drawn behind the body."""
        for thing in self.things:
            if thing.behind is not None:
                thing.behind(brush, head)

    def ears(self, brush: Brush, head: Head) -> None:
        """What hangs from the ears."""
        for thing in self.things:
            if thing.ears is not None:
                thing.ears(brush, head)

    def on_face(self, brush: Brush, head: Head) -> None:
        """What lies on the face, under the hair."""
        for thing in self.things:
            if thing.on_face is not None:
                thing.on_face(brush, head)

    def on_hair(self, brush: Brush, head: Head) -> None:
        """What is worn in the hair."""
        for thing in self.things:
            if thing.on_hair is not None:
                thing.on_hair(brush, head)

    def on_body(self, body: Body) -> None:
        """What is worn around the neck."""
        for thing in self.things:
            if thing.on_body is not None:
                thing.on_body(body)


def worn_of(look: Look) -> Worn:
    """What `look` wears."""
    for name in look.accessories:
        if name not in ACCESSORIES:
            raise Invalid(
                "render.unknown_accessory", name=name, known=", ".join(sorted(ACCESSORIES))
            )
    return Worn(tuple(ACCESSORIES[name] for name in look.accessories))
