"""Plays that two people claim: one viewing and counter under two pseudonyms, in two piles."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

from piying.model.play import USER, VIEWING_HI, VIEWING_LO, N
from piying.store.plays.loops import viewing_numbers

Unsigned64 = NDArray[np.uint64]
Signed64 = NDArray[np.int64]
Reader = Callable[[int, Sequence[str]], list[dict[str, NDArray[np.signedinteger]]]]

PARTS_BITS = 4
"""Mixed numbers lie in so many scratch files (as a power of two), by their upper bits."""


class Sightings:
    """The mixed numbers of the viewings of every pile, in scratch files."""

    def __init__(self, piles: int) -> None:
        self._files: list[IO[bytes]] = []
        self._counts = np.zeros((1 << PARTS_BITS, piles), np.int64)

    def __enter__(self) -> Self:
        self._files = [
            tempfile.TemporaryFile()  # noqa: SIM115 - closed when this is left
            for _ in range(1 << PARTS_BITS)
        ]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files:
            file.close()

    def add(self, pile: int, numbers: Unsigned64) -> None:
        """Write down the viewings of the next pile, each once."""
        part = (numbers >> np.uint64(64 - PARTS_BITS)).astype(np.uint8)
        order = np.argsort(part, kind="stable")
        counts = np.bincount(part, minlength=1 << PARTS_BITS)
        self._counts[:, pile] = counts
        for file, found in zip(
            self._files, np.split(numbers[order], np.cumsum(counts)[:-1]), strict=True
        ):
            file.write(found.data)

    def in_two_piles(self) -> Mapping[int, Unsigned64]:
        """By pile, the mixed numbers there that also come from another pile."""
        found: dict[int, list[Unsigned64]] = {}
        for file, counts in zip(self._files, self._counts, strict=True):
            file.seek(0)
            numbers = np.frombuffer(file.read(), np.uint64)
            ordered = np.sort(numbers)
            twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
            if not len(twice):
                continue
            where = np.flatnonzero(np.isin(numbers, twice))
            pile = np.searchsorted(np.cumsum(counts), where, side="right")
            for one in np.unique(pile):
                found.setdefault(int(one), []).append(numbers[where[pile == one]])
        return {one: np.concatenate(parts) for one, parts in sorted(found.items())}


def torn_reports(
    suspects: Mapping[int, Unsigned64], seed: np.uint64, read: Reader
) -> Mapping[int, Signed64]:
    """By pile, the viewings and counters there that more than one person claims.

    `suspects` are the mixed numbers to look at; what they stand for is read and compared.
    """
    claims = [(pile, _claims(pile, numbers, seed, read))
              for pile, numbers in suspects.items()]  # fmt: skip
    if not claims:
        return {}
    rows = np.concatenate([found for _, found in claims])
    pile = np.repeat([one for one, _ in claims], [len(found) for _, found in claims])
    order = np.lexsort(rows.T[::-1])
    rows, pile = rows[order], pile[order]
    new = np.append(True, (rows[1:, :3] != rows[:-1, :3]).any(axis=1))
    first = np.flatnonzero(new)
    people = rows[:, 3]
    torn = np.minimum.reduceat(people, first) < np.maximum.reduceat(people, first)
    is_torn = torn[np.cumsum(new) - 1]
    return {
        int(one): np.unique(rows[is_torn & (pile == one), :3], axis=0)
        for one in np.unique(pile[is_torn])
    }


def _claims(pile: int, numbers: Unsigned64, seed: np.uint64, read: Reader) -> Signed64:
    """(rows, 4): viewing, counter and person of the plays whose viewing is among `numbers`."""
    found = []
    for hour in read(pile, (VIEWING_HI, VIEWING_LO, N, USER)):
        mixed = np.empty(len(hour[N]), np.uint64)
        viewing_numbers(hour[VIEWING_HI], hour[VIEWING_LO], seed, mixed)
        at = np.isin(mixed, numbers)
        found.append(np.column_stack([column[at].astype(np.int64) for column in hour.values()]))
    return np.concatenate(found)
