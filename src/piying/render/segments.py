"""Segments that are wanted, those that are there already, and the errands for the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from piying.render.jobs import ShotJob
from piying.render.parts import beside as beside_name
from piying.render.parts import put_in_place, sweep
from piying.render.workers import Errand, Workers

DRAW = "piying.render.perform:draw"
"""Where a worker finds what draws a segment."""

PAINTER = "piying.render.shot:paint_shot"
"""Where a worker finds the painter."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a film is."""

    frames_done: int
    frames_count: int
    segments_done: int
    segments_count: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """The segments of a film in their order, and what came of the errands beside them."""

    paths: tuple[Path, ...]
    made_count: int
    beside: tuple[Any, ...]
    decoded: frozenset[str]
    """The groups of pictures that were decoded where they were drawn."""


def segment_path(folder: Path, job: ShotJob) -> Path:
    """Where the finished segment of `job` lies."""
    return folder / f"{job.digest}.mp4"


def keep_digest(segment: Path) -> None:
    """Keep beside a segment, which was drawn and decoded just now, what its bytes are."""
    part = beside_name(digest_of(segment))
    part.write_text(_digest(segment), encoding="ascii")
    put_in_place(part, digest_of(segment))


def digest_of(segment: Path) -> Path:
    """Where the digest of the file `segment` is kept."""
    return segment.with_name(f"{segment.name}.sha256")


def drop_damaged(segments: Iterable[Path]) -> tuple[Path, ...]:
    """Remove those of `segments` that are not what was drawn, so that they are drawn again.

    One without a digest was left by a run that was stopped; it is decoded with the film.
    """
    damaged = tuple(path for path in dict.fromkeys(segments) if _is_damaged(path))
    for path in damaged:
        path.unlink()
        digest_of(path).unlink()
    return damaged


def _is_damaged(segment: Path) -> bool:
    kept = digest_of(segment)
    if not (segment.is_file() and kept.is_file()):
        return False
    return kept.read_text(encoding="ascii") != _digest(segment)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def render(
    workers: Workers,
    jobs: Sequence[ShotJob],
    folder: Path,
    *,
    painter: str = PAINTER,
    beside: Sequence[Errand] = (),
    told: Callable[[Progress], None] = lambda _progress: None,
) -> Rendered:
    """Draw what is not in `folder` yet, and do the errands `beside` it.

    What stands beside is begun first, then the longest segments, so that no worker is left
    with a long one when the others are done.

    Raises:
        Outside: an errand took its process down again and again, or failed.
        PiyingError: what the painter or the encoder raised.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    film = _Film(jobs, folder, told)
    drawn = [
        Errand(DRAW, (job, path, painter), job.clip.shot, path, draws=True)
        for path, job in film.waiting
    ]
    first = len(beside)

    def heard(number: int, done: int) -> None:
        if number >= first:
            film.move(film.waiting[number - first][0], done)

    results = workers.run((*beside, *drawn), heard)
    decoded = frozenset().union(*(groups for groups in results[first:] if groups))
    return Rendered(film.paths, len(drawn), results[:first], decoded)


class _Film:
    """The jobs of one film, and how far they are."""

    def __init__(
        self, jobs: Sequence[ShotJob], folder: Path, told: Callable[[Progress], None]
    ) -> None:
        self.paths = tuple(segment_path(folder, job) for job in jobs)
        by_path = dict(zip(self.paths, jobs, strict=True))
        waiting = [(path, job) for path, job in by_path.items() if not path.exists()]
        self.waiting = sorted(waiting, key=lambda pair: -pair[1].length_frames)
        self._told = told
        self._lengths = {path: job.length_frames for path, job in by_path.items()}
        absent = {path for path, _ in self.waiting}
        self._done = {
            path: 0 if path in absent else length for path, length in self._lengths.items()
        }
        self._tell()

    def move(self, path: Path, frames: int) -> None:
        """Note that a segment has as many frames."""
        self._done[path] = frames
        self._tell()

    def _tell(self) -> None:
        """Equal shots share a segment and count each."""
        self._told(
            Progress(
                sum(self._done[path] for path in self.paths),
                sum(self._lengths[path] for path in self.paths),
                sum(self._done[path] == self._lengths[path] for path in self.paths),
                len(self.paths),
            )
        )
