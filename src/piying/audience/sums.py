"""The law of sums: what was received is what counts and what does not, by reason."""

from __future__ import annotations

from collections.abc import Mapping

from piying.model.play import Reason

OF_A_DAY = (
    Reason.BELOW, Reason.CAPPED, Reason.DUPLICATE, Reason.CONFLICT, Reason.UNKNOWN_EPISODE,
    Reason.UNRELEASED, Reason.UNMATCHED,
)  # fmt: skip
"""Why a play that lies in an hour of a day does not count."""


def missing_plays(received: int, counted: int, refused: Mapping[Reason, int]) -> int:
    """How many plays nobody accounts for: 0, or the counting is wrong.

    `received` = `counted` + below + capped + duplicates + conflicts + unknown + unreleased +
    unmatched, for every day.
    """
    return received - counted - sum(refused[reason] for reason in OF_A_DAY)
