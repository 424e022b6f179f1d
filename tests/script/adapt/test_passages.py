"""Passages: every character of a text is in one of them, and portions are small enough."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.script.adapt.passages import (
    ASKED_CHARACTERS,
    PASSAGE_CHARACTERS,
    passages,
    portions,
)

PROSE = st.text(alphabet="林夏走了。她\n 说：“好！”a\t\r…", max_size=4000)


@settings(max_examples=80, deadline=None)
@given(PROSE)
def test_an_importer_accounts_for_every_character(text):
    found = passages(text)

    held = "".join(text[one.start : one.end] for one in found)
    assert "".join(held.split()) == "".join(text.split())
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 < one.end - one.start <= PASSAGE_CHARACTERS for one in found)


@settings(max_examples=40, deadline=None)
@given(PROSE, st.integers(1, 6))
def test_portions_hold_all_passages_in_order(text, times):
    found = passages(text * times)

    parts = list(portions(found))
    assert tuple(one for part in parts for one in part) == found
    for part in parts:
        assert len(part) == 1 or sum(p.end - p.start for p in part) <= ASKED_CHARACTERS


def test_a_long_paragraph_is_divided_where_sentences_end():
    text = "她走了。" * 500

    found = passages(text)
    assert len(found) > 1
    assert all(text[one.start : one.end].endswith("。") for one in found)


def test_a_paragraph_without_a_sentence_is_divided_all_the_same():
    found = passages("字" * 3000)

    assert sum(one.end - one.start for one in found) == 3000
