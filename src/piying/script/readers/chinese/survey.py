"""What a first look over the whole source tells: names, house style, flashbacks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from piying.script import idioms
from piying.script.readers.chinese.labels import is_front, label_of
from piying.script.readers.chinese.lines import Piece, unmarked
from piying.script.readers.chinese.manner import manner_of
from piying.script.readers.chinese.speech import Sure, head_of, name_shaped, sure_of
from piying.script.readers.chinese.words import (
    BIO_LABELS,
    CAST_LABELS,
    FLASHBACK,
    FLASHBACK_END,
    PRONOUN,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_marked_share_min = 0.5
"""From this share of △ among the lines without a speaker on, unmarked ones go on speaking."""

_prose_lines_min = 3
_prose_share = 6
"""In prose fewer than one line in so many begins with the name of whoever speaks."""
_QUOTED = re.compile(r"[“\"「][^”\"」]{2,}[”\"」]")

_blocks_min = 3
"""So many cues on lines of their own are a habit."""

_MARKDOWN = re.compile(
    r"^\s*(?:#{1,6}\s|\*\*.+\*\*\s*$|\*\*[^*]+\*\*\s*[:：]|\*\*[^*]+[:：]\*\*)", re.MULTILINE
)
_BIO = re.compile(
    r"(?:[0-9]{1,2}[.、)]\s*|[-*+•]\s+)?(?:\*{2})?(?P<name>[^\s:,(（，。、*\-]{1,12})(?:\*{2})?\s*"
    r"(?:\([^()]*\)|【[^【】]*】)?\s*(?:\*{2})?\s*[:,\-、]"
)
_NOTE = re.compile(r"\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]")
_FLASH_LETTER = re.compile("[闪忆叙]|现实")
_SQUARE = re.compile(r"【([^【】]*)】")
_NAME = re.compile(
    r"(?:(?!和(?=[^、,;/|，；\s\0]))[^、,;/|，；\s\0及]|(?<![^、,;/|，；\s\0])和)+"
)
_TIMES = re.compile(r"\s*[*×xX]\s*[0-9]+$")
"""男同学*4: so many of them."""
_ACTION = "△▲∆Δ⊿◇▽▼"


@dataclass(frozen=True, slots=True)
class Survey:
    """The names and the habits of one source."""

    listed: frozenset[str]
    """Names in casts and in the characters."""
    known: frozenset[str]
    """Listed names, and those that speak more than once."""
    marked: bool
    """Whether actions are marked with △."""
    blocks: bool
    """Whether names stand on lines of their own, above what they say."""
    markdown: bool
    """Whether the source uses Markdown, so that ** is bold."""
    prose: bool
    """Whether it is told like a novel, with what is said in quotation marks."""
    flash_starts: tuple[int, ...]
    flash_ends: tuple[int, ...]
    """The lines where flashbacks begin and end."""


def survey(text: str, lines: Sequence[Piece]) -> Survey:
    """The first look over all lines."""
    listed: set[str] = set()
    heads: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    starts: list[int] = []
    ends: list[int] = []
    actions = others = 0
    bios = begun = False
    for index, piece in enumerate(lines):
        thin = piece.thin
        if not thin:
            continue
        if _FLASH_LETTER.search(thin) and _note_flashbacks(piece, starts, ends):
            continue
        if thin[0] in _ACTION:
            actions += 1
            bios = False
            continue
        label = label_of(piece)
        if label and (label.name in CAST_LABELS or label.name in BIO_LABELS or is_front(label)):
            bios = label.name in BIO_LABELS and not label.rest.text
            listed.update(names_in(label.rest.text) if label.name in CAST_LABELS else ())
            continue
        if bios and not _ends_bios(piece):
            listed.update(_bio_name(unmarked(piece)))
            continue
        bios = False
        if found := idioms.heading_and_cast(piece.text):
            listed.update(names_in(found[1]))
            begun = True
        elif head := head_of(piece):
            heads[head.name] += 1
            begun = True
        else:
            others += begun and thin[0] not in "【[(《"
            if len(thin) <= 8 and _speech_follows(lines, index):
                alone[_NOTE.sub("", thin).strip().removeprefix("@")] += 1
    known = {
        name
        for counts in (heads, alone)
        for name, count in counts.items()
        if count > 1
        and (sure_of(name, listed) is Sure.LIKELY or _a_name_after_all(name, heads))
    }
    known = {
        one for one in known if not manner_of(one, (known | listed) - {one}) or one in listed
    }
    known |= {name.upper() for name in listed if name.isascii()}
    marked = actions > 1 and actions >= _marked_share_min * (actions + others)
    blocks = sum(count for name, count in alone.items() if name in known) >= _blocks_min
    markdown = bool(_MARKDOWN.search(text))
    return Survey(
        frozenset(listed),
        frozenset(known | listed),
        marked,
        blocks,
        markdown,
        _is_prose(lines, heads, known, told=bool(actions or listed)),
        tuple(starts),
        tuple(ends),
    )


def _is_prose(
    lines: Sequence[Piece], heads: Counter[str], known: set[str], *, told: bool
) -> bool:
    """Whether much of what is said stands in quotation marks and hardly any behind a name."""
    written = [piece.thin for piece in lines if piece.thin]
    spoken = sum(count for name, count in heads.items() if name in known)
    quoted = sum(bool(_QUOTED.search(thin)) for thin in written)
    return not told and quoted >= _prose_lines_min and spoken * _prose_share < len(written)


def names_in(cast: str) -> list[str]:
    """The names of a cast list, without notes in brackets: 张明、李丽（旁观）."""
    flat = _NOTE.sub(lambda note: "\0" * len(note[0]), idioms.narrow(cast))
    found = (cast[one.start() : one.end()] for one in _NAME.finditer(flat.replace("\\", "\0")))
    parts = (_TIMES.sub("", part.strip(" 。.*_\u200b")) for part in found)
    return [part for part in parts if name_shaped(part)]


def _a_name_after_all(name: str, heads: Counter[str]) -> bool:
    """Whether a short head that ends like a sentence (陆知言) can be a name: none begins it."""
    begun = any(name[:end] in heads for end in range(1, len(name)))
    return len(name) <= 4 and not begun and not PRONOUN.match(name) and name_shaped(name)


def framed(piece: Piece) -> Piece:
    """What stands in the brackets or behind the △ of a line that is wholly that."""
    inner = unmarked(piece)
    if inner.thin[:1] and inner.thin[0] in _ACTION:
        inner = inner.part(1, len(inner.thin))
    closing = {"【": "】", "[": "]", "(": ")", "<": ">"}.get(inner.thin[:1], "")
    if closing and inner.thin.find(closing) == len(inner.thin) - 1:
        inner = inner.part(1, len(inner.thin) - 1)
    return inner


def _note_flashbacks(piece: Piece, starts: list[int], ends: list[int]) -> bool:
    """Note the line of every mark that begins or ends a flashback; whether it is no more."""
    whole = framed(piece).thin
    for words in (whole, *_SQUARE.findall(piece.thin)):
        if FLASHBACK_END.fullmatch(words):
            ends.append(piece.number)
        elif FLASHBACK.fullmatch(words):
            starts.append(piece.number)
        else:
            continue
        if words is whole:
            return True
    return False


def _bio_name(piece: Piece) -> list[str]:
    found = _BIO.match(piece.thin)
    name = found["name"] if found else ""
    return [name] if name_shaped(name) else []


def _ends_bios(piece: Piece) -> bool:
    return idioms.episode(piece.text) is not None or idioms.heading(piece.text) is not None


def _speech_follows(lines: Sequence[Piece], index: int) -> bool:
    """Whether the next line is there, is not marked as action and names no speaker."""
    if index + 1 >= len(lines) or not lines[index + 1].thin:
        return False
    following = lines[index + 1]
    return following.thin[0] not in _ACTION and head_of(following) is None
