"""Names: what the small numbers in the columns of plays stand for.

A log of the house that only grows: a number is given once and never means anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from piying.model.canon import canonical, decode, digest_bytes
from piying.model.errors import Missing
from piying.model.play import Name
from piying.store.store import Store

LOG = "plays.names"
SORTS = ("drama", "platform", "contract")


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a house."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    """(sort, name) → number, from 1."""
    names: dict[tuple[str, int], str] = field(default_factory=dict)

    def name(self, sort: str, number: int) -> str:
        """What `number` stands for.

        Raises:
            Missing: nothing.
        """
        found = self.names.get((sort, number))
        if found is None:
            raise Missing("counting.no_name", sort=sort, number=number)
        return found


def all_names(store: Store) -> Names:
    """Every name of the house."""
    found = Names()
    told = b"[" + b",".join([entry.data for entry in store.entries(LOG)]) + b"]"
    for one in decode(told, tuple[Name, ...]):
        found.numbers[one.sort, one.name] = one.number
        found.names[one.sort, one.number] = one.name
    return found


def register(store: Store, sort: str, names: Iterable[str], at_ms: int) -> Names:
    """Give each of `names` that has no number the next one of its sort.

    Raises:
        Conflict: another run gives numbers at this moment; nothing was given twice.
    """
    if sort not in SORTS:
        raise ValueError(sort)
    with store.together(durable=True):
        known = all_names(store)
        number = max((one for of, one in known.names if of == sort), default=0)
        last = store.last_entry(LOG)
        seq = last.seq if last else 0
        for name in names:
            if (sort, name) in known.numbers:
                continue
            number, seq = number + 1, seq + 1
            data = canonical(Name(sort, number, name))
            store.append_entry(LOG, seq, digest_bytes(data), data, at_ms)
            known.numbers[sort, name], known.names[sort, number] = number, name
    return known
