"""Fountain to a script: the specification at fountain.io/syntax, and Chinese idioms in it.

The grammar, over the logical lines of `script.lines`::

    script     = [ title page ] { paragraph | empty line }
    paragraph  = speech | single | lyrics | centred | note | boneyard | action
    speech     = cue { parenthetical | dialogue | lyrics | boneyard | two spaces }
    single     = heading | transition | section | synopsis | page break | 【…】 | 人物：…

A mark that forces (`! @ ~ > . # =` and 【…】) acts on any line, within speech too. What is
not forced asks for the empty lines that its clause names; where only those behind a heading
or a transition are missing it is read, with a finding. Nothing that was typed is dropped:
what fits no rule is action. An empty line beyond the one that parts two printed elements is
an empty line of action, and n of them are one element of n - 1 line ends.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.script import (
    Delivery,
    Element,
    ElementKind,
    Finding,
    Reading,
    Script,
    Severity,
    Span,
)
from piying.script import asides, marks
from piying.script.cues import cue_of
from piying.script.lines import WHITE, Line, Sort, logical_lines, normalised
from piying.script.parse_title import title_page
from piying.script.slugline import is_prefixed, numbered

if TYPE_CHECKING:
    from collections.abc import Callable

shown_letters_max = 40
"""So many letters of a line stand in a finding."""
directions_max = 8
"""So many brackets at the start of a line of speech are directions; more are spoken."""

_SPOKEN = frozenset({ElementKind.DIALOGUE, ElementKind.LYRICS})


def parse(text: str) -> Reading:
    """The script that Fountain `text` writes, with the place of every element and findings."""
    lines, unclosed = logical_lines(normalised(text))
    page = title_page(lines)
    parser = _Parser(lines, page.end)
    parser.findings.extend(page.findings)
    for span, is_note in unclosed:
        code = "script.note_not_closed" if is_note else "script.boneyard_not_closed"
        parser.findings.append(Finding(code, Severity.WARNING, span))
    parser.run()
    return Reading(
        Script(tuple(parser.elements), page.entries),
        tuple(parser.spans),
        tuple(sorted(parser.findings, key=lambda one: (one.span.line, one.span.column))),
        "fountain",
    )


class _Parser:
    """The state between two lines; `elements` and `spans` are what has been read."""

    def __init__(self, lines: list[Line], begin: int) -> None:
        self.lines = lines
        self.at = begin
        self.elements: list[Element] = []
        self.spans: list[Span] = []
        self.findings: list[Finding] = []
        self.fresh = True
        """Whether a new paragraph may begin on this line."""
        self.speech = False
        """Whether the lines follow a cue."""
        self.open: ElementKind | None = None
        """The kind of an element that the next line may go on."""
        self.held: list[str] = []
        self.begun = self.ended = Span(1, 1, 1, 1)
        self.blanks = 0
        self.speaker = ""
        self.flashback: Span | None = None
        self.episode = 0
        self.known: frozenset[str] | None = None
        self.marks: dict[str, Callable[[Line, str], bool]] = {
            "!": self._forced_action,
            "@": self._forced_cue,
            "~": self._lyric,
            ">": self._arrow,
            "=": self._equals,
            "#": self._section,
            ".": self._forced_heading,
            "【": self._bracketed,
        }

    def run(self) -> None:
        """Reads every line from `at` on."""
        lines = self.lines
        for at in range(self.at, len(lines)):
            self.at, line = at, lines[at]
            if line.sort is Sort.TEXT:
                self._text(line)
            elif line.sort is Sort.BLANK or (line.sort is Sort.JOINT and not self.speech):
                self._close()
                self.fresh, self.speech = True, False
                self.blanks += 1
            elif line.sort is Sort.JOINT:
                kind = self.open if self.open in _SPOKEN else ElementKind.DIALOGUE
                self._hold(kind, "", line)
            else:
                self._unspoken(line)
        self._close()
        self._end_flashback()

    # --- what is read is put here --------------------------------------------------------

    def _put(self, element: Element, span: Span) -> None:
        """Adds an element that is whole, after the empty lines of action before it."""
        self._close()
        self._part(element.kind, span)
        self.elements.append(element)
        self.spans.append(span)

    def _single(self, element: Element, span: Span) -> bool:
        """Adds an element of one line, behind which a new paragraph begins."""
        self._put(element, span)
        self.fresh, self.speech = True, False
        return True

    def _hold(self, kind: ElementKind, text: str, line: Line) -> None:
        """Adds a line to the element that is open, or opens one."""
        if self.open is not kind:
            self._close()
            self._part(kind, line.span)
            self.open, self.begun = kind, line.span
        self.held.append(text)
        self.ended = line.span
        self.fresh = False

    def _close(self) -> None:
        """Ends the element that is open."""
        if self.open is None:
            return
        begun, ended = self.begun, self.ended
        self.elements.append(Element(self.open, "\n".join(self.held)))
        self.spans.append(Span(begun.line, begun.column, ended.end_line, ended.end_column))
        self.open = None
        self.held.clear()

    def _part(self, kind: ElementKind, span: Span) -> None:
        """Adds the empty lines of action between the last element and one of `kind`."""
        blanks, self.blanks = self.blanks, 0
        if blanks < 2 or not self.elements:
            return
        if kind in marks.UNPRINTED or self.elements[-1].kind in marks.UNPRINTED:
            return
        self.elements.append(Element(ElementKind.ACTION, "\n" * (blanks - 2)))
        self.spans.append(Span(span.line - blanks + 1, 1, span.line, 1))

    def _find(self, code: str, severity: Severity, span: Span, **data: str) -> None:
        shown = tuple((key, value[:shown_letters_max]) for key, value in data.items())
        self.findings.append(Finding(code, severity, span, shown))

    # --- lines ---------------------------------------------------------------------------

    def _unspoken(self, line: Line) -> None:
        """A line of nothing but notes and boneyards."""
        if line.sort is Sort.NOTES and self.speech:
            self._hold(ElementKind.DIALOGUE, line.text.strip(WHITE), line)
            return
        if line.sort is Sort.NOTES and self.open is ElementKind.ACTION:
            self._hold(ElementKind.ACTION, line.text, line)
            return
        for part in line.parts:
            kind = ElementKind.NOTE if part.note else ElementKind.BONEYARD
            self._put(Element(kind, part.text), part.span)
        self.fresh = not self.speech

    def _text(self, line: Line) -> None:
        """A line with words."""
        stripped = line.text.strip(WHITE)
        forced = self.marks.get(stripped[0])
        if forced is not None and forced(line, stripped):
            return
        if self.speech:
            self._spoken(stripped, line)
        elif not (self.fresh and self._opening(line, stripped)) and not self._chinese(line):
            self._action(line)

    def _spoken(self, words: str, line: Line) -> None:
        """A line below a cue: a parenthetical, or dialogue."""
        bare, begin = line.bare, 0
        for _ in range(directions_max):
            end = marks.parenthetical_end(words[begin:], bare)
            if not end:
                break
            whole = words[begin : begin + end]
            self._put(
                Element(ElementKind.PARENTHETICAL, whole[1:-1].strip(WHITE)),
                _narrowed(line.span, begin, begin + end),
            )
            rest = words[begin + end :]
            begin += end + len(rest) - len(rest.lstrip(WHITE))
            bare = bare[end:].strip(WHITE)
            if begin == len(words):
                return
        line = line._replace(span=_narrowed(line.span, begin, len(words)))
        words = words[begin:]
        self._hold(ElementKind.DIALOGUE, marks.unescaped(words), line)

    def _action(self, line: Line) -> None:
        """A line that is nothing else."""
        tight = self.open is ElementKind.ACTION and is_prefixed(line.bare)
        if tight and line.bare[:3].isupper():
            self._find("script.heading_in_action", Severity.WARNING, line.span, text=line.bare)
        self._hold(ElementKind.ACTION, marks.unescaped(line.text), line)

    # --- forced --------------------------------------------------------------------------

    def _forced_action(self, line: Line, stripped: str) -> bool:
        if not stripped[1:].strip(WHITE):
            return False
        self.speech = False
        self._hold(ElementKind.ACTION, line.text.replace("!", "", 1), line)
        return True

    def _forced_cue(self, line: Line, stripped: str) -> bool:
        text = stripped[1:].strip(WHITE)
        name, colon, words = text.partition("：")
        spoken = words.strip(WHITE) if "/*" not in words else ""
        if colon and spoken and marks.could_name_a_speaker(text):
            cue_end = len(stripped) - len(words)
            self._cue(name.strip(WHITE), _narrowed(line.span, 0, cue_end))
            self._spoken(spoken, _behind(line, words, cue_end))
            return True
        if not text.removesuffix("^").strip(WHITE):
            return False
        self._cue(text, line.span)
        if not self._speech_follows():
            self._find("script.cue_alone", Severity.WARNING, line.span, name=text)
        return True

    def _lyric(self, line: Line, stripped: str) -> bool:
        self._hold(ElementKind.LYRICS, stripped[1:].strip(WHITE), line)
        return True

    def _arrow(self, line: Line, stripped: str) -> bool:
        """`>centred<` and `> transition`."""
        if stripped.endswith("<"):
            self.speech = False
            self._hold(ElementKind.CENTRED, stripped[1:-1].strip(WHITE), line)
            return True
        text = stripped[1:].strip(WHITE)
        return bool(text) and self._single(Element(ElementKind.TRANSITION, text), line.span)

    def _equals(self, line: Line, stripped: str) -> bool:
        if marks.is_page_break(stripped):
            return self._single(Element(ElementKind.PAGE_BREAK), line.span)
        return self._single(marks.synopsis(stripped), line.span)

    def _section(self, line: Line, stripped: str) -> bool:
        element = marks.section(stripped, spaced=not self.fresh)
        if element is None:
            return False
        return self._counted(element, line) or self._single(element, line.span)

    def _counted(self, element: Element, line: Line) -> bool:
        """Adds an episode; False for anything else."""
        if element.kind is not ElementKind.EPISODE:
            return False
        self._end_flashback()
        if element.depth <= self.episode:
            data = {"number": str(element.depth), "before": str(self.episode)}
            self._find("script.episode_order", Severity.WARNING, line.span, **data)
        self.episode = element.depth
        return self._single(element, line.span)

    def _forced_heading(self, line: Line, stripped: str) -> bool:
        """A heading by force; within a paragraph only one that says where or when."""
        if not marks.is_heading(stripped):
            return False
        element = _heading(stripped[1:])
        if self.fresh:
            return self._single(element, line.span)
        parts = element.heading
        if parts is None or not (parts.place != "unknown" or parts.time):
            return False
        self._find("script.heading_tight", Severity.WARNING, line.span, text=stripped)
        return self._single(element, line.span)

    def _bracketed(self, line: Line, stripped: str) -> bool:
        element = marks.bracketed(stripped)
        if element is None:
            return False
        if element.kind is ElementKind.FLASHBACK:
            self._end_flashback()
            self.flashback = line.span
        elif element.kind is ElementKind.FLASHBACK_END:
            if self.flashback is None:
                self._find("script.flashback_stray", Severity.WARNING, line.span)
            self.flashback = None
        return self._single(element, line.span)

    def _end_flashback(self) -> None:
        """A flashback that is still open here has no end of its own."""
        if self.flashback is not None:
            begun = self.flashback
            line = str(begun.line)
            self._find("script.flashback_open", Severity.WARNING, begun, line=line)
            self.flashback = None

    # --- by their letters ----------------------------------------------------------------

    def _opening(self, line: Line, stripped: str) -> bool:
        """A heading, transition or cue at the start of a paragraph."""
        bare = line.bare
        tight = self._follows() is Sort.TEXT
        if is_prefixed(bare) and (not tight or bare[:3].isupper()):
            if tight:
                self._find("script.heading_tight", Severity.WARNING, line.span, text=bare)
            return self._single(_heading(stripped), line.span)
        ends = line.text if stripped == bare else bare
        if ends.endswith("TO:") and marks.is_transition(bare):
            if tight:
                self._find("script.transition_tight", Severity.WARNING, line.span, text=bare)
            return self._single(Element(ElementKind.TRANSITION, stripped), line.span)
        if marks.is_cue(bare) and self._speech_follows():
            self._cue(stripped, line.span)
            return True
        element = marks.chinese_mark(stripped) if stripped == bare else None
        if element is None:
            return False
        self._find("script.heading_unforced", Severity.NOTE, line.span, text=bare)
        return self._counted(element, line) or self._single(element, line.span)

    def _cue(self, text: str, span: Span) -> None:
        """Adds a cue; one without a name of its own is of who spoke last."""
        cue = cue_of(text)
        dual = text.endswith("^")
        written = text[:-1].rstrip(WHITE) if dual else text
        if not cue.name:
            cue = replace(cue, name=self.speaker)
        elif cue.delivery is not Delivery.NARRATION:
            self.speaker = cue.name
        self._put(Element(ElementKind.CUE, written, cue=cue), span)
        self.speech, self.fresh = True, False

    def _follows(self) -> Sort:
        """The sort of the next line."""
        return self.lines[self.at + 1].sort if self.at + 1 < len(self.lines) else Sort.BLANK

    def _speech_follows(self) -> bool:
        """Whether a line of speech comes before the next empty line."""
        for at in range(self.at + 1, len(self.lines)):
            following = self.lines[at]
            if following.sort in (Sort.TEXT, Sort.JOINT):
                return not marks.ends_speech(following.text.strip(WHITE))
            if following.sort is Sort.BLANK:
                break
        return False

    def _chinese(self, line: Line) -> bool:
        """人物：甲、乙, or 名字：台词 where the name is sure."""
        bare, stripped = line.bare, line.text.strip(WHITE)
        if not marks.could_name_a_speaker(bare):
            return False
        if cast := marks.cast_of(stripped):
            return self._single(Element(ElementKind.CAST, cast), line.span)
        if bare != stripped:
            return False
        if self.known is None:
            self.known = asides.known_names(self.lines)
        aside = asides.aside_of(bare, self.known)
        if aside is None:
            return False
        if not aside.sure:
            data = {"name": aside.name, "text": bare}
            self._find("script.speech_uncertain", Severity.WARNING, line.span, **data)
            return False
        self._find("script.speech_in_line", Severity.NOTE, line.span, name=aside.name)
        self._cue(aside.cue, _narrowed(line.span, 0, aside.cue_end))
        for part in aside.parts:
            kind = ElementKind.PARENTHETICAL if part.direction else ElementKind.DIALOGUE
            words = bare[part.inner : part.inner_end].strip(WHITE)
            end = part.inner_end + part.direction
            self._put(Element(kind, words), _narrowed(line.span, part.begin, end))
        self.fresh, self.speech = True, False
        return True


def _heading(written: str) -> Element:
    """The heading of a line without its forcing period."""
    return marks.heading(*numbered(written.strip(WHITE)))


def _narrowed(span: Span, begin: int, end: int) -> Span:
    """The part of a span of one line from letter `begin` to letter `end`."""
    if span.line != span.end_line:
        return span
    return Span(span.line, span.column + begin, span.line, span.column + end)


def _behind(line: Line, words: str, begin: int) -> Line:
    """The part of a line behind its cue."""
    blanks = len(words) - len(words.lstrip(WHITE))
    span = _narrowed(line.span, begin + blanks, begin + len(words))
    return line._replace(bare=words.strip(WHITE), text=words, span=span)
