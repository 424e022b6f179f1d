"""what-if: other terms over past facts, and who would have more and who less."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from piying.ledger.terms.agreed import Agreed
from piying.ledger.terms.calendar import day_at
from piying.ledger.terms.read import Terms, terms
from piying.ledger.whatif import Change, Comparison, compare
from piying.model.deal import Calendar, Contract, Deal
from piying.model.errors import Invalid, Missing
from piying.store.disk import write_file
from piying.studio.handed import text_of
from piying.studio.house import House
from piying.studio.settling.bookkeeping import agreed_of, facts_of, instant, newest
from piying.studio.settling.reconcile import is_day

COLUMNS = (
    "party", "contract", "series", "format", "team", "cost", "currency", "before_minor",
    "after_minor", "difference_minor", "percent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What would be otherwise."""

    terms: Path | None = None
    """A file of deals, and of contracts where they change."""
    deal: str = ""
    """The deal that the one deal of the file would stand instead of; empty: by its id."""
    format: str = ""
    exclusive: bool | None = None
    series: tuple[str, ...] = ()
    """Only these titles; empty: all."""
    begin: str = ""
    end: str = ""
    """Only facts of these days; empty: from the first, up to today."""


def what_if(house: House, wish: Otherwise) -> Comparison:
    """What everybody has of the past, as it was agreed and as it would be.

    Raises:
        Missing: there is no such file, deal or title.
        Invalid: nothing would be otherwise; a day is none; a field that is needed is unknown.
    """
    _check(wish)
    agreed = agreed_of(house)
    known = {name for contract in agreed.contracts for name in contract.series}
    for name in wish.series:
        if name not in known:
            raise Missing("whatif.no_series", series=name, known=", ".join(sorted(known)[:20]))
    others, under = _others(agreed, wish)
    day = wish.end or day_at(house.clock.now_ms(), Calendar())
    facts = [one for one in facts_of(house, agreed, day).facts if one.day >= wish.begin]
    return compare(agreed, others, facts, day, instant(house), wish.series, under)


def percent(change: Change) -> str:
    """By how much it would change, in tenths of a percent; empty where there was nothing."""
    if not change.before_minor:
        return ""
    tenths = 1000 * change.difference_minor
    found = (abs(tenths) * 2 + abs(change.before_minor)) // (2 * abs(change.before_minor))
    sign = "-" if tenths < 0 else "+" if tenths > 0 else ""
    return f"{sign}{found // 10}.{found % 10} %"


def csv_of(changes: Sequence[Change]) -> str:
    """The changes as CSV; amounts in the smallest unit."""
    out = io.StringIO()
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in changes:
        writer.writerow([
            _safe(one.party), _safe(one.contract), _safe(one.series), _safe(one.format),
            "" if one.team is None else one.team, "" if one.cost is None else str(one.cost),
            one.currency, one.before_minor, one.after_minor, one.difference_minor,
            percent(one).removesuffix(" %"),
        ])  # fmt: skip
    return out.getvalue()


def write_csv(path: Path, changes: Sequence[Change]) -> None:
    """Write the changes to `path`."""
    write_file(path, csv_of(changes).encode("utf-8"))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _check(wish: Otherwise) -> None:
    if wish.terms is None and not wish.format and wish.exclusive is None:
        raise Invalid("whatif.nothing")
    if wish.terms is not None and not wish.terms.is_file():
        raise Missing("reconcile.file_missing", path=wish.terms)
    for day in (wish.begin, wish.end):
        if day and not is_day(day):
            raise Invalid("reconcile.bad_day", found=day)
    if wish.begin and wish.end and wish.begin > wish.end:
        raise Invalid("reconcile.days_backwards", begin=wish.begin, end=wish.end)


def _others(agreed: Agreed, wish: Otherwise) -> tuple[list[Deal], list[Contract]]:
    """The deals and the contracts that would stand instead."""
    told = Terms()
    if wish.terms is not None:
        told = terms(text_of(wish.terms), wish.terms.name)
    deals = _deals(told.deals, {deal.id for deal in agreed.deals}, wish.deal)
    current = {one.id: one for one in newest(agreed.contracts)}
    recorded = min((one.recorded for one in agreed.contracts), default="")
    under = {}
    for one in told.contracts:
        if one.id not in current:
            raise Missing("whatif.no_contract", contract=one.id,
                          known=", ".join(sorted(current)[:20]))  # fmt: skip
        under[one.id] = replace(one, recorded=recorded)
    if wish.format or wish.exclusive is not None:
        for one in current.values():
            if not wish.series or set(one.series) & set(wish.series):
                under[one.id] = _as_wished(under.get(one.id, one), wish)
    if not deals and not under:
        raise Invalid("whatif.nothing")
    return deals, list(under.values())


def _deals(told: Sequence[Deal], known: set[str], instead_of: str) -> list[Deal]:
    if instead_of and len(told) != 1:
        raise Invalid("whatif.one_deal", count=len(told))
    deals = [replace(told[0], id=instead_of)] if instead_of else list(told)
    for deal in deals:
        if deal.id not in known:
            raise Missing("whatif.no_deal", deal=deal.id, known=", ".join(sorted(known)))
        if sum(one.id == deal.id for one in deals) > 1:
            raise Invalid("whatif.two_versions", deal=deal.id)
    return deals


def _as_wished(one: Contract, wish: Otherwise) -> Contract:
    exclusive = one.exclusive if wish.exclusive is None else wish.exclusive
    return replace(one, format=wish.format or one.format, exclusive=exclusive)
