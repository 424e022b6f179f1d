"""Figures for many watchers: one that reads, and all streams that wait for it.

The thread that reads wakes the loop once for everybody, however many watch.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from piying.model.errors import PiyingError
from piying.model.figures import Sight
from piying.studio.channel.estimate import Estimates
from piying.studio.channel.figures import Funnels, Sights
from piying.studio.channel.live import Live, Message
from piying.studio.house import House

BEAT_SECONDS = 15.0
"""A comment is sent so often where nothing happens, so that nobody on the way hangs up."""
LOOK_SECONDS = 1.0
"""How often a stream looks whether the server ends."""
BEAT = b": \n\n"


@dataclass(slots=True)
class Figures:
    """What the pages of figures share."""

    house: House
    live: Live = field(init=False)
    sights: Sights = field(init=False)
    funnels: Funnels = field(init=False)
    estimates: Estimates = field(init=False)
    _waiting: set[asyncio.Event] = field(default_factory=set)
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

    async def stream(
        self, sight_of: Callable[[], Sight], seen: int, is_over: Callable[[], bool]
    ) -> AsyncIterator[bytes]:
        """Messages as server-sent events until `is_over`, or until the watcher may not.

        Args:
            sight_of: what the watcher may see now; raises where nothing.
            seen: the last message that they got; 0: none.
            is_over: whether the server ends.
        """
        self._loop = asyncio.get_running_loop()
        woken = asyncio.Event()
        self._waiting.add(woken)
        try:
            sight = await run_in_threadpool(sight_of)
            first = self.live.since(sight, seen) if seen else (self.live.snapshot(sight),)
            last = seen
            for message in first:
                last = message.id
                yield event(message)
            async for _ in self._turns(woken, is_over):
                if not woken.is_set():
                    yield BEAT
                    sight = await run_in_threadpool(sight_of)
                    continue
                woken.clear()
                for message in self.live.since(sight, last):
                    last = message.id
                    yield event(message)
        except PiyingError as error:
            yield b'event: refused\ndata: "' + error.code.encode() + b'"\n\n'
        finally:
            self._waiting.discard(woken)

    async def _turns(
        self, woken: asyncio.Event, is_over: Callable[[], bool]
    ) -> AsyncIterator[None]:
        """A turn whenever something changed, and one after a while without."""
        waited = 0.0
        while not is_over():
            try:
                await asyncio.wait_for(woken.wait(), LOOK_SECONDS)
            except TimeoutError:
                waited += LOOK_SECONDS
                if waited < BEAT_SECONDS:
                    continue
            waited = 0.0
            yield

    def _changed(self) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for one in self._waiting:
            one.set()


def event(message: Message) -> bytes:
    """A message as a server-sent event."""
    head = f"id: {message.id}\nevent: {message.kind}\ndata: ".encode()
    return head + message.data + b"\n\n"
