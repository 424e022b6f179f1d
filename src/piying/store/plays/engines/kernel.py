"""The kernel as an engine: the fast way, in this process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from piying.store.plays.counted import Counted
from piying.store.plays.kernel import PLAYS_OF_A_PILE, settle
from piying.store.plays.world import World


class KernelEngine:
    """The numbers of a day by the loops of `store.plays.loops`."""

    name = "kernel"

    def __init__(self, *, plays_max: int = PLAYS_OF_A_PILE) -> None:
        self._plays_max = plays_max

    def settle(self, hours: Sequence[Path], world: World) -> Counted:
        """The roll-up of the plays in `hours`, held against `world`."""
        return settle(hours, world, plays_max=self._plays_max)
