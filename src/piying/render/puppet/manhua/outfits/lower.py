"""Legs, trousers, skirts, robes and shoes, for figures shown whole."""

from __future__ import annotations

from math import sin

from piying.render.puppet.manhua.body import Body, fold
from piying.render.puppet.manhua.ink import Tones
from piying.render.puppet.manhua.line import Point, between, oval, ribbon, shape, sides


def _leg(body: Body, side: float) -> tuple[Point, Point, Point]:
    """Hip, knee and ankle of the leg on that side of the front view."""
    form, torso = body.form, body.torso
    apart = form.hip * 0.52
    x = side * apart * torso.cosine
    dx, dy = body.stride(side)
    # The leg that carries stands straight under the body; the free one opens, its knee bent.
    free = max(0.0, -body.weight * side) if body.pose.walk < 0 else 0.0
    give = free * form.leg_width * (0.30 + 0.25 * abs(torso.sine))
    out = side * give * torso.cosine + abs(torso.sine) * give * body.facing
    knee = (
        x * 0.92 + dx * 0.62 + dy * 0.5 * torso.sine + out * 0.75,
        form.knee_y - dy * 0.8 + free * 6.0,
    )
    ankle = (x * 0.86 + dx + out * 0.9, form.ankle_y - dy)
    return (x, form.hip_y + 10), knee, ankle


def _order(body: Body) -> tuple[float, float]:
    return (body.far_side(), -body.far_side())


def shoe(body: Body, ankle: Point, side: float, tones: Tones, *, boot: float = 0.0) -> None:
    """A shoe; from the front its toe points outwards, from the side it is long."""
    form, torso, brush = body.form, body.torso, body.brush
    x, y = ankle
    floor = y - form.ankle_y
    half = form.leg_width * 0.36
    long = form.hand * (0.20 + 0.86 * abs(torso.sine))
    # Toes turn out: seen from the front each foot is a short wedge towards its own side.
    lead = torso.sine * long + side * form.leg_width * 0.34 * torso.cosine
    way = 1.0 if lead >= 0 else -1.0
    toe, heel = x + lead + way * half * 0.75, x - way * half * 1.02
    drop = 6.0 * torso.cosine
    upper = [
        (x - way * half, y - 8 - boot),
        (x + way * half, y - 8 - boot),
    ]
    instep = [
        upper[1],
        (x + way * half + (toe - x - way * half) * 0.35, floor - 34),
        (toe - way * half * 0.25, floor - 25),
        (toe + way * half * 0.25, floor - 7 + drop),
    ]
    sole = [
        instep[-1],
        (toe, floor + drop),
        (x + (toe - x) * 0.4, floor + drop * 0.8),
        (heel, floor),
    ]
    back = [(heel, floor), (heel - way * 2, floor - 22), upper[0]]
    path = shape(upper, instep, sole, back)
    brush.fill(path, tones.base)
    rand = [(px, py - 8) for px, py in sole]
    brush.fill(shape(sole, rand[::-1]), tones.deep)
    shaded = [
        instep[0],
        instep[1],
        between(instep[2], sole[2], 0.35),
        between(instep[0], sole[3], 0.4),
    ]
    if (way > 0) == (body.shade_side > 0):
        brush.fill(shape(instep[:3], shaded[::-1]), tones.shade)
    else:
        brush.fill(
            shape(back, [upper[0], (x - way * half * 0.3, floor - 12), back[0]]), tones.shade
        )
    brush.edge(path, tones.line, 1.8)
    brush.sweep(
        [
            between(upper[0], upper[1], 0.5),
            (instep[1][0] - way * half * 0.4, floor - 36),
            instep[1],
        ],
        2.4, tones.bright, 0.7,
    )  # fmt: skip


def bare_legs(
    body: Body, tones: Tones, shoes: Tones, *, socks: Tones | None = None, sock_y: float = 0.5
) -> None:
    """Legs in skin or stockings, with shoes."""
    w = body.form.leg_width
    for side in _order(body):
        hip, knee, ankle = _leg(body, side)
        calf = between(knee, ankle, 0.32)
        points = [hip, between(hip, knee, 0.5), knee, calf, between(knee, ankle, 0.75), ankle]
        widths = [w * 1.5, w * 1.3, w * 0.88, w * 0.98, w * 0.62, w * 0.46]
        _limb(body, points, widths, tones)
        _knee(body, knee, side, tones)
        if socks is not None:
            top = between(knee, ankle, sock_y)
            _limb(
                body,
                [top, between(top, ankle, 0.5), ankle],
                [w * 0.92 - w * 0.24 * sock_y, w * 0.68, w * 0.54],
                socks,
            )
        shoe(body, ankle, side, shoes)


def _knee(body: Body, knee: Point, side: float, tones: Tones) -> None:
    """The cap of a bare knee: a hook of shade under it."""
    x, y = knee
    w, across = body.form.leg_width, body.form.leg_width * 0.22
    x += body.torso.sine * w * 0.2
    cap = [(x - across, y - 4), (x - across * 0.3, y + 12), (x + across, y + 8)]
    if side < 0:
        cap = [(2 * x - px, py) for px, py in cap]
    body.brush.line(cap, [0.0, 4.0, 0.0], tones.shade)
    body.brush.line(cap, [0.0, 1.5, 0.0], tones.line, 0.7)


