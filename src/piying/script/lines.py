r"""The source of a Fountain script as logical lines.

Notes `[[ … ]]` and boneyards `/* … */` may hold line ends, so they are found first, and a
line that opens one goes on to the line on which it ends. What is not closed opens nothing:

::

    boneyard = "/*" anything "*/"
    note     = "[[" anything but an empty line "]]"      two spaces make a line not empty

A backslash before a bracket, and `/\*`, write these marks literally. Every search goes on
from where the one before it ended, so the work is linear in the length of the source.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from piying.model.script import Span

WHITE = " \t\u00a0\u3000\x0b\x0c\u200b\ufeff"
"""What is blank in a line: spaces of every width that scripts are typed with."""

_OPEN = re.compile(r"/\*|\[\[|\\[\\*_\[\]]")
_NOTE_END = re.compile(r"\]\](?!\])")
_EMPTY = re.compile(rf"\n(?!  (?:\n|\Z))[{WHITE}]*(?:\n|\Z)")
_JOINED = re.compile(r"(?<=\n)  (?=\n)")


class Sort(Enum):
    """What a logical line is before its words are read."""

    TEXT = "text"
    BLANK = "blank"
    JOINT = "joint"
    """Two spaces and nothing else: an empty line within one element."""
    NOTES = "notes"
    """Nothing but notes (and boneyards)."""
    BONEYARD = "boneyard"
    """Nothing but boneyards."""


class Region(NamedTuple):
    """A note or a boneyard: letters `begin` to `end`, its marks included."""

    begin: int
    end: int
    note: bool


class Opened(NamedTuple):
    """A mark that opens a note or a boneyard that nothing closes."""

    at: int
    note: bool


class Part(NamedTuple):
    """A note or boneyard on a line of its own."""

    note: bool
    text: str
    span: Span


class Line(NamedTuple):
    """One logical line."""

    sort: Sort
    text: str
    """As written, blanks at both ends too."""
    bare: str
    """What stands outside notes and boneyards, without blanks at both ends."""
    span: Span
    """From the first letter to the last; an empty span where there is none."""
    parts: tuple[Part, ...] = ()
    """The notes and boneyards of a line that is nothing else."""


def regions(text: str, *, paragraphs: bool = False) -> tuple[list[Region], list[Opened]]:
    """The notes and boneyards of `text` in order, and the marks that open nothing.

    With `paragraphs`, an empty line ends what a note may hold; without, `text` is one element.
    """
    found: list[Region] = []
    opened: list[Opened] = []
    if "/*" not in text and "[[" not in text:
        return found, opened
    boneyard_last = text.rfind("*/")
    note_end, limit = -1, -1
    at = 0
    while mark := _OPEN.search(text, at):
        begin, at = mark.span()
        if mark[0] == "/*":
            if boneyard_last < at:
                opened.append(Opened(begin, note=False))
                continue
            at = text.index("*/", at) + 2
            found.append(Region(begin, at, note=False))
        elif mark[0] == "[[":
            if note_end < at:
                end = _NOTE_END.search(text, at)
                note_end = end.start() if end else len(text)
            if limit < at:
                empty = _EMPTY.search(text, at) if paragraphs else None
                limit = empty.start() if empty else len(text)
            if note_end >= limit:
                opened.append(Opened(begin, note=True))
                continue
            at = note_end + 2
            found.append(Region(begin, at, note=True))
    return found, opened


def normalised(text: str) -> str:
    """`text` without a byte-order mark and with LF at every line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def logical_lines(text: str) -> tuple[list[Line], list[tuple[Span, bool]]]:
    """The logical lines of normalised `text`, and where unclosed marks stand (is it a note)."""
    found, opened = regions(text, paragraphs=True)
    lines: list[Line] = []
    begin, number, at = 0, 1, 0
    length = len(text)
    while begin <= length:
        end = text.find("\n", begin)
        end = length if end < 0 else end
        first = at
        while at < len(found) and found[at].begin < end:
            if found[at].end > end:
                end = text.find("\n", found[at].end)
                end = length if end < 0 else end
            at += 1
        if first == at:
            lines.append(_simple(text[begin:end], number))
            number += 1
        else:
            lines.append(_marked(text, begin, end, number, found[first:at]))
            number += text.count("\n", begin, end) + 1
        begin = end + 1
    return lines, _open_spans(text, opened)


def _open_spans(text: str, opened: list[Opened]) -> list[tuple[Span, bool]]:
    """The spans of unclosed marks, one for each line that has any."""
    spans: list[tuple[Span, bool]] = []
    number, begin, seen = 1, 0, 0
    for mark in opened:
        number += text.count("\n", begin, mark.at)
        begin = mark.at
        if number != seen:
            column = mark.at - text.rfind("\n", 0, mark.at)
            spans.append((Span(number, column, number, column + 2), mark.note))
        seen = number
    return spans


def _mark_span(text: str, begin: int, end: int, line_begin: int, number: int) -> Span:
    """The span of letters `begin` to `end`, where line `number` begins at `line_begin`."""
    first = number + text.count("\n", line_begin, begin)
    last = first + text.count("\n", begin, end)
    column = begin - text.rfind("\n", 0, begin)
    end_column = end - text.rfind("\n", 0, end)
    return Span(first, column, last, end_column)


def _simple(line: str, number: int) -> Line:
    """A line without notes and boneyards."""
    bare = line.strip(WHITE)
    if not bare:
        sort = Sort.JOINT if line == "  " else Sort.BLANK
        return Line(sort, line, "", Span(number, 1, number, 1))
    column = line.index(bare[0]) + 1
    return Line(Sort.TEXT, line, bare, Span(number, column, number, column + len(bare)))


def _marked(text: str, begin: int, end: int, number: int, found: list[Region]) -> Line:
    """A logical line that holds notes or boneyards."""
    pieces, kept, at = [], [], begin
    for region in found:
        pieces.append(text[at : region.begin])
        kept.append(text[at : region.begin])
        inside = text[region.begin : region.end]
        kept.append(_JOINED.sub("", inside) if region.note else inside)
        at = region.end
    pieces.append(text[at:end])
    kept.append(text[at:end])
    written = text[begin:end]
    inner = written.strip(WHITE)
    start = begin + written.index(inner[0])
    span = _mark_span(text, start, start + len(inner), begin, number)
    bare = "".join(pieces).strip(WHITE)
    if bare:
        return Line(Sort.TEXT, "".join(kept), bare, span)
    parts = tuple(_part(text, region, begin, number) for region in found)
    sort = Sort.NOTES if any(part.note for part in parts) else Sort.BONEYARD
    return Line(sort, "".join(kept), "", span, parts)


def _part(text: str, region: Region, begin: int, number: int) -> Part:
    inside = text[region.begin + 2 : region.end - 2]
    words = _JOINED.sub("", inside) if region.note else inside
    return Part(region.note, words, _mark_span(text, region.begin, region.end, begin, number))
