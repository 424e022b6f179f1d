"""Answers: whatever a model writes, a script is still read as what it was meant to be."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.adaptation import BeatKind, Trace
from piying.script.adapt.answers import letters, read_answer, scenes_of
from piying.script.adapt.passages import passages

TEXT = "林夏说：“Ｙｏｕ ｃａｍｅ……ﬁnally！”她转过身，没有回头。"
ASKED = {one.number: one for one in passages(TEXT)}


def found(**beat):
    given = {"kind": "line", "who": "林夏", "manner": "", "text": "x", "passage": 1,
             "quote": "", **beat}  # fmt: skip
    answer = {"characters": [], "events": [], "scenes": [
        {"location": "屋顶", "inside": False, "hour": "day", "beats": [given]}]}  # fmt: skip
    scenes = scenes_of(read_answer(json.dumps(answer), "m"), ASKED, TEXT)
    return scenes[0].beats[0] if scenes else None


def test_marks_widths_and_ligatures_are_no_difference():
    one = found(text="you came finally")

    assert one.trace is Trace.VERBATIM
    assert TEXT[one.start : one.end] == "Ｙｏｕ ｃａｍｅ……ﬁnally"


def test_an_action_in_the_words_of_the_source_is_verbatim_only_with_its_quote():
    assert found(kind="action", text="她转过身").trace is Trace.UNTRACED
    assert found(kind="action", text="她转过身", quote="她转过身").trace is Trace.VERBATIM


@pytest.mark.parametrize("who", ["林夏：", "林夏（轻声）", "@林夏\n", "林夏^", "[林夏]"])
def test_a_name_holds_no_mark_by_which_scripts_are_read(who):
    name = found(who=who).who

    assert name.startswith("林夏")
    assert not set(name) & set("：:（）()[]@^\n")


def test_a_beat_is_one_line():
    assert found(text="你来了\n第2集\n\n1-1 夜").text == "你来了 第2集 1-1 夜"


def test_a_beat_without_words_is_none():
    assert found(text=" \n ") is None


def test_an_action_is_nobodys():
    assert found(kind="action", who="林夏").who == ""
    assert found(kind="action").kind is BeatKind.ACTION


@given(st.text(max_size=30), st.text(max_size=30), st.integers(-3, 3))
def test_what_is_traced_stands_there_letter_for_letter(text, quote, passage):
    one = found(text=f"x{text}", quote=quote, passage=passage)

    if one.trace is Trace.UNTRACED:
        assert (one.start, one.end) == (0, 0)
    else:
        assert 0 <= one.start < one.end <= len(TEXT)
        held = letters(TEXT[one.start : one.end])
        assert letters(f"x{text}") in held or letters(quote) in held
