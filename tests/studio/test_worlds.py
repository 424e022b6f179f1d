"""The world of a day, from the deals of a house."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.errors import Invalid, Missing
from piying.studio.bookkeeping import agreed_of, folder_of
from piying.studio.worlds import (
    Screening,
    names_of,
    read_screenings,
    screenings_of,
    world_of,
)
from studio.money import DEAL, with_deal

DAY = "2026-02-03"
NOW = "2026-02-16T00:00:00Z"
SHOWN = (Screening("lamp", 1, 60_000, 0), Screening("lamp", 2, 61_000, 5))


def told(house, text=DEAL):
    house = with_deal(house)
    (folder_of(house) / "own.toml").write_text(text, encoding="utf-8")
    return house, agreed_of(house)


def test_every_covered_title_counts_by_its_deal(house):
    house, agreed = told(house)
    names = names_of(house, agreed, SHOWN)
    found = world_of(agreed, SHOWN, names, DAY, NOW)
    (row,) = found.counting.to_pylist()

    assert [one["episode"] for one in found.screening.to_pylist()] == [1, 2]
    assert (row["min_ms"], row["cap_plays"], row["cap_watch_x"]) == (3000, 3, 2)
    assert names.name("contract", row["contract_id"]) == "lamp"
    assert row["since_ms"] == 1_767_196_800_000  # 2026-01-01 00:00 in China


def test_numbers_are_given_once_and_for_ever(house):
    house, agreed = told(house)
    first = names_of(house, agreed, SHOWN)
    second = names_of(house, agreed, (*SHOWN, Screening("a-later-one", 1, 1, 0)))

    assert first.numbers.items() <= second.numbers.items()


def test_a_contract_counts_until_the_end_of_its_last_day(house):
    text = DEAL.replace("since = 2026-01-01\n", "since = 2026-01-01\nuntil = 2026-02-03\n")
    house, agreed = told(house, text)
    names = names_of(house, agreed, SHOWN)
    (row,) = world_of(agreed, SHOWN, names, DAY, NOW).counting.to_pylist()

    assert row["until_ms"] == 1_770_134_400_000  # 2026-02-04 00:00 in China
    assert world_of(agreed, SHOWN, names, "2026-02-04", NOW).counting.num_rows == 0


def test_what_a_deal_counts_is_never_guessed(house):
    house, agreed = told(house, DEAL.replace("min_ms = 3000", 'min_ms = "unknown"'))
    with pytest.raises(Invalid) as caught:
        world_of(agreed, SHOWN, names_of(house, agreed, SHOWN), DAY, NOW)

    assert caught.value.code == "counting.term_unknown"
    assert caught.value.data["field"] == "counting.min_ms"


def test_a_day_before_the_first_version_is_refused(house):
    text = DEAL.replace("effective = 2026-01-01", "effective = 2026-02-10")
    house, agreed = told(house, text)
    with pytest.raises(Invalid) as caught:
        world_of(agreed, SHOWN, names_of(house, agreed, SHOWN), DAY, NOW)

    assert caught.value.code == "counting.no_version"


def test_without_the_file_of_episodes_it_says_what_to_write(house):
    with pytest.raises(Missing) as caught:
        screenings_of(house)

    assert caught.value.data["columns"] == "series,episode,duration_ms,since"


STARTS = ("2026-02-01", "2026-01-31T16:00:00+00:00", "2026-02-01T00:00:00+08:00")


@pytest.mark.parametrize("since", STARTS)
def test_a_day_or_an_instant_says_since_when(since):
    text = f"series,episode,duration_ms,since\nlamp,1,60000,{since}\n"

    (found,) = read_screenings(text.encode(), Path("e.csv"))
    assert found.since_ms == 1_769_875_200_000


@pytest.mark.parametrize(
    "row",
    [
        "lamp,0,1,2026-02-01",
        "lamp,1,0,2026-02-01",
        ",1,1,2026-02-01",
        "lamp,x,1,2026-02-01",
        "lamp,1,1,soon",
        "lamp,1,1,2026-02-01T00:00:00",
        "lamp,1,1",
    ],
)
def test_a_wrong_row_is_named(row):
    text = f"series,episode,duration_ms,since\nlamp,1,60000,2026-02-01\n{row}\n"
    with pytest.raises(Invalid) as caught:
        read_screenings(text.encode(), Path("e.csv"))

    assert (caught.value.code, caught.value.data["row"]) == ("counting.episodes_row", 3)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_crash(data):
    with pytest.raises(Invalid):
        read_screenings(b"series,episode,duration_ms,since\n\xff" + data, Path("e.csv"))
