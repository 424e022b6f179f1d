"""Intake: batches into the raw log, acknowledged when they are on disk, each only once.

Callers of any number of threads wait together: one writer takes all that has come meanwhile,
writes it in one go, flushes once and lets everybody go on. After an error nothing more is
written to that segment, and nobody is told that anything was taken, until the disk takes a new
one: what the old one holds behind its last flush was acknowledged to nobody, as after a kill.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from piying.audience.batch import BATCH, Judged, Limits, judge
from piying.model.errors import Conflict, Invalid, Outside, PiyingError
from piying.model.ids import ulid
from piying.model.play import COLUMNS, HOUR_MS
from piying.model.play import Intake as Answer
from piying.store.disk import has_room
from piying.store.plays.packed import narrowed, packed, sift
from piying.store.plays.rawlog import SUFFIX, Frame, Segment, aside_text, encoded
from piying.store.plays.remembered import Known, known_of, recall, write_index

RAW = "raw"
"""The folder of segments in the folder of plays."""
SEGMENT_BYTES = 256 << 20
SEGMENT_MS = HOUR_MS
"""A segment is closed when it is so large, or so old."""
BACKLOG_BYTES_MAX = 64 << 20
BACKLOG_BATCHES_MAX = 4_096
GROUP_BYTES_MAX = 16 << 20
"""What waits beyond a backlog is refused; as much is written with one flush."""
AGAIN_SECONDS = 1.0
AGAIN_SECONDS_MAX = 60.0
"""So long after an error the disk is tried again; twice as long after each one behind it."""


class Clock(Protocol):
    """Says what time it is."""

    def now_ms(self) -> int:
        """Milliseconds since 1970 in UTC."""


@dataclass(slots=True)
class _Ticket:
    """A batch on its way to the disk, or there already."""

    batch: str
    known: Known
    done: threading.Event = field(default_factory=threading.Event)
    error: PiyingError | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A batch that was handed in."""

    _ticket: _Ticket
    _again: bool

    def answer(self) -> Answer:
        """What became of the batch; waits until it is on disk.

        Raises:
            Outside: the disk refused it. It is not acknowledged: send it again later.
        """
        ticket = self._ticket
        ticket.done.wait()
        if ticket.error is not None:
            raise ticket.error
        known = ticket.known
        return Answer(ticket.batch, known.received, known.accepted, known.rejected, self._again)


