"""Hours: from the raw log to one sorted file for each hour, every play in it once.

A run reads only what no run has read before. It makes new versions of the hours that got
plays, and at last one small file, `compacted.json`, that says which versions hold and how far
every segment is read; a run that is killed before has done nothing. A play lies in the hour of
its own time, a row that was set aside at intake is counted in the hour of its receipt, so that
`received` = `rows` + `refused` in every hour.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from piying.audience.batch import rejected
from piying.model.errors import Conflict, Invalid
from piying.model.play import BUCKETS, DAY_MS, HOUR_MS, Reason
from piying.store.disk import explained, make_folder, sweep, write_file
from piying.store.plays import hourfile
from piying.store.plays.distinct import (
    Distinct,
    distinct,
    repeated,
    reports_of,
    viewings,
    without,
)
from piying.store.plays.hourfile import Hour, Live, Manifest, path_of
from piying.store.plays.intake import RAW
from piying.store.plays.packed import Columns, count_of, joined
from piying.store.plays.rawlog import Frame, SegmentReader, segments_of
from piying.store.plays.remembered import DAYS
from piying.store.plays.spool import Spool, split

STATE = "compacted.json"
BATCHES = "batches"
"""The ids of batches that runs have read, a file a run, for as long as ids are known again."""
CHUNK_ROWS = 1 << 18


@dataclass(frozen=True, slots=True)
class Compaction:
    """What one run has done."""

    hours: tuple[Hour, ...]
    """The hours that it made a new version of."""
    received: int
    """Rows that it read, without those of batches that were read before."""
    batches: int
    batches_again: int


class _State(msgspec.Struct, frozen=True):
    hours: dict[str, int] = {}
    segments: dict[str, int] = {}
    runs: dict[str, int] = {}
    """The files of ids that hold, each with the time of its run."""


@dataclass(slots=True)
class _Run:
    """What a run gathers while it reads."""

    spool: Spool
    seen: dict[bytes, int]
    """Batches of the last days, by id and body, with the time of their receipt."""
    fresh: dict[bytes, int] = field(default_factory=dict)
    refused: dict[int, dict[Reason, int]] = field(default_factory=dict)
    read: dict[str, tuple[int, int]] = field(default_factory=dict)
    hours_of: dict[int, set[str]] = field(default_factory=dict)
    """Which segments gave something to an hour."""
    received: int = 0
    batches: int = 0
    again: int = 0


def name_of(hour: int) -> str:
    """The hour that is `hour` hours after 1970, as its files are called."""
    return datetime.fromtimestamp(hour * HOUR_MS // 1000, UTC).strftime("%Y-%m-%dT%H")


def files_of(folder: Path, first_ms: int, last_ms: int) -> tuple[Hour, ...]:
    """The hours in the folder of plays from `first_ms` until before `last_ms`, in order.

    Only hours that somebody played in are there, each in the version that holds.
    """
    state = _state(folder)
    first, last = name_of(first_ms // HOUR_MS), name_of(-(-last_ms // HOUR_MS))
    return tuple(
        hourfile.hour_of(folder, hourfile.read_manifest(path_of(folder, hour, version)))
        for hour, version in sorted(state.hours.items())
        if first <= hour < last
    )


@dataclass(frozen=True, slots=True)
class Compacted:
    """How far the hours in a folder have come."""

    hours: tuple[tuple[int, Path], ...]
    """The hour since 1970, and the file of the version that holds; in order."""
    read: dict[str, int]
    """How many bytes of each segment lie in them."""


def compacted(folder: Path) -> Compacted:
    """The hours in the folder of plays that hold, and what of the raw log lies in them."""
    state = _state(folder)
    hours = tuple(
        (hour_named(name), path_of(folder, name, version))
        for name, version in sorted(state.hours.items())
    )
    return Compacted(hours, dict(state.segments))


def hour_named(name: str) -> int:
    """The hour since 1970 whose files are called `name`."""
    return int(datetime.fromisoformat(f"{name}:00+00:00").timestamp()) // (HOUR_MS // 1000)


def rows_of(path: Path) -> Columns:
    """Every row of the hour at `path`: its plays, and those that contradict each other."""
    file = hourfile.open_plays(path)
    with explained(path):
        plays = hourfile.columns_of(file.read(use_threads=False))
    beside = path.parent.parent / hourfile.QUARANTINE / path.name
    return joined((plays, hourfile.read_rows(beside)))


def compact(
    folder: Path, now_ms: int, advance: Callable[[int], None] = lambda _rows: None
) -> Compaction:
    """Bring the hours in the folder of plays up to the raw log; `advance` hears of rows read.

    Raises:
        Conflict: another run is at it.
        Invalid: an hour is not what it was when it was made.
        Outside: the disk refused; nothing has changed.
    """
    with _alone(folder):
        state = _state(folder)
        spool = Spool(folder / f".spool-{os.getpid()}")
        try:
            run = _Run(spool, _seen(folder, state, now_ms))
            _read(folder, state, run, advance)
            touched = sorted(spool.counts.keys() | run.refused.keys())
            made = tuple(_make(folder, state, run, hour) for hour in touched)
        finally:
            spool.close()
        if run.read:
            _commit(folder, state, run, made, now_ms)
    return Compaction(made, run.received, run.batches, run.again)


def put_hour(folder: Path, hour: int, buckets: Iterable[Columns]) -> Hour:
    """Make the next version of `hour` from 256 buckets of plays that never were in the log.

    For synthetic days: it replaces what the hour held.
    """
    with _alone(folder):
        state = _state(folder)
        name = name_of(hour)
        version = state.hours.get(name, 0) + 1
        path = path_of(folder, name, version)
        live = Live()
        counts: list[int] = []
        against: list[Columns] = []

        def counted() -> Iterator[Columns]:
            for rows in buckets:
                found = distinct(rows)
                counts.append(count_of(rows))
                against.append(found.contradicted)
                live.add(found.plays)
                yield found.plays

        rows, sha256 = hourfile.write_plays(path, counted())
        received, conflicts = sum(counts), sum(map(count_of, against))
        refused = {Reason.CONFLICT: conflicts, Reason.DUPLICATE: received - rows - conflicts}
        refused = {reason: count for reason, count in refused.items() if count}
        hourfile.write_rows(
            _beside(folder, hourfile.QUARANTINE, name, version), joined(against)
        )
        manifest = Manifest(name, version, path.name, sha256, rows, received, refused, {})
        hourfile.write_live(_beside(folder, hourfile.LIVE, name, version), live)
        hourfile.write_manifest(path, manifest)
        _write_state(folder, msgspec.structs.replace(
            state, hours=state.hours | {name: version}))  # fmt: skip
    return hourfile.hour_of(folder, manifest)


def quarantined(folder: Path, hour: Hour) -> Columns:
    """The rows of `hour` that contradict each other: none of them counts."""
    return hourfile.read_rows(_beside(folder, hourfile.QUARANTINE, hour.hour, hour.version))


def drop_old(folder: Path, first_ms: int, last_ms: int) -> int:
    """Throw away the versions of hours of a fixed day that no longer hold; how many."""
    dropped = 0
    for hour in files_of(folder, first_ms, last_ms):
        for version in range(1, hour.version):
            path = path_of(folder, hour.hour, version)
            dropped += path.exists()
            for one in (
                path, path.with_suffix(".json"),
                _beside(folder, hourfile.QUARANTINE, hour.hour, version),
                _beside(folder, hourfile.LIVE, hour.hour, version),
            ):  # fmt: skip
                with explained(one):
                    one.unlink(missing_ok=True)
    return dropped


# --- reading --------------------------------------------------------------------------------


def _read(folder: Path, state: _State, run: _Run, advance: Callable[[int], None]) -> None:
    for path in segments_of(folder / RAW):
        start = state.segments.get(path.name, 0)
        reader = SegmentReader(path, start)
        parts: list[Columns] = []
        held = 0
        for frame in reader:
            if _was_here(run, frame):
                continue
            _set_aside(run, frame, path.name)
            run.received += frame.received
            advance(frame.received)
            if frame.accepted:
                parts.append(frame.columns)
                held += frame.accepted
            if held >= CHUNK_ROWS:
                _spool(run, parts, path.name)
                parts, held = [], 0
        _spool(run, parts, path.name)
        if reader.at > start:
            run.read[path.name] = (start, reader.at)


def _was_here(run: _Run, frame: Frame) -> bool:
    """Whether this batch was received before, by another process: the same id and body.

    After `DAYS` nobody knows an id: what comes then is received once more, and its plays are
    copies, however many runs there were meanwhile.
    """
    mark = frame.sha256[:16] + frame.batch.encode()
    before_ms = run.seen.get(mark)
    if before_ms is not None and abs(frame.at_ms - before_ms) <= DAYS * DAY_MS:
        run.again += 1
        return True
    run.seen[mark] = run.fresh[mark] = frame.at_ms
    run.batches += 1
    return False


def _set_aside(run: _Run, frame: Frame, segment: str) -> None:
    if not frame.aside_text:
        return
    hour = frame.at_ms // HOUR_MS
    counted = run.refused.setdefault(hour, {})
    for reason, count in rejected(frame.aside):
        counted[reason] = counted.get(reason, 0) + count
    run.hours_of.setdefault(hour, set()).add(segment)


def _spool(run: _Run, parts: list[Columns], segment: str) -> None:
    if not parts:
        return
    for hour in run.spool.add(joined(parts)):
        run.hours_of.setdefault(hour, set()).add(segment)


# --- making an hour -------------------------------------------------------------------------


def _make(folder: Path, state: _State, run: _Run, hour: int) -> Hour:
    """The next version of `hour`: what it held, and what the run brings."""
    name = name_of(hour)
    version = state.hours.get(name, 0) + 1
    before = _before(folder, name, version - 1) if version > 1 else None
    path = path_of(folder, name, version)
    old_quarantine = _beside(folder, hourfile.QUARANTINE, name, version - 1)
    quarantine = list(split(hourfile.read_rows(old_quarantine), 0, BUCKETS))

    def found() -> Iterator[Distinct]:
        old = hourfile.each_bucket(path_of(folder, name, version - 1) if before else None)
        new = run.spool.buckets(hour)
        for parts in zip(old, quarantine, new, strict=True):
            yield distinct(joined(part for part in parts if count_of(part)))

    written = _write(path, found, set())
    if len(written.meeting):
        barred = _barred(found, written.meeting)
        if barred:
            written = _write(path, found, barred)
    hourfile.write_rows(_beside(folder, hourfile.QUARANTINE, name, version), written.against)
    hourfile.write_live(_beside(folder, hourfile.LIVE, name, version), written.live)
    manifest = _manifest(before, run, hour, path, written)
    hourfile.write_manifest(path, manifest)
    return hourfile.hour_of(folder, manifest)


@dataclass(frozen=True, slots=True)
class _Written:
    rows: int
    sha256: str
    against: Columns
    live: Live
    meeting: NDArray[np.uint64]
    """Marks of viewings that stand in several buckets, so of several people."""


def _write(
    path: Path, found: Callable[[], Iterator[Distinct]], barred: set[tuple[int, int, int]]
) -> _Written:
    against: list[Columns] = []
    marks: list[NDArray[np.uint64]] = []
    live = Live()

    def plays() -> Iterator[Columns]:
        for one in found():
            kept = without(one, barred) if barred else one
            marks.append(viewings(kept))
            if count_of(kept.contradicted):
                against.append(kept.contradicted)
            live.add(kept.plays)
            yield kept.plays

    rows, sha256 = hourfile.write_plays(path, plays())
    return _Written(rows, sha256, joined(against), live, repeated(marks))


def _barred(
    found: Callable[[], Iterator[Distinct]], meeting: NDArray[np.uint64]
) -> set[tuple[int, int, int]]:
    """The reports that stand in several buckets: they differ in the person at least."""
    once: set[tuple[int, int, int]] = set()
    twice: set[tuple[int, int, int]] = set()
    for one in found():
        reports = reports_of(one, meeting)
        twice |= once & reports
        once |= reports
    return twice


def _manifest(
    before: Manifest | None, run: _Run, hour: int, path: Path, written: _Written
) -> Manifest:
    refused = dict(run.refused.get(hour, {}))
    received = run.spool.counts.get(hour, 0) + sum(refused.values())
    segments = {name: [run.read[name]] for name in sorted(run.hours_of.get(hour, ()))}
    if before is not None:
        received += before.received
        for reason, count in before.refused.items():
            if reason not in (Reason.DUPLICATE, Reason.CONFLICT):
                refused[reason] = refused.get(reason, 0) + count
        for name, parts in before.segments.items():
            segments[name] = parts + segments.get(name, [])
    refused[Reason.CONFLICT] = count_of(written.against)
    refused[Reason.DUPLICATE] = received - written.rows - sum(refused.values())
    return Manifest(
        name_of(hour), 1 if before is None else before.version + 1, path.name, written.sha256,
        written.rows, received, {reason: count for reason, count in refused.items() if count},
        segments,
    )  # fmt: skip


def _before(folder: Path, hour: str, version: int) -> Manifest:
    return hourfile.read_manifest(path_of(folder, hour, version))


def _beside(folder: Path, what: str, hour: str, version: int) -> Path:
    return folder / what / f"{hour}.v{version}.parquet"


# --- what holds -----------------------------------------------------------------------------


def _state(folder: Path) -> _State:
    path = folder / STATE
    if not path.exists():
        return _State()
    try:
        with explained(path):
            return msgspec.json.decode(path.read_bytes(), type=_State)
    except msgspec.DecodeError as error:
        raise Invalid("plays.state_unreadable", path=path, why=error) from error


def _write_state(folder: Path, state: _State) -> None:
    text = msgspec.json.format(msgspec.json.encode(state, order="sorted"), indent=1)
    write_file(folder / STATE, text)


def _seen(folder: Path, state: _State, now_ms: int) -> dict[bytes, int]:
    """The batches that runs of the last days have read, and when they were received."""
    seen: dict[bytes, int] = {}
    for name, at_ms in state.runs.items():
        if at_ms >= now_ms - (DAYS + 1) * DAY_MS:
            with explained(folder / BATCHES / name):
                text = (folder / BATCHES / name).read_bytes()
            held = msgspec.msgpack.decode(text, type=dict[bytes, int] | list[bytes])
            # once, runs kept no times: theirs are at most that of the run
            seen.update(held if isinstance(held, dict) else dict.fromkeys(held, at_ms))
    return seen


def _commit(
    folder: Path, state: _State, run: _Run, made: tuple[Hour, ...], now_ms: int
) -> None:
    """Let the new versions hold, all at once."""
    name = f"{now_ms}-{os.urandom(4).hex()}.ids"
    write_file(folder / BATCHES / name, msgspec.msgpack.encode(run.fresh))
    young = {old: at for old, at in state.runs.items() if at >= now_ms - (DAYS + 1) * DAY_MS}
    _write_state(
        folder,
        _State(
            state.hours | {hour.hour: hour.version for hour in made},
            state.segments | {segment: end for segment, (_, end) in run.read.items()},
            young | {name: now_ms},
        ),
    )
    for old in state.runs.keys() - young.keys():
        (folder / BATCHES / old).unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only run in the folder for the block; what a killed run left is thrown away."""
    make_folder(folder)
    with explained(folder):
        handle = os.open(folder / "compact.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict("plays.compacting", path=folder) from error
        for left in folder.glob(".spool-*"):
            shutil.rmtree(left, ignore_errors=True)
        for part in (hourfile.HOURS, hourfile.QUARANTINE, hourfile.LIVE):
            if (folder / part).is_dir():
                sweep(folder / part)
        yield
    finally:
        os.close(handle)
