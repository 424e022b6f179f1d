"""Sales in the database: each is there once, whoever tells it how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import insert, select

from piying.model.canon import canonical, decode
from piying.model.errors import Conflict
from piying.model.sale import Sale
from piying.store import tables
from piying.store.engine import Database

AT_ONCE = 500
"""Names looked up in one question."""


@dataclass(frozen=True, slots=True)
class Sales:
    """The sales of a house."""

    database: Database

    def add(self, sales: Iterable[Sale], at_ms: int) -> int:
        """Keep `sales`, all or none; how many were new.

        Raises:
            Conflict: one was told before, and otherwise.
        """
        told: dict[str, bytes] = {}
        for sale in sales:
            data = canonical(sale)
            if told.setdefault(sale.id, data) != data:
                raise Conflict("sales.told_twice", sale=sale.id)
        rows = tables.sale
        with self.database.writing(durable=True) as connection:
            fresh = dict(told)
            names = list(told)
            for first in range(0, len(names), AT_ONCE):
                some = names[first : first + AT_ONCE]
                found = connection.execute(
                    select(rows.c.id, rows.c.data).where(rows.c.id.in_(some))
                )
                for name, data in found:
                    if bytes(data) != told[name]:
                        raise Conflict("sales.told_twice", sale=name)
                    fresh.pop(name)
            if fresh:
                days = {name: decode(data, Sale).day for name, data in fresh.items()}
                connection.execute(
                    insert(rows),
                    [
                        {"id": name, "day": days[name], "data": data, "at_ms": at_ms}
                        for name, data in fresh.items()
                    ],
                )
        return len(fresh)

    def upto(self, day: str, at_ms: int | None = None) -> Iterator[Sale]:
        """Every sale of `day` and before, in the order of their days and names.

        With `at_ms`, only what was entered by then.
        """
        rows = tables.sale
        asked = select(rows.c.data).where(rows.c.day <= day).order_by(rows.c.day, rows.c.id)
        if at_ms is not None:
            asked = asked.where(rows.c.at_ms <= at_ms)
        with self.database.reading() as connection:
            for (data,) in connection.execute(asked):
                yield decode(bytes(data), Sale)
