"""Lanes: one for each vendor, which keeps its pace and asks it in threads of its own."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from piying.model.errors import PiyingError
from piying.takes.generator import Generator

THREADS_MAX = 8
"""Of one vendor; most of what a job does is waiting, which needs none."""
MINUTE = 60.0
AGAIN_MS = 1_000
AGAIN_MS_MAX = 60_000
POLLS_USUAL = 10
POLL_GROWTH_MAX = 4


class Lane:
    """One vendor: who may send now, and the threads that ask it."""

    def __init__(self, generator: Generator) -> None:
        self.generator = generator
        self.refused: PiyingError | None = None
        """Why nothing more can be asked of the vendor in this run."""
        self.open: set[str] = set()
        """Jobs that are at the vendor, or being sent."""
        self.behind: list[str] = []
        """Jobs that are sent when one of those has ended."""
        self._sent: deque[float] = deque()
        self._pool: ThreadPoolExecutor | None = None
        self._again_at = 0.0

    @property
    def pool(self) -> ThreadPoolExecutor:
        """The lane's threads, started when they are first needed."""
        if self._pool is None:
            count = max(1, min(THREADS_MAX, self.generator.pace.at_once_max))
            self._pool = ThreadPoolExecutor(count, self.generator.name)
        return self._pool

    def room(self, waiting_count: int) -> int:
        """How many more jobs may be taken from the queue, `waiting_count` being taken.

        As many wait as may be open, and they are taken in bulk: a claim costs a transaction.
        """
        most = self.generator.pace.at_once_max
        if self.refused is not None or 2 * waiting_count > most:
            return 0
        return most - waiting_count

    @property
    def is_full(self) -> bool:
        """Whether as many jobs are open at the vendor as may be."""
        return len(self.open) >= self.generator.pace.at_once_max

    def may_send(self, now: float) -> float:
        """For how many seconds nothing more may be sent in this minute; 0: send."""
        pace = self.generator.pace
        while self._sent and self._sent[0] <= now - MINUTE:
            self._sent.popleft()
        wait = max(0.0, self._again_at - now)
        if len(self._sent) >= pace.per_minute_max:
            wait = max(wait, self._sent[0] + MINUTE - now)
        return wait

    def sends(self, job: str, now: float) -> None:
        """Count an order that is being sent."""
        self._sent.append(now)
        self.open.add(job)

    def hold(self, until: float) -> None:
        """Send nothing before `until`: the vendor asked for it."""
        self._again_at = max(self._again_at, until)

    def close(self) -> None:
        """Wait for what is being asked just now, and ask nothing more."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def poll_after_ms(usual_ms: int, poll_count: int) -> int:
    """How long to wait before a job is asked for once more; slowly longer."""
    slower = max(0, poll_count - POLLS_USUAL)
    return usual_ms * min(4 * POLL_GROWTH_MAX, 4 + slower) // 4


def again_after_ms(failure_count: int) -> int:
    """How long to wait after a failed question: doubled each time, a minute at most."""
    return int(min(AGAIN_MS_MAX, AGAIN_MS * 2 ** min(failure_count, 8)))
