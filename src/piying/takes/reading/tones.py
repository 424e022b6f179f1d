"""The tones that 一 and 不 take from what stands around them.

The third tone before a third tone is left as it is: the voices learned it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMERALS = frozenset("零〇一二三四五六七八九幺两")
_ORDINAL_BEFORE = frozenset("第初十零点周期拜")
_ORDINAL_AFTER = frozenset("月号日楼班级等流")
_CARRIERS = frozenset("百千万亿")


def with_sandhi(text: str, syllables: Sequence[str], free: Sequence[bool]) -> list[str]:
    """`syllables` of the characters of `text`, with 一 and 不 in the tones that are said.

    Only the characters that are `free` change: the writer's readings stay.
    """
    spoken = list(syllables)
    for at, character in enumerate(text):
        if not free[at]:
            continue
        before = text[at - 1] if at else ""
        after = text[at + 1] if at + 1 < len(text) else ""
        tone = spoken[at + 1][-1] if after and spoken[at + 1] else ""
        if character == "不" and spoken[at].startswith("bu"):
            spoken[at] = _not(before, after, tone)
        elif character == "一" and spoken[at].startswith("yi"):
            spoken[at] = _one(before, after, tone)
    return spoken


def _not(before: str, after: str, tone: str) -> str:
    if before and before == after != "得":
        return "bu5"
    return "bu2" if tone == "4" else "bu4"


def _one(before: str, after: str, tone: str) -> str:
    if before and before == after and before not in _NUMERALS:
        return "yi5"
    counted = after in _CARRIERS and before not in _ORDINAL_BEFORE
    named = before in _ORDINAL_BEFORE or after in _ORDINAL_AFTER or after in _NUMERALS
    if not tone or (not counted and (named or before in _NUMERALS)):
        return "yi1"
    # the neutral 个 was a fourth tone, and still counts as one
    return "yi2" if tone == "4" or (after == "个") else "yi4"
