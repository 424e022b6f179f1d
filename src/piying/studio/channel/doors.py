"""Doors: why an episode is open to somebody, kept in memory for as long as nothing ends it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from piying.model.canon import Digest
from piying.model.release import Locked, Release, Right, UnlockPlan
from piying.model.right import Grant
from piying.release.unlock import locked, open_by
from piying.store.channel.rights import Rights
from piying.store.engine import Database
from piying.studio.channel.shelf import Title

DOORS_MAX = 65_536
FOR_EVER = 1 << 62


@dataclass(frozen=True, slots=True)
class Ring:
    """What one person has: their rights, and the plans they began with."""

    account: str
    grants: Sequence[Grant]
    begun: Mapping[str, Digest]
    """The plan that each series was begun with."""
    plan: Callable[[Digest], UnlockPlan] = field(repr=False)

    def terms(self, title: Title) -> UnlockPlan:
        """The plan that holds for them."""
        held = self.begun.get(title.series, title.plan)
        return title.terms if held == title.plan else self.plan(held)

    def why(self, title: Title, episode: int, now_ms: int) -> Right | None:
        """Why the episode is open to them; None: it is locked."""
        return open_by(self.terms(title), self.grants, title.run, episode, now_ms)

    def price(self, title: Title, episode: int, now_ms: int) -> Locked | None:
        """What it takes to open it; None: it is open."""
        return locked(self.terms(title), self.grants, title.run, episode, now_ms)

    def until_ms(self, title: Title, episode: int, why: Right, now_ms: int) -> int | None:
        """The first moment at which `why` no longer opens it by its own terms; None: never."""
        if why is Right.FREE:
            return None
        ends = [
            one.until_ms
            for one in self.grants
            if one.why is why and one.holds(title.series, episode, now_ms)
        ]
        return None if None in ends else max(end for end in ends if end is not None)


class Doors:
    """Which episodes are open to whom, remembered until a right ends.

    Only what is open is remembered: a right that is given opens its door at once.
    """

    def __init__(self, database: Database, plan: Callable[[Digest], UnlockPlan]) -> None:
        self._rights, self._plan = Rights(database), plan
        self._until: dict[tuple[str, str], int] = {}
        """Until when a release is open to an account."""
        self._turn = 0
        self._change = threading.Lock()

    def ring(self, account: str) -> Ring:
        """What `account` has, as it stands now."""
        return Ring(account, *self._rights.ring(account), self._plan)

    def is_open(self, account: str, title: Title, release: Release, now_ms: int) -> bool:
        """Whether `account` may play `release` now."""
        key = (account, release.id)
        if now_ms < self._until.get(key, 0):
            return True
        turn = self._turn
        ring = self.ring(account)
        why = ring.why(title, release.episode, now_ms)
        if why is None:
            return False
        until_ms = ring.until_ms(title, release.episode, why, now_ms)
        with self._change:
            if self._turn == turn:  # otherwise a right ended while this was read
                if len(self._until) >= DOORS_MAX:
                    self._until.clear()
                self._until[key] = FOR_EVER if until_ms is None else until_ms
        return True

    def is_known_open(self, account: str, release: str, now_ms: int) -> bool:
        """Whether it is remembered that `account` may play the release called so."""
        return now_ms < self._until.get((account, release), 0)

    def forget(self, accounts: Iterable[str]) -> None:
        """Look again at what these may play."""
        whose = frozenset(accounts)
        if not whose:
            return
        with self._change:
            self._turn += 1
            for key in [key for key in self._until if key[0] in whose]:
                del self._until[key]
