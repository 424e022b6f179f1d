"""The source as lines and stretches of lines, in the letters as written and narrowed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from piying.script.inline import literal
from piying.script.numerals import narrow

_LINE_END = re.compile(r"\r\n|\n|\r")
_SPACE = " \t\f\v\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: letters `begin` to `end`, counted from 0."""

    number: int
    """The line, counted from 1."""
    line: str
    """The whole line as written."""
    flat: str
    """The whole line narrowed, letter for letter."""
    begin: int
    end: int

    @property
    def text(self) -> str:
        """The stretch as written."""
        return self.line[self.begin : self.end]

    @property
    def thin(self) -> str:
        """The stretch narrowed."""
        return self.flat[self.begin : self.end]

    def part(self, begin: int, end: int) -> Piece:
        """Letters `begin` to `end` of this stretch, without outer spaces."""
        return Piece(
            self.number, self.line, self.flat, self.begin + begin, self.begin + end
        ).stripped()

    def stripped(self) -> Piece:
        """This stretch without outer spaces."""
        begin, end = self.begin, self.end
        while begin < end and self.flat[begin] in _SPACE:
            begin += 1
        while end > begin and self.flat[end - 1] in _SPACE:
            end -= 1
        return Piece(self.number, self.line, self.flat, begin, end)


def pieces(text: str) -> list[Piece]:
    """Every line of `text`, blank ones too, without outer spaces."""
    flat = _LINE_END.split(narrow(text))
    return [
        Piece(number, line, thin, 0, len(line)).stripped()
        for number, (line, thin) in enumerate(
            zip(_LINE_END.split(text), flat, strict=True), start=1
        )
    ]


BULLETS = "•●◆■○◇□▪▫◦‣★☆►▶➤❖·"
"""What Word and the web put before the lines of a list."""
_HEAD = re.compile(rf"#{{1,6}}\s+|[-*+]\s+|[{BULLETS}]\s*(?=\S)|\*{{1,3}}(?=\S)|__(?=\S)")


def unmarked(piece: Piece) -> Piece:
    """The stretch without Markdown around it: #, list marks, and bold around the whole."""
    while found := _HEAD.match(piece.thin):
        mark = found[0]
        if mark[0] in "*_" and not mark.endswith(" "):
            if not piece.thin.endswith(mark) or mark in piece.thin[len(mark) : -len(mark)]:
                break
            piece = piece.part(len(mark), len(piece.thin) - len(mark))
            continue
        piece = piece.part(found.end(), len(piece.thin))
    return piece


_MARKUP = re.compile(r"(\*{2,3}(?=\S)[^*\n]+?(?<=\S)\*{2,3}|\[\[.*?\]\])")


def escaped(text: str, *, markdown: bool) -> str:
    """`text` with the letters that Fountain would read as markup taken literally.

    Notes [[ … ]] stay what they are, and so does **bold** where the source is Markdown.
    """
    kept = _MARKUP.split(text)
    for index, part in enumerate(kept):
        if not (index % 2 and (markdown or part.startswith("[["))):
            kept[index] = literal(part)
    return "".join(kept)
