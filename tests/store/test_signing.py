"""The key that signs: where it may lie, who may read it, and that nothing shows it."""

from __future__ import annotations

import stat

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from piying.model.errors import Conflict, Invalid, Missing
from piying.review.chain import fingerprint
from piying.store.signing import FILE_MODE, PASSPHRASE, SEED, make_key, signer_of

NOBODY = {}


def no_ring(_user):
    return None


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys" / "signing.pem"


@pytest.fixture
def house(tmp_path):
    return tmp_path / "house"


def test_a_key_is_made_once_for_its_owner_alone(path, house):
    made = make_key(path, house)

    assert stat.S_IMODE(path.stat().st_mode) == FILE_MODE
    assert signer_of(path, NOBODY, no_ring).name == made.name
    with pytest.raises(Conflict, match="never written over"):
        make_key(path, house)


def test_a_key_signs_what_its_public_half_verifies(path, house):
    made = make_key(path, house)
    public = Ed25519PublicKey.from_public_bytes(made.public)

    public.verify(made.sign(b"hash"), b"hash")
    assert made.name == fingerprint(made.public)


def test_a_key_never_lies_in_the_house(house):
    with pytest.raises(Invalid, match="another place"):
        make_key(house / "signing.pem", house)


def test_a_key_that_others_can_read_is_refused(path, house):
    make_key(path, house)
    path.chmod(0o640)
    with pytest.raises(Invalid, match="chmod 600"):
        signer_of(path, NOBODY, no_ring)


def test_a_passphrase_locks_the_file(path, house):
    made = make_key(path, house, "开门")

    assert b"ENCRYPTED" in path.read_bytes()
    assert signer_of(path, {PASSPHRASE: "开门"}, no_ring).name == made.name
    for given in (NOBODY, {PASSPHRASE: "芝麻"}):
        with pytest.raises(Invalid, match="passphrase"):
            signer_of(path, given, no_ring)


def test_a_seed_of_the_environment_comes_first_and_the_keyring_last(path, house):
    made = make_key(path, house)
    seeded = signer_of(path, {SEED: "11" * 32}, no_ring)
    path.unlink()
    ringed = signer_of(path, NOBODY, lambda user: "11" * 32 if user == path.name else None)

    assert seeded.name == ringed.name != made.name


@pytest.mark.parametrize("seed", ["11", "zz" * 32])
def test_a_seed_that_is_none_is_refused_without_being_told(path, seed):
    with pytest.raises(Invalid) as refused:
        signer_of(path, {SEED: seed}, no_ring)

    assert seed not in str(refused.value)


def test_no_key_says_how_one_is_made(path):
    with pytest.raises(Missing, match="--make-key"):
        signer_of(path, NOBODY, no_ring)


def test_a_file_that_is_no_key_is_refused(path, house):
    make_key(path, house)
    path.write_text("hello")
    with pytest.raises(Invalid, match="Ed25519"):
        signer_of(path, NOBODY, no_ring)


def test_a_signer_does_not_show_its_key(path, house):
    assert "sign=" not in repr(make_key(path, house))
