from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.brief import Medium
from piying.model.card import ModelCard, Size
from piying.model.errors import Invalid
from piying.takes.parts import PARTS_MAX, Part, parts

STEPPED = ModelCard(
    "acme", "clip-1", Medium.VIDEO, shortest_ms=3000, longest_ms=15_000, step_ms=1000
)
ONLY = ModelCard("acme", "clip-2", Medium.VIDEO, lengths_ms=(4000, 6000, 8000), longest_ms=8000)


@pytest.mark.parametrize(
    ("card", "length_ms", "made"),
    [
        (STEPPED, 500, [3000]),
        (STEPPED, 3001, [4000]),
        (STEPPED, 15_000, [15_000]),
        (STEPPED, 15_500, [8000, 8000]),
        (STEPPED, 31_000, [11_000, 10_000, 10_000]),
        (ONLY, 100, [4000]),
        (ONLY, 10_000, [6000, 4000]),
        (ONLY, 12_000, [6000, 6000]),
        (ONLY, 16_500, [6000, 6000, 6000]),
    ],
)
def test_a_shot_is_made_in_as_few_and_as_short_and_as_even_clips_as_can_be(
    card, length_ms, made
):
    assert [part.made_ms for part in parts(length_ms, card, None)] == made


def test_the_cut_trims_what_is_over_at_the_end():
    assert parts(10_500, ONLY, None) == (Part(6000, 6000), Part(4500, 6000))


def test_a_size_has_lengths_of_its_own():
    large = Size("1080p", 1080, 1920, (8000,))

    assert parts(10_000, ONLY, large) == (Part(8000, 8000), Part(2000, 8000))


def test_references_may_leave_fewer_lengths():
    card = replace(ONLY, referenced_ms=(8000,))

    assert parts(10_000, card, None, referenced=True) == (Part(8000, 8000), Part(2000, 8000))
    assert parts(10_000, card, None) == (Part(6000, 6000), Part(4000, 4000))


def test_a_model_that_names_no_longest_makes_it_at_once():
    assert parts(99_000, ModelCard("acme", "m", Medium.VIDEO), None) == (Part(99_000, 99_000),)


@pytest.mark.parametrize(
    ("length_ms", "code"),
    [(0, "takes.length_missing"), (15_000 * PARTS_MAX + 1, "takes.parts_too_many")],
)
def test_a_length_that_cannot_be_made_is_refused(length_ms, code):
    with pytest.raises(Invalid) as caught:
        parts(length_ms, STEPPED, None)

    assert caught.value.code == code
    assert "clip-1" in caught.value.said("zh")


def test_a_card_whose_lengths_contradict_each_other_is_refused():
    odd = replace(STEPPED, shortest_ms=15_050, longest_ms=15_100)

    with pytest.raises(Invalid, match="at most 15100 ms"):
        parts(5000, odd, None)


@given(
    length_ms=st.integers(1, 60_000),
    card=st.sampled_from([STEPPED, ONLY, replace(STEPPED, longest_ms=15_100)]),
)
def test_parts_add_up_to_the_shot_and_each_is_used(length_ms, card):
    found = parts(length_ms, card, None)

    assert sum(part.used_ms for part in found) == length_ms
    assert all(0 < part.used_ms <= part.made_ms <= card.longest_ms for part in found)
    assert all(part.used_ms == part.made_ms for part in found[:-1])
    assert all(not card.lengths_ms or part.made_ms in card.lengths_ms for part in found)
