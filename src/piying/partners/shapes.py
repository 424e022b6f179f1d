"""Shapes: what vendors call the ratio of a frame."""

from __future__ import annotations

from piying.model.card import Size

OFF_PERMILLE = 50
"""A frame of 496x864 still counts as "9:16"."""


def shape(size: Size, known: tuple[str, ...]) -> str:
    """The ratio among `known` ("9:16") that `size` has; "" where it has none of them."""

    def off(ratio: str) -> int:
        wide, high = map(int, ratio.split(":"))
        one, other = size.width * high, size.height * wide
        return 1000 * abs(one - other) // max(one, other)

    nearest = min(known, key=off)
    return nearest if off(nearest) <= OFF_PERMILLE else ""
