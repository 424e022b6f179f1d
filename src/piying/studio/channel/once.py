"""Requests with an idempotency key: whoever asks again is answered as before.

The key is theirs, the answer is kept for a day. While the first is being done, a second is told
so; the same key with another request is refused. An answer that says that something is broken
is not kept, so that it can be asked again (IETF draft-ietf-httpapi-idempotency-key-header-07,
2025-10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from piying.model.errors import Conflict, Invalid
from piying.store.channel.requesttables import request
from piying.studio.house import House

KEPT_MS = 86_400_000
STALE_MS = 120_000
"""After so long an attempt that never ended counts as dead."""
KEY = re.compile(r"[!-~]{8,200}\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request that is being done for the first time."""

    who: str
    key: str


def begin(house: House, who: str, key: str, asked: str) -> Attempt | Answer:
    """The attempt to make, or the answer that was given to this request before.

    Args:
        house: where requests are kept.
        who: whose key it is.
        key: 8 to 200 visible ASCII characters.
        asked: the SHA-256 of what is asked.

    Raises:
        Invalid: the key is malformed, or was used for another request.
        Conflict: the first attempt is still being made.
    """
    if not KEY.match(key):
        raise Invalid("web.key_form")
    now = house.clock.now_ms()
    mine = (request.c.who == who) & (request.c.key == key)
    with house.store.database.writing() as connection:
        house.store.database.one_by_one(connection)
        row = connection.execute(
            select(request.c.asked, request.c.status, request.c.answer, request.c.at_ms)
            .where(mine)
        ).first()  # fmt: skip
        if row is not None and now - row.at_ms < (KEPT_MS if row.status else STALE_MS):
            if row.asked != asked:
                raise Invalid("web.other_request")
            if row.status is None:
                raise Conflict("web.in_progress")
            return Answer(row.status, bytes(row.answer))
        connection.execute(delete(request).where(mine))
        connection.execute(insert(request).values(who=who, key=key, asked=asked, at_ms=now))
        return Attempt(who, key)


def end(house: House, attempt: Attempt, answer: Answer | None) -> None:
    """Keep the answer; None: forget the attempt, so that it can be made again."""
    mine = (request.c.who == attempt.who) & (request.c.key == attempt.key)
    with house.store.database.writing(durable=True) as connection:
        if answer is None:
            connection.execute(delete(request).where(mine))
            return
        connection.execute(
            update(request).where(mine).values(status=answer.status, answer=answer.body)
        )


def sweep(house: House) -> int:
    """Forget what is no longer kept; how many."""
    before = house.clock.now_ms() - KEPT_MS
    with house.store.database.writing() as connection:
        return connection.execute(delete(request).where(request.c.at_ms < before)).rowcount
