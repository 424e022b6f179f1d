"""Breaks a long line where a speaker would breathe: the model takes only so much at once."""

from __future__ import annotations

from dataclasses import dataclass

PHONEMES_MAX = 400
"""In one clause; the model takes 510, and hurries long before that."""

_PAUSE_SECONDS = {".": 0.28, "!": 0.28, "?": 0.28, "…": 0.34, ";": 0.22, ":": 0.2, "—": 0.2}
_COMMA_SECONDS = 0.12
_BREAKS = (".!?…", ";:—", ",", " ")
"""Where to break, the best places first."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What is spoken in one breath, and how long the silence behind it is."""

    phonemes: str
    pause_seconds: float


def clauses(phonemes: str) -> tuple[Clause, ...]:
    """`phonemes` in clauses of at most PHONEMES_MAX; a short line is one clause."""
    made: list[Clause] = []
    rest = phonemes.strip()
    while len(rest) > PHONEMES_MAX:
        at = _break(rest)
        head, rest = rest[:at].strip(), rest[at:].strip()
        made.append(Clause(head, _PAUSE_SECONDS.get(head[-1], _COMMA_SECONDS)))
    if rest:
        made.append(Clause(rest, 0.0))
    return tuple(made)


def _break(phonemes: str) -> int:
    """How much of `phonemes` the next clause takes."""
    window = phonemes[:PHONEMES_MAX]
    for marks in _BREAKS:
        at = max(window.rfind(mark) for mark in marks) + 1
        # a break near the front would leave a stump of a clause
        if at > PHONEMES_MAX // 3:
            return at
    return PHONEMES_MAX
