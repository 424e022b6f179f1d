"""Directions: what a person asks of the camera in a note, as in [[镜头: 特写 推近 2.5s]].

    note  = part (("|" | "；" | ";") part)*
    part  = [key (":" | "：")] word*
    key   = 镜头 | 音乐 | 音效 | 字幕 | shot | music …; the first part must have one
    word  = a word of `noteswords`, a name of the cast, 插入:thing, or a length 2.5s

A part without a key goes on with the key before it, so `镜头: 特写 | 中景` is two shots.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from piying.model.script import Finding, Severity, Span
from piying.model.shot import Angle, Emotion, Framing, Move, Size, Transition
from piying.script.breakdown.doings import THINGS as THING_LEXICON
from piying.script.breakdown.noteswords import (
    CAPTION_WORDS,
    EFFECT_WORDS,
    KEYS,
    MOOD_WORDS,
    SOUND_WORDS,
    THING_WORDS,
    WISHES,
)
from piying.script.kit import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LENGTH_MS_MIN = 200
LENGTH_MS_MAX = 60_000

_KEY = re.compile(
    rf"\s*({'|'.join(word for row in KEYS.values() for word in row.split())})\s*[:：]\s*",
    re.IGNORECASE,
)
_KEY_OF = {word: key for key, row in KEYS.items() for word in row.split()}
_PARTS = re.compile(r"[|；;｜]")
_LENGTH = re.compile(
    r"(\d{1,4})(?:\.(\d{1,3}))?\s*(毫秒|秒钟|秒|ms|seconds?|secs?|s)(?![a-z])", re.IGNORECASE
)
_BLANK = re.compile(r"[\s、，,。.+/:：]+")
_UNKNOWN = re.compile(r"[^\s、，,。+/]+")
_INSERT_WORD = "插入"
UNKNOWN_SPAN = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of one shot; None and empty leave it to the director."""

    size: Size | None = None
    framing: Framing | None = None
    move: Move | None = None
    angle: Angle | None = None
    transition: Transition | None = None
    emotion: Emotion | None = None
    gesture: str = ""
    insert: str = ""
    length_ms: int = 0
    people: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    """Effects of the picture for this shot alone."""


