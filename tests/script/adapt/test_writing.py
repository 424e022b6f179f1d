"""Writing: the script of a proposal is read back as its scenes, its lines and its episode."""

from __future__ import annotations

import pytest

from piying.model.adaptation import (
    BeatKind,
    Proposal,
    ProposedBeat,
    ProposedScene,
    Trace,
)
from piying.model.canon import digest_bytes
from piying.model.script import ElementKind
from piying.script.adapt.writing import script_text
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
