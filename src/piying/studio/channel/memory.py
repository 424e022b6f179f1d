"""The channel in memory: what one process that serves it knows, and how it stays true.

At most once a second it asks the database whether anything happened. A takedown, an end of a
right and a new release are seen within that second by every request, in every process; while
the database cannot be read, nothing is served on what is older than two.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from piying.model.canon import Digest
from piying.model.errors import PiyingError
from piying.model.release import Ladder, Listing, UnlockPlan
from piying.release.editorial import Chosen, read_lists
from piying.release.search import entry
from piying.store.channel.following import Following
from piying.store.channel.releases import Held, Releases
from piying.store.disk import explained
from piying.studio.channel.doors import Doors
from piying.studio.channel.housekey import house_key
from piying.studio.channel.popular import Popular
from piying.studio.channel.shelf import Shelf, Values, Written, moment_of, shelf_of
from piying.studio.handed import text_if_any
from piying.studio.house import House
from piying.studio.releasing.listings import PLANS, plans_of

LISTS = "lists.toml"
FRESH_MS = 1_000
"""So often it is looked whether anything happened."""
STALE_MS = 2_000
"""What is older is not served on: whoever asks waits for the look."""
TERRITORIES_MAX = 64
"""Shelves that are kept."""

PASSES, PEOPLE = b"piying capability 1", b"piying pseudonym 1"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Secrets:
    """The keys of the channel: made from the key that signs, which is kept outside the house.

    So there is no further secret to lose, and every process of the house has the same.
    """

    passes: bytes = field(repr=False)
    """Signs capabilities."""
    people: bytes = field(repr=False)
    """Makes pseudonyms of plays."""


def secrets_of(house: House) -> Secrets:
    """The keys of the channel.

    Raises:
        Missing: the house has no key that signs; it says how one is made.
    """
    return Secrets(house_key(house, PASSES), house_key(house, PEOPLE))


class Memo(Generic[T]):
    """Values by digest, the last so many: they never change."""

    def __init__(self, read: Callable[[Digest], T], most: int) -> None:
        self._read, self._most = read, most
        self._held: dict[Digest, T] = {}

    def __call__(self, digest: Digest) -> T:
        """The value, read if it is not held."""
        found = self._held.get(digest)
        if found is None:
            found = self._read(digest)
            if len(self._held) >= self._most:
                for oldest in list(self._held)[: self._most // 4 + 1]:
                    self._held.pop(oldest, None)
            self._held[digest] = found
        return found

    def known(self, digest: Digest) -> T | None:
        """The value, if it is held."""
        return self._held.get(digest)


@dataclass(frozen=True, slots=True)
class State:
    """What is known since the last look; replaced as one."""

    at_ms: int
    held: Mapping[str, Held]
    series: Mapping[str, Sequence[Held]]
    written: Written


class Channel:
    """What one process knows of the channel, for any number of threads."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.secrets = secrets_of(house)
        store = house.store
        self.ladder = Memo(lambda digest: store.get(digest, Ladder), 256)
        self.listing = Memo(lambda digest: store.get(digest, Listing), 4_096)
        self.entry = Memo(lambda digest: entry(self.listing(digest)), 4_096)
        self.plan = Memo(lambda digest: store.get(digest, UnlockPlan), 4_096)
        releases = Releases(store.database)
        self.is_encrypted = Memo(releases.has_key, 4_096)
        self.doors = Doors(store.database, self.plan)
        self.popular = Popular(house)
        self.troubles: tuple[PiyingError, ...] = ()
        """What is wrong with the operator's files; what they said before holds on."""
        self._values = Values(self.listing, self.plan, self._kept)
        self._pictures: dict[Digest, list[str]] = {}
        """Which releases name a cover."""
        self._pictured: set[str] = set()
        self._kept_plans: dict[UnlockPlan, Digest] = {}
        self._following = Following(store.database)
        self._files: dict[str, tuple[int, int] | None] = {}
        self._looking = threading.Lock()
        self._shelves: dict[str, tuple[State, Shelf]] = {}
        self._state = self._looked(house.clock.now_ms(), None)

    # --- what is out ----------------------------------------------------------------------

    def state(self, now_ms: int) -> State:
        """What is known, at most `STALE_MS` old.

        Raises:
            Outside: the database cannot be read.
        """
        state = self._state
        age_ms = now_ms - state.at_ms
        if 0 <= age_ms < FRESH_MS:
            return state
        if self._looking.acquire(blocking=not 0 <= age_ms < STALE_MS):
            try:
                if self._state is state:
                    self._state = self._looked(now_ms, state)
            finally:
                self._looking.release()
        return self._state

    def lately(self, territory: str, now_ms: int) -> tuple[State, Shelf] | None:
        """What is known and out in `territory`, where that needs no look and no waiting."""
        state, found = self._state, self._shelves.get(territory)
        age_ms = now_ms - state.at_ms
        fresh = 0 <= age_ms < FRESH_MS or (0 <= age_ms < STALE_MS and self._looking.locked())
        if not fresh or found is None or not found[1].holds(now_ms):
            return None
        return (state, found[1]) if _same(found[0], state) else None

    def held(self, release: str, now_ms: int) -> Held | None:
        """A release as it stands, in or out; None: there never was one."""
        return self.state(now_ms).held.get(release)

    def shelf(self, territory: str, now_ms: int) -> Shelf:
        """What is out in `territory`."""
        state = self.state(now_ms)
        found = self._shelves.get(territory)
        if found is not None and found[1].holds(now_ms) and _same(found[0], state):
            return found[1]
        before = found[1] if found is not None else None
        made = shelf_of(
            state.series, state.written, self._values, moment_of(territory, now_ms), before
        )
        if len(self._shelves) >= TERRITORIES_MAX:
            self._shelves.pop(next(iter(self._shelves)), None)
        self._shelves[territory] = (state, made)
        return made

    def named_by(self, picture: Digest, now_ms: int) -> Iterator[Held]:
        """The releases whose listing names that cover, in or out."""
        held = self.state(now_ms).held
        return (held[name] for name in self._pictures.get(picture, ()) if name in held)

    # --- inside -----------------------------------------------------------------------------

    def _looked(self, now_ms: int, before: State | None) -> State:
        news = self._following.look()
        self.doors.forget(news.accounts)
        held = self._following.held
        fresh = held.keys() - self._pictured if len(held) > len(self._pictured) else ()
        for name in fresh:
            for cover in self.listing(held[name].release.listing).covers:
                self._pictures.setdefault(cover.blob, []).append(name)
            self._pictured.add(name)
        written = self._written(before.written if before else Written())
        return State(now_ms, held, self._following.series, written)

    def _written(self, before: Written) -> Written:
        """What the files say, read again where they changed; a wrong one is told and left."""
        folder = self.house.settings.house
        marks = {name: _mark(folder / name) for name in (PLANS, LISTS)}
        if marks == self._files:
            return before
        plans, lists, troubles = before.plans, before.lists, []
        try:
            plans = plans_of(self.house)
        except PiyingError as error:
            troubles.append(error)
        try:
            lists = _lists_of(folder)
        except PiyingError as error:
            troubles.append(error)
        self._files, self.troubles = marks, tuple(troubles)
        return Written(plans, lists)

    def _kept(self, plan: UnlockPlan) -> Digest:
        found = self._kept_plans.get(plan)
        if found is None:
            found = self._kept_plans[plan] = self.house.store.put(plan)
        return found


def _same(one: State, other: State) -> bool:
    """Whether nothing happened between the two."""
    return one.series is other.series and one.written is other.written


def _mark(path: Path) -> tuple[int, int] | None:
    """What changes when a file does; None: there is none."""
    with explained(path):
        try:
            seen = path.stat()
        except FileNotFoundError:
            return None
    return seen.st_mtime_ns, seen.st_size


def _lists_of(folder: Path) -> tuple[Chosen, ...]:
    path = folder / LISTS
    text = text_if_any(path)
    return () if text is None else read_lists(text, LISTS)
