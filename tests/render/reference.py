"""A compositor that is slow and obviously right: every formula as it is defined, in float64.

It knows pictures as three planes of floats, Y at full size and U and V at half, sited in the
middle of their 2 x 2 pixels. Nothing is rounded until a test compares. The tolerances say by
how many levels the kernels may differ, and why.
"""

from __future__ import annotations

import math

import numpy as np

OVER_LEVELS = 0.5
"""One rounding."""
MIX_LEVELS = 0.5
SAMPLE_LEVELS = 2.0
"""Two passes: weights of eight bits are cut down, and each pass rounds."""
DRAW_LEVELS = 4.0
"""Sampled colour and sampled alpha, laid over: each is off by up to two levels."""
VEIL_LEVELS = 1.0
"""The cover is rounded, then the mix."""
SPRITE_LEVELS = 1.5
"""Colour, cover and the rest are each rounded; places are the same sixteenth of a pixel."""
LIGHT_LEVELS = 0.6
"""One rounding, and sums of light in 16 bits."""
TINT_LEVELS = 1.75
"""Two shares of seven bits, one rounding, and a root to 7 in 10000."""
BLUR_LEVELS = 5.0
"""Two halvings and four boxes round to bytes, and scaling up adds its own two levels."""
SHOT_LEVELS = 9.0
"""Background, two figures, weather, a vignette and a passage, one over the other."""


class Picture:
    """Three planes of floats."""

    def __init__(self, planes):
        self.y, self.u, self.v = (np.array(p, float) for p in planes)

    @classmethod
    def of(cls, target):
        """The same picture as `target`."""
        return cls((target.y, target.u, target.v))

    def __iter__(self):
        return iter((self.y, self.u, self.v))

    def apart(self, target):
        """By how many levels `target` differs at most, plane by plane."""
        return [
            float(np.abs(mine - theirs).max())
            for mine, theirs in zip(self, (target.y, target.u, target.v), strict=True)
        ]


# --- by definition --------------------------------------------------------------------------


def at(plane, rows, columns):
    """The bilinear look-up of an upright plane at places in pixels, edges repeated."""
    rows = np.clip(rows, 0, plane.shape[0] - 1)
    columns = np.clip(columns, 0, plane.shape[1] - 1)
    i, j = np.floor(rows).astype(int), np.floor(columns).astype(int)
    k = np.minimum(i + 1, plane.shape[0] - 1)
    m = np.minimum(j + 1, plane.shape[1] - 1)
    f, g = (rows - i)[:, None], (columns - j)[None, :]
    p = plane.astype(float)
    upper = p[i][:, j] * (1 - g) + p[i][:, m] * g
    lower = p[k][:, j] * (1 - g) + p[k][:, m] * g
    return upper * (1 - f) + lower * f


def sampled(plane, height, width, scale, x, y):
    """`plane` seen through a window: pixel i looks at (i + .5) / scale + x - .5."""
    rows = (np.arange(height) + 0.5) / scale + y - 0.5
    return at(plane, rows, (np.arange(width) + 0.5) / scale + x - 0.5)


def over(below, colour, cover):
    """Premultiplied over: what lies above hides as much as it covers, of 255."""
    return np.minimum(colour + below * (1 - cover / 255), 255)


def mixed(one, other, share):
    """`share` of the other."""
    return one * (1 - share) + other * share


# --- whole pictures -------------------------------------------------------------------------


def draw(picture, texture, x, y, scale=1.0, opacity=1.0):
    """Lay a texture over the picture."""
    k = min(round(opacity * 256), 256) / 256
    x, y = x - texture.border * scale, y - texture.border * scale
    made = []
    for below, colour, cover, half in zip(
        picture, (texture.y, texture.u, texture.v), (texture.a, texture.a2, texture.a2),
        (1, 2, 2), strict=True,
    ):  # fmt: skip
        place = (-x / scale / half, -y / scale / half)
        seen = [sampled(p.T, *below.shape, scale, *place) for p in (colour, cover)]
        made.append(over(below, seen[0] * k, seen[1] * k))
    return Picture(made)


