"""The script as it grows while its lines are read.

Where elements stand is kept by a rule: the elements of a line share it out among them. Each
goes from where it begins to where the next one begins, the first from the first letter of
the line and the last to the last one, so that no letter is left over.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from piying.model.script import (
    Cue,
    Element,
    ElementKind,
    Finding,
    Heading,
    Reading,
    Script,
    Severity,
    Span,
    TitleEntry,
)
from piying.script.readers.chinese.labels import Label, label_of
from piying.script.readers.chinese.lines import Piece, escaped
from piying.script.readers.chinese.survey import Survey

_ESCAPED = frozenset(
    (
        ElementKind.ACTION,
        ElementKind.PARENTHETICAL,
        ElementKind.DIALOGUE,
        ElementKind.LYRICS,
        ElementKind.CENTRED,
        ElementKind.SUPER,
        ElementKind.OUTLINE,
        ElementKind.BIO,
    )
)
_excerpt_letters_max = 24


@dataclass(slots=True)
class Speech:
    """A cue that is still open."""

    piece: Piece
    """The line of the cue."""
    first: int
    """The index of the cue."""
    words: int = -1
    """The index of the element that holds the words so far, or -1."""
    block: bool = False
    """Whether the cue stands on a line of its own, so that all up to a blank line is spoken."""


@dataclass(slots=True)
class State:
    """What has been read, and what is still open."""

    lines: Sequence[Piece]
    survey: Survey
    elements: list[Element] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    titles: dict[str, list[str]] = field(default_factory=dict)
    at: int = 0
    """The index of the line that is read."""
    front: str = ""
    """The block of the front matter that is open: "outline", "episodes" or "bios"."""
    pending: int = -1
    """An element made by its label alone, whose text is still to come, or -1."""
    heading: int = -1
    """The heading that fields on the next lines still add to, or -1."""
    scenes: int = 0
    speech: Speech | None = None
    speaker: str = ""
    """Who spoke last in this scene."""
    flashbacks: list[Span] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    """Names that a finding has been made about."""
    _label: tuple[Piece, Label | None] | None = None
    _starts: list[int] = field(default_factory=list)
    _stretched: list[int] = field(default_factory=list)

    def add(
        self,
        kind: ElementKind,
        begin: int,
        text: str = "",
        *,
        heading: Heading | None = None,
        cue: Cue | None = None,
        depth: int = 0,
    ) -> int:
        """One more element, which begins at letter `begin` of the line; its index."""
        if kind in _ESCAPED:
            text = escaped(text, markdown=self.survey.markdown)
        self.elements.append(Element(kind, text, heading=heading, cue=cue, depth=depth))
        self._starts.append(begin)
        return len(self.elements) - 1

    def join(self, index: int, text: str) -> None:
        """One more line of the element `index`."""
        element = self.elements[index]
        if element.kind in _ESCAPED:
            text = escaped(text, markdown=self.survey.markdown)
        joined = f"{element.text}\n{text}" if element.text else text
        self.elements[index] = replace(element, text=joined)
        self._stretched.append(index)

    def stretch(self, index: int) -> None:
        """Let the element `index` hold what this line has before its own elements."""
        self._stretched.append(index)

    def begin_line(self) -> None:
        """Forget where the elements of the line before began."""
        self._starts.clear()
        self._stretched.clear()

    def end_line(self, piece: Piece) -> None:
        """Share the line out among its elements."""
        number = piece.number
        bounds = [*self._starts, piece.end]
        if self._starts and not self._stretched:
            bounds[0] = piece.begin
        for begin, end in itertools.pairwise(bounds):
            self.spans.append(Span(number, begin + 1, number, max(begin, end) + 1))
        for index in self._stretched:
            old = self.spans[index]
            if (old.end_line, old.end_column) < (number, bounds[0] + 1):
                self.spans[index] = Span(old.line, old.column, number, bounds[0] + 1)

    def silence(self, first: int, end: int, text: str) -> None:
        """Make one action of the elements `first` to `end`, all of lines that have ended."""
        begin, stop = self.spans[first], self.spans[end - 1]
        text = escaped(text, markdown=self.survey.markdown)
        self.elements[first:end] = [Element(ElementKind.ACTION, text)]
        self.spans[first:end] = [Span(begin.line, begin.column, stop.end_line, stop.end_column)]

    def find(self, code: str, severity: Severity, piece: Piece, **data: object) -> None:
        """A finding about a stretch of a line."""
        span = span_of(piece)
        filled = {"line": piece.number, "text": excerpt(piece.text), **data}
        self.findings.append(
            Finding(
                code, severity, span, tuple((key, str(value)) for key, value in filled.items())
            )
        )

    def label_of(self, piece: Piece) -> Label | None:
        """The label at the head of a line; asked twice of each, found once."""
        if self._label is None or self._label[0] is not piece:
            self._label = (piece, label_of(piece))
        return self._label[1]

    def last_kind(self) -> ElementKind | None:
        """The kind of the last element."""
        return self.elements[-1].kind if self.elements else None

    def next_piece(self) -> Piece | None:
        """The next line with letters, directly behind this one."""
        if self.at + 1 < len(self.lines) and self.lines[self.at + 1].thin:
            return self.lines[self.at + 1]
        return None

    def next_written(self) -> Piece | None:
        """The next line with letters, behind any number of blank lines."""
        for piece in self.lines[self.at + 1 : self.at + 12]:
            if piece.thin:
                return piece
        return None

    def reading(self) -> Reading:
        """All that has been read."""
        titles = tuple(TitleEntry(key, tuple(values)) for key, values in self.titles.items())
        findings = sorted(
            self.findings, key=lambda one: (one.span.line, one.span.column, one.code)
        )
        return Reading(
            Script(tuple(self.elements), titles),
            tuple(self.spans),
            tuple(findings),
            format="chinese",
        )


def span_of(piece: Piece) -> Span:
    """Where a stretch stands in the source."""
    return Span(piece.number, piece.begin + 1, piece.number, piece.end + 1)


def excerpt(text: str) -> str:
    """The beginning of `text`, for a message."""
    return text if len(text) <= _excerpt_letters_max else f"{text[:_excerpt_letters_max]}…"
