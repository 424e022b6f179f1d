"""What a mouth does while words are heard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.partners.mouths import REST_MIN_SAMPLES, Timed, marks

VISEMES = {"rest", "closed", "teeth", "open", "mid", "spread", "round", "half"}


def mouths(*words, count=100_000):
    return [(mark.text, mark.viseme) for mark in marks([Timed(*one) for one in words], count)]


def test_a_syllable_is_its_initial_and_then_its_final():
    assert mouths(("妈", 0, 48_000), count=48_000) == [("m", "closed"), ("a", "open")]


@pytest.mark.parametrize(
    ("character", "shapes"),
    [
        ("天", ["half", "spread", "mid", "half"]),
        ("风", ["teeth", "mid", "half"]),
        ("我", ["round", "round"]),
        ("女", ["half", "round"]),
        ("安", ["open", "half"]),
    ],
)
def test_the_lips_follow_the_pinyin(character, shapes):
    assert [one for _, one in mouths((character, 0, 9000), count=9000)] == shapes


def test_words_in_latin_letters_are_read_by_groups_of_letters():
    assert mouths(("Boom", 0, 9000), count=9000) == [
        ("b", "closed"), ("oo", "round"), ("m", "closed"),
    ]  # fmt: skip


def test_punctuation_makes_no_mouth():
    assert mouths(("，", 0, 500), ("!", 500, 900), count=9000) == [("", "rest")]


def test_a_long_silence_closes_the_mouth_and_a_short_one_does_not():
    long = mouths(("妈", 0, 9000), ("妈", 9000 + REST_MIN_SAMPLES, 30_000), count=30_000)
    short = mouths(("妈", 0, 9000), ("妈", 8999 + REST_MIN_SAMPLES, 30_000), count=30_000)

    assert ("", "rest") in long
    assert ("", "rest") not in short


def test_words_that_overlap_are_cut_where_the_next_begins():
    found = marks([Timed("妈", 0, 9000), Timed("爸", 6000, 12_000)], 12_000)

    assert 6000 in {mark.start for mark in found}


@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from("你好天风女长ab cKeé,。3 -"), max_size=6),
            st.integers(-5000, 60_000),
            st.integers(-500, 20_000),
        ),
        max_size=12,
    ),
    st.integers(1, 60_000),
)
def test_marks_cover_everything_without_gaps_or_overlaps(words, count):
    found = marks([Timed(text, at, at + lasts) for text, at, lasts in words], count)

    assert found[0].start == 0
    assert found[-1].end == count
    assert all(one.end == two.start for one, two in pairwise(found))
    assert all(one.end > one.start and one.viseme in VISEMES for one in found)
