"""Playing: what players tell, judged, durable before it is acknowledged, each batch once.

One `Reports` of a process holds the intake of plays. What hangs on a report beside the play -
where somebody is, how long a minor watched, how it played - is noted when the batch is durable,
and only for a batch that was not here before.
"""

from __future__ import annotations

import hmac
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from piying.audience.batch import Aside, Judged
from piying.model.errors import Conflict, Invalid
from piying.model.play import COLUMNS, HOUR_MS
from piying.model.play import Intake as Answer
from piying.model.viewer import Deed
from piying.model.watching import Quality
from piying.release.heard import Heard, Listened, Listener, Pace, Screen, listen
from piying.store.channel.rights import Rights
from piying.store.channel.throttle import Rate
from piying.store.plays.intake import Intake
from piying.store.plays.intake import Pending as Waiting
from piying.store.plays.names import register
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.buckets import Buckets
from piying.studio.channel.memory import Channel
from piying.studio.channel.throttling import network
from piying.studio.house import plays_of
from piying.studio.releasing.listings import own_platform

OF_ONE = Rate(60, 1_000)
"""Sixty batches of an account at once, then one a second."""
OF_ADDRESS = Rate(2_000, 20)
"""Two thousand of an address, behind which many may sit, then fifty a second."""
BEGUN_MAX = 100_000
RUNGS_MAX = 16
"""Names of rungs that are counted apart in one hour; players make them up otherwise."""
OTHER = "other"
HOURS_KEPT = 48
SECOND_MS = 1_000
TRIES = 3
"""Of giving a number while others do the same."""
_SIGN = 1 << 63


@dataclass(frozen=True, slots=True)
class Noted:
    """Who hears of what somebody watched, once it is durable."""

    place: Callable[[By, Heard, int], None] = lambda _by, _heard, _now_ms: None
    """Where they are: the last report of each episode of a batch."""
    watched: Callable[[By, int, int], None] = lambda _by, _ms, _now_ms: None
    """How long they watched, all in all, in this batch."""


