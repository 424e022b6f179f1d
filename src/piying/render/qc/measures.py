"""Every measure of a film: its name, the unit of its numbers, and where it is found.

This is the one table: rules of a policy name measures of it, pages and tables of the
documentation are written from it, and nothing else may stand in an inspection. What a
measure says is `render.qc_measure_…` in the catalogue, its dots written as `_`.

A *figure* is of the whole film, and is the worst of what its spans say: the longest black,
the most transitions of light in a second. A *span* is one stretch of the film with its value
in the same unit. A *lane* is a value over time. All values are thousandths of the unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto


class Where(Flag):
    """In which parts of an inspection a measure is found."""

    FIGURE = auto()
    SPAN = auto()
    LANE = auto()


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure."""

    name: str
    where: Where
    unit: str
    """"1" is a share or a ratio; "yes" is 1 for yes and 0 for no; others are as written."""

    @property
    def code(self) -> str:
        """The message that says what it is."""
        return f"render.qc_measure_{self.name.replace('.', '_')}"


F, S, L = Where.FIGURE, Where.SPAN, Where.LANE

_TABLE = (
    # the picture as it is seen
    Measure("black", F | S, "s"),
    Measure("freeze", F | S, "s"),
    Measure("cut", F | S, "cut"),
    Measure("flash.general", F | S | L, "transition/s"),
    Measure("flash.red", F | S | L, "transition/s"),
    Measure("flash.general_small", F | S, "transition/s"),
    Measure("flash.red_small", F | S, "transition/s"),
    Measure("flash.extended", F | S, "s"),
    Measure("motion.still_share", F, "1"),
    Measure("motion.pan_share", F, "1"),
    Measure("motion.animated_share", F, "1"),
    Measure("motion.longest_still", F, "s"),
    Measure("motion", S, "1"),
    Measure("luminance", L, "1"),
    # the file
    Measure("picture.width", F, "px"),
    Measure("picture.height", F, "px"),
    Measure("picture.rate", F, "frame/s"),
    Measure("picture.jitter", F, "s"),
    Measure("picture.sar", F, "1"),
    Measure("picture.colour", F, "yes"),
    Measure("stream.gop_s", F, "s"),
    Measure("stream.faststart", F, "yes"),
    Measure("stream.bit_rate", F, "kbit/s"),
    Measure("stream.peak_bit_rate", F, "kbit/s"),
    Measure("duration", F, "s"),
    Measure("decode.errors", F | S, "packet"),
    # the sound
    Measure("silence", F | S, "s"),
    Measure("loudness.integrated", F, "LUFS"),
    Measure("loudness.short_max", F, "LUFS"),
    Measure("loudness.short", L, "LUFS"),
    Measure("loudness.true_peak", F, "dBTP"),
    Measure("sound.clipping", F | S, "sample"),
    Measure("av.start", F, "s"),
    Measure("av.end", F, "s"),
    # the subtitles
    Measure("subtitle.speed", F | S, "character/s"),
    Measure("subtitle.speed_words", F | S, "word/s"),
    Measure("subtitle.length", F | S, "character"),
    Measure("subtitle.rows", F | S, "row"),
    Measure("subtitle.shortest", F | S, "s"),
    Measure("subtitle.longest", F | S, "s"),
    Measure("subtitle.overlap", F | S, "s"),
    Measure("subtitle.gap", F | S, "frame"),
    Measure("subtitle.safe", F | S, "cue"),
    Measure("subtitle.hidden", F | S, "cue"),
    Measure("burnt_in.error", F | S, "1"),
    # the labels
    Measure("label.explicit.start", F, "s"),
    Measure("label.explicit.duration", F, "s"),
    Measure("label.explicit.height_ratio", F, "1"),
    Measure("label.explicit", S, "1"),
    Measure("label.implicit", F, "yes"),
    # what is like it
    Measure("hash", S, "1"),
    Measure("duplicate.share", F, "1"),
)

MEASURES: dict[str, Measure] = {one.name: one for one in _TABLE}
"""Every measure by its name, in the order of the pages."""
