"""Asking: a model is asked about no more than it can take."""

from __future__ import annotations

import json

import pytest

from piying.model.brief import Medium
from piying.model.card import ModelCard
from piying.script.adapt.asking import (
    ANSWER_TOKENS,
    SCHEMA,
    answer_tokens,
    asked_again,
    brief_of,
    portion_characters,
)
from piying.script.adapt.passages import ASKED_CHARACTERS, passages

TEXT = "天台上的风很大。\n“你来了。”"


def card(**limits):
    return ModelCard("acme", "m-1", Medium.TEXT, **limits)


@pytest.mark.parametrize(
    ("limits", "language", "most"),
    [
        ({}, "zh", ASKED_CHARACTERS),
        ({"tokens_max": 32_000}, "zh", ASKED_CHARACTERS),
        ({"tokens_max": 4096}, "zh", 1365),
        ({"tokens_max": 4096}, "en", ASKED_CHARACTERS),
        ({"prompt_characters_max": 2000}, "zh", 1500),
        ({"prompt_characters_max": 20}, "zh", 1),
    ],
)
def test_a_portion_is_as_long_as_the_model_and_its_answer_allow(limits, language, most):
    assert portion_characters(card(**limits), language) == most


def test_the_longest_answer_is_ours_or_the_models():
    assert answer_tokens(card()) == ANSWER_TOKENS
    assert answer_tokens(card(tokens_max=800)) == 800
    assert answer_tokens(card(tokens_max=1 << 20)) == ANSWER_TOKENS


def test_a_brief_numbers_its_passages_and_names_who_was_met():
    brief = brief_of(TEXT, passages(TEXT), ["林夏", "陈默"], "zh", 500)

    assert brief.prompt.splitlines()[0].endswith("林夏、陈默")
    assert "【1】天台上的风很大。" in brief.prompt
    assert "【2】“你来了。”" in brief.prompt
    assert (brief.medium, brief.answer_schema, brief.most_tokens) == (Medium.TEXT, SCHEMA, 500)


def test_so_many_names_are_told_as_there_is_room_for_and_none_is_cut():
    names = [f"人物{n}号" for n in range(300)]
    told = brief_of(TEXT, passages(TEXT), names, "zh").prompt.splitlines()[0]

    assert set(told.partition("：")[2].split("、")) <= set(names)


def test_every_field_of_the_schema_is_wanted_and_no_other_is_taken():
    def objects(part):
        if isinstance(part, dict):
            if part.get("type") == "object":
                yield part
            for one in part.values():
                yield from objects(one)

    for one in objects(json.loads(SCHEMA)):
        assert one["additionalProperties"] is False
        assert set(one["required"]) == set(one["properties"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_could_not_be_read_is_said(language):
    brief = brief_of(TEXT, passages(TEXT), [], language)

    again = asked_again(brief, "missing field `scenes`", ())
    assert "missing field `scenes`" in again.prompt
    assert again.prompt.startswith(brief.prompt)
    assert again.system == brief.system
