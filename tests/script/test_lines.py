"""Logical lines: what notes and boneyards do to line ends."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from piying.script.lines import Sort, logical_lines, normalised, regions

MARKED = st.lists(
    st.sampled_from(["/*", "*/", "[[", "]]", "]", "\n", "\n\n", "\n  \n", "  ", "a", "\\", "["])
).map("".join)


def sorts(text: str) -> list[str]:
    return [line.sort.value for line in logical_lines(text)[0]]


def test_a_note_or_boneyard_does_not_end_with_its_line():
    lines, _ = logical_lines("a [[b\nc]] d\ne /*\n\n*/ f\ng")

    assert [line.text for line in lines] == ["a [[b\nc]] d", "e /*\n\n*/ f", "g"]
    assert [line.bare for line in lines] == ["a  d", "e  f", "g"]


def test_the_sorts_of_lines():
    assert sorts("a\n\n  \n \n[[n]]\n/* b */\n[[n]] /* b */") == [
        "text",
        "blank",
        "joint",
        "blank",
        "notes",
        "boneyard",
        "notes",
    ]


def test_an_unclosed_mark_is_told_once_a_line():
    _, unclosed = logical_lines("a [[ [[\n[[\n\n/*")

    assert [(span.line, span.column, is_note) for span, is_note in unclosed] == [
        (1, 3, True),
        (2, 1, True),
        (4, 1, False),
    ]


def test_every_line_end_becomes_one():
    assert normalised("\ufeffa\r\nb\rc\n") == "a\nb\nc\n"


@given(MARKED)
@settings(deadline=None)
def test_regions_follow_each_other_and_are_what_they_say(text):
    found, _ = regions(text)

    at = 0
    for region in found:
        opening, closing = ("[[", "]]") if region.note else ("/*", "*/")
        assert region.begin >= at
        assert text.startswith(opening, region.begin)
        assert text.endswith(closing, region.begin + 2, region.end)
        at = region.end


@given(MARKED)
@settings(deadline=None)
def test_lines_hold_every_line_of_the_source_in_order(text):
    lines, _ = logical_lines(text)

    number = 1
    for line in lines:
        assert line.span.line >= number
        number = line.span.line
        if line.sort in (Sort.TEXT, Sort.NOTES, Sort.BONEYARD):
            number = line.span.end_line
        number += 1
    assert number <= text.count("\n") + 2