def _limb(body: Body, points: list[Point], widths: list[float], tones: Tones) -> None:
    brush = body.brush
    left, right = sides(points, widths)
    brush.fill(shape(left, right[::-1]), tones.base)
    dark = left if (left[1][0] - right[1][0]) * body.shade_side > 0 else right
    light = right if dark is left else left
    inner = [between(a, b, 0.38) for a, b in zip(dark, light, strict=True)]
    brush.fill(shape(dark, inner[::-1]), tones.shade)
    brush.sweep(dark, 2.2, tones.line, 1.0, (0.6, 0.6))
    brush.sweep(light, 1.7, tones.line, 1.0, (0.6, 0.6))


def trousers(
    body: Body, tones: Tones, shoes: Tones, *, wide: float = 1.0, crease: bool = True
) -> None:
    """Long trousers."""
    form, brush = body.form, body.brush
    w = form.leg_width * wide
    for side in _order(body):
        hip, knee, ankle = _leg(body, side)
        shoe(body, ankle, side, shoes)
        hem = (ankle[0], ankle[1] + 24)
        points = [hip, between(hip, knee, 0.5), knee, between(knee, hem, 0.5), hem]
        _limb(body, points, [w * 1.7, w * 1.52, w * 1.16, w * 1.08, w * 0.98], tones)
        if crease:
            brush.sweep([between(hip, knee, 0.3), knee, hem], 1.3, tones.line, 0.5)
        for share, way in ((0.0, 1.0), (0.12, -1.0), (0.86, 1.0)):
            x, y = between(knee, hem, share)
            fold(
                body,
                [
                    (x - way * w * 0.5, y - 6),
                    (x - way * w * 0.1, y + 4),
                    (x + way * w * 0.26, y + 2),
                ],
                6.0,
                tones,
            )
        brush.sweep(
            [(hem[0] - w * 0.5, hem[1]), (hem[0], hem[1] + 3), (hem[0] + w * 0.5, hem[1])],
            2.0,
            tones.line,
            1.0,
            (0.6, 0.6),
        )
    hips(body, tones)


def hips(body: Body, tones: Tones) -> None:
    """The seat of trousers between the waist and the legs."""
    form, torso, brush = body.form, body.torso, body.brush
    ys = (form.waist_y, (form.waist_y + form.hip_y) / 2, form.hip_y, form.hip_y + 50)
    # Under the hem of a jacket that tilts the other way they stay out of sight.
    left, right = (
        [(x * share, y) for (x, y), share in zip(run, (0.90, 0.93, 0.97, 1.0), strict=True)]
        for run in ([torso.edge(-1, y) for y in ys], [torso.edge(1, y) for y in ys])
    )
    crotch = (torso.sine * 12, form.hip_y + 96)
    brush.fill(shape(left, [left[-1], crotch, right[-1]], right[::-1]), tones.base)
    brush.sweep(left, 1.8, tones.line, 1.0, (0.5, 0.6))
    brush.sweep(right, 1.8, tones.line, 1.0, (0.5, 0.6))
    brush.line(
        [(torso.sine * 20, form.hip_y + 10), crotch, (crotch[0], crotch[1] + 60)],
        [0.6, 1.8, 0.4],
        tones.line,
    )


