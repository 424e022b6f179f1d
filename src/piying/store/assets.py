"""The data folder: fetched files, each with a stamp that says what it is and what it hashes to.

A file is written whole, then its stamp. A file without a stamp, or with a stamp that says
something else, is not there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from piying.model.errors import Missing
from piying.store import disk

if TYPE_CHECKING:
    from pathlib import Path

    from piying.model.asset import Asset

CHUNK_BYTES = 1 << 20


class State(StrEnum):
    """What became of an asset."""

    ABSENT = "absent"
    """Not there, or never finished."""
    STALE = "stale"
    """There, but made by another version."""
    DAMAGED = "damaged"
    """There, but its bytes are not the ones that were written."""
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands beside an asset."""

    version: str
    sha256: str
    byte_count: int


class Assets:
    """The assets under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def state(self, asset: Asset, *, thorough: bool = False) -> State:
        """How `asset` stands; `thorough` reads the whole file, otherwise only its size."""
        path, stamp = self._place(asset), self._stamp(asset)
        if stamp is None or not path.is_file():
            return State.ABSENT
        if stamp.version != asset.version:
            return State.STALE
        if path.stat().st_size != stamp.byte_count:
            return State.DAMAGED
        if thorough and digest_of(path) != stamp.sha256:
            return State.DAMAGED
        return State.READY

    def path(self, asset: Asset) -> Path:
        """Where `asset` lies.

        Raises:
            Missing: it is not there, or not in the version that is wanted.
        """
        if self.state(asset) is not State.READY:
            raise Missing("store.asset_missing", name=asset.name, path=self._place(asset))
        return self._place(asset)

    def put(self, asset: Asset, data: bytes) -> Path:
        """Keep `data` as `asset`, replacing what was there.

        Raises:
            Outside: the disk does not take it.
        """
        path = self._place(asset)
        stamp = Stamp(asset.version, hashlib.sha256(data).hexdigest(), len(data))
        with disk.explained(path):
            self._stamp_place(asset).unlink(missing_ok=True)
        disk.write_file(path, data)
        disk.write_file(self._stamp_place(asset), msgspec.json.encode(stamp))
        return path

    def _place(self, asset: Asset) -> Path:
        return self.root.joinpath(*asset.name.split("/"))

    def _stamp_place(self, asset: Asset) -> Path:
        place = self._place(asset)
        return place.with_name(place.name + ".stamp")

    def _stamp(self, asset: Asset) -> Stamp | None:
        try:
            return msgspec.json.decode(self._stamp_place(asset).read_bytes(), type=Stamp)
        except (FileNotFoundError, msgspec.DecodeError):
            # an unreadable stamp is an asset that was never finished, and is made again
            return None


def digest_of(path: Path) -> str:
    """The SHA-256 of the file at `path`, in hexadecimal."""
    hashed = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            hashed.update(chunk)
    return hashed.hexdigest()
