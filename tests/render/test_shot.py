"""The painter: a job becomes picture, weather, effects, passage, words and label."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from piying.model.canon import canonical, digest
from piying.model.clock import Rate
from piying.model.cut import Caption, PictureClip
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.model.people import Style
from piying.model.script import DayTime, Place
from piying.model.shot import Transition, Weather
from piying.model.stage import STAGE_TYPE, Camera, Ease, Key, Prop, Stage
from piying.render.effects.memory import Memory
from piying.render.effects.rain import Rain
from piying.render.jobs import ShotJob
from piying.render.layer import Composer
from piying.render.planes import blank_planes
from piying.render.segments import PAINTER
from piying.render.shot import PassageLayer, paint_shot
from piying.render.words import Words
from piying.render.workers import function_named

PROFILE = Profile("small", 90, 160, Rate(25))
STILL = Camera((Key(0, 540),), (Key(0, 960),), (Key(0, 1000, Ease.HOLD),))
SCENE = Stage(
    Style.MANHUA, "office", DayTime.DAY, Weather.CLEAR, Place.INTERIOR, 50, Rate(25), STILL
)
OUTSIDE = replace(SCENE, set_name="rooftop", place=Place.EXTERIOR)


@pytest.fixture(name="job")
def _job(tmp_path):
    """A job that plays a stage, after another stage if one is given."""

    def clip(stage, **changes):
        blob = digest(stage)
        (tmp_path / blob).write_bytes(canonical(stage))
        return PictureClip("e01s01-a", blob, blob, STAGE_TYPE, stage.length_frames, **changes)

    def make(stage, before=None, **changes):
        led = {"transition": changes.pop("transition", Transition.CUT)}
        if before is not None:
            led["transition_frames"] = 10
        clips = clip(stage, **led), None if before is None else clip(before)
        blobs = {one.blob: tmp_path / one.blob for one in clips if one}
        return ShotJob(PROFILE, clips[0], 0, 50, blobs, previous=clips[1], **changes)

    return make


def draw(job, frame):
    target = blank_planes(PROFILE.width, PROFILE.height)
    Composer(paint_shot(job)).draw(target, frame)
    return target


def names(job):
    return [type(layer).__name__ for layer in paint_shot(job)]


def test_the_painter_is_found_where_it_says():
    assert function_named(PAINTER) is paint_shot


def test_weather_and_effects_lie_over_the_picture_and_words_over_both(job):
    stage = replace(OUTSIDE, weather=Weather.RAIN, effects=("vignette", "shake"))
    layers = names(job(stage, captions=(Caption(0, 20, "好"),)))

    assert layers[-3:] == ["MoteLayer", "Veils", "Words"]
    assert layers.count("Veils") == 1


def test_an_effect_named_twice_is_drawn_once(job):
    stage = replace(OUTSIDE, weather=Weather.RAIN, effects=("rain", "rain"))

    assert names(job(stage)).count("MoteLayer") == 1


def test_no_rain_falls_in_a_room(job):
    wet = names(job(replace(SCENE, weather=Weather.RAIN)))

    assert "MoteLayer" not in wet


def test_a_flashback_looks_like_a_memory(job):
    plain, past = draw(job(SCENE), 5), draw(job(replace(SCENE, flashback=True)), 5)
    chroma = [np.abs(p.u.astype(int) - 128).mean() for p in (plain, past)]

    assert chroma[1] < chroma[0]
    assert Memory().name not in replace(SCENE).effects


def test_rain_is_seen_in_the_rain(job):
    dry, wet = (draw(job(replace(SCENE, effects=e)), 5) for e in ((), (Rain().name,)))

    assert np.abs(wet.y.astype(int) - dry.y).max() > 5


def test_a_dissolve_begins_with_the_shot_before(job):
    night = replace(SCENE, day_time=DayTime.NIGHT)
    led = job(SCENE, night, transition=Transition.DISSOLVE)
    first, tenth, after = (draw(led, frame) for frame in (0, 9, 10))

    dark, light = draw(job(night), 49).y.mean(), draw(job(SCENE), 10).y.mean()
    assert abs(first.y.mean() - dark) < 0.1 * abs(light - dark)
    assert abs(tenth.y.mean() - light) < 0.1 * abs(light - dark)
    assert np.array_equal(after.y, draw(job(SCENE), 10).y)


def test_words_are_not_part_of_a_passage(job):
    led = job(SCENE, SCENE, transition=Transition.DISSOLVE, captions=(Caption(0, 20, "好"),))
    layers = list(paint_shot(led))

    assert isinstance(layers[-1], Words)
    assert isinstance(layers[-2], PassageLayer)


def test_a_passage_keeps_only_the_picture_of_the_shot_before(job):
    layers = paint_shot(job(SCENE, SCENE, transition=Transition.DISSOLVE))
    (led,) = (layer for layer in layers if isinstance(layer, PassageLayer))
    assert led.before is not None
    first, again = (blank_planes(PROFILE.width, PROFILE.height) for _ in range(2))
    led.draw(first, 0)

    assert led.before is None
    led.draw(again, 0)
    assert np.array_equal(again.y, first.y)


def test_a_fade_needs_no_shot_before(job):
    led = job(SCENE, transition=Transition.FADE)
    led = replace(led, clip=replace(led.clip, transition_frames=10))

    assert draw(led, 0).y.mean() < 0.3 * draw(led, 20).y.mean()


def test_a_picture_of_an_unknown_kind_is_refused(job):
    made = job(SCENE)
    odd = replace(made, clip=replace(made.clip, media_type="video/x-unknown"))
    with pytest.raises(Invalid) as caught:
        list(paint_shot(odd))

    assert caught.value.code == "render.unknown_media"
    assert "video/x-unknown" in caught.value.said("en")


def test_equal_jobs_are_equal_pictures(job):
    stage = replace(OUTSIDE, weather=Weather.SNOW, seed=5)

    assert np.array_equal(draw(job(stage), 12).y, draw(job(stage), 12).y)
    other = draw(job(replace(stage, seed=6)), 12)
    assert not np.array_equal(draw(job(stage), 12).y, other.y)


def test_depth_of_field_lies_behind_the_figures(job):
    stage = replace(OUTSIDE, effects=("depth", "glow"), props=(Prop("letter", 540, 850, 900),))
    layers = names(job(stage))

    assert layers.index("_Far") == layers.index("Thing") - 1
    assert layers.index("_Bloom") > layers.index("Thing")


def test_depth_of_field_without_figures_spares_the_middle(job):
    layers = paint_shot(job(replace(OUTSIDE, effects=("depth",))))

    assert [layer.view.behind for layer in layers if type(layer).__name__ == "_Far"] == [False]
