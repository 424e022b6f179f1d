"""Steps out of TOML; which fields a kind takes stands in `fields`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from piying.ledger.terms.cells import amount, asked, day, listed, source
from piying.ledger.terms.faults import Faults
from piying.ledger.terms.fields import FIELDS, SHAPES
from piying.model.dated import Term
from piying.model.deal import Band, Cell, Part, Ratio, Step, StepKind
from piying.model.tables import UNKNOWN, Table

ROWS_MAX = 500
"""Bands, cells or parts of one step."""


def step(row: Table, faults: Faults) -> Step | None:
    """The step in `row`; None, and faults, where not even its kind can be read."""
    kind = faults.got(None, row.one_of, "kind", StepKind)
    if kind is None:
        return None
    known = FIELDS[kind].known()
    faults.got(None, row.only, known)
    if kind is StepKind.COEFFICIENT and "as_percent" not in row.cells:
        faults.add([row.wrong("as_percent", SHAPES["as_percent"])])
    asks = tuple(key for key in known if key not in {"id", "kind"} and asked(row, key))
    values: dict[str, Any] = {
        key: faults.got(None, _READ[key], row)
        for key in known
        if key in _READ and key in row.cells and key not in asks
    }
    bare = Step(faults.got("", row.text, "id"), kind, faults.got("", row.text, "clause"))
    return replace(bare, asks=asks, **{k: v for k, v in values.items() if v is not None})


def _text(key: str) -> Callable[[Table], str]:
    return lambda row: row.text(key)


def _ratio(key: str) -> Callable[[Table], Ratio | None]:
    return lambda row: amount(row, key, SHAPES[key])


def _day_known(row: Table) -> str:
    return day(row, "until", needed=True)


def _bands(row: Table) -> tuple[Band, ...]:
    return tuple(_band(each) for each in _rows(row, "bands"))


def _band(row: Table) -> Band:
    row.only(("from", "value"))
    return Band(row.whole("from"), _needed(row, "value"))


def _cells(row: Table) -> tuple[Cell, ...]:
    return tuple(_cell(each) for each in _rows(row, "cells"))


def _cell(row: Table) -> Cell:
    row.only(("value", "format", "exclusive", "grade", "since", "until", "source"))
    return Cell(
        value=_needed(row, "value"),
        format=row.text("format", ""),
        exclusive=row.either("exclusive"),
        grade=row.text("grade", ""),
        term=Term(row.day("since"), row.day("until")),
        source=source(row),
    )


def _parts(row: Table) -> tuple[Part, ...]:
    return tuple(_part(each) for each in _rows(row, "parts"))


def _part(row: Table) -> Part:
    row.only(("role", "part", "since", "until", "perpetual"))
    return Part(
        role=row.text("role"),
        part=_needed(row, "part"),
        since=day(row, "since"),
        until=day(row, "until"),
        perpetual=row.yes("perpetual"),
    )


def _needed(row: Table, key: str) -> Ratio | None:
    return amount(row, key, f'{key} = 0.8, {key} = "1/3" or {key} = "{UNKNOWN}"')


def _rows(row: Table, key: str) -> list[Table]:
    found = listed(row, key, SHAPES[key])
    if not 1 <= len(found) <= ROWS_MAX:
        raise row.wrong(key, SHAPES[key])
    return found


_READ: dict[str, Callable[[Table], object]] = {
    **{key: _text(key) for key in (
        "of", "counts", "scope", "policy", "table", "unit", "role", "rest",
    )},
    **{key: _ratio(key) for key in ("amount", "at_least", "at_most")},
    "per": lambda row: row.whole("per", least=1),
    "days": lambda row: row.whole("days", least=1),
    "as_percent": lambda row: row.yes("as_percent"),
    "until": _day_known,
    "bands": _bands,
    "cells": _cells,
    "parts": _parts,
}  # fmt: skip
