"""Which syllables Mandarin has.

Spelled as pinyin spells them (`ju`, `yuan`, `nü`), with `ü` written out where it is written
at all, and the tone as a last digit, 5 for the neutral one.
"""

from __future__ import annotations

import re

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng iao o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo ü üe",
    "l": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
"""Initial → the finals it goes with, as spelled."""

CALLS = frozenset({"m", "n", "ng", "hm", "hng", "ê"})
"""Interjections without a vowel, and the one vowel that only calls have."""

SYLLABLES = frozenset(
    {initial + final for initial, finals in _FINALS.items() for final in finals.split()} | CALLS
)
TONES = "12345"

_SPELLED = re.compile(r"([a-zêü:]+)([1-5]?)")


def syllable(written: str) -> str | None:
    """`written` as SYLLABLES and TONES have it, or None if Mandarin has no such syllable.

    `v` and `u:` are taken for `ü`, a missing tone and `0` for the neutral one.
    """
    lowered = written.lower().replace("u:", "ü").replace("v", "ü").replace("0", "5")
    match = _SPELLED.fullmatch(lowered)
    if match is None:
        return None
    spelled, tone = match.groups()
    if spelled not in SYLLABLES and spelled.replace("ü", "u") in SYLLABLES:
        spelled = spelled.replace("ü", "u")
    return spelled + (tone or "5") if spelled in SYLLABLES else None
