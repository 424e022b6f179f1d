"""What waits for people: by when each version has to be decided, ended or answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from piying.model.decision import Act, Happening
from piying.review.clocks import ANYWHERE, Clocks
from piying.review.states import Case, Standing, State, fold

_REVIEWS = {"key": "review_key", "ordinary": "review_ordinary"}
_WAITS = {
    State.IN_REVIEW: (Act.SUBMITTED, Act.REINSTATED),
    State.SECOND_REVIEW: (Act.SUBMITTED, Act.REINSTATED),
    State.SUSPENDED: (Act.SUSPENDED,),
    State.APPEALED: (Act.APPEALED,),
}
"""The states that wait for somebody, and what began the waiting."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when somebody has to act on one version."""

    version: int
    clock: str
    since_ms: int
    due_ms: int


def deadlines(
    told: Sequence[Happening], clocks: Clocks, place: str = ANYWHERE
) -> tuple[Deadline, ...]:
    """What one episode waits for, most urgent first."""
    case: Case = fold(told)
    found = []
    for held in case.versions:
        began = _WAITS.get(held.state)
        if began is None:
            continue
        since = max(
            one.at_ms for one in told if one.version == held.version and one.act in began
        )
        clock = _clock(held)
        found.append(Deadline(held.version, clock, since, clocks.due(clock, since, place)))
    return tuple(sorted(found, key=lambda one: one.due_ms))


def strikes(
    cases: Iterable[tuple[Case, dict[str, str]]],
) -> dict[str, list[tuple[int, str]]]:
    """The strikes of everybody who hands works in: (at_ms, category of the rule).

    Each case comes with the category of each rule. What was overturned is not there, for it
    follows from how the versions stand.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for case, categories in cases:
        for held in case.versions:
            if held.restriction is None:
                continue
            for rule in held.effects.strikes:
                strike = (held.restriction.at_ms, categories.get(rule, ""))
                found.setdefault(held.submitter, []).append(strike)
    return found


def _clock(held: Standing) -> str:
    if held.state is State.SUSPENDED:
        return "suspension"
    if held.state is State.APPEALED:
        return "appeal_answer"
    tier = held.submission.tier if held.submission else ""
    return _REVIEWS.get(tier, "review_other")
