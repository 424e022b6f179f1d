"""Questions: which fields of a deal nobody knows. Whoever needs one is asked; none is zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from piying.ledger.terms import coefficients
from piying.ledger.terms.agreed import Question
from piying.ledger.terms.days import MAX_DAY
from piying.ledger.terms.measures import MEASURES, OWN
from piying.model.dated import Confidence
from piying.model.deal import Contract, Deal, Delay, Step, StepKind
from piying.model.errors import Invalid

QUESTIONS_MAX = 50
"""No more are told in one refusal."""


def questions(
    deal: Deal, contract: Contract | None = None, first: str = "", last: str = MAX_DAY
) -> tuple[Question, ...]:
    """What has to be known before `deal` can be settled.

    Args:
        deal: one version.
        contract: with a contract only what its titles need between the two days is asked;
            without one, everything.
        first: the first day.
        last: the last day, inclusive.
    """
    name = contract.id if contract else ""
    found = [Question(deal.id, deal.version, "", "", field, name) for field in _of_deal(deal)]
    for step in deal.steps:
        fields = list(_of_step(step, contract))
        if step.kind is StepKind.COEFFICIENT and "cells" not in step.asks:
            if contract is None:
                fields += [f"cells.{c.format or '*'}" for c in step.cells if c.value is None]
            elif field := coefficients.asked(step, contract, first, last):
                fields.append(field)
        found += [
            Question(deal.id, deal.version, step.id, step.clause, field, name)
            for field in fields
        ]
    return tuple(found)


def block(asked: Iterable[Question]) -> None:
    """Stop where anything is asked.

    Raises:
        Invalid: with every question by the deal, the step and the field.
    """
    asked = list(dict.fromkeys(asked))
    if asked:
        raise Invalid(
            "deals.blocked",
            count=len(asked),
            questions=tuple(as_error(each) for each in asked[:QUESTIONS_MAX]),
        )


def as_error(question: Question) -> Invalid:
    """A question as a person reads it."""
    return Invalid(
        "deals.question",
        deal=question.deal,
        version=question.version,
        step=question.step or "–",
        clause=question.clause or "–",
        field=question.field,
        contract=question.contract or "–",
    )


def _of_deal(deal: Deal) -> Iterator[str]:
    if not deal.effective:
        yield "effective"
    if "until" in deal.asks:
        yield "until"
    if deal.source and deal.source.confidence in {Confidence.HINT, Confidence.UNKNOWN}:
        yield "source.confidence"
    if any(step.kind is StepKind.WITHHOLD and step.of == "paid" for step in deal.steps):
        yield from _undated(deal)
    counted = [
        step
        for step in deal.steps
        if step.counts == OWN and step.of in MEASURES and not MEASURES[step.of].money
    ]
    if counted:
        for field in ("min_ms", "cap_plays", "cap_watch_x"):
            if getattr(deal, field) is None:
                yield f"counting.{field}"


def _undated(deal: Deal) -> Iterator[str]:
    """The delays without which nobody can say when a period is paid."""
    name = "payment"
    while name != "period":
        delay: Delay = getattr(deal.calendar, name)
        if delay.days is None:
            yield f"calendar.{name}.days"
        name = delay.after


def _of_step(step: Step, contract: Contract | None) -> Iterator[str]:
    given = {one.step: one.amount for one in contract.given} if contract else {}
    for field in step.asks:
        if field == "amount" and given.get(step.id) is not None:
            continue
        yield field
    bare = step.kind is StepKind.GUARANTEE and not step.amount and contract
    left_open = (bare or step.id in given) and given.get(step.id) is None
    if left_open and "amount" not in step.asks:
        yield "amount"
    if any(band.value is None for band in step.bands):
        yield "bands"
    yield from (f"parts.{part.role}" for part in step.parts if part.part is None)
