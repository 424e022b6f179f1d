"""The player in Chromium, whose pieces the store sends itself: redirect, CORS and policy."""

from __future__ import annotations

import shutil

import pytest
from argon2 import PasswordHasher
from browsing import is_set_up, whole_bundle
from theatre import Theatre, film

from buckets import opened, s3, s3_keys, s3_server
from piying.store.bucket.address import stored_from
from piying.studio.channel import hashing
from piying.studio.config import SystemClock
from piying.studio.house import House, Settings
from piying.studio.progress import Silent
from piying.studio.serving import Place
from piying.web.listening import heard
from piying.web.site import Site

__all__ = ["s3", "s3_keys", "s3_server"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not is_set_up(), reason="no player here: piying setup web"),
]
PLAYS = "() => document.getElementById('deck').dataset.state === 'playing'"
GOES_ON = "() => document.querySelector('.slide:not([inert]) video').currentTime > 2.5"
BEGINS_MS = 30_000
PIECES = (".m4s", ".mp4")


@pytest.fixture
def site(tmp_path, s3, monkeypatch):
    """A film is out, and no piece of it lies on the disk of the server."""
    monkeypatch.setenv("PIYING_SIGNING_SEED", "5a" * 32)
    monkeypatch.setattr(
        hashing, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    )
    folder, kept = tmp_path / "packed", tmp_path / "kept"
    folder.mkdir()
    kept.mkdir()
    ladder = Theatre.pack(film(tmp_path / "film.mp4", 6), folder, kept)
    stored = stored_from(s3.environment | {"PIYING_STORE_REDIRECT": "yes"})
    settings = Settings(
        tmp_path / "house", tmp_path / "data", tmp_path / "out", language="en", stored=stored
    )
    store = opened(s3, tmp_path / "house")
    house = House(store, (), SystemClock(), settings, Silent(), None)
    theatre = Theatre(house)
    theatre.out(theatre.taken(ladder, folder))
    shutil.rmtree(store.blobs.folder)
    with heard(Site(house, Place(port=8000), "http://localhost:8000", whole_bundle())) as made:
        yield made
    made.media.close()
    store.close()


@pytest.mark.usefixtures("served")
def test_a_film_plays_whose_pieces_come_from_the_store(phone, site, s3):
    came = []
    phone.on("response", lambda one: came.append((one.status, one.url)))

    phone.goto("/watch/lamp/1", timeout=BEGINS_MS)
    phone.wait_for_function(PLAYS, timeout=BEGINS_MS)
    phone.wait_for_function(GOES_ON, timeout=BEGINS_MS)

    sent = [url for status, url in came if status == 200 and url.startswith(s3.endpoint)]
    led = [url for status, url in came if status == 302]
    assert sent
    assert len(led) >= len(sent)
    assert all(url.endswith(PIECES) for url in led)
    assert not any(url.endswith(PIECES) and status == 200 for status, url in came)
    assert site.media.afar.redirects
