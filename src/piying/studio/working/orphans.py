"""Orphans: what becomes of a job that a worker finds under way, without having sent it itself.

Nothing is sent again whose outcome is not known, unless the vendor makes and bills an order
with the same key once; and a key is trusted only for an hour, since no vendor keeps them for
ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from piying.model.job import Job, JobState, Order
from piying.model.messages import CATALOGUE, say
from piying.takes.generator import Generator

KEY_MS_MAX = 3_600_000
"""An order is sent again with its key only so long after it was sent first."""


class Way(StrEnum):
    """What a worker does with a job."""

    SEND = "send"
    POLL = "poll"
    CANCEL = "cancel"
    ASK = "ask"
    """A person has to decide."""
    FAIL = "fail"
    """Nothing was sent, and nothing can be."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done with an orphan, and the message that says why it is not simply resumed."""

    way: Way
    why: str = ""


def verdict(  # noqa: PLR0911 - a row of the table, a line
    job: Job, order: Order | None, generator: Generator, now_ms: int
) -> Verdict:
    """What becomes of `job`, whose order is `order`: None where it cannot be read."""
    if job.state is JobState.CANCELLING:
        return Verdict(Way.CANCEL)
    if job.state is JobState.QUEUED:
        return (
            Verdict(Way.FAIL, "studio.order_unreadable") if order is None
            else Verdict(Way.SEND)
        )  # fmt: skip
    if order is None:
        return Verdict(Way.ASK, "studio.identity_unusable")
    if job.state is JobState.SUBMITTING:
        fresh = now_ms - job.at_ms <= KEY_MS_MAX
        if generator.honours_keys and fresh:
            return Verdict(Way.SEND)
        return Verdict(Way.ASK, "studio.submit_outcome_unknown")
    same = order.provider == generator.name and any(
        card.model == order.model for card in generator.cards
    )
    if not same:
        return Verdict(Way.ASK, "studio.provider_changed")
    if not generator.resumes:
        return Verdict(Way.ASK, "studio.resume_unsupported")
    return Verdict(Way.POLL)


def told_why(job: Job, language: str) -> str:
    """Why `job` is where it is, in `language` where the reason is one of ours."""
    return say(job.why, language) if job.why in CATALOGUE else job.why
