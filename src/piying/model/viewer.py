"""Viewers, staff, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What an account is."""

    ANONYMOUS = "anonymous"
    """Known by a cookie alone; becomes a viewer without losing anything."""
    VIEWER = "viewer"
    STAFF = "staff"


class Duty(StrEnum):
    """What a member of the staff does."""

    PRODUCER = "producer"
    """Sees the figures and statements of their own series."""
    REVIEWER = "reviewer"
    EDITOR = "editor"
    """Listings, rails, comments."""
    FINANCE = "finance"
    """Settlement, payouts, refunds."""
    OPERATOR = "operator"
    """Accounts, releases, takedowns, settings."""


class Scope(StrEnum):
    """What a token of the API may do."""

    CATALOGUE = "catalogue:read"
    PLAYS = "plays:write"
    FIGURES = "figures:read"
    STATEMENTS = "statements:read"
    RELEASES = "releases:write"
    ACCOUNTS = "accounts:write"


class Deed(StrEnum):
    """What somebody asks to do."""

    WATCH = "watch"
    """The catalogue, and what they have a right to."""
    TELL_PLAYS = "tell_plays"
    OWN = "own"
    """Their own name, progress, favourites, logins."""
    PROVE = "prove"
    """Change how they prove who they are."""
    COMMENT = "comment"
    FIGURES = "figures"
    STATEMENTS = "statements"
    CLOSES = "closes"
    """What weeks came to for everybody, what is kept back and why."""
    REVIEW = "review"
    LIST = "list"
    """Listings, rails, comments of others."""
    RELEASE = "release"
    TAKE_DOWN = "take_down"
    SETTLE = "settle"
    PAY_OUT = "pay_out"
    REFUND = "refund"
    SEE_PAYMENTS = "see_payments"
    """Orders, refunds and coins of others."""
    MEMBERS = "members"
    """Invite, give and take duties, end logins and accounts of others."""
    SEE_MEMBERS = "see_members"
    TOKENS = "tokens"
    """Make tokens of the API."""
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody."""

    id: str
    sort: Sort
    name: str
    """What others see; empty for the anonymous."""
    duties: tuple[Duty, ...] = ()
    party: str = ""
    """The party whose series and statements a producer sees."""
    minors: bool = False
    """Minors mode: only what is for everybody, and a limit of time."""
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class Login:
    """One login of an account, as a row that can be ended."""

    id: str
    account: str
    at_ms: int
    until_ms: int
    proved_ms: int
    """When a password or a passkey was last given: for what asks for it anew."""
    device: str
    factor_ms: int = 0
    """When a second factor was given at this login; 0: not yet."""


class Purpose(StrEnum):
    """What somebody agrees to."""

    TERMS = "terms"
    PRIVACY = "privacy"
    """How what is kept of them is used."""
    GUARDIAN = "guardian"
    """A parent or guardian, for whoever is under 14 (PIPL, article 31)."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to, or took back."""

    id: str
    account: str
    purpose: Purpose
    version: str
    """Of the text that they were shown."""
    given: bool
    at_ms: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody is in a series."""

    account: str
    series: str
    episode: int
    position_ms: int
    at_ms: int
