"""The tables of members: who they are, how they prove it, what they are logged in with.

A person of the channel is a `channel_member`; `account` is an account of the books. What a
person could use to get in (a cookie, a token, a one-time code) stands here only as its
SHA-256, a password and a PIN only as their Argon2id hash, the secret of an authenticator only
encrypted. These rows change, but for consents; what changed is told by the log `accounts`.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from piying.store.guards import guards
from piying.store.tables import NUMBER, WORDS

MEMBERS = MetaData()

member = Table(
    "channel_member",
    MEMBERS,
    Column("id", WORDS, primary_key=True),
    Column("sort", WORDS, nullable=False),
    Column("name", WORDS, nullable=False),
    Column("handle", WORDS, unique=True),
    Column("party", WORDS, nullable=False),
    Column("minors", NUMBER, nullable=False),
    Column("pin", WORDS, nullable=False),
    Column("made_ms", NUMBER, nullable=False),
    Column("closed_ms", NUMBER),
    CheckConstraint("sort IN ('anonymous', 'viewer', 'staff')", name="channel_member_sort"),
    CheckConstraint("minors IN (0, 1)", name="channel_member_minors"),
)
"""`handle` is what is typed to log in, folded; null for the anonymous."""

duty = Table(
    "channel_duty",
    MEMBERS,
    Column("member", WORDS, ForeignKey("channel_member.id"), primary_key=True),
    Column("duty", WORDS, primary_key=True),
)

credential = Table(
    "channel_credential",
    MEMBERS,
    Column("id", WORDS, primary_key=True),
    Column("member", WORDS, ForeignKey("channel_member.id"), nullable=False),
    Column("sort", WORDS, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("uses", NUMBER, nullable=False),
    Column("name", WORDS, nullable=False),
    Column("made_ms", NUMBER, nullable=False),
    Column("used_ms", NUMBER, nullable=False),
    CheckConstraint("sort IN ('password', 'passkey')", name="channel_credential_sort"),
    Index("channel_credential_of", "member", "sort"),
)
"""`data` is an Argon2id hash, or the public key of a passkey in COSE; `uses` its counter."""

login = Table(
    "channel_login",
    MEMBERS,
    Column("id", WORDS, primary_key=True),
    Column("digest", WORDS, nullable=False, unique=True),
    Column("member", WORDS, ForeignKey("channel_member.id"), nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    Column("seen_ms", NUMBER, nullable=False),
    Column("idle_ms", NUMBER, nullable=False),
    Column("until_ms", NUMBER, nullable=False),
    Column("proved_ms", NUMBER, nullable=False),
    Column("ended_ms", NUMBER),
    Column("device", WORDS, nullable=False),
    Column("factor_ms", NUMBER, nullable=False),
    Index("channel_login_of", "member", "at_ms"),
)
"""`idle_ms` is how long it lasts unused, `factor_ms` when a second factor was given at it or 0.
One that ended stays ended."""

factor = Table(
    "channel_factor",
    MEMBERS,
    Column("member", WORDS, ForeignKey("channel_member.id"), primary_key=True),
    Column("secret", LargeBinary),
    Column("wanted", LargeBinary),
    Column("step", NUMBER, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
)
"""The authenticator of a member. `secret` is encrypted, null until a first code was given;
`wanted` is the one that is being set up; `step` is the last time step whose code was used."""

consent = Table(
    "channel_consent",
    MEMBERS,
    Column("id", WORDS, primary_key=True),
    Column("member", WORDS, ForeignKey("channel_member.id"), nullable=False),
    Column("purpose", WORDS, nullable=False),
    Column("version", WORDS, nullable=False),
    Column("given", NUMBER, nullable=False),
    Column("at_ms", NUMBER, nullable=False),
    CheckConstraint("given IN (0, 1)", name="channel_consent_given"),
    Index("channel_consent_of", "member", "purpose"),
)
"""What somebody agreed to, or took back, in which version of the text; the last row holds."""

code = Table(
    "channel_code",
    MEMBERS,
    Column("digest", WORDS, primary_key=True),
    Column("purpose", WORDS, nullable=False),
    Column("member", WORDS, nullable=False),
    Column("until_ms", NUMBER, nullable=False),
    Column("used_ms", NUMBER),
    Index("channel_code_of", "member", "purpose"),
)
"""What is used once: codes for enrolling, challenges to a passkey (for nobody: no member)."""

token = Table(
    "channel_token",
    MEMBERS,
    Column("id", WORDS, primary_key=True),
    Column("member", WORDS, ForeignKey("channel_member.id"), nullable=False),
    Column("name", WORDS, nullable=False),
    Column("prefix", WORDS, nullable=False),
    Column("digest", WORDS, nullable=False),
    Column("scopes", WORDS, nullable=False),
    Column("made_ms", NUMBER, nullable=False),
    Column("until_ms", NUMBER, nullable=False),
    Column("used_ms", NUMBER),
    Column("ended_ms", NUMBER),
    UniqueConstraint("prefix", name="channel_token_prefix"),
    Index("channel_token_of", "member", "made_ms"),
)
"""`prefix` is the open part by which it is found; `scopes` are separated by spaces."""

throttle = Table(
    "channel_throttle",
    MEMBERS,
    Column("key", WORDS, primary_key=True),
    Column("full_ms", NUMBER, nullable=False),
    Column("failures", NUMBER, nullable=False),
    Column("until_ms", NUMBER, nullable=False),
)
"""`full_ms` is when the bucket is full again, `until_ms` when the next try may be made."""


def create(connection: Connection) -> None:
    """Make the tables in a database that has none of them."""
    MEMBERS.create_all(connection)
    for statement in guards(connection.dialect.name, consent.name, ("id",)):
        connection.exec_driver_sql(statement)
