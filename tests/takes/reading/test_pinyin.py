from __future__ import annotations

import pytest

from piying.takes.reading.pinyin import SYLLABLES, syllable


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("lv4", "lü4"),
        ("lu:4", "lü4"),
        ("jv2", "ju2"),
        ("de", "de5"),
        ("MA1", "ma1"),
        ("er5", "er5"),
    ],
)
def test_a_syllable_is_spelled_in_one_way(written, known):
    assert syllable(written) == known


@pytest.mark.parametrize("written", ["", "xyz1", "bong1", "ma6", "r5", "1"])
def test_what_mandarin_has_not_is_none(written):
    assert syllable(written) is None


def test_there_are_as_many_syllables_as_the_language_has():
    assert 410 <= len(SYLLABLES) <= 430