def background(texture, height, width, x, y, scale=1.0):
    """An opaque texture that fills the picture."""
    return Picture(
        sampled(p.T, height // half, width // half, scale, -x / scale / half, -y / scale / half)
        for p, half in ((texture.y, 1), (texture.u, 2), (texture.v, 2))
    )


def sprites(picture, textures, shown):
    """Textures at their own size, at sixteenths of a pixel: (number, x16, y16, k of 256)."""
    planes = [plane.copy() for plane in picture]
    for number, x16, y16, k in shown:
        texture = textures[number]
        for index, (colour, cover, half) in enumerate((
            (texture.y, texture.a, 1), (texture.u, texture.a2, 2), (texture.v, texture.a2, 2),
        )):  # fmt: skip
            below = planes[index]
            # the half planes lie at half of the place, cut down to a sixteenth
            x, y = (math.floor(p / half) / 16 for p in (x16, y16))
            seen = [
                shifted(p.T.astype(float), *below.shape, x, y) * k / 256
                for p in (colour, cover)
            ]
            planes[index] = over(below, *seen)
    return Picture(planes)


def shifted(plane, height, width, x, y):
    """`plane` with its corner at (x, y) of an empty one, bilinear; clear outside of it."""
    room = np.zeros((plane.shape[0] + 2, plane.shape[1] + 2))
    room[1:-1, 1:-1] = plane
    rows, columns = np.arange(height) - y + 1, np.arange(width) - x + 1
    inside_y = (rows >= 0) & (rows <= room.shape[0] - 1)
    inside_x = (columns >= 0) & (columns <= room.shape[1] - 1)
    return at(room, rows, columns) * (inside_y[:, None] & inside_x[None, :])


def veil(picture, full, half, level, k):
    """One colour through a mask, at k of 256."""
    return Picture(
        mixed(plane, value, cover / 255 * k / 256)
        for plane, cover, value in zip(picture, (full, half, half), level, strict=True)
    )


def dissolve(picture, other, share):
    """Mix another picture in."""
    return Picture(mixed(one, two, share) for one, two in zip(picture, other, strict=True))


# --- light ----------------------------------------------------------------------------------


def light(level):
    """The square of a level of Y."""
    return np.clip((np.asarray(level, float) - 16) / 219, 0, 1) ** 2


def level(amount):
    """The level of Y that sends this light."""
    return 16 + 219 * np.sqrt(np.clip(amount, 0, 1))


def shone(picture, full, half, colour, most, *, covers):
    """Light of one colour falls on a picture; of a byte the square is the light."""
    amounts = [most * (np.asarray(p, float) / 255) ** 2 for p in (full, half)]
    own = light(picture.y)
    kept = 1 - amounts[0] if covers else 1.0
    y = level(kept * own + amounts[0] * light(colour[0]))
    # U and V go by the pixel at the upper left of their four
    before, amount = picture.y[::2, ::2], amounts[1]
    own = light(before)
    kept = 1 - amount if covers else np.ones_like(amount)
    total = np.clip(kept * own + amount * light(colour[0]), 0, 1)
    after = level(total)
    total = np.maximum(total, 1e-12)
    stays = np.clip(kept * own / total * (after - 16) / np.maximum(before - 16, 1), 0, 1)
    comes = np.clip(amount * light(colour[0]) / total * (after - 16) / (colour[0] - 16), 0, 1)
    made = [y]
    for plane, value in ((picture.u, colour[1]), (picture.v, colour[2])):
        both = 128 + (plane - 128) * stays + (value - 128) * comes
        made.append(np.clip(both, 16, 240))
    return Picture(made)


# --- blur -----------------------------------------------------------------------------------


def halved(plane):
    """The mean of 2 x 2 pixels; an odd edge repeats."""
    height, width = plane.shape
    even = np.pad(plane.astype(float), ((0, height % 2), (0, width % 2)), mode="edge")
    return even.reshape((height + 1) // 2, 2, (width + 1) // 2, 2).mean((1, 3))


def boxed(plane, radius, axis):
    """The mean of all that is within `radius` along one axis; the ends count in part."""
    whole, part = int(radius), radius - int(radius)
    count = plane.shape[axis]
    total = np.zeros_like(plane, float)
    for step in range(-whole - 1, whole + 2):
        weight = part if abs(step) > whole else 1.0
        places = np.clip(np.arange(count) + step, 0, count - 1)
        total += weight * plane.take(places, axis)
    return total / (2 * radius + 1)


def blurred(plane, radius, times):
    """A plane out of focus by way of one that is `times` smaller."""
    small, left = plane.astype(float), times
    while left > 1:
        small, left = halved(small), left // 2
    for axis in (0, 0, 1, 1):
        small = boxed(small, min(radius / times, 500.0) / 2, axis)
    return sampled(small, *plane.shape, float(times), 0.0, 0.0)
