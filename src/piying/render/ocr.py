"""Reading words from pictures, with the models that the package rapidocr carries.

The package is optional (requirements/ocr.txt). It repairs what it half sees, so "it was read"
proves little; a text counts as exact only where every letter is the same and the confidence
is high.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from piying.model.errors import Missing

Pixels = npt.NDArray[np.uint8]
SIDE = 960
CONFIDENCE_MIN = 600
"""Less sure than this, in thousandths, is no text."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of writing in a picture."""

    text: str
    confidence: int
    """In thousandths."""
    left: int
    top: int
    right: int
    bottom: int


class _Answer(Protocol):
    txts: Sequence[str] | None
    scores: Sequence[float] | None
    boxes: npt.NDArray[np.float32] | None


class _Engine(Protocol):
    def __call__(self, picture: Pixels) -> _Answer: ...


def read_words(
    rgb: Pixels, least: int = CONFIDENCE_MIN, side: int = SIDE
) -> tuple[Written, ...]:
    """The lines of writing in an (height, width, 3) picture, from top to bottom.

    Pictures whose longer side is more than `side` pixels are made smaller to be searched.

    Raises:
        Missing: the optional package is not installed.
    """
    with _LOCK:
        answer = _engine(side)(np.ascontiguousarray(rgb[..., ::-1]))
    if answer.txts is None or answer.scores is None or answer.boxes is None:
        return ()
    found = [
        _written(text, score, box)
        for text, score, box in zip(answer.txts, answer.scores, answer.boxes, strict=True)
    ]
    kept = [one for one in found if one.confidence >= least and one.text.strip()]
    return tuple(sorted(kept, key=lambda one: (one.top, one.left)))


def can_read() -> bool:
    """Whether the optional package is here."""
    return find_spec("rapidocr") is not None


def _written(text: str, score: float, box: npt.NDArray[np.float32]) -> Written:
    xs, ys = box[:, 0], box[:, 1]
    return Written(
        text.strip(),
        round(float(score) * 1000),
        int(xs.min()),
        int(ys.min()),
        int(np.ceil(xs.max())),
        int(np.ceil(ys.max())),
    )


_LOCK = threading.Lock()
"""One reading at a time: the engine keeps state between its steps."""


@lru_cache(maxsize=2)
def _engine(side: int) -> _Engine:
    if not can_read():
        raise Missing("render.no_ocr")
    engine = import_module("rapidocr").RapidOCR
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    params = {
        "Global.text_score": 0.5,
        "Global.use_cls": False,
        "Global.log_level": "error",
        "Det.limit_type": "max",
        "Det.limit_side_len": side,
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return cast("_Engine", engine(params=params))
