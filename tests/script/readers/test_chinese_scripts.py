"""Whole scripts in the house styles of their writers, and what holds for any script.

Beside each script in `scripts/` stands what a person expects of it, an element or a finding a
line: where it stands, its kind, its text, and what a cue or heading says besides.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.script import ElementKind
from piying.script.format import format_script
from piying.script.inline import plain
from piying.script.parse import parse
from piying.script.readers.chinese import read_chinese

SCRIPTS = Path(__file__).with_name("scripts")
NAMES = sorted(path.stem for path in SCRIPTS.glob("*.txt"))

LINES = [
    "1-1 日 内 客厅",
    "第二场　夜　外　码头",
    "第1集：归来",
    "人物：张明、李丽（旁观）",
    "△张明走。△李丽看。",
    "▲ 雨。【字幕：三年前】",
    "张明：（笑）你好。（走）再见（挥手）",
    "张明（OS，哽咽）：走。",
    "**李丽：**走。",
    "【VO：三年前。】",
    "旁白：三年前。",
    "内心OS：不。",
    "张明",
    "张父：",
    "走。",
    "（转身）",
    "他低声说：走吧。",
    "【字幕：2002年夏】",
    "【闪回】",
    "【闪回结束】",
    "【闪回】1-2 夜 外 码头",
    "《剧名》",
    "大纲：",
    "人物小传：",
    "甲（28）：总裁",
    "场次：1-3",
    "地点：客厅 时间：夜",
    "时间：00:00-00:04",
    "> 切至：",
    "切至：",
    "@张明",
    ".江边",
    "[[镜头: 推近]]",
    "# 第一幕",
    "---",
    "===",
    "~ 歌",
    "（完）",
    "2*3=6 _a_ [[x",
    "- 1. 走",
    "",
    "",
    "　",
]
scripts = st.lists(
    st.one_of(
        st.sampled_from(LINES),
        st.text(
            alphabet="张明李丽走说：:（）()【】[]△*_#-。，！1 　第场集日内外\\@.>~=!",
            max_size=16,
        ),
    ),
    max_size=14,
).map("\n".join)


@pytest.mark.parametrize("name", NAMES)
def test_every_element_of_a_script_is_what_a_reader_expects(name, told):
    reading = read_chinese((SCRIPTS / f"{name}.txt").read_text("utf-8"))
    lines = [f"{one.key}: {' / '.join(one.values)}" for one in reading.script.title_page]
    lines += [
        f"{span.line}:{span.column}-{span.end_line}:{span.end_column} {told(one)}"
        for one, span in zip(reading.script.elements, reading.spans, strict=True)
    ]
    lines += [f"! {one.span.line} {one.severity} {one.code}" for one in reading.findings]
    expected = SCRIPTS / f"{name}.told"

    assert lines == expected.read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_row_30_export_and_import_give_the_same_script(name):
    script = read_chinese((SCRIPTS / f"{name}.txt").read_text("utf-8")).script

    assert parse(format_script(script)).script == script


@settings(deadline=None, max_examples=300)
@given(scripts)
def test_row_30_every_source_letter_belongs_to_an_element(text):
    reading = read_chinese(text)
    lines = re.split(r"\r\n|\n|\r", text)
    covered = [[False] * len(line) for line in lines]
    for span in reading.spans:
        for number in range(span.line, span.end_line + 1):
            begin = span.column - 1 if number == span.line else 0
            end = span.end_column - 1 if number == span.end_line else len(lines[number - 1])
            for at in range(begin, end):
                covered[number - 1][at] = True
    titled = {value for one in reading.script.title_page for value in one.values}

    assert len(reading.spans) == len(reading.script.elements)
    for line, marks in zip(lines, covered, strict=True):
        if not any(value in line for value in titled):
            assert all(
                mark or letter.isspace() for letter, mark in zip(line, marks, strict=True)
            )


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(["张明", "旁白", "路人甲", "Old Wang", "张明（OS）"]),
    st.text(
        alphabet=st.characters(
            codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="（()）【】[]"
        ),
        min_size=1,
        max_size=30,
    ),
)
def test_no_spoken_letter_is_lost_or_rewritten(name, words):
    reading = read_chinese(f"1-1 日 内 客厅\n{name}：{words}")
    said = [
        plain(one.text) for one in reading.script.elements if one.kind is ElementKind.DIALOGUE
    ]

    assert said == [words]


@settings(deadline=None, max_examples=100)
@given(scripts)
def test_line_ends_and_the_mark_do_not_change_what_is_read(text):
    read = read_chinese(text)

    assert read_chinese(text.replace("\n", "\r\n")) == read
    assert read_chinese("\ufeff" + text) == read


def calls(text):
    """How many functions are entered while `text` is read: the same on every machine."""
    entered = Counter()
    sys.setprofile(lambda _frame, event, _what: entered.update((event,)))
    try:
        read_chinese(text)
    finally:
        sys.setprofile(None)
    return entered["call"] + entered["c_call"]


def test_a_script_of_twice_the_length_is_read_in_twice_the_steps():
    text = "".join((SCRIPTS / f"{name}.txt").read_text("utf-8") for name in NAMES)
    read_chinese(text)  # what is kept after a first time is not counted

    assert calls(text * 8) < 2.1 * calls(text * 4)
