from __future__ import annotations

import pytest

from piying.model.errors import Missing
from piying.store.plays.names import all_names, register
from piying.store.store import open_store


@pytest.fixture
def house(tmp_path):
    store = open_store(tmp_path)
    yield store
    store.close()


def test_a_number_is_given_once_and_stays(house):
    register(house, "drama", ["one", "two"], 1)
    register(house, "platform", ["phone"], 2)
    found = register(house, "drama", ["two", "three", "one"], 3)

    assert found == all_names(house)
    assert found.numbers == {
        ("drama", "one"): 1, ("drama", "two"): 2, ("drama", "three"): 3,
        ("platform", "phone"): 1,
    }  # fmt: skip
    assert found.name("drama", 3) == "three"


def test_a_number_without_a_name_is_missing(house):
    with pytest.raises(Missing) as caught:
        all_names(house).name("contract", 5)

    assert caught.value.code == "counting.no_name"


def test_there_are_three_sorts_of_names(house):
    with pytest.raises(ValueError, match="person"):
        register(house, "person", ["x"], 1)
