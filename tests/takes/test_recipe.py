from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.canon import Digest, digest
from piying.model.clock import Rate
from piying.model.errors import Missing
from piying.model.people import Look, Style, Voice
from piying.model.script import DayTime, Place
from piying.model.shot import (
    Emotion,
    Framing,
    ShotSpec,
    Size,
    Speech,
    Subject,
    Transition,
    Weather,
)
from piying.takes.recipe import Source, default_sources, picture_recipe, voice_recipe

SOURCE = Source("puppet", "kit-1")
SPEC = ShotSpec(
    scene=1, size=Size.CLOSEUP, framing=Framing.SINGLE, set_name="office", day_time=DayTime.DAY,
    place=Place.INTERIOR, weather=Weather.CLEAR, style=Style.MANHUA,
    subjects=(Subject("林夏", Look()),),
    speech=Speech("林夏", "你是谁？", "你是谁？", Voice()),
)  # fmt: skip


def recipe(spec):
    return digest(
        picture_recipe(
            spec, SOURCE, length_frames=50, rate=Rate(25), voice=Digest("aa"), speech_at_frame=4
        )
    )


class TestAPictureDependsOnlyOnWhatIsSeen:
    @pytest.mark.parametrize(
        "change",
        [
            {"scene": 9},
            {"element": 400},
            {"mood": "triumph"},
            {"length_ms": 9000},
            {"onscreen": "三年后"},
            {"action": "她站着。"},
            {"transition": Transition.INK},
            {"speech": replace(SPEC.speech, text="别的话", aloud="别的话")},
        ],
    )
    def test_what_is_not_seen_changes_nothing(self, change):
        assert recipe(SPEC) == recipe(replace(SPEC, **change))

    @pytest.mark.parametrize(
        "change",
        [
            {"size": Size.WIDE},
            {"weather": Weather.RAIN},
            {"subjects": (Subject("林夏", Look(), emotion=Emotion.SAD),)},
            {"flashback": True},
        ],
    )
    def test_what_is_seen_changes_the_recipe(self, change):
        assert recipe(SPEC) != recipe(replace(SPEC, **change))


def test_another_word_is_another_voice():
    one = voice_recipe(SPEC.speech, SOURCE)
    other = voice_recipe(replace(SPEC.speech, aloud="你是谁[shui2]？"), SOURCE)

    assert digest(one) != digest(other)


def test_a_kind_without_provider_is_named():
    with pytest.raises(Missing, match="voice"):
        default_sources(())


def test_how_words_are_shown_makes_no_other_voice_and_no_other_picture():
    shown = replace(SPEC.speech, ruby=True)

    assert digest(voice_recipe(shown, SOURCE)) == digest(voice_recipe(SPEC.speech, SOURCE))
    assert recipe(SPEC) == recipe(replace(SPEC, speech=shown, onscreen_vertical=True))
