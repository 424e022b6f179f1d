"""Finding and feeding: what is shown in which order, the same every time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from piying.model.errors import Invalid, Missing
from piying.model.play import BUCKETS, DAY_MS, HOUR_MS
from piying.model.release import Age, Right
from piying.model.viewer import Progress
from piying.model.watching import Opened, Shut
from piying.store.plays.hours import put_hour
from piying.store.plays.names import register
from piying.store.plays.packed import DTYPES, empty
from piying.studio.channel.feeding import feed
from piying.studio.channel.finding import (
    browse,
    calendar,
    home,
    lengths,
    listed,
    search,
    series_page,
    since,
)
from piying.studio.channel.popular import FRESH_MS
from piying.studio.house import plays_of


@pytest.fixture
def house(cinema):
    """Three series, a minute apart: "a" the oldest."""
    for series, tags in (("a", ("悬疑",)), ("b", ("甜宠",)), ("c", ("悬疑", "古风"))):
        cinema.season(series, 4, tags=tags, episodes_planned=6)
        cinema.pass_by(minutes=1)
    return cinema


@pytest.fixture
def seat(house):
    return house.seat()


def played(cinema, series, count, hour_ms):
    """Plays of an hour, as they lie when hours are made."""
    names = register(cinema.house.store, "drama", (series,), 1)
    rows = {name: np.zeros(count, dtype) for name, dtype in DTYPES.items()}
    rows["drama_id"] += names.numbers["drama", series]
    rows["episode"] += 1
    rows["n"] += np.arange(count, dtype=rows["n"].dtype)
    rows["ts_ms"] += hour_ms
    buckets = [rows] + [empty()] * (BUCKETS - 1)
    put_hour(plays_of(cinema.house), hour_ms // HOUR_MS, buckets)


def was(series, episode, position_ms=1, at_ms=1):
    return Progress("v", series, episode, position_ms, at_ms)


def shelf(cinema, seat, *progress):
    found = home(cinema.house, cinema.channel, seat, progress)
    rails = {rail.id: [card.series for card in rail.cards] for rail in found.rails}
    return rails, [(one.card.series, one.episode) for one in found.going_on]


def swiped(cinema, seat, *progress, most=3):
    """The whole feed, page by page."""
    found, cursor = [], ""
    while True:
        page = feed(cinema.house, cinema.channel, seat, progress, cursor=cursor, most=most)
        found += [
            (one.told.series, one.told.episode, isinstance(one, Opened)) for one in page.rows
        ]
        cursor = page.cursor
        if not cursor:
            return found


def test_new_series_stand_before_older_ones_and_empty_rows_are_left_out(house, seat):
    assert shelf(house, seat) == ({"new": ["c", "b", "a"]}, [])


def test_what_is_most_watched_of_late_is_hot(house, seat):
    now = house.clock.now_ms()
    played(house, "a", 3, now - HOUR_MS)
    played(house, "b", 5, now - 2 * HOUR_MS)
    played(house, "c", 90, now - 20 * DAY_MS)

    assert shelf(house, seat)[0]["hot"] == ["b", "a"]


def test_the_heat_is_looked_up_again_after_a_minute(house, seat):
    assert "hot" not in shelf(house, seat)[0]
    played(house, "a", 3, house.clock.now_ms() - HOUR_MS)
    assert "hot" not in shelf(house, seat)[0]
    house.clock.at += FRESH_MS

    assert shelf(house, seat)[0]["hot"] == ["a"]


def test_one_goes_on_with_what_is_not_watched_to_its_end(house, seat):
    rails, going = shelf(house, seat, was("a", 1, 90_000, 9), was("b", 2, 5, 7), was("gone", 1))

    assert going == [("a", 2), ("b", 2)]
    assert rails["because"] == ["c"]


def test_lists_of_the_editors_stand_below_with_what_is_out(house, seat):
    (house.house.settings.house / "lists.toml").write_text(
        '[[list]]\nid = "x"\ntitle_zh = "甲"\ntitle_en = "X"\nsince = 2027-01-01\n'
        'series = ["gone", "b"]\n[[list]]\nid = "later"\ntitle_zh = "乙"\ntitle_en = "Y"\n'
        'since = 2030-01-01\nseries = ["a"]\n',
        "utf-8",
    )
    house.pass_by(seconds=1)

    assert shelf(house, seat)[0]["x"] == ["b"]
    assert "later" not in shelf(house, seat)[0]


def test_the_page_of_a_series_tells_all_of_it(house, seat):
    page = series_page(house.house, house.channel, seat, "a", [was("a", 2, 40_000)])

    assert [door.why for door in page.doors] == [Right.FREE, Right.FREE, None, None]
    assert (page.episode, page.position_ms) == (2, 40_000)
    assert (page.card.out, page.card.planned, page.card.free) == (4, 6, 2)
    assert [one.episode for one in page.coming] == [5, 6]
    assert [one.path[:3] for one in page.card.pictures] == ["/p/"] * 4
    assert page.numbers
    assert page.cast
    with pytest.raises(Missing):
        series_page(house.house, house.channel, seat, "gone")


def test_whoever_was_nowhere_begins_at_the_first_episode(house, seat):
    page = series_page(house.house, house.channel, seat, "a")

    assert (page.episode, page.position_ms) == (1, 0)


def test_what_is_typed_finds_what_is_out_here(house, seat):
    house.out("dengying", title="灯影长安")
    house.pass_by(seconds=1)
    found = search(house.house, house.channel, seat, "dengying")

    assert [card.series for card in found] == ["dengying"]
    assert search(house.house, house.channel, replace(seat, territory="US"), "dengying") == ()


def test_minors_find_nothing_that_is_not_for_them(house, seat):
    house.out("blood", title="血", age=Age.EIGHTEEN)
    house.pass_by(seconds=1)
    by = replace(seat.by, account=replace(seat.by.account, minors=True))
    child = house.seat(by)

    assert search(house.house, house.channel, child, "血") == ()
    assert [one.series for one in browse(house.house, house.channel, child).rows] == list("cba")
    assert ("blood", 1, True) not in swiped(house, child)
    assert ("blood", 1, True) in swiped(house, seat)


def test_the_whole_list_comes_page_by_page_and_new_things_repeat_nothing(house, seat):
    first = browse(house.house, house.channel, seat, most=2)
    house.out("d")
    house.pass_by(seconds=1)
    rest = browse(house.house, house.channel, seat, first.cursor, 2)

    assert [one.series for one in (*first.rows, *rest.rows)] == ["c", "b", "a"]
    assert rest.cursor == ""
    assert [one.series for one in listed(house.channel, "CN").rows] == ["d", "c", "b", "a"]
    assert listed(house.channel, "US").rows == ()


def test_a_cursor_that_is_none_is_refused(cinema):
    seat = cinema.seat()
    for cursor in ("x", "1", "~", "-1~a", "1~a~b", "9" * 40 + "~a"):
        with pytest.raises(Invalid):
            browse(cinema.house, cinema.channel, seat, cursor)
        with pytest.raises(Invalid):
            feed(cinema.house, cinema.channel, seat, cursor=cursor)


def test_the_calendar_says_what_comes_in_the_next_seven_days(house, seat):
    days = calendar(house.house, house.channel, seat)

    assert [(away, len(some)) for away, some in days] == [(0, 3), (1, 3)]
    assert {one.episode for _, some in days for one in some} == {5, 6}
    assert days[0][1][0].title == "A"


def test_the_feed_begins_with_first_episodes_for_whoever_is_new(house, seat):
    played(house, "b", 5, house.clock.now_ms() - HOUR_MS)

    assert swiped(house, seat) == [("b", 1, True), ("c", 1, True), ("a", 1, True)]


def test_the_feed_goes_on_with_the_series_until_one_is_locked(house, seat):
    told = (was("a", 1, 90_000, 9), was("b", 1, 5, 7))

    assert swiped(house, seat, *told) == [
        ("a", 2, True), ("a", 3, False), ("b", 1, True), ("c", 1, True),
    ]  # fmt: skip


def test_what_was_bought_is_fed_to_its_end(house, seat):
    house.give(seat.by, "a", 0, Right.SERIES)

    assert swiped(house, seat, was("a", 1))[:4] == [("a", one, True) for one in (1, 2, 3, 4)]


def test_a_locked_card_of_the_feed_has_its_price_and_begins_nothing(house, seat):
    page = feed(house.house, house.channel, seat, [was("a", 3, 1)])
    card = page.rows[0]

    assert isinstance(card, Shut)
    assert card.price.coins == 30
    assert house.rights.plans(seat.by.account.id) == {}


def test_the_feed_goes_on_though_what_was_last_has_gone(house, seat):
    page = feed(house.house, house.channel, seat, most=2)
    assert [one.told.series for one in page.rows] == ["c", "b"]
    for release in (
        house.channel.shelf("CN", house.clock.now_ms()).titles["b"].releases.values()
    ):
        house.withdraw(release, reference=release.id)
    house.pass_by(seconds=1)
    rest = feed(house.house, house.channel, seat, cursor=page.cursor)

    assert [one.told.series for one in rest.rows] == ["c", "a"]


def test_lengths_and_beginnings_are_told_of_every_episode_that_is_out(house):
    titles = house.channel.shelf("CN", house.clock.now_ms()).titles
    assert lengths(house.channel, titles, {"a", "gone"}) == {
        ("a", e): 90_000 for e in range(1, 5)
    }
    assert len(since(house.channel, "CN")) == 12
    assert since(house.channel, "US") == {}
