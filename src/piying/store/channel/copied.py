"""Everything that the channel keeps of one account, row by row, without what is secret of it.

Every table with an account in it stands in `SECTIONS` or in `LEFT_OUT`; a test holds it so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, select

from piying.store.channel import membertables, paytables, viewtables
from piying.store.channel import tables as channel
from piying.store.engine import Database

ROWS_MAX = 20_000
"""Of one section, the newest; no account has as many by hand."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one table that are somebody's."""

    table: Table
    owner: str
    """The column with the account, or with what `through` leads to it."""
    secret: tuple[str, ...] = ()
    """Columns that are not told: whoever has them gets in."""
    through: tuple[Table, str] | None = None
    """Another table with the account, and its column that `owner` names."""


SECTIONS: Mapping[str, Section] = {
    "account": Section(membertables.member, "id", ("pin",)),
    "duties": Section(membertables.duty, "member"),
    "ways": Section(membertables.credential, "member", ("data",)),
    "authenticator": Section(membertables.factor, "member", ("secret", "wanted")),
    "logins": Section(membertables.login, "member", ("digest",)),
    "tokens": Section(membertables.token, "member", ("digest",)),
    "consents": Section(membertables.consent, "member"),
    "plans": Section(channel.begun, "account"),
    "rights": Section(channel.granted, "account", ("seq",)),
    "rights_ended": Section(channel.ended, "granted", (), (channel.granted, "id")),
    "rewards": Section(channel.reward, "account"),
    "orders": Section(paytables.order, "account", ("seq",)),
    "order_steps": Section(paytables.step, "order_id", ("seq", "by"), (paytables.order, "id")),
    "coins": Section(paytables.lot, "account", ("seq",)),
    "memberships": Section(paytables.membership, "account"),
    "openings": Section(paytables.opening, "granted", (), (paytables.membership, "granted")),
    "habits": Section(paytables.habit, "account", ("seq",)),
    "places": Section(viewtables.progress, "account"),
    "forgotten": Section(viewtables.forgotten, "account"),
    "favourites": Section(viewtables.favourite, "account"),
    "likes": Section(viewtables.liked, "account"),
    "watched": Section(viewtables.watched, "account"),
    "comments": Section(viewtables.comment, "id", ("seq",), (viewtables.author, "comment")),
    "reports": Section(viewtables.report, "account", ("seq",)),
}

LEFT_OUT: Mapping[str, str] = {
    "channel_code": "what is used once, as digests",
    "channel_comment_author": "told with the comments",
    "channel_report_open": "told with the reports",
}


def copied(database: Database, account: str) -> dict[str, list[Row]]:
    """What the channel keeps of `account`, by section; newest first where rows have a time."""
    with database.reading() as connection:
        return {name: _rows(connection, one, account) for name, one in SECTIONS.items()}


def _rows(connection: Connection, section: Section, account: str) -> list[Row]:
    table = section.table
    shown = [one for one in table.columns if one.name not in section.secret]
    asked = select(*shown).where(_own(section, account)).limit(ROWS_MAX)
    order = [table.c[name].desc() for name in ("at_ms", "seq") if name in table.c]
    asked = asked.order_by(*order)
    return [
        {name: _told(value) for name, value in row._mapping.items()}  # noqa: SLF001 - public
        for row in connection.execute(asked)
    ]


def _own(section: Section, account: str) -> ColumnElement[bool]:
    column = section.table.c[section.owner]
    if section.through is None:
        return column == account
    other, key = section.through
    return column.in_(select(other.c[key]).where(other.c.account == account))


def _told(value: object) -> object:
    """A value as JSON has it; bytes are canonical values."""
    return json.loads(value) if isinstance(value, bytes) else value
