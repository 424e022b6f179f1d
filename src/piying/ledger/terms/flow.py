"""Flow: whether the steps of a deal can follow one another, before anything is computed.

A strand begins with a basis or with tiers and ends where the next begins. Units become money by
a rate, by brackets or in a pool. A guarantee closes the strands; what stands behind it is paid
on top, kept back, split, withheld or carried.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from piying.ledger.terms.measures import MEASURES
from piying.model.deal import Deal, Step, StepKind
from piying.model.errors import Invalid


class Sort(StrEnum):
    """What a strand carries at a point."""

    NOTHING = "nothing"
    UNITS = "units"
    WEIGHTS = "weights"
    """Units times a weight: only a pool takes them."""
    MONEY = "money"
    UNKNOWN = "unknown"
    """Nobody knows what the basis counts; it is asked before anything is computed."""


K = StepKind
_ORDER = {
    K.GUARANTEE: 1, K.RESERVE: 2, K.SPLIT: 2, K.WITHHOLD: 3, K.MINIMUM: 3,
}  # fmt: skip
_ONCE = (K.GUARANTEE, K.RESERVE, K.SPLIT, K.WITHHOLD, K.MINIMUM)
LINEAR = (K.BASIS, K.RATE, K.COEFFICIENT, K.SHARE)
"""What is done to each day by itself, so that a dated coefficient can follow."""


def flow_faults(deal: Deal, where: Mapping[str, object]) -> list[Invalid]:
    """Where a step cannot stand where it stands."""
    found = []
    state, linear, stage = Sort.NOTHING, True, 0
    seen: set[StepKind] = set()
    for step in deal.steps:
        told = {**where, "step": step.id, "clause": step.clause, "kind": step.kind}
        once = step.kind in _ONCE and step.kind in seen
        seen.add(step.kind)
        late = step.kind in _ORDER and _ORDER[step.kind] < stage
        late |= stage > 0 and step.kind not in {*_ORDER, K.INCENTIVE, K.GRANT}
        late |= stage > 1 and step.kind is K.INCENTIVE
        if once or late:
            found.append(Invalid("deals.step_late", **told))
            continue
        if step.kind in {K.BASIS, K.TIERS}:
            linear = step.kind is K.BASIS
        if not _fits(step, state, linear=linear):
            found.append(Invalid("deals.step_place", **told, carries=state))
            continue
        state = _next(step, state)
        linear &= step.kind in LINEAR
        stage = max(stage, _ORDER.get(step.kind, 0))
    if K.SPLIT not in seen:
        found.append(Invalid("deals.split_missing", **where))
    return found


def states(deal: Deal) -> list[Sort]:
    """What comes into each step of `deal`."""
    found, state = [], Sort.NOTHING
    for step in deal.steps:
        found.append(state)
        state = _next(step, state)
    return found


def _fits(step: Step, state: Sort, *, linear: bool) -> bool:
    if state is Sort.UNKNOWN:
        return True
    if step.kind in {K.COEFFICIENT, K.POOL}:
        percent = step.kind is K.COEFFICIENT and step.as_percent
        units = {Sort.UNITS, Sort.WEIGHTS} if step.kind is K.POOL else {Sort.UNITS}
        return linear and state in ({Sort.MONEY} if percent else units)
    return state in _TAKES.get(step.kind, {Sort.NOTHING, Sort.MONEY})


_TAKES = {
    K.RATE: {Sort.UNITS},
    K.BRACKETS: {Sort.UNITS, Sort.MONEY},
    K.CAP: {Sort.UNITS, Sort.MONEY},
    K.SHARE: {Sort.MONEY},
    K.DEDUCT: {Sort.MONEY},
}
"""What may come into a step; into any other nothing yet, or money."""


def _next(step: Step, state: Sort) -> Sort:
    if step.kind is K.BASIS:
        if "of" in step.asks:
            return Sort.UNKNOWN
        money = step.of in MEASURES and MEASURES[step.of].money
        return Sort.MONEY if money else Sort.UNITS
    if step.kind is K.COEFFICIENT and not step.as_percent:
        return Sort.WEIGHTS
    if step.kind is K.CAP or step.kind is K.GRANT:
        return state
    return Sort.MONEY
