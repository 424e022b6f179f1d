"""Files that a person hands over: read whole, no larger than they may be, as text in UTF-8."""

from __future__ import annotations

from pathlib import Path

from piying.model.errors import Invalid, Missing
from piying.store.disk import explained

TEXT_BYTES_MAX = 8_000_000


def bytes_of(path: Path, most: int) -> bytes:
    """The bytes of `path`, at most `most` of them.

    Raises:
        Missing: there is no such file.
        Invalid: it is a folder, or too large.
        Outside: it cannot be read.
    """
    with explained(path):
        if path.is_dir():
            raise Invalid("cli.is_folder", path=path)
        if not path.exists():
            raise Missing("cli.no_file", path=path)
        size = path.stat().st_size
        if size > most:
            raise Invalid("cli.file_too_large", path=path, size=f"{size:,}", limit=f"{most:,}")
        return path.read_bytes()


def text_of(path: Path, most: int = TEXT_BYTES_MAX) -> str:
    """The text of `path`, without a byte order mark.

    Raises:
        Missing: there is no such file.
        Invalid: it is a folder, too large, or not UTF-8.
        Outside: it cannot be read.
    """
    try:
        return bytes_of(path, most).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("cli.not_utf8", path=path, byte=error.start) from error


def text_if_any(path: Path, most: int = TEXT_BYTES_MAX) -> str | None:
    """The same; None where there is no such file."""
    with explained(path):
        if not path.is_file():
            return None
    return text_of(path, most)
