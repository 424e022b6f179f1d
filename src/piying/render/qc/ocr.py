"""Reading the words that are burnt into a picture, to hold them against the subtitles.

The reader is that of `piying.render.ocr`, which only requirements/ocr.txt installs: without
it nothing is read, and the figure says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from piying.render.ocr import can_read, read_words

Picture = npt.NDArray[np.uint8]
Reader = Callable[[Picture], str]
"""(height, width, 3) RGB → the words in it, from top to bottom."""

SIDE = 640
"""A band of subtitles need not be searched at a finer size."""
WIDTH = 540
"""A picture is made this wide before it is read."""
BAND_TOP, BAND_BOTTOM = 0.62, 0.92
"""Where subtitles stand when no profile says it, in shares of the height."""
BAND_SPARE = 0.015
ERROR_SHOWN = 0.05
"""Over this share of wrong characters there is a span: one in a full row."""


def reader() -> Reader | None:
    """The reader; None where it is not installed."""
    return _read if can_read() else None


def _read(picture: Picture) -> str:
    lines = sorted(
        ((one.top + one.bottom) / 2, float(one.left), one.text)
        for one in read_words(picture, 0, SIDE)
    )
    return "\n".join(words for _, _, words in _by_row(lines))


def _by_row(lines: list[tuple[float, float, str]]) -> list[tuple[float, float, str]]:
    """Pieces from left to right within a row; rows are half a line apart at least."""
    return sorted(lines, key=lambda line: (round(line[0] / 20), line[1]))


def error_of(read: str, wanted: str) -> float:
    """The share of the characters of `wanted` that were read otherwise, 0 to 1.

    Width, case, punctuation and spaces do not count. More than all is 1.
    """
    ours, theirs = _plain(wanted), _plain(read)
    if not ours:
        return 1.0 if theirs else 0.0
    return min(1.0, _distance(ours, theirs) / len(ours))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def _distance(a: str, b: str) -> int:
    """The fewest characters to put in, take out or change (Levenshtein)."""
    line = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, line[0] = line[0], i
        for j, right in enumerate(b, 1):
            before, line[j] = (
                line[j],
                min(line[j] + 1, line[j - 1] + 1, before + (left != right)),
            )
    return line[-1]
