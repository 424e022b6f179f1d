"""Conforming: what a shot needs of a clip, decoded once, as the film will show it.

The result is a file of whole frames, yuv420p at the size of the film, and behind them a list
that says for every frame of the shot which of them is shown. Film frame n shows what is on
the screen at n / rate seconds of the clip, worked out in whole numbers; a source frame that
stands for several film frames is kept once and drawn once. Frame n is one read at a known
place, so memory stays flat however long the clip is.

The files lie in a folder that may be deleted at any time; the ones used longest ago go when
they take more than `KEPT_BYTES_MAX` together.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from weakref import finalize

import av
import numpy as np
import numpy.typing as npt

from piying.model.canon import Digest, digest, digest_bytes
from piying.model.clock import Rate
from piying.model.errors import Invalid, Outside
from piying.render.media.geometry import Fitter, opacity_of
from piying.render.media.moving import Moving, Timed, frames_at, opened, upright
from piying.render.parts import beside
from piying.render.planes import Planes, planes_of

SOURCES = ("moving.py", "turning.py", "geometry.py", "colour.py", "conform.py")
"""The modules that decide what is in a file; a change of theirs makes other files."""

KEPT_BYTES_MAX = 6_000_000_000
"""About 2000 frames of 1080 x 1920."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a shot shows of a clip."""

    width: int
    """Pixels of the film; even."""
    height: int
    rate: Rate
    start: int
    """The first frame, counted at the rate of the film."""
    length: int
    """Frames."""
    short: int
    """How many frames the clip may lack at the end; its last frame is held."""
    alpha: bool = False
    """Not the picture but its transparency: what covers is white."""

    @property
    def frame_bytes(self) -> int:
        """The size of one frame in the file."""
        return self.width * self.height * 3 // 2


def name_of(blob: Digest, wanted: Wanted) -> str:
    """The name of the file: equal names promise equal files."""
    return f"{digest((_conformer(), av.__version__, blob, wanted))}.yuv"


@lru_cache(maxsize=1)
def _conformer() -> Digest:
    """Names the code that conforms."""
    here = Path(__file__).parent
    return digest_bytes(b"".join((here / name).read_bytes() for name in SOURCES))


