"""Deals, contracts and parties out of TOML, strictly; docs/deals.md shows whole files.

    [[deal]]      id, version, title, effective, recorded, currency, calendar, counting
    [[deal.step]] id, kind, clause, and the fields of its kind
    [[contract]]  id, deal, series, platforms, since, holders, recorded …
    [[party]]     id, name, sort, income

A value that nobody knows is "unknown" and becomes a question. Everything that is wrong with a
file is told at once. The canonical JSON of a value is read by `from_json`, by the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from piying.ledger.terms import cells
from piying.ledger.terms.check import (
    contract_faults,
    deal_faults,
    history_faults,
    party_faults,
    step_faults,
)
from piying.ledger.terms.faults import Faults
from piying.ledger.terms.readsteps import step
from piying.model.canon import Digest, decode, digest
from piying.model.deal import (
    NO_CAP,
    Calendar,
    Contract,
    Deal,
    Delay,
    Given,
    Holder,
    Party,
    Step,
)
from piying.model.tables import UNKNOWN, Table, document, rows

STEPS_MAX = 200

_DEAL = (
    "id", "version", "title", "effective", "until", "recorded", "currency", "calendar",
    "counting", "source", "step", "note",
)  # fmt: skip
_CALENDAR = ("period", "offset_minutes", "cutoff_days", "statement", "invoice", "payment")
_CONTRACT = (
    "id", "deal", "series", "platforms", "since", "until", "format", "exclusive", "grade",
    "group", "holders", "recorded", "given", "team", "cost",
)  # fmt: skip
_DELAY = 'payment = { days = 30, working = true, after = "invoice" }'
_HOLDERS = 'holders = [{ role = "producer", party = "studio-a" }]'
_GIVEN = 'given = [{ step = "s5", amount = 200000 }]'
_COUNTING = 'counting = { min_ms = 3000, cap_plays = 3, cap_watch_x = "none" }'


@dataclass(frozen=True, slots=True)
class Terms:
    """What a file says."""

    deals: tuple[Deal, ...] = ()
    contracts: tuple[Contract, ...] = ()
    parties: tuple[Party, ...] = ()


V = TypeVar("V", Deal, Contract, Party)


def terms(text: str, file: str) -> Terms:
    """Everything in the TOML `text`; `file` is what refusals call it.

    Raises:
        Invalid: anything in it is not what it has to be; every fault is told.
    """
    faults = Faults()
    top = document(text, file, ("deal", "contract", "party"))
    deals = [_deal(row, faults) for row in faults.got([], rows, top, "deal", _version_of)]
    contracts = [
        _contract(row, faults) for row in faults.got([], rows, top, "contract", _record_of)
    ]
    parties = [_party(row, faults) for row in faults.got([], rows, top, "party")]
    if not faults.found:
        faults.add(history_faults(deals))
    faults.stop()
    return Terms(tuple(deals), tuple(contracts), tuple(parties))


def from_json(data: bytes, kind: type[V], file: str) -> V:
    """The deal, contract or party whose canonical JSON `data` is.

    Raises:
        Invalid: it is not canonical, or breaks a rule of what it is.
    """
    faults = Faults()
    value = decode(data, kind)
    if isinstance(value, Deal):
        faults.add(deal_faults(value, file))
    elif isinstance(value, Contract):
        faults.add(contract_faults(value, file))
    else:
        faults.add(party_faults(value, file))
    faults.stop()
    return value


def version_id(deal: Deal) -> Digest:
    """The name of this version: the SHA-256 of its canonical form."""
    return digest(deal)


def _version_of(row: Table) -> str:
    return f"{row.text('id')} {row.whole('version', least=1)}"


def _record_of(row: Table) -> str:
    return f"{row.text('id')} {row.text('recorded')}"


def _deal(row: Table, faults: Faults) -> Deal:
    got, before = faults.got, len(faults.found)
    got(None, row.only, _DEAL)
    counting = row
    if "counting" in row.cells:
        counting = got(row, cells.inner, row, "counting", _COUNTING)
    if counting is not row:
        got(None, counting.only, ("min_ms", "cap_plays", "cap_watch_x"))
    steps = [
        Table(one.file, f"{row.name}, {one.name}", one.cells)
        for one in got([], rows, row, "step")
    ]
    if not 1 <= len(steps) <= STEPS_MAX:
        got(None, _refuse, row, "step", "[[deal.step]]")
    asks = tuple(key for key in ("effective", "until") if cells.asked(row, key))
    clean, read = _steps(steps, faults)
    deal = Deal(
        id=got("", row.text, "id"),
        version=got(1, row.whole, "version", None, 1),
        title=got("", row.text, "title"),
        effective=got("", cells.day, row, "effective", needed=True),
        until=got("", cells.day, row, "until"),
        recorded=got("", cells.instant, row, "recorded"),
        currency=got("", row.text, "currency"),
        calendar=_calendar(row, faults),
        min_ms=got(None, _count, counting, "min_ms"),
        cap_plays=got(None, _count, counting, "cap_plays"),
        cap_watch_x=got(None, _count, counting, "cap_watch_x"),
        steps=read,
        source=got(None, cells.source, row),
        asks=asks,
        note=got("", row.text, "note", ""),
    )
    if len(faults.found) == before:
        faults.add(deal_faults(deal, row.file))
    else:
        faults.add(wrong for each in clean for wrong in step_faults(each, deal, row.file))
    return deal


def _steps(steps: list[Table], faults: Faults) -> tuple[list[Step], tuple[Step, ...]]:
    """Those that were read without a fault, and all that were read."""
    clean: list[Step] = []
    read: list[Step] = []
    for one in steps:
        before = len(faults.found)
        each = step(one, faults)
        if each is not None:
            read.append(each)
            if len(faults.found) == before:
                clean.append(each)
    return clean, tuple(read)


def _refuse(row: Table, key: str, shape: str) -> None:
    raise row.wrong(key, shape)


def _count(row: Table, key: str) -> int | None:
    if key not in row.cells or cells.asked(row, key):
        return None
    if row.cells[key] == "none":
        return 0 if key == "min_ms" else NO_CAP
    return row.whole(key, least=0 if key == "min_ms" else 1)


def _calendar(row: Table, faults: Faults) -> Calendar:
    if "calendar" not in row.cells:
        return Calendar()
    table = faults.got(None, cells.inner, row, "calendar", 'calendar = { period = "week" }')
    if table is None:
        return Calendar()
    faults.got(None, table.only, _CALENDAR)
    cutoff = None if cells.asked(table, "cutoff_days") else Calendar().cutoff_days
    if "cutoff_days" in table.cells and not cells.asked(table, "cutoff_days"):
        cutoff = faults.got(0, table.whole, "cutoff_days")
    return Calendar(
        period=faults.got("week", table.text, "period", "week"),
        offset_minutes=faults.got(0, table.whole, "offset_minutes", 480, -720),
        cutoff_days=cutoff,
        statement=_delay(table, "statement", faults),
        invoice=_delay(table, "invoice", faults),
        payment=_delay(table, "payment", faults),
    )


def _delay(row: Table, key: str, faults: Faults) -> Delay:
    if key not in row.cells or cells.asked(row, key):
        return Delay()
    table = faults.got(None, cells.inner, row, key, _DELAY)
    if table is None:
        return Delay()
    faults.got(None, table.only, ("days", "working", "after"))
    days = None if cells.asked(table, "days") else faults.got(0, table.whole, "days")
    working = faults.got(None, table.either, "working") or False
    return Delay(days, working, faults.got("period", table.text, "after", "period"))


def _contract(row: Table, faults: Faults) -> Contract:
    got, before = faults.got, len(faults.found)
    got(None, row.only, _CONTRACT)
    holders = got([], cells.listed, row, "holders", _HOLDERS)
    given = got([], cells.listed, row, "given", _GIVEN) if "given" in row.cells else []
    team_known = "team" in row.cells and not cells.asked(row, "team")
    contract = Contract(
        id=got("", row.text, "id"),
        deal=got("", row.text, "deal"),
        series=got((), row.texts, "series"),
        platforms=got((), row.texts, "platforms"),
        since=got("", cells.day, row, "since", needed=True),
        until=got("", cells.day, row, "until"),
        format=got("", row.text, "format", UNKNOWN),
        exclusive=None if cells.asked(row, "exclusive") else got(None, row.either, "exclusive"),
        grade=got("", row.text, "grade", ""),
        group=got("", row.text, "group", ""),
        holders=tuple(who for one in holders if (who := got(None, _holder, one))),
        recorded=got("", cells.instant, row, "recorded"),
        given=tuple(each for one in given if (each := got(None, _given, one))),
        team=got(None, row.whole, "team", None, 1) if team_known else None,
        cost=got(None, cells.amount, row, "cost", "cost = 80000")
        if "cost" in row.cells
        else None,
    )
    if len(faults.found) == before:
        faults.add(contract_faults(contract, row.file))
    return contract


def _holder(row: Table) -> Holder:
    row.only(("role", "party", "since", "until"))
    since, until = cells.day(row, "since"), cells.day(row, "until")
    return Holder(row.text("role"), row.text("party"), since, until)


def _given(row: Table) -> Given:
    row.only(("step", "amount"))
    return Given(row.text("step"), cells.amount(row, "amount", "amount = 200000"))


def _party(row: Table, faults: Faults) -> Party:
    got, before = faults.got, len(faults.found)
    got(None, row.only, ("id", "name", "sort", "income"))
    party = Party(
        id=got("", row.text, "id"),
        name=got("", row.text, "name"),
        sort=got("", row.text, "sort"),
        income=got("", row.text, "income", ""),
    )
    if len(faults.found) == before:
        faults.add(party_faults(party, row.file))
    return party
