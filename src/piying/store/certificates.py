"""The certificate that seals films: the operator's own, or one made here for trying it out.

A certificate is a chain in PEM, its private key a file of its own that only its owner may
read, outside the house; the key may instead come from the environment or the system's
keyring. C2PA takes keys of P-256, P-384 and Ed25519, and a certificate (C2PA 2.1, 14.5.1)
that is no authority, signs documents (`digitalSignature`), names a purpose (mail, documents
or C2PA's own), names the key of who issued it, and is not issued by itself.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from piying.model.errors import Conflict, Invalid, Missing
from piying.store.disk import explained, make_folder
from piying.store.signing import FILE_MODE, OTHERS

KEY = "PIYING_SEAL_KEY_PEM"
"""The variable with the private key itself, for machines without a disk."""
PASSPHRASE = "PIYING_SEAL_PASSPHRASE"  # noqa: S105 - the name of a variable
"""The variable with the passphrase of the key."""
SERVICE = "piying-seal"
"""What the keyring calls us; the user is the key file's name."""
DEVELOPMENT = "piying development certificate, vouched for by nobody"
"""The organisation in a certificate that piying made itself."""
DAYS = 365
"""How long a certificate that piying made is good for."""

_PURPOSES = {
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    ObjectIdentifier("1.3.6.1.5.5.7.3.36"),
    ObjectIdentifier("1.3.6.1.4.1.62558.2.1"),
}
_Key = ec.EllipticCurvePrivateKey | Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that can seal, and what is public of it."""

    chain: bytes
    """PEM, the one that signs first."""
    algorithm: str
    """As C2PA calls it: "es256", "es384" or "ed25519"."""
    sign: Callable[[bytes], bytes] = field(repr=False)
    """The signature over a message, as COSE writes it (RFC 9053, 2.1)."""
    fingerprint: str
    """The SHA-256 of the certificate that signs, DER."""
    owner: str
    """The organisation in it, else its common name."""
    until: str
    """The last day it is good for."""

    @property
    def development(self) -> bool:
        """Whether piying made it itself."""
        return self.owner == DEVELOPMENT


def certificate_of(
    chain: Path,
    key: Path,
    environment: Mapping[str, str],
    ring: Callable[[str], str | None],
    now_ms: int,
) -> Certificate:
    """The certificate in the file `chain`, with its key of the environment, file or keyring.

    Raises:
        Missing: certificate or key is not there; it says how one is made.
        Invalid: others may read the key, it is not the certificate's, or C2PA would refuse.
    """
    held = chain_of(chain)
    private = _key(key, environment, ring)
    leaf = held[0]
    if _public(private) != leaf.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    ):
        raise Invalid("store.seal_other_key", path=key, certificate=chain)
    if why := _unfit(held, datetime.fromtimestamp(now_ms // 1000, UTC)):
        raise Invalid("store.seal_unfit", path=chain, why=why)
    return Certificate(
        b"".join(one.public_bytes(Encoding.PEM) for one in held),
        _algorithm(private),
        _signing(private),
        hashlib.sha256(leaf.public_bytes(Encoding.DER)).hexdigest(),
        _owner(leaf),
        leaf.not_valid_after_utc.date().isoformat(),
    )


def chain_of(path: Path) -> list[x509.Certificate]:
    """The certificates in the file `path`, in order.

    Raises:
        Missing: there is no such file.
        Invalid: there is no certificate in it.
    """
    if not path.is_file():
        raise Missing("store.seal_missing", path=path)
    with explained(path):
        data = path.read_bytes()
    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError as error:
        raise Invalid("store.seal_unreadable", path=path) from error


def roots_of(path: Path) -> bytes:
    """PEM of what vouches for the chain in `path`: its last certificate."""
    return chain_of(path)[-1].public_bytes(Encoding.PEM)


def make_certificate(chain: Path, key: Path, house: Path, now_ms: int) -> None:
    """A development certificate: a root that nobody knows, and one under it that signs.

    Raises:
        Conflict: there is a certificate or a key already; neither is written over.
        Invalid: the key would lie inside the house, which is backed up and passed on.
    """
    if key.resolve().is_relative_to(house.resolve()):
        raise Invalid("store.key_in_house", path=key, house=house)
    for path in (chain, key):
        if path.exists():
            raise Conflict("store.key_exists", path=path)
    now = datetime.fromtimestamp(now_ms // 1000, UTC)
    above, private = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _issued(_name("root"), _name("root"), above, above, now, authority=True)
    leaf = _issued(_name("film"), _name("root"), private, above, now, authority=False)
    locked = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write_new(key, locked, FILE_MODE)
    pems = [one.public_bytes(Encoding.PEM) for one in (leaf, root)]
    _write_new(chain, b"".join(pems), 0o644)


def _name(what: str) -> x509.Name:
    return x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, DEVELOPMENT),
        x509.NameAttribute(NameOID.COMMON_NAME, f"piying development {what}"),
    ])  # fmt: skip


def _issued(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    above: ec.EllipticCurvePrivateKey,
    now: datetime,
    *,
    authority: bool,
) -> x509.Certificate:
    """A certificate of `key` that `above` signs; an authority lasts ten times as long."""
    usage = x509.KeyUsage(
        digital_signature=not authority, key_cert_sign=authority, crl_sign=authority,
        content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    issued = above.public_key()
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=DAYS * (10 if authority else 1)))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issued), critical=False
        )
    )
    if not authority:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(purpose, critical=True)
    return made.sign(above, SHA256())


def _write_new(path: Path, data: bytes, mode: int) -> None:
    make_folder(path.parent)
    with explained(path):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _key(path: Path, environment: Mapping[str, str], ring: Callable[[str], str | None]) -> _Key:
    passphrase = environment.get(PASSPHRASE, "").encode() or None
    if text := environment.get(KEY, "").strip():
        return _loaded(text.encode(), passphrase, KEY)
    if path.exists():
        with explained(path):
            if path.stat().st_mode & OTHERS:
                raise Invalid("store.key_open", path=path)
            return _loaded(path.read_bytes(), passphrase, str(path))
    if text := (ring(path.name) or "").strip():
        return _loaded(text.encode(), passphrase, SERVICE)
    raise Missing("store.seal_key_missing", path=path, variable=KEY, service=SERVICE)


def _loaded(data: bytes, passphrase: bytes | None, where: str) -> _Key:
    with suppress(ValueError, TypeError, UnsupportedAlgorithm):
        key = load_pem_private_key(data, passphrase)
        if isinstance(key, _Key) and _algorithm(key):
            return key
    raise Invalid("store.seal_key_unreadable", path=where)


def _algorithm(key: _Key) -> str:
    if isinstance(key, Ed25519PrivateKey):
        return "ed25519"
    return {"secp256r1": "es256", "secp384r1": "es384"}.get(key.curve.name, "")


def _signing(key: _Key) -> Callable[[bytes], bytes]:
    if isinstance(key, Ed25519PrivateKey):
        return key.sign
    width = key.curve.key_size // 8
    kind = SHA256() if width == 32 else SHA384()

    def sign(message: bytes) -> bytes:
        r, s = decode_dss_signature(key.sign(message, ec.ECDSA(kind)))
        return r.to_bytes(width) + s.to_bytes(width)

    return sign


def _public(key: _Key) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _unfit(held: list[x509.Certificate], now: datetime) -> str:
    """Why C2PA would not take the chain, in a word of the standard; empty where it would."""
    leaf = held[0]
    found: dict[type[x509.ExtensionType], x509.ExtensionType] = {
        type(one.value): one.value for one in leaf.extensions
    }
    usage, basic = found.get(x509.KeyUsage), found.get(x509.BasicConstraints)
    purpose = found.get(x509.ExtendedKeyUsage)
    first, last = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    faults = {
        f"validity {first:%Y-%m-%d} – {last:%Y-%m-%d}": not first <= now <= last,
        "self-signed": leaf.issuer == leaf.subject,
        "basicConstraints CA:TRUE": isinstance(basic, x509.BasicConstraints) and basic.ca,
        "keyUsage digitalSignature": not (
            isinstance(usage, x509.KeyUsage) and usage.digital_signature
        ),
        "extendedKeyUsage emailProtection": not (
            isinstance(purpose, x509.ExtendedKeyUsage) and _PURPOSES & set(purpose)
        ),
        "authorityKeyIdentifier": x509.AuthorityKeyIdentifier not in found,
    }
    return ", ".join(name for name, faulty in faults.items() if faulty)


def _owner(leaf: x509.Certificate) -> str:
    """The organisation in a certificate, else its common name."""
    for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        for one in leaf.subject.get_attributes_for_oid(kind):
            return str(one.value)
    return "-"
