"""Lengths of words, and the pieces of long lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.script.breakdown.speech import (
    LINE_MS_MAX,
    PIECE_MS_MIN,
    aloud_pieces,
    clauses,
    pieces,
    read_ms,
    spoken_ms,
)

texts = st.text(alphabet="我你他长城一二三，。！？…、；：“”’)—\n abcDE.,!?-1[]", max_size=120)


@pytest.mark.property
@settings(deadline=None)
@given(texts, st.integers(700, 1_300), st.integers(0, 4))
def test_pieces_together_are_the_line(text, speed, count):
    assert "".join(pieces(text, speed, count)) == text
    assert "".join(clauses(text)) == text


@pytest.mark.property
@settings(deadline=None)
@given(texts)
def test_a_line_is_whole_unless_it_is_long(text):
    made = pieces(text)

    assert len(made) == 1 or spoken_ms(text) > LINE_MS_MAX
    assert len(made) == 1 or all(spoken_ms(piece) >= PIECE_MS_MIN for piece in made)


@pytest.mark.property
@settings(deadline=None)
@given(st.text(alphabet="长城行，。我你 abc", max_size=80), st.data())
def test_aloud_is_cut_where_the_words_are_cut(text, data):
    aloud = "".join(
        char + (data.draw(st.sampled_from(["", "[chang2]"])) if char == "长" else "")
        for char in text
    )
    parts = pieces(text, 400)
    cut = aloud_pieces(aloud, parts)

    assert cut is not None
    assert "".join(cut) == aloud
    assert tuple(re.sub(r"\[[^\]]*\]", "", piece) for piece in cut) == parts


def test_other_words_aloud_are_not_cut():
    assert aloud_pieces("别的话。", ("这句话。",)) is None


def test_chinese_is_about_four_and_a_half_syllables_a_second():
    assert 4_300 < spoken_ms("我" * 20) < 4_600


def test_english_is_about_two_and_a_half_words_a_second():
    assert 3_700 < spoken_ms("word " * 10) < 4_000


def test_a_slow_voice_needs_longer():
    assert spoken_ms("你听我说", 800) > spoken_ms("你听我说", 1_000)


def test_a_cut_falls_behind_closing_quotes():
    text = (
        "他说：“我什么都记得，一个字也没有忘。”"
        "然后他就走了，头也没有回，雨下了整整一夜都没有停。"
    )

    assert any(piece.endswith("。”") for piece in pieces(text))


def test_more_words_on_the_screen_stand_longer():
    assert read_ms("三年后") < read_ms("三年后，沪上张家老宅门前")
