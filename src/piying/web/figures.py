"""Figures for many watchers: one that reads, and all streams that wait for it.

The thread that reads wakes the loop once for everybody, however many watch.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from piying.model.errors import Invalid, PiyingError
from piying.model.figures import Sight
from piying.studio.channel.estimate import Estimates
from piying.studio.channel.figures import Funnels, Sights
from piying.studio.channel.live import Live
from piying.studio.house import House

BEAT_SECONDS = 15.0
"""A comment is sent so often where nothing happens, so that nobody on the way hangs up."""
AGAIN_SECONDS = 10.0
"""How often a stream asks anew what its watcher may see."""
LOOK_SECONDS = 0.25
"""How often all streams together look whether the server ends."""
STREAMS_MAX = 12
"""Streams of one account at once."""
BEAT = b": \n\n"


@dataclass(slots=True)
class Figures:
    """What the pages of figures share."""

    house: House
    live: Live = field(init=False)
    sights: Sights = field(init=False)
    funnels: Funnels = field(init=False)
    estimates: Estimates = field(init=False)
    _streams: Counter[str] = field(default_factory=Counter)
    """How many each account has open."""
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once, when something changed; then there is another."""
    _loop: asyncio.AbstractEventLoop | None = None
    _deaf: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        """Nothing is read before `start`."""
        self.live = Live(self.house)
        self.sights = Sights(self.house)
        self.funnels = Funnels(self.house)
        self.estimates = Estimates(self.house)

    def start(self) -> None:
        """Read what is durable, and go on until `close`."""
        self._deaf = self.live.listen(self._changed)
        self.live.start()

    def close(self) -> None:
        """Stop reading."""
        self._deaf()
        self.live.close()

    @contextmanager
    def watched_by(self, account: str) -> Iterator[None]:
        """The block of a stream of `account`. For the loop alone.

        Raises:
            Invalid: the account has `STREAMS_MAX` already.
        """
        if self._streams[account] >= STREAMS_MAX:
            raise Invalid("figures.too_many_streams", most=STREAMS_MAX)
        self._streams[account] += 1
        try:
            yield
        finally:
            self._streams[account] -= 1
            if not self._streams[account]:
                del self._streams[account]

    async def stream(
        self, sight_of: Callable[[], Sight], seen: int, is_over: Callable[[], bool]
    ) -> AsyncIterator[bytes]:
        """Messages as server-sent events until `is_over`, or until the watcher may not.

        Args:
            sight_of: what the watcher may see now; raises where nothing.
            seen: the last message that they got; 0: none.
            is_over: whether the server ends.
        """
        loop = asyncio.get_running_loop()
        self._attend(loop, is_over)
        asked = sent = loop.time()
        try:
            sight = await run_in_threadpool(sight_of)
            bell, last = self._bell, seen
            told = self.live.since(sight, seen) if seen else (self.live.snapshot(sight),)
            while True:
                for message in told:
                    last, sent = message.id, loop.time()
                    yield message.event
                await _rung(bell, min(asked + AGAIN_SECONDS, sent + BEAT_SECONDS))
                if is_over():
                    return
                now = loop.time()
                if now >= asked + AGAIN_SECONDS:
                    sight, asked = await run_in_threadpool(sight_of), now
                if now >= sent + BEAT_SECONDS:
                    sent = now
                    yield BEAT
                bell = self._bell  # before looking: what changes from now on rings it
                told = self.live.since(sight, last)
        except PiyingError as error:
            yield b'event: refused\ndata: "' + error.code.encode() + b'"\n\n'

    # --- inside -------------------------------------------------------------------------

    def _attend(self, loop: asyncio.AbstractEventLoop, is_over: Callable[[], bool]) -> None:
        """Have one timer of the loop look whether the server ends, for all streams."""
        if self._loop is loop:
            return
        self._loop = loop

        def look() -> None:
            if is_over():
                self._ring()
            else:
                loop.call_later(LOOK_SECONDS, look)

        look()

    def _changed(self) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._ring)

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()


async def _rung(bell: asyncio.Event, until: float) -> None:
    """Wait for the bell, at most until that time of the loop."""
    with suppress(TimeoutError):
        async with asyncio.timeout_at(until):
            await bell.wait()
