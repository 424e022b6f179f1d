"""Fields: which a kind of step has to say, which it may, and what each looks like in TOML."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.deal import StepKind

ALWAYS = ("id", "kind", "clause")
AMOUNT_TOLD = ("at_least", "at_most")
"""What the press says of an amount: shown, never used."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one kind of step, beside those of every step."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    """Exactly one of these has to stand."""

    def known(self) -> tuple[str, ...]:
        """Every field that may stand."""
        return (*ALWAYS, *self.needs, *self.one_of, *self.may)


FIELDS: dict[StepKind, Fields] = {
    StepKind.BASIS: Fields(("of", "counts"), ("days",)),
    StepKind.RATE: Fields(("amount",), ("per", *AMOUNT_TOLD)),
    StepKind.COEFFICIENT: Fields(("cells", "as_percent")),
    StepKind.POOL: Fields(("scope", "policy")),
    StepKind.DEDUCT: Fields((), ("counts", "scope", *AMOUNT_TOLD), ("of", "amount")),
    StepKind.SHARE: Fields(("amount",), ("scope", *AMOUNT_TOLD)),
    StepKind.BRACKETS: Fields(("bands", "policy")),
    StepKind.TIERS: Fields(("of", "counts", "bands"), ("days",)),
    StepKind.CAP: Fields(("amount",), ("scope", *AMOUNT_TOLD)),
    StepKind.GUARANTEE: Fields(("scope",), ("amount", *AMOUNT_TOLD)),
    StepKind.INCENTIVE: Fields(("of", "counts", "bands"), ("amount", "days", *AMOUNT_TOLD)),
    StepKind.RESERVE: Fields(("amount",), AMOUNT_TOLD, ("until", "days")),
    StepKind.SPLIT: Fields(("parts",), ("rest",)),
    StepKind.WITHHOLD: Fields(("table", "of")),
    StepKind.MINIMUM: Fields(("amount",), AMOUNT_TOLD),
    StepKind.GRANT: Fields(("unit", "role"), ("amount", "of", "counts", "bands", *AMOUNT_TOLD)),
}
"""The fields of every kind. A grant says an amount, or `of`, `counts` and `bands`."""

SHAPES: dict[str, str] = {
    "of": 'of = "effective_minutes"',
    "counts": 'counts = "own", or counts = "statement"',
    "amount": 'amount = 0.9, amount = "1/3" or amount = "unknown"',
    "per": "per = 1000",
    "bands": "bands = [{ from = 0, value = 0.8 }, { from = 1000000, value = 1 }]",
    "cells": 'cells = [{ value = 60, format = "2d" }]',
    "as_percent": "as_percent = false",
    "parts": 'parts = [{ role = "producer", part = 0.9 }, { role = "writer", part = 0.1 }]',
    "scope": 'scope = "title"',
    "policy": 'policy = "restate"',
    "until": "until = 2027-06-30",
    "days": "days = 180",
    "table": 'table = "cn-2019"',
    "unit": 'unit = "traffic"',
    "role": 'role = "producer"',
    "rest": 'rest = "house", or rest = "producer"',
    "at_least": "at_least = 0.3",
    "at_most": "at_most = 0.95",
}
"""How each field is written."""

SCOPES: dict[StepKind, tuple[str, ...]] = {
    StepKind.DEDUCT: ("", "all"),
    StepKind.SHARE: ("", "all"),
    StepKind.CAP: ("", "all"),
    StepKind.GUARANTEE: ("title", "group"),
}
POLICIES: dict[StepKind, tuple[str, ...]] = {
    StepKind.POOL: ("restate", "absorb", "next_pool"),
    StepKind.BRACKETS: ("marginal", "whole"),
}
MONTHS_OF = ("earned", "paid")
"""Whose month withheld tax is of: the facts', or the day's of payment."""
