from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.mix import (
    BREATH_MS,
    CUE_MS_MIN,
    INDOORS_MB,
    MANNERS,
    SILENCE,
    is_shock,
    plan_cues,
    plan_sounds,
    samples_of_ms,
)
from piying.cut.rolls import picture_lengths
from piying.model.clock import Rate
from piying.model.script import Place
from piying.model.shot import Transition, Weather

RATE = Rate(25)
SECOND = 48_000


def moods(make, *pairs):
    board = make.board(*(make.spec(mood=mood) for mood, _ in pairs))
    return board, {
        shot.id: frames for shot, (_, frames) in zip(board.shots, pairs, strict=True)
    }


def test_shots_of_one_mood_share_a_cue(make):
    board, lengths = moods(make, ("calm", 100), ("calm", 100), ("calm", 100))

    (cue,) = plan_cues(board, lengths, RATE)

    assert (cue.at.start, cue.at.length) == (0, RATE.samples_at(300 + 40))
    assert (cue.brief.mood, cue.brief.length_ms) == ("calm", 16_000)


def test_a_cue_that_would_be_too_short_joins_its_longer_neighbour(make):
    board, lengths = moods(make, ("calm", 200), ("sorrow", 75), ("tension", 400))

    cues = plan_cues(board, lengths, RATE)

    assert [cue.brief.mood for cue in cues] == ["calm", "tension"]


def test_neighbouring_cues_cross(make):
    board, lengths = moods(make, ("calm", 200), ("tension", 200))

    first, second = plan_cues(board, lengths, RATE)

    overlap = first.at.start + first.at.length - second.at.start
    assert overlap == first.at.fade_out == second.at.fade_in > 0


def test_silence_stays_silent(make):
    board, lengths = moods(make, ("calm", 200), (SILENCE, 100), ("calm", 200))

    first, second = plan_cues(board, lengths, RATE)

    assert first.at.start + first.at.length == RATE.samples_at(200)
    assert second.at.start == RATE.samples_at(300)


def test_music_stops_for_a_breath_before_a_shock_and_goes_on_where_it_would_be(make):
    calm, shock = make.spec(mood="calm"), make.spec(mood="calm", transition=Transition.FLASH)
    board = make.board(calm, shock)

    before, after = plan_cues(board, {"s0": 200, "s1": 200}, RATE)

    assert before.brief == after.brief
    assert after.at.start == after.at.source_start == RATE.samples_at(200)
    assert after.at.start - (before.at.start + before.at.length) == samples_of_ms(BREATH_MS)


def test_rain_is_one_bed_through_consecutive_shots(make):
    rain = make.spec(weather=Weather.RAIN)
    board = make.board(rain, rain, make.spec(), rain)

    beds = plan_sounds(board, {"s0": 50, "s1": 50, "s2": 50, "s3": 50}, RATE)

    assert [(b.at.start, b.at.length) for b in beds] == [
        (0, RATE.samples_at(100)),
        (RATE.samples_at(150), RATE.samples_at(90)),
    ]


def test_rain_named_twice_is_heard_once(make):
    board = make.board(make.spec(weather=Weather.RAIN, sounds=("rain", "rain")))

    assert len(plan_sounds(board, {"s0": 50}, RATE)) == 1


def test_walls_take_from_the_rain_without_breaking_the_bed(make):
    outside = make.spec(weather=Weather.RAIN)
    inside = make.spec(weather=Weather.RAIN, place=Place.INTERIOR)

    out, within = plan_sounds(make.board(outside, inside), {"s0": 50, "s1": 50}, RATE)

    assert within.at.gain_mb - out.at.gain_mb == INDOORS_MB
    assert within.brief == out.brief
    assert within.at.source_start == within.at.start == RATE.samples_at(50)
    assert out.at.start + out.at.length > within.at.start


def test_a_hit_stands_on_its_cut_and_a_whoosh_is_loudest_there(make):
    board = make.board(make.spec(), make.spec(sounds=("impact", "whoosh")))

    whoosh, impact = plan_sounds(board, {"s0": 50, "s1": 50}, RATE)

    assert impact.at.start == 2 * SECOND
    assert whoosh.at.start + whoosh.at.length // 2 == 2 * SECOND


def test_a_whoosh_into_the_first_shot_loses_its_head_and_keeps_its_place(make):
    (whoosh,) = plan_sounds(make.board(make.spec(sounds=("whoosh",))), {"s0": 50}, RATE)

    assert whoosh.at.start == 0
    assert whoosh.at.source_start == samples_of_ms(-MANNERS["whoosh"].at_ms)


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_every_stretch_lies_in_the_film_and_in_what_it_asks_for(films, data):
    film = data.draw(films)
    lengths = {roll.shot.id: roll.length_frames for roll in film.rolls}
    total = film.rate.samples_at(sum(picture_lengths(film.board, lengths, film.rate)))

    for plan in (
        *plan_cues(film.board, lengths, film.rate),
        *plan_sounds(film.board, lengths, film.rate),
    ):
        assert 0 <= plan.at.start < plan.at.start + plan.at.length <= total
        assert plan.at.source_start + plan.at.length <= samples_of_ms(plan.brief.length_ms)
        assert plan.at.fade_in + plan.at.fade_out <= plan.at.length


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_music_is_in_order_and_short_only_where_nothing_is_beside_it(films, data):
    film = data.draw(films)
    lengths = {roll.shot.id: roll.length_frames for roll in film.rolls}

    cues = plan_cues(film.board, lengths, film.rate)

    for before, after in pairwise(cues):
        assert before.at.start < after.at.start
        assert before.at.start + before.at.length < after.at.start + after.at.length
    moods = {shot.spec.mood for shot in film.board.shots}
    if SILENCE not in moods and len({cue.brief for cue in cues}) > 1:
        assert all(cue.brief.length_ms > CUE_MS_MIN - 1_000 for cue in cues)


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_every_sound_that_a_shot_names_is_planned(films, data):
    film = data.draw(films)
    lengths = {roll.shot.id: roll.length_frames for roll in film.rolls}

    planned = {plan.brief.name for plan in plan_sounds(film.board, lengths, film.rate)}

    assert {name for shot in film.board.shots for name in shot.spec.sounds} <= planned


def test_a_flash_or_an_impact_is_a_shock(make):
    assert is_shock(make.spec(transition=Transition.FLASH))
    assert is_shock(make.spec(sounds=("impact",)))
    assert not is_shock(make.spec())
