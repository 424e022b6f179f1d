"""The world of a day, from the deals of a house."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.canon import Digest
from piying.model.errors import Invalid, Missing
from piying.model.release import File, Ladder, Release, Strip, Window
from piying.store.channel.releases import Cause, Releases, Told
from piying.studio.counting.worlds import (
    Dark,
    Screening,
    dark_on,
    differing,
    names_of,
    read_screenings,
    screenings_of,
    world_of,
)
from piying.studio.settling.bookkeeping import agreed_of, folder_of
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


def released(house, series="lamp", episode=1, *, at_ms=1_000, length_ms=60_000, **told):
    """A release of an episode, as the channel keeps it."""
    store, count = house.store, len(Releases(house.store.database).all())
    file = File("x", Digest("f" * 64), 1)
    ladder = Ladder(file.blob, length_ms, (), file, (), file, Strip(file, 1, 1, 1, 1, 1), "", 0)
    window = Window(("CN",), told.pop("since_ms", at_ms), told.pop("until_ms", None))
    made = Release(
        f"r-{count}", series, episode, count, file.blob, file.blob, "", store.put(ladder),
        file.blob, file.blob, window, "own", "", at_ms,
    )  # fmt: skip
    Releases(store.database).add(made)
    return made


def withdrawn(house, release, at_ms):
    told = Told(Cause.NOTICE, f"n-{at_ms}", "", "", at_ms)
    Releases(house.store.database).withdraw([release.id], told)


def with_file(house, text):
    path = house.settings.house / "plays" / "episodes.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text("series,episode,duration_ms,since\n" + text, "utf-8")


def test_what_was_released_is_an_episode_that_can_be_played(house):
    released(house, at_ms=1_000, since_ms=5_000)
    released(house, at_ms=9_000, length_ms=70_000)
    released(house, "key", 2, at_ms=3_000)

    assert screenings_of(house) == (
        Screening("key", 2, 60_000, 3_000), Screening("lamp", 1, 70_000, 5_000)
    )  # fmt: skip
    assert differing(house) == ()


def test_the_file_goes_before_a_release_and_what_differs_is_told(house):
    released(house, at_ms=0)
    released(house, "lamp", 2, at_ms=0)
    with_file(house, "lamp,1,61000,1970-01-01T00:00:00Z\ntea,1,5000,1970-01-01T00:00:01Z\n")
    (apart,) = differing(house)

    assert screenings_of(house) == (
        Screening("lamp", 1, 61_000, 0), Screening("tea", 1, 5_000, 1_000),
        Screening("lamp", 2, 60_000, 0),
    )  # fmt: skip
    assert (apart.filed.duration_ms, apart.released.duration_ms) == (61_000, 60_000)


def test_a_series_is_dark_when_the_last_of_it_went(house):
    first, second = released(house, at_ms=1), released(house, "lamp", 2, at_ms=1)
    released(house, "key", at_ms=1, until_ms=500)
    released(house, "tea", at_ms=1)
    withdrawn(house, first, 100)
    assert dark_on("own", house, 400) == Dark("own", {})
    withdrawn(house, second, 200)

    assert dark_on("own", house, 400).since_ms == {"lamp": 200}
    assert dark_on("own", house, 500).since_ms == {"lamp": 200, "key": 500}


def test_plays_count_on_our_own_channel_until_it_went_dark_and_elsewhere_on(house):
    """'From when until before when (a takedown).'"""
    text = DEAL.replace('platforms = ["own"]', 'platforms = ["own", "elsewhere"]')
    house, agreed = told(house, text)
    names, dark = names_of(house, agreed, SHOWN), Dark("own", {"lamp": 1_770_050_000_000})
    rows = world_of(agreed, SHOWN, names, DAY, NOW, dark).counting.to_pylist()
    until = {names.name("platform", row["platform"]): row["until_ms"] for row in rows}

    assert until["own"] == 1_770_050_000_000 < until["elsewhere"]
    early = Dark("own", {"lamp": 1})
    rows = world_of(agreed, SHOWN, names, DAY, NOW, early).counting.to_pylist()
    assert all(row["until_ms"] >= row["since_ms"] for row in rows)


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
