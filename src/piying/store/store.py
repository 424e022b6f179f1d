"""The store of one house: a folder with blobs and a lock, and a database."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import IntegrityError

from piying.model.canon import Digest, canonical, decode, digest_bytes, kind_of
from piying.model.errors import Conflict, Missing
from piying.model.ids import ulid
from piying.model.take import Take
from piying.store import tables
from piying.store.blobs import Blobs
from piying.store.bucket.address import Address
from piying.store.bucket.bucket import Bucket, bucket_at
from piying.store.disk import explained, make_folder
from piying.store.engine import Database, open_database
from piying.store.pressed import plain, pressed
from piying.store.schema import bring_up

T = TypeVar("T")

PUT = text(
    "INSERT INTO object (digest, kind, data) VALUES (:digest, :kind, :data) "
    "ON CONFLICT (digest) DO NOTHING"
)


# made once: to make a statement costs more than to run it
_OBJECT = select(tables.objects.c.data).where(tables.objects.c.digest == bindparam("digest"))
_TAKES = (
    select(tables.take.c.data)
    .where(tables.take.c.recipe == bindparam("recipe"))
    .order_by(tables.take.c.id)
)
_TAKE = select(tables.take.c.data).where(tables.take.c.id == bindparam("name"))
_CHOICE = (
    select(tables.choice.c.take)
    .where(tables.choice.c.recipe == bindparam("recipe"))
    .order_by(tables.choice.c.seq.desc())
    .limit(1)
)
_CHOICES = (
    select(tables.choice.c.take, tables.choice.c.by, tables.choice.c.why, tables.choice.c.at_ms)
    .where(tables.choice.c.recipe == bindparam("recipe"))
    .order_by(tables.choice.c.seq)
)
_HEAD = (
    select(tables.head.c.digest, tables.head.c.made_from, tables.head.c.at_ms)
    .where(tables.head.c.name == bindparam("name"), tables.head.c.slot == bindparam("slot"))
    .order_by(tables.head.c.seq.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a name points, and what the thing it points to was made from."""

    digest: Digest
    made_from: tuple[tuple[str, str], ...]
    """(what, digest) of every input, so that a change can be named."""
    at_ms: int


