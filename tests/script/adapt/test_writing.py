"""Writing: the script of a proposal is read back as its scenes, its lines and its episode."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.adaptation import (
    BeatKind,
    Proposal,
    ProposedBeat,
    ProposedScene,
    Trace,
)
from piying.model.canon import digest_bytes
from piying.model.script import ElementKind
from piying.script.adapt.answers import letters, read_answer, scenes_of
from piying.script.adapt.passages import passages
from piying.script.adapt.writing import script_text
from piying.script.inline import without_notes
from piying.script.read import read
from piying.script.scenes import episodes

WORDS = {
    "zh": ("屋顶", "林夏", "她转过身。", "你来了。", "那天很冷。"),
    "en": ("rooftop", "Lin", "INT. She turns to the light.", "You came.", "It was cold."),
}


def proposal(language, trace=Trace.VERBATIM):
    place, who, action, line, told = WORDS[language]
    beats = (
        ProposedBeat(BeatKind.ACTION, action, 1, "-", trace=trace),
        ProposedBeat(BeatKind.LINE, line, 1, "-", who=who, manner="轻声", trace=trace),
        ProposedBeat(BeatKind.NARRATION, told, 2, "-", trace=trace),
    )
    scenes = (ProposedScene(place, inside=True, hour="night", beats=beats),)
    return Proposal(digest_bytes(b""), "m", language, (), (), (), scenes)


def script(language, episode=1, trace=Trace.VERBATIM):
    text = script_text(proposal(language, trace), "屋顶", episode)
    name = "a.txt" if language == "zh" else "a.fountain"
    return read(text.encode(), name=name, format="").script


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("episode", [1, 12])
def test_a_script_is_one_episode_with_the_number_of_its_chapter(language, episode):
    (told,) = episodes(script(language, episode))

    assert told.number == episode
    assert len(told.scenes) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_beat_is_read_back_as_what_it_is(language):
    _, _, action, line, told = WORDS[language]
    elements = script(language).elements

    actions = [e.text for e in elements if e.kind is ElementKind.ACTION]
    assert action in actions[-1]
    assert [e.text for e in elements if e.kind is ElementKind.DIALOGUE] == [line, told]
    assert sum(e.kind is ElementKind.HEADING for e in elements) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_traced_says_so_and_is_not_said_aloud(language):
    text = script_text(proposal(language, Trace.UNTRACED), "屋顶")
    (told,) = episodes(script(language, trace=Trace.UNTRACED))

    assert text.count("[[") == 3
    spoken = " ".join(beat.text for scene in told.scenes for beat in scene.beats)
    assert "未核对" not in spoken
    assert "unchecked" not in spoken


PIECES = (
    "林夏", "：", "（", "）", "“", "”", "△", "第2集", "1-2 夜 内 家", "旁白", "[[", "]]",
    "/*", "*/", "*", "INT. HOUSE - DAY", "@BOB", "#", "=", "~", ">", ".", "…", "CUT TO:",
    "闪回", "（完）", "【", "】", "^", "\\", "转场", "说", " ",
)  # fmt: skip


def answered(*beats):
    told = [
        {
            "kind": kind,
            "who": who,
            "manner": "",
            "text": f"好{text}了",
            "passage": 1,
            "quote": "",
        }
        for kind, who, text in beats
    ]
    scenes = [{"location": "家", "inside": True, "hour": "day", "beats": told}]
    return json.dumps({"characters": [], "events": [], "scenes": scenes})


@given(
    st.sampled_from(["zh", "en"]),
    st.lists(
        st.tuples(
            st.sampled_from(["action", "line", "narration"]),
            st.sampled_from(["林夏", "", "特写", "@", "字幕", "Lin (V.O.)"]),
            st.lists(st.sampled_from(PIECES), max_size=4).map("".join),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_whatever_a_model_writes_is_read_back_line_for_line(language, beats):
    text = "好"
    (passage,) = passages(text)
    scenes = scenes_of(read_answer(answered(*beats), "m"), {1: passage}, text)
    made = replace(proposal(language), scenes=scenes)

    script = read(script_text(made, "题", 3).encode(), name="a.txt", format="").script
    (told,) = episodes(script)
    assert (told.number, len(told.scenes)) == (3, 1)
    for kind, element in (("action", ElementKind.ACTION), ("line", ElementKind.DIALOGUE)):
        wanted = [
            letters(beat.text)
            for beat in scenes[0].beats
            if (beat.kind is BeatKind.ACTION) == (kind == "action")
        ]
        found = [letters(without_notes(e.text)) for e in script.elements if e.kind is element]
        assert found == wanted


def test_a_usual_scene_is_written_as_scripts_are_written_in_china():
    assert "\n林夏：（轻声）你来了。\n" in script_text(proposal("zh"), "屋顶")


def test_words_that_would_be_read_as_something_else_make_it_fountain():
    beats = (ProposedBeat(BeatKind.LINE, "你来了。", 1, "-", who="字幕", trace=Trace.DRAWN),)
    scenes = (ProposedScene("家", inside=True, hour="day", beats=beats),)
    text = script_text(replace(proposal("zh"), scenes=scenes), "屋顶")

    assert "@字幕\n你来了。" in text
