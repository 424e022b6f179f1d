"""A jolt: how a picture that was struck swings and comes to rest, whoever throws it.

The swings are slow and few on purpose. At 9 a second, about every other frame, an edge was
thrown there and back up to ten times in a second, which counts as flashing (WCAG 2.x, success
criterion 2.3.1) and looks like a fault of the film; with these it is two or three times.
"""

from __future__ import annotations

import math

TURNS_X, TURNS_Y = 5.4, 7.0
"""Swings a second, sideways and upright."""
FALLS_S = 0.24
"""In this time the swing falls to about a third."""
UPRIGHT = 0.7
"""How much of the swing goes upright."""


def jolt(seconds: float, falls_s: float = FALLS_S) -> tuple[float, float, float]:
    """How far a swing goes at most, and where it is sideways and upright, of a throw of 1."""
    far = math.exp(-seconds / falls_s)
    return (
        far,
        far * math.sin(2 * math.pi * TURNS_X * seconds),
        far * UPRIGHT * math.cos(2 * math.pi * TURNS_Y * seconds),
    )
