"""Final Draft files (FDX), as Final Draft 12 and 13 write them.

::

    FinalDraft > Content > Paragraph[Type] > Text[Style]
                                           > ScriptNote > Paragraph > Text
                           Paragraph > DualDialogue > Paragraph
               > TitlePage > Content > Paragraph > Text

The place of an element is that of its `Paragraph` in the XML. The styles of the runs become
Fountain's inline markup, and letters that would be markup are escaped.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from piying.model.errors import Invalid
from piying.model.script import (
    Element,
    ElementKind,
    Finding,
    Reading,
    Script,
    Severity,
    Span,
    TitleEntry,
)
from piying.script import idioms
from piying.script.cues import cue_of
from piying.script.decode import check_size
from piying.script.inline import literal
from piying.script.slugline import heading_of

depth_max = 64
"""Elements deeper than this in one another are no script."""

_KINDS = {
    "Scene Heading": ElementKind.HEADING,
    "Action": ElementKind.ACTION,
    "General": ElementKind.ACTION,
    "Shot": ElementKind.ACTION,
    "Character": ElementKind.CUE,
    "Parenthetical": ElementKind.PARENTHETICAL,
    "Dialogue": ElementKind.DIALOGUE,
    "Singing": ElementKind.LYRICS,
    "Lyrics": ElementKind.LYRICS,
    "Transition": ElementKind.TRANSITION,
    "Cast List": ElementKind.CAST,
    "New Act": ElementKind.SECTION,
    "End of Act": ElementKind.CENTRED,
    "Cold Opening": ElementKind.SECTION,
    "Show/Ep. Title": ElementKind.CENTRED,
    "Outline Body": ElementKind.SYNOPSIS,
    "Synopsis": ElementKind.SYNOPSIS,
}
_OUTLINE = re.compile(r"Outline ([1-9])")
_SPEECH = (ElementKind.CUE, ElementKind.PARENTHETICAL, ElementKind.DIALOGUE, ElementKind.LYRICS)
_CREDIT = re.compile(
    r"(?:(?:written|screenplay|teleplay|story|created|adapted)\s+)?by:?|编剧[:：]?|作者[:：]?",
    re.IGNORECASE,
)
_OF_LINES = (ElementKind.ACTION, ElementKind.DIALOGUE, ElementKind.LYRICS, ElementKind.CENTRED)
"""Elements that may hold line ends."""
_SPEECH_STAYS = (ElementKind.LYRICS, ElementKind.NOTE, ElementKind.BONEYARD)
_EMPTY_LINES = re.compile(r"\n{2,}")
_OMITTED = re.compile(r"\(?(?:OMITTED|OMIT|删去|删除)\)?[.。]?", re.IGNORECASE)
_WORD = re.compile(r"\w")
_cue_letters_max = 40
_BRACKETS = re.compile(r"\A[(（\[]\s*(.*?)\s*[)）\]]\Z", re.DOTALL)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    type: str
    number: str
    centred: bool
    new_page: bool
    line: int
    column: int
    dual: int = 0
    """0 outside a dual dialogue, else which cue of it this is under."""
    runs: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Reader:
    """The handlers of the XML parser and what they have gathered."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.path: list[str] = []
        self.open: list[_Paragraph] = []
        self.note: list[str] | None = None
        self.style: str | None = None
        self.dual = -1
        """-1 outside a dual dialogue, else the cues of it so far."""
        self.pages: list[tuple[str, bool]] = []
        self.elements: list[Element] = []
        self.spans: list[Span] = []
        self.findings: list[Finding] = []
        self.summaries: list[str] = []
        """What the scene is about, written at its heading."""
        self.omitted: list[str] = []
        """The words of a scene that has been taken out."""
        self.apart: list[str] = []
        """Notes that stand outside the paragraphs."""
        self.waiting: list[str] = []
        """Notes at a cue or parenthetical, which go with the words."""

    # --- the parser's handlers -------------------------------------------------------------

    def _doctype(self, *_: object) -> None:
        raise Invalid("script.fdx_doctype", line=self.parser.CurrentLineNumber)

    def _start(self, name: str, given: dict[str, str]) -> None:
        if not self.path and name != "FinalDraft":
            raise Invalid("script.fdx_other", root=name)
        self.path.append(name)
        if len(self.path) > depth_max:
            raise self._broken(f"more than {depth_max} levels")
        if name == "DualDialogue":
            self.dual = 0
            if self.open:
                self.open[-1].type = "DualDialogue"
        elif name == "ScriptNote" and self.open:
            self.note = []
        elif name == "Text":
            self.style = given.get("Style", "")
        elif name == "Paragraph" and self.note is None:
            self._begin(given)
        elif name == "Paragraph" and self.note:
            self.note.append("\n")

    def _begin(self, given: dict[str, str]) -> None:
        kind = given.get("Type", "Action")
        if self.dual >= 0 and kind == "Character":
            self.dual += 1
        self.open.append(
            _Paragraph(
                kind,
                given.get("Number", ""),
                given.get("Alignment") == "Center",
                given.get("StartsNewPage") == "Yes",
                self.parser.CurrentLineNumber,
                self.parser.CurrentColumnNumber + 1,
                max(self.dual, 0),
            )
        )

    def _words(self, words: str) -> None:
        if self.style is None or not self.open:
            return
        if self.note is not None:
            self.note.append(words)
        else:
            self.open[-1].runs.append((words, self.style))

    def _end(self, name: str) -> None:
        self.path.pop()
        if name == "Text":
            self.style = None
        elif name == "DualDialogue":
            self.dual = -1
        elif name == "ScriptNote" and self.note is not None:
            self.open[-1].notes.append("".join(self.note).strip())
            self.note = None
        elif name == "Paragraph" and self.note is None:
            self._close(self.open.pop())

    def _broken(self, why: str) -> Invalid:
        return Invalid(
            "script.fdx_broken",
            line=self.parser.CurrentLineNumber,
            column=self.parser.CurrentColumnNumber + 1,
            why=why,
        )

    # --- paragraphs ------------------------------------------------------------------------

    def _close(self, paragraph: _Paragraph) -> None:
        """A paragraph has been read whole."""
        if paragraph.type == "DualDialogue":
            return
        words = "".join(run for run, _ in paragraph.runs).strip()
        if "TitlePage" in self.path:
            lines = (line.strip() for line in words.split("\n"))
            self.pages.extend((line, paragraph.centred) for line in lines if _WORD.search(line))
            return
        for place, kept in (
            ("Summary", self.summaries),
            ("OmittedScene", self.omitted),
            ("ScriptNotes", self.apart),
        ):
            if place in self.path:
                kept.extend([words] if words else ())
                return
        if self.path != ["FinalDraft", "Content"] and "DualDialogue" not in self.path:
            return
        end = self.parser.CurrentColumnNumber + 1 + len("</Paragraph>")
        span = Span(paragraph.line, paragraph.column, self.parser.CurrentLineNumber, end)
        text = markup(paragraph.runs)
        if paragraph.new_page and self.elements:
            self._add(Element(ElementKind.PAGE_BREAK), span)
        if text.strip():
            self._element(paragraph, text.strip(), span)
        for summary in self.summaries:
            self._add(Element(ElementKind.SYNOPSIS, " ".join(summary.split())), span)
        self.summaries.clear()
        self._notes(paragraph, span)

    def _element(self, paragraph: _Paragraph, text: str, span: Span) -> None:
        """The element of a paragraph with words."""
        kind, depth = self._kind(paragraph, span)
        plain = "".join(run for run, _ in paragraph.runs).strip()
        if kind is ElementKind.ACTION and paragraph.centred:
            kind = ElementKind.CENTRED
        text = "\n".join(line.strip() for line in text.split("\n"))
        if kind not in _OF_LINES:
            text, plain = " ".join(text.split("\n")), " ".join(plain.split("\n"))
        counted = idioms.episode(plain) if kind not in _SPEECH else None
        if counted and kind is not ElementKind.HEADING:
            self._add(Element(ElementKind.EPISODE, counted[1], depth=counted[0]), span)
        elif kind is ElementKind.HEADING:
            self._heading(text, plain, paragraph.number, span)
        elif kind is ElementKind.CUE:
            cue = cue_of(plain)
            dual = cue.dual or paragraph.dual > 1
            self._add(
                Element(kind, plain.removesuffix("^").rstrip(), cue=replace(cue, dual=dual)),
                span,
            )
        elif kind is ElementKind.PARENTHETICAL or kind is ElementKind.CAST:
            inner = _BRACKETS.match(text)
            self._add(Element(kind, inner[1] if inner else text), span)
        elif kind in (ElementKind.DIALOGUE, ElementKind.LYRICS):
            self._spoken(kind, text, span)
        elif kind is ElementKind.ACTION:
            for part in _EMPTY_LINES.split(text):
                self._add(Element(kind, part), span)
        else:
            self._add(Element(kind, text, depth=depth), span)

    def _heading(self, text: str, plain: str, number: str, span: Span) -> None:
        """A heading; that of a scene which is taken out keeps its words and is not played."""
        if self.omitted or _OMITTED.fullmatch(plain):
            gone = "\n".join([plain, *self.omitted]).replace("*/", "* /")
            self._add(Element(ElementKind.BONEYARD, gone), span)
            self.omitted.clear()
            return
        self._add(Element(ElementKind.HEADING, text, heading=heading_of(plain, number)), span)

    def _kind(self, paragraph: _Paragraph, span: Span) -> tuple[ElementKind, int]:
        """What a paragraph is by its type, and the depth of a section."""
        if outline := _OUTLINE.fullmatch(paragraph.type):
            return ElementKind.SECTION, int(outline[1])
        if paragraph.type in _KINDS:
            kind = _KINDS[paragraph.type]
            return kind, int(kind is ElementKind.SECTION)
        data = (("type", paragraph.type[:40]),)
        self.findings.append(Finding("script.fdx_type_unknown", Severity.NOTE, span, data))
        return ElementKind.ACTION, 0

    def _spoken(self, kind: ElementKind, text: str, span: Span) -> None:
        """Dialogue or lyrics; paragraphs that follow each other are one element."""
        words = " ".join([text, *(f"[[{note}]]" for note in self.waiting)])
        self.waiting.clear()
        last = self.elements[-1] if self.elements else None
        if last and last.kind is kind:
            self.elements[-1] = replace(last, text=f"{last.text}\n{words}")
            first = self.spans[-1]
            self.spans[-1] = Span(first.line, first.column, span.end_line, span.end_column)
        else:
            self._add(Element(kind, words), span)

    def _notes(self, paragraph: _Paragraph, span: Span) -> None:
        """Notes of speech go with its words; others stand alone behind their paragraph."""
        notes = [note for note in paragraph.notes if note]
        kind = _KINDS.get(paragraph.type)
        if kind in (ElementKind.CUE, ElementKind.PARENTHETICAL):
            self.waiting.extend(notes)
            return
        last = self.elements[-1] if self.elements else None
        for note in notes:
            if last and kind in _SPEECH and last.kind is kind:
                self.elements[-1] = replace(
                    self.elements[-1], text=f"{self.elements[-1].text} [[{note}]]"
                )
            else:
                self._add(Element(ElementKind.NOTE, note), span)

    def end(self) -> None:
        """Settles who speaks, and keeps the notes that stand outside the paragraphs."""
        self._give_speakers()
        if self.apart and self.spans:
            last = self.spans[-1]
            data = (("count", str(len(self.apart))),)
            self.findings.append(Finding("script.fdx_notes_apart", Severity.NOTE, last, data))
            for note in self.apart:
                self._add(Element(ElementKind.BONEYARD, note.replace("*/", "* /")), last)

    def _give_speakers(self) -> None:
        """Speech without a cue: the line above it is one if it could be, else it is action."""
        speaking = False
        for at, element in enumerate(self.elements):
            kind, span = element.kind, self.spans[at]
            if kind is ElementKind.CUE:
                speaking = True
            elif kind not in (ElementKind.DIALOGUE, ElementKind.PARENTHETICAL):
                speaking = speaking and kind in _SPEECH_STAYS
            elif not speaking:
                before = self.elements[at - 1] if at else Element(ElementKind.NOTE)
                if before.kind is ElementKind.ACTION and _could_be_a_cue(before.text):
                    self.elements[at - 1] = Element(
                        ElementKind.CUE, before.text, cue=cue_of(before.text)
                    )
                    data: tuple[tuple[str, str], ...] = (("name", before.text),)
                    code, speaking = "script.fdx_speaker_guessed", True
                else:
                    self.elements[at] = Element(ElementKind.ACTION, element.text)
                    code, data = "script.fdx_no_speaker", (("text", element.text[:40]),)
                self.findings.append(Finding(code, Severity.WARNING, span, data))

    def _add(self, element: Element, span: Span) -> None:
        self.elements.append(element)
        self.spans.append(span)


