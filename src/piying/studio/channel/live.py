"""Live figures: what is durable, folded every tenth of a second, and told to whoever watches.

Nothing is counted from what routes remember: plays are read from the raw log and its hours,
unlocks and money from the database. So the figures are right after a restart, with several
writers, and for plays from files. A message is made once for each sight, not for each watcher.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

import msgspec

from piying.audience.cells import Cells
from piying.audience.live import Touched, first_hour_of
from piying.ledger.terms.calendar import period_of
from piying.model.deal import Calendar
from piying.model.errors import Outside, PiyingError
from piying.model.figures import Sight
from piying.studio.channel.folding import Changes, Folding
from piying.studio.house import House

EVERY_SECONDS = 0.1
AGAIN_SECONDS = 2.0
"""After the disk or the database failed, everything is read anew so much later."""
KEPT_MESSAGES_MAX = 100
KEPT_BYTES_MAX = 1 << 20
"""So much of a sight's past is kept for whoever comes back; beyond it they get all anew."""
UNSEEN_MS = 60_000
"""A sight that nobody asked for so long is let go."""
SIGHTS_MAX = 2_000

Kind = Literal["snapshot", "delta"]
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Message:
    """What a watcher is sent."""

    id: int
    kind: Kind
    data: bytes
    """JSON in UTF-8, without line breaks."""
    event: bytes
    """The same as a server-sent event, made once for all watchers."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the figures stand."""

    ready: bool
    read_ms: int
    """When everything durable was last read."""
    came_ms: int
    """When the newest report of a play was received; 0: none since the start."""
    rows: int
    """Reports that were read since the start."""
    sights: int
    error: PiyingError | None


@dataclass(slots=True)
class _Channel:
    """One sight, and the messages of it that are kept."""

    asked_ms: int
    floor: int
    """Whoever has seen this message, or a later one, can be told what came since."""
    last: int
    messages: deque[Message] = field(default_factory=deque)
    bytes: int = 0

    def put(self, message: Message) -> None:
        """Keep a message, and let go of the oldest."""
        self.messages.append(message)
        self.bytes += len(message.data)
        self.last = message.id
        while self.bytes > KEPT_BYTES_MAX or len(self.messages) > KEPT_MESSAGES_MAX:
            old = self.messages.popleft()
            self.bytes -= len(old.data)
            self.floor = old.id

    def after(self, seen: int) -> tuple[Message, ...]:
        """The messages behind `seen`."""
        if self.last <= seen:
            return ()
        return tuple(one for one in self.messages if one.id > seen)


