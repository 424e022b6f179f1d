"""Warm processes that draw and encode segments, one shot at a time each.

Processes beat threads here: skia holds the interpreter while it draws, and two processes
with one encoder thread each are a third faster than one with two. They start once and stay
warm, because importing and compiling takes longer than a short shot. A process that dies is
replaced and its job done again; a segment appears under its name only when it is whole, so
whatever stops the work, the finished segments are found and kept the next time.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import time
import traceback
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Self

from piying.model.errors import Invalid, Outside, PiyingError
from piying.render.encode import beside, encode_segment
from piying.render.jobs import ShotJob
from piying.render.layer import Composer, ShotPainter
from piying.render.memory import keep_memory_flat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from piying.render.planes import Planes

ATTEMPTS_MAX = 3
"""How often a job may take its process down before the film is given up."""

WORKERS_MAX = 64

REPORT_FRAMES = 10
"""A worker tells how far it is after as many frames."""

LEFT_SECONDS_MIN = 24 * 60 * 60
"""A half-written segment that nobody has written to for as long is left over."""

STOP_SECONDS = 5
"""How long a worker may take to end when asked before it is ended."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a film is."""

    frames_done: int
    frames_count: int
    segments_done: int
    segments_count: int


def core_count() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def segment_path(folder: Path, job: ShotJob) -> Path:
    """Where the finished segment of `job` lies."""
    return folder / f"{job.digest}.mp4"


def painter_named(name: str) -> ShotPainter:
    """The painter that is importable as "module:function"."""
    module, _, attribute = name.partition(":")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise Invalid("render.painter_unknown", name=name) from error


def _look_for(name: str) -> None:
    """Refuse the name of a painter that cannot be there, without importing it here."""
    module, _, attribute = name.partition(":")
    try:
        found = bool(attribute) and find_spec(module) is not None
    except (ImportError, ValueError) as error:
        raise Invalid("render.painter_unknown", name=name) from error
    if not found:
        raise Invalid("render.painter_unknown", name=name)


@contextmanager
def _named(job: ShotJob) -> Iterator[None]:
    """Put the shot's name, which painters do not see, into what they refuse."""
    try:
        yield
    except PiyingError as error:
        if error.data.get("shot") == "":
            error.data["shot"] = job.clip.shot
        raise


def render_segment(
    job: ShotJob,
    path: Path,
    paint: ShotPainter,
    report: Callable[[int], None] = lambda _frames: None,
) -> None:
    """Draw and encode one segment in this process; `report` hears of the frames done."""
    with _named(job):
        composer = Composer(paint(job.bare()))

    def draw(target: Planes, frame: int) -> None:
        with _named(job):
            composer.draw(target, job.first_frame + frame)
        if frame and frame % REPORT_FRAMES == 0:
            report(frame)

    encode_segment(path, job.profile, job.length_frames, draw)


# --- in the worker -------------------------------------------------------------------------


def _work(pipe: Connection, painter: str) -> None:
    """Do jobs until there are no more: the main function of a worker.

    What is sent: a number of frames done, None when the segment is there, or an error.
    """
    keep_memory_flat()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asked for the work decides
    with suppress(EOFError, BrokenPipeError):
        while True:
            job, path = pipe.recv()
            try:
                render_segment(job, path, painter_named(painter), pipe.send)
            except PiyingError as error:
                pipe.send(error)
            except Exception as error:  # noqa: BLE001  # a worker reports whatever goes wrong
                why = "".join(traceback.format_exception(error)).strip()
                pipe.send(Outside("render.segment_failed", shot=job.clip.shot, why=why))
            else:
                pipe.send(None)


# --- in the process that asks --------------------------------------------------------------


def _sweep(folder: Path) -> None:
    """Throw away what a run left half written that was itself cut off long ago."""
    for part in folder.glob("*.part"):
        with suppress(FileNotFoundError):  # another run sweeps too
            if time.time() - part.stat().st_mtime > LEFT_SECONDS_MIN:
                part.unlink()


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


