"""Declarations: what is left out is unknown, what is wrong is named."""

from __future__ import annotations

from datetime import date

import pytest

from piying.model.errors import Invalid
from piying.model.review import Answer, Declared
from piying.review.declaring import KEYS, parse_declared

KNOWN = Declared("题", ai_used=Answer.YES)


def test_what_is_declared_is_read():
    text = """
title = "来电显示是我"
tags = ["悬疑"]
cost_yuan = 80000
filed_on = 2026-11-20
special_subject = "no"
"""
    found = parse_declared(text, "declared.toml", KNOWN)

    assert found.title == "来电显示是我"
    assert found.tags == ("悬疑",)
    assert found.cost_fen == 8_000_000
    assert found.filed_on == date(2026, 11, 20)
    assert found.special_subject is Answer.NO
    assert found.ai_used is Answer.YES  # piying itself knows


def test_unknown_is_never_zero():
    found = parse_declared("", "declared.toml", KNOWN)

    assert found.cost_fen is None
    assert found.special_subject is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("cost = 1", "review.declared_key", "cost_yuan"),
        ("cost_yuan = -1", "review.declared_value", "cost_yuan = -1"),
        ("cost_yuan = 1.5", "review.declared_value", "80000"),
        ("cost_yuan = true", "review.declared_value", "80000"),
        ('ai_used = "maybe"', "review.declared_value", '"yes"'),
        ("ai_used = true", "review.declared_value", '"yes"'),
        ('filed_on = "2026"', "review.declared_value", "2026-11-22"),
        ("filed_on = 2026-11-20T08:00:00", "review.declared_value", "2026-11-22"),
        ('tags = "悬疑"', "review.declared_value", "tags"),
        ("title = \n\n", "review.declared_unreadable", "line 1"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_write(text, code, says):
    with pytest.raises(Invalid) as refused:
        parse_declared(text, "declared.toml", KNOWN)
    assert refused.value.code == code
    assert says in str(refused.value)


def test_every_field_of_a_declaration_can_be_written():
    fields = set(Declared.__slots__) - {"kind", "cost_fen"}

    assert fields == set(KEYS) - {"cost_yuan"}
