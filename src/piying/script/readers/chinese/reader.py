"""Scripts as they are written in China, line by line.

Each line is asked in one order what it is: a forcing mark, a flashback, an episode, front
matter, a heading or its fields, a label, a transition, an action, speech. What nothing
recognises is action, and what looks like something it is not is also a finding.
"""

from __future__ import annotations

import itertools
import re

from piying.model.script import ElementKind, Reading, Severity
from piying.script import idioms
from piying.script.cues import cue_of
from piying.script.numerals import NUMERAL
from piying.script.readers.chinese.blocks import add_cast, read_fields
from piying.script.readers.chinese.front import read_front, stays_in_front
from piying.script.readers.chinese.labels import fields_of, label_of
from piying.script.readers.chinese.lines import Piece, pieces, unmarked
from piying.script.readers.chinese.shown import (
    add_action,
    read_directive,
    read_label,
    read_super,
)
from piying.script.readers.chinese.state import Speech, State
from piying.script.readers.chinese.survey import framed, survey
from piying.script.readers.chinese.talk import close_speech, is_speech, read_speech
from piying.script.readers.chinese.words import ENDING, RULE, TRANSITION
from piying.script.slugline import heading_of

_ACTION = "△▲∆Δ⊿◇▽▼"
_NUMBERED = re.compile(r"(?:[0-9]{1,3}[.、)](?![0-9])|[(][0-9]{1,3}[)])\s*(?=\S)")
_mark_letters_max = 40
"""A longer line is neither a transition nor an end."""

_NUMBERED_FIELDS = re.compile(rf"第{NUMERAL}[场幕][\s:·]*(?=[场地时景人])")
"""第一场 景：教室 时：日"""
_CHAPTER = re.compile(rf"第{NUMERAL}[章节卷部篇](?:[:\s·、.-]\s*(?P<title>.*))?$")
_NEXT_SPEAKER = re.compile(
    r"(?<=[。!?！？…”\"』」)】~.])\s+(?P<name>[^\s:,，。!?()]{1,12})\s*(?:\([^()]*\)\s*)?:"
)
_BRACKETED = re.compile(r"\([^()]*\)|【[^【】]*】")

_TITLED = re.compile(r"《([^《》]{1,40})》\s*(?=\S)")
_HALF_HEADING = re.compile(
    rf"(?:场次?\s*)?[0-9]{{1,3}}\s*-\s*[0-9]{{1,3}}[\s场]|第{NUMERAL}场[\s:]|(?:INT|EXT)[.\s]"
)


def read_chinese(text: str) -> Reading:
    """The script in `text`, with the place of every element and what was unclear."""
    lines = pieces(text.removeprefix("\ufeff"))
    state = State(lines, survey(text, lines))
    for at, piece in enumerate(lines):
        state.at = at
        state.begin_line()
        if piece.thin:
            _read_line(state, piece)
            state.end_line(piece)
        else:
            _blank(state)
    close_speech(state)
    for span in state.flashbacks:
        opened = lines[span.line - 1]
        state.find("script.flashback_open", Severity.WARNING, opened)
    if state.survey.prose:
        state.find("script.prose", Severity.WARNING, next(one for one in lines if one.thin))
    return state.reading()


def _blank(state: State) -> None:
    """A blank line ends what is spoken, except behind `张明：`."""
    if state.speech and (state.speech.words >= 0 or state.speech.block):
        close_speech(state)


def _read_line(state: State, piece: Piece) -> None:
    """Everything that one line holds."""
    if _forced(state, piece) or _structure(state, piece):
        return
    if read_front(state, piece):
        return
    first, *more = _spoken_apart(state, piece)
    _content(state, first)
    for part in more:
        _content(state, part)


def _spoken_apart(state: State, piece: Piece) -> list[Piece]:
    """A line cut where a known name begins to speak behind the end of a sentence.

    Text taken from a PDF or a chat often lacks the line ends between two speakers.
    """
    if piece.thin.count(":") < 1 + (piece.thin[0] not in _ACTION):
        return [piece]
    cuts = [0]
    for found in _NEXT_SPEAKER.finditer(piece.thin):
        at = found.start("name")
        before = piece.part(cuts[-1], at)
        spoken = before.thin.rpartition(":")[2]
        if not re.search(r"\w", _BRACKETED.sub("", spoken)):
            continue
        if is_speech(state, piece.part(at, len(piece.thin))):
            cuts.append(at)
    cuts.append(len(piece.thin))
    return [piece.part(begin, end) for begin, end in itertools.pairwise(cuts)]


