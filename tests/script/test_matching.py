"""Lexicons: how words are found in running text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.script.matching import lexicon, masked, word_set

THINGS = lexicon(
    [("", "门口 相信"), ("door", "门 door"), ("letter", "信 letter"), ("key", "key")]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("门开了", ["door"]),
        ("他站在门口", [""]),
        ("门口的门", ["", "door"]),
        ("The doors open", ["door"]),
        ("outdoor", []),
        ("MONKEY", []),
        ("Two KEYS", ["key"]),
    ],
)
def test_the_longest_whole_word_wins(text, expected):
    assert [found.value for found in THINGS.find(text)] == expected


def test_a_word_that_means_nothing_is_not_had():
    assert THINGS.has("门口的门")
    assert not THINGS.has("他站在门口")


def test_an_underscore_is_a_space():
    assert word_set("walks_away").has("She walks away.")


def test_names_are_blanked_letter_for_letter():
    assert masked("雨桐撑伞，Rose waits. Roses", ("雨桐", "rose")) == (
        "\u3000\u3000撑伞，\u3000\u3000\u3000\u3000 waits. Roses"
    )


@pytest.mark.property
@settings(deadline=None)
@given(st.text(alphabet="门口相信开 doreky", max_size=30))
def test_found_words_stand_where_they_are_said_to_stand(text):
    found = THINGS.find(text)

    assert all(text[one.start : one.end] == one.word for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
