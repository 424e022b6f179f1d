"""Consents in the database: rows that are only added; the last of a purpose holds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select

from piying.model.viewer import Consent, Purpose
from piying.store.channel import membertables as tables
from piying.store.engine import Database


@dataclass(frozen=True, slots=True)
class Consents:
    """The consents of a house."""

    database: Database

    def add(self, given: Consent) -> None:
        """Keep what somebody agreed to, or took back."""
        with self.database.writing(durable=True) as connection:
            connection.execute(
                insert(tables.consent).values(
                    id=given.id, member=given.account, purpose=given.purpose.value,
                    version=given.version, given=int(given.given), at_ms=given.at_ms,
                )
            )  # fmt: skip

    def last(self, member: str) -> tuple[Consent, ...]:
        """The last word of a member on each purpose, in the order of purposes."""
        rows = tables.consent
        asked = select(rows).where(rows.c.member == member).order_by(rows.c.at_ms, rows.c.id)
        with self.database.reading() as connection:
            told = {
                Purpose(row.purpose): Consent(
                    row.id, row.member, Purpose(row.purpose), row.version, bool(row.given),
                    row.at_ms,
                )
                for row in connection.execute(asked)
            }  # fmt: skip
        return tuple(told[one] for one in Purpose if one in told)
