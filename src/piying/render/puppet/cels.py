"""The cels that were rastered before: in memory for a worker, in a folder for a house.

A sprite is found by what it was made from. What a worker drew lately it keeps in memory,
within a bound of bytes; below that lies a folder that all workers, runs and episodes of a
house share. A file there is written beside its name and renamed, so it is whole or absent;
one that cannot be read is drawn anew. What was not used for longest is swept away first.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import struct
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import lz4.block
import numpy as np

from piying.render.parts import HOST
from piying.render.planes import BLOCK, Texture, planes_in
from piying.render.puppet.raster import Sprite
from piying.render.runs import filled, runs_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MEMORY_BYTES = 40 << 20
"""What one worker keeps in memory."""

FOLDER_BYTES = 1 << 30
"""What a house keeps on disk."""

SWEEP_BYTES = 128 << 20
"""A worker looks after the folder again when it has written as much."""

SWEPT_SHARE = 0.75
"""Down to which share of its bound a folder that is over it is swept."""

USED_SECONDS = 3600
"""How exactly it is known when a file was last used."""

HEADER = struct.Struct("<ddd5i")
"""Left, top, scale; width, height, border, opaque, whether anything was drawn."""
SIZES = struct.Struct("<ii")
MARK = b"piycel.3"

Make = Callable[[], Sprite | None]

_writes = itertools.count()


@dataclass(slots=True)
class Cels:
    """Sprites by what they were made from.

    Attributes:
        folder: what outlives the process lies there; None keeps nothing on disk.
        memory_bytes: bound of what is kept in memory.
        folder_bytes: bound of what is kept on disk.
    """

    folder: Path | None = None
    memory_bytes: int = MEMORY_BYTES
    folder_bytes: int = FOLDER_BYTES
    byte_count: int = 0
    """What is in memory now."""
    made_count: int = 0
    """How many were drawn because nothing was kept."""
    read_count: int = 0
    """How many came from disk."""
    _held: OrderedDict[str, Sprite | None] = field(default_factory=OrderedDict)
    _written: int = -1

    def get(self, key: str, make: Make) -> Sprite | None:
        """The sprite of `key`, made if it is not kept. Equal keys promise equal sprites."""
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        place = None if self.folder is None else _place(str(self.folder), key)
        found = None if place is None else _read(place, key)
        if found is None:
            self.made_count += 1
            made = make()
            if place is not None:
                self._write(Path(place), made)
        else:
            self.read_count += 1
            (made,) = found
        self._keep(key, made)
        return made

    def _keep(self, key: str, made: Sprite | None) -> None:
        self._held[key] = made
        self.byte_count += made.texture.byte_count if made else 0
        while self.byte_count > self.memory_bytes and len(self._held) > 1:
            _, dropped = self._held.popitem(last=False)
            self.byte_count -= dropped.texture.byte_count if dropped else 0

    def _write(self, path: Path, made: Sprite | None) -> None:
        """Write a file; a disk that refuses costs only the drawing next time."""
        data = packed(made)
        part = path.with_name(f"{path.name}.{HOST}.{os.getpid()}.{next(_writes)}.part")
        with suppress(OSError):
            try:
                _put(part, path, data)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                _put(part, path, data)
        self._written += len(data)
        if self.folder is not None and not 0 <= self._written < SWEEP_BYTES:
            self._written = 0
            sweep(self.folder, self.folder_bytes)


def _put(part: Path, path: Path, data: bytes) -> None:
    """Write `data` to `part` and give it its name; nothing is left of what fails."""
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


@lru_cache(maxsize=4)
def cels_in(folder: Path | None) -> Cels:
    """The one store of this process for `folder`: what it holds spans shots."""
    return Cels(folder)


@lru_cache(maxsize=1)
def kit_digest() -> str:
    """Names the code that draws: another kit makes other drawings."""
    hasher = hashlib.sha256(f"{MARK!r} {version('skia-python')}".encode())
    for name in ("puppet", "planes.py", "runs.py", "surface.py", "transpose.py", "turned.py"):
        _digest_into(hasher, resources.files("piying.render") / name)
    return hasher.hexdigest()


def _digest_into(hasher: hashlib._Hash, entry: Traversable) -> None:
    if entry.is_file() and entry.name.endswith(".py"):
        hasher.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    elif entry.is_dir() and entry.name != "__pycache__":
        for child in sorted(entry.iterdir(), key=lambda one: one.name):
            _digest_into(hasher, child)


def file_of(folder: Path, key: str) -> Path:
    """Where the sprite of `key` lies, drawn by today's kit."""
    return Path(_place(str(folder), key))


