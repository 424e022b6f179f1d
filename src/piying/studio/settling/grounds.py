"""Grounds: what a close rested on, kept beside it so that the next one need not ask again.

They follow from the books, and another program or another close has others: whoever finds none
that fit has nothing to go on from, and works everything out.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.ledger.unmoved import Basis, Ground
from piying.model.canon import Digest
from piying.render.program import code
from piying.studio.current import Inputs, State, standing
from piying.studio.house import House
from piying.studio.settling.bookkeeping import PROGRAM

NAME, SLOT = "books", "close.ground"


@dataclass(frozen=True, slots=True)
class _Kept:
    pots: dict[str, Digest]
    bases: tuple[Basis, ...]
    kind: str = "close-ground.1"


def ground_of(house: House, close: Digest) -> Ground:
    """What the close of this digest rested on; nothing where nobody knows it any more."""
    held = standing(house, NAME, SLOT, _inputs(close))
    if held.state is not State.CURRENT or held.digest is None:
        return Ground({}, ())
    kept = house.store.get(held.digest, _Kept)
    return Ground(kept.pots, kept.bases)


def keep_ground(house: House, close: Digest, found: Ground) -> None:
    """Keep what the close of this digest rested on, in place of what the one before did."""
    made = house.store.put(_Kept(dict(found.pots), found.bases))
    house.store.move_head(NAME, SLOT, made, _inputs(close), house.clock.now_ms())


def _inputs(close: Digest) -> Inputs:
    return ("close", close), ("program", code(*PROGRAM))
