"""Names for happenings (ULID) and for series (slug)."""

from __future__ import annotations

import re
import unicodedata

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", re.ASCII)
SLUG_CHARACTERS_MAX = 60


def ulid(at_ms: int, entropy: bytes) -> str:
    """26 characters that sort by `at_ms`; `entropy` is 10 random bytes.

    Source: github.com/ulid/spec, read 2026-11-22.
    """
    number = (at_ms << 80) | int.from_bytes(entropy[:10], "big")
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def ulid_number(name: str) -> int | None:
    """The 128 bits of a ULID; None: `name` is none as `ulid` writes it."""
    if not _ULID.fullmatch(name):
        return None
    number = 0
    for letter in name:
        number = number << 5 | _CROCKFORD.index(letter)
    return number


def slug(text: str) -> str:
    """`text` as a name for files and heads: letters (of any script), digits and hyphens."""
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return re.sub(r"[^\w]+", "-", folded).strip("-_")[:SLUG_CHARACTERS_MAX] or "untitled"