class Intake:
    """Takes batches into the folder of plays of a house."""

    def __init__(self, folder: Path, clock: Clock, limits: Limits | None = None) -> None:
        self._raw = folder / RAW
        self._clock = clock
        self._limits = limits or Limits()
        self._change = threading.Condition()
        self._waiting: list[tuple[_Ticket, bytes]] = []
        self._waiting_bytes = 0
        self._on_the_way: dict[str, _Ticket] = {}
        self._seen = recall(self._raw, clock.now_ms())
        self._error: PiyingError | None = None
        self._ending = False
        self._segment, self._begun = self._open(clock.now_ms())
        self._written: dict[str, Known] = {}
        self._rest = AGAIN_SECONDS
        self._writer = threading.Thread(target=self._write, name="plays", daemon=True)
        self._writer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take(self, body: bytes) -> Answer:
        """The batch of `body` on disk, and what became of its rows.

        Raises:
            Invalid: it is no batch, or too large.
            Conflict: its id belongs to a batch with another body.
            Outside: too much is waiting (`retryable`), or the disk refused it.
        """
        return self.submit(body).answer()

    def submit(self, body: bytes) -> Pending:
        """Hand in the batch of `body`; the answer waits for the disk, others may follow."""
        now_ms = self._clock.now_ms()
        return self._judged(judge(body, now_ms, self._limits), body, now_ms)

    def submit_judged(self, judged: Judged, body: bytes) -> Pending:
        """Hand in a batch that was judged already; `body` is what came, by which it is known.

        Raises:
            Conflict: its id belongs to a batch with another body.
            Outside: too much is waiting (`retryable`), or the disk refused it.
        """
        return self._judged(judged, body, self._clock.now_ms())

    def submit_columns(self, batch: str, columns: Mapping[str, NDArray[np.int64]]) -> Pending:
        """Hand in plays that are columns of 64 bits already; no object is made for a play."""
        if not BATCH.fullmatch(batch):
            raise Invalid("audience.batch_id", name=batch[:80])
        now_ms = self._clock.now_ms()
        sifted = sift(columns, now_ms)
        body = hashlib.sha256()
        for name in COLUMNS:
            body.update(np.ascontiguousarray(columns[name], np.int64).data)
        return self._enter(
            Frame(
                batch, body.digest(), now_ms, sifted.received,
                sifted.received - len(sifted.aside), packed(sifted.columns),
                aside_text(sifted.aside),
            )
        )  # fmt: skip

    def close(self) -> None:
        """Write what waits, and stop."""
        with self._change:
            if self._ending:
                return
            self._ending = True
            self._change.notify_all()
        self._writer.join()
        self._finish_segment()

    def _judged(self, judged: Judged, body: bytes, now_ms: int) -> Pending:
        return self._enter(
            Frame(
                judged.batch, hashlib.sha256(body).digest(), now_ms, judged.received,
                judged.accepted, packed(narrowed(judged.columns)), aside_text(judged.aside),
            )
        )  # fmt: skip

    def _enter(self, frame: Frame) -> Pending:
        """Where `frame` waits, or where the same batch stood before."""
        known = known_of(frame)
        text = encoded(frame)
        with self._change:
            if self._error is not None:
                raise Outside("plays.stopped", retryable=True, why=self._error)
            if self._ending:
                raise Outside("plays.closed")
            before = self._before(frame.batch)
            if before is not None:
                if before.known.body != known.body:
                    raise Conflict("plays.other_body", batch=frame.batch)
                return Pending(before, True)  # noqa: FBT003 - it says so itself
            if self._is_full(len(text)):
                raise Outside("plays.busy", retryable=True, waiting=len(self._waiting))
            ticket = _Ticket(frame.batch, known)
            self._on_the_way[frame.batch] = ticket
            self._waiting.append((ticket, text))
            self._waiting_bytes += len(text)
            self._change.notify_all()
            return Pending(ticket, False)  # noqa: FBT003

    def _before(self, batch: str) -> _Ticket | None:
        """The batch of that id that was here or is on its way."""
        known = self._seen.get(batch)
        if known is None:
            return self._on_the_way.get(batch)
        ticket = _Ticket(batch, known)
        ticket.done.set()
        return ticket

    def _is_full(self, more: int) -> bool:
        if not self._waiting:
            return False
        bytes_now = self._waiting_bytes + more
        return bytes_now > BACKLOG_BYTES_MAX or len(self._waiting) >= BACKLOG_BATCHES_MAX

    # --- the writer -------------------------------------------------------------------------

    def _write(self) -> None:
        while True:
            with self._change:
                while not self._waiting and not self._ending:
                    self._change.wait()
                group = self._next_group()
                if not group:
                    return
            try:
                self._segment.append([text for _, text in group])
            except PiyingError as error:
                self._fail(error, group)
            else:
                self._acknowledge(group)
                self._rest = AGAIN_SECONDS
                self._roll()
            if self._error is not None and not self._goes_on():
                return

    def _next_group(self) -> list[tuple[_Ticket, bytes]]:
        size = count = 0
        for _, text in self._waiting:
            size += len(text)
            count += 1
            if size >= GROUP_BYTES_MAX:
                break
        group, self._waiting = self._waiting[:count], self._waiting[count:]
        self._waiting_bytes -= size
        return group

    def _acknowledge(self, group: list[tuple[_Ticket, bytes]]) -> None:
        with self._change:
            for ticket, _ in group:
                self._seen.add(ticket.batch, ticket.known)
                self._written[ticket.batch] = ticket.known
                del self._on_the_way[ticket.batch]
        for ticket, _ in group:
            ticket.done.set()

    def _fail(self, error: PiyingError, group: list[tuple[_Ticket, bytes]]) -> None:
        with self._change:
            self._error = error
            group = [*group, *self._waiting]
            self._waiting, self._waiting_bytes = [], 0
            self._on_the_way.clear()
        for ticket, _ in group:
            ticket.error = error
            ticket.done.set()

    def _goes_on(self) -> bool:
        """Wait until the disk takes another segment; False: it ends before."""
        while True:
            with self._change:
                if self._change.wait_for(lambda: self._ending, self._rest):
                    return False
            self._rest = min(2 * self._rest, AGAIN_SECONDS_MAX)
            if not has_room(self._raw):
                continue
            try:
                segment, begun = self._open(self._clock.now_ms())
            except PiyingError:  # as before: whoever comes is told so
                continue
            self._segment.close()
            with self._change:
                self._seen.age(self._begun, self._written)
                self._segment, self._begun, self._written = segment, begun, {}
                self._error = None
            return True

    def _roll(self) -> None:
        """Go on in a new segment where this one is large or old enough."""
        now_ms = self._clock.now_ms()
        if self._segment.end < SEGMENT_BYTES and now_ms - self._begun < SEGMENT_MS:
            return
        try:
            self._finish_segment()
            with self._change:
                self._seen.age(self._begun, self._written)
                self._seen.forget(now_ms)
                self._written = {}
            self._segment, self._begun = self._open(now_ms)
        except PiyingError as error:
            self._fail(error, [])

    def _open(self, now_ms: int) -> tuple[Segment, int]:
        return Segment(self._raw / f"{ulid(now_ms, os.urandom(10))}{SUFFIX}"), now_ms

    def _finish_segment(self) -> None:
        self._segment.close()
        if self._error is None:
            write_index(self._segment.path, self._segment.end, self._written)
