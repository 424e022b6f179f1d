"""Counts and money of facts, as a person reads them."""

from __future__ import annotations

from piying.model.books import Metric
from piying.model.messages import say
from piying.model.money import grouped

MINUTE_MS = 60_000


def kind_said(metric: Metric, currency: str, language: str) -> str:
    """What is counted, with the currency of money."""
    return f"{say(f'reconcile.kind_{metric.value}', language)} {currency}".rstrip()


def amount_said(amount: int, metric: Metric, currency: str, *, sign: bool = False) -> str:
    """Money by its digits, watched time in minutes, everything else as a count."""
    if currency:
        shown = grouped(amount, currency)
    elif metric is Metric.WATCH_MS:
        tenths = (abs(amount) * 10 + MINUTE_MS // 2) // MINUTE_MS
        shown = f"{'-' if amount < 0 else ''}{tenths // 10:,}.{tenths % 10}"
    else:
        shown = f"{amount:,}"
    return f"+{shown}" if sign and amount > 0 else shown
