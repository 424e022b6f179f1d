"""The visible label, seen in the pixels: when it is there, for how long, and how high its ink.

The fill and the outline of the lettering are a template of plus and minus one; its zero-mean
normalised correlation with the same place in every frame says whether the label is there.
How high it is, is measured on rows of ink in the film, character by character, and never
taken from the size of a font: the lowest of them counts, flat signs left out.

Where a label stands that was not made here, or was made for another size, it is looked for in
the first seconds with our own face at many heights, and then watched where it was found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from numba import types
from scipy import fft, ndimage

from piying.model.errors import Invalid
from piying.model.kernel import kernel
from piying.model.master import Profile
from piying.render.text.draw import FLAT_PERMILLE, label_boxes, label_image
from piying.render.transpose import Bytes

PRESENT = 0.75
GAP_FRAMES = 2
"""A label that is away for so short is not seen to go."""
KEPT_MAX = 16
"""Samples of the place of the label, of which the median is measured."""
FILL_LUMA, OUTLINE_LUMA, SOLID = 170, 70, 250
INK_PIXELS = 2
"""A row with fewer is no row of ink."""

SEARCH_SHORT = 270
"""Pixels of the shorter side of the picture in which a label is looked for."""
SEARCH_PERMILLE = (30, 34, 38, 42, 46, 50, 54, 58, 62, 66, 70, 75, 80, 86, 92, 100)
FOUND_COARSE, FOUND = 0.45, 0.65

Mask = npt.NDArray[np.int8]
MASK2 = types.Array(types.int8, 2, "C")
PLANE2 = types.Array(types.uint8, 2, "A", readonly=True)


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A label as it would be drawn, and where."""

    text: str
    mask: Mask
    """1 where it is filled, -1 where it is outlined, else 0."""
    x: int
    y: int
    boxes: tuple[tuple[float, float, float, float], ...]
    """The ink of each glyph in pixels of `mask`: left, top, right, bottom."""
    present: float = PRESENT
    """The correlation from which on it is there."""

    def fit(self, plane: Bytes) -> float:
        """How well it fits its place in a plane of luma, -1 to 1; 0 outside of the plane."""
        rows, columns = self.mask.shape
        below, right = plane.shape[0] - rows - self.y, plane.shape[1] - columns - self.x
        if min(self.x, self.y, below, right) < 0:
            return 0.0
        return float(_fit(plane, self.mask, self.x, self.y))

    def stands_in(self, plane: Bytes) -> bool:
        """Whether it is there."""
        return self.fit(plane) >= self.present