def _place(folder: str, key: str) -> str:
    """`file_of` as text: to put a path together takes longer than the digest."""
    name = hashlib.sha256(f"{kit_digest()}/{key}".encode()).hexdigest()
    return f"{folder}{os.sep}{name[:2]}{os.sep}{name[2:]}.cel"


# --- files ---------------------------------------------------------------------------------


def packed(made: Sprite | None) -> bytes:
    """A sprite as the bytes of a file."""
    body: tuple[bytes, ...]
    if made is None:
        body = (HEADER.pack(0.0, 0.0, 1.0, 0, 0, 0, 0, 0),)
    else:
        texture, memory = made.texture, made.texture.y.base
        if memory is None or memory.nbytes != texture.byte_count:
            raise ValueError("a texture whose planes lie apart")
        head = HEADER.pack(
            made.left, made.top, made.scale,
            texture.width, texture.height, texture.border, texture.opaque, 1,
        )  # fmt: skip
        lengths, values = runs_of(memory)
        kinds = texture.block_kinds().tobytes()
        kinds += bytes(len(kinds) % 2)
        body = (head, _pressed(kinds + lengths.tobytes()), _pressed(values.tobytes()))
    data = b"".join(body)
    return MARK + struct.pack("<I", zlib.crc32(data)) + data


def _pressed(part: bytes) -> bytes:
    """A part of a file: its sizes and its bytes, packed once more."""
    pressed = lz4.block.compress(part, store_size=False)
    return SIZES.pack(len(pressed), len(part)) + bytes(pressed)


def unpacked(data: bytes, key: str) -> Sprite | None:
    """The sprite in the bytes of a file.

    Raises:
        ValueError: they are not what `packed` wrote.
    """
    lead = len(MARK) + 4
    if not data.startswith(MARK) or data[len(MARK) : lead] != struct.pack(
        "<I", zlib.crc32(memoryview(data)[lead:])
    ):
        raise ValueError("not a cel, or not whole")
    left, top, scale, width, height, border, opaque, there = HEADER.unpack_from(data, lead)
    if not there:
        return None
    at, parts = lead + HEADER.size, list[bytes]()
    for _ in range(2):
        packed_size, size = SIZES.unpack_from(data, at)
        at += SIZES.size
        part = memoryview(data)[at : at + packed_size]
        parts.append(lz4.block.decompress(part, uncompressed_size=size))
        at += packed_size
    columns, rows = -(-width // BLOCK), -(-height // BLOCK)
    kinds = np.frombuffer(parts[0], np.uint8, columns * rows).reshape(columns, rows)
    lengths = np.frombuffer(parts[0], np.uint16, offset=columns * rows + columns * rows % 2)
    values = np.frombuffer(parts[1], np.uint8)
    count = sum((width >> half) * (height >> half) for half in (0, 1, 1, 0, 1))
    memory = filled(lengths, values, count)
    memory.flags.writeable = False
    y, u, v, a, a2 = planes_in(memory, width, height)
    texture = Texture(key, width, height, border, bool(opaque), y, u, v, a, a2, kinds)
    return Sprite(texture, left, top, scale)


def _read(path: str, key: str) -> tuple[Sprite | None] | None:
    """The sprite of a file in a tuple, or None where there is none that can be read."""
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            known = os.fstat(opened)
            data = os.read(opened, known.st_size)
        finally:
            os.close(opened)
        made = unpacked(data, key)
    except (OSError, ValueError):
        return None
    if time.time() - known.st_mtime > USED_SECONDS:
        with suppress(OSError):  # another run may just have swept it
            os.utime(path)
    return (made,)


def sweep(folder: Path, byte_count_max: int) -> None:
    """Throw away what was not used for longest, if the folder holds more than its bound."""
    found: list[tuple[float, int, Path]] = []
    for path in folder.glob("??/*"):
        with suppress(OSError):  # other workers sweep too
            known = path.stat()
            found.append((known.st_mtime, known.st_size, path))
    held = sum(size for _, size, _ in found)
    if held <= byte_count_max:
        return
    for _, size, path in sorted(found):
        if held <= byte_count_max * SWEPT_SHARE:
            return
        with suppress(OSError):
            path.unlink()
        held -= size