def _hanging_folds(
    body: Body,
    tones: Tones,
    waist: tuple[Point, Point],
    hem: list[Point],
    pleats: int,
    folds: int,
) -> None:
    """Pleats that start at the waist, or folds that open towards the hem."""
    lines = pleats or folds
    low = 0.0 if pleats else 30.0
    thick = 5.0 if pleats else 13.0
    (lx, ly), (rx, ry) = waist
    bow = hem[len(hem) // 2][1] - hem[0][1]
    for index in range(1, lines):
        share = index / lines + body.torso.sine * 0.06
        start = between((lx, ly + low), (rx, ry + low), share)
        x, y = between(hem[0], hem[-1], share)
        end = (x, y + bow * (1 - (2 * share - 1) ** 2))
        middle = between(start, end, 0.5)
        middle = (middle[0] - (share - 0.5) * thick, middle[1])
        wedge = [start, middle, (end[0] + thick * 0.4, end[1])]
        body.brush.line(wedge, [0.0, thick * 0.6, thick], tones.shade, 0.9)
        body.brush.line([start, middle, end], [0.3, 1.3, 1.6], tones.line, 0.8)


def skirt(
    body: Body,
    tones: Tones,
    low_y: float,
    flare: float,
    *,
    pleats: int = 0,
    top_y: float | None = None,
    folds: int = 0,
    trim: Tones | None = None,
) -> None:
    """A skirt or the skirts of a robe from the waist to `low_y`."""
    form, torso, brush = body.form, body.torso, body.brush
    top = form.waist_y - 4 if top_y is None else top_y
    hang = low_y - top
    swing = body.swing(hang)
    step = body.stride(1.0)[0] * 0.5
    (lx, ly), (rx, ry) = torso.edge(-1, top), torso.edge(1, top)
    hip_l, hip_r = torso.edge(-1, form.hip_y), torso.edge(1, form.hip_y)
    reach = max(0.0, (low_y - form.hip_y) / hang)
    spread = form.hip * flare
    wide_l, wide_r = (
        hip_l[0] - spread - abs(step) * reach,
        hip_r[0] + spread + abs(step) * reach,
    )
    left = [
        (lx, ly),
        (hip_l[0] - spread * 0.12, form.hip_y),
        (wide_l * 0.55 + hip_l[0] * 0.45 + swing * 0.4, (form.hip_y + low_y) / 2),
        (wide_l + swing, low_y - 8),
    ]
    right = [
        (rx, ry),
        (hip_r[0] + spread * 0.12, form.hip_y),
        (wide_r * 0.55 + hip_r[0] * 0.45 + swing * 0.4, (form.hip_y + low_y) / 2),
        (wide_r + swing, low_y - 8),
    ]
    hem: list[Point] = []
    count = 8
    for index in range(count + 1):
        share = index / count
        x = left[-1][0] + (right[-1][0] - left[-1][0]) * share
        bow = 20.0 * (1 - (2 * share - 1) ** 2) * min(1.0, hang / 500)
        hem.append((x, low_y - 8 + bow + (4.0 * sin(index * 2.4) if not pleats else 0.0)))
    if not pleats and folds and flare > 0.2:
        # Cloth that hangs free opens in tubes: the hem goes in and out.
        hem = [
            (x, y + (7.0 if index % 2 else -5.0) * min(1.0, hang / 380))
            if 0 < index < count
            else (x, y)
            for index, (x, y) in enumerate(hem)
        ]
    path = shape(left, hem, right[::-1])
    brush.fill(path, tones.base)
    dark, light = (right, left) if body.shade_side > 0 else (left, right)
    inner = [between(a, b, 0.22) for a, b in zip(dark, light, strict=True)]
    brush.fill(shape(dark, inner[::-1]), tones.shade)
    _hanging_folds(body, tones, (left[0], right[0]), hem, pleats, folds)
    if trim is not None:
        upper = [(x, y - 26) for x, y in hem]
        brush.fill(shape(hem, upper[::-1]), trim.base)
        brush.line(upper, [1.4] * len(upper), trim.line)
    brush.sweep(left, 2.1, tones.line, 1.0, (0.5, 0.9))
    brush.sweep(right, 2.1, tones.line, 1.0, (0.5, 0.9))
    brush.line(hem, [1.8] * len(hem), tones.line)


def belt(body: Body, tones: Tones, y: float, height: float) -> list[Point]:
    """A band around the waist; gives its lower edge."""
    torso, brush = body.torso, body.brush
    upper = [torso.at(u, y, 2) for u in (-1.0, -0.6, 0.0, 0.6, 1.0)]
    lower = [torso.at(u, y + height, 2) for u in (-1.0, -0.6, 0.0, 0.6, 1.0)]
    upper[0], upper[-1] = torso.edge(-1, y), torso.edge(1, y)
    lower[0], lower[-1] = torso.edge(-1, y + height), torso.edge(1, y + height)
    upper = [(px, py + 5 * (1 - abs(i - 2) / 2)) for i, (px, py) in enumerate(upper)]
    lower = [(px, py + 6 * (1 - abs(i - 2) / 2)) for i, (px, py) in enumerate(lower)]
    upper.sort()
    lower.sort()
    brush.fill(shape(upper, lower[::-1]), tones.base)
    side = body.shade_side
    cut = slice(3, 5) if side > 0 else slice(0, 2)
    brush.fill(shape(upper[cut], lower[cut][::-1]), tones.shade)
    brush.line(upper, [1.5] * 5, tones.line)
    brush.line(lower, [1.8] * 5, tones.line)
    return lower


def boots(body: Body, tones: Tones) -> None:
    """High boots."""
    w = body.form.leg_width
    for side in _order(body):
        _, knee, ankle = _leg(body, side)
        top = between(knee, ankle, 0.2)
        shoe(body, ankle, side, tones)
        _limb(
            body,
            [top, between(top, ankle, 0.5), (ankle[0], ankle[1] + 8)],
            [w * 1.08, w * 0.96, w * 0.76],
            tones,
        )


def disc(body: Body, at: Point, radius: float, tones: Tones) -> None:
    """A button, a boss or a jade ring."""
    body.brush.fill(oval(*at, radius, radius), tones.line)
    body.brush.fill(oval(at[0] - 0.3, at[1] - 0.4, radius * 0.78, radius * 0.78), tones.base)
    body.brush.fill(
        oval(at[0] - radius * 0.25, at[1] - radius * 0.3, radius * 0.26, radius * 0.22),
        tones.bright,
    )


def cord(body: Body, points: list[Point], width: float, tones: Tones) -> None:
    """A cord or ribbon of even width with a contour."""
    brush = body.brush
    count = len(points)
    brush.fill(ribbon(points, [width + 2.4] * count), tones.line)
    brush.fill(ribbon(points, [width] * count), tones.base)
