"""Certificates that seal: whose they are, whose key it is, and what C2PA asks of them."""

from __future__ import annotations

import stat
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from piying.model.errors import Conflict, Invalid, Missing
from piying.store import certificates
from piying.store.certificates import (
    DAYS,
    DEVELOPMENT,
    KEY,
    PASSPHRASE,
    certificate_of,
    chain_of,
    make_certificate,
)

NOW = 1_790_000_000_000
DAY = 86_400_000


@pytest.fixture
def pair(tmp_path):
    """The files of a development certificate."""
    chain, key = tmp_path / "seal.pem", tmp_path / "seal.key"
    make_certificate(chain, key, tmp_path / "house", NOW)
    return chain, key


def nobody(_user):
    return None


def pem(key, locked=None):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked or NoEncryption())


def test_a_development_certificate_says_that_nobody_vouches_for_it(pair):
    held = certificate_of(*pair, {}, nobody, NOW)

    assert held.development
    assert held.owner == DEVELOPMENT
    assert (held.algorithm, len(chain_of(pair[0]))) == ("es256", 2)
    assert held.until == "2027-09-21"


def test_the_key_is_its_owners_alone_and_never_shown(pair):
    chain, key = pair
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert b"PRIVATE" not in chain.read_bytes()
    assert "sign=" not in repr(certificate_of(chain, key, {}, nobody, NOW))

    key.chmod(0o640)
    with pytest.raises(Invalid, match="others"):
        certificate_of(chain, key, {}, nobody, NOW)


def test_a_certificate_is_never_written_over_nor_its_key_put_into_the_house(pair, tmp_path):
    with pytest.raises(Conflict):
        make_certificate(*pair, tmp_path / "house", NOW)
    inside = tmp_path / "house" / "seal.key"
    with pytest.raises(Invalid, match="not belong into the house"):
        make_certificate(tmp_path / "new.pem", inside, tmp_path / "house", NOW)
    assert not (tmp_path / "new.pem").exists()


def test_a_signature_is_r_and_s_side_by_side(pair):
    signed = certificate_of(*pair, {}, nobody, NOW).sign(b"message")
    r, s = (int.from_bytes(half) for half in (signed[:32], signed[32:]))

    assert len(signed) == 64
    public = chain_of(pair[0])[0].public_key()
    public.verify(encode_dss_signature(r, s), b"message", ec.ECDSA(SHA256()))


def test_the_key_may_come_from_the_environment_or_the_keyring(pair):
    chain, key = pair
    text = key.read_text()
    locked = pem(load_pem_private_key(text.encode(), None), BestAvailableEncryption(b"horse"))
    key.unlink()

    assert certificate_of(chain, key, {KEY: text}, nobody, NOW).algorithm == "es256"
    assert certificate_of(chain, key, {}, {"seal.key": text}.get, NOW).algorithm == "es256"
    opened = {KEY: locked.decode(), PASSPHRASE: "horse"}
    assert certificate_of(chain, key, opened, nobody, NOW).algorithm == "es256"
    with pytest.raises(Invalid, match="passphrase"):
        certificate_of(chain, key, {**opened, PASSPHRASE: "cow"}, nobody, NOW)
    with pytest.raises(Missing, match="PIYING_SEAL_KEY_PEM"):
        certificate_of(chain, key, {}, nobody, NOW)


@pytest.mark.parametrize(
    "key", [ec.generate_private_key(ec.SECP256R1()), Ed25519PrivateKey.generate()]
)
def test_a_key_of_another_certificate_is_refused(pair, key):
    with pytest.raises(Invalid, match="belong together"):
        certificate_of(*pair, {KEY: pem(key).decode()}, nobody, NOW)


@pytest.mark.parametrize(
    "key",
    [ec.generate_private_key(ec.SECP256K1()), rsa.generate_private_key(65537, 2048)],
)
def test_a_kind_of_key_that_is_not_taken_is_refused(pair, key):
    with pytest.raises(Invalid, match="Ed25519"):
        certificate_of(*pair, {KEY: pem(key).decode()}, nobody, NOW)


@pytest.mark.parametrize("days", [-2, DAYS + 1])
def test_a_certificate_is_good_only_while_it_lasts(pair, days):
    with pytest.raises(Invalid, match="validity"):
        certificate_of(*pair, {}, nobody, NOW + days * DAY)


@pytest.mark.parametrize(
    ("issuer", "authority", "why"),
    [("film", False, "self-signed"), ("root", True, "CA:TRUE.*digitalSignature.*Protection")],
)
def test_a_certificate_that_c2pa_refuses_is_refused_with_the_reason(
    tmp_path, issuer, authority, why
):
    """C2PA 2.1, 14.5.1: no authority, a purpose, not issued by itself."""
    above, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    now = datetime.fromtimestamp(NOW // 1000, UTC)
    made = certificates._issued(
        certificates._name("film"), certificates._name(issuer), key, above, now,
        authority=authority,
    )  # fmt: skip
    chain = tmp_path / "seal.pem"
    chain.write_bytes(made.public_bytes(Encoding.PEM))
    with pytest.raises(Invalid, match=why):
        certificate_of(chain, tmp_path / "k", {KEY: pem(key).decode()}, nobody, NOW)


def test_what_is_no_certificate_is_said(tmp_path):
    with pytest.raises(Missing, match="--make-certificate"):
        chain_of(tmp_path / "seal.pem")
    (tmp_path / "seal.pem").write_text("hello")
    with pytest.raises(Invalid, match="PEM"):
        chain_of(tmp_path / "seal.pem")
