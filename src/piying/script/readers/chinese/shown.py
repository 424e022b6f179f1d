"""What is seen or heard without a speaker: action, on-screen text, flashbacks, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from piying.model.script import ElementKind
from piying.script.readers.chinese.flash import (
    begin_flashback,
    begins_flashback,
    end_flashback,
    ends_flashback,
    flashback_text,
)
from piying.script.readers.chinese.lines import Piece, unmarked
from piying.script.readers.chinese.survey import framed
from piying.script.readers.chinese.talk import close_speech
from piying.script.readers.chinese.words import (
    FLASHBACK,
    NOTE_LABELS,
    SHOWN_LABELS,
    SUPER_LABELS,
)

if TYPE_CHECKING:
    from piying.script.readers.chinese.state import State

_flashback_title_letters_max = 16
_COUNTED = re.compile(r"[0-9一二三四五六七八九十]+$")
_FLASH_LETTER = re.compile("[闪忆叙]|现实")
_GROUP = re.compile(r"【([^【】]*)】|\(((?:字幕|闪回|回忆)[^()]*)\)")
_SUPER = re.compile(
    r"(?:"
    + "|".join(sorted(map(re.escape, SUPER_LABELS), key=len, reverse=True))
    + r")\s*:\s*(?P<text>.+)"
)
_NOTE = re.compile(r"\[\[[^\[\]]*\]\]")
_LEADING = re.compile(r"【([^【】]*)】\s*(?=\S)")


def read_directive(state: State, piece: Piece) -> Piece | None:
    """Read 【闪回】 alone or at the head of a line; what is left of the line, or None.

    None says that the line begins with no such mark; an empty piece that nothing is left.
    """
    if not _FLASH_LETTER.search(piece.thin):
        return None
    inner = framed(piece)
    bare = inner.part(0, len(inner.thin.rstrip(" :。.")))
    found = FLASHBACK.fullmatch(bare.thin) or FLASHBACK.fullmatch(inner.thin)
    if ends_flashback(bare.thin) and (state.flashbacks or len(bare.thin) > 2):
        close_speech(state)
        end_flashback(state, piece, piece.begin)
    elif found and _is_start(state, piece, inner, found):
        close_speech(state)
        begin_flashback(state, piece, piece.begin, flashback_text(inner, found))
    else:
        return _read_leading(state, piece)
    return piece.part(len(piece.thin), len(piece.thin))


def _read_leading(state: State, piece: Piece) -> Piece | None:
    """Read 【闪回】 at the head of a line that goes on; what is left of the line, or None."""
    plain = unmarked(piece)
    leading = _LEADING.match(plain.thin)
    if leading is None:
        return None
    words = plain.part(leading.start(1), leading.end(1))
    start = FLASHBACK.fullmatch(words.thin)
    if ends_flashback(words.thin):
        close_speech(state)
        end_flashback(state, words, piece.begin)
    elif start and (not flashback_text(words, start) or _ends_later(state, piece)):
        close_speech(state)
        begin_flashback(state, words, piece.begin, flashback_text(words, start))
    else:
        return None
    return plain.part(leading.end(), len(plain.thin))


def _is_start(state: State, piece: Piece, inner: Piece, found: re.Match[str]) -> bool:
    """Whether a line is the beginning of a flashback, and not one that is told in a line."""
    if not (found["text"] or found["when"]):
        return True
    told = flashback_text(inner, found)
    framed_line = inner.thin != unmarked(piece).thin and piece.thin[0] not in "△▲"
    short = len(told) <= _flashback_title_letters_max and not re.search("[。！？，]", told)
    return short if framed_line else short and _ends_later(state, piece)


def _ends_later(state: State, piece: Piece) -> bool:
    """Whether this flashback ends before the next one begins."""
    ends = [line for line in state.survey.flash_ends if line > piece.number]
    starts = [line for line in state.survey.flash_starts if line > piece.number]
    return bool(ends) and (not starts or ends[0] < starts[0])


def read_super(state: State, piece: Piece) -> bool:
    """字幕：… behind a △; False where the words are something else."""
    label = state.label_of(piece)
    if label is None or not label.rest.text:
        return False
    if _COUNTED.sub("", label.name.upper()) not in SUPER_LABELS:
        return False
    close_speech(state)
    state.add(ElementKind.SUPER, piece.begin, _with_notes(label.rest))
    return True


def read_label(state: State, piece: Piece) -> bool:
    """字幕：…, 备注：…, 音效：…; False where the label, if any, is none of these."""
    label = state.label_of(piece)
    if label is None:
        return False
    name = _COUNTED.sub("", label.name.upper())
    if name in SUPER_LABELS and label.rest.text:
        close_speech(state)
        state.add(ElementKind.SUPER, piece.begin, _with_notes(label.rest))
    elif name in NOTE_LABELS and label.rest.text:
        close_speech(state)
        state.add(ElementKind.NOTE, piece.begin, unmarked(piece).text)
    elif name in SHOWN_LABELS and (label.rest.text or label.framed):
        close_speech(state)
        state.add(ElementKind.ACTION, piece.begin, unmarked(piece).text)
    else:
        return False
    return True


def _with_notes(words: Piece) -> str:
    """On-screen words, and the notes that stand behind their bracket."""
    return " ".join((words.text, *_NOTE.findall(words.line[words.end :])))


def add_action(state: State, begin: int, words: Piece) -> None:
    """Action; 【字幕：…】 and the ends of flashbacks within it become elements of their own."""
    at, first = 0, begin
    for group in _GROUP.finditer(words.thin):
        inner = group.group(1) or group.group(2) or ""
        shown = _SUPER.fullmatch(inner)
        ends = ends_flashback(inner)
        if not shown and not ends and not begins_flashback(inner):
            continue
        before = words.part(at, group.start())
        if before.thin:
            state.add(ElementKind.ACTION, first, before.text)
            first = words.begin + group.start()
        if shown:
            offset = group.start(1) if group.group(1) else group.start(2)
            begins, stops = shown.span("text")
            text = words.part(offset + begins, offset + stops).text
            state.add(ElementKind.SUPER, first, text)
        elif ends:
            end_flashback(state, words.part(group.start(), group.end()), first)
        else:
            begin_flashback(state, words.part(group.start(), group.end()), first)
        at, first = group.end(), words.begin + group.end()
    rest = words.part(at, len(words.thin))
    if rest.thin:
        state.add(ElementKind.ACTION, first, rest.text)
