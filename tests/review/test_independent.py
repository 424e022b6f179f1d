"""Lines of a second reader: what the policy reaches on the half that was not looked at."""

from __future__ import annotations

import pytest

from review.independent import Counted, categories, counted, disturbed, hidden, plainly, talk

PRECISION_MIN, RECALL_MIN = 0.93, 0.93
ALONE_MAX, TALKS_MAX = 3, 2
"""Utterances of 704 and conversations of 109 that are sent to a person, as reached."""
F1_MIN = 0.80
"""Of lines whose words are hidden: the goal."""
KEPT_MIN = {
    "homophone": 0.76,
    "traditional": 0.99,
    "insert": 0.99,
    "split": 0.83,
    "emoji": 0.79,
}


def total() -> Counted:
    """All categories together."""
    return sum(map(counted, categories()), Counted(0, 0, 0, 0))


def test_the_lines_are_as_many_as_were_counted() -> None:
    assert (total().hits, total().misses) == (247, 237)
    assert (sum(map(len, talk())), len(talk())) == (704, 109)


def test_what_is_sent_to_a_person_had_to_be() -> None:
    assert total().precision >= PRECISION_MIN


def test_what_has_to_be_seen_is_sent_to_a_person_as_often_as_was_reached() -> None:
    assert total().recall >= RECALL_MIN


def test_a_plain_search_is_less_precise_in_every_category() -> None:
    assert all(plainly(one).precision < counted(one).precision for one in categories())


def test_conversation_is_left_alone() -> None:
    alone, rows = disturbed()
    assert alone <= ALONE_MAX
    assert rows <= TALKS_MAX


@pytest.mark.parametrize("way", sorted(KEPT_MIN))
def test_hidden_words_are_found_still(way: str) -> None:
    still, tried, after = hidden(way)
    assert still >= KEPT_MIN[way] * tried
    assert after.f1 >= F1_MIN
