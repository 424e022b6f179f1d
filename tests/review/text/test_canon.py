"""The canonical form: what is folded, what is left out, and that places stay exact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.review.text.canon import FOLD, canon, plain

TEXTS = st.text(
    st.one_of(
        st.sampled_from("算命真灵赌博發財靈驗ＡＢａｂ１２ 　，。*·-_🐎👻ﬁ㍿½①々〇abcXYZ019"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)


def test_a_spaced_word_is_one_with_its_places():
    found = canon("算 命 真 灵")

    assert (found.text, found.origin) == ("算命真灵", (0, 2, 4, 6))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("發財靈驗", "发财灵验"),
        ("Ｋ粉１０", "k粉10"),
        ("赌*博·网", "赌博网"),
        ("赌赌赌博博", "赌博博"),
        ("天天开心", "天天开心"),
        ("1000000", "1000000"),
        ("Place a  Bet!", "place a bet"),
        ("self-harm, don't", "selfharm dont"),
        ("s.m.o.k.e it", "smoke it"),
        ("s m o k e", "smoke"),
        ("fuuuuck", "fuck"),
        ("去suan ming吧", "去suan ming吧"),
        ("", ""),
        ("……！", ""),
    ],
)
def test_what_is_folded(text, folded):
    assert canon(text).text == folded


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_places_point_into_the_original_in_order(text):
    found = canon(text)

    assert len(found.text) == len(found.origin)
    assert list(found.origin) == sorted(found.origin)
    assert all(0 <= place < len(text) for place in found.origin)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_a_character_comes_from_the_character_at_its_place(text):
    found = canon(text)

    for character, place in zip(found.text, found.origin, strict=True):
        assert character == " " or character in FOLD[text[place]]


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_the_plain_form_has_the_length_of_the_original(text):
    assert len(plain(text)) == len(text)
