"""reconcile: a platform's own statement against our counts, and disputes from its lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from piying.ledger.reconcile import known, reconcile
from piying.ledger.rounding import ratio
from piying.ledger.sales import covering
from piying.model.books import Fact, Metric
from piying.model.canon import Digest
from piying.model.errors import Invalid
from piying.model.foreign import Difference, Dispute, Reconciled, Tolerance
from piying.partners.statements.reading import Asked, Statement
from piying.store.blobs import digest_file
from piying.store.disk import write_file
from piying.store.plays.days import FOLDER as DAYS
from piying.store.plays.days import facts, latest_days, read_batches
from piying.store.plays.names import all_names
from piying.studio.house import House
from piying.studio.settling.bookkeeping import agreed_of, facts_of, instant, newest
from piying.studio.settling.disputes import dispute
from piying.studio.settling.foreign import keep, titles_of
from piying.studio.settling.templates import read_file, template_named

_TOLERANCE = re.compile(r"(?:(?P<share>\d{1,2}(?:\.\d{1,4})?)%)?(?:\+?(?P<least>\d{1,12}))?")
COLUMNS = (
    "line", "why", "within", "series", "title", "platform", "begin", "end", "metric",
    "currency", "theirs", "ours", "difference", "rows", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement of somebody else, held against ours."""

    template: str
    statement: Statement
    tolerance: Tolerance
    found: Reconciled
    kept: Digest | None
    """The value that it is kept as; None: it was only compared."""
    disputed: Dispute | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a comparison."""

    template: str = "plain"
    asked: Asked = field(default_factory=Asked)
    tolerance: str = ""
    """"0.5%", "10", or "0.5%+10"; empty: the template's."""
    dry_run: bool = False
    line: int = 0
    """The line to dispute; 0: none."""
    why: str = ""
    by: str = ""


def compare_file(house: House, path: Path, wish: Wish) -> Compared:
    """The file at `path` against our facts; it is kept, and a line of it disputed.

    Raises:
        Missing: there is no such file or template, or there are no deals.
        Invalid: the file is not what the template reads, or the line cannot be disputed.
        Conflict: another statement has some of these days, or the line is disputed already.
    """
    _check(wish)
    by = template_named(house, wish.template)
    data, told = read_file(path, by, wish.asked)
    agreed = agreed_of(house)
    claims = known(told.claims, titles_of(house, agreed))
    tolerance = tolerance_of(wish.tolerance) if wish.tolerance else by.tolerance
    begin = wish.asked.begin or min((one.begin for one in claims), default="")
    end = wish.asked.end or max((one.end for one in claims), default="")
    ours = [
        fact
        for fact in facts_of(house, agreed, end).facts
        if fact.counted_by == "own" and fact.day >= begin
    ]
    found = reconcile(claims, ours, tolerance, _late(house, begin, end, ours))
    if wish.dry_run or not claims:
        return Compared(by.id, told, tolerance, found, None)
    if wish.line:  # refuse before anything is kept
        line = _line(found, wish.line)
        contract = covering(newest(agreed.contracts), line.series, line.platform, line.begin)
        if contract is None:
            raise Invalid("reconcile.line_homeless", line=wish.line, platform=line.platform,
                          title=line.title or line.series, day=line.begin)  # fmt: skip
        kept = keep(house, by.id, data, claims)
        made = dispute(house, kept, line, contract.id, wish.by, wish.why, instant(house))
        return Compared(by.id, told, tolerance, found, kept, made)
    return Compared(by.id, told, tolerance, found, keep(house, by.id, data, claims))


def tolerance_of(text: str) -> Tolerance:
    """The tolerance that a person writes as "0.5%", "10", or "0.5%+10".

    Raises:
        Invalid: it is none.
    """
    found = _TOLERANCE.fullmatch(text.replace(" ", ""))
    if not text or found is None:
        raise Invalid("reconcile.bad_tolerance", found=text)
    share = Fraction(found["share"] or 0) / 100
    return Tolerance(ratio(share), int(found["least"] or 0))


def csv_of(lines: Iterable[Difference]) -> str:
    """The lines as CSV; a text that begins like a formula is kept from being computed."""
    out = io.StringIO()
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([
            line.number, line.why.value, int(line.within), _safe(line.series),
            _safe(line.title), _safe(line.platform), line.begin, line.end, line.metric.value,
            line.currency, "" if line.theirs is None else line.theirs,
            "" if line.ours is None else line.ours, line.minor,
            " ".join(map(str, line.rows)), " ".join(line.evidence),
        ])  # fmt: skip
    return out.getvalue()


def write_csv(path: Path, lines: Sequence[Difference]) -> None:
    """Write the lines to `path`."""
    write_file(path, csv_of(lines).encode("utf-8"))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _check(wish: Wish) -> None:
    for day in (wish.asked.begin, wish.asked.end):
        if day and not is_day(day):
            raise Invalid("reconcile.bad_day", found=day)
    if wish.asked.begin and wish.asked.end and wish.asked.begin > wish.asked.end:
        raise Invalid("reconcile.days_backwards", begin=wish.asked.begin, end=wish.asked.end)
    if wish.line and wish.dry_run:
        raise Invalid("reconcile.kept_back")
    if wish.line and not wish.why.strip():
        raise Invalid("reconcile.say_why")


def is_day(text: str) -> bool:
    """Whether `text` is a day like "2026-11-23"."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _line(found: Reconciled, number: int) -> Difference:
    lines = found.differences
    if not 1 <= number <= len(lines):
        raise Invalid("reconcile.no_line", line=number, count=len(lines))
    line = lines[number - 1]
    if not line.minor:
        raise Invalid("reconcile.line_agrees", line=number)
    return line


def _late(
    house: House, begin: str, end: str, ours: Iterable[Fact]
) -> dict[tuple[str, str, str, Metric], int]:
    """What was not known when each day was counted first, by its first version."""
    names = all_names(house.store)
    late: dict[tuple[str, str, str, Metric], int] = {}
    opened = [one for one in latest_days(house.store) if one.version > 1]
    again = {one.day for one in opened if begin <= one.day <= end}
    for fact in ours:
        if fact.day in again and fact.metric in {Metric.PLAYS, Metric.WATCH_MS, Metric.USERS}:
            counted = (fact.series, fact.platform, fact.day, fact.metric)
            late[counted] = late.get(counted, 0) + fact.amount
    for one in opened:
        path = house.store.folder / DAYS / f"{one.day}.v1.parquet"
        if one.day not in again or not path.is_file():
            continue
        first = replace(one, file=path.name, file_sha256=digest_file(path))
        for fact in facts(first, read_batches(house.store, first), names):
            key = (fact.series, fact.platform, fact.day, fact.metric)
            late[key] = late.get(key, 0) - fact.amount
    return late
