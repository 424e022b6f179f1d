"""Directions in notes: what every word asks for, and what is said of a word not known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.messages import say
from piying.model.script import Span
from piying.model.shot import Angle, Emotion, Framing, Move, Size, Transition
from piying.script.breakdown.notes import Directions, Wish, directions
from piying.script.kit import EFFECTS


def wish(note, **more):
    found, findings = directions(note, **more)

    assert findings == ()
    assert found is not None
    assert len(found.wishes) == 1
    return found.wishes[0]


@pytest.mark.parametrize(
    ("word", "size"),
    [
        ("大远景", Size.EXTREME_WIDE), ("远景", Size.EXTREME_WIDE), ("全景", Size.WIDE),
        ("中景", Size.MEDIUM), ("近景", Size.CLOSE), ("特写", Size.CLOSEUP),
        ("大特写", Size.EXTREME_CLOSEUP), ("closeup", Size.CLOSEUP),
        ("extreme close-up", Size.EXTREME_CLOSEUP), ("medium", Size.MEDIUM),
        ("wide", Size.WIDE),
    ],
)  # fmt: skip
def test_sizes(word, size):
    assert wish(f"镜头: {word}") == Wish(size=size)


@pytest.mark.parametrize(
    ("word", "move"),
    [
        ("推近", Move.PUSH), ("拉远", Move.PULL), ("左摇", Move.PAN_LEFT),
        ("右摇", Move.PAN_RIGHT), ("上摇", Move.TILT_UP), ("升", Move.TILT_UP),
        ("下摇", Move.TILT_DOWN), ("降", Move.TILT_DOWN), ("甩", Move.WHIP),
        ("震", Move.SHAKE), ("晃动", Move.SHAKE), ("跟", Move.FOLLOW), ("定", Move.STATIC),
        ("固定", Move.STATIC), ("push in", Move.PUSH), ("whip pan", Move.WHIP),
    ],
)  # fmt: skip
def test_moves(word, move):
    assert wish(f"shot：{word}") == Wish(move=move)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("镜头: 特写 推近 2.5s", Wish(size=Size.CLOSEUP, move=Move.PUSH, length_ms=2_500)),
        ("镜头：特写推近2.5秒", Wish(size=Size.CLOSEUP, move=Move.PUSH, length_ms=2_500)),
        ("shot: closeup push 2.5s", Wish(size=Size.CLOSEUP, move=Move.PUSH, length_ms=2_500)),
        ("镜头: 插入:手机", Wish(framing=Framing.INSERT, insert="phone")),
        ("shot: insert:letter 900ms",
         Wish(framing=Framing.INSERT, insert="letter", length_ms=900)),
        ("镜头: 过肩 仰", Wish(framing=Framing.OVER, angle=Angle.LOW)),
        ("镜头: 双人 俯 叠化",
         Wish(framing=Framing.TWO, angle=Angle.HIGH, transition=Transition.DISSOLVE)),
        ("镜头: 特写 推出", Wish(size=Size.CLOSEUP, transition=Transition.PUSH)),
        ("shot: wipe right push in",
         Wish(move=Move.PUSH, transition=Transition.WIPE_RIGHT)),
        ("镜头: 空镜 墨染", Wish(framing=Framing.EMPTY, transition=Transition.INK)),
        ("镜头: 群像 震惊 握拳",
         Wish(framing=Framing.GROUP, emotion=Emotion.SHOCKED, gesture="fist")),
    ],
)  # fmt: skip
def test_words_together(note, expected):
    assert expected == wish(note)


def test_a_name_says_who_is_seen():
    assert wish("镜头: 林夏 特写", names=("林夏",)) == Wish(size=Size.CLOSEUP, people=("林夏",))


def test_parts_are_shots_music_and_sounds():
    found, findings = directions("镜头: 特写 | 中景 2s；音乐: sorrow；音效: 门 心跳")

    assert findings == ()
    assert found == Directions(
        wishes=(Wish(size=Size.CLOSEUP), Wish(size=Size.MEDIUM, length_ms=2_000)),
        mood="sorrow",
        sounds=("door", "heartbeat"),
    )


@pytest.mark.parametrize("note", ["记得补拍", "这里要换衣服：红裙", "shoot this again", ""])
def test_a_plain_note_is_no_direction(note):
    assert directions(note) == (None, ())


@pytest.mark.parametrize(
    ("note", "word", "near"),
    [
        ("镜头: 推进进", "进", "推进"),
        ("shot: closup", "closup", "closeup"),
        ("音乐: sorow", "sorow", "sorrow"),
        ("镜头: 插入:恐龙", "恐龙", None),
        ("镜头: 插入 2s", "插入", "插入:手机"),
    ],
)
def test_an_unknown_word_is_a_finding_with_the_nearest_known(note, word, near):
    span = Span(4, 2, 4, 9)
    _, findings = directions(note, span=span)
    finding = findings[0]
    data = dict(finding.data)

    assert len(findings) == 1
    assert finding.span == span
    assert data["word"] == word
    if near is not None:
        assert data["near"] == near
    for language in ("zh", "en"):
        assert word in say(finding.code, language, **data)


@pytest.mark.property
@settings(deadline=None, max_examples=80)
@given(st.text(alphabet="镜头音乐:： 特写推近|；;0123456789.s秒abcxyz插入手机", max_size=40))
def test_any_note_is_read_without_failing(note):
    found, findings = directions(note)

    assert found is not None or findings == ()


@pytest.mark.parametrize(
    "note", ["注音", " 拼音 ", "ruby", "Pinyin", "字幕：注音", "captions: ruby"]
)
def test_readings_are_asked_for_with_or_without_a_key(note):
    assert directions(note) == (Directions(captions=("ruby",)), ())


def test_columns_are_asked_for_and_a_strange_word_is_told():
    assert directions("字幕: 竖排")[0] == Directions(captions=("vertical",))
    assert directions("vertical")[0] == Directions(captions=("vertical",))

    found, findings = directions("字幕: 三年后")

    assert found == Directions()
    assert [one.code for one in findings] == ["board.direction_unknown"]


@pytest.mark.parametrize(
    ("note", "effects"),
    [
        ("特效: 雨", ("rain",)),
        ("特效：开花 柔光", ("flowers", "glow")),
        ("effect: impact frames, speed lines", ("impact", "speed_lines")),
        ("fx: depth of field", ("depth",)),
        ("特效: 柔光 柔光", ("glow",)),
        ("画面特效: 暗角", ("vignette",)),
    ],
)
def test_effects_of_the_picture_are_for_the_whole_line(note, effects):
    found, findings = directions(note)

    assert findings == ()
    assert found == Directions(effects=effects)


def test_an_effect_behind_a_shot_is_for_that_shot():
    found, findings = directions("镜头: 特写 | 特效: 冲击 | 镜头: 中景")

    assert findings == ()
    assert [one.effects for one in found.wishes] == [("impact",), ()]


@pytest.mark.parametrize("name", EFFECTS)
def test_every_effect_of_the_kit_can_be_asked_for_by_its_name(name):
    assert directions(f"effect: {name}")[0] == Directions(effects=(name,))


def test_an_unknown_effect_is_a_finding_with_the_nearest_word():
    _, findings = directions("特效: 柔广")

    assert [one.code for one in findings] == ["board.direction_unknown"]
    assert dict(findings[0].data)["near"] == "柔光"
