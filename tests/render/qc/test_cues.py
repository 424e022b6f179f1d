"""Subtitles are measured as they are read, from files in any encoding."""

from __future__ import annotations

import pytest

from piying.model.clock import Rate
from piying.model.cut import Caption, CaptionKind
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.render.qc.cues import NAMES, Film, captions_of, measure_cues, reading, width

RATE = Rate(25)
FILM = Film(RATE, 500, (), None)
SRT = (
    "1\n00:00:01,000 --> 00:00:02,000\n你听见了吗？\n\n"
    "2\n00:00:02,500 --> 00:00:04,000\n没有。\n"
)


def measured(*captions, film=FILM):
    figures, spans = measure_cues(captions, film)
    assert tuple(sorted(one.measure for one in figures)) == tuple(sorted(NAMES))
    return {
        one.measure.removeprefix("subtitle."): (
            one.why.removeprefix("render.qc_why_")
            if one.value_milli is None
            else one.value_milli
        )
        for one in figures
    }, [(one.measure, one.start_frame, one.end_frame) for one in spans]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_a_file_is_read_in_any_encoding(encoding):
    text = (
        SRT
        if encoding != "big5"
        else SRT.replace("你听见了吗", "你聽見了嗎").replace("没", "沒")
    )
    text = text * 6
    first, second, *_ = captions_of(text.encode(encoding), RATE)

    assert (first.start, first.length) == (25, 25)
    assert "了" in first.text
    assert (second.start, second.length) == (63, 37)


def test_vtt_and_ass_are_told_by_how_they_begin():
    vtt = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello there\n"
    ass = (
        "[Script Info]\nTitle: x\n\n[Events]\n"
        "Dialogue: 0,0:00:03.00,0:00:04.00,speech,周,0,0,0,,后来{\\i1}他走了{\\i0}\\N没回来\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,super,,0,0,0,,三年前\n"
    )

    assert [one.text for one in captions_of(vtt.encode(), RATE)] == ["Hello there"]
    first, second = captions_of(ass.encode(), RATE)
    assert (first.text, first.role, first.start) == ("三年前", CaptionKind.SUPER, 25)
    assert (second.text, second.speaker) == ("后来他走了\n没回来", "周")


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01\x02" * 50, b"[Script Info]\n[Events]\nDialogue: 0,soon,later,a\n"],
)
def test_what_is_no_subtitle_is_refused(data):
    with pytest.raises(Invalid):
        captions_of(data, RATE)


def test_reading_is_counted_in_characters_or_words():
    assert reading("你听见了吗？") == (5, True)
    assert reading("他叫 Tom，27 岁") == (5.5, True)
    assert reading("I don't know him.") == (4, False)
    assert width("你好，ab") == 4


def test_speed_length_and_rows():
    found, spans = measured(
        Caption(0, 25, "你听见了吗？"), Caption(50, 25, "一二三四五六七八九十\n一二"),
        Caption(100, 50, "I do not know him."),
    )  # fmt: skip

    assert found["speed"] == 12_000
    assert found["speed_words"] == 2_500
    assert found["length"] == 10_000
    assert found["rows"] == 2_000
    assert (found["shortest"], found["longest"]) == (1_000, 2_000)
    assert ("subtitle.speed", 50, 75) in spans


def test_overlap_and_gap():
    found, spans = measured(
        Caption(0, 30, "一"),
        Caption(20, 30, "二"),
        Caption(51, 10, "三"),
        Caption(61, 10, "四"),
    )

    assert found["overlap"] == 400
    assert found["gap"] == 1_000
    assert ("subtitle.overlap", 20, 30) in spans
    assert ("subtitle.gap", 50, 51) in spans


def test_a_cue_outside_the_film_or_over_black_is_hidden():
    film = Film(RATE, 100, ((40, 70),), None)
    found, spans = measured(
        Caption(0, 20, "好"), Caption(45, 20, "黑"), Caption(90, 20, "外"), film=film
    )

    assert found["hidden"] == 2_000
    assert ("subtitle.hidden", 45, 65) in spans
    assert ("subtitle.hidden", 90, 110) in spans


def test_what_is_not_known_says_why():
    found, _ = measured()
    assert set(found.values()) == {"no_cues"}

    found, _ = measured(Caption(0, 20, "好"), film=Film(RATE, None, (), None))
    assert found["hidden"] == "not_decoded"
    assert found["safe"] == "no_profile"
    assert found["gap"] == "one_cue"
    assert found["speed_words"] == "no_words"


@pytest.mark.model
def test_our_own_subtitles_stand_in_the_safe_area_and_one_that_does_not_fit_is_told():
    film = Film(RATE, 500, (), Profile("phone", 1080, 1920, RATE))
    found, spans = measured(
        Caption(0, 40, "你听见了吗？"), Caption(50, 40, "这句话太长" * 40), film=film
    )

    assert found["safe"] == 1_000
    assert ("subtitle.safe", 50, 90) in spans
