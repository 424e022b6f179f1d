"""The log as a chain: each entry holds the hash of the one before and is signed.

An entry is `seq`, `prev`, `at_ms`, `actor`, `kind` and `body`; `hash` is the SHA-256 of their
canonical JSON (RFC 8785: sorted keys, UTF-8, no spaces; no number here is a fraction) and
`sig` the Ed25519 signature over the 32 bytes of the hash by the key whose fingerprint is
`key`. `prev` of the first entry is 64 zeros. Whoever has the entries, the fingerprint of the
first key and a head that was anchored elsewhere can tell what is missing or was changed;
without an anchored head nobody can tell that the newest entries were cut off.

A key follows another by an entry of the kind "key" that the old key signs and in which the
new one proves itself by signing the fingerprint of the old one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from piying.model.canon import Digest, canonical
from piying.model.decision import Actor, Role

ROOT = "0" * 64
"""What stands before the first entry."""
KEY = "key"
"""The kind of an entry that names the key of the entries after it."""
KEEPER = Actor("piying", Role.OPERATOR)
"""Who writes what no person asks for."""

Sign = Callable[[bytes], bytes]
"""Signs the 32 bytes of a hash: 64 bytes. The private key stays outside."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a log."""

    seq: int
    """From 1, without a gap."""
    prev: str
    at_ms: int
    actor: Actor
    kind: str
    body: msgspec.Raw
    """Canonical JSON."""
    hash: Digest
    sig: str
    """128 hexadecimal characters."""
    key: str
    """The fingerprint of the key that signed it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What goes into an entry before it has a place in the chain."""

    actor: Actor
    kind: str
    body: object
    at_ms: int


@dataclass(frozen=True, slots=True)
class KeyBody:
    """The body of an entry of the kind "key"."""

    log: str
    public: str
    """The 32 bytes of the public key in hexadecimal."""
    proof: str = ""
    """The new key's signature over the old key's fingerprint; empty in the first entry."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head of a log as it was at a time, to be kept where the log is not."""

    log: str
    seq: int
    hash: str
    at_ms: int
    key: str


class Broken(StrEnum):
    """What is wrong with the first bad entry."""

    UNREADABLE = "unreadable"
    """It is not the canonical bytes of an entry."""
    ORDER = "order"
    """Its number does not follow: one was deleted, added or moved."""
    PREV = "prev"
    """It does not follow the entry before it."""
    HASH = "hash"
    """Its content was changed."""
    SIGNATURE = "signature"
    """It was not signed by the key in force."""
    KEY = "key"
    """The key is not the one that is trusted, or does not prove itself."""
    HEAD = "head"
    """It is not the entry that was anchored: the log was rewritten."""
    TRUNCATED = "truncated"
    """The log ends before an entry that was anchored."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification came to."""

    count: int
    """How many entries are good, from the first."""
    head: str
    """The hash of the last good one."""
    broken: Broken | None = None
    seq: int = 0
    """The number of the first bad entry; 0: none is bad."""

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return self.broken is None


def fingerprint(public: bytes) -> str:
    """The name of a key: the SHA-256 of the 32 bytes of its public half."""
    return hashlib.sha256(public).hexdigest()


def link(before: Entry | None, draft: Draft, key: str, sign: Sign) -> Entry:
    """The entry that follows `before`, signed."""
    seq, prev = (1, ROOT) if before is None else (before.seq + 1, str(before.hash))
    body = msgspec.Raw(canonical(draft.body))
    hashed = _hash(seq, prev, draft.at_ms, draft.actor, draft.kind, body)
    return Entry(
        seq, prev, draft.at_ms, draft.actor, draft.kind, body, Digest(hashed.hex()),
        sign(hashed).hex(), key,
    )  # fmt: skip


def entry_of(data: bytes) -> Entry | None:
    """The entry that `data` is the canonical bytes of; None if it is not one."""
    try:
        entry = _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return entry if canonical(entry) == data else None


