"""Codes of an authenticator: six digits that are told by a shared secret and the time.

RFC 6238 (2011) over RFC 4226: HMAC-SHA-1, six digits, steps of 30 s, which every authenticator
knows. A code of the step before or after is taken too, for clocks that differ (RFC 6238, 5.2).
"""

from __future__ import annotations

import base64
import hashlib
import hmac

STEP_MS = 30_000
DIGITS = 6
SKEW_STEPS = 1
SECRET_BYTES = 20
"""As many as SHA-1 gives (RFC 4226, R6)."""


def step_at(now_ms: int) -> int:
    """The number of the time step of that moment."""
    return now_ms // STEP_MS


def code_at(secret: bytes, step: int) -> str:
    """The code of a time step, with its leading zeros."""
    told = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = told[-1] & 0x0F
    number = int.from_bytes(told[at : at + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: bytes, typed: str, now_ms: int) -> int | None:
    """The latest time step around now whose code `typed` is; None: of none."""
    given, now = typed.encode(), step_at(now_ms)
    found = None
    for step in range(max(0, now - SKEW_STEPS), now + SKEW_STEPS + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), given):
            found = step
    return found


def letters_of(secret: bytes) -> str:
    """The secret as a person types it into an authenticator: base32 without padding."""
    return base64.b32encode(secret).decode().rstrip("=")
