"""Chapters: headings stand alone on their lines, and every chapter has something in it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.script.adapt.chapters import chapters

BODY = "\n林夏走了。\n\n"


def told(text):
    return [(one.number, one.heading) for one in chapters(text)]


@pytest.mark.parametrize(
    "heading",
    [
        "第一章", "第一章 夜雨", "第1章：夜雨", "第一章夜雨", "  第 １ 章　夜雨",
        "## 第一章 夜雨",
        "【第一章】夜雨", "第一回 风雪夜归人", "第一卷 第一章 夜雨", "第壹章 夜雨", "第一節",
        "Chapter 1", "CHAPTER I. Rain", "Chapter One: Rain", "chapter 1 - Rain",
    ],
)  # fmt: skip
def test_a_heading_begins_a_chapter(heading):
    (one,) = chapters(f"书名\n作者\n{heading}{BODY}")

    assert one.number == 1
    assert one.heading


@pytest.mark.parametrize(
    "line",
    [
        "第一回见面时，他没有说话。", "这是第一章的内容。", "第一章里她写道：“我走了。”",
        "第一次", "Chapter and verse", "The first chapter was long.",
        "“第一章？”她问，“怎么没有第二章？”",
    ],
)  # fmt: skip
def test_a_sentence_is_no_heading(line):
    assert told(f"他来了。\n{line}\n她走了。") == [(1, "")]


def test_a_text_without_headings_is_one_chapter():
    (one,) = chapters("林夏走了。")

    assert (one.start, one.end, one.heading) == (0, 5, "")
    assert told("") == [(1, "")]


def test_a_chapter_is_what_stands_under_its_heading():
    text = f"书名\n\n第一章 夜雨{BODY}第二章 天晴\n她回来了。\n"

    first, second = chapters(text)
    assert text[first.start : first.end] == BODY
    assert text[second.start : second.end] == "\n她回来了。\n"


def test_the_marks_round_a_heading_are_no_part_of_it():
    assert told(f"【第一章】夜雨{BODY}") == [(1, "第一章 夜雨")]
    assert told(f"=== 第一章 夜雨 ==={BODY}") == [(1, "第一章 夜雨")]


def test_a_table_of_contents_holds_no_chapters():
    text = f"目录\n第一章 夜雨\n第二章 天晴\n\n第一章 夜雨{BODY}第二章 天晴{BODY}"

    assert told(text) == [(1, "第一章 夜雨"), (2, "第二章 天晴")]


def test_a_volume_ends_a_chapter_and_is_none():
    text = f"第一卷 风起\n第一章 夜雨{BODY}第二卷 云涌\n卷首语。\n第二章 天晴{BODY}"

    first, second = chapters(text)
    assert (first.number, second.number) == (1, 2)
    assert text[first.start : first.end] == BODY


def test_numbers_are_those_that_are_written():
    text = f"楔子{BODY}第十一章 甲{BODY}第十二章 乙{BODY}尾声{BODY}"

    assert told(text) == [(13, "楔子"), (11, "第十一章 甲"), (12, "第十二章 乙"), (14, "尾声")]


def test_numbers_that_begin_anew_are_counted_through():
    text = f"第一卷 甲\n第一章{BODY}第二章{BODY}第二卷 乙\n第一章{BODY}"

    assert [number for number, _ in told(text)] == [1, 2, 3]


@given(st.text(alphabet="第一二章回卷 \n。，林Chapter1楔子：", max_size=200))
def test_chapters_lie_in_order_within_the_text_and_have_their_own_numbers(text):
    found = chapters(text)

    assert found
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len({one.number for one in found}) == len(found)
    assert all(one.number >= 1 for one in found)
