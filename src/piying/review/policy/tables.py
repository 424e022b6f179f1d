"""Tables: TOML values by key and kind; what is missing or of a wrong kind is a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from piying.model.policy import Bilingual
from piying.review.policy.faults import Page, path_said
from piying.review.policy.lines import Path

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file and the way to it."""

    page: Page
    path: Path
    values: Mapping[str, object]

    def at(self, key: str | int) -> Path:
        """The way to a key of it."""
        return (*self.path, key)

    def only(self, *keys: str) -> None:
        """Faults every key that is not one of `keys`."""
        for key in self.values:
            if key not in keys:
                self.page.unknown(path_said(self.path) or "key", key, keys, self.at(key))

    def _typed(self, key: str, kind: type[T] | tuple[type[T], ...], wanted: str) -> T | None:
        if key not in self.values:
            return None
        value = self.values[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.page.fault(
                "policy_kind", self.at(key), key=path_said(self.at(key)), wanted=wanted
            )
            return None
        return value

    def needs(self, key: str) -> bool:
        """Whether `key` is there; a fault if it is not."""
        if key not in self.values:
            self.page.fault("policy_needs", self.path, key=key, where=path_said(self.path))
            return False
        return True

    def text(self, key: str, *, needed: bool = False) -> str:
        """A string; empty where there is none."""
        if needed and not self.needs(key):
            return ""
        value = self._typed(key, str, '"…"') or ""
        if needed and key in self.values and not value.strip():
            self.page.fault(
                "policy_kind", self.at(key), key=path_said(self.at(key)), wanted='"…"'
            )
        return value

    def whole(self, key: str, least: int, most: int) -> int | None:
        """A whole number from `least` to `most`."""
        value = self._typed(key, int, f"{least} … {most}")
        if value is not None and not least <= value <= most:
            self.page.fault(
                "policy_kind",
                self.at(key),
                key=path_said(self.at(key)),
                wanted=f"{least} … {most}",
            )
            return None
        return value

    def milli(self, key: str) -> int | None:
        """A number as whole thousandths."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, int | Fraction) and not isinstance(value, bool):
            thousandths = Fraction(value) * 1000
            if thousandths.denominator == 1:
                return int(thousandths)
        self.page.fault(
            "policy_kind", self.at(key), key=path_said(self.at(key)), wanted="0.001"
        )
        return None

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """A date."""
        if needed and not self.needs(key):
            return None
        value = self._typed(key, date, "2026-07-01")
        if isinstance(value, datetime):
            self.page.fault(
                "policy_kind", self.at(key), key=path_said(self.at(key)), wanted="2026-07-01"
            )
            return None
        return value

    def truth(self, key: str, *, default: bool) -> bool:
        """Whether it says true."""
        value = self._typed(key, bool, "true, false")
        return default if value is None else value

    def names(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of strings."""
        if needed and not self.needs(key):
            return ()
        value = self._typed(key, list, '["…"]') or []
        if not all(isinstance(one, str) for one in value):
            self.page.fault(
                "policy_kind", self.at(key), key=path_said(self.at(key)), wanted='["…"]'
            )
            return ()
        if needed and not value and isinstance(self.values[key], list):
            self.page.fault(
                "policy_kind", self.at(key), key=path_said(self.at(key)), wanted='["…"]'
            )
        return tuple(value)

    def word(self, key: str, words: type[E], default: E | None = None) -> E | None:
        """A word of a closed list; without a default it is needed."""
        if key not in self.values and default is not None:
            return default
        value = self.text(key, needed=True)
        return self._known(key, value, words) if value else default

    def words(self, key: str, words: type[E], *, needed: bool = False) -> tuple[E, ...]:
        """A list of words of a closed list."""
        found = (self._known(key, one, words) for one in self.names(key, needed=needed))
        return tuple(one for one in found if one is not None)

    def one_of(self, key: str, known: tuple[str, ...], *, needed: bool = True) -> str:
        """A string of a short list."""
        value = self.text(key, needed=needed)
        if value and value not in known:
            self.page.unknown(key, value, known, self.at(key))
            return ""
        return value

    def _known(self, key: str, value: str, words: type[E]) -> E | None:
        if value in set(words):
            return words(value)
        self.page.unknown(key, value, words, self.at(key))
        return None

    def both(self, key: str, *, needed: bool = False) -> Bilingual | None:
        """A text in both languages."""
        inner = self.table(key, needed=needed)
        if inner is None:
            return None
        inner.only("zh", "en")
        return Bilingual(inner.text("zh", needed=True), inner.text("en", needed=True))

    def table(self, key: str, *, needed: bool = False) -> Table | None:
        """A table inside this one."""
        if needed and not self.needs(key):
            return None
        value = self._typed(key, dict, "{ … }")
        return None if value is None else Table(self.page, self.at(key), value)

    def tables(self, key: str, *, needed: bool = False) -> Iterator[Table]:
        """A list of tables inside this one."""
        if needed and not self.needs(key):
            return
        value = self._typed(key, list, "[{ … }]") or []
        for index, one in enumerate(value):
            path = (*self.at(key), index)
            if isinstance(one, dict):
                yield Table(self.page, path, one)
            else:
                self.page.fault("policy_kind", path, key=path_said(path), wanted="{ … }")

    def lists(self, key: str) -> Table:
        """A list of lists inside this one, as a table by their numbers from 0."""
        value = self._typed(key, list, "[[{ … }]]") or []
        return Table(self.page, self.at(key), {str(at): one for at, one in enumerate(value)})

    def each(self) -> Iterator[tuple[str, Table]]:
        """Every table of it by its key."""
        for key in self.values:
            inner = self.table(key)
            if inner is not None:
                yield key, inner
