"""Chinese lines of speech, 名字：（动作）台词, that stand in a Fountain script.

Fountain writes speech on a line of its own below the name. A writer who mixes the two is
understood where the name is sure: it has a cue or stands in a cast, speaks so more than
once, or says how it speaks. A sentence before a colon stays action.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from piying.script.lines import Line, Sort
from piying.script.marks import cast_of, could_name_a_speaker
from piying.script.numerals import narrow
from piying.script.readers.chinese.lines import Piece
from piying.script.readers.chinese.speech import Part, Sure, head_of, parts_of, sure_of
from piying.script.readers.chinese.words import (
    BIO_LABELS,
    CAST_LABELS,
    CREDIT_LABELS,
    FIELD_LABELS,
    NOTE_LABELS,
    OUTLINE_LABELS,
    SHOWN_LABELS,
    SUPER_LABELS,
    TITLE_LABELS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_APART = re.compile(r"[、,，;；/|\s]+")
_NOTE = re.compile(r"[(（][^()（）]*[)）]")
_LABELS = (
    BIO_LABELS
    | CAST_LABELS
    | CREDIT_LABELS
    | FIELD_LABELS
    | NOTE_LABELS
    | OUTLINE_LABELS
    | SHOWN_LABELS
    | SUPER_LABELS
    | TITLE_LABELS.keys()
)


class Aside(NamedTuple):
    """A line of speech: its cue, where the cue ends in the line, and what is spoken."""

    name: str
    cue: str
    cue_end: int
    parts: tuple[Part, ...]
    sure: bool


def names_in(cast: str) -> tuple[str, ...]:
    """The names of a cast list, each once, without notes in brackets: 甲、乙（旁观）."""
    parts = (part.strip("。.*_ ") for part in _APART.split(_NOTE.sub("", cast)))
    return tuple(dict.fromkeys(part for part in parts if part))


def known_names(lines: Iterable[Line]) -> frozenset[str]:
    """The names that a script gives a cue or a cast, or that begin two lines of speech."""
    named: set[str] = set()
    heads: Counter[str] = Counter()
    for line in lines:
        if line.sort is not Sort.TEXT:
            continue
        if line.bare.startswith("@"):
            named.add(_NOTE.sub("", line.bare[1:]).split("：")[0].strip("^ \t　"))
        elif could_name_a_speaker(line.bare):
            if cast := cast_of(line.bare):
                named.update(names_in(cast))
            elif (head := head_of(_piece(line.bare))) and head.name not in _LABELS:
                heads[head.name] += 1
    often = {name for name, count in heads.items() if count > 1}
    return frozenset(named | {name for name in often if sure_of(name, named) is Sure.LIKELY})


def aside_of(line: str, known: frozenset[str]) -> Aside | None:
    """The speech that a line writes behind a name, or None; `sure` is not set for a guess."""
    piece = _piece(line)
    head = head_of(piece)
    if head is None or not head.name or head.name in _LABELS:
        return None
    sure = sure_of(head.name, known)
    if sure < Sure.LIKELY:
        return None
    parts = list(parts_of(piece.part(head.end, len(line))))
    parts[:0] = [
        Part(direction=True, begin=begin, inner=begin, inner_end=end)
        for begin, end in head.directions
    ]
    if not any(not part.direction for part in parts):
        return None
    told = sure is Sure.KNOWN or head.cue != head.name or parts[0].direction
    return Aside(head.name, head.cue, head.end, tuple(parts), told)


def _piece(line: str) -> Piece:
    return Piece(1, line, narrow(line), 0, len(line))