def _structure(state: State, piece: Piece) -> bool:
    """Flashbacks, episodes, headings, casts: what divides a script."""
    if RULE.fullmatch(piece.thin):
        close_speech(state)
        state.add(ElementKind.PAGE_BREAK, piece.begin)
        return True
    if rest := read_directive(state, piece):
        if rest.thin:
            _read_line(state, rest)
        return True
    if _episode(state, piece) or _fields(state, piece) or _heading(state, piece):
        return True
    if _chapter(state, piece) or _headed(state, piece):
        return True
    state.heading = -1
    return False


def _episode(state: State, piece: Piece) -> bool:
    """第N集, also behind 《剧名》."""
    found = idioms.episode(piece.text)
    inner = unmarked(piece)
    if found is None and (title := _TITLED.match(inner.text)):
        found = idioms.episode(inner.text[title.end() :])
        if found and "Title" not in state.titles:
            state.titles["Title"] = [title[1]]
    if found is None or stays_in_front(state, piece):
        return False
    close_speech(state)
    state.front, state.pending, state.heading, state.speaker = "", -1, -1, ""
    state.add(ElementKind.EPISODE, piece.begin, found[1], depth=found[0])
    return True


def _fields(state: State, piece: Piece) -> bool:
    """人物：…, 时间：…, also behind the △ of somebody who puts one before every line."""
    plain = piece.part(1, len(piece.thin)) if piece.thin[0] in _ACTION else piece
    return bool(plain.thin) and read_fields(state, plain)


def _chapter(state: State, piece: Piece) -> bool:
    """第一章：标题 of a script that has chapters."""
    inner = framed(unmarked(piece))
    if len(inner.thin) > _mark_letters_max or not _CHAPTER.match(inner.thin):
        return False
    close_speech(state)
    state.front = ""
    state.add(ElementKind.SECTION, piece.begin, inner.text, depth=2)
    return True


def _headed(state: State, piece: Piece) -> bool:
    """【场景：客厅】 at the head of a line that goes on."""
    inner = unmarked(piece)
    end = inner.thin.find({"【": "】", "[": "]"}.get(inner.thin[:1], "\n"))
    if end < 1:
        return False
    within, rest = inner.part(1, end), inner.part(end + 1, len(inner.thin))
    if not rest.thin or not (fields_of(within) or idioms.heading(within.text)):
        return False
    if not (read_fields(state, within) or _heading(state, within)):
        return False
    state.heading = -1
    _read_line(state, rest)
    return True


def _heading(state: State, piece: Piece) -> bool:
    """A heading on one line, with the cast behind it."""
    numbered = _NUMBERED_FIELDS.match(piece.thin)
    if numbered and fields_of(rest := piece.part(numbered.end(), len(piece.thin))):
        _heading(state, piece.part(0, numbered.end()))
        return read_fields(state, rest)
    found = idioms.heading_line(piece.text)
    if found is None:
        return False
    close_speech(state)
    state.front, state.pending, state.speaker = "", -1, ""
    state.scenes += 1
    text = piece.text[found.begin : found.end]
    state.heading = state.add(ElementKind.HEADING, piece.begin, text, heading=heading_of(text))
    if found.cast:
        add_cast(state, piece.begin + found.end, found.cast)
    return True


def _forced(state: State, piece: Piece) -> bool:
    """Fountain's forcing marks, which mean the same here."""
    mark, rest = piece.text[0], piece.text[1:].strip()
    if not rest or mark not in "@.>!~=[":
        return False
    if mark == "@" and ":" not in piece.thin:
        close_speech(state)
        state.heading = -1
        index = state.add(ElementKind.CUE, piece.begin, rest, cue=cue_of(rest))
        state.speech = Speech(piece, index, block=True)
        state.speaker = cue_of(rest).name
        return True
    if mark == "." and (rest[0].isalpha() or idioms.heading(rest)):
        return _forced_heading(state, piece, rest)
    return _forced_line(state, piece, mark, rest)


