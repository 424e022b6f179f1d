"""Hours ahead of their making: all of the raw log as hours, beside the folder of plays.

For those who want to know what a day comes to so far. They are made by the same code, from
links to what is there, and thrown away; the folder itself stays as it is.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from piying.store.disk import explained, make_folder
from piying.store.plays import hourfile
from piying.store.plays.hours import BATCHES, STATE, compact
from piying.store.plays.intake import RAW

PREFIX = ".ahead-"


@contextmanager
def hours_ahead(folder: Path, now_ms: int) -> Iterator[Path]:
    """A folder of plays with hours of everything that was acknowledged, for the block.

    Raises:
        Invalid: an hour is not what it was when it was made.
        Outside: the disk refused.
    """
    make_folder(folder)
    _sweep(folder)
    scratch = folder / f"{PREFIX}{os.getpid()}-{os.urandom(4).hex()}"
    make_folder(scratch)
    try:
        _link(folder, scratch)
        compact(scratch, now_ms)
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _link(folder: Path, scratch: Path) -> None:
    """What holds goes first: versions that are made meanwhile are not named in it."""
    with explained(scratch):
        if (folder / STATE).exists():
            shutil.copyfile(folder / STATE, scratch / STATE)
        (folder / RAW).mkdir(parents=True, exist_ok=True)
        (scratch / RAW).symlink_to((folder / RAW).absolute(), target_is_directory=True)
        for part in (hourfile.HOURS, hourfile.QUARANTINE, BATCHES):
            (scratch / part).mkdir()
            if not (folder / part).is_dir():
                continue
            for path in (folder / part).iterdir():
                if path.suffix in {".parquet", ".json", ".ids"}:
                    (scratch / part / path.name).hardlink_to(path)


def _sweep(folder: Path) -> None:
    """Throw away what killed runs left."""
    for left in folder.glob(f"{PREFIX}*"):
        if not _runs(left.name.removeprefix(PREFIX).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    except PermissionError:  # it is somebody else's, and it runs
        return True
    return True