def read_fdx(data: bytes) -> Reading:
    """The script in the bytes of an FDX file; Invalid where it is broken or has a DOCTYPE."""
    check_size(data)
    reader = _Reader()
    try:
        reader.parser.ParseFile(io.BytesIO(data))
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        raise Invalid(
            "script.fdx_broken", line=error.lineno, column=error.offset + 1, why=why
        ) from error
    reader.end()
    return Reading(
        Script(tuple(reader.elements), _title_page(reader.pages)),
        tuple(reader.spans),
        tuple(reader.findings),
        format="fdx",
        encoding="utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8",
    )


def _could_be_a_cue(text: str) -> bool:
    """Whether an action is a name in capitals, as a cue of the wrong type is."""
    name = cue_of(text).name
    return "\n" not in text and len(text) <= _cue_letters_max and name.isupper()


def markup(runs: list[tuple[str, str]]) -> str:
    """Runs of words with their styles ("Bold+Italic") as Fountain's inline markup."""
    merged: list[tuple[str, str]] = []
    for words, style in runs:
        marks = _marks(style)
        if merged and merged[-1][1] == marks:
            merged[-1] = (merged[-1][0] + words, marks)
        else:
            merged.append((words, marks))
    return "".join(_marked(words, marks) for words, marks in merged)


