"""Which blobs the database names: what a bucket must have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import select

from piying.model.canon import Digest
from piying.store import tables
from piying.store.bucket.room import DIGEST
from piying.store.engine import Database
from piying.store.pressed import plain

BLOB, BLOBS = "blob", "blobs"
"""Under these keys every value names its blobs."""
BROUGHT = ("media_type", "sha256")
"""A file as a person brought it has both."""
OTHERWISE = {"foreign.1": "file", "day.1": "world"}
"""Kinds of values that name a blob under another key."""
SOURCE = "source"
"""The slot of heads that point to a blob and not to a value."""
TAKE = "take"


def named_blobs(database: Database) -> dict[Digest, str]:
    """Every blob that a value, a take or a head names, and what sort of thing names it."""
    found: dict[Digest, str] = {}
    objects, takes, heads = tables.objects.c, tables.take.c, tables.head.c
    with database.reading() as open_one:
        held = select(objects.digest, objects.kind, objects.data)
        for digest, kind, data in open_one.execute(held):
            value = msgspec.json.decode(plain(data, digest))
            found |= dict.fromkeys(_named(value, OTHERWISE.get(kind)), kind.partition(".")[0])
        for data in open_one.execute(select(takes.data)).scalars():
            found |= dict.fromkeys(_named(msgspec.json.decode(data), None), TAKE)
        sources = select(heads.digest).where(heads.slot == SOURCE)
        found |= dict.fromkeys(map(Digest, open_one.execute(sources).scalars()), SOURCE)
    return found


def _named(value: Any, other: str | None) -> Iterator[Digest]:  # noqa: ANN401 - any JSON
    """The blobs that `value` names anywhere in it."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one, other)
    if not isinstance(value, dict):
        return
    brought = BROUGHT[1] if value.keys() >= set(BROUGHT) else None
    for key, one in value.items():
        if key in {BLOB, other, brought} and isinstance(one, str) and DIGEST.fullmatch(one):
            yield Digest(one)
        elif key == BLOBS and isinstance(one, list):
            yield from (Digest(each) for each in one if DIGEST.fullmatch(str(each)))
        else:
            yield from _named(one, other)
