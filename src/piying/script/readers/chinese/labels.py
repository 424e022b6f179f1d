"""Lines that begin with a label: `大纲：`, `【人物】`, `**地点：**客厅`."""

from __future__ import annotations

import re
from typing import NamedTuple

from piying.script.hours import tags
from piying.script.readers.chinese.lines import Piece, unmarked
from piying.script.readers.chinese.words import (
    BIO_LABELS,
    BODY_LABELS,
    CAST_LABELS,
    FIELD_LABELS,
    OUTLINE_LABELS,
    SUPER_LABELS,
)

_label_letters_max = 10

_LABEL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.、]\s*)?(?:\*{1,3}|_{2})?\s*"
    r"(?P<open>[【\[(])?\s*(?P<name>[^:【】\[\]()*，,。!?;]{1,14}?)\s*(?:\*{1,3}|_{2})?\s*"
    r"(?:(?P<close>[】\])])\s*(?:\*{1,3}|_{2})?\s*(?P<colon>:)?|(?P<plain>:)|$)"
    r"\s*(?:\*{1,3}|_{2})?\s*"
)
_FIELD = re.compile(
    r"(?:^|(?<=[\s,;|、。】)]))[【\[(]?\s*(?P<label>"
    + "|".join(sorted(map(re.escape, FIELD_LABELS | CAST_LABELS), key=len, reverse=True))
    + r")\s*(?:[】\])]?\s*:|(?<=】)|】)[ \t]*"
)
_FRAMED = re.compile(r"【\s*(?:场景|场次|地点|时间|人物|角色|出场人物)\s*】")


_NOTES_BEHIND = re.compile(r"[】\])](?:\s*\[\[[^\[\]]*\]\])+$")
_DRESSED = re.compile(r"[【\[(#*_+•●◆■0-9一二三四五六七八九十-]")
_NO_LABEL = re.compile(r"[【】\[\]()*，,。!?;]")


class Label(NamedTuple):
    """A label at the head of a line, and what it labels."""

    name: str
    rest: Piece
    """What stands behind the label; empty where it stands alone."""
    colon: bool
    framed: bool
    """Whether the label stands in brackets."""


class Field(NamedTuple):
    """One labelled value of a block heading."""

    label: str
    begin: int
    """Where the label begins in the line."""
    value: Piece


def label_of(piece: Piece) -> Label | None:
    """The label at the head of a line: with a colon, in brackets, or all that the line is."""
    thin = piece.thin
    if not _DRESSED.match(thin):
        colon = thin.find(":", 0, _label_letters_max + 6)
        if colon < 0 and len(thin) > _label_letters_max + 6:
            return None
        name = thin if colon < 0 else thin[:colon]
        if not _NO_LABEL.search(name):
            rest = piece.part(len(name) + (colon >= 0), len(thin))
            return Label(name.replace(" ", ""), rest, colon >= 0, framed=False)
    inner = unmarked(piece)
    thin = inner.thin
    if ":" not in thin[:26] and thin[:1] not in "【[(" and len(thin) > _label_letters_max + 6:
        return None
    found = _LABEL.match(thin)
    if found is None:
        return None
    rest_end = len(thin)
    framed = bool(found["open"])
    if framed != bool(found["close"]):
        # 【人物：张明】: the bracket closes behind the value.
        if not (framed and found["plain"] and thin[-1:] in "】])"):
            return None
        # 【字幕：三年后】[[竖排]]: notes behind on-screen words belong to them
        notes = _NOTES_BEHIND.search(thin) if found["name"].upper() in SUPER_LABELS else None
        rest_end = notes.start() if notes else rest_end - 1
    name = found["name"].replace(" ", "")
    colon = bool(found["colon"] or found["plain"])
    return Label(name, inner.part(found.end(), rest_end), colon, framed)


def fields_of(piece: Piece) -> list[Field]:
    """The fields that a line is made of, as `地点：客厅 时间：夜`; none where it is other."""
    inner = unmarked(piece)
    thin = inner.thin.replace("*", " ")
    if ":" not in thin[:12] and not _FRAMED.match(thin):
        return []
    found = list(_FIELD.finditer(thin))
    if not found or thin[: found[0].start()].strip():
        return []
    ends = [one.start() for one in found[1:]] + [len(thin)]
    fields = []
    for one, end in zip(found, ends, strict=True):
        last = end
        while last > one.end() and thin[last - 1] in " \t,;|、。":
            last -= 1
        if thin[one.start()] in "【[(" and last > one.end() and thin[last - 1] in "】])":
            last -= 1
        value = inner.part(one.end(), last)
        # 景：客厅 is where it is, 景：内 whether it is inside
        label = "场景" if one["label"] == "景" and not tags(value.thin) else one["label"]
        fields.append(Field(label, inner.begin + one.start(), value))
    return fields


def is_front(label: Label) -> bool:
    """Whether a label begins a block of the front matter: outline, characters or the body."""
    if label.name in OUTLINE_LABELS or label.name in BODY_LABELS:
        return label.colon or label.framed or not label.rest.text
    return label.name in BIO_LABELS and (label.name not in CAST_LABELS or not label.rest.text)
