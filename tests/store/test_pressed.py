from __future__ import annotations

from dataclasses import dataclass

import lz4.frame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from piying.model.canon import canonical, digest, digest_bytes
from piying.model.errors import Outside
from piying.store.pressed import FRAME, SMALL_BYTES, plain, pressed


@dataclass(frozen=True, slots=True)
class Long:
    said: str
    kind: str = "long.1"


@given(st.text(max_size=40), st.integers(1, 400))
def test_what_is_written_down_is_read_again(word, times):
    data = canonical(Long(word * times))

    assert plain(pressed(data), digest_bytes(data)) == data


def test_a_large_value_that_repeats_is_much_shorter():
    data = canonical(Long("a statement says the same on every line; " * 500))

    assert pressed(data).startswith(FRAME)
    assert len(pressed(data)) * 5 < len(data)


def test_a_small_value_stands_as_it_is():
    data = b"[" + b"1," * (SMALL_BYTES // 2 - 2) + b"1]"

    assert len(data) == SMALL_BYTES - 1
    assert pressed(data) == data
    assert pressed(data[:-1] + b" ]").startswith(FRAME)


@pytest.mark.parametrize("times", [9, 9000])
def test_what_is_not_what_its_name_says_is_refused(times):
    one, other = canonical(Long("a" * times)), canonical(Long("b" * times))

    with pytest.raises(Outside, match="damaged") as caught:
        plain(pressed(one), digest_bytes(other))
    assert caught.value.code == "store.object_damaged"


def test_a_frame_that_is_cut_is_refused():
    data = canonical(Long("a" * 9000))

    with pytest.raises(Outside) as caught:
        plain(lz4.frame.compress(data)[:-9], digest_bytes(data))
    assert caught.value.code == "store.object_damaged"


def test_values_kept_together_have_the_names_that_each_has_alone(store):
    values = [Long("a" * 9000), Long("b"), Long("a" * 9000)]

    assert store.put_all(values) == tuple(digest(value) for value in values)
    assert [store.get(digest(value), Long) for value in values] == values
    assert store.put_all([]) == ()


def test_a_large_value_of_an_older_house_is_read_as_it_stands(store):
    value = Long("a" * 9000)
    row = {"digest": digest(value), "kind": value.kind, "data": canonical(value)}
    with store.database.writing() as open_one:
        open_one.execute(text("INSERT INTO object VALUES (:digest, :kind, :data)"), row)

    assert store.get(digest(value), Long) == value
