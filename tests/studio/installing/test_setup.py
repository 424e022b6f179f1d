from __future__ import annotations

import hashlib
import io
import tarfile
from dataclasses import replace

import pytest

from piying.model.asset import Asset, Registry, Source
from piying.model.errors import Missing, Outside
from piying.studio.installing import setup
from piying.studio.installing.setup import set_up

HASH = hashlib.sha256


def tarball(**members: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return target.getvalue()


@pytest.fixture
def packed(monkeypatch):
    """A registry of one tarball; how often it was asked."""
    data = tarball(bank=b"instruments", licence=b"MIT")
    asked = []

    def pack(package, folder):
        asked.append(package)
        (folder / "thing-1.0.0.tgz").write_bytes(data)

    monkeypatch.setattr(setup, "_pack", pack)
    source = Source(Registry.NPM, "thing@1.0.0", "package/bank", HASH(data).hexdigest())
    licence = Source(Registry.NPM, "thing@1.0.0", "package/licence", HASH(data).hexdigest())
    wanted = (Asset("bank", "1", (source,)), Asset("both", "1", (source, licence)))
    monkeypatch.setattr(setup, "OWN", wanted)
    monkeypatch.setattr(setup, "WANTED", wanted)
    monkeypatch.setattr(setup, "PROOFS", ())
    monkeypatch.setattr(setup.registry, "OUTFITS", ())
    return asked


def test_every_asset_is_brought_once_and_a_second_run_brings_nothing(tmp_path, packed):
    news = []
    set_up(tmp_path, news.append)
    set_up(tmp_path, news.append)

    assert (tmp_path / "bank").read_bytes() == b"instruments"
    assert (tmp_path / "both").read_bytes() == b"instruments\nMIT"
    assert packed == ["thing@1.0.0"]
    assert news[-2:] == ["1/2 bank: ready", "2/2 both: ready"]
    assert not (tmp_path / setup.FETCHED).exists()


def test_the_files_of_a_group_are_brought_and_told_of_as_one(tmp_path, packed, monkeypatch):
    parts = tuple(replace(asset, group="all") for asset in setup.WANTED)
    monkeypatch.setattr(setup, "OWN", parts)
    monkeypatch.setattr(setup, "WANTED", parts)
    news = []
    set_up(tmp_path, news.append)
    (tmp_path / "bank").unlink()
    set_up(tmp_path, news.append)
    set_up(tmp_path, news.append)

    once = ["1/1 all: fetching …", "1/1 all: making …", "1/1 all: made"]
    assert news == [*once, *once, "1/1 all: ready"]
    assert packed == ["thing@1.0.0"] * 2


def test_what_was_damaged_is_made_again(tmp_path, packed):
    set_up(tmp_path, print)
    (tmp_path / "bank").write_bytes(b"INSTRUMENTS")
    set_up(tmp_path, print)

    assert (tmp_path / "bank").read_bytes() == b"instruments"
    assert len(packed) == 2


@pytest.mark.usefixtures("packed")
def test_a_tarball_that_is_not_the_published_one_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(
        setup, "_pack", lambda _, folder: (folder / "x.tgz").write_bytes(tarball(bank=b"other"))
    )
    with pytest.raises(Outside) as caught:
        set_up(tmp_path, print)

    assert caught.value.code == "store.source_damaged"
    assert not (tmp_path / "bank").exists()


@pytest.mark.usefixtures("packed")
def test_a_package_that_is_not_installed_is_named(tmp_path, monkeypatch):
    absent = Asset("a", "1", (Source(Registry.PYPI, "piying-no-such", "a", "0" * 64),))
    monkeypatch.setattr(setup, "WANTED", (absent,))
    with pytest.raises(Missing) as caught:
        set_up(tmp_path, print)

    assert "piying-no-such" in str(caught.value)


@pytest.mark.usefixtures("packed")
def test_the_news_is_told_in_the_readers_language(tmp_path):
    news = []
    set_up(tmp_path, news.append, language="zh")

    assert news[0] == "1/2 bank：正在取得…"


def test_a_registry_that_cannot_be_reached_is_said_with_npm_s_own_reason():
    said = (
        "npm error code ECONNREFUSED\nnpm error errno ECONNREFUSED\n"
        "npm error FetchError: request to somewhere failed\n"
        "npm error A complete log of this run can be found in: x\n"
    )

    assert setup._npm_said(said).startswith("code ECONNREFUSED; ")
    assert "complete log" not in setup._npm_said(said)
    assert setup._npm_said("") == "npm"
