"""What stands before the first scene: title, credits, outline, characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from piying.model.script import ElementKind
from piying.script import idioms
from piying.script.readers.chinese.labels import Label, is_front, label_of
from piying.script.readers.chinese.lines import Piece, unmarked
from piying.script.readers.chinese.talk import close_speech
from piying.script.readers.chinese.words import (
    BIO_LABELS,
    BODY_LABELS,
    CREDIT_LABELS,
    OUTLINE_LABELS,
    SUPER_LABELS,
    TITLE_LABELS,
    TRANSITION,
)

if TYPE_CHECKING:
    from piying.script.readers.chinese.state import State

_title_letters_max = 24

_TITLE = re.compile(
    r"《(?P<title>[^《》]{1,40})》\s*(?:剧本|短剧剧本|短剧|漫剧|文学剧本)?"
    r"\s*(?:[(【](?P<note>[^()【】]*)[)】])?"
)
_SENTENCE_MARK = re.compile(r"[，。！？；：,.!?;:△【】（）()\[\]“”\"]")
_NUMBERED = re.compile(r"[0-9]{1,3}[.、)](?![0-9])\s*(?=\S)")
_ENGLISH_TITLE = {
    key.casefold(): key
    for key in ("Title", "Credit", "Author", "Source", "Draft date", "Contact")
}
_EPISODE_OUTLINES = frozenset(("分集大纲", "分集梗概", "分集简介"))


def read_front(state: State, piece: Piece) -> bool:
    """Read a line of the title page or of the front matter; False where it is none."""
    label = state.label_of(piece)
    if state.scenes == 0 and (_title(state, piece) or (label and _credit(state, label))):
        return True
    if label and is_front(label):
        close_speech(state)
        _begin_block(state, piece, label)
        return True
    if not state.front or piece.thin[0] in "△▲" or (label and label.name in SUPER_LABELS):
        state.front = ""
        return False
    kind = ElementKind.BIO if state.front == "bios" else ElementKind.OUTLINE
    close_speech(state)
    if state.pending >= 0:
        state.join(state.pending, _entry(piece))
        state.pending = -1
    else:
        state.add(kind, piece.begin, _entry(piece))
    return True


def _entry(piece: Piece) -> str:
    """A paragraph of the front matter without list marks and numbers."""
    inner = unmarked(piece)
    numbered = _NUMBERED.match(inner.thin)
    return inner.text[numbered.end() :] if numbered else inner.text


def stays_in_front(state: State, piece: Piece) -> bool:
    """Whether a line that looks like an episode break is an entry of 分集大纲."""
    if state.front != "episodes":
        return False
    following = state.next_written()
    if following is None:
        return True
    label = label_of(following)
    return (
        not (
            idioms.heading(following.text)
            or following.thin[0] in "△▲【"
            or (label and label.name in ("场次", "场景", "人物", "出场人物", "地点", "时间"))
        )
        or idioms.episode(piece.text) is None
    )


def _title(state: State, piece: Piece) -> bool:
    """《剧名》 before everything else, # 剧名, or a short first line without marks."""
    if state.elements or "Title" in state.titles:
        return False
    inner = unmarked(piece)
    if found := _TITLE.fullmatch(inner.thin):
        begin, end = found.span("title")
        state.titles["Title"] = [inner.text[begin:end].strip()]
        if found["note"]:
            state.titles["Notes"] = [
                inner.text[found.start("note") : found.end("note")].strip()
            ]
        return True
    if not inner.thin or _SENTENCE_MARK.search(inner.text):
        return False
    short = len(inner.thin) <= _title_letters_max and not re.match(r"[@.!~=>]", inner.thin)
    if short and not _known_line(piece) and (piece.thin[0] == "#" or _front_follows(state)):
        state.titles["Title"] = [inner.text]
        return True
    return False


def _known_line(piece: Piece) -> bool:
    label = label_of(piece)
    return bool(
        TRANSITION.fullmatch(piece.thin)
        or idioms.heading(piece.text)
        or idioms.episode(piece.text)
        or (label and is_front(label))
    )


def _front_follows(state: State) -> bool:
    """Whether the next line with letters begins an episode, a credit or the front matter."""
    following = state.next_written()
    if state.titles or following is None:
        return False
    label = label_of(following)
    named = label and (label.name in TITLE_LABELS or label.name in CREDIT_LABELS)
    return bool(_known_line(following) or named)


def _credit(state: State, label: Label) -> bool:
    """编剧：某某, 类型：都市."""
    key = TITLE_LABELS.get(label.name) or _ENGLISH_TITLE.get(label.name.casefold())
    if key is None and label.name in CREDIT_LABELS:
        key = label.name
    if key is None or not label.colon or not label.rest.text or state.front:
        return False
    value = label.rest.text.strip("*_ ")
    if key == "Title" and (found := _TITLE.fullmatch(value)):
        value = found["title"]
    state.titles.setdefault(key, []).append(value)
    return True


def _begin_block(state: State, piece: Piece, label: Label) -> None:
    """大纲, 人物小传 or 正文 begins."""
    state.pending = -1
    if label.name in BODY_LABELS:
        state.front = ""
        state.add(ElementKind.SECTION, piece.begin, label.name, depth=1)
        return
    bios = label.name in BIO_LABELS
    after = state.scenes > 0
    state.front = "" if after and label.rest.text else "bios" if bios else "outline"
    if label.name in _EPISODE_OUTLINES:
        state.front = "episodes"
    kind = ElementKind.BIO if bios and label.name not in OUTLINE_LABELS else ElementKind.OUTLINE
    index = state.add(kind, piece.begin, label.rest.text)
    state.pending = -1 if label.rest.text else index
