"""Inspecting a film: one pass over the file, and everything that was measured in it.

Nothing here says whether a film may be released: what is measured is held against the rules
of a policy by `piying.review`. What could not be measured has no value, and says why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av

from piying.model.canon import Digest
from piying.model.cut import AiLabel, Caption
from piying.model.errors import Invalid, Missing
from piying.model.master import Profile
from piying.model.review import Inspection
from piying.render.label import read_label
from piying.render.qc.explicit import Wanted
from piying.render.qc.measures import MEASURES, Where
from piying.render.qc.passing import LONGEST_S, Asked, Inspected, Passing
from piying.render.qc.tally import Tally
from piying.render.qc.tool import TOOL

FIGURES = tuple(name for name, one in MEASURES.items() if Where.FIGURE in one.where)
"""The measures that are of a whole film."""


def inspect(
    path: Path,
    *,
    captions: Sequence[Caption] = (),
    label: AiLabel | Wanted | str | None = None,
    profile: Profile | None = None,
    burnt_in: bool = False,
    longest_s: float = LONGEST_S,
) -> Inspection:
    """Everything that is measured of the film at `path`, in one pass over it.

    Args:
        path: the film.
        captions: its subtitles, in frames of the film.
        label: the visible label that it should carry.
        profile: what the film was made for; without it the label is looked for everywhere
            in the first seconds, and the safe area is not known.
        burnt_in: whether to read the words in the picture.
        longest_s: a film of more seconds is not decoded.

    Raises:
        Missing: there is no such file.
    """
    asked = Asked(captions, label, profile, burnt_in, longest_s)
    try:
        with path.open("rb") as file:
            blob = Digest(hashlib.file_digest(file, "sha256").hexdigest())
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=path) from error
    tally, inspected = Tally(Fraction(0)), Inspected(0, 0, 0)
    try:
        container = av.open(path)
    except av.FFmpegError:
        tally.ask("unreadable", *FIGURES)
    else:
        with container:
            inspected = Passing(path, container, asked, tally).run()
    _tell_implicit(tally, path)
    return _inspection(blob, tally, inspected)


def _inspection(blob: Digest, tally: Tally, film: Inspected) -> Inspection:
    for name in FIGURES:
        if name not in tally.figures:
            tally.ask("no_register" if name == "duplicate.share" else "not_asked", name)
    order = list(MEASURES)
    rate = tally.rate if tally.rate > 0 else Fraction(0)
    return Inspection(
        blob=blob,
        rate_num=rate.numerator,
        rate_den=rate.denominator,
        frame_count=film.frame_count,
        width=film.width,
        height=film.height,
        figures=tuple(tally.figures[name] for name in order if name in tally.figures),
        spans=tuple(
            sorted(
                tally.spans,
                key=lambda s: (s.start_frame, s.end_frame, order.index(s.measure), s.note),
            )
        ),
        lanes=tuple(sorted(tally.lanes, key=lambda lane: order.index(lane.measure))),
        tool=TOOL,
    )


def _tell_implicit(tally: Tally, path: Path) -> None:
    """Whether the metadata label is there and right, by the reader of boxes."""
    if tally.figures["stream.faststart"].why == "render.qc_why_not_mp4":
        tally.ask("not_mp4", "label.implicit")
        return
    try:
        read_label(path)
    except Invalid:
        tally.know("label.implicit", 0)
    else:
        tally.know("label.implicit", 1)
