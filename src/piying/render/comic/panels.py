"""Panels: where the pictures of a comic page are, in the order in which they are read.

A page is cut along its gutters: lines of one colour that run through a whole region, across
or down, as an eye follows them (a recursive XY cut: Nagy and Seth, 1984). The order of reading
is the order of the cuts: rows from the top, and within a row from the side where reading
begins. Where no straight line runs through, because gutters slant, the regions that the
gutter's colour encloses are taken instead. A strip that is read by scrolling is cut across
only, wherever it rests in one colour for long enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Pixels = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Ground = tuple[int, int, int]
"""Red, green and blue."""

WORK_WIDTH = 800
"""Pages are looked at in this width; a gutter is some pixels of it."""
EVEN = 18
"""Levels within which a line counts as one colour."""
STRAY_SHARE = 0.004
"""Of the pixels of a gutter, so many may be dust of the scan."""
GUTTER_MIN = 3
STRIP_REST = 14
"""Rows of one colour between two pictures of a strip."""
PANEL_SHARE_MIN = 0.008
"""A smaller region than this share of its page is a mark and no panel."""
SIDE_MIN = 0.05
"""Of the page's width: the shortest side of a panel."""
GROUND_NEAR = 24
"""Levels by which the colour of a gutter may differ from that of the margin."""
SLANT_AREA_MIN = 0.06
"""What slanted gutters enclose counts from this share of the region on."""


class Reading(StrEnum):
    """How a comic is read."""

    LEFT = "lr"
    """From left to right, as in most of the world."""
    RIGHT = "rl"
    """From right to left, as in Japan."""
    STRIP = "down"
    """By scrolling down one long strip."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel in pixels of its page, right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels."""
        return self.bottom - self.top


def panels(rgb: Pixels, reading: Reading) -> tuple[Panel, ...]:
    """The panels of a page (height, width, 3), in the order of reading; at least one."""
    height, width = rgb.shape[:2]
    step = max(1, round(width / WORK_WIDTH))
    small = rgb[: height - height % step or height, : width - width % step or width]
    if step > 1:
        rows, columns = small.shape[0] // step, small.shape[1] // step
        small = small[: rows * step, : columns * step]
        small = small.reshape(rows, step, columns, step, 3).mean(axis=(1, 3)).astype(np.uint8)
    whole = Panel(0, 0, small.shape[1], small.shape[0])
    page = _Page(small, None if reading is Reading.STRIP else _grounds(small))
    found = list(_cut(page, whole, reading, across=True, tries=0))
    least = min(small.shape[1], small.shape[0]) * SIDE_MIN
    area = whole.width * min(whole.height, 3 * whole.width)
    kept = [
        one
        for one in found
        if min(one.width, one.height) >= least
        and one.width * one.height >= area * PANEL_SHARE_MIN
    ]
    return tuple(_enlarged(one, step, width, height) for one in kept or [whole])


@dataclass(frozen=True, slots=True)
class _Page:
    """A page in the size in which it is looked at."""

    rgb: Pixels
    grounds: tuple[Ground, ...] | None
    """The colours that its gutters may have; None: any."""

    def of(self, region: Panel) -> Pixels:
        return self.rgb[region.top : region.bottom, region.left : region.right]

    def even_lines(self, part: Pixels, *, across: bool) -> Flags:
        """Which rows (or columns) of a region have one colour, and one that gutters have."""
        lines = part if across else part.swapaxes(0, 1)
        middle = np.median(lines, axis=1, keepdims=True)
        strays = (np.abs(lines.astype(np.int16) - middle) > EVEN).any(axis=2).mean(axis=1)
        even: Flags = strays <= STRAY_SHARE
        if self.grounds is not None:
            like = np.zeros_like(even)
            for ground in self.grounds:
                like |= (np.abs(middle[:, 0] - np.array(ground)) <= GROUND_NEAR).all(axis=1)
            even &= like
        return even


def _grounds(page: Pixels) -> tuple[Ground, ...]:
    """The colours of gutters: that of the margin, or where pictures bleed, white and black.

    A sky of one colour is no gutter, for a margin has another colour.
    """
    for line in (page[0], page[-1], page[:, 0], page[:, -1]):
        middle = np.median(line, axis=0)
        if (np.abs(line - middle) <= EVEN).all(axis=1).mean() >= 1 - STRAY_SHARE:
            red, green, blue = (int(level) for level in middle)
            return ((red, green, blue),)
    return ((255, 255, 255), (0, 0, 0))


