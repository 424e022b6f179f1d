"""Pages: the pictures of a comic in order, from files, a folder or a CBZ archive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from piying.model.errors import Invalid, Missing
from piying.render.comic.panels import Pixels
from piying.render.media.stills import Still

ENDINGS = (".png", ".jpg", ".jpeg", ".webp")
ARCHIVES = (".cbz", ".zip")
PAGES_MAX = 500
PAGE_BYTES_MAX = 60_000_000
ARCHIVE_BYTES_MAX = 2_000_000_000
"""Of all pages of an archive, unpacked."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    name: str
    rgb: Pixels
    """(height, width, 3); what is clear is white."""


def pages(paths: Sequence[Path]) -> Iterator[Page]:
    """Every page of `paths`, one after another; folders and archives in natural order.

    Raises:
        Missing: a path is not there, or there is no page at all.
        Invalid: a page is no picture, or there is too much.
    """
    count = 0
    for path in paths:
        if not path.exists():
            raise Missing("cli.no_file", path=path)
        for name, data in _files(path):
            count += 1
            if count > PAGES_MAX:
                raise Invalid("render.comic_large", path=path, most=PAGES_MAX)
            yield Page(name, _opened(name, data))
    if count == 0:
        raise Missing("render.comic_empty", path=", ".join(map(str, paths)) or "-")


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for one in sorted(path.iterdir(), key=lambda file: _natural(file.name)):
            if one.suffix.lower() in ENDINGS:
                yield one.name, _bytes(one)
    elif path.suffix.lower() in ARCHIVES:
        yield from _archived(path)
    else:
        yield path.name, _bytes(path)


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > PAGE_BYTES_MAX:
        raise Invalid("render.comic_large", path=path, most=PAGES_MAX)
    return path.read_bytes()


def _archived(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [info for info in archive.infolist()
                      if Path(info.filename).suffix.lower() in ENDINGS
                      and not info.filename.startswith("__MACOSX")]  # fmt: skip
            heavy = any(info.file_size > PAGE_BYTES_MAX for info in inside)
            if heavy or sum(info.file_size for info in inside) > ARCHIVE_BYTES_MAX:
                raise Invalid("render.comic_large", path=path, most=PAGES_MAX)
            for info in sorted(inside, key=lambda one: _natural(one.filename)):
                yield f"{path.name}/{info.filename}", archive.read(info)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise Invalid("render.comic_broken", path=path, why=str(error)) from error


def _opened(name: str, data: bytes) -> Pixels:
    pixels = Still(data, "-", name).pixels()
    clear = 255 - pixels[..., 3:]
    return np.ascontiguousarray(pixels[..., :3] + clear)


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Sorts page 2 before page 10."""
    parts = re.split(r"(\d+)", name.lower())
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
