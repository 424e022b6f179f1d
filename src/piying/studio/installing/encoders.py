"""Which encoders of the picture work on this machine, each tried."""

from __future__ import annotations

from piying.render.trial import Trial, trials


def encoders_here() -> tuple[Trial, ...]:
    """Every encoder of the table and how its trial went."""
    return trials()
