"""What is current: a name's head counts only while it was made from today's inputs.

Every derived thing remembers the digests it was made from. It is current if they are the
digests of now, stale if one of them moved (and which), missing if it was never made. The
code that made it is one of its inputs, so nothing old is shipped because a file exists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from piying.model.canon import Digest
from piying.studio.house import House

T = TypeVar("T")

Inputs = tuple[tuple[str, str], ...]


class State(StrEnum):
    """Whether a derived thing may be used."""

    CURRENT = "current"
    STALE = "stale"
    """Made, but from inputs that have changed since."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one derived thing and the inputs that made it stale."""

    name: str
    slot: str
    state: State
    digest: Digest | None = None
    changed: tuple[str, ...] = ()


def standing(house: House, name: str, slot: str, inputs: Inputs) -> Standing:
    """How `name`'s `slot` stands against today's `inputs`."""
    head = house.store.head(name, slot)
    if head is None:
        return Standing(name, slot, State.MISSING)
    before = dict(head.made_from)
    now = dict(inputs)
    keys = sorted(before.keys() | now.keys())
    changed = tuple(what for what in keys if before.get(what) != now.get(what))
    state = State.STALE if changed else State.CURRENT
    return Standing(name, slot, state, head.digest, changed)


def derive(
    house: House, name: str, slot: str, inputs: Inputs, kind: type[T], make: Callable[[], T]
) -> tuple[T, Digest, bool]:
    """The value in `name`'s `slot`, its digest, and whether it had to be made now."""
    held = standing(house, name, slot, inputs)
    if held.state is State.CURRENT and held.digest is not None:
        return house.store.get(held.digest, kind), held.digest, False
    value = make()
    to = house.store.put(value)
    house.store.move_head(name, slot, to, inputs, house.clock.now_ms())
    return value, to, True
