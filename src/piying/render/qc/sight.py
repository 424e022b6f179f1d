"""Everything that looks at pictures, in step: what one decoded frame is shown to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import av
import numpy as np

from piying.model.cut import Caption
from piying.model.master import Profile
from piying.render.qc import motion, ocr
from piying.render.qc.cells import BLOCK_CELLS, Cells, Floats
from piying.render.qc.explicit import Wanted, Watch
from piying.render.qc.flash import Flashes
from piying.render.qc.hashes import hash_of
from piying.render.qc.picture import Eye

EVEN = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two samples of a film, by index of frame, and what moved between them."""

    before: int
    after: int
    moved_cells: float
    active: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """What a sample looks like."""

    at: int
    bits: int
    quality: float


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in the middle of a subtitle."""

    caption: Caption
    words: str
    error: float


@dataclass(slots=True, eq=False)
class Sight:
    """Shown every frame of a film once, in order."""

    width: int
    height: int
    rate: float
    wanted: Wanted | None = None
    reader: ocr.Reader | None = None
    middles: Mapping[int, Caption] = field(default_factory=dict)
    """The subtitles to be read, by the frame in the middle of each."""
    profile: Profile | None = None
    eye: Eye = field(default_factory=Eye)
    cells: Cells = field(init=False)
    flashes: Flashes = field(init=False)
    watch: Watch | None = field(init=False)
    pairs: list[Pair] = field(default_factory=list)
    glances: list[Glance] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """Seconds, of every frame."""
    _sample: Floats | None = None
    _sampled: tuple[int, float] = (0, -np.inf)

    def __post_init__(self) -> None:
        self.cells = Cells(self.width, self.height)
        rows, columns = self.cells.luma.shape
        self.flashes = Flashes((rows // BLOCK_CELLS, columns // BLOCK_CELLS), self.rate)
        self.watch = None if self.wanted is None else Watch(self.wanted)

    def see(self, frame: av.VideoFrame, seconds: float) -> None:
        """Go on with the frame that is shown at `seconds`."""
        if (frame.width, frame.height) != (self.width, self.height):
            frame = frame.reformat(width=self.width, height=self.height)
        plane = self.cells.look(frame)
        self.eye.see(self.cells)
        self.flashes.push(self.cells.light, seconds)
        if self.watch is not None:
            self.watch.see(plane)
        index = len(self.times)
        self.times.append(seconds)
        if seconds - self._sampled[1] >= motion.SAMPLE_S - 0.5 / self.rate:
            self._take_sample(index, seconds)
        if self.reader is not None:
            self._read(frame, seconds, self.reader)

    def _take_sample(self, index: int, seconds: float) -> None:
        luma = self.cells.luma
        self.glances.append(Glance(index, *hash_of(luma)))
        if self._sample is None:
            self._sample = luma.copy()
        else:
            moved, active = motion.compare(self._sample, luma)
            self.pairs.append(Pair(self._sampled[0], index, moved, active))
            self._sample[:] = luma
        self._sampled = index, seconds

    def _read(self, frame: av.VideoFrame, seconds: float, reader: ocr.Reader) -> None:
        number = round((seconds - self.times[0]) * self.rate)
        caption = self.middles.get(number)
        if caption is None:
            return
        height = round(frame.height * ocr.WIDTH / frame.width / EVEN) * EVEN
        made = frame.reformat(width=ocr.WIDTH, height=height, format="rgb24")
        small = made.to_ndarray().astype(np.uint8, copy=False)
        top, bottom = ocr.BAND_TOP, ocr.BAND_BOTTOM
        if self.profile is not None:
            top = self.profile.safe.caption_top_permille / 1000 - ocr.BAND_SPARE
            bottom = self.profile.safe.caption_bottom_permille / 1000 + ocr.BAND_SPARE
        words = reader(small[round(top * height) : round(bottom * height)])
        self.reads.append(Read(caption, words, ocr.error_of(words, caption.text)))
