"""Locked pieces: a player that has the key plays the film, and nobody else."""

from __future__ import annotations

import hashlib

import av
import pytest

from piying.model.errors import Invalid
from piying.render.hls import HEAD
from piying.render.label import read_label
from piying.render.pack.ladder import LIST, pack
from piying.render.pack.locking import KEY, lock

SECRET = bytes(range(16))


@pytest.fixture(scope="module")
def locked(film, tmp_path_factory):
    folder, kept = tmp_path_factory.mktemp("locked"), tmp_path_factory.mktemp("kept")
    named = hashlib.sha256(film.read_bytes()).hexdigest()
    plain = pack(film, named, folder, {}, kept)
    return plain, lock(folder, plain, SECRET), folder


def frames(folder, rung, options):
    with av.open(folder / rung.name / LIST, options=options) as player:
        return sum(1 for _ in player.decode(video=0))


def test_a_player_with_the_key_plays_every_frame(locked, film):
    _, found, folder = locked
    (folder / KEY).write_bytes(SECRET)
    with av.open(film) as whole:
        count = whole.streams.video[0].frames

    for rung in found.rungs:
        assert (
            frames(folder, rung, {"allowed_extensions": "ALL", "extension_picky": "0"}) == count
        )


def test_the_head_stays_clear_so_that_the_label_is_read(locked):
    _, found, folder = locked

    for rung in found.rungs:
        assert read_label(folder / rung.name / HEAD).text == found.label


def test_every_piece_has_other_bytes_and_is_named_by_them(locked):
    plain, found, folder = locked
    for before, rung in zip(plain.rungs, found.rungs, strict=True):
        for old, new in zip(before.files, rung.files, strict=True):
            data = (folder / new.path).read_bytes()
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (new.blob, new.bytes)
            assert (old.blob == new.blob) == (old.path == f"{rung.name}/{HEAD}")


def test_a_key_of_another_length_is_refused(locked):
    plain, _, folder = locked
    with pytest.raises(Invalid):
        lock(folder, plain, b"short")
