"""What a picture does from frame to frame: black, still, or cut to another.

Of every frame the 98th percentile of its luma, the mean difference (MAD) to the frame before,
half the distance of their histograms (HD) and their correlation are kept. Black is a
percentile of 20 or less for 0.5 s. A freeze is a MAD under 0.2 in which also no block moves,
so that a mouth that speaks in a still face is no freeze; what a key frame adds is bridged. A
cut is a MAD over 12, or over half of what the cells of a darker picture spread, and far over
that of its neighbours, to a picture of another shape and histogram: a fade keeps the shape,
and a flash, which goes back to the picture before it, is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from numba import types

from piying.model.kernel import kernel
from piying.render.qc.cells import BLOCK_CELLS, FLOATS2, NUMBERS1, Cells, Floats

BLACK_LUMA, BLACK_SHARE, BLACK_S = 20, 0.98, 0.5
FREEZE_MAD, FREEZE_S, FREEZE_GAP_S = 0.2, 1.0, 0.1
SPOT_LEVELS = 4.0
"""A block whose mean changes by so much is something that moves, however small."""
DRIFT_MAD, DRIFT_LEVELS = 2.5, 6.0
"""A picture that is so far from where its freeze began has moved after all."""
CUT_MAD, CUT_TIMES, CUT_OVER, CUT_HD, CUT_NEIGHBOURS = 12.0, 4.0, 4.0, 0.05, 8
CUT_MAD_LEAST, CUT_SPREAD = 2.0, 0.5
"""In the dark all differences are small: a MAD over such a share of the spread is enough."""
CUT_LIKE, CUT_UNLIKE = 0.9, 0.5
"""A correlation over the first is the same picture; one under the second needs no histogram."""
FLAT = 0.5
"""Cells that spread by less show nothing, and are like nothing."""
CUT_APART = 3
"""Of jumps so near to each other the largest is the cut: no shot is that short."""
CUT_BESIDE = 0.7
"""A frame beside a cut changes by less than such a share of it; in a fade each is as large."""
BACK_FRAMES, BACK_SHARE = 8, 0.35
"""A flash goes back within so many frames, to within so much of the jump."""
THUMB_CELLS = 4

Numbers = npt.NDArray[np.float64]


@kernel([types.void(FLOATS2, FLOATS2, NUMBERS1)])
def _apart(a: Floats, b: Floats, out: Numbers) -> None:
    """The mean difference of two pictures, and that of the block that differs most.

    Noise and the work of an encoder go out of the mean of a block; what moves does not.
    """
    total, most = 0.0, 0.0
    for y in range(0, a.shape[0], BLOCK_CELLS):
        for x in range(0, a.shape[1], BLOCK_CELLS):
            block = 0.0
            for i in range(y, y + BLOCK_CELLS):
                for j in range(x, x + BLOCK_CELLS):
                    d = a[i, j] - b[i, j]
                    block += d
                    total += abs(d)
            most = max(most, abs(block))
    out[0] = total / (a.shape[0] * a.shape[1])
    out[1] = most / (BLOCK_CELLS * BLOCK_CELLS)


@kernel([types.void(FLOATS2, FLOATS2, NUMBERS1)])
def _likeness(a: Floats, b: Floats, out: Numbers) -> None:
    """The correlation of two pictures, and the larger of their standard deviations."""
    rows, columns = a.shape
    count = rows * columns
    total_a, total_b, aa, bb, ab = 0.0, 0.0, 0.0, 0.0, 0.0
    for y in range(rows):
        for x in range(columns):
            u, v = a[y, x], b[y, x]
            total_a += u
            total_b += v
            aa += u * u
            bb += v * v
            ab += u * v
    own_a = max(0.0, aa / count - (total_a / count) ** 2)
    own_b = max(0.0, bb / count - (total_b / count) ** 2)
    out[1] = np.sqrt(max(own_a, own_b))
    shown = min(own_a, own_b) >= FLAT * FLAT
    common = ab / count - total_a * total_b / count / count
    out[0] = common / np.sqrt(own_a * own_b) if shown else 0.0


@dataclass(slots=True, eq=False)
class Stretch:
    """Frames by their index among those decoded, end excluded."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Eye:
    """Watches the cells of every frame; ask when all were seen."""

    bright: list[int] = field(default_factory=list)
    """The 98th percentile of each frame's luma."""
    mad: list[float] = field(default_factory=list)
    hd: list[float] = field(default_factory=list)
    like: list[float] = field(default_factory=list)
    """The correlation of each frame with the one before."""
    spread: list[float] = field(default_factory=list)
    """The larger standard deviation of both."""
    still: list[bool] = field(default_factory=list)
    moved: list[bool] = field(default_factory=list)
    """Frames that are away from where a freeze could have begun: it ends before them."""
    back: list[float] = field(default_factory=list)
    """How near each frame is to one of those some frames before."""
    _before: Floats | None = None
    _anchor: Floats | None = None
    _tally: npt.NDArray[np.int64] | None = None
    _thumbs: list[Floats] = field(default_factory=list)
    _out: Numbers = field(default_factory=lambda: np.zeros(2))

    def see(self, cells: Cells) -> None:
        """Go on with a frame."""
        luma, tally = cells.luma, cells.tally
        count = luma.size
        summed = np.cumsum(tally[48:])
        self.bright.append(int(np.searchsorted(summed, BLACK_SHARE * count)))
        if self._before is None or self._anchor is None or self._tally is None:
            self.mad.append(0.0)
            self.hd.append(0.0)
            self.like.append(1.0)
            self.spread.append(0.0)
            self.still.append(False)
            self.moved.append(True)
            self._before, self._anchor, self._tally = luma.copy(), luma.copy(), tally.copy()
        else:
            self._compare(luma, tally, self._before, self._anchor, self._tally)
        self._look_back(luma)

    def _compare(
        self, luma: Floats, tally: npt.NDArray[np.int64],
        before: Floats, anchor: Floats, tallied: npt.NDArray[np.int64],
    ) -> None:  # fmt: skip
        _apart(luma, before, self._out)
        mad, most = self._out
        self.mad.append(float(mad))
        away = np.abs(tally[:48] - tallied[:48]).sum()
        self.hd.append(float(away) / (2 * 3 * luma.size))
        self.still.append(bool(mad < FREEZE_MAD and most < SPOT_LEVELS))
        _likeness(luma, before, self._out)
        self.like.append(float(self._out[0]))
        self.spread.append(float(self._out[1]))
        _apart(luma, anchor, self._out)
        drift, most = self._out
        moved = bool(drift > DRIFT_MAD or most > DRIFT_LEVELS)
        self.moved.append(moved)
        if moved:
            anchor[:] = luma
        before[:] = luma
        tallied[:] = tally

    def _look_back(self, luma: Floats) -> None:
        thumb = luma[::THUMB_CELLS, ::THUMB_CELLS].copy()
        older = self._thumbs[:-1]
        near = min((float(np.abs(thumb - one).mean()) for one in older), default=np.inf)
        self.back.append(near)
        self._thumbs = [*self._thumbs[1 - BACK_FRAMES :], thumb]

    def blacks(self, times: Numbers) -> list[Stretch]:
        """Black for half a second or more; `times` has the end of the last frame too."""
        dark = np.array(self.bright) <= BLACK_LUMA
        return [one for one in runs(dark) if _lasts(one, times, BLACK_S)]

    def freezes(self, times: Numbers, blacks: list[Stretch]) -> list[Stretch]:
        """Where nothing changes for a second or more, and it is not black."""
        still, moved = np.array(self.still), np.array(self.moved)
        for one in blacks:
            still[one.start : one.end] = False
        joined: list[Stretch] = []
        for one in runs(still):
            # nothing has changed since the frame before the first that is like it
            one.start -= 1
            gap = times[one.start] - times[joined[-1].end - 1] if joined else np.inf
            last = joined[-1] if joined else one
            if gap <= FREEZE_GAP_S + 1e-6 and not moved[last.end : one.start + 1].any():
                last.end = one.end
            else:
                joined.append(one)
        parted = [part for one in joined for part in _parted(one, moved)]
        return [one for one in parted if _lasts(one, times, FREEZE_S)]

    def cuts(self, lively: npt.NDArray[np.bool_]) -> list[int]:
        """The first frame after each cut; none where `lively` says that it flashes."""
        mad, hd, back = np.array(self.mad), np.array(self.hd), np.array(self.back)
        like, spread = np.array(self.like), np.array(self.spread)
        least = np.clip(CUT_SPREAD * spread, CUT_MAD_LEAST, CUT_MAD)
        other = (like < CUT_LIKE) & ((hd > CUT_HD) | (like < CUT_UNLIKE))
        found: list[int] = []
        for n in np.flatnonzero((mad > least) & other):
            around = np.r_[
                mad[max(1, n - CUT_NEIGHBOURS) : n], mad[n + 1 : n + 1 + CUT_NEIGHBOURS]
            ]
            usual = float(np.median(around)) if around.size else 0.0
            apart = mad[max(0, n - CUT_APART) : n + 1 + CUT_APART]
            over = CUT_TIMES * usual + CUT_OVER * least[n] / CUT_MAD
            beside = np.r_[mad[n - 1], mad[n + 1 : n + 2]].max()
            if mad[n] <= max(over, beside / CUT_BESIDE) or lively[n] or mad[n] < apart.max():
                continue
            if back[n] < BACK_SHARE * mad[n]:
                # back where it was: neither this nor the jump that it undoes is a cut
                found = [one for one in found if n - one >= BACK_FRAMES]
                continue
            found.append(int(n))
        return found


def runs(flags: npt.NDArray[np.bool_]) -> list[Stretch]:
    """Where `flags` are set."""
    edges = np.flatnonzero(np.diff(np.r_[0, flags.astype(np.int8), 0]))
    return [Stretch(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _parted(one: Stretch, moved: npt.NDArray[np.bool_]) -> list[Stretch]:
    """A stretch divided before every frame that has drifted away."""
    at = [one.start, *(n for n in range(one.start + 1, one.end) if moved[n]), one.end]
    return [Stretch(a, b) for a, b in pairwise(at)]


def _lasts(one: Stretch, times: Numbers, seconds: float) -> bool:
    return bool(times[one.end] - times[one.start] >= seconds - 1e-6)
