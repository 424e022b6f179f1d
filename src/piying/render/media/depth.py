"""A still with a depth map becomes a layered picture: bands of depth, each filled behind.

The map is grey, white being near, as the common estimators write it. Its levels are gathered
into at most five bands, by the means that lie closest to them (Lloyd's method); a band that
covers next to nothing joins its neighbour. What nearer bands hide of a band is filled from
its edges inward, coarse before fine, so that a camera that moves never looks through a hole.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import skia
from scipy.ndimage import distance_transform_edt

from piying.model.errors import Invalid
from piying.render.media import openraster
from piying.render.media.stills import Pixels, Still

BANDS_MAX = 5
AREA_MIN = 0.02
"""Of the picture: a smaller band joins its neighbour."""
LEVELS_MIN = 16
"""Between the means of two bands; nearer ones are one band."""
ASPECT_MAX = 0.02
"""By how much the proportions of map and picture may differ."""
ROUNDS = 24
EDGE_PIXELS = 2
"""Over which the edge of a band fades."""
GROW_PIXELS = 2
"""By which a band reaches behind the next, so that no seam opens where both fade."""
COARSE_SIDE = 1024
"""Pixels: as finely is it worked out what lies behind what is nearer."""
SIDE_MAX = 4096
"""Pixels; a larger picture is scaled down, which no film shows."""

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]


def layered(still: Still, depth: Still, shot: str, paths: tuple[Path, Path]) -> bytes:
    """An OpenRaster file of the bands of `still`, farthest last in its stack.

    Raises:
        Invalid: the map has other proportions than the picture, or hardly any depth.
    """
    width, height = still.width, still.height
    if abs(depth.width * height / (depth.height * width) - 1) > ASPECT_MAX:
        raise Invalid("render.depth_unfit", shot=shot, path=paths[1], of=f"{width}x{height}",
                      width=depth.width, height=depth.height)  # fmt: skip
    scale = min(1.0, SIDE_MAX / max(width, height))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    pixels = _sized(still.pixels(), *size)
    grey = _sized(depth.pixels(), *size)[..., 1]
    band = bands(grey)
    count = int(band.max()) + 1
    if count < 2:
        raise Invalid("render.depth_flat", shot=shot, path=paths[1])
    planes = split(pixels, band)
    return openraster.write(planes, [f"depth {index + 1}" for index in range(count)])


def bands(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The band of every pixel of a depth map, 0 the farthest."""
    counts = np.bincount(grey.reshape(-1), minlength=256).astype(np.float64)
    levels = np.arange(256, dtype=np.float64)
    shares = np.cumsum(counts) / counts.sum()
    means = np.array([float(np.searchsorted(shares, (i + 0.5) / BANDS_MAX))
                      for i in range(BANDS_MAX)])  # fmt: skip
    for _ in range(ROUNDS):
        means = np.unique(means)
        nearest = np.abs(levels[:, None] - means).argmin(1)
        weight = np.bincount(nearest, counts, len(means))
        summed = np.bincount(nearest, counts * levels, len(means))
        means = np.where(weight > 0, summed / np.maximum(weight, 1), means)
    means = _apart(np.sort(means), counts, levels)
    lookup = np.abs(levels[:, None] - means).argmin(1).astype(np.uint8)
    return lookup[grey]