@dataclass(slots=True)
class _Task:
    """A job under way."""

    job: ShotJob
    path: Path
    attempts: int = 0
    frames_done: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the near end of its pipe, and what it does."""

    process: SpawnProcess
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
        if self.task is not None:
            beside(self.task.path, self.process.pid).unlink(missing_ok=True)


@dataclass(slots=True)
class Workers:
    """A pool of warm workers; use it as a context.

    Attributes:
        painter: "module:function" of a `ShotPainter`.
        count: how many processes; 0 is one for each core.
    """

    painter: str
    count: int = 0
    _pool: list[_Worker] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not 0 <= self.count <= WORKERS_MAX:
            raise Invalid("render.worker_count", count=self.count, most=WORKERS_MAX)
        _look_for(self.painter)
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
        """End all workers. What is half done is thrown away; finished segments stay."""
        self._drop(tuple(self._pool))

    def render(
        self,
        jobs: Sequence[ShotJob],
        folder: Path,
        progress: Callable[[Progress], None] = lambda _progress: None,
    ) -> tuple[Path, ...]:
        """Draw what is not in `folder` yet and give the segments of `jobs`, in order.

        Raises:
            Outside: a job took its process down again and again, or failed.
            PiyingError: what the painter or the encoder raised.
        """
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        film = _Film(jobs, folder, progress)
        try:
            self._run(film)
        finally:
            self._drop(tuple(worker for worker in self._pool if worker.task is not None))
        return film.paths

    def _drop(self, workers: Sequence[_Worker]) -> None:
        """End these workers and what they are at; the others stay warm."""
        self._pool = [worker for worker in self._pool if worker not in workers]
        for worker in workers:
            worker.end()

    def _run(self, film: _Film) -> None:
        """Keep every worker busy until nothing is left to do."""
        while film.waiting or any(worker.task for worker in self._pool):
            self._hand_out(film)
            busy = [worker for worker in self._pool if worker.task is not None]
            ready = wait([worker.pipe for worker in busy])
            for worker in busy:
                if worker.pipe in ready:
                    self._listen(worker, film)

    def _hand_out(self, film: _Film) -> None:
        """Give every idle worker a job, and start workers while there is work for them."""
        while film.waiting:
            worker = next((worker for worker in self._pool if worker.task is None), None)
            if worker is None:
                if len(self._pool) >= self.count:
                    return
                worker = self._start()
            task = film.waiting.popleft()
            worker.task = task
            try:
                worker.pipe.send((task.job, task.path))
            except OSError:  # it died while it was idle
                self._replace(worker, film)

    def _start(self) -> _Worker:
        """A new worker in the pool."""
        context = multiprocessing.get_context("spawn")
        near, far = context.Pipe()
        process = context.Process(target=_work, args=(far, self.painter), daemon=True)
        with _without_interrupts():
            process.start()
        far.close()
        worker = _Worker(process, near)
        self._pool.append(worker)
        return worker

    def _listen(self, worker: _Worker, film: _Film) -> None:
        """Take in what a busy worker says, or its death."""
        task = worker.task
        if task is None:
            return
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, film)
            return
        if isinstance(said, BaseException):
            worker.task = None
            raise said
        if said is None:
            worker.task = None
            film.finish(task)
        else:
            film.move(task, int(said))

    def _replace(self, worker: _Worker, film: _Film) -> None:
        """Bury a dead worker and put its job first; a new one takes it up."""
        task = worker.task
        self._drop((worker,))
        if task is None:
            return
        task.attempts += 1
        film.move(task, 0)
        if task.attempts >= ATTEMPTS_MAX:
            raise Outside(
                "render.worker_died",
                shot=task.job.clip.shot,
                attempts=task.attempts,
                exit_code=worker.process.exitcode,
            )
        film.waiting.appendleft(task)


class _Film:
    """The jobs of one film, and how far they are."""

    def __init__(
        self, jobs: Sequence[ShotJob], folder: Path, progress: Callable[[Progress], None]
    ) -> None:
        self.paths = tuple(segment_path(folder, job) for job in jobs)
        self.waiting: deque[_Task] = deque()
        self._progress = progress
        self._frames_count = sum(job.length_frames for job in jobs)
        self._frames_done = 0
        self._segments_done = 0
        asked: set[Path] = set()
        self._same: dict[Path, int] = {}
        for job, path in zip(jobs, self.paths, strict=True):
            self._same[path] = self._same.get(path, 0) + 1
            if path.exists():
                self._segments_done += 1
                self._frames_done += job.length_frames
            elif path not in asked:
                asked.add(path)
                self.waiting.append(_Task(job, path))
        self._tell()

    def move(self, task: _Task, frames_done: int) -> None:
        """Note that a job has done as many frames."""
        self._frames_done += frames_done - task.frames_done
        task.frames_done = frames_done
        self._tell()

    def finish(self, task: _Task) -> None:
        """Note that a segment is there; equal shots share it."""
        shots = self._same[task.path]
        self._frames_done += task.job.length_frames * shots - task.frames_done
        self._segments_done += shots
        self._tell()

    def _tell(self) -> None:
        count = len(self.paths)
        done = Progress(self._frames_done, self._frames_count, self._segments_done, count)
        self._progress(done)
