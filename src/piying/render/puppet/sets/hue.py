"""Arithmetic on "#rrggbb" colours."""

from __future__ import annotations

from functools import lru_cache

RGB = tuple[float, float, float]
"""Red, green and blue, 0 … 255."""


@lru_cache(maxsize=4096)
def rgb(colour: str) -> RGB:
    """The channels of "#rrggbb"."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def name(value: RGB) -> str:
    """The "#rrggbb" of `value`, clamped."""
    return "#" + "".join(f"{min(255, max(0, round(channel))):02x}" for channel in value)


def blend(a: RGB, b: RGB, share: float) -> RGB:
    """`a` with `share` of `b` in it."""
    return (
        a[0] + (b[0] - a[0]) * share,
        a[1] + (b[1] - a[1]) * share,
        a[2] + (b[2] - a[2]) * share,
    )


def mix(a: str, b: str, share: float) -> str:
    """`a` with `share` of `b` in it."""
    return name(blend(rgb(a), rgb(b), share))


def lift(colour: str, amount: float) -> str:
    """`colour` lighter (amount > 0) or darker; darks drift to violet, lights to cream."""
    if amount >= 0:
        return mix(colour, "#fff8ea", amount)
    return mix(colour, "#171033", -amount)


def luminance(value: RGB) -> float:
    """How light `value` is, 0 … 1."""
    return (0.3 * value[0] + 0.59 * value[1] + 0.11 * value[2]) / 255.0


def ramp(stops: tuple[str, ...], at: float) -> RGB:
    """The colour at `at`, 0 … 1, of evenly spaced `stops`."""
    place = min(1.0, max(0.0, at)) * (len(stops) - 1)
    index = min(int(place), len(stops) - 2)
    return blend(rgb(stops[index]), rgb(stops[index + 1]), place - index)
