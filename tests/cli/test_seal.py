"""Sealing and verifying, typed."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("c2pa")

OPERATOR = ("--as", "王", "--role", "operator")
PEOPLE = '[[person]]\nname = "王"\nroles = ["operator"]\n'


def box(kind, data=b""):
    return (8 + len(data)).to_bytes(4) + kind + data


@pytest.fixture
def keys(tmp_path, monkeypatch):
    """Keys in a folder of this test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PIYING_SIGNING_SEED", "11" * 32)
    return tmp_path / "config" / "piying"


def test_a_strangers_file_is_verified_without_making_a_house(piying, keys, tmp_path):  # noqa: ARG001
    bare = tmp_path / "bare.mp4"
    bare.write_bytes(box(b"ftyp", b"isom") + box(b"moov") + box(b"mdat"))
    ended = piying("verify", bare)

    assert ended.code == 2
    assert "✗" in ended.out
    assert "there is no C2PA manifest" in ended.out
    assert "Not everything that is claimed holds" in ended.err
    assert not (tmp_path / ".piying").exists()


def test_what_is_no_film_is_said_in_words_and_as_json(piying, keys, tmp_path):  # noqa: ARG001
    (tmp_path / "a.txt").write_text("hello")
    ended = piying("verify", tmp_path / "a.txt", "--json")
    first = json.loads(ended.out.splitlines()[0])

    assert ended.code == 2
    assert (first["kind"], first["good"], first["label"]) == ("other", False, None)
    assert "is no MP4" in first["claims"][0]["message"]
    assert piying("verify", tmp_path / "none.mp4").code == 3


def test_a_development_certificate_is_made_once_and_only_when_asked(piying, keys, tmp_path):
    house = tmp_path / ".piying"
    house.mkdir()
    (house / "people.toml").write_text(PEOPLE, "utf-8")
    made = piying("seal", "--make-certificate", *OPERATOR)

    assert made.code == 0
    assert "Nobody vouches for it" in made.out
    assert (keys / "seal.pem").is_file()
    assert "PRIVATE" in (keys / "seal.key").read_text()
    assert "PRIVATE" not in made.out
    assert piying("seal", "--make-certificate", *OPERATOR).code == 2
