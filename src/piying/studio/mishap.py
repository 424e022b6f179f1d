"""What nobody foresaw: said in plain words, with the whole story in a file of the house."""

from __future__ import annotations

import errno
import platform
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from piying import __version__
from piying.model.deferred import deferred
from piying.model.errors import Outside, PiyingError
from piying.store.disk import explained, write_file

if TYPE_CHECKING:
    from piying.store.engine import without_password
else:
    without_password = deferred("piying.store.engine:without_password")

LOG_FOLDER = "errors"
WHY_CHARACTERS_MAX = 300

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)


def of_the_outside(error: Exception, house: Path) -> PiyingError | None:
    """What the machine refused, as an error with words for it; None if it is something else."""
    if isinstance(error, MemoryError):
        return Outside("cli.no_memory")
    if not isinstance(error, OSError) or error.errno not in _DISK:
        return None
    try:
        with explained(Path(error.filename or house)):
            raise error
    except Outside as said:
        return said


def take_down(error: Exception, house: Path, arguments: Sequence[str]) -> PiyingError:
    """`error` as it is said to a person; a traceback goes into a file that is named.

    An error with words of its own stays as it is, unless a worker put its traceback into it.
    """
    told = str(error.data.get("why", "")) if isinstance(error, PiyingError) else ""
    if isinstance(error, PiyingError) and "Traceback" not in told:
        return error
    story = "".join(traceback.format_exception(error))
    path = _kept(story, house, arguments) or "-"
    if isinstance(error, PiyingError):
        error.data["why"] = f"{_last_line(told)} ({path})"
        return error
    why = f"{type(error).__name__}: {error}"[:WHY_CHARACTERS_MAX]
    return PiyingError("cli.mishap", why=why, path=path)


def _last_line(story: str) -> str:
    return (story.strip().splitlines() or [""])[-1][:WHY_CHARACTERS_MAX]


def _kept(story: str, house: Path, arguments: Sequence[str]) -> Path | None:
    """Where the story was written: in the house, or in the system's folder for such things."""
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    head = (
        f"piying {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"arguments: {[without_password(one) for one in arguments]!r}\n\n"
    )
    for folder in (house / LOG_FOLDER, Path(tempfile.gettempdir())):
        path = folder / f"piying-{stamp}.txt"
        try:
            write_file(path, (head + story).encode("utf-8", "replace"))
        except Outside:
            continue
        return path.absolute()
    return None
