"""Flashes and red flashes, as WCAG 2.x success criterion 2.3.1 counts them, block by block.

The text: github.com/w3c/wcag, guidelines/terms/20/general-flash-and-red-flash-thresholds.html.
A transition is the change between adjacent peaks and valleys; a film fails with more than
three flashes, that is more than six transitions, in any second. A transition of luminance is
a change of relative luminance by 0.10 or more whose darker state is under 0.80. A transition
of red is a change of (R - G - B) * 320 by more than 20, negatives set to 0, with a saturated
red, R / (R + G + B) of 0.8 or more, in either state; R, G and B are linear.

Blocks are followed one by one, because two halves that flash in turn leave the mean of the
picture as it is. Transitions of different blocks within 0.1 s are one event, which counts
when it covers a quarter of the picture (ITU-R BT.1702), or a quarter of any window as large
as 10 degrees of sight on a phone: 20 of the 27 blocks of the shorter side, squared.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.qc.cells import FLOATS2, FLOATS3, Floats

STEP, DARK = 0.10, 0.80
RED_STEP, RED_SHARE, RED_SCALE = 20.0, 0.8, 320.0
AREA = 0.25
JOIN_S = 0.1
ALLOWED = 6
"""Transitions in a second that are no failure."""
EXTENDED_LEAST, EXTENDED_S, EXTENDED_OF_S = 4, 4.0, 5.0
"""So many transitions a second for so long of so long are an extended flash."""
WINDOW_OF_SHORT = 20 / 27

Times = npt.NDArray[np.float64]
BYTES2 = types.Array(types.int8, 2, "C")
TIMES2 = types.Array(types.float64, 2, "C")


@kernel([types.void(FLOATS3, FLOATS2, FLOATS2)])
def _values(light: Floats, general: Floats, red: Floats) -> None:
    """The relative luminance of every block, and how red it is; 0 if it is not saturated."""
    for i in range(general.shape[0]):
        for j in range(general.shape[1]):
            r, g, b = light[0, i, j], light[1, i, j], light[2, i, j]
            general[i, j] = (
                np.float32(0.2126) * r + np.float32(0.7152) * g + np.float32(0.0722) * b
            )
            saturated = r > 0 and r >= np.float32(RED_SHARE) * (r + g + b)
            rest = r - g - b
            red[i, j] = rest * np.float32(RED_SCALE) if saturated and rest > 0 else 0.0


@kernel(
    [
        types.void(
            FLOATS2, FLOATS2, FLOATS2, BYTES2, TIMES2, types.float64, types.float64,
            types.float64,
        )
    ],
)  # fmt: skip
def _follow(
    x: Floats, low: Floats, high: Floats, way: npt.NDArray[np.int8], last: Times,
    now: float, step: float, dark: float,
) -> None:  # fmt: skip
    """Follow the peaks and valleys of every block; `last` is when its last transition was."""
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            value = x[i, j]
            low[i, j] = min(low[i, j], value)
            high[i, j] = max(high[i, j], value)
            up = value - low[i, j] >= step and low[i, j] < dark and way[i, j] <= 0
            down = high[i, j] - value >= step and value < dark and way[i, j] >= 0
            if up or down:
                # a first change may be either; what rose last can only fall next
                way[i, j] = -1 if down else 1
                low[i, j] = high[i, j] = value
                last[i, j] = now


@kernel([types.float64(TIMES2, types.float64, types.int64, types.int64)])
def _largest_share(last: Times, after: float, wide: int, high: int) -> float:
    """The largest share of any window of blocks whose last transition is after a time."""
    rows, columns = last.shape
    summed = np.zeros((rows + 1, columns + 1), np.int64)
    for i in range(rows):
        line = 0
        for j in range(columns):
            line += 1 if last[i, j] > after else 0
            summed[i + 1, j + 1] = summed[i, j + 1] + line
    best = 0
    for i in range(rows - high + 1):
        for j in range(columns - wide + 1):
            inside = summed[i + high, j + wide] - summed[i, j + wide]
            inside -= summed[i + high, j] - summed[i, j]
            best = max(best, inside)
    return best / (wide * high)


@dataclass(slots=True, eq=False)
class _Followed:
    """One kind of flash: the blocks, and when an event covered enough of the picture."""

    step: float
    dark: float
    shape: tuple[int, int]
    whole: list[bool] = field(default_factory=list)
    small: list[bool] = field(default_factory=list)
    _low: Floats = field(init=False)
    _high: Floats = field(init=False)
    _way: npt.NDArray[np.int8] = field(init=False)
    _last: Times = field(init=False)
    _counted: list[float] = field(default_factory=lambda: [-np.inf, -np.inf])

    def __post_init__(self) -> None:
        self._low = np.full(self.shape, np.inf, np.float32)
        self._high = np.full(self.shape, -np.inf, np.float32)
        self._way = np.zeros(self.shape, np.int8)
        self._last = np.full(self.shape, -np.inf)

    def push(self, values: Floats, now: float, join_s: float, window: int) -> None:
        """Go on with a frame."""
        _follow(values, self._low, self._high, self._way, self._last, now, self.step, self.dark)
        rows, columns = self.shape
        sides = ((columns, rows), (min(window, columns), min(window, rows)))
        for number, (hits, (wide, high)) in enumerate(
            zip((self.whole, self.small), sides, strict=True)
        ):
            after = max(now - join_s, self._counted[number])
            hit = _largest_share(self._last, after, wide, high) >= AREA
            hits.append(hit)
            if hit:
                self._counted[number] = now


@dataclass(slots=True, eq=False)
class Flashes:
    """Both kinds of flash over a film; push every frame, then ask."""

    shape: tuple[int, int]
    """Rows and columns of blocks."""
    rate: float
    """Frames a second, nominal."""
    general: _Followed = field(init=False)
    red: _Followed = field(init=False)
    times: list[float] = field(default_factory=list)
    luminance: list[float] = field(default_factory=list)
    """The mean relative luminance of every frame, 0 to 1."""
    _values: tuple[Floats, Floats] = field(init=False)

    def __post_init__(self) -> None:
        self.general = _Followed(STEP, DARK, self.shape)
        # more than 20, and not 20
        self.red = _Followed(float(np.nextafter(RED_STEP, np.inf)), np.inf, self.shape)
        self._values = np.zeros(self.shape, np.float32), np.zeros(self.shape, np.float32)

    def push(self, light: Floats, now: float) -> None:
        """Go on with the blocks of a frame shown at `now` seconds."""
        general, red = self._values
        _values(light, general, red)
        window = max(1, round(min(self.shape) * WINDOW_OF_SHORT))
        # of the frames within 0.1 s this is the last; half a frame keeps rounding out
        join_s = max(1, round(JOIN_S * self.rate)) / self.rate - 0.5 / self.rate
        self.general.push(general, now, join_s, window)
        self.red.push(red, now, join_s, window)
        self.times.append(now)
        self.luminance.append(float(general.mean()))

    def per_second(self, hits: list[bool]) -> npt.NDArray[np.int64]:
        """How many events there are in the second that ends with each frame."""
        times = np.array(self.times)
        summed = np.cumsum(np.r_[0, np.array(hits, np.int64)])
        first = np.searchsorted(times, times - 1.0 + 0.5 / self.rate, side="left")
        return summed[1:] - summed[first]

    def stretches(self, hits: list[bool], over: int = ALLOWED) -> list[tuple[int, int, int]]:
        """Where there are more than `over` events in a second.

        Each is the index of its first event, the index behind its last, and the most of it.
        """
        counts, times = self.per_second(hits), np.array(self.times)
        found: list[tuple[int, int, int]] = []
        events = np.flatnonzero(hits)
        for end in np.flatnonzero((counts > over) & np.array(hits, bool)):
            begin = np.searchsorted(times, times[end] - 1.0 + 0.5 / self.rate, side="left")
            first = int(events[np.searchsorted(events, begin)])
            if found and first < found[-1][1]:
                start, _, most = found[-1]
                found[-1] = (start, int(end) + 1, max(most, int(counts[end])))
            else:
                found.append((first, int(end) + 1, int(counts[end])))
        return found

    def extended(self) -> tuple[float, list[tuple[int, int]]]:
        """For how long of any 5 s there are 4 transitions a second or more, and where 4 s."""
        if not self.times:
            return 0.0, []
        pairs = (self.per_second(self.general.whole), self.per_second(self.red.whole))
        lively = np.maximum(*pairs) >= EXTENDED_LEAST
        times, step = np.array(self.times), 1.0 / self.rate
        summed = np.cumsum(np.r_[0, lively])
        first = np.searchsorted(times, times - EXTENDED_OF_S + 0.5 * step, side="left")
        seconds = (summed[1:] - summed[first]) * step
        found: list[tuple[int, int]] = []
        for end in np.flatnonzero(seconds >= EXTENDED_S - 0.5 * step):
            if found and int(first[end]) <= found[-1][1]:
                found[-1] = (found[-1][0], int(end) + 1)
            else:
                found.append((int(first[end]), int(end) + 1))
        return float(seconds.max()), found
