"""Keys of the house: each for one purpose, told by the key that signs, and kept nowhere.

An Ed25519 signature over the same words is always the same and known to nobody without the
key, so its SHA-256 is a key that a backup of the house does not hold. Another signing key makes
other keys: what was encrypted before cannot be read any more.
"""

from __future__ import annotations

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from piying.studio.house import House
from piying.studio.reviewing.docket import signer

NONCE_BYTES = 12


def house_key(house: House, purpose: bytes) -> bytes:
    """The key for `purpose`, 32 bytes.

    Raises:
        Missing: the house has no key that signs.
    """
    return hashlib.sha256(signer(house).sign(purpose)).digest()


def encrypted(house: House, purpose: bytes, owner: str, secret: bytes) -> bytes:
    """`secret` by AES-256-GCM, bound to its owner."""
    nonce = os.urandom(NONCE_BYTES)
    key = AESGCM(house_key(house, purpose))
    return nonce + key.encrypt(nonce, secret, owner.encode())


def decrypted(house: House, purpose: bytes, owner: str, kept: bytes) -> bytes | None:
    """What was encrypted; None: not by this key, or not for this owner."""
    key = AESGCM(house_key(house, purpose))
    try:
        return key.decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], owner.encode())
    except InvalidTag:
        return None
