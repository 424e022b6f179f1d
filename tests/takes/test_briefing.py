from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.brief import Medium, Reference, Role
from piying.model.canon import Digest
from piying.model.card import ModelCard
from piying.model.looks import Lookbook, Page, Sheet, View
from piying.model.people import Look, Style, Voice
from piying.model.script import DayTime, Delivery, Place
from piying.model.shot import (
    Angle,
    Emotion,
    Framing,
    Move,
    ShotSpec,
    Size,
    Speech,
    Subject,
    Weather,
)
from piying.takes.briefing import (
    Frame,
    Telling,
    image_brief,
    look_words,
    music_brief,
    prompt_language,
    sheet_brief,
    speech_brief,
    video_briefs,
)

ZH = ModelCard("acme", "zh-1", Medium.VIDEO, languages=("zh", "en"))
EN = ModelCard("acme", "en-1", Medium.VIDEO, languages=("en",))
PICTURES = replace(ZH, medium=Medium.IMAGE, words=True)
LOOK = Look(sex="male", hair="short", outfit="suit", accessories=("glasses",))
SPEC = ShotSpec(
    scene=3,
    size=Size.CLOSE,
    framing=Framing.OVER,
    set_name="office",
    day_time=DayTime.NIGHT,
    place=Place.INTERIOR,
    weather=Weather.RAIN,
    style=Style.MANHUA,
    subjects=(
        Subject("陈默", LOOK, side=-1, yaw_degrees=60, emotion=Emotion.ANGRY, gesture="fist"),
        Subject("林夏", Look(), side=1, depth=1, yaw_degrees=-160),
    ),
    speech=Speech("陈默", "走。", "走。", Voice(), emotion=Emotion.ANGRY),
    action="他站起来。",
    move=Move.PUSH,
    angle=Angle.LOW,
    mood="tension",
)
TELLING = Telling(locations={3: "张氏集团"})
FRAME = Frame(720, 1280)


def clip(spec=SPEC, card=ZH, telling=TELLING):
    return video_briefs(spec, telling, card, FRAME, [4000])[0]


@pytest.mark.parametrize(
    "said",
    [
        "国漫风格",
        "镜头缓缓推近",
        "近景，过肩镜头，仰拍",
        "陈默：青年男性",
        "短发",
        "西装",
        "眼镜",
        "在画面左侧",
        "面朝画面右方",
        "神情愤怒",
        "握拳",
        "正在说话",
        "背对镜头",
        "在前景",
        "听着，没有说话",
        "动作：他站起来。",
        "地点：张氏集团（办公室），室内，夜晚，低调光，下着雨",
        "气氛紧张",
    ],
)
def test_a_prompt_says_everything_that_the_board_decides(said):
    assert said in clip().prompt


@pytest.mark.parametrize(
    "said",
    [
        "2D manhua animation",
        "Slow push in",
        "Medium close-up",
        "low angle",
        "陈默: young man",
        "on the left, facing screen right, angry, a clenched fist, is speaking",
        "back to the camera",
        "Place: an office (张氏集团), interior, night, low-key light, rain",
        "The mood is tense.",
    ],
)
def test_a_card_is_asked_in_the_language_that_it_follows_best(said):
    assert said in clip(card=EN).prompt


def test_a_card_that_says_nothing_of_languages_is_asked_in_that_of_the_series():
    silent = replace(EN, languages=())

    assert prompt_language(silent, "zh") == "zh"
    assert prompt_language(silent, "fr") == "en"
    assert prompt_language(replace(EN, languages=("fr", "zh")), "en") == "zh"


def test_equal_shots_give_equal_prompts():
    assert clip() == clip()


def test_the_frame_and_the_length_go_along():
    found = clip()

    assert (found.width, found.height, found.length_ms) == (720, 1280, 4000)
    assert not found.with_sound


def test_signs_are_asked_to_be_blank_since_writing_is_set_over_the_picture():
    assert "留白" in clip().prompt
    assert "blank" in clip(card=EN).prompt
    assert "文字" in clip().avoid


def test_writing_is_asked_for_only_of_a_model_that_sets_it():
    able = image_brief(SPEC, TELLING, PICTURES, FRAME, (), ("面馆",))
    unable = image_brief(SPEC, TELLING, replace(PICTURES, words=False), FRAME, (), ("面馆",))

    assert able.words == ("面馆",)
    assert "「面馆」" in able.prompt
    assert "留白" not in able.prompt
    assert "文字" not in able.avoid
    assert unable.words == ()
    assert "留白" in unable.prompt
    english = image_brief(
        SPEC, TELLING, replace(PICTURES, languages=("en",)), FRAME, (), ("OPEN",)
    )
    assert 'letter for letter: "OPEN"' in english.prompt


