"""Passwords and PINs as Argon2id hashes.

The parameters are those of OWASP's Password Storage Cheat Sheet (19 MiB, two passes, one lane;
read 2026-11-22). A hash made with others is made anew when its password is given next.
"""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from piying.studio.channel.opaque import new_secret

HASHER = PasswordHasher(
    time_cost=2, memory_cost=19_456, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)


def hashed(password: str) -> str:
    """What is kept of a password: parameters, a salt of its own, the hash."""
    return HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether `password` is the one; without one that is kept, no, and just as slowly."""
    try:
        HASHER.verify(kept or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept != ""


def is_old(kept: str) -> bool:
    """Whether it was made with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return hashed(new_secret())
