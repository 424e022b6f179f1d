from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.cut.cues import CUE_EMS_MAX, divide, ems, line_captions, spaced, timed
from piying.model.clock import Rate
from piying.model.cut import Caption, CaptionKind
from piying.model.script import Delivery
from piying.model.take import Mark

RATE = Rate(25)
LONG = (
    "三年前我为你放弃了一切，你却在我最需要你的时候，转身走进了雨夜里，连一句解释都没有留下！"
)


def test_a_short_line_is_one_cue():
    assert divide("你终于肯回来了。") == ("你终于肯回来了。",)


def test_a_long_line_is_broken_behind_punctuation():
    assert divide(LONG) == (
        "三年前我为你放弃了一切，",
        "你却在我最需要你的时候，",
        "转身走进了雨夜里，",
        "连一句解释都没有留下！",
    )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("他在合同的最后一页清清楚楚地写着赔偿一共是3.5亿元人民币，一分都不能少。", "3.5"),
        ("他冷冷地看着我说：“你这辈子都别想再走出这扇门一步了！”然后锁上了门。", "！”"),
        ("我一直以为，只要我足够努力，就能配得上你……——可我终究是错了，错得离谱。", "……——"),
    ],
)
def test_numbers_quotes_and_double_marks_stay_whole(line, kept):
    assert any(kept in part for part in divide(line))


def test_an_english_line_is_broken_at_its_clauses():
    line = (
        "I gave up everything for you, and when I needed you most, you turned and walked away."
    )

    assert divide(line) == (
        "I gave up everything for you, ",
        "and when I needed you most, ",
        "you turned and walked away.",
    )


@given(st.text(st.sampled_from("我爱你雨夜，。！？…—“”：、 abc3.5"), max_size=150))
def test_the_parts_of_a_line_are_the_line(text):
    parts = divide(text)

    assert "".join(parts) == text
    assert len(parts) == 1 or all(part.strip() for part in parts)


@given(st.text(st.sampled_from("我爱你雨夜灯火长安"), min_size=1, max_size=200))
def test_a_line_without_punctuation_is_still_broken_to_fit(text):
    assert all(ems(part) <= 2 * CUE_EMS_MAX for part in divide(text))


def test_a_part_begins_where_the_voice_goes_on_after_its_pause(make):
    marks = (
        Mark(4_800, 60_000, "a", "open"),
        Mark(60_000, 72_000, "，", "rest"),
        Mark(72_000, 120_000, "b", "open"),
    )

    first, second = timed(("一二三四五，", "六七八九十。"), make.voice(124_000, marks))

    assert (first.start, first.end) == (4_800, 60_000)
    assert (second.start, second.end) == (72_000, 120_000)


def test_without_pauses_every_part_has_its_share(make):
    first, second = timed(("一二三", "四"), make.voice(40_000))

    assert (first.start, first.end, second.start, second.end) == (0, 30_000, 30_000, 40_000)


def test_a_cue_is_timed_by_the_voice_and_held_a_little(make):
    marks = (Mark(9_600, 57_600, "a", "open"),)
    board = make.board(make.spec(speech=make.speech("走。"), length_ms=4_000))
    (roll,) = make.rolls(board, {"s0": make.voice(60_000, marks)}, RATE)

    (caption,) = line_captions(roll, 100, 100 + roll.length_frames, RATE)

    assert (caption.start, caption.length) == (100 + 4 + 5, 25 + 6)
    assert (caption.speaker, caption.role, caption.shot) == ("林晚", CaptionKind.SPEECH, "s0")


def test_a_line_said_fast_is_divided_no_finer_than_the_screen_asks(make):
    board = make.board(make.spec(speech=make.speech(LONG)))
    (roll,) = make.rolls(board, {"s0": make.voice(40_000)}, RATE)

    assert [c.text for c in line_captions(roll, 0, roll.length_frames, RATE)] == [
        "三年前我为你放弃了一切，你却在我最需要你的时候，",
        "转身走进了雨夜里，连一句解释都没有留下！",
    ]


def test_a_line_of_one_frame_is_one_cue(make):
    board = make.board(make.spec(speech=make.speech(LONG)))
    (roll,) = make.rolls(board, {"s0": make.voice(100)}, RATE)

    assert [c.text for c in line_captions(roll, 0, roll.length_frames, RATE)] == [LONG]


@pytest.mark.parametrize("delivery", [Delivery.OS, Delivery.VO, Delivery.NARRATION])
def test_a_voice_that_is_not_on_screen_is_an_inner_caption(make, delivery):
    board = make.board(make.spec(speech=make.speech("他不会回来了。", delivery=delivery)))
    (roll,) = make.rolls(board, {"s0": make.voice(40_000)}, RATE)

    assert line_captions(roll, 0, roll.length_frames, RATE)[0].role is CaptionKind.INNER


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=10))
def test_captions_are_made_readable_without_ever_overlapping(spans):
    captions, now = [], 0
    for step, length in spans:
        captions.append(Caption(now, min(length, step), "走"))
        now += step

    longer = spaced(tuple(captions), now, 20)

    for before, after in pairwise(longer):
        assert before.start + before.length <= after.start
    for short, final in zip(captions, longer, strict=True):
        assert short.length <= final.length
    if longer:
        assert longer[-1].start + longer[-1].length <= now


def test_an_emoji_of_several_characters_is_never_divided():
    line = "好" * 27 + "👨\u200d👩\u200d👧🇨🇳👍🏽1️⃣" * 6

    for part in divide(line):
        assert part[0] not in "\u200d\ufe0f\u20e3🏽"
        assert part[-1] != "\u200d"
        assert sum(one in "🇨🇳" for one in part) % 2 == 0


@pytest.mark.parametrize("before", range(20, 34))
def test_no_idiom_and_no_name_is_divided_between_two_cues(before):
    front = "我们站在这里看着他们从很远很远的地方慢慢地走过来又慢慢地走过去了"[:before]
    line = f"{front}欧阳长安无怨无悔地守着这一座城直到最后的那一天到来为止也不曾离开过半步"

    parts = divide(line, {"欧阳长安", ""})

    assert len(parts) > 1
    assert "".join(parts) == line
    for whole in ("欧阳长安", "无怨无悔"):
        assert any(whole in part for part in parts)
