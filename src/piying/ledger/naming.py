"""Naming: which of our titles somebody else means, by name, by alias, or by how it is written.

What is written otherwise and means the same: full-width letters, case, spaces, punctuation,
brackets around the whole, "全80集" behind it, and the season: 第二季, 第2季, Season 2, S2. A
name that fits two of our titles fits none: a person adds an alias.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

TITLE_CHARACTERS_MAX = 200
"""Of a title that is compared; the rest of a longer one is not looked at."""

_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_TEN = "十"
_LENGTH = re.compile(r"[((\[【]?\s*(?:全|共)\s*\d{1,4}\s*[集话回]\s*(?:全|完结)?\s*[))\]】]?")
_SEASON = re.compile(
    r"第\s*(?P<han>[一二两三四五六七八九十]{1,3}|\d{1,2})\s*[季部]|\bseason\s*(?P<word>\d{1,2})\b"
    r"|(?<=[\s\W])s(?P<short>\d{1,2})\b"
)
_NOT_A_LETTER = re.compile(r"[\W_]+")


def normal(title: str) -> str:
    """`title` as it is compared: letters and digits alone, with the season as "#2"."""
    plain = unicodedata.normalize("NFKC", title[:TITLE_CHARACTERS_MAX]).casefold()
    plain = _LENGTH.sub(" ", plain)
    season = _SEASON.search(plain)
    number = 0
    if season is not None:
        plain = plain[: season.start()] + " " + plain[season.end() :]
        number = _number(season["han"] or season["word"] or season["short"])
    letters = _NOT_A_LETTER.sub("", plain)
    return f"{letters}#{number}" if number and letters else letters


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    tens, found, units = written.partition(_TEN)
    if not found:
        return _DIGITS.get(tens, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(units, 0)


@dataclass(frozen=True, slots=True)
class Titles:
    """What our titles are called."""

    names: Mapping[str, str]
    """Every name of ours, exactly: the series that it is of."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """What others call them, exactly: the series."""

    def series(self, title: str) -> str:
        """The series that `title` means; empty where nobody can tell."""
        for table in (self.names, self.aliases):
            if title in table:
                return table[title]
        found = self.candidates(title)
        return found[0] if len(found) == 1 else ""

    def candidates(self, title: str) -> tuple[str, ...]:
        """The series that are written like `title`."""
        wanted = normal(title)
        if not wanted:
            return ()
        return tuple(
            sorted(
                {
                    series
                    for table in (self.names, self.aliases)
                    for name, series in table.items()
                    if normal(name) == wanted
                }
            )
        )


def titles(
    series: Iterable[str], names: Mapping[str, str], aliases: Mapping[str, str]
) -> Titles:
    """The titles of a house: each goes by the name of its series as well.

    Args:
        series: all of them.
        names: what they are called, by title; a title that two series have is left out.
        aliases: what others call them.
    """
    own = {name: name for name in series}
    for title, name in names.items():
        own.setdefault(title, name)
    return Titles(own, dict(aliases))
