"""Searching: single words, by every way of hiding them, or only by those that are asked for."""

from __future__ import annotations

import pytest

from piying.model.policy import Evasion
from piying.review.text.search import search

WORDS = ("赌博", "强奸", "gambl*")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("他去赌博", "exact"),
        ("他去赌.博", "insert"),
        ("他去賭博", "traditional"),
        ("他去赌勃", "pinyin"),
        ("他去dubo", "latin"),
        ("他去贝者博", "split"),
        ("弓虽女干", "split"),
        ("Gamblers", "exact"),
    ],
)
def test_a_word_is_found_in_each_way(text, how):
    assert [match.how for match in search(WORDS, text)] == [how]


def test_only_the_ways_that_are_asked_for_count():
    assert search(WORDS, "他去赌.博和賭博", frozenset({Evasion.INSERT}))[0].how == "insert"
    assert len(search(WORDS, "他去赌.博和賭博", frozenset())) == 0


def test_a_long_run_of_letters_is_read_and_is_no_word():
    assert search(WORDS, "看" + "dubo" * 5000) == ()


def test_nothing_is_found_in_nothing():
    assert search(WORDS, "") == ()
    assert search((), "赌博") == ()
