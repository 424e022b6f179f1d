"""Parts: files while they are written, beside the name that they get when they are whole."""

from __future__ import annotations

import os
import platform
import time
from contextlib import suppress
from pathlib import Path

HOST = "".join(c for c in platform.node() if c.isascii() and (c.isalnum() or c == "-"))[:40]
"""This machine in the names of parts: another one may have a process of the same number."""

LEFT_SECONDS_MIN = 24 * 60 * 60
"""A part that nobody has written to for as long is left over."""


def sync(path: Path) -> None:
    """Wait until what was written to the file or folder `path` is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(written: Path, path: Path) -> None:
    """Give a finished file its name, so that after a power cut it is whole or absent."""
    sync(written)
    written.replace(path)
    sync(path.parent)


def beside(path: Path, process: int | None = None) -> Path:
    """Where a process, this one if none is named, writes what will be `path`."""
    return path.with_name(f"{path.name}.{HOST}.{process or os.getpid()}.part")


def finished(part: Path) -> Path:
    """What a part is to be, as `beside` named it."""
    return part.with_name(part.name.rsplit(".", 3)[0])


def sweep(folder: Path) -> None:
    """Throw away what a run left half written that was itself cut off long ago."""
    for part in folder.glob("*.part"):
        with suppress(FileNotFoundError):  # another run sweeps too
            if time.time() - part.stat().st_mtime > LEFT_SECONDS_MIN:
                part.unlink()