def verify(entries: Iterable[bytes], root: str, anchors: Sequence[Anchor] = ()) -> Verified:
    """Whether `entries` are the whole log that began under the key with fingerprint `root`.

    The first bad entry ends it. Anchors have to be of the same log.
    """
    chain = _Chain(root, {anchor.seq: anchor.hash for anchor in anchors})
    for data in entries:
        broken = chain.take(data)
        if broken is not None:
            return Verified(chain.seq, chain.prev, broken, chain.seq + 1)
    furthest = max((anchor.seq for anchor in anchors), default=0)
    if furthest > chain.seq:
        return Verified(chain.seq, chain.prev, Broken.TRUNCATED, chain.seq + 1)
    return Verified(chain.seq, chain.prev)


class _Chain:
    """A verification under way."""

    def __init__(self, root: str, anchored: dict[int, str]) -> None:
        self.seq, self.prev = 0, ROOT
        self._root, self._anchored = root, anchored
        self._key = ""
        self._public: Ed25519PublicKey | None = None

    def take(self, data: bytes) -> Broken | None:
        """Take the next entry; what is wrong with it, if anything."""
        entry = entry_of(data)
        if entry is None:
            return Broken.UNREADABLE
        broken = self._follows(entry) or self._signed(entry)
        if broken is not None:
            return broken
        if self._anchored.get(entry.seq, entry.hash) != entry.hash:
            return Broken.HEAD
        self.seq, self.prev = entry.seq, str(entry.hash)
        return self._rotate(entry) if entry.kind == KEY and entry.seq > 1 else None

    def _follows(self, entry: Entry) -> Broken | None:
        if entry.seq != self.seq + 1:
            return Broken.ORDER
        if entry.prev != self.prev:
            return Broken.PREV
        hashed = _hash(entry.seq, entry.prev, entry.at_ms, entry.actor, entry.kind, entry.body)
        return None if hashed.hex() == entry.hash else Broken.HASH

    def _signed(self, entry: Entry) -> Broken | None:
        if self._public is None:
            body = _key_body(entry)
            if body is None or fingerprint(bytes.fromhex(body.public)) != self._root:
                return Broken.KEY
            self._public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(body.public))
            self._key = self._root
        if entry.key != self._key:
            return Broken.SIGNATURE
        good = _is_signed(self._public, entry.sig, bytes.fromhex(entry.hash))
        return None if good else Broken.SIGNATURE

    def _rotate(self, entry: Entry) -> Broken | None:
        body = _key_body(entry)
        fresh = None
        if body is not None:
            fresh = Ed25519PublicKey.from_public_bytes(bytes.fromhex(body.public))
        if body is None or fresh is None or not _is_signed(fresh, body.proof, self._old()):
            self.seq, self.prev = entry.seq - 1, entry.prev
            return Broken.KEY
        self._public, self._key = fresh, fingerprint(bytes.fromhex(body.public))
        return None

    def _old(self) -> bytes:
        return bytes.fromhex(self._key)


_decoder = msgspec.json.Decoder(Entry)


def _key_body(entry: Entry) -> KeyBody | None:
    """The key that `entry` names; None if it names none."""
    if entry.kind != KEY:
        return None
    try:
        body = msgspec.json.decode(entry.body, type=KeyBody)
        return body if len(bytes.fromhex(body.public)) == 32 else None
    except (msgspec.DecodeError, ValueError):
        return None


def _is_signed(public: Ed25519PublicKey, sig: str, message: bytes) -> bool:
    try:
        public.verify(bytes.fromhex(sig), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _hash(seq: int, prev: str, at_ms: int, actor: Actor, kind: str, body: msgspec.Raw) -> bytes:
    content = {
        "seq": seq, "prev": prev, "at_ms": at_ms, "actor": actor, "kind": kind, "body": body
    }  # fmt: skip
    return hashlib.sha256(canonical(content)).digest()
