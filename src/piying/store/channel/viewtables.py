"""The tables of what viewers leave behind, as they are today.

Comments, reports and what happened to them are happenings: rows that are never changed. Who
said something stands beside it, so that it can be taken away when an account is closed and
the comment stays. How a comment stands now, and which reports are open, is kept beside them
in the same transaction, so that asking costs one index.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
)

from piying.store.guards import guards
from piying.store.tables import NUMBER, WORDS

VIEWING = MetaData()

# --- one's own --------------------------------------------------------------------------

progress = Table(
    "channel_progress",
    VIEWING,
    Column("account", WORDS, primary_key=True),
    Column("series", WORDS, primary_key=True),
    Column("episode", NUMBER, primary_key=True),
    Column("position_ms", NUMBER, nullable=False),
    Column("moment_ms", NUMBER, nullable=False),
    Index("channel_progress_of", "account", "moment_ms"),
)
"""`moment_ms` is when somebody was there, by the clock of this server."""

forgotten = Table(
    "channel_forgotten",
    VIEWING,
    Column("account", WORDS, primary_key=True),
    Column("series", WORDS, primary_key=True),
    Column("moment_ms", NUMBER, nullable=False),
)
"""Until when somebody's history of a series (empty: all) was removed: what a device that was
away still tells of that time is not taken."""

favourite = Table(
    "channel_favourite",
    VIEWING,
    Column("account", WORDS, primary_key=True),
    Column("series", WORDS, primary_key=True),
    Column("at_ms", NUMBER, nullable=False),
    Column("looked_ms", NUMBER, nullable=False),
    Index("channel_favourite_of", "account", "at_ms"),
)
"""`looked_ms` is when they last saw which episodes there are."""

liked = Table(
    "channel_like",
    VIEWING,
    Column("account", WORDS, primary_key=True),
    Column("series", WORDS, primary_key=True),
    Column("episode", NUMBER, primary_key=True),
    Column("at_ms", NUMBER, nullable=False),
)

likes = Table(
    "channel_likes",
    VIEWING,
    Column("series", WORDS, primary_key=True),
    Column("episode", NUMBER, primary_key=True),
    Column("count", NUMBER, nullable=False),
    CheckConstraint("count >= 0", name="channel_likes_count"),
)
"""How many rows of `channel_like` an episode has."""

watched = Table(
    "channel_watched",
    VIEWING,
    Column("account", WORDS, primary_key=True),
    Column("day", NUMBER, primary_key=True),
    Column("ms", NUMBER, nullable=False),
)
"""How long somebody in minors mode watched on a day of China, in days since 1970."""

# --- comments ---------------------------------------------------------------------------

comment = Table(
    "channel_comment",
    VIEWING,
    Column("seq", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("series", WORDS, nullable=False),
    Column("episode", NUMBER, nullable=False),
    Column("release", WORDS, nullable=False),
    Column("position_ms", NUMBER, nullable=False),
    Column("text", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
)

comment_step = Table(
    "channel_comment_step",
    VIEWING,
    Column("seq", NUMBER, primary_key=True),
    Column("comment", WORDS, ForeignKey("channel_comment.id"), nullable=False),
    Column("act", WORDS, nullable=False),
    Column("by", WORDS, nullable=False),
    Column("rule", WORDS, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    CheckConstraint(
        "act IN ('shown', 'held', 'refused', 'removed', 'restored', 'withdrawn')",
        name="channel_comment_step_act",
    ),
    Index("channel_comment_step_of", "comment", "seq"),
)

author = Table(
    "channel_comment_author",
    VIEWING,
    Column("comment", WORDS, ForeignKey("channel_comment.id"), primary_key=True),
    Column("account", WORDS, nullable=False),
    Column("series", WORDS, nullable=False),
    Column("episode", NUMBER, nullable=False),
    Index("channel_comment_author_of", "account", "series", "episode", "comment"),
)
"""Whose a comment is; the row goes with the account."""

standing = Table(
    "channel_comment_standing",
    VIEWING,
    Column("comment", WORDS, ForeignKey("channel_comment.id"), primary_key=True),
    Column("series", WORDS, nullable=False),
    Column("episode", NUMBER, nullable=False),
    Column("state", WORDS, nullable=False),
    Column("second", NUMBER, nullable=False),
    Column("rank", NUMBER, nullable=False),
    Column("step", NUMBER, nullable=False),
    Index("channel_comment_standing_at", "series", "episode", "state", "second", "rank"),
    Index("channel_comment_standing_last", "series", "episode", "step"),
    Index("channel_comment_standing_in", "state", "comment"),
)
"""How a comment stands after its last step; `rank` says who goes first in a full second."""

# --- reports ----------------------------------------------------------------------------

report = Table(
    "channel_report",
    VIEWING,
    Column("seq", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("account", WORDS, nullable=False),
    Column("about", WORDS, nullable=False),
    Column("subject", WORDS, nullable=False),
    Column("series", WORDS, nullable=False),
    Column("episode", NUMBER, nullable=False),
    Column("wrong", WORDS, nullable=False),
    Column("text", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    CheckConstraint("about IN ('episode', 'comment')", name="channel_report_about"),
    Index("channel_report_of", "series", "episode", "about"),
)

report_step = Table(
    "channel_report_step",
    VIEWING,
    Column("seq", NUMBER, primary_key=True),
    Column("report", WORDS, ForeignKey("channel_report.id"), nullable=False),
    Column("answer", WORDS, nullable=False),
    Column("by", WORDS, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    CheckConstraint(
        "answer IN ('dismissed', 'removed', 'passed_on')", name="channel_report_step_answer"
    ),
    UniqueConstraint("report", name="channel_report_step_once"),
)

open_report = Table(
    "channel_report_open",
    VIEWING,
    Column("account", WORDS, primary_key=True),
    Column("about", WORDS, primary_key=True),
    Column("subject", WORDS, primary_key=True),
    Column("report", WORDS, ForeignKey("channel_report.id"), nullable=False),
    Index("channel_report_open_of", "about", "subject"),
    Index("channel_report_open_report", "report"),
)
"""The reports that nobody has decided: one of a person and a thing at a time."""

GUARDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "channel_comment": (("seq",), ("id",)),
    "channel_comment_step": (("seq",),),
    "channel_report": (("seq",), ("id",)),
    "channel_report_step": (("seq",), ("report",)),
}
"""Every table of happenings, each with what names a row of it."""


def create(connection: Connection) -> None:
    """Make the tables in a database that has none of them."""
    VIEWING.create_all(connection)
    for table, keys in GUARDED.items():
        for statement in guards(connection.dialect.name, table, *keys):
            connection.exec_driver_sql(statement)
