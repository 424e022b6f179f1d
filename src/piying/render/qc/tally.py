"""From what was seen and heard to figures, spans and lanes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import numpy as np

from piying.model.review import Figure, Lane, Span
from piying.render.qc.ear import Heard
from piying.render.qc.flash import ALLOWED
from piying.render.qc.hashes import QUALITY_MIN
from piying.render.qc.measures import MEASURES
from piying.render.qc.motion import ANIMATED, PANNED, STILL, class_of
from piying.render.qc.ocr import ERROR_SHOWN
from piying.render.qc.picture import Stretch
from piying.render.qc.sight import Sight
from piying.render.sound.meter import STEP

STEPS_PER_SECOND = 100
HASH_EVERY_S = 1.0
LIVELY = 3
"""With more transitions in the second around it a jump is a flash and no cut."""
LUFS_FLOOR = -70.0
LANE_POINTS_MAX = 2_000

PICTURE = (
    "black", "freeze", "cut", "flash.general", "flash.red", "flash.general_small",
    "flash.red_small", "flash.extended", "motion.still_share", "motion.pan_share",
    "motion.animated_share", "motion.longest_still",
)  # fmt: skip
LABEL = ("label.explicit.start", "label.explicit.duration", "label.explicit.height_ratio")
SOUND = (
    "silence", "loudness.integrated", "loudness.short_max", "loudness.true_peak",
    "sound.clipping", "av.start", "av.end",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Tally:
    """The figures, spans and lanes of a film as they are found."""

    rate: Fraction
    figures: dict[str, Figure] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    lanes: list[Lane] = field(default_factory=list)

    def know(self, name: str, value: float | Fraction) -> None:
        """A figure in its unit; what is infinite is not known."""
        unit = MEASURES[name].unit
        self.figures[name] = Figure(name, round(value * 1000), unit)

    def ask(self, why: str, *names: str) -> None:
        """Figures that are not known, and the reason: the end of a message's code."""
        for name in names:
            unit = MEASURES[name].unit
            self.figures[name] = Figure(name, None, unit, f"render.qc_why_{why}")

    def span(
        self, name: str, frames: tuple[int, int], value: float | None, note: str = ""
    ) -> None:
        """A stretch in frames of the film, its value in the unit of its measure."""
        milli = None if value is None else round(value * 1000)
        self.spans.append(Span(name, frames[0], frames[1], milli, note))

    def lane(self, name: str, values: Iterable[float], step_frames: int) -> None:
        """A lane in the unit of its measure."""
        made = tuple(round(value * 1000) for value in values)
        self.lanes.append(Lane(name, step_frames, made, MEASURES[name].unit))