def wanted_of(text: str, profile: Profile) -> Wanted:
    """The label `text` as a film of `profile` draws it.

    Raises:
        Invalid: it does not fit, or the face lacks characters of it.
        Missing: fonts are not set up.
    """
    drawn = label_image(text, profile)
    luma = drawn.rgba[..., :3] @ np.array([0.2126, 0.7152, 0.0722])
    mask = np.zeros(luma.shape, np.int8)
    for solid in (SOLID, SOLID // 2):
        clear = drawn.rgba[..., 3] >= solid
        mask[clear & (luma >= FILL_LUMA)] = 1
        mask[clear & (luma <= OUTLINE_LUMA)] = -1
        if (mask < 0).any():
            # on small pictures no pixel of the outline is wholly covered
            break
    boxes = tuple(
        (left - drawn.x, top - drawn.y, right - drawn.x, bottom - drawn.y)
        for left, top, right, bottom in label_boxes(text, profile)
    )
    return Wanted(text, mask, drawn.x, drawn.y, boxes)


@kernel(
    [types.float64(PLANE2, MASK2, types.int64, types.int64)],
)  # fmt: skip
def _fit(plane: Bytes, mask: Mask, x: int, y: int) -> float:
    """The zero-mean normalised correlation of a mask with a place; 0 where it is flat."""
    count = weights = levels = squares = both = 0
    for i in range(mask.shape[0]):
        for j in range(mask.shape[1]):
            weight = int(mask[i, j])
            if weight != 0:
                level = int(plane[y + i, x + j])
                count += 1
                weights += weight
                levels += level
                squares += level * level
                both += weight * level
    if count == 0:
        return 0.0
    spread = (squares - levels * levels / count) * (count - weights * weights / count)
    return (both - levels * weights / count) / np.sqrt(spread) if spread > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the label was seen, by index of frame, and its ink."""

    stretches: tuple[tuple[int, int, float], ...]
    """First frame, end, and how well it fits."""
    height: int | None
    """Rows of ink of the lowest character, in pixels; None: not seen."""


@dataclass(slots=True, eq=False)
class Watch:
    """Watches the place of a label in every frame."""

    wanted: Wanted
    fits: list[float] = field(default_factory=list)
    _kept: list[Bytes] = field(default_factory=list)
    _every: int = 1
    _seen_count: int = 0

    def see(self, plane: Bytes) -> None:
        """Go on with the luma of a frame."""
        fit = self.wanted.fit(plane)
        self.fits.append(fit)
        if fit < self.wanted.present:
            return
        if self._seen_count % self._every == 0:
            rows, columns = self.wanted.mask.shape
            x, y = self.wanted.x, self.wanted.y
            self._kept.append(plane[y : y + rows, x : x + columns].copy())
            if len(self._kept) == 2 * KEPT_MAX:
                # the whole time that it is seen is to be sampled evenly
                self._kept, self._every = self._kept[::2], self._every * 2
        self._seen_count += 1

    def end(self) -> Seen:
        """Where it was seen."""
        there = np.array(self.fits) >= self.wanted.present
        edges = np.flatnonzero(np.diff(np.r_[0, there.astype(np.int8), 0]))
        found: list[tuple[int, int]] = []
        for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            if found and a - found[-1][1] <= GAP_FRAMES:
                found[-1] = (found[-1][0], b)
            else:
                found.append((a, b))
        stretches = tuple((a, b, float(np.median(self.fits[a:b]))) for a, b in found)
        return Seen(stretches, ink_height(self._kept, self.wanted) if found else None)


def ink_height(samples: list[Bytes], wanted: Wanted) -> int | None:
    """The rows of ink of the lowest standing character, in pixels of the film."""
    place = np.median(np.stack(samples), axis=0)
    mask = wanted.mask
    fill, outline = place[mask > 0], place[mask < 0]
    if not fill.size or not outline.size:
        return None
    dark = float(np.median(outline))
    covered = np.clip((place - dark) / max(1.0, float(np.median(fill)) - dark), 0.0, 1.0)
    # ink stays within a pixel of the fill: behind the outline the picture may be as bright
    covered[~ndimage.binary_dilation(mask > 0)] = 0.0
    heights = [rows for box in wanted.boxes if (rows := _rows(covered, box)) > 0]
    standing = [rows for rows in heights if rows * 1000 >= FLAT_PERMILLE * max(heights)]
    return round(min(standing)) if standing else None


def _rows(covered: npt.NDArray[np.floating], box: tuple[float, float, float, float]) -> float:
    """From the upper to the lower edge of the ink in the box of a glyph, in pixels.

    A row that the ink covers in part counts in part.
    """
    left, top, right, bottom = box
    part = covered[
        max(0, int(top) - 2) : int(np.ceil(bottom)) + 2,
        max(0, int(left)) : int(np.ceil(right)),
    ]
    if part.shape[1] < INK_PIXELS:
        return 0.0
    rows = np.r_[0.0, np.sort(part, axis=1)[:, -INK_PIXELS], 0.0]
    inked = np.flatnonzero(rows >= 0.5)
    if not inked.size:
        return 0.0
    first, last = int(inked[0]), int(inked[-1])
    whole = last - first - 1 + rows[first] + rows[last] if last > first else rows[first]
    return float(whole + rows[first - 1] + rows[last + 1])


def locate(text: str, frames: Iterable[Bytes], profile: Profile) -> Wanted | None:
    """Where and how large the label `text` stands in one of `frames`; None: nowhere found.

    `frames` are planes of luma; `profile` has their size, and says nothing else.
    """
    step = max(1, min(profile.width, profile.height) // SEARCH_SHORT)
    best: tuple[float, int, int, int, Bytes] | None = None
    for plane in frames:
        small = _smaller(plane.astype(np.float32), step)
        looked = _Looked(small)
        for permille in SEARCH_PERMILLE:
            wanted = _at_height(text, profile, permille)
            if wanted is None:
                continue
            fit, x, y = looked.best(_smaller(wanted.mask.astype(np.float32), step))
            if fit >= FOUND_COARSE and (best is None or fit > best[0]):
                best = (fit, permille, x * step, y * step, plane)
        if best is not None and best[0] >= FOUND:
            break
    return None if best is None else _sharpened(text, profile, best, step)


def _sharpened(
    text: str, profile: Profile, found: tuple[float, int, int, int, Bytes], step: int
) -> Wanted | None:
    """The height and place that fit best near those that were found, to the pixel."""
    _, near, x, y, plane = found
    best: tuple[float, Wanted] | None = None
    reach = 2 * step + 1
    for permille in range(near - 4, near + 5):
        wanted = _at_height(text, profile, permille)
        if wanted is None:
            continue
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                moved = replace(wanted, x=x + dx, y=y + dy)
                fit = moved.fit(plane)
                if best is None or fit > best[0]:
                    best = (fit, moved)
    if best is None or best[0] < FOUND:
        return None
    return replace(best[1], present=min(PRESENT, 0.85 * best[0]))


def _at_height(text: str, profile: Profile, permille: int) -> Wanted | None:
    try:
        return wanted_of(text, replace(profile, label_height_permille=permille))
    except Invalid:
        return None


def _smaller(levels: npt.NDArray[np.float32], step: int) -> npt.NDArray[np.float32]:
    """The means of squares of `step` pixels."""
    rows, columns = levels.shape[0] // step * step, levels.shape[1] // step * step
    parts = levels[:rows, :columns].reshape(rows // step, step, columns // step, step)
    return parts.mean(axis=(1, 3), dtype=np.float32)


class _Looked:
    """A small picture in which templates are looked for, its transforms made once."""

    __slots__ = ("_levels", "_shape", "_squares", "size")

    def __init__(self, small: npt.NDArray[np.float32]) -> None:
        self.size = small.shape
        self._shape = [fft.next_fast_len(2 * side, real=True) for side in small.shape]
        self._levels = fft.rfft2(small, self._shape)
        self._squares = fft.rfft2(small * small, self._shape)

    def best(self, template: npt.NDArray[np.float32]) -> tuple[float, int, int]:
        """The highest correlation of a template of weights, and where."""
        rows, columns = template.shape
        high, wide = self.size[0] - rows + 1, self.size[1] - columns + 1
        inside = (np.abs(template) > 0.2).astype(np.float32)
        count = float(inside.sum())
        if high <= 0 or wide <= 0 or count < 16:
            return 0.0, 0, 0
        centred = (template - float((template * inside).sum()) / count) * inside
        kernels = [np.conj(fft.rfft2(one, self._shape)) for one in (centred, inside)]
        both, levels, squares = (
            fft.irfft2(a * b, self._shape)[:high, :wide]
            for a, b in (
                (self._levels, kernels[0]),
                (self._levels, kernels[1]),
                (self._squares, kernels[1]),
            )
        )
        spread = np.maximum(squares - levels * levels / count, count)
        fit = both / np.sqrt(spread * float((centred * centred).sum()))
        at = int(np.argmax(fit))
        y, x = divmod(at, wide)
        return float(fit[y, x]), x, y
