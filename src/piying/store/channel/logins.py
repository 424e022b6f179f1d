"""Logins and codes in the database: found by the SHA-256 of their secret, ended for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, update

from piying.model.errors import Missing
from piying.model.viewer import Login
from piying.store.channel import membertables as tables
from piying.store.engine import Database

TOUCH_MS = 60_000
"""How old the last sign of use may be before it is written anew."""
LISTED_MAX = 100


@dataclass(frozen=True, slots=True)
class Logins:
    """The logins of a house."""

    database: Database

    def open(self, login: Login, digest: str, idle_ms: int) -> None:
        """Keep a new login whose secret has the SHA-256 `digest`."""
        with self.database.writing(durable=True) as connection:
            connection.execute(
                insert(tables.login).values(
                    id=login.id, digest=digest, member=login.account, at_ms=login.at_ms,
                    seen_ms=login.at_ms, idle_ms=idle_ms, until_ms=login.until_ms,
                    proved_ms=login.proved_ms, device=login.device, factor_ms=login.factor_ms,
                )
            )  # fmt: skip

    def found(self, digest: str, now_ms: int) -> Login | None:
        """The login with that secret, if it still holds; its use is noted."""
        rows = tables.login
        asked = select(rows).where(rows.c.digest == digest)
        with self.database.reading() as connection:
            row = connection.execute(asked).first()
        if row is None or not _holds(
            row.ended_ms, row.until_ms, row.seen_ms, row.idle_ms, now_ms
        ):
            return None
        if now_ms - row.seen_ms >= TOUCH_MS:
            with self.database.writing() as connection:
                connection.execute(
                    update(rows)
                    .where(rows.c.id == row.id, rows.c.seen_ms < now_ms)
                    .values(seen_ms=now_ms)
                )
        return _login(row)

    def of(self, member: str, now_ms: int) -> tuple[Login, ...]:
        """The logins of a member that hold, newest first."""
        rows = tables.login
        asked = (
            select(rows)
            .where(rows.c.member == member, rows.c.ended_ms.is_(None), rows.c.until_ms > now_ms)
            .order_by(rows.c.at_ms.desc(), rows.c.id.desc())
            .limit(LISTED_MAX)
        )
        with self.database.reading() as connection:
            return tuple(
                _login(row)
                for row in connection.execute(asked)
                if _holds(row.ended_ms, row.until_ms, row.seen_ms, row.idle_ms, now_ms)
            )

    def end(self, member: str, name: str, at_ms: int) -> None:
        """End one login of a member; ended before, it stays as it ended.

        Raises:
            Missing: the member has none of that name.
        """
        rows = tables.login
        mine = (rows.c.id == name, rows.c.member == member)
        with self.database.writing(durable=True) as connection:
            if connection.execute(select(rows.c.id).where(*mine)).first() is None:
                raise Missing("accounts.no_login")
            connection.execute(
                update(rows).where(*mine, rows.c.ended_ms.is_(None)).values(ended_ms=at_ms)
            )

    def end_beyond(self, member: str, most: int, at_ms: int) -> None:
        """End the logins of a member beyond so many, those first that were unused longest."""
        rows = tables.login
        asked = (
            select(rows.c.id)
            .where(rows.c.member == member, rows.c.ended_ms.is_(None), rows.c.until_ms > at_ms)
            .order_by(rows.c.seen_ms.desc(), rows.c.id.desc())
            .limit(LISTED_MAX)
            .offset(most)
        )
        with self.database.writing(durable=True) as connection:
            over = connection.execute(asked).scalars().all()
            if over:
                connection.execute(
                    update(rows).where(rows.c.id.in_(over)).values(ended_ms=at_ms)
                )

    def sweep(self, before_ms: int) -> int:
        """Forget the logins that were over before then; how many."""
        rows = tables.login
        with self.database.writing() as connection:
            gone = connection.execute(
                rows.delete().where(
                    or_(
                        rows.c.until_ms < before_ms,
                        rows.c.ended_ms < before_ms,
                        rows.c.seen_ms + rows.c.idle_ms < before_ms,
                    )
                )
            )
        return int(gone.rowcount)

    def end_all(self, member: str, at_ms: int, but: str = "") -> int:
        """End every login of a member but one; how many were open."""
        rows = tables.login
        with self.database.writing(durable=True) as connection:
            ended = connection.execute(
                update(rows)
                .where(rows.c.member == member, rows.c.ended_ms.is_(None), rows.c.id != but)
                .values(ended_ms=at_ms)
            )
        return int(ended.rowcount)


@dataclass(frozen=True, slots=True)
class Codes:
    """What is used once."""

    database: Database

    def put(self, digest: str, purpose: str, member: str, until_ms: int) -> None:
        """Keep a code whose secret has the SHA-256 `digest`."""
        with self.database.writing(durable=True) as connection:
            connection.execute(
                insert(tables.code).values(
                    digest=digest, purpose=purpose, member=member, until_ms=until_ms
                )
            )

    def use(
        self, digest: str, purpose: str, now_ms: int, member: str | None = None
    ) -> str | None:
        """Use a code up: whose it is, empty for nobody's; None: it is not good (any more).

        Of two who use it at the same time, one gets it. One of somebody else than `member` is
        left as it is.
        """
        rows = tables.code
        whose = () if member is None else (rows.c.member == member,)
        with self.database.writing(durable=True) as connection:
            used = connection.execute(
                update(rows)
                .where(
                    rows.c.digest == digest, rows.c.purpose == purpose,
                    rows.c.used_ms.is_(None), rows.c.until_ms > now_ms, *whose,
                )
                .values(used_ms=now_ms)
            )  # fmt: skip
            if used.rowcount != 1:
                return None
            asked = select(rows.c.member).where(rows.c.digest == digest)
            return str(connection.execute(asked).scalar_one())

    def left(self, member: str, purpose: str, now_ms: int) -> int:
        """How many codes of a member for `purpose` are still good."""
        rows = tables.code
        asked = select(func.count()).where(
            rows.c.member == member, rows.c.purpose == purpose,
            rows.c.used_ms.is_(None), rows.c.until_ms > now_ms,
        )  # fmt: skip
        with self.database.reading() as connection:
            return int(connection.execute(asked).scalar_one())

    def end(self, member: str, purpose: str, now_ms: int) -> None:
        """Let no code of a member for `purpose` be used any more."""
        rows = tables.code
        with self.database.writing(durable=True) as connection:
            connection.execute(
                update(rows)
                .where(
                    rows.c.member == member, rows.c.purpose == purpose, rows.c.used_ms.is_(None)
                )
                .values(used_ms=now_ms)
            )

    def sweep(self, before_ms: int) -> int:
        """Forget what ended before then; how many."""
        rows = tables.code
        with self.database.writing() as connection:
            gone = connection.execute(
                rows.delete().where(
                    or_(rows.c.until_ms < before_ms, rows.c.used_ms < before_ms)
                )
            )
        return int(gone.rowcount)


def _login(row: Row[Any]) -> Login:
    return Login(
        row.id, row.member, row.at_ms, row.until_ms, row.proved_ms, row.device, row.factor_ms
    )


def _holds(ended: int | None, until: int, seen: int, idle: int, now_ms: int) -> bool:
    return ended is None and now_ms < until and now_ms - seen < idle
