from __future__ import annotations

import pytest

from partners.emulator import clip
from piying.cut.rolls import Chosen
from piying.model.brief import Role
from piying.model.canon import Digest
from piying.model.errors import PiyingError
from piying.model.take import MediaFacts
from piying.studio.shooting import endings
from piying.studio.shooting.endings import ending_of


def held(house, data):
    facts = MediaFacts("video/mp4", len(data), frame_count=13, width=72, height=128)
    return Chosen(Digest("0" * 64), house.store.blobs.put(data), facts)


def test_the_picture_is_taken_out_once_and_kept_beside_the_clip(house, monkeypatch):
    chosen = held(house, clip())
    first = ending_of(house, "s1", chosen)
    monkeypatch.setattr(endings, "LAST_PICTURE", "nothing:here")

    assert ending_of(house, "s2", chosen) == first
    assert (first.role, first.media_type, first.name) == (Role.FIRST_FRAME, "image/png", "")
    assert (first.width, first.height) == (72, 128)
    assert house.store.blobs.get(first.blob).startswith(b"\x89PNG")


def test_a_picture_that_was_lost_is_taken_out_again(house):
    chosen = held(house, clip())
    first = ending_of(house, "s1", chosen)
    house.store.blobs.path(first.blob).unlink()

    assert ending_of(house, "s1", chosen) == first
    assert house.store.blobs.has(first.blob)


def test_a_damaged_clip_is_refused(house):
    with pytest.raises(PiyingError):
        ending_of(house, "s1", held(house, b"no clip"))
