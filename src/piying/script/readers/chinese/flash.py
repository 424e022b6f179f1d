"""Flashbacks: where they begin, where they end, and what is said when one does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.model.script import ElementKind, Severity
from piying.script.readers.chinese.state import State, span_of
from piying.script.readers.chinese.words import FLASHBACK, FLASHBACK_END

if TYPE_CHECKING:
    import re

    from piying.script.readers.chinese.lines import Piece


def begins_flashback(words: str) -> bool:
    """Whether narrowed words say that a flashback begins, and no more."""
    found = FLASHBACK.fullmatch(words)
    return found is not None and not (found["text"] or found["when"])


def ends_flashback(words: str) -> bool:
    """Whether narrowed words say that a flashback ends."""
    return FLASHBACK_END.fullmatch(words) is not None


def flashback_text(piece: Piece, found: re.Match[str]) -> str:
    """What 【闪回：…】 says behind its colon, as written."""
    name = "text" if found["text"] else "when"
    return piece.text[found.start(name) : found.end(name)].strip() if found[name] else ""


def begin_flashback(state: State, piece: Piece, begin: int, text: str = "") -> None:
    """A flashback begins; one that is still open has no end of its own."""
    if state.flashbacks:
        opened = state.lines[state.flashbacks.pop().line - 1]
        state.find("script.flashback_open", Severity.WARNING, opened)
    state.flashbacks.append(span_of(piece))
    state.add(ElementKind.FLASHBACK, begin, text)


def end_flashback(state: State, piece: Piece, begin: int) -> None:
    """A flashback ends."""
    if state.flashbacks:
        state.flashbacks.pop()
    else:
        state.find("script.flashback_stray", Severity.WARNING, piece)
    state.add(ElementKind.FLASHBACK_END, begin)
