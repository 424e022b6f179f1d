"""A text whose characters may carry a reading, and how it is rewritten without losing them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from piying.model.errors import Invalid
from piying.takes.reading.pinyin import syllable

if TYPE_CHECKING:
    from collections.abc import Callable

_OVERRIDE = re.compile(r"\[([a-zêüA-Z0-9: ]*[a-zêü][0-9])\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """Text, and for some of its characters the syllable that is to be said."""

    text: str
    readings: tuple[str, ...]
    """As long as `text`; empty where nothing is forced."""

    def rewritten(
        self, pattern: re.Pattern[str], how: Callable[[re.Match[str]], str]
    ) -> Marked:
        """Every match of `pattern` replaced by what `how` gives for it.

        A match that holds a forced reading stays as it is, and so does one for which `how`
        gives the match itself.
        """
        text: list[str] = []
        readings: list[str] = []
        at = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            new = how(match)
            if start < at or new == match.group() or any(self.readings[start:end]):
                continue
            text += (self.text[at:start], new)
            readings += (*self.readings[at:start], *("" for _ in new))
            at = end
        text.append(self.text[at:])
        readings += self.readings[at:]
        return Marked("".join(text), tuple(readings))


def parse(aloud: str) -> Marked:
    """`aloud` without its readings in brackets, which bind to the characters before them.

    override = "[" syllable { " " syllable } "]" ; 长[chang2], 上当[shang4 dang4], 了[liao3]

    Raises:
        Invalid: a syllable is not Mandarin, or there are more syllables than characters.
    """
    text = ""
    readings: list[str] = []
    at = 0
    for match in _OVERRIDE.finditer(aloud):
        text += aloud[at : match.start()]
        readings += [""] * (len(text) - len(readings))
        at = match.end()
        given = [syllable(written) for written in match.group(1).split()]
        bound = text[len(text) - len(given) :] if len(given) <= len(text) else ""
        if not bound or not all(map(is_han, bound)) or None in given:
            raise Invalid("takes.override_wrong", override=match.group(), line=aloud)
        readings[len(text) - len(given) :] = [said for said in given if said is not None]
    text += aloud[at:]
    readings += [""] * (len(text) - len(readings))
    return Marked(text, tuple(readings))


def is_han(character: str) -> bool:
    """Whether `character` is a Chinese character."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U000323af"
        or character == "〇"
    )
