"""Warm processes that do errands: they draw, mix, join and prove.

Processes beat threads here: skia holds the interpreter while it draws, and two processes
with one encoder thread each are a third faster than one with two. What they import is loaded
once, by a server that they are forked from, while whoever asks for the work does something
else. A process that dies is replaced and its errand done again.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from piying.model.errors import Invalid, Outside, PiyingError
from piying.render.memory import keep_memory_flat
from piying.render.parts import beside

ATTEMPTS_MAX = 3
"""How often an errand may take its process down before it is given up."""

WORKERS_MAX = 64

STOP_SECONDS = 5
"""How long a worker may take to end when asked before it is ended."""

LOADED = "piying.render.perform"
"""What every worker needs, loaded once before the first of them is forked."""
DRAWING = "piying.render.drawing"
"""And what those need that draw."""

Heard = Callable[[int, int], None]
"""Takes the number of an errand and how much of it is done."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Work for a worker: a function that is importable there, and what it is given."""

    function: str
    """"module:name"; it is called with the arguments and then with a function that takes how
    much is done."""
    arguments: tuple[Any, ...]
    about: str = ""
    """The shot, or whatever else it makes, to be named where something fails."""
    path: Path | None = None
    """The file that it writes: a part that is left of it is thrown away."""
    draws: bool = False
    """Whether it draws, with all that has to be loaded for that."""


def core_count() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def function_named(name: str) -> Any:  # noqa: ANN401 - whatever is importable under the name
    """The function that is importable as "module:name"."""
    module, _, attribute = name.partition(":")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise Invalid("render.function_unknown", name=name) from error


def _look_for(name: str) -> None:
    """Refuse the name of a function that cannot be there, without importing it here."""
    module, _, attribute = name.partition(":")
    try:
        found = bool(attribute) and find_spec(module) is not None
    except (ImportError, ValueError) as error:
        raise Invalid("render.function_unknown", name=name) from error
    if not found:
        raise Invalid("render.function_unknown", name=name)


# --- in the worker -------------------------------------------------------------------------


def _work(pipe: Connection) -> None:
    """Do errands until there are no more: the main function of a worker.

    What is sent: how much is done, as a number; at the end the result in a tuple, or an error.
    """
    keep_memory_flat()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asked for the work decides
    with suppress(EOFError, ConnectionError):  # whoever asked has gone
        while True:
            pipe.send(outcome(pipe.recv(), pipe.send))


def outcome(errand: Errand, report: Callable[[int], None]) -> tuple[Any] | PiyingError:
    """Do `errand` in this process: its result alone in a tuple, or why there is none."""
    try:
        return (function_named(errand.function)(*errand.arguments, report),)
    except PiyingError as error:
        if error.data.get("shot") == "":  # painters do not see the shot's name
            error.data["shot"] = errand.about
        return error
    except Exception as error:  # noqa: BLE001  # a worker reports whatever goes wrong
        why = "".join(traceback.format_exception(error)).strip()
        return Outside("render.errand_failed", about=errand.about, why=why)


# --- in the process that asks --------------------------------------------------------------


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back; a process started meanwhile does so for good.

    Ctrl-C reaches the whole group of processes, and a worker that is still importing would
    answer it with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(slots=True, eq=False)