class Reports:
    """What players tell, for any number of threads."""

    def __init__(
        self, channel: Channel, intake: Intake, territory: str, noted: Noted | None = None
    ) -> None:
        self.intake = intake
        """For whoever hands in plays that are rows already."""
        self.qualities = Qualities()
        self._channel, self._territory = channel, territory
        self._platform = own_platform(channel.house)
        self._noted = noted or Noted()
        self._pace, self._judging = Pace(), threading.Lock()
        self._accounts, self._addresses = Buckets(OF_ONE), Buckets(OF_ADDRESS)
        self._numbers: dict[tuple[str, str], int] = {}
        self._begun: set[tuple[str, str]] = set()

    def take(self, by: By, address: str, body: bytes) -> Pending:
        """Hand in the batch of `body` that `by` sends from `address`; `answer` waits for it.

        Raises:
            Invalid: it is no batch, too large, or one of too many.
            Conflict: its id belongs to a batch with another body.
            Outside: too much is waiting (`retryable`), or the disk refused it.
        """
        house, now_ms = self._channel.house, self._channel.house.clock.now_ms()
        require(house, by, Deed.TELL_PLAYS)
        account = person(by).id
        self._admit(account, address, now_ms)
        key = self._channel.secrets.passes
        told = Listener(key, account, lambda name: self._screen(name, now_ms), now_ms)
        with self._judging:
            listened = listen(body, told, self._pace)
        waiting = self.intake.submit_judged(self._judged(account, listened), body)
        return Pending(self, by, listened, waiting)

    def note(self, by: By, good: Sequence[Heard]) -> None:
        """Tell whoever hears of it what `by` watched; called once a batch."""
        now_ms = self._channel.house.clock.now_ms()
        last: dict[str, Heard] = {}
        for one in good:
            self.qualities.count(one)
            self._begin(one, now_ms)
            before = last.get(one.release)
            if before is None or (one.at_ms, one.watched_ms) >= (
                before.at_ms,
                before.watched_ms,
            ):
                last[one.release] = one
        for one in last.values():
            self._noted.place(by, one, now_ms)
        gained_ms = sum(one.gain.watched_ms for one in good)
        if gained_ms:
            self._noted.watched(by, gained_ms, now_ms)

    # --- inside -----------------------------------------------------------------------------

    def _admit(self, account: str, address: str, now_ms: int) -> None:
        for buckets, name in (
            (self._addresses, network(address)), (self._accounts, account)
        ):  # fmt: skip
            wait_ms = buckets.take(name, now_ms)
            if wait_ms:
                raise Invalid("watching.too_many_reports", seconds=-(-wait_ms // SECOND_MS))

    def _screen(self, name: str, now_ms: int) -> Screen | None:
        held = self._channel.held(name, now_ms)
        if held is None:
            return None
        release = held.release
        dark = [told.at_ms for told in held.withdrawn]
        if release.window.until_ms is not None:
            dark.append(release.window.until_ms)
        duration_ms = self._channel.ladder(release.ladder).duration_ms
        return Screen(release.series, release.episode, duration_ms, min(dark, default=None))

    def _judged(self, account: str, listened: Listened) -> Judged:
        who = pseudonym(self._channel.secrets.people, account)
        platform = self._number("platform", self._platform) if listened.good else 0
        rows = [
            (
                _signed(one.viewing >> 64), _signed(one.viewing & (1 << 64) - 1), one.n, who,
                one.at_ms, self._number("drama", one.screen.series), one.screen.episode,
                platform, one.watched_ms,
            )
            for one in listened.good
        ]  # fmt: skip
        columns = {
            name: array("q", column)
            for name, column in zip(COLUMNS, zip(*rows, strict=True), strict=True)
        } if rows else {name: array("q") for name in COLUMNS}  # fmt: skip
        aside = tuple(Aside(one.row, one.reason, one.text) for one in listened.aside)
        return Judged(listened.batch, listened.received, columns, aside)

    def _number(self, sort: str, name: str) -> int:
        """The number of a name, which is given one when it is first played."""
        found = self._numbers.get((sort, name))
        if found is None:
            found = self._numbers[sort, name] = self._registered(sort, name)
        return found

    def _registered(self, sort: str, name: str) -> int:
        house = self._channel.house
        for _ in range(TRIES - 1):
            try:
                names = register(house.store, sort, (name,), house.clock.now_ms())
            except Conflict:  # another process gave a number at this moment: it is read now
                continue
            return names.numbers[sort, name]
        return register(house.store, sort, (name,), house.clock.now_ms()).numbers[sort, name]

    def _begin(self, one: Heard, now_ms: int) -> None:
        """Whoever plays an episode has begun its series, however it was opened."""
        key = (one.account, one.screen.series)
        if key in self._begun:
            return
        title = self._channel.shelf(self._territory, now_ms).titles.get(one.screen.series)
        rights = Rights(self._channel.house.store.database)
        if title is not None and rights.begun(*key) is None:
            rights.begin(*key, title.plan, now_ms)
        if len(self._begun) >= BEGUN_MAX:
            self._begun.clear()
        self._begun.add(key)


@dataclass(frozen=True, slots=True)
class Pending:
    """A batch on its way to the disk."""

    _reports: Reports
    _by: By
    _listened: Listened
    _waiting: Waiting

    def answer(self) -> Answer:
        """What became of the batch; waits until it is on disk.

        Raises:
            Outside: the disk refused it. It is not acknowledged: send it again later.
        """
        found = self._waiting.answer()
        if not found.again:
            self._reports.note(self._by, self._listened.good)
        return found


class Qualities:
    """How films played in the last two days, by hour and size of the picture."""

    def __init__(self) -> None:
        self._sums: dict[tuple[int, str], list[int]] = {}
        self._change = threading.Lock()

    def count(self, one: Heard) -> None:
        """Count one report."""
        hour = one.at_ms // HOUR_MS
        with self._change:
            key = (hour, one.rung)
            if key not in self._sums:
                key = self._made(hour, one.rung)
            sums = self._sums.get(key)
            if sums is None:  # of an hour that is told no more
                return
            for at, more in enumerate(
                (1, one.gain.watched_ms, one.gain.stalls, one.gain.stalled_ms)
            ):
                sums[at] += more

    def _made(self, hour: int, rung: str) -> tuple[int, str]:
        """The cell of a size that was not counted yet in its hour; the oldest hours go."""
        if sum(h == hour for h, _ in self._sums) >= RUNGS_MAX:
            rung = OTHER
        self._sums.setdefault((hour, rung), [0, 0, 0, 0])
        for old in sorted({h for h, _ in self._sums})[:-HOURS_KEPT]:
            for gone in [cell for cell in self._sums if cell[0] == old]:
                del self._sums[gone]
        return hour, rung

    def snapshot(self) -> tuple[Quality, ...]:
        """Every hour and size, in order."""
        with self._change:
            cells = sorted((key, tuple(sums)) for key, sums in self._sums.items())
        return tuple(Quality(hour * HOUR_MS, rung, *sums) for (hour, rung), sums in cells)


@contextmanager
def listening(
    channel: Channel, territory: str, noted: Noted | None = None
) -> Iterator[Reports]:
    """The reports of a process for the block, with its intake of plays."""
    house = channel.house
    with Intake(plays_of(house), house.clock) as intake:
        yield Reports(channel, intake, territory, noted)


def pseudonym(key: bytes, account: str) -> int:
    """The person of a play: 63 bits that only whoever has the key can make of an account."""
    return int.from_bytes(hmac.digest(key, account.encode(), "sha256")[:8], "big") >> 1


def _signed(bits: int) -> int:
    return bits - 2 * _SIGN if bits >= _SIGN else bits