def _marks(style: str) -> str:
    """The opening marks of a style."""
    names = style.split("+")
    return ("_" if "Underline" in names else "") + (
        "**" * ("Bold" in names) + "*" * ("Italic" in names)
    )


def _marked(words: str, marks: str) -> str:
    """Words between their marks, a line at a time; outer spaces stay outside."""
    lines = []
    for line in words.split("\n"):
        inner = line.strip()
        if not marks or not inner:
            lines.append(literal(line))
            continue
        begin = line.index(inner)
        marked = f"{marks}{literal(inner)}{marks[::-1]}"
        lines.append(line[:begin] + marked + line[begin + len(inner) :])
    return "\n".join(lines)


def _title_page(lines: list[tuple[str, bool]]) -> tuple[TitleEntry, ...]:
    """The title page by where its lines stand: title, credit, author, then the contact."""
    entries: dict[str, list[str]] = {}
    credit = False
    for words, centred in lines:
        key, colon, value = words.partition("：" if "：" in words else ":")
        if credit:
            entries.setdefault("Author", []).append(words)
            credit = False
        elif not entries:
            entries["Title"] = [words]
        elif _CREDIT.fullmatch(words):
            entries.setdefault("Credit", []).append(words)
            credit = True
        elif colon and value.strip() and len(key) <= 12 and centred:
            entries.setdefault(key.strip(), []).append(value.strip())
        else:
            entries.setdefault("Source" if centred else "Contact", []).append(words)
    return tuple(TitleEntry(key, tuple(values)) for key, values in entries.items())
