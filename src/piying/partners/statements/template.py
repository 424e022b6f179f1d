"""Templates: which column of a platform's file says what, as TOML that an operator can write.

    id, name, platform, currency, period, sheet, decimal, notes, source
    tolerance = { share = 0.005, least = 10 }
    dates = ["%Y-%m-%d", "%Y年%m月%d日"]
    encodings = ["utf-8", "gb18030"]
    skip = ["合计", "total"]                the beginning of a title that is no title
    [columns]  title, day, begin, end, platform, currency: each a list of headings
    [[number]] id, headings, metric, unit: what is counted, and in what
    [platforms] their name = "ours"

docs/reconcile.md explains each of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from piying.ledger.rounding import DIGITS, ratio
from piying.ledger.terms.cells import inner
from piying.model.books import Metric
from piying.model.dated import Source
from piying.model.errors import Missing
from piying.model.foreign import Tolerance
from piying.model.tables import Table, document, rows

SHIPPED = ("plain", "chinese", "youtube")
"""Templates that ship; each is a file beside this one."""
UNITS = {
    "": 1, "plays": 1, "people": 1, "ms": 1, "seconds": 1_000, "minutes": 60_000,
    "hours": 3_600_000, "main": 0, "minor": 1,
}  # fmt: skip
"""What a number may be written in, in units of its metric; "main" by the currency's digits."""
TIMED = ("ms", "seconds", "minutes", "hours")
STATED = (
    Metric.PLAYS, Metric.WATCH_MS, Metric.USERS, Metric.GROSS, Metric.REFUND, Metric.FEE,
    Metric.COST,
)  # fmt: skip
MONEY = (Metric.GROSS, Metric.REFUND, Metric.FEE, Metric.COST)
ENCODINGS = ("utf-8", "gb18030", "utf-16", "big5", "cp1252")
COLUMNS = ("title", "day", "begin", "end", "platform", "currency")
DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日")
_ALLOWED_DATE = re.compile(r"(?:%[YmdbBy]|[^%A-Za-z0-9])+")
_TOP = (
    "id", "name", "platform", "currency", "period", "sheet", "decimal", "tolerance", "dates",
    "encodings", "skip", "columns", "number", "platforms", "source", "notes", "repeats",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A column of numbers."""

    headings: tuple[str, ...]
    metric: Metric
    scale: int
    """Units of the metric for one of what is written; 0: as many as the currency has digits."""


@dataclass(frozen=True, slots=True)
class Template:
    """How the files of one source are read."""

    id: str
    name: str
    columns: dict[str, tuple[str, ...]]
    """Of each of `COLUMNS` that the file has: its possible headings."""
    numbers: tuple[Number, ...]
    platform: str = ""
    """Where every row is of; empty: a column says it, or whoever reads the file."""
    currency: str = ""
    period: str = "row"
    """"row": rows say their days; "file": the whole file is of days that are asked for."""
    sheet: str = ""
    decimal: str = "."
    tolerance: Tolerance = field(default_factory=Tolerance)
    dates: tuple[str, ...] = DATES
    encodings: tuple[str, ...] = ("utf-8", "gb18030")
    skip: tuple[str, ...] = ()
    platforms: dict[str, str] = field(default_factory=dict)
    source: Source | None = None
    repeats: bool = False
    """Two rows with the same cells are two: a file whose rows lack what tells them apart."""


def template(text: str, file: str) -> Template:
    """The template in the TOML `text`; `file` is what refusals call it.

    Raises:
        Invalid: it is not what a template has to be.
    """
    top = document(text, file, _TOP)
    told = _columns(top)
    numbers = tuple(_number(row) for row in rows(top, "number"))
    if not numbers:
        raise top.wrong("number", '[[number]] with id = "plays", headings = ["plays"], …')
    by_file = top.text("period", "row")
    if by_file not in {"row", "file"}:
        raise top.wrong("period", 'period = "row" or "file"')
    if by_file == "row" and "day" not in told and not {"begin", "end"} <= told.keys():
        raise top.wrong("columns", 'day = ["…"], or begin and end, or period = "file"')
    decimal = top.text("decimal", ".")
    if decimal not in {".", ","}:
        raise top.wrong("decimal", 'decimal = "." or ","')
    currency = top.text("currency", "")
    if currency and currency not in DIGITS:
        raise top.wrong("currency", 'currency = "CNY"')
    return Template(
        id=top.text("id"),
        name=top.text("name"),
        columns=told,
        numbers=numbers,
        platform=top.text("platform", ""),
        currency=currency,
        period=by_file,
        sheet=top.text("sheet", ""),
        decimal=decimal,
        tolerance=_tolerance(top),
        dates=_dates(top),
        encodings=_encodings(top),
        skip=top.texts("skip"),
        platforms=_platforms(top),
        source=top.source() if "source" in top.cells else None,
        repeats=top.yes("repeats"),
    )


@cache
def shipped(name: str) -> Template:
    """The template `name` that ships.

    Raises:
        Missing: there is none.
    """
    if name not in SHIPPED:
        raise Missing("reconcile.no_template", name=name, known=", ".join(SHIPPED))
    place = files("piying.partners.statements").joinpath(f"{name}.toml")
    return template(place.read_text(encoding="utf-8"), f"{name}.toml")


def _columns(top: Table) -> dict[str, tuple[str, ...]]:
    table = inner(top, "columns", '[columns] with title = ["title"], day = ["day"]')
    table.only(COLUMNS)
    found = {name: table.texts(name) for name in COLUMNS if name in table.cells}
    if not found.get("title"):
        raise table.wrong("title", 'title = ["title", "剧名"]')
    return found


def _number(row: Table) -> Number:
    row.only(("id", "headings", "metric", "unit"))
    metric = row.one_of("metric", Metric)
    headings = row.texts("headings")
    if metric not in STATED:
        raise row.wrong("metric", 'metric = "' + '" | "'.join(STATED) + '"')
    if not headings:
        raise row.wrong("headings", 'headings = ["plays"]')
    fits: tuple[str, ...] = ("plays", "people", "")
    if metric is Metric.WATCH_MS:
        fits = TIMED
    elif metric in MONEY:
        fits = ("main", "minor")
    unit = row.text("unit", "main" if metric in MONEY else "")
    if unit not in fits:
        raise row.wrong("unit", 'unit = "' + '" | "'.join(filter(None, fits)) + '"')
    return Number(headings, metric, UNITS[unit])


def _tolerance(top: Table) -> Tolerance:
    if "tolerance" not in top.cells:
        return Tolerance()
    table = inner(top, "tolerance", "tolerance = { share = 0.005, least = 10 }")
    table.only(("share", "least"))
    share = table.exact("share") if "share" in table.cells else None
    if share is not None and share > 1:
        raise table.wrong("share", "share = 0.005")
    least = table.whole("least", 0)
    return Tolerance(Tolerance().share if share is None else ratio(share), least)


def _dates(top: Table) -> tuple[str, ...]:
    found = top.texts("dates") or DATES
    if not all(_ALLOWED_DATE.fullmatch(one) for one in found):
        raise top.wrong("dates", 'dates = ["%Y-%m-%d"]')
    return found


def _encodings(top: Table) -> tuple[str, ...]:
    found = top.texts("encodings") or ("utf-8", "gb18030")
    if not set(found) <= set(ENCODINGS):
        raise top.wrong("encodings", 'encodings = ["' + '", "'.join(ENCODINGS) + '"]')
    return found


def _platforms(top: Table) -> dict[str, str]:
    if "platforms" not in top.cells:
        return {}
    table = inner(top, "platforms", '[platforms] with "their name" = "ours"')
    return {name: table.text(name) for name in table.cells}
