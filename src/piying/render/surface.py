"""Skia drawing into memory of ours."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import skia

from piying.render.scratch import SCRATCH


def painted(
    width: int, height: int, draw: Callable[[skia.Canvas], None]
) -> npt.NDArray[np.uint8]:
    """What `draw` draws on a clear canvas: (height, width, 4) uint8, R G B A, premultiplied."""
    array = np.zeros((height, width, 4), np.uint8)
    _draw(array, draw)
    return array


def painting(
    width: int, height: int, draw: Callable[[skia.Canvas], None]
) -> npt.NDArray[np.uint8]:
    """`painted` in the thread's own memory: good until the thread paints again."""
    array = SCRATCH.take("painting", width * height * 4).reshape(height, width, 4)
    array.fill(0)
    _draw(array, draw)
    return array


def _draw(array: npt.NDArray[np.uint8], draw: Callable[[skia.Canvas], None]) -> None:
    # Left to itself the binding takes an array for straight alpha, and everything soft clips.
    surface = skia.Surface(
        array, skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
    draw(surface.getCanvas())
    surface.flushAndSubmit()
    # The surface keeps no reference to the array: it has to go before the array can.
    del surface