def test_an_insert_shows_its_thing_and_an_empty_frame_nobody():
    insert = replace(SPEC, framing=Framing.INSERT, insert="ring", subjects=())
    empty = replace(SPEC, framing=Framing.EMPTY)

    assert "画面主体：戒指" in clip(insert).prompt
    assert "陈默：" not in clip(empty).prompt


def test_lips_stay_closed_when_nobody_in_the_frame_speaks():
    spoken = SPEC.speech
    thought = replace(SPEC, speech=replace(spoken, delivery=Delivery.OS))
    narrated = replace(SPEC, speech=replace(spoken, character="", delivery=Delivery.NARRATION))

    assert "在想心事，嘴唇闭着" in clip(thought).prompt
    assert "说话" not in clip(narrated).prompt


def test_a_flashback_is_a_memory():
    assert "回忆画面" in clip(replace(SPEC, flashback=True)).prompt


def test_a_persons_own_words_replace_the_kits():
    book = Lookbook(
        (
            Sheet(Role.CHARACTER, "陈默", words="瘦高，右眉有疤"),
            Sheet(Role.LOCATION, "张氏集团", words="顶楼办公室，落地窗"),
        )
    )

    found = clip(telling=replace(TELLING, book=book, style="水墨淡彩")).prompt

    assert "陈默：瘦高，右眉有疤" in found
    assert "西装" not in found
    assert "地点：顶楼办公室，落地窗，室内" in found
    assert found.startswith("水墨淡彩。")


def test_a_place_without_a_name_is_called_by_its_set():
    assert "地点：办公室，室内" in clip(telling=Telling()).prompt


def test_the_clips_of_one_shot_differ_and_say_which_they_are():
    one, two, three = video_briefs(SPEC, TELLING, ZH, FRAME, [4000, 4000, 4000])

    assert "第2段，共3段" in two.prompt
    assert len({one.prompt, two.prompt, three.prompt}) == 3
    assert "Part 1 of 2" in video_briefs(SPEC, TELLING, EN, FRAME, [4, 4])[0].prompt


def test_references_go_along():
    seen = Reference(Digest("aa"), Role.CHARACTER, "image/png")

    assert video_briefs(SPEC, TELLING, ZH, FRAME, [4000], (seen,))[0].references == (seen,)
    assert image_brief(SPEC, TELLING, PICTURES, FRAME, (seen,)).references == (seen,)


@given(st.integers(1, 600))
def test_a_short_prompt_loses_whole_sentences_and_never_the_people_or_the_action(most):
    whole = clip().prompt.split("。")
    found = clip(card=replace(ZH, prompt_characters_max=most)).prompt

    assert set(found.split("。")) <= {*whole, ""}
    assert "陈默：" in found
    assert "他站起来" in found
    assert "留白" in found
    assert len(found) <= most or "气氛" not in found


def test_a_line_is_said_with_its_voice_and_manner():
    found = speech_brief(replace(SPEC.speech, aloud="走[zou3]。", voice=Voice(timbre="x")))

    assert found.prompt == "走[zou3]。"
    assert found.voice == Voice(timbre="x")
    assert found.manner == "神情愤怒"
    assert found.language == "zh"
    assert speech_brief(replace(SPEC.speech, aloud="", emotion=Emotion.NEUTRAL)) == replace(
        found, prompt="走。", voice=Voice(), manner=""
    )


def test_music_is_asked_for_by_mood_without_voices():
    music = ModelCard("acme", "m", Medium.MUSIC)

    assert "悬疑" in music_brief("suspense", 30_000, music, "zh").prompt
    assert "no voices" in music_brief("suspense", 30_000, music, "en").prompt
    assert music_brief("calm", 30_000, music, "zh").length_ms == 30_000


@pytest.mark.parametrize(
    ("view", "said"), [(View.FRONT, "正面"), (View.SIDE, "侧面"), (View.BACK, "背面")]
)
def test_a_page_of_a_sheet_is_plain_and_shows_one_side(view, said):
    page = Page(Digest("aa"), view, width=1024, height=1536)

    found = sheet_brief("陈默", LOOK, page, TELLING, PICTURES)

    assert said in found.prompt
    assert "纯白背景" in found.prompt
    assert "西装" in found.prompt
    assert (found.width, found.height) == (1024, 1536)


def test_a_page_may_show_an_expression():
    page = Page(Digest("aa"), View.FACE, emotion=Emotion.SHOCKED)

    assert "神情震惊" in sheet_brief("陈默", LOOK, page, TELLING, PICTURES).prompt


def test_a_look_in_words():
    assert look_words(LOOK, "en") == (
        "young man, slender, dark violet short hair, navy blue suit, glasses"
    )
