"""Balloons: lines that stand together, read in the order of the page."""

from __future__ import annotations

from piying.render.comic.balloons import balloons
from piying.render.comic.panels import Reading
from piying.render.ocr import Written


def line(text, left, top, width=100, height=20, confidence=950):
    return Written(text, confidence, left, top, left + width, top + height)


def test_lines_under_one_another_are_one_text():
    found = balloons([line("我答应过你，", 20, 20), line("不会迟到。", 20, 46)], Reading.LEFT)

    assert [one.text for one in found] == ["我答应过你，不会迟到。"]


def test_words_of_latin_letters_keep_a_space_between_lines():
    found = balloons([line("I promised", 20, 20), line("to come.", 20, 46)], Reading.LEFT)

    assert [one.text for one in found] == ["I promised to come."]


def test_texts_far_apart_are_read_from_the_side_where_reading_begins():
    lines = [line("左边", 20, 20), line("右边", 400, 22)]

    assert [one.text for one in balloons(lines, Reading.LEFT)] == ["左边", "右边"]
    assert [one.text for one in balloons(lines, Reading.RIGHT)] == ["右边", "左边"]


def test_columns_are_read_from_the_right():
    lines = [line("不会迟到", 20, 20, 20, 90), line("我答应过你", 44, 20, 20, 110)]

    assert [one.text for one in balloons(lines, Reading.RIGHT)] == ["我答应过你不会迟到"]


def test_a_text_is_as_sure_as_its_least_sure_line():
    found = balloons([line("一", 0, 0, confidence=990), line("二", 0, 24, confidence=700)],
                     Reading.LEFT)  # fmt: skip

    assert found[0].confidence == 700


def test_large_sounds_are_no_part_of_the_speech_beside_them():
    found = balloons([line("轰", 0, 0, 200, 200), line("快跑！", 10, 205)], Reading.LEFT)

    assert len(found) == 2


def test_a_single_latin_letter_is_a_speck():
    assert balloons([line("e", 0, 0)], Reading.LEFT) == ()
