"""Spaces: every place has its tone, and every voice is heard where it is spoken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.spaces import (
    ECHO_MB,
    INNER_ECHO_MB,
    OPEN,
    SPACES,
    TONE_CROSS_MS,
    TONE_MB,
    plan_tones,
    space_of,
)
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import Manner, Space, TrackKind
from piying.model.script import DayTime, Delivery, Place
from piying.script.kit import OUTDOOR_SETS, SETS


def voices(film):
    return next(t for t in film.cut.sounds if t.track is TrackKind.DIALOGUE).clips


def test_every_set_of_the_kit_is_heard_as_a_space():
    assert set(SETS) <= set(SPACES)


def test_sets_outside_are_heard_outside():
    assert {name for name, space in SPACES.items() if space in OPEN} == OUTDOOR_SETS


def test_every_space_has_a_tone_and_an_echo():
    assert set(TONE_MB) == set(ECHO_MB) == set(Space) - {Space.NONE}


def test_tones_are_far_below_the_voice_and_above_nothing():
    assert all(-6_000 < level < -4_000 for level in TONE_MB.values())


@pytest.mark.parametrize(
    ("name", "place", "wanted"),
    [
        ("palace_hall", Place.INTERIOR, Space.HALL),
        ("bamboo_forest", Place.EXTERIOR, Space.FOREST),
        ("courtyard", Place.INTERIOR, Space.ROOM),
        ("of_another_hand", Place.INTERIOR, Space.ROOM),
        ("of_another_hand", Place.EXTERIOR, Space.STREET),
    ],
)
def test_a_set_played_indoors_is_no_open_place(make, name, place, wanted):
    assert space_of(make.spec(set_name=name, place=place)) is wanted


def test_one_place_has_one_tone_while_it_lasts_and_two_places_cross(make):
    board = make.board(
        make.spec(), make.spec(), make.spec(set_name="office", place=Place.INTERIOR),
        make.spec(day_time=DayTime.DAY),
    )  # fmt: skip
    tones = make.film(board, {}).cut.tones

    assert [(t.space, t.night) for t in tones] == [
        (Space.STREET, True), (Space.OFFICE, True), (Space.STREET, False),
    ]  # fmt: skip
    for one, other in pairwise(tones):
        crossed = one.start + one.length - other.start
        assert crossed == one.fade_out == other.fade_in == TONE_CROSS_MS * SAMPLE_RATE // 1000


@given(data=st.data())
@settings(deadline=None, max_examples=40)
def test_no_moment_of_a_film_is_without_tone(films, data):
    film = data.draw(films)
    length = film.cut.rate.samples_at(film.cut.length_frames)
    reached = 0
    for tone in film.cut.tones:
        assert tone.start <= reached
        assert tone.fade_in + tone.fade_out <= tone.length
        reached = tone.start + tone.length
    assert reached == length


def test_tones_are_planned_from_the_board_alone(make):
    board = make.board(make.spec())
    (tone,) = plan_tones(board, {"s0": 50}, Rate(25))

    assert (tone.shot, tone.start, tone.gain_mb) == ("s0", 0, TONE_MB[Space.STREET])


class TestVoices:
    def clip(self, make, *specs):
        board = make.board(*specs)
        said = {s.id: make.voice(48_000) for s in board.shots if s.spec.speech}
        return voices(make.film(board, said))[-1]

    def test_a_spoken_line_echoes_as_its_place_does(self, make):
        clip = self.clip(make, make.spec(set_name="palace_hall", place=Place.INTERIOR,
                                         speech=make.speech("跪下！")))  # fmt: skip

        assert (clip.space, clip.echo_mb) == (Space.HALL, ECHO_MB[Space.HALL])
        assert clip.manner is Manner.PLAIN

    def test_a_thought_has_a_space_of_its_own(self, make):
        clip = self.clip(make, make.spec(speech=make.speech("他骗我。", delivery=Delivery.OS)))

        assert (clip.manner, clip.echo_mb) == (Manner.INNER, INNER_ECHO_MB)

    @pytest.mark.parametrize("delivery", [Delivery.VO, Delivery.NARRATION])
    def test_a_voice_over_the_film_stands_in_no_place(self, make, delivery):
        clip = self.clip(make, make.spec(speech=make.speech("那年冬天。", delivery=delivery)))

        assert (clip.space, clip.manner, clip.echo_mb) == (Space.NONE, Manner.PLAIN, 0)

    @pytest.mark.parametrize(
        "before",
        [{"insert": "phone"}, {"action": "手机亮了。"}, {"action": "He plays the RECORDING."}],
    )
    def test_a_voice_after_a_telephone_came_in_is_heard_through_it(self, make, before):
        clip = self.clip(
            make,
            make.spec(**before),
            make.spec(speech=make.speech("别签。", delivery=Delivery.VO)),
        )

        assert clip.manner is Manner.PHONE

    def test_after_somebody_hung_up_it_is_not(self, make):
        clip = self.clip(
            make,
            make.spec(insert="phone"),
            make.spec(action="她挂断电话。"),
            make.spec(speech=make.speech("那年。", delivery=Delivery.VO)),
        )

        assert clip.manner is Manner.PLAIN

    def test_a_telephone_of_another_scene_is_not_heard(self, make):
        clip = self.clip(
            make,
            make.spec(insert="phone"),
            make.spec(scene=2, speech=make.speech("那年。", delivery=Delivery.VO)),
        )

        assert clip.manner is Manner.PLAIN

    def test_who_speaks_into_the_telephone_is_heard_in_the_room(self, make):
        clip = self.clip(make, make.spec(insert="phone"), make.spec(speech=make.speech("喂？")))

        assert clip.manner is Manner.PLAIN
