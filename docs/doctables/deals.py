"""Tables of what a deal may say, and of the programmes that ship."""

from __future__ import annotations

from doctables.markdown import code, codes, field_docs, table
from piying.ledger.terms.ask import questions
from piying.ledger.terms.fields import FIELDS, SHAPES
from piying.ledger.terms.measures import MEASURES
from piying.model.deal import Deal, Step, StepKind
from piying.partners.dealbook import PLATFORMS, presets_of

FIELDS_TOLD = {
    "of": "The measure that is counted or taken off; of withheld tax whose month it is",
    "counts": "Whose counts: our own, or what the platform states",
    "amount": "An amount in the main unit, or a fraction, as the kind says",
    "bands": "Where each band begins, in units or in the main unit of money, and its value",
    "cells": "The lines of a table of coefficients",
    "parts": "Who gets which part, from when to when",
    "at_least": "What the press says the amount is at least: shown, never used",
    "at_most": "Likewise, at most",
}
"""What is said better here than at the word itself."""


def kinds_table() -> str:
    """Each kind of step with its fields."""
    said = field_docs(StepKind)
    rows = []
    for kind, fields in FIELDS.items():
        needs = codes(fields.needs)
        if fields.one_of:
            needs = f"{needs} one of {codes(fields.one_of)}".strip()
        rows.append((code(kind.value), said[kind.name], needs, codes(fields.may)))
    return table("kind | what it does | needs | may", rows)


def fields_table() -> str:
    """Each field of a step and how it is written."""
    said = field_docs(Step)
    rows = [
        (code(name), FIELDS_TOLD.get(name) or said.get(name, ""), code(shape))
        for name, shape in SHAPES.items()
    ]
    return table("field | what it is | written", rows)


def measures_table() -> str:
    """What may be counted."""
    rows = []
    for name, measure in MEASURES.items():
        parts = [
            f"{'−' if sign < 0 else '+'} {metric.value}" for metric, sign in measure.metrics
        ]
        made = " ".join(parts).removeprefix("+ ")
        if measure.per > 1:
            made = f"{made} / {measure.per:,}"
        rows.append((code(name), made, "money" if measure.money else "units"))
    return table("measure | of the facts | is", rows)


def dealbook_table() -> str:
    """The programmes, how far they are trusted, and what they ask."""
    rows = [
        (
            platform,
            code(f"{deal.id} {deal.version}"),
            deal.title,
            _days(deal),
            deal.source.confidence.value if deal.source else "",
            _asked(deal),
        )
        for platform in PLATFORMS
        for deal in presets_of(platform)
    ]
    return table("platform | programme | what it is | holds | source | asks for", rows)


def _days(deal: Deal) -> str:
    since = deal.effective or "?"
    return f"{since} – {deal.until}".rstrip("– ") if deal.until else f"{since} –"


def _asked(deal: Deal) -> str:
    fields = [f"{one.step}.{one.field}".lstrip(".") for one in questions(deal)]
    return codes(fields) or "nothing"
