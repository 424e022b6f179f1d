"""Lines of speech: who, how, and what is said.

::

    line  = name { bracket } [ delivery ] ":" { bracket } words { bracket words } [ bracket ]

A bracket within the words is a direction where it stands at the start or the end of the
words, or behind a mark that ends a sentence or a part of one; else it belongs to the words.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from piying.model.script import Delivery
from piying.script.cues import cue_of
from piying.script.numerals import narrow
from piying.script.readers.chinese.lines import Piece
from piying.script.readers.chinese.manner import INNER, manner_of
from piying.script.readers.chinese.words import (
    IN_A_SENTENCE,
    INNER_VOICES,
    LABELS,
    PRONOUN,
    SAYING,
)

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

name_letters_max = 12
"""A longer Chinese name before a colon is a sentence; one in Latin letters has twice this."""
_head_letters_max = 48

_BRACKET_AT_END = re.compile(r"\s*([(\[【])([^()\[\]【】]*)[)\]】]\s*$")
_BARE_DELIVERY = re.compile(
    r"(?<=[^\sA-Za-z.])\s*(O\.?S\.?|V\.?O\.?|内心OS|内OS|画外音|旁白|内心独白|内心|心声)$|\s(OS|VO|O\.S\.|V\.O\.)$",
    re.IGNORECASE,
)
_NOT_IN_A_NAME = re.compile(r"[,.。!?;…“”\"'‘’《》<>=+%*#@\\|~—()\[\]【】「」『』]")
_COUNTED = re.compile(r"\s*(?:[*×xX]\s*)?[0-9一二三四五六七八九十]+$")
_QUOTED = re.compile(r"([「『《“\"]).+([」』》”\"])")
_HEADED = re.compile(
    r"[(【\[](?P<how>旁白|画外音?|解说词?|独白|内心独白|心声|内心|OS|VO|O\.S\.|V\.O\.)"
    r"[:\s]*[)】\]]\s*(?=[^\s:])",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:[、&/+]|和|与|及)\s*")
_APART = re.compile(r"[^,、;/+\s]+")
_BEFORE_A_DIRECTION = frozenset("-。！？…!?；;，,、～~—”」』：:.")
_CLOSE = {"(": ")", "【": "】"}


_ANYBODY = frozenset(("他", "她", "它", "我", "你", "我们", "大家"))


class Sure(IntEnum):
    """How sure it is that what stands before a colon is a name."""

    NO = 0
    """A sentence."""
    LABEL = 1
    """A word that labels something, or a number."""
    LIKELY = 2
    """Short and without anything a name has not."""
    KNOWN = 3
    """Named in a cast, or speaking more than once."""


class Head(NamedTuple):
    """What stands before the colon of a line of speech."""

    name: str
    cue: str
    """The cue as written, with the brackets that say how the voice reaches us."""
    directions: tuple[tuple[int, int], ...]
    """Other brackets behind the name: where their words begin and end in the line."""
    end: int
    """Where the line goes on behind the colon."""
    unnamed: bool = False
    """Whether only a delivery stands there (OS：…)."""
    begin: int = 0
    """Where the name begins in the line."""


class Delivered(NamedTuple):
    """Where a bracket says how the voice reaches us, and where its other words stand."""

    begin: int
    end: int
    rest_begin: int
    rest_end: int


class Part(NamedTuple):
    """A part of what is spoken: words, or a direction."""

    direction: bool
    begin: int
    """Where it begins in the line, its bracket included."""
    inner: int
    inner_end: int


def head_of(piece: Piece) -> Head | None:
    """What stands before the first colon of a line, or None where nothing could be a name."""
    thin = piece.thin
    if headed := _HEADED.match(thin):
        return _headed(piece, headed)
    colon = thin.find(":", 0, _head_letters_max)
    if colon < 1 or (thin[colon - 1].isdigit() and thin[colon + 1 : colon + 2].isdigit()):
        return None
    end = colon + 1
    head = thin[:colon].strip()
    begin = thin.index(head) if head else 0
    bold = re.match(r"(?:\*{1,3}|_{1,2})(?=[^*_])", head)
    if bold:
        mark = bold[0]
        begin, head = begin + len(mark), head[len(mark) :]
        if head.endswith(mark):
            head = head[: -len(mark)]
        elif thin.startswith(mark, end):
            end += len(mark)
    return _parted(piece, begin, begin + len(head), end)


def _headed(piece: Piece, headed: re.Match[str]) -> Head:
    """The head 【旁白】 or (OS) of words without a colon."""
    how, end = piece.text[headed.start("how") : headed.end("how")], piece.begin + headed.end()
    if is_narrator(how):
        return Head(how, how, (), end)
    return Head("", how, (), end, unnamed=True)


def with_manner(head: Head, known: AbstractSet[str]) -> Head:
    """`head` with what stands behind a known name (沈乐惊喜) as its first direction."""
    at = manner_of(head.name, known)
    if not at or head.unnamed or not head.cue.startswith(head.name):
        return head
    name, manner = head.name[:at], head.name[at:]
    bracketed = head.cue[len(head.name) :]
    if INNER.fullmatch(manner):
        return head._replace(name=name, cue=f"{name}（{manner}）" + bracketed)
    return head._replace(
        name=name,
        cue=name + bracketed,
        directions=((head.begin + at, head.begin + len(head.name)), *head.directions),
    )


def _parted(piece: Piece, begin: int, head_end: int, end: int) -> Head | None:
    """The head of a line from the stretch `begin` to `head_end`, brackets taken apart."""
    thin, name_end = piece.thin, head_end
    directions: list[tuple[int, int]] = []
    delivered: list[str] = []
    while found := _BRACKET_AT_END.search(thin, begin, name_end):
        begin_at, end_at = piece.begin + found.start(2), piece.begin + found.end(2)
        if how := delivery_in(piece.flat, begin_at, end_at):
            delivered.append(piece.line[how.begin : how.end])
            begin_at, end_at = how.rest_begin, how.rest_end
        if piece.flat[begin_at:end_at].strip():
            directions.append((begin_at, end_at))
        name_end = found.start()
    name = piece.text[begin:name_end].strip().strip("*_").strip()
    if _QUOTED.fullmatch(name):
        name = name[1:-1].strip()
    if not name and delivered and is_narrator(delivered[0]):
        return Head(delivered[0], delivered[0], tuple(reversed(directions)), piece.begin + end)
    unnamed = not name or name.upper() in INNER_VOICES
    if unnamed and (name or delivered):
        written = name or delivered[0]
        return Head("", written, tuple(reversed(directions)), piece.begin + end, unnamed=True)
    if bare := _BARE_DELIVERY.search(name):
        delivered.append(name[bare.start() :].strip())
        name = name[: bare.start()].strip()
    if not name:
        return None
    cue = piece.text[begin:head_end].strip()
    if (
        directions
        or bare
        or len(delivered) > 1
        or cue.endswith(("】", "]"))
        or not cue.startswith(name)
        or "*" in cue
        or "_" in cue
    ):
        cue = name + "".join(f"（{one}）" for one in reversed(delivered))
    at = piece.text.find(name, begin)
    return Head(
        name, cue, tuple(reversed(directions)), piece.begin + end, begin=piece.begin + at
    )


def delivery_in(flat: str, begin: int, end: int) -> Delivered | None:
    """Where the first or last word of a bracket says how the voice reaches us, and the rest."""
    words = [(found.start(), found.end()) for found in _APART.finditer(flat, begin, end)]
    if words and _delivers(flat, *words[0]):
        rest = words[1][0] if len(words) > 1 else end
        return Delivered(*words[0], rest, end)
    if words and _delivers(flat, *words[-1]):
        return Delivered(*words[-1], begin, words[-2][1])
    return None


def _delivers(flat: str, begin: int, end: int) -> bool:
    """Whether a word is OS, VO, 内心, 画外音 or the like."""
    return (
        end - begin <= 8 and cue_of(f"某（{flat[begin:end]}）").delivery is not Delivery.SPOKEN
    )


def is_narrator(name: str) -> bool:
    """Whether a name is that of a voice nobody on screen has: 旁白, VO."""
    return cue_of(name).delivery is Delivery.NARRATION


def sure_of(name: str, known: frozenset[str] | set[str]) -> Sure:
    """How sure it is that `name` speaks; `known` are the names met so far."""
    flat = name.strip()
    if flat in known or is_narrator(flat):
        return Sure.KNOWN
    if flat in _ANYBODY:
        return Sure.LIKELY
    if _COUNTED.sub("", flat).upper() in LABELS or not re.search(r"[^\W\d_]", flat):
        return Sure.LABEL
    bare = _COUNTED.sub("", narrow(flat))
    if _NOT_IN_A_NAME.search(bare) or len(flat) > _letters_max(flat):
        return Sure.NO
    if len(parts := _JOINED.split(flat)) > 1 and all(parts):
        return min(sure_of(part, known) for part in parts)
    return Sure.NO if _goes_like_a_sentence(flat) else Sure.LIKELY


def _goes_like_a_sentence(flat: str) -> bool:
    """Whether a word before a colon begins, goes on or ends as no name does."""
    return bool(
        PRONOUN.match(flat)
        or (len(flat) > 2 and SAYING.search(flat))
        or (len(flat) > 4 and IN_A_SENTENCE.search(flat))
    )


def name_shaped(name: str) -> bool:
    """Whether a word of a cast list can be a name."""
    return (
        bool(re.search(r"[^\W\d_]", name))
        and not _NOT_IN_A_NAME.search(_COUNTED.sub("", narrow(name)))
        and len(name) <= _letters_max(name)
        and _COUNTED.sub("", name).upper() not in LABELS
    )


def _letters_max(name: str) -> int:
    return name_letters_max * 2 if name.isascii() else name_letters_max


def parts_of(piece: Piece) -> list[Part]:
    """The words and directions of a stretch of speech, in order; none is empty."""
    parts: list[Part] = []
    words_begin = piece.begin
    for begin, end in _groups(piece):
        before = piece.flat[words_begin:begin].strip()
        at_start = not before and (not parts or parts[-1].direction)
        at_end = not piece.flat[end : piece.end].strip(" \t。.")
        if not (at_start or at_end or (before or " ")[-1] in _BEFORE_A_DIRECTION):
            continue
        if not re.search(r"\w", piece.flat[begin + 1 : end - 1]):
            continue
        if before:
            parts.append(_words(piece, words_begin, begin))
        parts.append(Part(direction=True, begin=begin, inner=begin + 1, inner_end=end - 1))
        words_begin = end
    # A full stop behind the last direction closes the direction, not words.
    if piece.flat[words_begin : piece.end].strip(" \t。." if parts else " \t"):
        parts.append(_words(piece, words_begin, piece.end))
    return parts


def _words(piece: Piece, begin: int, end: int) -> Part:
    kept = Piece(piece.number, piece.line, piece.flat, begin, end).stripped()
    return Part(direction=False, begin=kept.begin, inner=kept.begin, inner_end=kept.end)


def _groups(piece: Piece) -> list[tuple[int, int]]:
    """The outermost closed brackets of a stretch: where each begins and ends in the line."""
    groups: list[tuple[int, int]] = []
    opened, depth, closing = 0, 0, ""
    for at in range(piece.begin, piece.end):
        letter = piece.flat[at]
        if not depth and letter in _CLOSE:
            opened, depth, closing = at, 1, _CLOSE[letter]
        elif depth and letter == closing:
            depth -= 1
            if not depth:
                groups.append((opened, at + 1))
        elif depth and letter in _CLOSE and _CLOSE[letter] == closing:
            depth += 1
    return groups
