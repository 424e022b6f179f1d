"""Emoji in running text: which signs are drawn as coloured pictures (UTS #51).

A sign is a grapheme cluster (UAX #29): a family joined by zero-width joiners, a flag of two
letters, a hand with its skin tone and a keycap are one sign each.
"""

from __future__ import annotations

import re
from functools import lru_cache

from uniseg.emoji import emoji, emoji_presentation, extended_pictographic
from uniseg.graphemecluster import grapheme_clusters

TEXT_SELECTOR, EMOJI_SELECTOR = "\ufe0e", "\ufe0f"
JOINER, KEYCAP = "\u200d", "\u20e3"
_RARE = re.compile(
    "[\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f"
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001fbff\U000e0020-\U000e007f]"
)
"""Where there is none of these, every character is a sign of its own and none is an emoji."""
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")


@lru_cache(maxsize=1024)
def clusters(text: str) -> tuple[str, ...]:
    """The signs of `text` in order; together they are `text`."""
    if not _RARE.search(text):
        return tuple(text)
    return tuple(grapheme_clusters(text))


def is_emoji(sign: str) -> bool:
    """Whether `sign` is a coloured picture by its own letters.

    It is one where it looks like one by default, where a selector asks for it, and where it
    is a flag, a keycap or a sequence that only pictures make.
    """
    if not _RARE.search(sign) or TEXT_SELECTOR in sign:
        return False
    first = sign[0]
    if KEYCAP in sign or _FLAG.fullmatch(sign):
        return True
    if not emoji(first):
        return False
    joined = JOINER in sign or _SKIN.search(sign[1:]) is not None
    selected = EMOJI_SELECTOR in sign or (joined and extended_pictographic(first))
    return selected or emoji_presentation(first)


def may_be_emoji(sign: str) -> bool:
    """Whether `sign` may also be drawn as a picture, as a bare ❤ may: nothing forbids it."""
    return (
        bool(_RARE.search(sign))
        and TEXT_SELECTOR not in sign
        and emoji(sign[0])
        and extended_pictographic(sign[0])
    )
