"""Ruby: the readings that a writer gave in brackets, as they are shown above the characters."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate

from piying.model.cut import Ruby

_OVERRIDE = re.compile(r"\[([a-zêüA-Z0-9: ]*[a-zê][0-9])\]")
_MARKS = {
    "a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ",
}  # fmt: skip
"""The vowels with the marks of the first to the fourth tone; ê has no single letters."""


def rubies(aloud: str, text: str) -> tuple[Ruby, ...]:
    """The readings in `aloud`, each above one character of `text`.

    Args:
        aloud: the words with readings in brackets behind them, as in 上当[shang4 dang4].
        text: the same words without; where they are others, nothing is shown.
    """
    found: list[Ruby] = []
    plain, at = "", 0
    for match in _OVERRIDE.finditer(aloud):
        plain += aloud[at : match.start()]
        at = match.end()
        said = match[1].split()
        start = len(plain) - len(said)
        found += [Ruby(start + i, start + i + 1, marked(one)) for i, one in enumerate(said)]
    plain += aloud[at:]
    fits = plain == text and all(one.start >= 0 for one in found)
    return tuple(found) if fits else ()


def marked(syllable: str) -> str:
    """A syllable with its tone as a mark: "chang2" is "cháng", "lv4" is "lǜ", "de5" is "de".

    The mark stands over a or e, over the o of ou, else over the last vowel (GB/T 16159-2012).
    """
    written = syllable.lower().replace("u:", "ü").replace("v", "ü")
    letters, tone = written[:-1], int(written[-1])
    if not 1 <= tone <= 4:
        return letters
    vowels = [i for i, letter in enumerate(letters) if letter in _MARKS]
    if not vowels:
        return letters
    at = next((i for i in vowels if letters[i] in "ae"), vowels[-1])
    if "ou" in letters:
        at = letters.index("ou")
    return letters[:at] + _MARKS[letters[at]][tone - 1] + letters[at + 1 :]


def shared_out(found: tuple[Ruby, ...], parts: tuple[str, ...]) -> tuple[tuple[Ruby, ...], ...]:
    """The readings of each of the parts that a text is divided into."""
    ends = list(accumulate(map(len, parts)))
    return tuple(
        tuple(
            replace(one, start=one.start - begin, end=one.end - begin)
            for one in found
            if begin <= one.start and one.end <= end
        )
        for begin, end in zip([0, *ends], ends, strict=False)
    )
