"""What a worker on another machine does: it proves that it may draw here, and draws.

It may draw for a house if it runs the same program with the same packages, does one thing at
a time, and finds the house, and what lies outside it, under the same paths. A *meeting* says
all of that. It lasts as long as its file lies in the house: a worker that no longer finds it
stops drawing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from piying.model.errors import Outside, PiyingError
from piying.render.memory import keep_memory_flat
from piying.render.parts import HOST, beside
from piying.render.program import drawn_with
from piying.render.workers import Errand, outcome


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a worker has to find where it is, before it draws for a house."""

    path: Path
    """A file in the house, there for as long as anybody wants the work."""
    word: str
    """What stands in that file, so that another folder of the same name is told apart."""
    program: tuple[tuple[str, str], ...] = ()
    """What has to be equal where equal bytes are drawn, as `drawn_with` names it."""
    outside: tuple[tuple[Path, int], ...] = ()
    """What is drawn from and lies outside the house, with its size in bytes."""

    @property
    def topic(self) -> str:
        """Under which workers tell how far they are."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Fitness:
    """A worker as it finds itself: where it runs, and what keeps it from drawing."""

    name: str
    """Machine and process: no two workers may have the same."""
    differs: tuple[str, ...] = ()
    """What is not as it is at the house, its own first."""
    unseen: tuple[str, ...] = ()
    """Which paths it does not find or cannot write to, each with the reason."""

    @property
    def fit(self) -> bool:
        """It may draw."""
        return not self.differs and not self.unseen


def differences(
    theirs: Mapping[str, str], ours: Mapping[str, str], threads: int
) -> tuple[str, ...]:
    """What is not the same here and there, as "name theirs ≠ ours"."""
    named = tuple(
        f"{name} {theirs.get(name, '—')} ≠ {ours.get(name, '—')}"
        for name in sorted(theirs.keys() | ours.keys())
        if theirs.get(name) != ours.get(name)
    )
    return named if threads == 1 else (*named, f"threads {threads} ≠ 1")


def unseen(meeting: Meeting) -> tuple[str, ...]:
    """Which paths of the meeting are not here, or not writable, each with the reason."""
    found = []
    mine = beside(meeting.path)
    try:
        word = meeting.path.read_text("utf-8")
        mine.write_text(word, "utf-8")
        mine.unlink()
    except OSError as error:
        found.append(f"{meeting.path.parent}: {error.strerror}")
    else:
        if word != meeting.word:
            found.append(f"{meeting.path}: {word[:8]} ≠ {meeting.word[:8]}")
    for path, size in meeting.outside:
        try:
            here = path.stat().st_size
        except OSError as error:
            found.append(f"{path}: {error.strerror}")
        else:
            if here != size:
                found.append(f"{path}: {here} ≠ {size} bytes")
    return tuple(found)


@cache
def _fitness(meeting: Meeting, threads: int) -> Fitness:
    """How this process stands to a meeting; found once."""
    keep_memory_flat()
    program = differences(dict(drawn_with()), dict(meeting.program), threads)
    return Fitness(f"{HOST}.{os.getpid()}", program, unseen(meeting))


def stand(meeting: Meeting, dask_worker: Any = None) -> Fitness:  # noqa: ANN401 - dask's own
    """How this worker stands to `meeting`; dask gives itself by the name of the argument."""
    return _fitness(meeting, dask_worker.state.nthreads)


def refusal(refused: Mapping[str, Fitness]) -> Outside:
    """The error that names the workers that may not draw, by address, and what differs."""
    differ = {address: one.differs for address, one in refused.items() if one.differs}
    if differ:
        return Outside("render.cluster_differs", workers=_listed(refused, differ))
    gone = {address: one.unseen for address, one in refused.items()}
    return Outside("render.cluster_unshared", workers=_listed(refused, gone))


def _listed(named: Mapping[str, Fitness], what: Mapping[str, tuple[str, ...]]) -> str:
    lines = (f"{at} ({named[at].name}): {', '.join(what[at])}" for at in sorted(what))
    return "\n".join(lines)


def everywhere(meeting: Meeting, errand: Errand) -> tuple[Any] | PiyingError:
    """Do in this worker what is asked of each of them; the result as `outcome` gives it."""
    return outcome(errand, lambda _done: _go_on(meeting, errand))


def draw_afar(meeting: Meeting, number: int, errand: Errand) -> tuple[Any] | PiyingError:
    """Do an errand in this worker, if it may; the result as `outcome` gives it.

    A worker may have come, or come back, since the others were asked, so each asks itself.
    """
    from distributed import get_worker  # noqa: PLC0415 - optional, and here where this runs

    worker = get_worker()
    fitness = _fitness(meeting, worker.state.nthreads)
    if not fitness.fit:
        return refusal({worker.address: fitness})

    def report(done: int) -> None:
        _go_on(meeting, errand)
        worker.log_event(meeting.topic, [number, done])

    return outcome(errand, report)


def _go_on(meeting: Meeting, errand: Errand) -> None:
    """Stop where nobody wants the work any more."""
    if not meeting.path.exists():
        raise Outside("render.cluster_over", about=errand.about)
