"""Flags: what a person should look at in a take, kept beside it and never against it."""

from __future__ import annotations

from collections.abc import Iterable

from piying.model.take import Flag, Flags
from piying.studio.house import House

SLOT = "flags"


def flags_of(house: House, take: str) -> tuple[Flag, ...]:
    """The flags of the take called `take`."""
    head = house.store.head(take, SLOT)
    return () if head is None else house.store.get(head.digest, Flags).flags


def raise_flags(house: House, take: str, flags: Iterable[Flag]) -> None:
    """Add `flags` to those of `take`; one that it has is not added again."""
    before = flags_of(house, take)
    after = (*before, *(flag for flag in flags if flag not in before))
    to = house.store.put(Flags(tuple(dict.fromkeys(after))))
    house.store.move_head(take, SLOT, to, (), house.clock.now_ms())


def was_looked_at(house: House, take: str) -> bool:
    """Whether somebody has looked for flags in `take`, found or not."""
    return house.store.head(take, SLOT) is not None