class _Task:
    """An errand under way."""

    number: int
    errand: Errand
    attempts: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the near end of its pipe, and what it does."""

    process: BaseProcess
    pipe: Connection
    task: _Task | None = None

    def end(self) -> None:
        """End the process, by force if it must be, and wait for it."""
        self.pipe.close()
        if self.task is not None:
            self.process.terminate()
        self.process.join(STOP_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        if self.task is not None and self.task.errand.path is not None:
            beside(self.task.errand.path, self.process.pid).unlink(missing_ok=True)


@dataclass(slots=True)
class _Run:
    """The errands of one call, and what came of them."""

    waiting: deque[_Task]
    results: list[object]
    heard: Heard


@dataclass(slots=True)
class Workers:
    """A pool of warm workers; use it as a context.

    Attributes:
        count: how many processes; 0 is one for each core.
    """

    count: int = 0
    _pool: list[_Worker] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not 0 <= self.count <= WORKERS_MAX:
            raise Invalid("render.worker_count", count=self.count, most=WORKERS_MAX)
        self.count = self.count or min(core_count(), WORKERS_MAX)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers. What is half done is thrown away; what is finished stays."""
        self._drop(tuple(self._pool))

    def warm(self) -> None:
        """Let what the workers draw with be loaded while something else is done."""
        self._load(draws=True)

    def _load(self, *, draws: bool) -> None:
        """Begin the server that workers are forked from; one that runs stays as it is."""
        context = multiprocessing.get_context(_method())
        if _method() == "forkserver":
            context.set_forkserver_preload([LOADED, *([DRAWING] if draws else [])])
            with _without_interrupts():
                forkserver.ensure_running()

    def run(
        self, errands: Sequence[Errand], heard: Heard = lambda _number, _done: None
    ) -> tuple[Any, ...]:
        """Do `errands`, begun in their order, and give their results in that order.

        Raises:
            Outside: an errand took its process down again and again, or failed.
            PiyingError: what an errand raised.
        """
        for name in {errand.function for errand in errands}:
            _look_for(name)
        waiting = deque(_Task(number, errand) for number, errand in enumerate(errands))
        run = _Run(waiting, [None] * len(errands), heard)
        self._load(draws=any(errand.draws for errand in errands))
        try:
            while run.waiting or any(worker.task for worker in self._pool):
                self._hand_out(run)
                busy = [worker for worker in self._pool if worker.task is not None]
                ready = wait([worker.pipe for worker in busy])
                for worker in busy:
                    if worker.pipe in ready:
                        self._listen(worker, run)
        finally:
            self._drop(tuple(worker for worker in self._pool if worker.task is not None))
        return tuple(run.results)

    def _drop(self, workers: Sequence[_Worker]) -> None:
        """End these workers and what they are at; the others stay warm."""
        self._pool = [worker for worker in self._pool if worker not in workers]
        for worker in workers:
            worker.end()

    def _hand_out(self, run: _Run) -> None:
        """Give every idle worker an errand, and start workers while there is work for them."""
        while run.waiting:
            worker = next((worker for worker in self._pool if worker.task is None), None)
            if worker is None:
                if len(self._pool) >= self.count:
                    return
                worker = self._start()
            worker.task = run.waiting.popleft()
            try:
                worker.pipe.send(worker.task.errand)
            except OSError:  # it died while it was idle
                self._replace(worker, run)

    def _start(self) -> _Worker:
        """A new worker in the pool."""
        context = multiprocessing.get_context(_method())
        near, far = context.Pipe()
        process = context.Process(target=_work, args=(far,), daemon=True)  # type: ignore[attr-defined]
        with _without_interrupts():
            process.start()
        far.close()
        worker = _Worker(process, near)
        self._pool.append(worker)
        return worker

    def _listen(self, worker: _Worker, run: _Run) -> None:
        """Take in what a busy worker says, or its death."""
        task = worker.task
        if task is None:
            return
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, run)
            return
        if isinstance(said, BaseException):
            worker.task = None
            raise said
        if isinstance(said, tuple):
            worker.task = None
            (run.results[task.number],) = said
        else:
            run.heard(task.number, int(said))

    def _replace(self, worker: _Worker, run: _Run) -> None:
        """Bury a dead worker and put its errand first; a new one takes it up."""
        task = worker.task
        self._drop((worker,))
        if task is None:
            return
        task.attempts += 1
        run.heard(task.number, 0)
        if task.attempts >= ATTEMPTS_MAX:
            raise Outside(
                "render.worker_died",
                about=task.errand.about,
                attempts=task.attempts,
                exit_code=worker.process.exitcode,
            )
        run.waiting.appendleft(task)


def _method() -> str:
    """How processes are started: forked from a server where forking is safe."""
    return "forkserver" if sys.platform.startswith("linux") else "spawn"
