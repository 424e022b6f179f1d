r"""A script to canonical Fountain: what `parse` reads back as the same script.

One empty line parts two elements; the lines of one speech stand together. A mark forces an
element only where its letters alone would be read as something else, and a line of speech
that begins with such a mark gets a backslash. `parse(format_script(script)).script ==
script` holds for all that Fountain can write:

- a cue comes before its parentheticals and dialogue, and two dialogues do not touch;
- texts of one line hold no line end but within notes and boneyards, and no blanks at the
  ends; an action holds no empty line but within these, or is nothing but line ends;
- heading and cue say what `slugline` and `cues` read in their text;
- a note holds no `]]`, a boneyard no `*/`, and nothing else opens one it does not close.

What breaks these rules is written as near to it as Fountain can, and nothing is dropped.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.script import Cue, Element, ElementKind, Script, TitleEntry
from piying.script import marks
from piying.script.cues import cue_of
from piying.script.inline import without_notes
from piying.script.lines import WHITE, regions
from piying.script.parse_title import looks_like_a_title_page
from piying.script.slugline import is_prefixed

if TYPE_CHECKING:
    from collections.abc import Callable

_SPOKEN = (ElementKind.PARENTHETICAL, ElementKind.DIALOGUE, ElementKind.LYRICS)
_BELOW_A_CUE = (ElementKind.PARENTHETICAL, ElementKind.DIALOGUE)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FORCING = tuple("!@~>=#.【")


def format_script(script: Script) -> str:
    """The canonical Fountain text of `script`, with LF line ends."""
    writer = _Writer(script)
    for at, element in enumerate(script.elements):
        writer.write(at, element)
    text = "\n".join(writer.out) + "\n" if writer.out else ""
    return f"\ufeff{text}" if text.startswith("\ufeff") else text


def _title_lines(entries: tuple[TitleEntry, ...]) -> list[str]:
    """The title page: one value beside its key, several below it, indented by four spaces."""
    lines: list[str] = []
    for entry in entries:
        values = ["\n".join(logical(value)) for value in entry.values]
        if len(values) == 1 and values[0]:
            lines.append(f"{entry.key}: {values[0]}")
            continue
        lines.append(f"{entry.key}:")
        lines.extend(f"    {value}" for value in values)
    return lines


class _Writer:
    """What has been written so far and what the next line may join."""

    def __init__(self, script: Script) -> None:
        self.elements = script.elements
        self.out = _title_lines(script.title_page)
        self.titled = bool(self.out)
        self.speech = False
        self.empty = 0
        """Empty lines of action that are still to be written."""
        self.cue: Element | None = None
        self.chinese = any(_CHINESE.search(element.text) for element in script.elements)
        closing = (at for at, one in enumerate(script.elements) if "*/" in one.text)
        boneyards = (
            at for at, one in enumerate(script.elements) if one.kind is ElementKind.BONEYARD
        )
        self.closed_last = max(max(closing, default=-1), max(boneyards, default=-1))
        self.singles: dict[ElementKind, Callable[[Element], str]] = {
            ElementKind.HEADING: _heading,
            ElementKind.TRANSITION: _transition,
            ElementKind.SECTION: lambda one: _words("#" * max(one.depth, 1), one.text),
            ElementKind.SYNOPSIS: lambda one: _words("=", one.text),
            ElementKind.OUTLINE: lambda one: f"= 大纲：{one.text}",
            ElementKind.BIO: lambda one: f"= 人物小传：{one.text}",
            ElementKind.PAGE_BREAK: lambda _: "===",
            ElementKind.EPISODE: self._episode,
            ElementKind.SUPER: lambda one: f"【字幕：{one.text}】",
            ElementKind.CAST: lambda one: f"人物：{one.text}",
            ElementKind.FLASHBACK: lambda one: _framed("闪回", one.text),
            ElementKind.FLASHBACK_END: lambda one: _framed("闪回结束", one.text),
        }

    def write(self, at: int, element: Element) -> None:
        """Writes element `at`."""
        kind = element.kind
        if self.closed_last > at and kind is not ElementKind.BONEYARD:
            element = replace(element, text=_without_open_boneyard(element.text))
        if kind is ElementKind.ACTION:
            self._action(element)
        elif kind is ElementKind.CUE:
            self._cue(at, element)
        elif kind in _SPOKEN:
            self._spoken(at, element)
        elif kind is ElementKind.CENTRED:
            lines = logical(element.text)
            self._block([f"> {line} <" if line else "> <" for line in lines])
        elif kind is ElementKind.NOTE:
            self._note(at, element)
        elif kind is ElementKind.BONEYARD:
            joined = self.speech and self._spoken_after(at)
            self._block([f"/*{element.text}*/"], joined=joined)
            self.speech = joined
        else:
            line = self.singles[kind](replace(element, text=_one_line(element.text)))
            self._block([line])

    def _block(self, lines: list[str], *, joined: bool = False) -> None:
        """Writes the lines of an element, behind an empty line if it is not joined."""
        joined = joined and not self.empty
        if self.out and not joined:
            self.out.extend([""] * (1 + self.empty))
        self.empty = 0
        self.out.extend(lines)
        if not joined:
            self.speech = False

    def _spoken_after(self, at: int) -> bool:
        """Whether a line of speech follows element `at`, boneyards between them apart."""
        for following in self.elements[at + 1 :]:
            if following.kind is not ElementKind.BONEYARD:
                return following.kind in _SPOKEN
        return False

    def _action(self, element: Element) -> None:
        if not element.text.strip("\n"):
            self.empty += element.text.count("\n") + 1
            return
        lines = logical(element.text)
        bares = [without_notes(line).strip(WHITE) for line in lines]
        for at, (line, bare) in enumerate(zip(lines, bares, strict=True)):
            last = at == len(lines) - 1
            alone = not bare and at > 0 and _holds_a_note(line)
            titled = not self.out and not at and looks_like_a_title_page(line)
            if titled or (not alone and marks.forced(line, bare, first=not at, last=last)):
                lines[at] = f"!{line}"
        self._block(lines)

    def _cue(self, at: int, element: Element) -> None:
        cue = element.cue or cue_of(element.text)
        text = _cue_text(_one_line(element.text).strip(WHITE), cue)
        self._block([text if self._is_cue(at, text) else f"@{text}"])
        self.speech, self.cue = True, element

    def _is_cue(self, at: int, text: str) -> bool:
        """Whether a line is read as a cue without `@`."""
        bare = without_notes(text).strip(WHITE)
        if not marks.is_cue(bare) or text.startswith(_FORCING) or is_prefixed(bare):
            return False
        if marks.is_transition(bare) or (not self.out and looks_like_a_title_page(text)):
            return False
        if at + 1 >= len(self.elements):
            return False
        following = self.elements[at + 1]
        if following.kind is ElementKind.DIALOGUE:
            line = logical(following.text)[0]
            return not line or bool(without_notes(line).strip(WHITE))
        return following.kind in _SPOKEN

    def _spoken(self, at: int, element: Element) -> None:
        """A parenthetical, dialogue or lyrics; without a cue these but lyrics repeat one."""
        kind = element.kind
        again = at > 0 and self.elements[at - 1].kind is ElementKind.LYRICS is kind
        if kind is ElementKind.LYRICS:
            lines = [f"~{line}" for line in logical(element.text)]
            self._block(lines, joined=self.speech and not again)
            return
        if kind is ElementKind.PARENTHETICAL:
            lines = [f"({_one_line(element.text)})"]
        else:
            lines = [_dialogue(line) for line in logical(element.text)]
        if self.speech:
            self._block(lines, joined=True)
        elif self.cue is not None:
            self._cue(at - 1, self.cue)
            self._block(lines, joined=True)
        else:
            self._action(Element(ElementKind.ACTION, "\n".join(line for line in lines if line)))

    def _note(self, at: int, element: Element) -> None:
        text = re.sub(r"\]\](?!\]|$)", "] ]", element.text)
        lines = text.split("\n")
        lines[1:-1] = [line if line.strip(WHITE) else "  " for line in lines[1:-1]]
        inner = "\n".join(lines)
        kind = self.elements[at + 1].kind if at + 1 < len(self.elements) else ElementKind.NOTE
        joined = self.speech and kind in _BELOW_A_CUE
        self._block([f"[[{inner}]]"], joined=joined)

    def _episode(self, element: Element) -> str:
        colon = "：" if self.chinese else ": "
        head = f"# 第{element.depth}集" if self.chinese else f"# Episode {element.depth}"
        return f"{head}{colon}{element.text}" if element.text else head


def logical(text: str) -> list[str]:
    """The lines of a text; a note or boneyard does not end with the line it began on.

    An empty line within a note is written as two spaces.
    """
    found, _ = regions(text)
    if not found:
        return text.split("\n")
    lines = [""]
    at = 0
    for region in found:
        head, *more = text[at : region.begin].split("\n")
        lines[-1] += head
        lines.extend(more)
        inside = text[region.begin : region.end]
        lines[-1] += re.sub(r"(?<=\n)(?=\n)", "  ", inside) if region.note else inside
        at = region.end
    head, *more = text[at:].split("\n")
    lines[-1] += head
    lines.extend(more)
    return lines


def _one_line(text: str) -> str:
    """`text` on one line, but for line ends within notes and boneyards."""
    return " ".join(logical(text)) if "\n" in text else text


def _without_open_boneyard(text: str) -> str:
    r"""`text` with a boneyard that it opens and does not close written as letters, `/\*`."""
    if "/*" not in text:
        return text
    _, opened = regions(text)
    for mark in reversed(opened):
        if not mark.note:
            text = f"{text[: mark.at]}/\\*{text[mark.at + 2 :]}"
    return text


def _holds_a_note(line: str) -> bool:
    return any(region.note for region in regions(line)[0])


def _words(mark: str, text: str) -> str:
    return f"{mark} {text}" if text else mark


def _framed(mark: str, text: str) -> str:
    return f"【{mark}：{text}】" if text else f"【{mark}】"


def _dialogue(line: str) -> str:
    words = line.strip(WHITE)
    return marks.escaped(words, without_notes(words).strip(WHITE)) if words else "  "


def _cue_text(text: str, cue: Cue) -> str:
    """A cue with the caret of dual dialogue, and with the name that the cue has."""
    read = cue_of(text)
    if read == cue and not text.endswith("^"):
        return text
    if read.name and replace(read, dual=False) != replace(cue, dual=False) and cue.name:
        told = cue_of(f"{text} ^")
        if replace(told, dual=False) != replace(cue, dual=False):
            text = f"{cue.name}（{cue.extension}）" if cue.extension else cue.name
    return f"{text} ^" if cue.dual else text


def _heading(element: Element) -> str:
    text = element.text
    bare = without_notes(text).strip(WHITE)
    if not (is_prefixed(bare) and not text.startswith(_FORCING)):
        forced = f".{text}"
        text = forced if marks.is_heading(forced) else "." + re.sub(r"^[\W_]+", "", text)
    written = element.heading
    if written is None or not written.number:
        return text
    if marks.heading(element.text, "").heading == written:
        return text
    return f"{text} #{written.number}#"


def _transition(element: Element) -> str:
    text = element.text
    plain = marks.is_transition(text) and without_notes(text) == text
    if plain and not (text.startswith(_FORCING) or is_prefixed(text)):
        return text
    return f"> {text}"
