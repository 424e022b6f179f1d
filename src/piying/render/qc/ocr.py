"""Reading the words that are burnt into a picture, to hold them against the subtitles.

The reader is rapidocr (PP-OCR models in its wheel, offline), which only
requirements/ocr.txt installs: without it nothing is read, and the figure says so. Its own
settings enlarge every picture to 736 pixels and turn every line to see which way is up; a
band of 540 pixels that is known to be upright needs neither, and takes a tenth of the time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Reader = Callable[[Picture], str]
"""(height, width, 3) RGB → the words in it, from top to bottom."""

SETTINGS = {
    "Global.use_cls": False,
    "Global.log_level": "error",
    "Det.limit_type": "max",
    "Det.limit_side_len": 640,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
WIDTH = 540
"""A picture is made this wide before it is read."""
BAND_TOP, BAND_BOTTOM = 0.62, 0.92
"""Where subtitles stand when no profile says it, in shares of the height."""
BAND_SPARE = 0.015
ERROR_SHOWN = 0.05
"""Over this share of wrong characters there is a span: one in a full row."""


def reader() -> Reader | None:
    """The reader; None where it is not installed."""
    return _reader() if find_spec("rapidocr") is not None else None


@lru_cache(maxsize=1)
def _reader() -> Reader:
    rapidocr = import_module("rapidocr")
    engine = rapidocr.RapidOCR(params=SETTINGS)

    def read(picture: Picture) -> str:
        # it takes BGR, as its library of pictures does
        found: Any = engine(np.ascontiguousarray(picture[..., ::-1]))
        if found.txts is None or found.boxes is None:
            return ""
        lines = sorted(
            (float(box[:, 1].mean()), float(box[:, 0].min()), words)
            for box, words in zip(found.boxes, found.txts, strict=True)
        )
        return "\n".join(words for _, _, words in _by_row(lines))

    return read


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
