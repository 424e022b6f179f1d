"""Attention: how much of a film each reviewer has watched, while the server runs.

A player tells which stretch it has just shown. A stretch counts no further than the time that
has gone by since the one before allows, so that a film is not watched by dragging through it.
Nothing of it is kept on disk: whoever was interrupted by a restart watches again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from piying.model.canon import Digest

SLOT_MS = 250
"""A quarter of a second is watched whole or not at all."""
SPEED_MAX = 2
"""A film may be watched at twice its speed and no faster."""
GRACE_MS = 1_500
"""What a player may tell late."""
ENOUGH = 950
"""Thousandths of the film that have to be watched before it is cleared."""
KEPT_MAX = 1_000
"""So many films under so many eyes; those that were not looked at longest are forgotten."""


@dataclass(slots=True)
class Look:
    """One person before one film."""

    seen: bytearray
    """A byte for every slot."""
    opened_ms: int
    told_ms: int
    """When they told last."""

    @property
    def share(self) -> int:
        """Watched thousandths of the film, rounded down."""
        return sum(self.seen) * 1000 // len(self.seen)


@dataclass(slots=True)
class Attention:
    """Who has watched how much of what."""

    _looks: OrderedDict[tuple[str, Digest], Look] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, who: str, film: Digest, length_ms: int, now_ms: int) -> Look:
        """Their look at the film, begun now if there is none."""
        with self._lock:
            return self._look(who, film, length_ms, now_ms)

    def saw(self, who: str, film: Digest, length_ms: int, told: tuple[int, int, int]) -> Look:
        """Their look after a stretch; `told` is (from ms, to ms, now in ms since 1970)."""
        start, end, now_ms = told
        with self._lock:
            look = self._look(who, film, length_ms, now_ms)
            allowed = (now_ms - look.told_ms) * SPEED_MAX + GRACE_MS
            end = min(end, start + max(0, allowed), length_ms)
            look.told_ms = now_ms
            # the last slot may be shorter than the others
            last = len(look.seen) if end >= length_ms else end // SLOT_MS
            first = -(-start // SLOT_MS)
            for slot in range(first, last):
                look.seen[slot] = 1
            return look

    def _look(self, who: str, film: Digest, length_ms: int, now_ms: int) -> Look:
        key = (who, film)
        look = self._looks.pop(key, None)
        if look is None:
            slots = max(1, -(-length_ms // SLOT_MS))
            look = Look(bytearray(slots), now_ms, now_ms)
        self._looks[key] = look
        while len(self._looks) > KEPT_MAX:
            self._looks.popitem(last=False)
        return look
