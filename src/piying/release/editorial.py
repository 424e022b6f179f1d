"""Editorial lists: rows of series that a person put together, in `lists.toml`, by day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from piying.model.dated import Term
from piying.model.tables import Table, document, rows

SERIES_MAX = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """One list."""

    id: str
    title_zh: str
    title_en: str
    term: Term
    series: tuple[str, ...]


def read_lists(text: str, file: str) -> tuple[Chosen, ...]:
    """Every list of the file, in its order.

    Raises:
        Invalid: it is no TOML, or a list is not what a list can be.
    """
    return tuple(_list(row) for row in rows(document(text, file, ("list",)), "list"))


def shown(lists: Iterable[Chosen], day: date, out: Collection[str]) -> tuple[Chosen, ...]:
    """The lists of `day` with those of their series that are `out`; none that is empty."""
    found = []
    for one in lists:
        series = tuple(name for name in one.series if name in out)
        if series and one.term.holds(day):
            found.append(Chosen(one.id, one.title_zh, one.title_en, one.term, series))
    return tuple(found)


def _list(row: Table) -> Chosen:
    row.only(("id", "title_zh", "title_en", "since", "until", "series"))
    series = row.texts("series")
    if not 0 < len(set(series)) == len(series) <= SERIES_MAX:
        raise row.wrong("series", f'series = ["…", "…"] × 1-{SERIES_MAX}')
    return Chosen(
        row.text("id"), row.text("title_zh"), row.text("title_en"), row.term(), series
    )
