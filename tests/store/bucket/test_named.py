from __future__ import annotations

import pytest

from piying.model.canon import Digest
from piying.model.foreign import Foreign
from piying.model.master import Master
from piying.model.take import Outcome, Take
from piying.store.bucket.named import named_blobs
from piying.store.store import open_store


def one(letter):
    return Digest(letter * 64)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def test_an_empty_house_names_nothing(store):
    assert named_blobs(store.database) == {}


def test_what_values_takes_and_heads_name_is_found_with_what_names_it(store):
    store.put(Master(one("1"), one("2"), one("3"), one("a"), ()))
    store.put(Foreign("n", "s", one("b"), "2026-11-01", "2026-11-02", ("p",), ()))
    store.add_take(Take("01K", one("4"), Outcome.MADE, one("c"), None, "kit", 0, 0))
    store.move_head("lamp", "source", one("d"), (), 0)
    store.move_head("lamp", "script", one("5"), (), 0)

    assert named_blobs(store.database) == {
        one("a"): "master", one("b"): "foreign", one("c"): "take", one("d"): "source",
    }  # fmt: skip
