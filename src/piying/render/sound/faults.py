"""Faults of sound that nobody meant: silence, clipping, an offset, a side that is missing.

What makes a film worthless is refused; what a listener may hear and a person should look at
is noted. Every fault is named with its shot, its file and its time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from piying.model.canon import Digest
from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Cut
from piying.model.errors import Invalid, Outside
from piying.model.master import Flaw
from piying.render.sound.source import Sound

VOICE_PEAK_LEAST = 10 ** (-50 / 20)
"""A voice whose highest sample is below this says nothing."""
CLIPPED = 32_766 / 32_768
CLIPPED_RUN = 4
"""So many samples at full scale in a row are no peak but a wave that was cut off."""
OFFSET_MOST = 0.02
"""The mean of a source, in parts of full scale."""
SILENT = 10 ** (-96 / 20)
"""What is below this in both channels is digital silence: less than one step of 16 bits."""
SILENT_MS_MOST = 200
"""A film is never silent for longer while a place is heard."""
SIDES_DB_MOST = 30.0
"""How far one channel of the whole film may be under the other."""


Note = Callable[[Flaw], None]
"""Takes what a person should look at."""


@dataclass(slots=True)
class SourceWatch:
    """Looks over the part of a source that a clip plays."""

    shot: str
    blob: Digest
    path: Path
    _peak: float = 0.0
    _sum: float = 0.0
    _count: int = 0
    _clipped: int = -1

    def see(self, piece: Sound) -> None:
        """Go on with `piece`, as it lies in the file."""
        if not len(piece):
            return
        top = float(max(piece.max(), -piece.min()))
        if top >= CLIPPED and self._clipped < 0:
            self._clipped = _first_run(np.abs(piece).max(1) >= CLIPPED, self._count)
        self._peak = max(self._peak, top)
        self._sum += float(piece[:, 0].sum(dtype=np.float64))
        self._count += len(piece)

    def end(self, note: Note, *, start: int, voice: bool) -> None:
        """Note what was found in the clip that begins at sample `start` of the film.

        Raises:
            Invalid: it is a voice and says nothing.
        """
        at_ms = max(0, start) * 1000 // SAMPLE_RATE
        if voice and self._peak < VOICE_PEAK_LEAST:
            raise Invalid("render.line_silent", shot=self.shot, path=self.path,
                          seconds=f"{at_ms / 1000:.2f}")  # fmt: skip
        if self._clipped >= 0:
            clipped_ms = at_ms + self._clipped * 1000 // SAMPLE_RATE
            note(Flaw("render.sound_clipped", self.shot, self.blob, clipped_ms))
        if self._count and abs(self._sum / self._count) > OFFSET_MOST:
            note(Flaw("render.sound_offset", self.shot, self.blob, at_ms))


def _first_run(full: np.ndarray, zero: int) -> int:
    """Where the first run of samples at full scale begins, or -1."""
    runs = np.convolve(full, np.ones(CLIPPED_RUN, np.int32), "valid") >= CLIPPED_RUN
    found = np.flatnonzero(runs)
    return zero + int(found[0]) if len(found) else -1


@dataclass(slots=True)
class FilmWatch:
    """Looks over a finished film as a decoder gives it."""

    _count: int = 0
    _run: int = 0
    _power: np.ndarray = field(default_factory=lambda: np.zeros(2))
    _sum: np.ndarray = field(default_factory=lambda: np.zeros(2))
    _silences: list[tuple[int, int]] = field(default_factory=list)

    def see(self, piece: Sound) -> None:
        """Go on with `piece`."""
        self._power += np.einsum("ij,ij->j", piece, piece, dtype=np.float64)
        self._sum += piece.sum(0, dtype=np.float64)
        level = np.abs(piece).max(1)
        starts = np.arange(0, len(piece), _GRAIN)
        loud = np.maximum.reduceat(level, starts) >= SILENT
        if not loud.any():
            self._run += len(piece)
        elif loud.all():
            self._close(self._count)
        else:
            for at, heard in zip(starts, loud, strict=True):
                if heard:
                    self._close(self._count + int(at))
                else:
                    self._run += min(_GRAIN, len(piece) - int(at))
        self._count += len(piece)

    def _close(self, stop: int) -> None:
        if self._run * 1000 > SILENT_MS_MOST * SAMPLE_RATE:
            self._silences.append((stop - self._run, stop))
        self._run = 0

    def refuse(self, cut: Cut) -> None:
        """Refuse the film of `cut` for what was found.

        Raises:
            Outside: it is silent where a place is heard, a channel is missing, or it stands
                off the middle.
        """
        self._close(self._count)
        for start, stop in self._silences:
            for tone in cut.tones:
                begin = max(start, tone.start + tone.fade_in)
                end = min(stop, tone.start + tone.length - tone.fade_out)
                if (end - begin) * 1000 > SILENT_MS_MOST * SAMPLE_RATE:
                    raise Outside("render.silence", shot=_shot_at(cut, begin),
                                  seconds=f"{begin / SAMPLE_RATE:.2f}",
                                  length=f"{(end - begin) / SAMPLE_RATE:.2f}")  # fmt: skip
        if not self._count:
            return
        low, high = sorted(self._power)
        if high / self._count > SILENT and low < high * 10 ** (-SIDES_DB_MOST / 10):
            side = "left" if self._power[0] < self._power[1] else "right"
            raise Outside("render.side_missing", side=side)
        offset = float(np.abs(self._sum / self._count).max())
        if offset > OFFSET_MOST:
            raise Outside("render.film_offset", offset=f"{offset:.3f}")


_GRAIN = SAMPLE_RATE // 100


def _shot_at(cut: Cut, sample: int) -> str:
    """The shot that is seen at a sample."""
    frame = 0
    for clip in cut.pictures:
        frame += clip.length_frames
        if sample < cut.rate.samples_at(frame):
            return clip.shot
    return cut.pictures[-1].shot
