"""Words over the picture: there in their time, drawn once, the label on top of all."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.cut import AiLabel, Caption, Card, CardKind, PictureClip, Ruby
from piying.model.errors import Missing
from piying.model.master import Profile
from piying.model.people import Style
from piying.render.jobs import ShotJob
from piying.render.lay import Area
from piying.render.layer import HeldLayer, Piece
from piying.render.planes import blank_planes, texture_of
from piying.render.words import CARD_FADE_FRAMES, Lettered, Words, word_layers
from piying.studio.config import settings_from
from piying.studio.fonts import font_places

PROFILE = Profile("small", 270, 480, Rate(25))


def job(**changes):
    clip = PictureClip("s", Digest("t"), Digest("b"), "x", 100)
    return ShotJob(PROFILE, clip, 0, 100, **changes)


class Lettering:
    """White words that count how often they are made."""

    def __init__(self):
        self.made = 0

    def __call__(self):
        self.made += 1
        return Lettered(texture_of(np.full((20, 60, 4), 255, np.uint8)), 40, 100)


def level(words, frame):
    target = blank_planes(270, 480)
    words.draw(target, frame)
    return int(target.y[110, 70])


def test_words_are_there_from_their_first_frame_to_their_last():
    words = Words(Lettering(), 10, 5)

    assert [level(words, frame) > 200 for frame in (9, 10, 14, 15)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_words_are_lettered_once_and_only_when_seen():
    lettering = Lettering()
    words = Words(lettering, 10, 50)
    level(words, 0)
    assert lettering.made == 0

    for frame in (10, 11, 30):
        level(words, frame)
    assert lettering.made == 1


@settings(deadline=None, max_examples=40)
@given(st.tuples(*[st.integers(0, 70)] * 4), st.sampled_from([0, 2, 9, 30, 68]))
def test_a_part_is_the_same_as_in_the_whole_and_nothing_lies_outside_of_it(sides, frame):
    left, top, width, height = (2 * side for side in sides)
    area = Area(left, top, left + width, top + height)
    words = Words(Lettering(), 1, 69, CARD_FADE_FRAMES)
    drawn, whole, wanted = (blank_planes(270, 480) for _ in range(3))
    words.draw(whole, frame)
    wanted.copy_from(whole, area)
    words.draw_within(drawn, frame, area)
    (piece,) = words.pieces(frame) or (Piece(0, Area(0, 0, 0, 0)),)
    whole.copy_from(blank_planes(270, 480), piece.area)

    assert np.array_equal(drawn.y, wanted.y)
    assert np.array_equal(drawn.u, wanted.u)
    assert (whole.y == 16).all()


def test_words_stand_where_they_were_set():
    target = blank_planes(270, 480)
    Words(Lettering(), 0, 5).draw(target, 0)
    rows, columns = np.nonzero(target.y > 200)

    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (100, 119, 40, 99)


def test_a_card_comes_and_goes_softly():
    words = Words(Lettering(), 10, 60, CARD_FADE_FRAMES)
    levels = [level(words, frame) for frame in range(9, 71)]

    assert levels[0] == levels[-1] == 16
    assert max(abs(b - a) for a, b in pairwise(levels)) < 45
    assert levels[30] > 230


def test_equal_states_are_equal_words():
    words = Words(Lettering(), 10, 60, CARD_FADE_FRAMES)
    shown = {}
    for frame in range(80):
        assert shown.setdefault(words.state(frame), level(words, frame)) == level(words, frame)
    assert isinstance(words, HeldLayer)


@pytest.mark.model
def test_captions_then_cards_then_the_label():
    layers = word_layers(
        job(
            captions=(Caption(0, 25, "你是谁？"),),
            cards=(Card(CardKind.TITLE, 5, 40, ("来电显示是我", "第1集")),),
            label=AiLabel("内容由AI生成", 0, 100),
        ),
        Style.MANHUA,
    )

    assert [layer.fade for layer in layers] == [0, CARD_FADE_FRAMES, 0]
    for layer in layers:
        target = blank_planes(270, 480)
        layer.draw(target, 20)
        assert target.y.max() > 150


def test_a_job_without_words_has_no_layers():
    assert word_layers(job(), Style.MANHUA) == ()


def made(text, **changes):
    (words,) = word_layers(job(captions=(Caption(9, 25, text, **changes),)), Style.MANHUA)
    return words.make()


def test_equal_words_in_different_shots_are_one_texture():
    assert made("你是谁？", shot="a") is made("你是谁？", shot="b")
    assert made("你是谁？") is not made("你是谁。")


def test_words_with_other_readings_are_other_textures():
    assert made("还给你。") is not made("还给你。", ruby=(Ruby(0, 1, "huán"),))


def test_emoji_without_their_font_are_refused_before_anything_is_drawn():
    for words in (
        {"captions": (Caption(0, 25, "好😭"),)},
        {"cards": (Card(CardKind.TITLE, 0, 25, ("爱❤️", "第1集")),)},
    ):
        with pytest.raises(Missing) as refused:
            word_layers(job(**words), Style.MANHUA)
        assert refused.value.code == "render.emoji_missing"


@pytest.mark.model
def test_emoji_come_in_colour():
    fonts = font_places(settings_from(os.environ, Path()).data)
    (words,) = word_layers(job(captions=(Caption(0, 25, "🟥🟥🟥"),), blobs=fonts), Style.MANHUA)
    target = blank_planes(270, 480)
    words.draw(target, 0)

    assert target.v.max() > 190
