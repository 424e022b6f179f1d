from __future__ import annotations

import pytest

from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.store.plays.world import decode_world, encode_world, make_world
from store.plays.nasty import COUNTING, SCREENING


def refused(screening, counting):
    with pytest.raises(Invalid) as caught:
        make_world(screening, counting)
    return caught.value


def test_a_world_has_one_name_whatever_the_order_of_its_rows():
    one = make_world(SCREENING, COUNTING)

    assert make_world(SCREENING[::-1], COUNTING[::-1]).sha256 == one.sha256
    assert make_world(SCREENING[1:], COUNTING).sha256 != one.sha256
    assert make_world(SCREENING, COUNTING[1:]).sha256 != one.sha256


def test_a_world_comes_back_from_its_bytes():
    one = make_world(SCREENING, COUNTING)
    back = decode_world(encode_world(one))

    assert back.screening.equals(one.screening)
    assert back.counting.equals(one.counting)
    assert back.sha256 == one.sha256 == digest_bytes(encode_world(one))


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 15, b"\0" * 24, b"\xff" * 16])
def test_bytes_that_are_no_world_are_refused(data):
    with pytest.raises(Invalid) as caught:
        decode_world(data)

    assert caught.value.code == "counting.world_unreadable"


def test_at_most_one_contract_counts_a_drama_on_a_platform():
    twice = [*COUNTING, (1, 0, 8, 0, 1, 0, 1, 1)]

    error = refused(SCREENING, twice)

    assert error.code == "counting.two_contracts"
    assert {error.data["one"], error.data["other"]} == {7, 8}


def test_two_deals_for_one_contract_on_one_day_are_refused():
    other = [*COUNTING, (3, 5, 7, 0, 1, 3_000, 2, 9)]

    error = refused(SCREENING, other)

    assert error.code == "counting.two_deals"
    assert error.data["contract"] == 7


def test_an_episode_stands_once():
    assert refused([*SCREENING, SCREENING[0]], []).code == "counting.two_screenings"


@pytest.mark.parametrize(
    ("screening", "counting"),
    [
        ([(1, 1, 0, 0)], []),
        ([(1, 0, 5, 0)], []),
        ([(-1, 1, 5, 0)], []),
        ([], [(1, 1, 1, 0, 1, -1, 1, 1)]),
        ([], [(1, 1, 1, 0, 1, 0, 0, 1)]),
        ([], [(1, 1, 1, 0, 1, 0, 1, 0)]),
        ([], [(1, 1 << 15, 1, 0, 1, 0, 1, 1)]),
    ],
)
def test_a_number_out_of_range_is_refused(screening, counting):
    assert refused(screening, counting).code == "counting.out_of_range"
