from __future__ import annotations

import pytest

from piying.model.errors import Missing
from piying.studio.channel.housekey import decrypted, encrypted, house_key


def test_what_was_encrypted_is_read_again_by_its_owner_alone(desk):
    kept = encrypted(desk.house, b"one", "rong", b"secret")

    assert decrypted(desk.house, b"one", "rong", kept) == b"secret"
    assert decrypted(desk.house, b"one", "other", kept) is None
    assert decrypted(desk.house, b"two", "rong", kept) is None
    assert decrypted(desk.house, b"one", "rong", kept[:-1] + b"x") is None
    assert encrypted(desk.house, b"one", "rong", b"secret") != kept


def test_each_purpose_and_each_house_has_its_own(desk, monkeypatch):
    one, two = (house_key(desk.house, purpose) for purpose in (b"one", b"two"))
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5b" * 32)

    assert len({one, two, house_key(desk.house, b"one")}) == 3


def test_without_a_key_that_signs_there_is_none(desk, monkeypatch):
    monkeypatch.delenv("PIYING_SIGNING_SEED")

    with pytest.raises(Missing):
        house_key(desk.house, b"one")
