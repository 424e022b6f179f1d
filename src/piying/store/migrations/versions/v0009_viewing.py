"""What viewers leave behind: where they are, favourites, comments, reports."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Text,
    UniqueConstraint,
)

from piying.store.guards import guards

revision = "0009"
down_revision = "0008"

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")

KEYS = {
    "channel_comment": (("seq",), ("id",)),
    "channel_comment_step": (("seq",),),
    "channel_report": (("seq",), ("id",)),
    "channel_report_step": (("seq",), ("report",)),
}


def upgrade() -> None:
    """Make the tables and their guards."""
    _own()
    _comments()
    _reports()
    for table, keys in KEYS.items():
        for statement in guards(op.get_bind().dialect.name, table, *keys):
            op.get_bind().exec_driver_sql(statement)


def _own() -> None:
    op.create_table(
        "channel_progress",
        Column("account", WORDS, primary_key=True),
        Column("series", WORDS, primary_key=True),
        Column("episode", NUMBER, primary_key=True),
        Column("position_ms", NUMBER, nullable=False),
        Column("moment_ms", NUMBER, nullable=False),
    )
    op.create_index("channel_progress_of", "channel_progress", ["account", "moment_ms"])
    op.create_table(
        "channel_forgotten",
        Column("account", WORDS, primary_key=True),
        Column("series", WORDS, primary_key=True),
        Column("moment_ms", NUMBER, nullable=False),
    )
    op.create_table(
        "channel_favourite",
        Column("account", WORDS, primary_key=True),
        Column("series", WORDS, primary_key=True),
        Column("at_ms", NUMBER, nullable=False),
        Column("looked_ms", NUMBER, nullable=False),
    )
    op.create_index("channel_favourite_of", "channel_favourite", ["account", "at_ms"])
    op.create_table(
        "channel_like",
        Column("account", WORDS, primary_key=True),
        Column("series", WORDS, primary_key=True),
        Column("episode", NUMBER, primary_key=True),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_table(
        "channel_likes",
        Column("series", WORDS, primary_key=True),
        Column("episode", NUMBER, primary_key=True),
        Column("count", NUMBER, nullable=False),
        CheckConstraint("count >= 0", name="channel_likes_count"),
    )
    op.create_table(
        "channel_watched",
        Column("account", WORDS, primary_key=True),
        Column("day", NUMBER, primary_key=True),
        Column("ms", NUMBER, nullable=False),
    )


def _comments() -> None:
    op.create_table(
        "channel_comment",
        Column("seq", NUMBER, primary_key=True),
        Column("id", WORDS, nullable=False, unique=True),
        Column("series", WORDS, nullable=False),
        Column("episode", NUMBER, nullable=False),
        Column("release", WORDS, nullable=False),
        Column("position_ms", NUMBER, nullable=False),
        Column("text", WORDS, nullable=False),
        Column("at_ms", NUMBER, nullable=False),
    )
    op.create_table(
        "channel_comment_step",
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
    )
    op.create_index("channel_comment_step_of", "channel_comment_step", ["comment", "seq"])
    op.create_table(
        "channel_comment_author",
        Column("comment", WORDS, ForeignKey("channel_comment.id"), primary_key=True),
        Column("account", WORDS, nullable=False),
        Column("series", WORDS, nullable=False),
        Column("episode", NUMBER, nullable=False),
    )
    op.create_index(
        "channel_comment_author_of",
        "channel_comment_author",
        ["account", "series", "episode", "comment"],
    )
    op.create_table(
        "channel_comment_standing",
        Column("comment", WORDS, ForeignKey("channel_comment.id"), primary_key=True),
        Column("series", WORDS, nullable=False),
        Column("episode", NUMBER, nullable=False),
        Column("state", WORDS, nullable=False),
        Column("second", NUMBER, nullable=False),
        Column("rank", NUMBER, nullable=False),
        Column("step", NUMBER, nullable=False),
    )
    op.create_index(
        "channel_comment_standing_at",
        "channel_comment_standing",
        ["series", "episode", "state", "second", "rank"],
    )
    op.create_index(
        "channel_comment_standing_last",
        "channel_comment_standing",
        ["series", "episode", "step"],
    )
    op.create_index(
        "channel_comment_standing_in", "channel_comment_standing", ["state", "comment"]
    )


def _reports() -> None:
    op.create_table(
        "channel_report",
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
    )
    op.create_index("channel_report_of", "channel_report", ["series", "episode", "about"])
    op.create_table(
        "channel_report_step",
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
    op.create_table(
        "channel_report_open",
        Column("account", WORDS, primary_key=True),
        Column("about", WORDS, primary_key=True),
        Column("subject", WORDS, primary_key=True),
        Column("report", WORDS, ForeignKey("channel_report.id"), nullable=False),
    )
    op.create_index("channel_report_open_of", "channel_report_open", ["about", "subject"])
    op.create_index("channel_report_open_report", "channel_report_open", ["report"])
