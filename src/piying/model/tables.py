"""Tables of facts and rules in TOML, read strictly: what is not understood is refused.

A number with a point becomes a `Fraction`, so that no float touches money or a ratio. Every
refusal names the file, the table (by its id) and the key, and says what to write instead.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from piying.model.dated import Confidence, Source, Term
from piying.model.errors import Invalid

UNKNOWN = "unknown"
"""What stands where nobody has published a value: it blocks, and is never zero."""

NUMBER_CHARACTERS_MAX = 40
TABLES_MAX = 10_000
TEXT_CHARACTERS_MAX = 2_000_000

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, with what it is called there."""

    file: str
    name: str
    """"price clip.720p": the array and the row's id, or the table's place in the file."""
    cells: Mapping[str, object]

    def wrong(self, key: str, write: str) -> Invalid:
        """The refusal of the value of `key`; `write` shows a right one."""
        if key not in self.cells:
            return Invalid(
                "tables.key_missing", file=self.file, table=self.name, key=key, write=write
            )
        return Invalid(
            "tables.value_wrong",
            file=self.file,
            table=self.name,
            key=key,
            found=str(self.cells[key]),
            write=write,
        )

    def only(self, known: Iterable[str]) -> None:
        """Refuse a key that nobody knows."""
        known = tuple(known)
        for key in self.cells:
            if key not in known:
                raise Invalid(
                    "tables.key_unknown",
                    file=self.file,
                    table=self.name,
                    key=key,
                    known=", ".join(known),
                )

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; `default` where the key is left out."""
        found = self.cells.get(key, default)
        if not isinstance(found, str) or (key in self.cells and not found.strip()):
            raise self.wrong(key, f'{key} = "…"')
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts; one text counts as a list of one, a key that is left out as none."""
        found = self.cells.get(key, [])
        listed = [found] if isinstance(found, str) else found
        if not isinstance(listed, list) or not all(isinstance(e, str) and e for e in listed):
            raise self.wrong(key, f'{key} = ["…", "…"]')
        return tuple(listed)

    def whole(self, key: str, default: int | None = None, least: int = 0) -> int:
        """A whole number from `least` on."""
        found = self.cells.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or found < least:
            raise self.wrong(key, f"{key} = {max(least, 1)}")
        return found

    def exact(self, key: str) -> Fraction | None:
        """A number from zero on; None where it says "unknown"."""
        found = self.cells.get(key)
        if found == UNKNOWN:
            return None
        if not isinstance(found, int | Fraction) or isinstance(found, bool) or found < 0:
            raise self.wrong(key, f'{key} = 0.12, or {key} = "{UNKNOWN}"')
        return Fraction(found)

    def yes(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        found = self.cells.get(key, default)
        if not isinstance(found, bool):
            raise self.wrong(key, f"{key} = true")
        return found

    def either(self, key: str) -> bool | None:
        """True, false, or None where the key is left out."""
        return self.yes(key) if key in self.cells else None

    def day(self, key: str) -> date | None:
        """A day; None where it says "unknown" or is left out."""
        found = self.cells.get(key, UNKNOWN)
        if found == UNKNOWN:
            return None
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.wrong(key, f'{key} = 2026-11-22, or {key} = "{UNKNOWN}"')
        return found

    def one_of(self, key: str, kinds: type[E], default: E | None = None) -> E:
        """A word of a closed list."""
        if key not in self.cells and default is not None:
            return default
        found = self.cells.get(key)
        words = tuple(kinds)
        if not isinstance(found, str) or found not in words:
            raise self.wrong(key, f'{key} = "' + '" | "'.join(words) + '"')
        return kinds(found)

    def some_of(self, key: str, kinds: type[E]) -> tuple[E, ...]:
        """Words of a closed list; none where the key is left out."""
        found = self.texts(key)
        words = tuple(kinds)
        if not set(found) <= set(words):
            raise self.wrong(key, f'{key} = ["' + '", "'.join(words) + '"]')
        return tuple(kinds(each) for each in found)

    def source(self) -> Source:
        """Where the table was read; a table of facts has to say it."""
        cells = self.cells.get("source")
        shape = 'source = { title = "…", url = "…", read_on = 2026-11-22, confidence = "B" }'
        if not isinstance(cells, dict):
            raise self.wrong("source", shape)
        told = Table(self.file, f"{self.name}, source", cells)
        told.only(("title", "url", "read_on", "confidence"))
        read_on = told.day("read_on")
        if read_on is None:
            raise told.wrong("read_on", "read_on = 2026-11-22")
        url = told.cells.get("url")
        if not isinstance(url, str):
            raise told.wrong("url", 'url = "https://…", or url = "" where there is no page')
        return Source(told.text("title"), url, read_on, told.one_of("confidence", Confidence))

    def term(self) -> Term:
        """The days on which the table holds; it has to say since when, or "unknown"."""
        if "since" not in self.cells:
            raise self.wrong("since", f'since = 2026-11-22, or since = "{UNKNOWN}"')
        return Term(self.day("since"), self.day("until"))


def document(text: str, file: str, known: Iterable[str]) -> Table:
    """The whole file as one table whose keys are all of `known`.

    Raises:
        Invalid: it is not TOML, is too long, or holds a key of no meaning.
    """
    if len(text) > TEXT_CHARACTERS_MAX:
        raise Invalid("tables.file_too_long", file=file, most=TEXT_CHARACTERS_MAX)
    try:
        cells = tomllib.loads(text, parse_float=_number)
    except (ValueError, RecursionError) as error:
        raise Invalid("tables.not_toml", file=file, why=str(error)) from error
    top = Table(file, "", cells)
    top.only(known)
    return top


def rows(
    top: Table, array: str, identified: Callable[[Table], str] | None = None
) -> list[Table]:
    """The tables of `[[array]]` in order, each called by its id.

    Raises:
        Invalid: it is no array of tables, a row has no id, or two rows have the same.
    """
    found = top.cells.get(array, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise top.wrong(array, f"[[{array}]]")
    if len(found) > TABLES_MAX:
        raise Invalid("tables.tables_too_many", file=top.file, table=array, most=TABLES_MAX)
    named: dict[str, Table] = {}
    for place, cells in enumerate(found, start=1):
        row = Table(top.file, f"{array} {place}", cells)
        called = identified(row) if identified else row.text("id")
        if called in named:
            raise Invalid("tables.id_twice", file=top.file, table=array, id=called)
        named[called] = Table(top.file, f"{array} {called}", cells)
    return list(named.values())


def _number(written: str) -> Fraction:
    if len(written) > NUMBER_CHARACTERS_MAX or written.strip("+-0123456789._"):
        raise ValueError(f"{written[:NUMBER_CHARACTERS_MAX]} is no plain number")
    return Fraction(written)
