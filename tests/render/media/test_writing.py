"""Writing of a model: "OCR must match exactly with confidence of at least 0.97"."""

from __future__ import annotations

import numpy as np
import pytest

from piying.render.media import writing
from piying.render.media.writing import writing_faults
from piying.render.ocr import Written

PICTURE = np.zeros((10, 10, 3), np.uint8)


@pytest.fixture(name="seen")
def _seen(monkeypatch):
    def see(*lines):
        found = tuple(Written(text, confidence, 0, 0, 9, 9) for text, confidence in lines)
        monkeypatch.setattr(writing, "read_words", lambda pixels, least: found)  # noqa: ARG005

    return see


def test_the_same_letters_with_confidence_pass(seen):
    seen(("青云中学", 970), ("别的", 400))

    assert writing_faults(PICTURE, ["青云中学"]) == ()


def test_widths_and_spaces_make_no_difference(seen):
    seen(("ＡＢ 12", 990))

    assert writing_faults(PICTURE, ["AB12"]) == ()


@pytest.mark.parametrize(
    ("lines", "read", "confidence"),
    [
        ([("青云中学", 969)], "青云中学", 969),
        ([("青云中字", 990)], "青云中字", 990),
        ([("青云中学校", 990)], "青云中学校", 990),
        ([("卖花", 990)], "", 0),
        ([], "", 0),
    ],
    ids=["not sure", "another letter", "one letter more", "other words", "nothing"],
)
def test_anything_else_is_a_fault_that_says_what_was_read(seen, lines, read, confidence):
    seen(*lines)

    (fault,) = writing_faults(PICTURE, ["青云中学"])
    assert (fault.wanted, fault.read, fault.confidence) == ("青云中学", read, confidence)


def test_no_words_are_wanted_and_nothing_is_read(monkeypatch):
    monkeypatch.setattr(writing, "read_words", None)

    assert writing_faults(PICTURE, []) == ()
