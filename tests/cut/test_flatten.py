from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.flatten import Outgoing, at, starts
from piying.model.clock import Rate
from piying.model.cut import CardKind, TrackKind
from piying.model.errors import Invalid
from piying.model.shot import Transition

RATE = Rate(25)


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_every_frame_has_exactly_one_picture_and_the_film_is_the_sum_of_its_clips(films, data):
    cut = data.draw(films).cut

    seen = [at(cut, frame) for frame in range(0, cut.length_frames, 7)]
    edges = [at(cut, frame) for frame in starts(cut)]

    assert sum(clip.length_frames for clip in cut.pictures) == cut.length_frames
    for moment in seen:
        assert starts(cut)[moment.index] + moment.clip_frame == moment.frame
        assert 0 <= moment.clip_frame < moment.clip.length_frames
    assert [moment.clip for moment in edges] == list(cut.pictures)
    assert all(moment.clip_frame == 0 for moment in edges)


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_at_most_one_spoken_caption_is_on_the_screen(films, data):
    cut = data.draw(films).cut

    for frame in range(0, cut.length_frames, 5):
        shown = at(cut, frame).captions
        roles = [caption.role == "super" for caption in shown]
        assert roles.count(False) <= 1
        assert roles.count(True) <= 1


def test_a_dissolve_leads_away_from_the_last_frame_of_the_picture_before(make):
    dissolve = make.spec(transition=Transition.DISSOLVE)
    cut = make.film(make.board(make.spec(), dissolve), {}).cut

    first, last, over = at(cut, 50), at(cut, 61), at(cut, 62)

    assert first.outgoing == last.outgoing == Outgoing(cut.pictures[0], 49)
    assert (first.transition_frame, last.transition_frame, over.transition_frame) == (0, 11, 12)
    assert over.outgoing is None


def test_a_fade_leads_away_from_nothing(make):
    board = make.board(make.spec(), make.spec(transition=Transition.FADE))

    assert at(make.film(board, {}).cut, 50).outgoing is None


def test_a_source_is_read_from_where_its_clip_begins(make):
    cut = make.film(make.board(make.spec()), {}).cut
    moved = replace(cut, pictures=(replace(cut.pictures[0], source_start_frames=12),))

    assert at(moved, 5).source_frame == 17


def test_the_label_and_the_cards_come_and_go(make):
    cut = make.film(make.board(make.spec(length_ms=8_000)), {}).cut

    assert at(cut, 0).label == cut.label
    assert at(cut, 99).label == cut.label
    assert at(cut, 100).label is None
    assert [card.role for card in at(cut, 0).cards] == [CardKind.TITLE]
    assert at(cut, 150).cards == ()
    assert [card.role for card in at(cut, 239).cards] == [CardKind.END]


def test_sounds_are_heard_during_their_frames(make):
    spec = make.spec(speech=make.speech("走。"), mood="silence")
    cut = make.film(make.board(spec), {"s0": make.voice(48_000)}).cut

    assert at(cut, 3).sounds == ()
    assert [h.track for h in at(cut, 4).sounds] == [TrackKind.DIALOGUE]
    assert [h.track for h in at(cut, 28).sounds] == [TrackKind.DIALOGUE]
    assert at(cut, 29).sounds == ()


@pytest.mark.parametrize("frame", [-1, 90])
def test_a_frame_outside_the_film_is_refused(make, frame):
    cut = make.film(make.board(make.spec()), {}).cut

    with pytest.raises(Invalid, match=r"90 frames"):
        at(cut, frame)