class Live:
    """The live figures of a house: one object for a process, for any number of threads."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._lock = threading.Lock()
        self._folding: Folding | None = None
        self._id = (
            house.clock.now_ms() * 1000
        )  # later runs go on above, so no number comes back
        self._channels: dict[Sight, _Channel] = {}
        self._listeners: dict[object, Callable[[], None]] = {}
        self._error: PiyingError | None = None
        self._read_ms = 0
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    # --- running ------------------------------------------------------------------------

    def start(self) -> None:
        """Read everything in a thread of its own, and go on until `close`."""
        self._thread = threading.Thread(target=self._run, name="figures", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def pull(self) -> bool:
        """Read what came since the last time; whether that changed anything. For one thread.

        The first time everything since the beginning of last week is read.

        Raises:
            Outside: the disk or the database failed; the next time everything is read anew.
            Invalid: something that is kept is not what it was.
        """
        now_ms = self._house.clock.now_ms()
        try:
            folding = self._folding
            if folding is None or folding.is_stale:
                fresh = Folding(self._house, now_ms)
                fresh.load()
                changed = self._replace(fresh, now_ms)
            else:
                changed = self._go_on(folding, folding.more(now_ms), now_ms)
        except PiyingError as error:
            with self._lock:
                self._folding, self._error = None, error
            raise
        if changed:
            for tell in tuple(self._listeners.values()):
                tell()
        return changed

    @property
    def health(self) -> Health:
        """How the figures stand."""
        with self._lock:
            folding = self._folding
            return Health(
                folding is not None, self._read_ms, folding.came_ms if folding else 0,
                folding.rows if folding else 0, len(self._channels), self._error,
            )  # fmt: skip

    # --- watching -----------------------------------------------------------------------

    def snapshot(self, sight: Sight) -> Message:
        """Everything that is seen now. Its id is where `since` goes on.

        Raises:
            Outside: the figures are being read, or cannot be (`retryable`); too many different
                sights are watched.
        """
        with self._lock:
            folding = self._ready()
            self._channel(sight)
            return self._snapshot(folding, sight)

    def since(self, sight: Sight, seen: int) -> tuple[Message, ...]:
        """What came after the message `seen`; one snapshot where that is no longer known.

        Raises:
            Outside: as `snapshot`.
        """
        with self._lock:
            folding = self._ready()
            channel = self._channel(sight)
            if not channel.floor <= seen <= self._id:
                return (self._snapshot(folding, sight),)
            return channel.after(seen)

    def listen(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Have `tell` called, in the thread that reads, whenever something changed.

        Gives what ends it. One for a process is enough: it wakes all its watchers.
        """
        key = object()
        self._listeners[key] = tell
        return lambda: self._listeners.pop(key, None) and None

    # --- inside -------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._ending.is_set():
            wait = EVERY_SECONDS
            try:
                self.pull()
            except PiyingError:  # kept for `health`, and told to whoever asks
                wait = AGAIN_SECONDS
            self._ending.wait(wait)

    def _ready(self) -> Folding:
        if self._folding is not None:
            return self._folding
        if self._error is not None:
            raise Outside("figures.unreadable", retryable=True, why=self._error)
        raise Outside("figures.reading", retryable=True)

    def _channel(self, sight: Sight) -> _Channel:
        now_ms = self._house.clock.now_ms()
        channel = self._channels.get(sight)
        if channel is None:
            if len(self._channels) >= SIGHTS_MAX:
                raise Outside("figures.too_many", retryable=True, limit=SIGHTS_MAX)
            channel = self._channels[sight] = _Channel(now_ms, self._id, self._id)
        channel.asked_ms = now_ms
        return channel

    def _replace(self, fresh: Folding, now_ms: int) -> bool:
        with self._lock:
            self._folding, self._error, self._read_ms = fresh, None, now_ms
            self._tell_all(fresh, now_ms)
        return True

    def _go_on(self, folding: Folding, read: tuple[Changes, ...], now_ms: int) -> bool:
        with self._lock:
            for changes in read:
                folding.apply(changes)
            turned = folding.turn(now_ms)
            touched = folding.running.taken()
            self._read_ms = now_ms
            if turned:
                self._tell_all(folding, now_ms)
            elif touched.any:
                self._tell(folding, touched, now_ms)
            return turned or touched.any

    def _tell_all(self, folding: Folding, now_ms: int) -> None:
        """Give every sight a snapshot: the hour is another, or everything was read anew."""
        self._let_go(now_ms)
        self._id += 1
        for sight, channel in self._channels.items():
            channel.messages.clear()
            channel.bytes = 0
            channel.floor = channel.last
            channel.put(self._snapshot(folding, sight))

    def _tell(self, folding: Folding, touched: Touched, now_ms: int) -> None:
        """Give every sight that sees it what changed."""
        self._let_go(now_ms)
        picture = folding.picture
        self._id += 1
        for sight, channel in self._channels.items():
            cells = picture.changed(sight, touched)
            if cells:
                channel.put(self._message(folding, "delta", cells, channel.last))

    def _let_go(self, now_ms: int) -> None:
        for sight in [
            sight
            for sight, channel in self._channels.items()
            if now_ms - channel.asked_ms > UNSEEN_MS  # below 0: asked for since `now_ms`
        ]:
            del self._channels[sight]

    def _snapshot(self, folding: Folding, sight: Sight) -> Message:
        return self._message(folding, "snapshot", folding.picture.all(sight), None)

    def _message(
        self, folding: Folding, kind: Kind, cells: Cells, after: int | None
    ) -> Message:
        told = {
            "id": self._id,
            "kind": kind,
            "after": after,
            "at_ms": self._house.clock.now_ms(),
            "came_ms": folding.came_ms,
            "today": day_name(folding.now.today),
            "week": week_name(folding.now.monday),
            "hour": folding.now.hour - first_hour_of(folding.now.today),
            "provisional": True,
            "viewers_exact": folding.viewers_exact,
            "cells": cells,
        }
        return message(self._id, kind, msgspec.json.encode(told))


def message(number: int, kind: Kind, data: bytes) -> Message:
    """A message with its event, as the HTML standard has it (section 9.2)."""
    head = f"id: {number}\nevent: {kind}\ndata: ".encode("ascii")
    return Message(number, kind, data, head + data + b"\n\n")


def day_name(day: int) -> str:
    """A day since 1970, like "2026-11-23"."""
    return (_EPOCH + timedelta(days=day)).isoformat()


def week_name(monday: int) -> str:
    """The settlement week of a Monday, like "2026-W48"."""
    return period_of(day_name(monday), Calendar()).name