def conform(source: Path, shot: str, wanted: Wanted, target: Path) -> None:
    """Write what `wanted` asks of the clip `source` to `target`, all or nothing.

    Raises:
        Invalid: the clip is damaged or too short; `shot` and `source` are named.
        Outside: the disk failed.
    """
    part = beside(target)
    try:
        with part.open("wb") as file, opened(source, shot) as moving:
            index = _write(file, moving, wanted)
            file.write(np.array(index, "<u4").tobytes())
        part.replace(target)
    except OSError as error:
        if isinstance(error, av.FFmpegError):  # some of PyAV's errors are OSErrors too
            raise Invalid(
                "render.clip_broken", shot=shot, path=source, why=str(error)
            ) from error
        raise Outside("render.encode_failed", path=part, why=str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _write(file: BinaryIO, moving: Moving, wanted: Wanted) -> list[int]:
    """Write the frames; which of them every frame of the shot shows."""
    fitter = Fitter(wanted.width, wanted.height)
    index: list[int] = []
    count = 0
    for shown, until in _on_screen(moving.frames()):
        # until the next frame comes, this one is on the screen
        ends = wanted.length
        if until is None:
            _refuse_short(moving, wanted)
        else:
            ends = min(ends, frames_at(until, wanted.rate) - wanted.start)
        if ends > len(index):
            frame = opacity_of(shown.frame) if wanted.alpha else shown.frame
            if frame is None:
                raise Invalid("render.clip_no_alpha", shot=moving.shot, path=moving.path)
            file.write(_fitted(fitter, moving, frame))
            index += [count] * (ends - len(index))
            count += 1
        if len(index) == wanted.length:
            break
    return index


def _on_screen(frames: Iterator[Timed]) -> Iterator[tuple[Timed, Fraction | None]]:
    """Every frame with the time at which the next one comes; None for the last."""
    held: Timed | None = None
    for frame in frames:
        if held is not None:
            yield held, frame.time
        held = frame
    if held is not None:
        yield held, None


def _refuse_short(moving: Moving, wanted: Wanted) -> None:
    """Refuse a clip that ends too long before its shot."""
    if moving.length is None:
        return
    held = frames_at(moving.length.seconds, wanted.rate)
    if wanted.start + wanted.length - held > wanted.short:
        raise Invalid(
            "render.clip_short", shot=moving.shot, path=moving.path, held=held,
            needed=wanted.start + wanted.length - wanted.short,
        )  # fmt: skip


def _fitted(fitter: Fitter, moving: Moving, frame: av.VideoFrame) -> bytes:
    """The bytes of a frame as the film shows it."""
    turn = upright(moving, frame)
    pixel = moving.stream.sample_aspect_ratio or Fraction(1)
    done = fitter.fit(frame, turn, pixel if pixel > 0 else Fraction(1))
    planes = planes_of(done)
    return b"".join(np.ascontiguousarray(p).tobytes() for p in (planes.y, planes.u, planes.v))


@dataclass(slots=True, weakref_slot=True, eq=False)
class Conformed:
    """A conformed clip, opened for reading; it can be deleted meanwhile."""

    file: int
    """Its descriptor, closed when this is forgotten."""
    wanted: Wanted
    index: npt.NDArray[np.uint32]

    def __post_init__(self) -> None:
        finalize(self, os.close, self.file)

    @classmethod
    def open(cls, path: Path, wanted: Wanted) -> Conformed | None:
        """The file `path`, or None if it is not there or not whole."""
        try:
            file = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        tail = 4 * wanted.length
        size = os.fstat(file).st_size
        frames, rest = divmod(size - tail, wanted.frame_bytes)
        if size >= tail and frames > 0 and rest == 0:
            listed = os.pread(file, tail, size - tail)
            index = np.frombuffer(listed, "<u4")
            if len(index) == wanted.length and int(index.max()) < frames:
                return cls(file, wanted, index)
        os.close(file)
        return None

    def at(self, frame: int) -> int:
        """Which picture of the file frame `frame` of the shot shows."""
        return int(self.index[min(max(frame, 0), len(self.index) - 1)])

    def read(self, number: int, target: Planes) -> None:
        """Put picture `number` into `target`."""
        width, height = self.wanted.width, self.wanted.height
        at, size = number * self.wanted.frame_bytes, self.wanted.frame_bytes
        data = np.frombuffer(os.pread(self.file, size, at), np.uint8)
        whole, half = width * height, width * height // 4
        target.y[:] = data[:whole].reshape(height, width)
        target.u[:] = data[whole : whole + half].reshape(height // 2, width // 2)
        target.v[:] = data[whole + half :].reshape(height // 2, width // 2)


def conformed(folder: Path, source: Path, blob: Digest, shot: str, wanted: Wanted) -> Conformed:
    """The conformed file for `wanted` in `folder`, made if it is not there.

    Raises:
        Invalid: the clip is damaged or too short.
        Outside: the disk failed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name_of(blob, wanted)
        with _alone(folder / f"{path.name}.lock"):
            held = Conformed.open(path, wanted)
            if held is None:
                conform(source, shot, wanted, path)
                held = Conformed.open(path, wanted)
            os.utime(path)
        make_room(folder, KEPT_BYTES_MAX, path)
    except OSError as error:
        raise Outside("render.encode_failed", path=folder, why=str(error)) from error
    if held is None:
        raise Outside("render.encode_failed", path=path, why="-")
    return held


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold `lock` for the block, so that two workers do not make the same file at once."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def make_room(folder: Path, most: int, keep: Path) -> None:
    """Delete what was used longest ago, but not `keep`, until `most` bytes hold the rest."""
    found = []
    for path in folder.glob("*.yuv"):
        try:
            found.append((path.stat().st_mtime_ns, path.stat().st_size, path))
        except FileNotFoundError:
            continue  # another worker made room
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= most:
            return
        if path != keep:
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}.lock").unlink(missing_ok=True)
            total -= size