def _apart(
    means: npt.NDArray[np.float64],
    counts: npt.NDArray[np.float64],
    levels: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """`means` without those that are too near to another or stand for too little."""
    while len(means) > 1:
        nearest = np.abs(levels[:, None] - means).argmin(1)
        area = np.bincount(nearest, counts, len(means)) / counts.sum()
        gaps = np.diff(means)
        if area.min() < AREA_MIN:
            means = np.delete(means, int(area.argmin()))
        elif gaps.min() < LEVELS_MIN:
            near = int(gaps.argmin())
            means = np.delete(means, near if area[near] < area[near + 1] else near + 1)
        else:
            break
    return means


def split(pixels: Pixels, band: npt.NDArray[np.uint8]) -> list[Pixels]:
    """The planes of a picture, back to front; every one is filled behind those before it."""
    planes = []
    for index in range(int(band.max()) + 1):
        plane = filled(pixels, band == index)
        if index > 0:
            reach = _soft(_grown(reaches(band, index), GROW_PIXELS), EDGE_PIXELS)
            plane = (plane.astype(np.float32) * reach[..., None] + 0.5).astype(np.uint8)
        planes.append(plane)
    return planes


def reaches(band: npt.NDArray[np.uint8], index: int) -> Mask:
    """Where the plane of a band lies: in its own pixels and behind what hides it.

    What nearer bands hide belongs to the band that is seen nearest to it, so that a tree
    before the sky leaves sky behind it and no shadow of itself in every band between.
    """
    step = max(1, max(band.shape) // COARSE_SIDE)
    coarse = band[::step, ::step]
    hidden = coarse > index
    if not hidden.any() or hidden.all():
        return band >= index
    rows, columns = distance_transform_edt(hidden, return_distances=False, return_indices=True)
    behind = (coarse[rows, columns] == index) & hidden
    fine = behind.repeat(step, 0).repeat(step, 1)[: band.shape[0], : band.shape[1]]
    return (band == index) | (fine & (band > index))


def filled(pixels: Pixels, known: Mask) -> Pixels:
    """`pixels` where they are `known`; elsewhere what lies round them, coarse before fine."""
    # the rim of what is known is blended with what lies before it: leave it out
    sure = ~_grown(~known, EDGE_PIXELS)
    known = sure if sure.any() else known
    weight = known.astype(np.float32)
    colours = pixels.astype(np.float32) * weight[..., None]
    made = _pulled(colours, weight)
    kept = np.where(known[..., None], pixels, np.clip(np.rint(made), 0, 255))
    return kept.astype(np.uint8)


def _pulled(colours: Floats, weight: Floats) -> Floats:
    """Colours everywhere, from weighted ones: what is not known comes from half the size."""
    height, width = weight.shape
    if height <= 2 or width <= 2:
        total = max(float(weight.sum()), 1e-6)
        mean = colours.sum((0, 1)) / total
        return np.broadcast_to(mean, colours.shape).astype(np.float32)
    pad = ((0, height % 2), (0, width % 2))
    padded, heavy = np.pad(colours, (*pad, (0, 0))), np.pad(weight, pad)
    rows, columns = padded.shape[0] // 2, padded.shape[1] // 2
    half = padded.reshape(rows, 2, columns, 2, 4).sum((1, 3))
    heavy = heavy.reshape(rows, 2, columns, 2).sum((1, 3))
    scale = np.minimum(1.0, 1.0 / np.maximum(heavy, 1e-6))
    coarse = _pulled(half * scale[..., None], np.minimum(heavy, 1.0))
    fine = _doubled(coarse)[:height, :width]
    return (colours + fine * (1.0 - weight)[..., None]).astype(np.float32)


def _doubled(coarse: Floats) -> Floats:
    """Twice the size, smoothly: three quarters of the near pixel, a quarter of the next."""
    for axis in (0, 1):
        before = np.concatenate((coarse.take([0], axis), coarse), axis)
        after = np.concatenate((coarse, coarse.take([-1], axis)), axis)
        count = coarse.shape[axis]
        low = 0.75 * coarse + 0.25 * before.take(range(count), axis)
        high = 0.75 * coarse + 0.25 * after.take(range(1, count + 1), axis)
        shape = list(coarse.shape)
        shape[axis] *= 2
        coarse = np.stack((low, high), axis + 1).reshape(shape)
    return coarse


def _grown(mask: Mask, pixels: int) -> Mask:
    """`mask` and all within so many pixels of it, along rows and columns."""
    grown = mask.copy()
    for _ in range(pixels):
        wider = grown.copy()
        wider[1:] |= grown[:-1]
        wider[:-1] |= grown[1:]
        wider[:, 1:] |= grown[:, :-1]
        wider[:, :-1] |= grown[:, 1:]
        grown = wider
    return grown


def _soft(mask: Mask, pixels: int) -> Floats:
    """`mask` as cover from 0 to 1, its edge fading over so many pixels inward."""
    cover = mask.astype(np.float32)
    shrunk = mask
    for step in range(pixels):
        shrunk = ~_grown(~shrunk, 1)
        cover = np.where(mask & ~shrunk, np.minimum(cover, (step + 1) / (pixels + 1)), cover)
    return cover.astype(np.float32)


def _sized(pixels: Pixels, width: int, height: int) -> Pixels:
    """`pixels` at this size."""
    if pixels.shape[:2] == (height, width):
        return pixels
    kind = (skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kPremul_AlphaType)
    image = skia.Image.fromarray(pixels, *kind)
    how = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    return np.ascontiguousarray(image.resize(width, height, how).toarray(
        colorType=skia.ColorType.kRGBA_8888_ColorType))  # fmt: skip