@dataclass(slots=True, eq=False)
class Picture:
    """What was seen of a film, by the frames of its nominal rate."""

    sight: Sight
    rate: Fraction
    numbers: list[int] = field(init=False)
    """The number in the film of every decoded frame, and that after the last."""
    edges: np.ndarray[tuple[int], np.dtype[np.float64]] = field(init=False)
    """When every frame begins, in seconds from the first, and when the last ends."""

    def __post_init__(self) -> None:
        first = self.sight.times[0]
        rate = float(self.rate)
        self.numbers = [round((seconds - first) * rate) for seconds in self.sight.times]
        self.numbers.append(self.numbers[-1] + 1)
        self.edges = np.array([*self.sight.times, self.sight.times[-1] + 1 / rate]) - first

    def frames(self, start: int, end: int) -> tuple[int, int]:
        """Indices of decoded frames as frames of the film."""
        return self.numbers[start], max(self.numbers[start] + 1, self.numbers[end])

    def seconds(self, start: int, end: int) -> float:
        """How long the decoded frames from one to before another last."""
        return float(self.edges[end] - self.edges[start])

    def tell(self, tally: Tally) -> tuple[tuple[int, int], ...]:
        """All figures of the picture; gives where it is black."""
        eye = self.sight.eye
        blacks = eye.blacks(self.edges)
        freezes = eye.freezes(self.edges, blacks)
        for name, found in (("black", blacks), ("freeze", freezes)):
            lengths = [self.seconds(one.start, one.end) for one in found]
            tally.know(name, max(lengths, default=0.0))
            for one, length in zip(found, lengths, strict=True):
                tally.span(name, self.frames(one.start, one.end), length)
        self._flashes(tally)
        cuts = eye.cuts(self._lively())
        tally.know("cut", len(cuts))
        for at in cuts:
            tally.span("cut", self.frames(at, at + 1), 1)
        self._motion(tally, cuts, freezes)
        self._hashes(tally, cuts)
        return tuple(self.frames(one.start, one.end) for one in blacks)

    def _flashes(self, tally: Tally) -> None:
        flashes = self.sight.flashes
        for kind, followed in (("general", flashes.general), ("red", flashes.red)):
            for suffix, hits in (("", followed.whole), ("_small", followed.small)):
                name = f"flash.{kind}{suffix}"
                counts = flashes.per_second(hits)
                tally.know(name, int(counts.max()))
                for start, end, most in flashes.stretches(hits, ALLOWED):
                    tally.span(name, self.frames(start, end), most)
                if not suffix:
                    step = self._step()
                    tally.lane(name, _highest(counts.astype(float), step), step)
        longest, where = flashes.extended()
        tally.know("flash.extended", longest)
        for start, end in where:
            tally.span("flash.extended", self.frames(start, end), longest)
        step = self._step()
        tally.lane("luminance", _highest(np.array(flashes.luminance), step, np.mean), step)

    def _step(self) -> int:
        """Frames for each point of a lane: a fifth of a second, or more in a long film."""
        wanted = round(float(self.rate) / 5)
        return max(1, wanted, -(-len(self.sight.times) // LANE_POINTS_MAX))

    def _lively(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Frames with many transitions in the second around them."""
        flashes, edges = self.sight.flashes, self.edges
        found = np.zeros(len(edges) - 1, bool)
        for followed in (flashes.general, flashes.red):
            summed = np.cumsum(np.r_[0, np.array(followed.whole, np.int64)])
            first = np.searchsorted(edges[:-1], edges[:-1] - 0.5, side="left")
            last = np.searchsorted(edges[:-1], edges[:-1] + 0.5, side="right")
            found |= summed[last] - summed[first] > LIVELY
        return found

    def _motion(self, tally: Tally, cuts: list[int], freezes: list[Stretch]) -> None:
        """The class of every stretch between cuts, and the share of each class."""
        ends = [*cuts, len(self.sight.times)]
        shares = dict.fromkeys((STILL, PANNED, ANIMATED), 0.0)
        longest = max((self.seconds(one.start, one.end) for one in freezes), default=0.0)
        for start, end in zip([0, *cuts], ends, strict=True):
            pairs = [
                (pair.moved_cells, pair.active)
                for pair in self.sight.pairs
                if start <= pair.before and pair.after < end
            ]
            if not pairs:
                # too short to say: it is told, and counts for nothing
                tally.span("motion", self.frames(start, end), None, "unknown")
                continue
            kind, active = class_of(pairs)
            length = self.seconds(start, end)
            shares[kind] += length
            if kind == STILL:
                longest = max(longest, length)
            tally.span("motion", self.frames(start, end), active, kind)
        names = ("motion.still_share", "motion.pan_share", "motion.animated_share")
        total = sum(shares.values())
        if not total:
            tally.ask("too_short", *names, "motion.longest_still")
            return
        for name, length in zip(names, shares.values(), strict=True):
            tally.know(name, length / total)
        tally.know("motion.longest_still", longest)

    def _hashes(self, tally: Tally, cuts: list[int]) -> None:
        """One picture for every second of a stretch, the clearest near its middle."""
        for start, end in zip([0, *cuts], [*cuts, len(self.sight.times)], strict=True):
            parts = max(1, round(self.seconds(start, end) / HASH_EVERY_S))
            marks = np.linspace(start, end, parts + 1).round().astype(int).tolist()
            for a, b in pairwise(marks):
                inside = [one for one in self.sight.glances if a <= one.at < b]
                if not inside:
                    continue
                middle = (a + b) / 2
                clear = [one for one in inside if one.quality >= QUALITY_MIN] or inside
                best = min(clear, key=lambda one: abs(one.at - middle))
                tally.span("hash", self.frames(a, b), best.quality, f"{best.bits:016x}")

    def tell_label(self, tally: Tally, short_side: int, *, sure: bool) -> None:
        """The figures of the visible label.

        Args:
            tally: takes them.
            short_side: pixels.
            sure: that it is not seen proves that it is not there.
        """
        watch = self.sight.watch
        seen = None if watch is None else watch.end()
        if seen is None or not seen.stretches:
            tally.ask("label_not_seen", *LABEL)
            if sure:
                tally.know("label.explicit.duration", 0)
                tally.know("label.explicit.height_ratio", 0)
            return
        first, last, _ = seen.stretches[0]
        tally.know("label.explicit.start", float(self.edges[first]))
        tally.know("label.explicit.duration", self.seconds(first, last))
        if seen.height is None:
            tally.ask("label_not_seen", "label.explicit.height_ratio")
        else:
            # rounded down: a row too few is too few
            ratio = Fraction(seen.height * 1000 // short_side, 1000)
            tally.know("label.explicit.height_ratio", ratio)
        for start, end, fit in seen.stretches:
            note = "" if seen.height is None else f"{seen.height} px"
            tally.span("label.explicit", self.frames(start, end), fit, note)

    def tell_words(self, tally: Tally) -> None:
        """The words that were read, held against the subtitles."""
        reads = self.sight.reads
        if not reads:
            tally.ask("no_words", "burnt_in.error")
            return
        tally.know("burnt_in.error", max(one.error for one in reads))
        for one in reads:
            if one.error > ERROR_SHOWN:
                frames = one.caption.start, one.caption.start + one.caption.length
                tally.span("burnt_in.error", frames, one.error, one.words)


def tell_sound(tally: Tally, heard: Heard, start_s: float, film: tuple[float, float]) -> None:
    """All figures of the sound.

    Args:
        tally: takes them.
        heard: what was heard.
        start_s: when its first sample is heard.
        film: when the first frame is shown and when the last is over, in seconds.
    """
    rate = float(tally.rate)

    def frames(first: int, end: int) -> tuple[int, int]:
        begin = start_s - film[0]
        low = math.floor((begin + first / STEPS_PER_SECOND) * rate + 1e-6)
        high = math.ceil((begin + end / STEPS_PER_SECOND) * rate - 1e-6)
        return max(0, low), max(1, low + 1, high)

    seconds = [(b - a) / STEPS_PER_SECOND for a, b in heard.silences]
    tally.know("silence", max(seconds, default=0.0))
    for (a, b), length in zip(heard.silences, seconds, strict=True):
        tally.span("silence", frames(a, b), length)
    tally.know("sound.clipping", sum(count for _, _, count in heard.clipped))
    for a, b, count in heard.clipped:
        tally.span("sound.clipping", frames(a, b), count)
    tell: Callable[[str, float], None] = tally.know
    for name, value in (
        ("loudness.integrated", heard.integrated_lufs),
        ("loudness.true_peak", heard.true_peak_dbtp),
    ):
        if math.isfinite(value):
            tell(name, value)
        else:
            tally.ask("silent", name)
    if len(heard.short_lufs):
        loud = np.maximum(heard.short_lufs, LUFS_FLOOR)
        tally.know("loudness.short_max", float(loud.max()))
        # the first value is of the first three seconds, and stands at their end
        step = max(1, round(rate / 10))
        at = np.arange(0, len(loud) + 30, step * 10 / rate).astype(int)
        lane = np.concatenate([np.full(30, LUFS_FLOOR), loud])
        tally.lane("loudness.short", lane[np.minimum(at, len(lane) - 1)], step)
    else:
        tally.ask("too_short", "loudness.short_max")
    tally.know("av.start", start_s - film[0])
    end_s = start_s + heard.sample_count / (STEP * STEPS_PER_SECOND)
    tally.know("av.end", end_s - film[1])


def _highest(
    values: np.ndarray[tuple[int], np.dtype[np.float64]],
    step: int,
    of: Callable[..., np.floating] = np.max,
) -> list[float]:
    """One number for every `step` values."""
    return [float(of(values[at : at + step])) for at in range(0, len(values), step)]
