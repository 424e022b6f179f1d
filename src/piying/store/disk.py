"""Writing so that nothing is ever half-written: beside, flushed, renamed.

What the disk refuses becomes an `Outside` with words for a person.
"""

from __future__ import annotations

import errno
import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from piying.model.errors import Outside

ROOM_BYTES_MIN = 65_536
"""With less than this left, a disk is full, whatever a library says of it."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an `OSError` inside the block into an `Outside` that says what to do."""
    try:
        yield
    except OSError as error:
        codes = {
            errno.ENOSPC: "store.disk_full",
            errno.EDQUOT: "store.disk_full",
            errno.EROFS: "store.read_only",
            errno.EACCES: "store.read_only",
            errno.EPERM: "store.read_only",
        }
        code = codes.get(error.errno or 0, "store.disk_failed")
        raise Outside(code, path=path, why=error.strerror or str(error)) from error


def make_folder(path: Path) -> Path:
    """`path`, existing."""
    with explained(path):
        path.mkdir(parents=True, exist_ok=True)
    return path


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A temporary path next to `path`; what was written there is `path` after the block.

    If the block fails, `path` stays as it was and the temporary file is gone.
    """
    make_folder(path.parent)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with explained(path):
            yield part
            with part.open("rb") as written:
                os.fsync(written.fileno())
            part.replace(path)
            _sync_folder(path.parent)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def write_file(path: Path, data: bytes) -> None:
    """Make `path` hold exactly `data`, all or nothing."""
    with beside(path) as part:
        part.write_bytes(data)


def sweep(folder: Path) -> None:
    """Throw away what a run that was killed had half written anywhere in `folder`.

    Only for a folder that nobody else is writing in: hold it first.
    """
    with explained(folder):
        for part in folder.rglob("*.part"):
            part.unlink(missing_ok=True)


def sweep_beside(path: Path) -> None:
    """Throw away what a run that was killed had half written of `path`."""
    with explained(path):
        for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
            part.unlink(missing_ok=True)


def has_room(folder: Path) -> bool:
    """Whether the disk of `folder` takes any more at all."""
    try:
        return shutil.disk_usage(folder).free >= ROOM_BYTES_MIN
    except OSError:
        return True


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