@dataclass(frozen=True, slots=True)
class Choice:
    """That somebody chose a take, and why."""

    take: str
    by: str
    why: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an append-only log."""

    seq: int
    hash: str
    data: bytes
    at_ms: int


@dataclass(frozen=True, slots=True)
class Store:
    """Objects, blobs, takes, heads and logs of one house."""

    folder: Path
    blobs: Blobs
    database: Database
    bucket: Bucket | None = None
    """Where blobs are kept durably; None: the folder is all there is."""

    # --- values -------------------------------------------------------------------------

    def put(self, value: object) -> Digest:
        """Keep a value under its digest."""
        return self.put_all([value])[0]

    def put_all(self, values: Iterable[object]) -> tuple[Digest, ...]:
        """Keep values, each under its digest; all of them or none."""
        rows = [_row(value) for value in values]
        if rows:
            with self.database.writing() as open_one:
                open_one.execute(PUT, rows)
        return tuple(Digest(str(row["digest"])) for row in rows)

    def get(self, digest: Digest, kind: type[T]) -> T:
        """The value of type `kind` that is named `digest`."""
        with self.database.reading() as open_one:
            data = open_one.execute(_OBJECT, {"digest": digest}).scalar()
        if data is None:
            raise Missing("store.object_missing", digest=digest[:12])
        return decode(plain(data, digest), kind)

    @contextmanager
    def together(self, *, durable: bool = False) -> Iterator[None]:
        """All that the block keeps or moves happens, or nothing of it.

        With `durable` not even a power cut undoes it afterwards.
        """
        with self.database.writing(durable=durable):
            yield

    # --- takes --------------------------------------------------------------------------

    def add_take(self, take: Take) -> None:
        """Append a take."""
        row = {
            "id": take.id, "recipe": take.recipe, "outcome": take.outcome.value,
            "blob": take.blob, "at_ms": take.at_ms, "data": canonical(take),
        }  # fmt: skip
        with self.database.writing() as open_one:
            open_one.execute(insert(tables.take), row)

    def takes(self, recipe: Digest) -> tuple[Take, ...]:
        """Every take of `recipe`, oldest first."""
        with self.database.reading() as open_one:
            found = open_one.execute(_TAKES, {"recipe": recipe}).scalars().all()
        return tuple(decode(data, Take) for data in found)

    def take(self, name: str) -> Take:
        """The take called `name`."""
        with self.database.reading() as open_one:
            data = open_one.execute(_TAKE, {"name": name}).scalar()
        if data is None:
            raise Missing("store.take_missing", take=name)
        return decode(data, Take)

    def choose(self, recipe: Digest, take: str, *, by: str, why: str, at_ms: int) -> None:
        """Point `recipe` to a take: one of its own, or of the same need with another seed."""
        self.take(take)
        row = {
            "id": ulid(at_ms, os.urandom(10)), "recipe": recipe, "take": take,
            "by": by, "why": why, "at_ms": at_ms,
        }  # fmt: skip
        with self.database.writing() as open_one:
            open_one.execute(insert(tables.choice), row)

    def choice(self, recipe: Digest) -> str | None:
        """The take that somebody chose for `recipe`, if anybody did."""
        with self.database.reading() as open_one:
            return open_one.execute(_CHOICE, {"recipe": recipe}).scalar()

    def choices(self, recipe: Digest) -> tuple[Choice, ...]:
        """Everything that was ever chosen for `recipe`, oldest first; the last holds."""
        with self.database.reading() as open_one:
            rows = open_one.execute(_CHOICES, {"recipe": recipe}).all()
        return tuple(Choice(*row) for row in rows)

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
        row = {
            "id": ulid(at_ms, os.urandom(10)), "name": name, "slot": slot, "digest": to,
            "made_from": canonical(made_from).decode(), "by": "local", "at_ms": at_ms,
        }  # fmt: skip
        held = self.head(name, slot)
        if held is not None and (held.digest, held.made_from) == (to, made_from):
            return
        with self.database.writing() as open_one:
            open_one.execute(insert(tables.head), row)

    def head(self, name: str, slot: str) -> Head | None:
        """Where `name`'s `slot` points now."""
        with self.database.reading() as open_one:
            row = open_one.execute(_HEAD, {"name": name, "slot": slot}).first()
        if row is None:
            return None
        made_from = msgspec.json.decode(row[1], type=tuple[tuple[str, str], ...])
        return Head(Digest(row[0]), made_from, row[2])

    def names(self, slot: str) -> tuple[str, ...]:
        """Every name that has a head in `slot`, in order."""
        at = tables.head.c
        named = select(at.name).where(at.slot == slot).distinct().order_by(at.name)
        with self.database.reading() as open_one:
            return tuple(open_one.execute(named).scalars())

    # --- logs ---------------------------------------------------------------------------

    def append_entry(self, log: str, seq: int, hash: str, data: bytes, at_ms: int) -> None:  # noqa: A002 - its column
        """Append entry `seq` of `log`; not even a power cut undoes it.

        Raises:
            Conflict: there is such an entry already.
        """
        row = {"log": log, "seq": seq, "hash": hash, "data": data, "at_ms": at_ms}
        try:
            with self.database.writing(durable=True) as open_one:
                open_one.execute(insert(tables.entry), row)
        except IntegrityError as error:
            raise Conflict("store.entry_taken", log=log, seq=seq) from error

    def entries(self, log: str, after: int = 0) -> tuple[Entry, ...]:
        """The entries of `log` behind number `after`, in order."""
        at = tables.entry.c
        found = (
            select(at.seq, at.hash, at.data, at.at_ms)
            .where(at.log == log, at.seq > after)
            .order_by(at.seq)
        )
        with self.database.reading() as open_one:
            return tuple([Entry(*row) for row in open_one.execute(found).all()])

    def last_entry(self, log: str) -> Entry | None:
        """The newest entry of `log`, if it has any."""
        at = tables.entry.c
        newest = (
            select(at.seq, at.hash, at.data, at.at_ms)
            .where(at.log == log)
            .order_by(at.seq.desc())
            .limit(1)
        )
        with self.database.reading() as open_one:
            row = open_one.execute(newest).first()
        return None if row is None else Entry(*row)

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def _row(value: object) -> dict[str, object]:
    """What is written down of a value."""
    data, kind = canonical(value), getattr(value, "kind", None)
    if type(kind) is not str:
        kind = kind_of(data)
    return {"digest": digest_bytes(data), "kind": kind, "data": pressed(data)}


def open_store(folder: Path, address: str = "", bucket: Address | None = None) -> Store:
    """The store in `folder`, made if it is not there; its database may be a server's.

    With `bucket` blobs are kept there, and the folder of blobs is a cache of it.
    """
    durable = None if bucket is None else bucket_at(bucket)
    make_folder(folder)
    with explained(folder):
        database = open_database(folder, address)
        try:
            bring_up(database)
        except BaseException:
            database.close()
            raise
    blobs = Blobs(make_folder(folder / "blobs"), durable)
    return Store(folder, blobs, database, durable)


@contextmanager
def held(folder: Path, address: str = "") -> Iterator[None]:
    """Hold the house alone for the block; a second run is refused at once.

    A house whose database is a server's is held there as well, against other machines.
    """
    make_folder(folder)
    with explained(folder):
        handle = os.open(folder / "house.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict("store.house_in_use", path=folder) from error
        if not address:
            yield
            return
        server = open_database(folder, address)
        try:
            with server.alone():
                yield
        finally:
            server.close()
    finally:
        os.close(handle)
