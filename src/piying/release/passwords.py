"""What is no password: too short, known to everybody, told by a rule, or a name.

Known to everybody are the 30,000 passwords that stood most often in what leaked (the list of
the package zxcvbn 4.5.0: Mark Burnett's ten million of 2015), also with digits and signs around
them. Rules tell what no list holds: a few words of ours with digits behind them, keys in a row,
a name that stands beside the password.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from piying.model.viewer import Sort

VIEWER_CHARACTERS_MIN = 8
STAFF_CHARACTERS_MIN = 12
CHARACTERS_MAX = 256
PIN_DIGITS = (4, 8)

REST_CHARACTERS_MIN = 4
"""What has to be left of a password without a name or a common word."""
RUNS = (
    "abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujm", "!@#$%^&*()",
)  # fmt: skip
COMMON = (
    "password", "passwort", "passwd", "pass", "word", "letmein", "welcome", "hello", "login",
    "master", "admin", "administrator", "root", "user", "guest", "test", "secret", "changeme",
    "default", "access", "dragon", "monkey", "football", "baseball", "shadow", "sunshine",
    "princess", "iloveyou", "love", "superman", "batman", "starwars", "trustno", "money",
    "computer", "internet", "server", "system", "summer", "winter", "spring", "autumn",
    "january", "february", "october", "monday", "friday", "whatever", "freedom", "michael",
    "jordan", "charlie", "ashley", "daniel", "jessica", "china", "beijing", "shanghai",
    "woaini", "aini", "nihao", "zhangsan", "lisi", "wangwei", "mima", "woshi", "drama",
    "video", "film", "viewer", "staff", "operator",
)  # fmt: skip
"""Words of ours that begin or make up what is guessed first."""
_LOOKS = (str.maketrans("@$013457!", "asoleastl"), str.maketrans("@$013457!", "asoieasti"))


class Weak(StrEnum):
    """What is wrong with a password."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    PLAIN = "plain"
    """It repeats or counts."""
    TOLD = "told"
    """It is little more than a name that others know."""


def characters_min(sort: Sort) -> int:
    """How long a password is at least."""
    return STAFF_CHARACTERS_MIN if sort is Sort.STAFF else VIEWER_CHARACTERS_MIN


def weakness(password: str, sort: Sort, names: Iterable[str]) -> Weak | None:
    """What is wrong with `password`; None: nothing.

    `names` are those that stand beside it: the login name, the name that is shown, the party,
    the house. Any character may stand in it, and no mixture of sorts is asked for.
    """
    if len(password) < characters_min(sort):
        return Weak.SHORT
    if len(password) > CHARACTERS_MAX:
        return Weak.LONG
    plain = _folded(password)
    if _repeats(plain) or _counts(plain):
        return Weak.PLAIN
    told = {part for name in names for part in _parts(name)}
    if _is_little_beside(plain, told):
        return Weak.TOLD
    if _is_common(plain):
        return Weak.COMMON
    return None


def pin_is_good(pin: str) -> bool:
    """Whether `pin` is 4 to 8 digits that neither repeat nor count."""
    least, most = PIN_DIGITS
    if not (pin.isascii() and pin.isdigit() and least <= len(pin) <= most):
        return False
    return not _repeats(pin) and not _counts(pin)


def _is_common(text: str) -> bool:
    """Whether it has leaked often, or is little beside a word that begins many."""
    core = text.strip("".join({one for one in text if not one.isalpha()}))
    ways = {text, *(text.translate(looks) for looks in _LOOKS)}
    if len(core) >= REST_CHARACTERS_MIN:
        ways |= {core, *(core.translate(looks) for looks in _LOOKS)}
    return not leaked().isdisjoint(ways) or any(_is_little_beside(one, COMMON) for one in ways)


@cache
def leaked() -> frozenset[str]:
    """The passwords that stood most often in what leaked, in lower case."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 - 0.07 CPU s, once

    return frozenset(_folded(one) for one in FREQUENCY_LISTS["passwords"])


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _parts(name: str) -> list[str]:
    folded = _folded(name)
    words = "".join(one if one.isalnum() else " " for one in folded).split()
    return [one for one in (folded, *words) if len(one) >= 2]


def _repeats(text: str) -> bool:
    """Whether it is one piece of at most half of it, again and again."""
    return any(
        (text[:size] * len(text))[: len(text)] == text
        for size in range(1, max(1, len(text) // 2) + 1)
    )


def _counts(text: str) -> bool:
    """Whether nothing is left without keys and letters in a row."""
    for run in (*RUNS, *(one[::-1] for one in RUNS)):
        text = _without_runs(text, run + run)
    return len(text) < REST_CHARACTERS_MIN


def _without_runs(text: str, run: str) -> str:
    """`text` without every piece of four and more that stands in `run`."""
    kept, at = [], 0
    while at < len(text):
        size = 0
        while at + size < len(text) and text[at : at + size + 1] in run:
            size += 1
        if size >= 4:
            at += size
        else:
            kept.append(text[at])
            at += 1
    return "".join(kept)


def _is_little_beside(text: str, words: Iterable[str]) -> bool:
    """Whether almost nothing but digits and signs is left without `words`."""
    left, found = text, False
    for word in sorted(words, key=lambda one: (-len(one), one)):
        found = found or word in left
        left = left.replace(word, "\0")
    rest = [one for one in left if one.isalpha()]
    return found and len(rest) < REST_CHARACTERS_MIN
