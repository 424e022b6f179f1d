"""Releases: what is out, and since when it no longer is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from piying.model.canon import Digest, canonical, decode
from piying.model.errors import Conflict, Missing
from piying.model.release import EVERYWHERE, Release
from piying.store.channel import tables
from piying.store.engine import Database


class Cause(StrEnum):
    """Why a release was withdrawn."""

    HAND = "hand"
    """Somebody withdrew it, for good: to bring it back, release it again."""
    NOTICE = "notice"
    """A takedown said so, and its reinstatement undoes it."""
    NEWER = "newer"
    """Another release of the episode stands in its place."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who withdrew or restored a release, and why."""

    cause: Cause
    reference: str
    """What it is about: the same is told once."""
    by: str
    why: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Held:
    """A release and what withdraws it."""

    release: Release
    withdrawn: tuple[Told, ...]

    @property
    def out(self) -> bool:
        """Whether nothing withdraws it; its window is another matter."""
        return not self.withdrawn

    def open_at(self, territory: str, at_ms: int) -> bool:
        """Whether it may be seen in `territory` then."""
        return self.out and self.release.window.open_at(territory, at_ms)


@dataclass(frozen=True, slots=True)
class Releases:
    """The releases of a house."""

    database: Database

    def add(self, release: Release) -> tuple[Release, ...]:
        """Put `release` out; the releases that it stands in the place of from now on.

        It has the place of those of its episode that were out in its territories.

        Raises:
            Conflict: one of them is out in others too, which would go dark.
        """
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            asked = (
                tables.released.c.series == release.series,
                tables.released.c.episode == release.episode,
            )
            before = [
                held.release
                for held in _held(connection, *asked)
                if held.out and _meet(held.release, release)
            ]
            for old in before:
                if not _within(old.window.territories, release.window.territories):
                    raise Conflict(
                        "release.territory_overlap",
                        name=f"{release.series}/e{release.episode:02d}",
                        have=",".join(old.window.territories),
                    )
            connection.execute(
                insert(tables.released).values(
                    id=release.id, series=release.series, episode=release.episode,
                    version=release.version, data=canonical(release), at_ms=release.at_ms,
                )
            )  # fmt: skip
            told = Told(Cause.NEWER, release.id, release.by, "", release.at_ms)
            for old in before:
                _add_step(connection, old.id, "withdrawn", told)
        return tuple(before)

    def withdraw(self, names: Iterable[str], told: Told) -> None:
        """Withdraw the releases called `names`; what was told before is not told again.

        Raises:
            Missing: there is no such release; nothing was withdrawn.
        """
        self._step(names, "withdrawn", told)

    def restore(self, names: Iterable[str], told: Told) -> None:
        """Undo what was withdrawn for this cause, and nothing else.

        Raises:
            Missing: there is no such release.
        """
        self._step(names, "restored", told)

    def release(self, name: str) -> Held:
        """The release called `name`.

        Raises:
            Missing: there is none.
        """
        with self.database.reading() as connection:
            found = _held(connection, tables.released.c.id == name)
        if not found:
            raise Missing("release.no_such_release", name=name)
        return found[0]

    def of(self, series: str, episode: int | None = None) -> tuple[Held, ...]:
        """Every release of a series, or of one episode, oldest first."""
        asked = [tables.released.c.series == series]
        if episode is not None:
            asked.append(tables.released.c.episode == episode)
        with self.database.reading() as connection:
            return _held(connection, *asked)

    def all(self) -> tuple[Held, ...]:
        """Every release there ever was, oldest first."""
        with self.database.reading() as connection:
            return _held(connection)

    def any(self) -> bool:
        """Whether there ever was one."""
        with self.database.reading() as connection:
            return (
                connection.execute(select(tables.released.c.seq).limit(1)).first() is not None
            )

    # --- keys ---------------------------------------------------------------------------

    def keep_key(self, ladder: Digest, secret: bytes, at_ms: int) -> None:
        """Keep the key of an encrypted ladder; the one that is there stays."""
        rows = tables.key
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            found = select(rows.c.ladder).where(rows.c.ladder == ladder)
            if connection.execute(found).first() is None:
                connection.execute(
                    insert(rows).values(ladder=ladder, secret=secret, at_ms=at_ms)
                )

    def has_key(self, ladder: Digest) -> bool:
        """Whether the pieces of a ladder are encrypted."""
        asked = select(tables.key.c.ladder).where(tables.key.c.ladder == ladder)
        with self.database.reading() as connection:
            return connection.execute(asked).first() is not None

    def key(self, name: str, territory: str, now_ms: int) -> bytes:
        """The key of a release that may be seen in `territory` now.

        Raises:
            Missing: it may not, or it has none.
        """
        held = self.release(name)
        rows = tables.key
        with self.database.reading() as connection:
            asked = select(rows.c.secret).where(rows.c.ladder == held.release.ladder)
            row = connection.execute(asked).first()
        if row is None or not held.open_at(territory, now_ms):
            raise Missing("release.not_out", name=name)
        return bytes(row[0])

    # --- inside -------------------------------------------------------------------------

    def _step(self, names: Iterable[str], act: str, told: Told) -> None:
        with self.database.writing(durable=True) as connection:
            self.database.one_by_one(connection)
            for name in names:
                if not _held(connection, tables.released.c.id == name):
                    raise Missing("release.no_such_release", name=name)
                _add_step(connection, name, act, told)


def _held(connection: Connection, *asked: object) -> tuple[Held, ...]:
    rows, steps = tables.released, tables.step
    found = select(rows.c.id, rows.c.data).where(*asked).order_by(rows.c.seq)  # type: ignore[arg-type]
    releases = {name: decode(bytes(data), Release) for name, data in connection.execute(found)}
    told = (
        select(
            steps.c.release, steps.c.act, steps.c.cause, steps.c.reference, steps.c.by,
            steps.c.why, steps.c.at_ms,
        )
        .join(rows, rows.c.id == steps.c.release)
        .where(*asked)  # type: ignore[arg-type]
        .order_by(steps.c.seq)
    )  # fmt: skip
    newest: dict[str, dict[Cause, Told | None]] = {}
    for name, act, cause, *rest in connection.execute(told):
        one = Told(Cause(cause), *rest) if act == "withdrawn" else None
        newest.setdefault(name, {})[Cause(cause)] = one
    return tuple(
        Held(release, tuple(one for one in newest.get(name, {}).values() if one))
        for name, release in releases.items()
    )


def _add_step(connection: Connection, name: str, act: str, told: Told) -> None:
    steps = tables.step
    same = select(steps.c.seq).where(
        steps.c.release == name, steps.c.act == act, steps.c.cause == told.cause.value,
        steps.c.reference == told.reference,
    )  # fmt: skip
    if connection.execute(same).first() is None:
        connection.execute(
            insert(steps).values(
                release=name, act=act, cause=told.cause.value, reference=told.reference,
                by=told.by, why=told.why, at_ms=told.at_ms,
            )
        )  # fmt: skip


def _meet(old: Release, new: Release) -> bool:
    """Whether somewhere both would be out."""
    here, there = old.window.territories, new.window.territories
    return EVERYWHERE in (*here, *there) or bool(set(here) & set(there))


def _within(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    return EVERYWHERE in new or set(old) <= set(new)
