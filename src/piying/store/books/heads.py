"""The head of the books, written beside the house's database and signed where there is a key.

Write it after a transaction has ended, never inside: a head that is older than the books is
still true, one of entries that were undone is not. Whoever can change the database can change
that file as well, so keep copies where neither is: every statement carries the head it knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from piying.model.canon import canonical
from piying.model.errors import Invalid
from piying.review.chain import Anchor, fingerprint
from piying.store.books.books import Books
from piying.store.disk import explained, write_file
from piying.store.signing import Signer

LOG = "books"
"""What the chain is called in an anchor."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the books, and who signed it."""

    anchor: Anchor
    sig: str = ""
    """Over the canonical bytes of `anchor`, 128 hexadecimal characters; empty: not signed."""


def head_file(folder: Path) -> Path:
    """Where the house in `folder` has the head of its books."""
    return folder / f"{LOG}.head.json"


def write_head(books: Books, folder: Path, at_ms: int, signer: Signer | None = None) -> Head:
    """The newest head of the books, now written beside them."""
    seq, linked = books.last()
    anchor = Anchor(LOG, seq, linked, at_ms, "" if signer is None else signer.name)
    head = Head(anchor, "" if signer is None else signer.sign(canonical(anchor)).hex())
    write_file(head_file(folder), canonical(head))
    return head


def read_head(folder: Path) -> Head | None:
    """The head that was written beside; None if there is none.

    Raises:
        Invalid: the file is no head.
    """
    path = head_file(folder)
    if not path.exists():
        return None
    with explained(path):
        data = path.read_bytes()
    try:
        return msgspec.json.decode(data, type=Head)
    except msgspec.DecodeError as error:
        raise Invalid("books.head_unreadable", path=path) from error


def is_signed(head: Head, public: bytes) -> bool:
    """Whether the key whose public half is these 32 bytes signed `head`."""
    if head.anchor.log != LOG or head.anchor.key != fingerprint(public):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(bytes.fromhex(head.sig), canonical(head.anchor))
    except (InvalidSignature, ValueError):
        return False
    return True
