"""Tokens of the API in the database: found by their open prefix, compared by their SHA-256."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from sqlalchemy import Row, insert, select, update

from piying.model.errors import Missing
from piying.model.viewer import Scope
from piying.store.channel import membertables as tables
from piying.store.engine import Database

TOUCH_MS = 60_000
"""How old the last use may be before it is written anew."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the API, without its secret."""

    id: str
    member: str
    """Who made it: it may never do more than they may."""
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    made_ms: int
    until_ms: int
    used_ms: int | None = None
    ended_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a house."""

    database: Database

    def add(self, token: Token, digest: str) -> None:
        """Keep a token whose secret has the SHA-256 `digest`."""
        with self.database.writing(durable=True) as connection:
            connection.execute(
                insert(tables.token).values(
                    id=token.id, member=token.member, name=token.name, prefix=token.prefix,
                    digest=digest, scopes=" ".join(one.value for one in token.scopes),
                    made_ms=token.made_ms, until_ms=token.until_ms,
                )
            )  # fmt: skip

    def found(self, prefix: str, digest: str, now_ms: int) -> Token | None:
        """The token, if it still holds; its use is noted."""
        rows = tables.token
        with self.database.reading() as connection:
            row = connection.execute(select(rows).where(rows.c.prefix == prefix)).first()
        if row is None or not hmac.compare_digest(str(row.digest), digest):
            return None
        if row.ended_ms is not None or now_ms >= row.until_ms:
            return None
        if row.used_ms is None or now_ms - row.used_ms >= TOUCH_MS:
            with self.database.writing() as connection:
                connection.execute(
                    update(rows).where(rows.c.id == row.id).values(used_ms=now_ms)
                )
        return _token(row)

    def of(self, member: str) -> tuple[Token, ...]:
        """Every token of a member, oldest first, the ended too."""
        rows = tables.token
        asked = select(rows).where(rows.c.member == member).order_by(rows.c.made_ms, rows.c.id)
        with self.database.reading() as connection:
            return tuple(_token(row) for row in connection.execute(asked))

    def end(self, name: str, at_ms: int) -> Token:
        """The token, ended now; ended before, it stays as it ended.

        Raises:
            Missing: there is none of that name.
        """
        rows = tables.token
        with self.database.writing(durable=True) as connection:
            row = connection.execute(select(rows).where(rows.c.id == name)).first()
            if row is None:
                raise Missing("accounts.no_token")
            connection.execute(
                update(rows)
                .where(rows.c.id == name, rows.c.ended_ms.is_(None))
                .values(ended_ms=at_ms)
            )
        return _token(row)

    def end_all(self, member: str, at_ms: int) -> int:
        """End every token of a member; how many were open."""
        rows = tables.token
        with self.database.writing(durable=True) as connection:
            ended = connection.execute(
                update(rows)
                .where(rows.c.member == member, rows.c.ended_ms.is_(None))
                .values(ended_ms=at_ms)
            )
        return int(ended.rowcount)


def _token(row: Row[tuple[object, ...]]) -> Token:
    return Token(
        row.id, row.member, row.name, row.prefix,
        tuple(Scope(one) for one in str(row.scopes).split()),
        row.made_ms, row.until_ms, row.used_ms, row.ended_ms,
    )  # fmt: skip
