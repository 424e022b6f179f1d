"""How long words take to say and to read, and where a long line may be cut.

A line is never rewritten: the pieces of a line, put together, are the line letter for letter,
and the same holds for the words with their reading overrides.
"""

from __future__ import annotations

import re

SYLLABLE_MS = 222
"""About 4.5 Chinese syllables a second."""
WORD_MS = 385
"""About 2.6 English words a second."""
CLAUSE_PAUSE_MS = 120
SENTENCE_PAUSE_MS = 260
LINE_MS_MAX = 6_000
"""A line estimated to be longer than this is cut into pieces."""
PIECE_MS_MIN = 1_200
"""No piece is shorter, so that no shot flashes by."""
PIECE_MS = 3_800
"""How long a piece should be."""

_SYLLABLE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[0-9]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SENTENCE_END = re.compile(r"[。！？!?…\n]|\.(?=\s|$)|——|--")
_CLAUSE_END = re.compile(r"[，,、；;：:]")
_CLOSERS = "”’」』）)】》〉\"'"
_CLAUSE = re.compile(
    rf"(?:(?:[。！？!?…，,、；;：:\n]|\.(?=\s|$)|——|--)+[{re.escape(_CLOSERS)}]*\s*)"
)
_OVERRIDE = re.compile(r"\[[^\[\]]*\]")


def spoken_ms(text: str, speed_permille: int = 1000) -> int:
    """About how long `text` takes to say, in milliseconds."""
    sound = len(_SYLLABLE.findall(text)) * SYLLABLE_MS + len(_WORD.findall(text)) * WORD_MS
    pauses = (
        len(_SENTENCE_END.findall(text)) * SENTENCE_PAUSE_MS
        + len(_CLAUSE_END.findall(text)) * CLAUSE_PAUSE_MS
    )
    return (sound + pauses) * 1000 // max(1, speed_permille)


def read_ms(text: str) -> int:
    """How long words on the screen must stand to be read, in milliseconds."""
    return 900 + len(_SYLLABLE.findall(text)) * 160 + len(_WORD.findall(text)) * 260


def clauses(text: str) -> tuple[str, ...]:
    """`text` cut behind every run of punctuation; together they are `text`."""
    ends = [match.end() for match in _CLAUSE.finditer(text)]
    if not ends or ends[-1] != len(text):
        ends.append(len(text))
    starts = [0, *ends[:-1]]
    return tuple(text[a:b] for a, b in zip(starts, ends, strict=True) if b > a)


def pieces(text: str, speed_permille: int = 1000, count: int = 0) -> tuple[str, ...]:
    """`text` in pieces that one shot each can hold; one piece if it is short enough.

    Cuts fall behind sentences, else behind clauses. With `count`, so many pieces if the
    text has so many clauses that are long enough, else one.
    """
    total = spoken_ms(text, speed_permille)
    parts = clauses(text)
    if len(parts) < 2 or (not count and total <= LINE_MS_MAX):
        return (text,)
    wanted = count or -(-total // PIECE_MS)
    made = _gather(parts, total // wanted, speed_permille)
    if count and len(made) != count:
        return (text,)
    return made


def _gather(parts: tuple[str, ...], target_ms: int, speed_permille: int) -> tuple[str, ...]:
    made: list[str] = []
    now = ""
    rest = "".join(parts)
    for part in parts:
        now += part
        rest = rest[len(part) :]
        length = spoken_ms(now, speed_permille)
        enough = target_ms * (75 if _ends_sentence(part) else 100) // 100
        if (
            length >= max(enough, PIECE_MS_MIN)
            and spoken_ms(rest, speed_permille) >= PIECE_MS_MIN
        ):
            made.append(now)
            now = ""
    if now:
        made.append(now)
    return tuple(made)


def _ends_sentence(part: str) -> bool:
    tail = part.rstrip().rstrip(_CLOSERS)
    return bool(tail) and tail[-1] in "。！？!?….\n—-"


def aloud_pieces(aloud: str, parts: tuple[str, ...]) -> tuple[str, ...] | None:
    """`aloud` cut where `parts` are cut, overrides kept with the word before them.

    None if `aloud` is not the same words as `parts`.
    """
    made: list[str] = []
    at = 0
    for part in parts:
        start = at
        for char in part:
            at = _over_override(aloud, at, char)
            if at >= len(aloud) or aloud[at] != char:
                return None
            at += 1
        while (match := _OVERRIDE.match(aloud, at)) is not None:
            at = match.end()
        made.append(aloud[start:at])
    return tuple(made) if at == len(aloud) else None


def _over_override(aloud: str, at: int, char: str) -> int:
    """Past the override that stands at `at`, unless the text itself has a bracket there."""
    while char != "[" and (match := _OVERRIDE.match(aloud, at)) is not None:
        at = match.end()
    return at