@dataclass(frozen=True, slots=True)
class Directions:
    """What a note asks for."""

    wishes: tuple[Wish, ...] = ()
    mood: str = ""
    sounds: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    """How the words are shown: "ruby", "vertical"."""
    effects: tuple[str, ...] = ()
    """Effects of the picture for the whole line or action."""


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Words in reading order (longest first) and what each gives."""

    words: Mapping[str, tuple[str, str]]
    longest_first: tuple[str, ...] = field(default=())


def _vocabulary(rows: Iterable[tuple[tuple[str, str], str]]) -> _Vocabulary:
    words: dict[str, tuple[str, str]] = {}
    for value, row in rows:
        for word in row.split():
            words.setdefault(word.replace("_", " ").casefold(), value)
            words.setdefault(word.casefold(), value)
    return _Vocabulary(words, tuple(sorted(words, key=lambda word: (-len(word), word))))


_SHOT = _vocabulary(WISHES)
_MOOD = _vocabulary((("mood", mood), row) for mood, row in MOOD_WORDS)
_EFFECT = _vocabulary((("effects", effect), row) for effect, row in EFFECT_WORDS)
_SOUND = _vocabulary((("sounds", sound), row) for sound, row in SOUND_WORDS)
_THING = _vocabulary(
    [
        *((("insert", thing), row) for thing, row in THING_WORDS),
        *((("insert", thing), word) for word, thing in THING_LEXICON.words.items() if thing),
    ]
)
_CAPTION = _vocabulary((("captions", way), row) for way, row in CAPTION_WORDS)
_BY_KEY = {
    "shot": _SHOT,
    "mood": _MOOD,
    "sounds": _SOUND,
    "effects": _EFFECT,
    "captions": _CAPTION,
}


def directions(
    note: str, *, names: Sequence[str] = (), span: Span = UNKNOWN_SPAN
) -> tuple[Directions | None, tuple[Finding, ...]]:
    """What `note` asks for, or None if it is not a direction; and what was not understood.

    Args:
        note: the words of the note, without its brackets.
        names: how the cast may be called; a name in a direction says who is seen.
        span: where the note stands, for the findings.
    """
    if alone := _CAPTION.words.get(note.strip().casefold()):
        # these words say by themselves what they are about: [[注音]]
        return Directions(captions=(alone[1],)), ()
    if _KEY.match(note) is None:
        return None, ()
    people = _vocabulary((("people", name), name.replace(" ", "_")) for name in names if name)
    found = Directions()
    findings: list[Finding] = []
    key = "shot"
    for part in _PARTS.split(note):
        text = part
        if (head := _KEY.match(part)) is not None:
            key = _KEY_OF[head[1].casefold()]
            text = part[head.end() :]
        words, unknown = _read(text, _BY_KEY[key], people if key == "shot" else None)
        findings += [_not_known(word, key, span) for word in unknown]
        found = _added(found, key, words)
    return found, tuple(findings)


def _read(
    text: str, vocabulary: _Vocabulary, people: _Vocabulary | None
) -> tuple[list[tuple[str, str]], list[str]]:
    """The words of one part as (field, value), and what is no word."""
    values: list[tuple[str, str]] = []
    unknown: list[str] = []
    low = text.casefold()
    at = 0
    while at < len(low):
        if (blank := _BLANK.match(low, at)) is not None:
            at = blank.end()
        elif people is not None and (length := _LENGTH.match(low, at)) is not None:
            values.append(("length_ms", str(_milliseconds(length))))
            at = length.end()
        elif people is not None and (name := _word_at(low, at, people)):
            values.append(people.words[name])
            at += len(name)
        elif word := _word_at(low, at, vocabulary):
            values.append(vocabulary.words[word])
            at += len(word)
            if vocabulary.words[word] == ("framing", Framing.INSERT):
                at = _thing(low, at, values, unknown)
        else:
            rest = _UNKNOWN.match(low, at)
            end = rest.end() if rest else at + 1
            unknown.append(text[at:end])
            at = end
    fields = [part for part, _ in values]
    if ("framing", Framing.INSERT) in values and "insert" not in fields:
        # an insert of nothing can be neither drawn nor guessed
        values.remove(("framing", Framing.INSERT))
        unknown = unknown or [_INSERT_WORD]
    return values, unknown


def _thing(low: str, at: int, values: list[tuple[str, str]], unknown: list[str]) -> int:
    """Read what an insert shows; it stands behind a colon or a blank."""
    colon = re.compile(r"\s*[:：]?\s*").match(low, at)
    start = colon.end() if colon else at
    if thing := _word_at(low, start, _THING):
        values.append(_THING.words[thing])
        return start + len(thing)
    named = _UNKNOWN.match(low, start)
    is_shot_word = bool(_word_at(low, start, _SHOT)) or _LENGTH.match(low, start) is not None
    if named is None or is_shot_word:
        return at
    unknown.append(named[0])
    return named.end()


def _word_at(low: str, at: int, vocabulary: _Vocabulary) -> str:
    for word in vocabulary.longest_first:
        if low.startswith(word, at) and _ends(low, at + len(word), word):
            return word
    return ""


def _ends(low: str, end: int, word: str) -> bool:
    """A Latin word must not go on behind its end."""
    if not word[-1].isascii() or end >= len(low):
        return True
    return not (low[end].isascii() and (low[end].isalnum() or low[end] in "-_"))


def _milliseconds(length: re.Match[str]) -> int:
    whole, part, unit = length[1], (length[2] or "").ljust(3, "0"), length[3]
    value = int(whole) * 1000 + int(part)
    if unit in ("ms", "毫秒"):
        value //= 1000
    return min(LENGTH_MS_MAX, max(LENGTH_MS_MIN, value))


def _added(found: Directions, key: str, words: list[tuple[str, str]]) -> Directions:
    if key == "mood":
        return replace(found, mood=words[-1][1]) if words else found
    if key == "sounds":
        sounds = dict.fromkeys((*found.sounds, *(value for _, value in words)))
        return replace(found, sounds=tuple(sounds))
    if key == "effects":
        return _with_effects(found, tuple(dict.fromkeys(value for _, value in words)))
    if key == "captions":
        ways = dict.fromkeys((*found.captions, *(value for _, value in words)))
        return replace(found, captions=tuple(ways))
    return replace(found, wishes=(*found.wishes, _wish(words))) if words else found


def _with_effects(found: Directions, names: tuple[str, ...]) -> Directions:
    """Effects belong to the shot that the note described before them, or to all of them."""
    if not found.wishes:
        return replace(found, effects=tuple(dict.fromkeys((*found.effects, *names))))
    last = found.wishes[-1]
    last = replace(last, effects=tuple(dict.fromkeys((*last.effects, *names))))
    return replace(found, wishes=(*found.wishes[:-1], last))


def _wish(words: list[tuple[str, str]]) -> Wish:
    said = dict(words)
    people = tuple(value for part, value in words if part == "people")
    framing = Framing(said["framing"]) if "framing" in said else None
    return Wish(
        size=Size(said["size"]) if "size" in said else None,
        framing=framing,
        move=Move(said["move"]) if "move" in said else None,
        angle=Angle(said["angle"]) if "angle" in said else None,
        transition=Transition(said["transition"]) if "transition" in said else None,
        emotion=Emotion(said["emotion"]) if "emotion" in said else None,
        gesture=said.get("gesture", ""),
        insert=said.get("insert", ""),
        length_ms=int(said.get("length_ms", "0")),
        people=people,
    )


def _not_known(word: str, key: str, span: Span) -> Finding:
    known = _BY_KEY[key].longest_first
    if word == _INSERT_WORD:
        known = (f"{_INSERT_WORD}:手机",)
    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.34)
    if not near:
        shared = [one for one in known if set(one) & set(word)]
        near = shared[:1]
    suggestion = near[0] if near else next(iter(_BY_KEY[key].words))
    data = (("word", word), ("near", suggestion), ("things", " ".join(THINGS)))
    return Finding("board.direction_unknown", Severity.WARNING, span, data)
