r"""The markup within a text: emphasis, notes, escapes and reading overrides.

::

    *italics*   **bold**   ***bold italics***   _underline_
    [[note]]    /* boneyard */    \*  \_  \\  \[  \]    长[chang2]

As in Markdown a mark opens only before a letter and closes only behind one, nothing is
carried across a line end, and what does not pair is a letter like any other. A line that
holds only notes and boneyards is no line of the plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from piying.script.lines import WHITE, regions

_SPECIAL = re.compile(r"[*_\\\[]|/\*")
_TOKEN = re.compile(r"\\([\\*_\[\]])|(\*+|_+)")
_READING = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\[[a-zü]{1,7}[1-5](?: [a-zü]{1,7}[1-5])*\]"
)
_LITERAL = re.compile(r"[\\*_]|\[(?=\[)|(?<=\[)\[")


class Run(NamedTuple):
    """A stretch of plain words in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(slots=True)
class _Mark:
    """A run of `*` or `_`: where it stands and what it may still do."""

    piece: int
    letter: str
    count: int
    left: int
    opens: bool
    closes: bool


def plain(text: str) -> str:
    """The words of `text` alone: no emphasis marks, notes, escapes or reading overrides."""
    if not _SPECIAL.search(text):
        return text
    return "".join(run.text for run in runs(text))


def aloud(text: str) -> str:
    """The words of `text` as `plain` gives them, with reading overrides kept: 长[chang2]."""
    if not _SPECIAL.search(text):
        return text
    return "".join(run.text for run in _runs(without_notes(text)))


def notes(text: str) -> tuple[str, ...]:
    """The notes that stand in `text`, without brackets and outer blanks, in order."""
    found, _ = regions(text)
    inside = (
        text[note.begin + 2 : note.end - 2].strip(WHITE + "\n") for note in found if note.note
    )
    return tuple(note for note in inside if note)


def runs(text: str) -> tuple[Run, ...]:
    """The plain words of `text` as runs of one style; line ends stand in the runs."""
    return tuple(_runs(_READING.sub("", without_notes(text))))


def literal(text: str) -> str:
    """`text` with every letter that would be markup escaped, so that `plain` gives it back."""
    return _LITERAL.sub(r"\\\g<0>", text)


def without_notes(text: str) -> str:
    """`text` without its notes and boneyards, and without the lines that held only these."""
    found, _ = regions(text)
    if not found:
        return text
    lines: list[str] = []
    begin, at, length = 0, 0, len(text)
    while begin <= length:
        end = text.find("\n", begin)
        end = length if end < 0 else end
        pieces, first = [], at
        while at < len(found) and found[at].begin < end:
            pieces.append(text[begin : found[at].begin])
            begin = found[at].end
            if begin > end:
                end = text.find("\n", begin)
                end = length if end < 0 else end
            at += 1
        pieces.append(text[begin:end])
        line = "".join(pieces)
        if first == at or line.strip(WHITE):
            lines.append(line)
        begin = end + 1
    return "\n".join(lines)


def _runs(text: str) -> list[Run]:
    """The runs of a text that holds no notes."""
    made: list[Run] = []
    for number, line in enumerate(text.split("\n")):
        styled = _line_runs(line)
        if number:
            styled.insert(0, Run("\n"))
        for run in styled:
            if made and made[-1][1:] == run[1:]:
                made[-1] = run._replace(text=made[-1].text + run.text)
            elif run.text:
                made.append(run)
    return made


def _line_runs(line: str) -> list[Run]:
    """The runs of one line."""
    if not _SPECIAL.search(line):
        return [Run(line)]
    pieces: list[str] = []
    marks: list[_Mark] = []
    at = 0
    for token in _TOKEN.finditer(line):
        pieces.append(line[at : token.start()])
        at = token.end()
        if token[1]:
            pieces.append(token[1])
            continue
        before = line[token.start() - 1 : token.start()] or " "
        after = line[at : at + 1] or " "
        marks.append(_marked(token[2], len(pieces), before, after))
        pieces.append(token[2])
    pieces.append(line[at:])
    changes = _paired(marks, len(pieces))
    for mark in marks:
        pieces[mark.piece] = mark.letter * mark.left
    bold = italic = underline = 0
    made: list[Run] = []
    for piece, change in zip(pieces, changes, strict=True):
        bold, italic, underline = (
            bold + change[0],
            italic + change[1],
            underline + change[2],
        )
        made.append(Run(piece, bold > 0, italic > 0, underline > 0))
    return [run for run in made if run.text]


def _marked(letters: str, piece: int, before: str, after: str) -> _Mark:
    """A mark with what it may do between the letters `before` and `after`."""
    opens, closes = not after.isspace(), not before.isspace()
    if letters[0] == "_" and _is_of_a_name(before) and _is_of_a_name(after):
        opens = closes = False
    return _Mark(piece, letters[0], len(letters), len(letters), opens, closes)


def _is_of_a_name(letter: str) -> bool:
    """Whether an underscore between two such letters joins them, as in some_name."""
    return letter.isascii() and letter.isalnum()


def _paired(marks: list[_Mark], count: int) -> list[list[int]]:
    """What begins (+1) and ends (-1) before each of `count` pieces: bold, italic, underline."""
    changes = [[0, 0, 0] for _ in range(count)]
    stack: list[_Mark] = []
    waiting = {"*": 0, "_": 0}
    for mark in marks:
        while mark.closes and mark.left and waiting[mark.letter]:
            while stack[-1].letter != mark.letter:
                waiting[stack.pop().letter] -= 1
            opener = stack[-1]
            if _is_ambiguous(opener, mark):
                break
            size = 2 if mark.letter == "*" and min(opener.left, mark.left) > 1 else 1
            style = 2 if mark.letter == "_" else 0 if size == 2 else 1
            changes[opener.piece + 1][style] += 1
            changes[mark.piece][style] -= 1
            opener.left -= size
            mark.left -= size
            if not opener.left:
                waiting[stack.pop().letter] -= 1
        if mark.left and mark.opens:
            stack.append(mark)
            waiting[mark.letter] += 1
    return changes


def _is_ambiguous(opener: _Mark, closer: _Mark) -> bool:
    """Markdown's rule of three: in *a**b**c* the inner marks do not close the outer one."""
    both = (opener.opens and opener.closes) or (closer.opens and closer.closes)
    total = opener.count + closer.count
    return both and total % 3 == 0 and (opener.count % 3 != 0 or closer.count % 3 != 0)
