"""The music of a scene: by what is felt, changing seldom, and as a person asks."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.people import Cast
from piying.model.script import Beat, BeatKind, DayTime, Heading, Place, Scene
from piying.model.shot import Emotion
from piying.script.breakdown.context import Context
from piying.script.breakdown.draft import SceneFacts
from piying.script.breakdown.emotion import Feeling
from piying.script.breakdown.gather import Item
from piying.script.breakdown.moods import moods
from piying.script.kit import MOODS

SCENE = Scene(Heading(location="客厅"), 1, 1, (), ())


def score(*items, set_name="living_room"):
    facts = SceneFacts(1, 0, "客厅", set_name, Place.INTERIOR, DayTime.DAY, seen_before=False)
    return moods(Context(SCENE, facts, Cast(), "zh", items))


def felt(emotion=Emotion.NEUTRAL, strength=0, **more):
    beat = Beat(BeatKind.LINE, "好。", "好。", "林夏")
    return Item(beat, Feeling(emotion, strength), **more)


def test_a_scene_without_feeling_is_calm():
    assert score(felt(), felt()) == ("calm", "calm")


def test_a_place_has_a_mood_of_its_own():
    assert score(felt(), set_name="underworld_gate") == ("suspense",)


def test_the_strongest_feeling_sets_the_mood():
    assert set(score(felt(Emotion.SAD, 3), felt(Emotion.HAPPY, 1), felt())) == {"sorrow"}


def test_the_mood_turns_where_the_feeling_turns():
    tender = [felt(Emotion.TENDER, 2)] * 5
    angry = [felt(Emotion.ANGRY, 3)] * 5

    assert score(*tender, *angry) == ("tender",) * 5 + ("tension",) * 5


def test_a_person_sets_the_mood_from_there_to_the_end():
    assert score(felt(), felt(mood="comic"), felt()) == ("calm", "comic", "comic")


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(Emotion), st.integers(0, 3)), max_size=30))
def test_a_mood_turns_at_most_once_in_a_scene(feelings):
    made = score(*(felt(emotion, strength) for emotion, strength in feelings))

    assert set(made) <= set(MOODS)
    assert sum(one != other for one, other in itertools.pairwise(made)) <= 1