def _enlarged(panel: Panel, step: int, width: int, height: int) -> Panel:
    return Panel(
        panel.left * step,
        panel.top * step,
        min(panel.right * step, width),
        min(panel.bottom * step, height),
    )


def _cut(
    page: _Page, region: Panel, reading: Reading, *, across: bool, tries: int
) -> Iterator[Panel]:
    """The panels of a region: cut across, then down, until neither cuts any more."""
    region = _trimmed(page, region)
    if region.width <= 0 or region.height <= 0:
        return
    if reading is Reading.STRIP and not across:
        yield region
        return
    least = STRIP_REST if reading is Reading.STRIP else GUTTER_MIN
    parts = list(_parts(page, region, least, across=across))
    if len(parts) > 1:
        if not across and reading is Reading.RIGHT:
            parts.reverse()
        for part in parts:
            yield from _cut(page, part, reading, across=not across, tries=0)
    elif tries == 0:
        yield from _cut(page, region, reading, across=not across, tries=1)
    else:
        yield from _slanted(page, region, reading) or [region]


def _parts(page: _Page, region: Panel, least: int, *, across: bool) -> Iterator[Panel]:
    """What lies between the gutters of a region."""
    even = page.even_lines(page.of(region), across=across)
    labels, count = ndimage.label(even)
    wide = {n + 1 for n, (at,) in enumerate(ndimage.find_objects(labels))
            if at.stop - at.start >= least}  # fmt: skip
    gutter = np.isin(labels, sorted(wide)) if count else np.zeros_like(even)
    pieces, _ = ndimage.label(~gutter)
    for (at,) in ndimage.find_objects(pieces):
        if across:
            yield Panel(region.left, region.top + at.start, region.right, region.top + at.stop)
        else:
            yield Panel(region.left + at.start, region.top, region.left + at.stop,
                        region.bottom)  # fmt: skip


def _trimmed(page: _Page, region: Panel) -> Panel:
    """A region without the margin of one colour round it."""
    left, top, right, bottom = region.left, region.top, region.right, region.bottom
    for across in (True, False, True):
        part = page.rgb[top:bottom, left:right]
        if not part.size:
            break
        inside = np.flatnonzero(~page.even_lines(part, across=across))
        if not len(inside):
            return Panel(left, top, left, top)
        if across:
            top, bottom = top + int(inside[0]), top + int(inside[-1]) + 1
        else:
            left, right = left + int(inside[0]), left + int(inside[-1]) + 1
    return Panel(left, top, right, bottom)


def _slanted(page: _Page, region: Panel, reading: Reading) -> list[Panel]:
    """What slanted gutters enclose; empty if it is less than two regions."""
    part = page.of(region).astype(np.int16)
    edge = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
    colour = max(((edge.max(axis=1) < 60).mean(), 0), ((edge.min(axis=1) > 195).mean(), 255))
    if colour[0] < 0.02:
        return []
    ground = (np.abs(part - colour[1]) < 40).all(axis=2)
    seeds = np.zeros_like(ground)
    seeds[0], seeds[-1], seeds[:, 0], seeds[:, -1] = True, True, True, True
    gutter = ndimage.binary_propagation(seeds & ground, mask=ground)
    gutter = ndimage.binary_opening(gutter, iterations=1)
    labels, _ = ndimage.label(~gutter)
    total = part.shape[0] * part.shape[1]
    found = [
        Panel(region.left + across.start, region.top + down.start,
              region.left + across.stop, region.top + down.stop)
        for down, across in ndimage.find_objects(labels)
        if (down.stop - down.start) * (across.stop - across.start) >= SLANT_AREA_MIN * total
    ]  # fmt: skip
    return in_order(found, reading) if len(found) > 1 else []


def in_order(boxes: list[Panel], reading: Reading) -> list[Panel]:
    """Boxes that overlap in rows, in the order of reading: row by row from the top."""
    left_over, ordered = sorted(boxes, key=lambda box: box.top), list[Panel]()
    while left_over:
        first = left_over[0]
        row = [box for box in left_over if box.top < (first.top + first.bottom) / 2]
        row.sort(key=lambda box: box.left, reverse=reading is Reading.RIGHT)
        ordered += row
        left_over = [box for box in left_over if box not in row]
    return ordered
