"""Choosing: which take of a recipe is used."""

from __future__ import annotations

from collections.abc import Sequence

from piying.model.take import Outcome, Take


def chosen(takes: Sequence[Take], pointer: str | None) -> Take | None:
    """The take that a person pointed to, else the first that was made.

    The first, not the newest: making another take never changes a film by itself.
    """
    made = [take for take in takes if take.outcome is Outcome.MADE]
    if pointer is not None:
        return next((take for take in made if take.id == pointer), None)
    return min(made, key=lambda take: take.id, default=None)
