from __future__ import annotations

from piying.takes.reading.tones import with_sandhi


def test_a_forced_reading_is_not_changed():
    assert with_sandhi("一个", ["yi1", "ge4"], [False, True]) == ["yi1", "ge4"]


def test_a_counted_one_changes_before_hundred_and_ten_thousand():
    assert with_sandhi("一万", ["yi1", "wan4"], [True, True]) == ["yi2", "wan4"]
    assert with_sandhi("十一万", ["shi2", "yi1", "wan4"], [True] * 3) == ["shi2", "yi1", "wan4"]


def test_the_neutral_ge_still_counts_as_fourth_tone():
    assert with_sandhi("一个", ["yi1", "ge5"], [True, True])[0] == "yi2"
