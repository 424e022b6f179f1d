"""The database of a house: SQLite in its folder, or PostgreSQL where an address names one.

A block that reads sees one state; a block that writes happens whole or not at all. On SQLite
a writing block begins with BEGIN IMMEDIATE, so that it never fails half way because another
wrote meanwhile. A block inside a block of the same thread belongs to the outer one.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError

from piying.model.errors import Conflict, Invalid, Missing, Outside, PiyingError
from piying.store.disk import has_room

BUSY_SECONDS = 30
"""How long a block waits for another that writes."""
CONNECT_SECONDS = 10
IDLE_MS = 30_000
"""PostgreSQL ends a transaction whose program sleeps longer: others wait for its rows."""

SQLITE_MIN = (3, 37)
"""The first version with STRICT tables, which keep words out of columns of numbers."""
GUARDING = ("foreign_keys", "recursive_triggers")
"""What SQLite has to enforce on every connection: without the first, lines without an entry are
kept; without the second, INSERT OR REPLACE removes what no trigger saw removed."""

HOUSE_LOCK = "SELECT pg_try_advisory_lock(hashtextextended('piying ' || current_schema(), 0))"
HOUSE_FREE = "SELECT pg_advisory_unlock(hashtextextended('piying ' || current_schema(), 0))"
MONEY_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('money ' || current_schema(), 0))"
MIGRATION_LOCK = (
    "SELECT pg_advisory_xact_lock(hashtextextended('shape ' || current_schema(), 0))"
)


class Database:
    """One database, for any number of threads."""

    def __init__(self, engine: Engine, folder: Path, place: str) -> None:
        self.place = place
        """What a person calls it: a path, or an address without its password."""
        self._folder = folder
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._durable = engine.execution_options(writes=True, durable=True)
        self._mine = threading.local()
        self._turn = threading.Lock()

    @property
    def is_server(self) -> bool:
        """Whether it is PostgreSQL."""
        return self._engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state for the whole block."""
        open_one: Connection | None = getattr(self._mine, "connection", None)
        if open_one is not None:
            with self._explained():
                yield open_one
            return
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[Connection]:
        """A connection whose changes all happen at the end of the block, or none of them.

        With `durable` they have reached the disk by then: not even a power cut undoes them.
        """
        open_one: Connection | None = getattr(self._mine, "connection", None)
        if open_one is not None:
            if durable and not self._mine.durable:
                raise AssertionError("a durable block inside one that is not")
            with self._explained():
                yield open_one
            return
        engine = self._durable if durable else self._writer
        with self._in_turn(), self._explained(), engine.begin() as connection:
            self._mine.connection, self._mine.durable = connection, durable
            try:
                yield connection
            finally:
                self._mine.connection = None

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Wait here until no other thread writes to SQLite.

        SQLite has one writer, and lets the others sleep for longer and longer between looks:
        while a server is busy they would sleep most of the time.
        """
        taken = not self.is_server and self._turn.acquire(timeout=BUSY_SECONDS)
        try:
            yield
        finally:
            if taken:
                self._turn.release()

    def one_by_one(self, connection: Connection) -> None:
        """Wait until no other writing block stands between here and its end.

        SQLite has one writer anyway; PostgreSQL is asked for a lock of this name.
        """
        if self.is_server:
            connection.execute(text(MONEY_LOCK))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only run on this server's database for the block.

        Raises:
            Conflict: another run is.
        """
        with self._explained(), self._engine.connect() as connection:
            lasting = connection.execution_options(isolation_level="AUTOCOMMIT")
            if not lasting.execute(text(HOUSE_LOCK)).scalar_one():
                raise Conflict("store.house_in_use", path=self.place)
            try:
                yield
                # The server notices later that a connection was closed, and the lock with it:
                # whoever comes next at once would be refused.
                lasting.execute(text(HOUSE_FREE))
            finally:
                connection.invalidate()  # a lock that is left goes with it, not to the pool

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the database says of disk and network into words for a person."""
        try:
            yield
        except IntegrityError:
            raise  # a happening was to be changed: a mistake of this program, not of the disk
        except DBAPIError as error:
            raise self._said(error) from error

    def _said(self, error: DBAPIError) -> PiyingError:
        why = " ".join(str(error.orig).split()).rstrip("?. ")
        if self.is_server:
            lost = error.connection_invalidated or isinstance(error, OperationalError)
            code = "store.database_unreachable" if lost else "store.database_failed"
            return Outside(code, retryable=lost, path=self.place, why=why)
        full = "full" in why or not has_room(self._folder)
        code = "store.disk_full" if full else "store.database_failed"
        return Outside(code, path=self._folder, why=why)


def open_database(folder: Path, address: str = "") -> Database:
    """The database of the house in `folder`, or the server at `address`.

    Raises:
        Invalid: `address` is not that of a PostgreSQL database.
        Missing: what talks to PostgreSQL is not installed, or SQLite is too old.
    """
    if not address:
        if sqlite3.sqlite_version_info < SQLITE_MIN:
            needed = ".".join(map(str, SQLITE_MIN))
            raise Missing("books.sqlite_old", found=sqlite3.sqlite_version, needed=needed)
        path = folder / "house.db"
        return Database(_sqlite(path), folder, str(path))
    url = server_url(address)
    asked = url.query.get("options", "")
    options = asked if isinstance(asked, str) else " ".join(asked)
    options += f" -c idle_in_transaction_session_timeout={IDLE_MS}"
    arguments = {"connect_timeout": CONNECT_SECONDS, "options": options}
    try:
        engine = create_engine(
            url, pool_pre_ping=True, pool_size=8, max_overflow=24, connect_args=arguments,
            hide_parameters=True,
        )  # fmt: skip
    except ModuleNotFoundError as error:
        raise Missing("store.no_driver", package=error.name) from error
    return Database(engine, folder, without_password(address))


def server_url(address: str) -> URL:
    """`address` as SQLAlchemy reads it: postgresql://user@host:port/name.

    Raises:
        Invalid: it is not the address of a PostgreSQL database.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise Invalid("store.bad_database", value=without_password(address)) from error
    if url.drivername not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise Invalid("store.bad_database", value=without_password(address))
    return url.set(drivername="postgresql+psycopg")


def without_password(address: str) -> str:
    """`address` as it may be shown and written down."""
    scheme, mark, rest = address.partition("://")
    user, at, host = rest.rpartition("@")
    if not at:
        return address
    return f"{scheme}{mark}{user.partition(':')[0]}:***@{host}"


def _sqlite(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _record: object) -> None:
        try:
            _set_up(connection)
        except BaseException:
            connection.close()  # nobody else knows of it yet
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        level = "FULL" if options.get("durable") else "NORMAL"
        if connection.info.get("synchronous") != level:
            connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
            connection.info["synchronous"] = level
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine


def _set_up(connection: sqlite3.Connection) -> None:
    connection.isolation_level = None  # blocks begin in `begin`, not where the driver likes
    connection.execute("PRAGMA journal_mode = WAL")
    for setting in GUARDING:
        connection.execute(f"PRAGMA {setting} = ON")
        if connection.execute(f"PRAGMA {setting}").fetchone() != (1,):
            raise Outside("books.database_unsafe", setting=setting)
