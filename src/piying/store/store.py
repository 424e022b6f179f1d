"""The store of one house: a folder with a database, blobs and a lock."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from piying.model.canon import Digest, canonical, decode, digest_bytes, kind_of
from piying.model.errors import Conflict, Missing, Outside
from piying.model.ids import ulid
from piying.model.take import Take
from piying.store.blobs import Blobs
from piying.store.disk import explained, has_room, make_folder
from piying.store.schema import connect

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a name points, and what the thing it points to was made from."""

    digest: Digest
    made_from: tuple[tuple[str, str], ...]
    """(what, digest) of every input, so that a change can be named."""
    at_ms: int


@dataclass(frozen=True, slots=True)
class Store:
    """Objects, blobs, takes and heads of one house."""

    folder: Path
    blobs: Blobs
    _db: sqlite3.Connection

    # --- values -------------------------------------------------------------------------

    def put(self, value: object) -> Digest:
        """Keep a value under its digest."""
        data = canonical(value)
        digest = digest_bytes(data)
        with _said(self.folder):
            self._db.execute(
                "INSERT INTO object SELECT ?, ?, ? "
                "WHERE NOT EXISTS (SELECT 1 FROM object WHERE digest = ?)",
                (digest, kind_of(data), data, digest),
            )
        return digest

    def get(self, digest: Digest, kind: type[T]) -> T:
        """The value of type `kind` that is named `digest`."""
        with _said(self.folder):
            row = self._db.execute(
                "SELECT data FROM object WHERE digest = ?", (digest,)
            ).fetchone()
        if row is None:
            raise Missing("store.object_missing", digest=digest[:12])
        return decode(bytes(row[0]), kind)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that the block keeps or moves happens, or nothing of it."""
        with _said(self.folder):
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled back by itself
                self._db.execute("ROLLBACK")
            raise
        with _said(self.folder):
            self._db.execute("COMMIT")

    # --- takes --------------------------------------------------------------------------

    def add_take(self, take: Take) -> None:
        """Append a take."""
        with _said(self.folder):
            self._db.execute(
                "INSERT INTO take VALUES (?, ?, ?, ?, ?, ?)",
                (take.id, take.recipe, take.outcome, take.blob, take.at_ms, canonical(take)),
            )

    def takes(self, recipe: Digest) -> tuple[Take, ...]:
        """Every take of `recipe`, oldest first."""
        with _said(self.folder):
            rows = self._db.execute(
                "SELECT data FROM take WHERE recipe = ? ORDER BY id", (recipe,)
            ).fetchall()
        return tuple(decode(bytes(data), Take) for (data,) in rows)

    def take(self, name: str) -> Take:
        """The take called `name`."""
        with _said(self.folder):
            row = self._db.execute("SELECT data FROM take WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise Missing("store.take_missing", take=name)
        return decode(bytes(row[0]), Take)

    def choose(self, recipe: Digest, take: str, *, by: str, why: str, at_ms: int) -> None:
        """Point `recipe` to a take: one of its own, or of the same need with another seed."""
        self.take(take)
        with _said(self.folder):
            self._db.execute(
                "INSERT INTO choice VALUES (?, ?, ?, ?, ?, ?)",
                (ulid(at_ms, os.urandom(10)), recipe, take, by, why, at_ms),
            )

    def choice(self, recipe: Digest) -> str | None:
        """The take that somebody chose for `recipe`, if anybody did."""
        with _said(self.folder):
            row = self._db.execute(
                "SELECT take FROM choice WHERE recipe = ? ORDER BY rowid DESC LIMIT 1",
                (recipe,),
            ).fetchone()
        return None if row is None else str(row[0])

    # --- heads --------------------------------------------------------------------------

    def move_head(
        self,
        name: str,
        slot: str,
        to: Digest,
        made_from: tuple[tuple[str, str], ...],
        at_ms: int,
    ) -> None:
        """Point `name`'s `slot` to a value; nothing is added if it points there already."""
        held = self.head(name, slot)
        if held is not None and (held.digest, held.made_from) == (to, made_from):
            return
        with _said(self.folder):
            self._db.execute(
                "INSERT INTO head VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    ulid(at_ms, os.urandom(10)), name, slot, to,
                    canonical(made_from).decode(), "local", at_ms,
                ),
            )  # fmt: skip

    def head(self, name: str, slot: str) -> Head | None:
        """Where `name`'s `slot` points now."""
        with _said(self.folder):
            row = self._db.execute(
                "SELECT digest, made_from, at_ms FROM head WHERE name = ? AND slot = ? "
                "ORDER BY rowid DESC LIMIT 1",
                (name, slot),
            ).fetchone()
        if row is None:
            return None
        made_from = msgspec.json.decode(row[1], type=tuple[tuple[str, str], ...])
        return Head(Digest(row[0]), made_from, row[2])

    def names(self, slot: str) -> tuple[str, ...]:
        """Every name that has a head in `slot`, in order."""
        with _said(self.folder):
            rows = self._db.execute(
                "SELECT DISTINCT name FROM head WHERE slot = ? ORDER BY name", (slot,)
            ).fetchall()
        return tuple(name for (name,) in rows)

    def close(self) -> None:
        """Close the database."""
        self._db.close()


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    """Turn what SQLite says of the disk into words for a person."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a happening was to be changed: a mistake of this program, not of the disk
    except sqlite3.DatabaseError as error:
        full = "full" in str(error) or not has_room(folder)
        code = "store.disk_full" if full else "store.database_failed"
        raise Outside(code, path=folder, why=str(error)) from error


def open_store(folder: Path) -> Store:
    """The store in `folder`, made if it is not there."""
    make_folder(folder)
    with explained(folder), _said(folder):
        database = connect(folder / "house.db")
    return Store(folder, Blobs(make_folder(folder / "blobs")), database)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the house alone for the block; a second run is refused at once."""
    make_folder(folder)
    with explained(folder):
        handle = os.open(folder / "house.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict("store.house_in_use", path=folder) from error
        yield
    finally:
        os.close(handle)
