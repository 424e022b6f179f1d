"""The key that signs a log: made once by a person who asks for it, never in the database.

It lies in a file of its own that only its owner may read, outside the house, or comes from the
environment or the system's keyring. The private half never leaves this module: what signs
gets a function.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from piying.model.errors import Conflict, Invalid, Missing
from piying.review.chain import fingerprint
from piying.store.disk import explained, make_folder

SEED = "PIYING_SIGNING_SEED"
"""The variable with the 32 bytes of the key in hexadecimal, for machines without a disk."""
PASSPHRASE = "PIYING_SIGNING_PASSPHRASE"  # noqa: S105 - the name of a variable
"""The variable with the passphrase of the key file."""
SERVICE = "piying-signing"
"""What the keyring calls us; the user is the key file's name."""
FILE_MODE = 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that can sign, and what is public of it."""

    public: bytes
    """32 bytes."""
    sign: Callable[[bytes], bytes] = field(repr=False)
    """64 bytes over any message."""

    @property
    def name(self) -> str:
        """The fingerprint of the key."""
        return fingerprint(self.public)


def from_keyring(user: str, service: str = SERVICE) -> str | None:
    """What the system's keyring holds for `user` of `service`; None where there is none."""
    import keyring  # noqa: PLC0415 - it starts a service of the desktop, which many runs need not
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        return keyring.get_password(service, user)
    except KeyringError:
        return None


def make_key(path: Path, house: Path, passphrase: str = "") -> Signer:
    """A new key in the file `path`, which must not be there and not lie in `house`.

    Raises:
        Conflict: there is a file already; a key is never written over.
        Invalid: the file would lie inside the house, which is backed up and passed on.
    """
    if path.resolve().is_relative_to(house.resolve()):
        raise Invalid("store.key_in_house", path=path, house=house)
    make_folder(path.parent)
    key = Ed25519PrivateKey.generate()
    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, _locked(passphrase))
    with explained(path):
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        except FileExistsError as error:
            raise Conflict("store.key_exists", path=path) from error
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    return _signer(key)


def signer_of(
    path: Path,
    environment: Mapping[str, str],
    ring: Callable[[str], str | None] = from_keyring,
) -> Signer:
    """The key that signs: of the environment, else of the file `path`, else of the keyring.

    Raises:
        Missing: there is none; it says how one is made.
        Invalid: the file may be read by others, or is no key, or its passphrase is wrong.
    """
    if seed := environment.get(SEED, "").strip():
        return _of_seed(seed, SEED)
    if path.exists():
        return _of_file(path, environment.get(PASSPHRASE, ""))
    if seed := (ring(path.name) or "").strip():
        return _of_seed(seed, SERVICE)
    raise Missing("store.key_missing", path=path, variable=SEED)


def _of_seed(seed: str, where: str) -> Signer:
    with suppress(ValueError):
        return _signer(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)))
    raise Invalid("store.key_unreadable", path=where)


def _of_file(path: Path, passphrase: str) -> Signer:
    with explained(path):
        if path.stat().st_mode & OTHERS:
            raise Invalid("store.key_open", path=path)
        data = path.read_bytes()
    try:
        key = load_pem_private_key(data, passphrase.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Invalid("store.key_unreadable", path=path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Invalid("store.key_unreadable", path=path)
    return _signer(key)


def _signer(key: Ed25519PrivateKey) -> Signer:
    return Signer(key.public_key().public_bytes_raw(), key.sign)


def _locked(passphrase: str) -> KeySerializationEncryption:
    return BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
