"""Still, panned or zoomed, or animated: what one motion of all cannot explain moves itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy import ndimage

from piying.render.qc import motion

ROWS, COLUMNS = 192, 108


def ground(seed):
    random = np.random.default_rng(seed)
    rough = random.standard_normal((ROWS + 80, COLUMNS + 80))
    smooth = ndimage.gaussian_filter(rough, 4)
    low, high = smooth.min(), smooth.max()
    return (30 + 190 * (smooth - low) / (high - low)).astype(np.float32)


def shown(levels, x=0.0, y=0.0, zoom=1.0):
    """The middle of a ground, moved and zoomed."""
    centre = np.array([ROWS / 2, COLUMNS / 2])
    matrix = np.eye(2) / zoom
    offset = np.array([40 + y, 40 + x]) + centre - matrix @ centre
    found = ndimage.affine_transform(
        levels, matrix, offset, output_shape=(ROWS, COLUMNS), order=1, mode="nearest"
    )
    return np.ascontiguousarray(found, np.float32)


def of(frames):
    pairs = [motion.compare(a, b) for a, b in pairwise(frames)]
    return motion.class_of(pairs)[0]


def figure_on(frame, n):
    """A figure that walks."""
    made = frame.copy()
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    made[(np.abs(x - 30 - 2 * n) < 8) & (np.abs(y - 90) < 25)] = 235
    return made


def mouth_on(frame, n):
    made = frame.copy()
    made[60 : 72 + 6 * (n % 3), 40:66] = 20
    return made


def caption_on(frame, n):
    made = frame.copy()
    random = np.random.default_rng(n // 6)
    made[135:145, 20:88] = random.integers(0, 2, (10, 68)) * 235
    return made


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("still", "still"),
        ("pan", "ken_burns"),
        ("slow pan", "ken_burns"),
        ("zoom", "ken_burns"),
        ("zoom with grain", "ken_burns"),
        ("pan with captions", "ken_burns"),
        ("pan with a mark", "ken_burns"),
        ("still with captions", "still"),
        ("figure", "animated"),
        ("pan with a figure", "animated"),
        ("mouth", "animated"),
        ("pan with a mouth", "animated"),
    ],
)
def test_every_kind_of_stretch_gets_its_class(name, wanted, seed):
    levels, grain = ground(seed), np.random.default_rng(seed + 100)
    frames = []
    for n in range(16):
        moved = {"x": n * 0.8, "y": n * 0.4} if "pan" in name else {}
        if name == "slow pan":
            moved = {"x": n * 0.15}
        if "zoom" in name:
            moved = {"zoom": 1 + n * 0.008}
        frame = shown(levels, **moved)
        if "grain" in name:
            frame += grain.normal(0, 1.2, frame.shape).astype(np.float32)
        if "figure" in name:
            frame = figure_on(frame, n)
        if "mouth" in name:
            frame = mouth_on(frame, n)
        if "captions" in name:
            frame = caption_on(frame, n)
        if "mark" in name:
            frame[8:20, 8:60] = np.random.default_rng(1).integers(0, 2, (12, 52)) * 235
        frames.append(frame)

    assert of(frames) == wanted
