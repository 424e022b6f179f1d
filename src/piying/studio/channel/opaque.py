"""Secrets that nobody can guess, and what is kept of them: their SHA-256."""

from __future__ import annotations

import hashlib
import os
import secrets

from piying.model.ids import ulid

SECRET_BYTES = 32
CODE_GROUPS = 5
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 letters and digits that are not mistaken for each other: 5 bits each."""


def new_secret() -> str:
    """A secret of 256 bits in base64url."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_code() -> str:
    """A code of 125 bits that a person can type: five groups of five."""
    groups = (
        "".join(secrets.choice(CODE_LETTERS) for _ in range(5)) for _ in range(CODE_GROUPS)
    )
    return "-".join(groups)


def plain_code(typed: str) -> str:
    """A code as it was given out, however it was typed."""
    return "-".join(typed.upper().replace("-", " ").split())


def digest_of(secret: str) -> str:
    """What is kept of a secret; no salt is needed, for nobody can guess it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_id(at_ms: int) -> str:
    """A name for a row, which is no secret."""
    return ulid(at_ms, os.urandom(10))
