"""Capabilities: a media address that opens one release for one right, for a short time.

It is one part of a path, `EXPIRES.GRANT.TAG`, before the files of a package, so that the
addresses inside playlists inherit it. `GRANT` is an opaque name of who may play: the 16 bytes
of their ULID as one block of AES-128 (FIPS 197) under a key of the release. It tells neither
the account nor a login, and whoever has the key finds the account again without a table, in
every process and after every restart. The tag is HMAC-SHA256 over release, expiry and grant,
half of it (RFC 2104 allows no less than half), in URL-safe base64.

Whoever serves the file also asks whether the right still holds and the release is still out: a
capability says what somebody was allowed when it was made.
"""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from piying.model.errors import Invalid
from piying.model.ids import ulid, ulid_number

TAG_BYTES = 16
BLOCK_BYTES = 16
KEY_BYTES_MIN = 32
SLACK_MS = 30 * 60_000
"""Beyond the length of an episode: pauses, and a second look."""
TOKEN_CHARACTERS_MAX = 120

_TOKEN = re.compile(r"(0|[1-9]\d{0,14})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})", re.ASCII)
_PATH = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)*")
PATH_CHARACTERS_MAX = 200


@dataclass(frozen=True, slots=True)
class Pass:
    """What a good capability says."""

    release: str
    grant: str
    expires_ms: int


def grant_of(key: bytes, account: str, release: str) -> str:
    """The opaque name of `account` for one release; other releases know it by another.

    Raises:
        Invalid: the account has no ULID for a name, or the key is short.
    """
    number = ulid_number(account)
    if number is None:
        raise Invalid("release.account_form", account=account)
    block = _cipher(key, release).encryptor().update(number.to_bytes(BLOCK_BYTES, "big"))
    return _text(block)


def account_of(key: bytes, passed: Pass) -> str:
    """The account that a good capability was made for."""
    block = base64.urlsafe_b64decode(f"{passed.grant}==")
    number = int.from_bytes(_cipher(key, passed.release).decryptor().update(block), "big")
    at_ms, entropy = divmod(number, 1 << 80)
    return ulid(at_ms, entropy.to_bytes(10, "big"))


def life_ms(duration_ms: int) -> int:
    """How long a capability for a film of this length is good."""
    return duration_ms + SLACK_MS


def sign(key: bytes, release: str, grant: str, expires_ms: int) -> str:
    """The capability as one part of a path."""
    return f"{expires_ms}.{grant}.{_half(key, 'pass', release, str(expires_ms), grant)}"


def check(key: bytes, release: str, token: str, now_ms: int) -> Pass | None:
    """What `token` says if it was signed for `release` and is not over; None otherwise.

    Nothing tells a forged one from one that is over.
    """
    found = _TOKEN.fullmatch(token) if len(token) <= TOKEN_CHARACTERS_MAX else None
    expires, grant, tag = found.groups() if found else ("0", "", "")
    right = _half(key, "pass", release, expires, grant)
    same = hmac.compare_digest(tag.encode("ascii"), right.encode("ascii"))
    if not same or int(expires) <= now_ms:
        return None
    return Pass(release, grant, int(expires))


def is_path(path: str) -> bool:
    """Whether `path` may name a file of a package: plain names, none hidden, no way up."""
    return len(path) <= PATH_CHARACTERS_MAX and _PATH.fullmatch(path) is not None


def _half(key: bytes, *parts: str) -> str:
    return _text(_digest(key, *parts)[:TAG_BYTES])


def _digest(key: bytes, *parts: str) -> bytes:
    if len(key) < KEY_BYTES_MIN:
        raise Invalid("release.key_short", least=KEY_BYTES_MIN)
    told = b"".join(len(raw).to_bytes(4, "big") + raw for raw in map(str.encode, parts))
    return hmac.digest(key, told, "sha256")


def _cipher(key: bytes, release: str) -> Cipher[modes.ECB]:
    mine = _digest(key, "grant", release)[:BLOCK_BYTES]
    return Cipher(algorithms.AES(mine), modes.ECB())  # noqa: S305 - a single block


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")