def _forced_line(state: State, piece: Piece, mark: str, rest: str) -> bool:
    """Lines forced to be action, lyrics, a synopsis, a transition, centred or a note."""
    kinds = {"!": ElementKind.ACTION, "~": ElementKind.LYRICS, "=": ElementKind.SYNOPSIS}
    if mark == ">":
        centred = rest.endswith("<")
        kind = ElementKind.CENTRED if centred else ElementKind.TRANSITION
        rest = rest[:-1].strip() if centred else rest
    elif mark in kinds and not rest.startswith(mark):
        kind = kinds[mark]
    elif piece.text.startswith("[[") and piece.text.find("]]") == len(piece.text) - 2:
        _note(state, piece)
        return True
    else:
        return False
    if kind is not ElementKind.LYRICS or not state.speech:
        close_speech(state)
    state.heading = -1
    index = state.add(kind, piece.begin, rest)
    if state.speech:
        state.speech.words = index
    return True


def _note(state: State, piece: Piece) -> None:
    """A note on its own; between a cue and its words it goes with the words."""
    speech = state.speech
    if speech and speech.words < 0:
        speech.words = state.add(ElementKind.DIALOGUE, piece.begin, piece.text)
    elif speech and speech.block and state.last_kind() is ElementKind.DIALOGUE:
        state.join(speech.words, piece.text)
    else:
        state.add(ElementKind.NOTE, piece.begin, piece.text[2:-2].strip())


def _forced_heading(state: State, piece: Piece, rest: str) -> bool:
    close_speech(state)
    state.front, state.speaker = "", ""
    state.scenes += 1
    state.heading = state.add(ElementKind.HEADING, piece.begin, rest, heading=heading_of(rest))
    return True


def _content(state: State, piece: Piece) -> None:
    """What is seen or heard."""
    if state.pending >= 0:
        state.join(state.pending, piece.text)
        state.pending = -1
        return
    inner = framed(piece) if len(piece.thin) <= _mark_letters_max else piece
    if ENDING.fullmatch(piece.thin) or ENDING.fullmatch(inner.thin):
        close_speech(state)
        state.add(ElementKind.NOTE, piece.begin, piece.text)
    elif TRANSITION.fullmatch(inner.thin):
        close_speech(state)
        state.add(ElementKind.TRANSITION, piece.begin, inner.text)
    elif piece.thin[0] in _ACTION:
        close_speech(state)
        _marked_actions(state, piece)
    elif read_label(state, piece) or read_speech(state, piece):
        return
    else:
        _action(state, piece)


def _marked_actions(state: State, piece: Piece) -> None:
    """△动作, more than one on a line too."""
    marks = [at for at, letter in enumerate(piece.thin) if letter in _ACTION]
    first = 0
    for begin, end in zip(marks, [*marks[1:], len(piece.thin)], strict=True):
        words = piece.part(begin + 1, end)
        if not words.thin:
            continue
        if is_speech(state, words):
            read_speech(state, words)
        elif not read_super(state, words):
            add_action(state, piece.begin + first, words)
        first = end
    if not first:
        state.add(ElementKind.ACTION, piece.begin, piece.text)


def _action(state: State, piece: Piece) -> None:
    """A line that nothing else is."""
    inner = unmarked(piece)
    if piece.thin[0] == "#" and inner.thin:
        close_speech(state)
        depth = len(piece.thin) - len(piece.thin.lstrip("#"))
        state.add(ElementKind.SECTION, piece.begin, inner.text, depth=depth)
        return
    close_speech(state)
    if _HALF_HEADING.match(inner.thin):
        state.find("script.uncertain_heading", Severity.WARNING, piece)
    if number := _NUMBERED.match(inner.thin):
        inner = inner.part(number.end(), len(inner.thin))
    if label_of(piece) is None or inner.thin:
        add_action(state, piece.begin, inner if inner.thin else piece)
