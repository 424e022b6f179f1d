"""Listings, plans and calendars: read strictly, and the right one is found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid, Missing
from piying.model.release import Age, Cover
from piying.release.listing import listing, read_listing
from piying.release.plans import plan_for, read_plans
from piying.release.schedule import DAY_MS, calendar, moments, to_come, week

LISTING = """
title = "灯"
synopsis = "一盏灯。"
tags = ["悬疑", "悬疑"]
age = "12"
episodes_planned = 20
updates = "mon,fri 18:00"
[[cast]]
name = "林"
who = "修灯的人"
[[cover]]
use = "card"
file = "card.png"
"""
PLANS = """
[[plan]]
id = "all"
series = "*"
since = 2026-11-01
free_episodes = 3
coins = 50
[[plan]]
id = "cn"
series = "*"
territories = ["CN"]
since = 2026-11-01
until = 2026-11-30
coins = 40
[[plan]]
id = "lamp"
series = "lamp"
since = 2026-11-10
ads = 2
ads_after_days = 7
members = true
"""
DAY = date(2026, 11, 20)
MONDAY_MS = 1_795_392_000_000
"""2026-11-23, midnight in UTC."""


def test_a_listing_is_what_its_file_says_with_the_numbers_of_the_dossier():
    told = read_listing(LISTING, "lamp.toml", "lamp")
    made = listing(told, (("licence", "9"),), (Cover("card", 720, 960, "b" * 64),))

    assert (told.tags, told.covers, told.age) == (
        ("悬疑",),
        (("card", "card.png"),),
        Age.TWELVE,
    )
    assert (made.numbers, made.cast) == ((("licence", "9"),), (("林", "修灯的人"),))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('age = "12"', 'age = "13"'), ('title = "灯"', 'title = ""'),
        ("mon,fri 18:00", "someday"), ('use = "card"', 'use = "poster"'),
        ("episodes_planned = 20", "episodes_planned = 0"), ("synopsis", "sinopsis"),
        ('who = "修灯的人"', "whom = 1"), ('title = "灯"', f'title = "{"灯" * 61}"'),
    ],
)  # fmt: skip
def test_what_is_not_understood_in_a_listing_is_refused(old, new):
    with pytest.raises(Invalid):
        read_listing(LISTING.replace(old, new), "lamp.toml", "lamp")


def test_a_listing_without_an_age_is_read_and_goes_nowhere():
    told = read_listing(LISTING.replace('age = "12"', ""), "lamp.toml", "lamp")
    with pytest.raises(Invalid, match="age"):
        listing(told, (), ())


@pytest.mark.parametrize(
    ("series", "where", "day", "found"),
    [
        ("moth", ["CN"], DAY, "cn"), ("moth", ["US"], DAY, "all"),
        ("moth", ["CN", "US"], DAY, "all"), ("moth", ["CN"], date(2026, 12, 1), "all"),
        ("lamp", ["CN"], DAY, "lamp"), ("lamp", ["CN"], date(2026, 11, 5), "cn"),
    ],
)  # fmt: skip
def test_the_plan_is_the_nearest_that_holds(series, where, day, found):
    assert plan_for(read_plans(PLANS, "plans.toml"), series, where, day).id == found


def test_a_plan_that_is_named_has_to_fit():
    plans = read_plans(PLANS, "plans.toml")

    assert plan_for(plans, "lamp", ["CN"], DAY, "all").id == "all"
    with pytest.raises(Invalid):
        plan_for(plans, "lamp", ["US"], DAY, "cn")
    with pytest.raises(Missing):
        plan_for(plans, "lamp", ["US"], DAY, "none")
    with pytest.raises(Missing):
        plan_for(plans, "moth", ["US"], date(2026, 10, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("coins = 50", "coins = 0"), ("coins = 50", "coins = -5"),
        ("coins = 50", "coins = 1.5"),
        ('["CN"]', '["China"]'), ("ads = 2\n", ""), ("since = 2026-11-10", ""),
        ('id = "cn"', 'id = "all"'), ("members", "member"),
    ],
)  # fmt: skip
def test_what_is_not_understood_in_a_plan_is_refused(old, new):
    with pytest.raises(Invalid):
        read_plans(PLANS.replace(old, new, 1), "plans.toml")


def test_two_plans_for_the_same_are_refused_and_one_after_the_other_is_not():
    twice = PLANS + PLANS.split("[[plan]]")[3].join(["[[plan]]", ""]).replace(
        '"lamp"', '"x"', 1
    )
    with pytest.raises(Invalid, match="at the same time"):
        read_plans(twice, "plans.toml")
    after = twice.replace(
        "since = 2026-11-10\nads", "since = 2026-11-10\nuntil = 2026-11-30\nads", 1
    )
    last = after.rindex("since = 2026-11-10")
    assert read_plans(after[:last] + "since = 2026-12-01" + after[last + 18 :], "plans.toml")


@pytest.mark.parametrize(
    "line", ["mon", "mon 24:00", "mon,mon 18:00", "xyz 18:00", "mon 18:00 UTC", "Mon 18:00"]
)
def test_another_line_is_no_calendar(line):
    with pytest.raises(Invalid):
        calendar(line)


def test_moments_are_of_china_unless_the_line_says_otherwise():
    hour = 3_600_000

    assert moments(calendar("mon,wed 18:00"), MONDAY_MS, 2) == (
        MONDAY_MS + 10 * hour, MONDAY_MS + 2 * DAY_MS + 10 * hour,
    )  # fmt: skip
    assert moments(calendar("mon 18:00 -05:00"), MONDAY_MS, 1) == (MONDAY_MS + 23 * hour,)
    assert moments(calendar(""), MONDAY_MS, 3) == ()


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 4 * 10**12), st.integers(1, 20))
def test_moments_rise_and_all_lie_ahead(after, count):
    found = moments(calendar("tue,sun 06:30"), after, count)

    assert len(found) == count
    assert [after, *found] == sorted({after, *found})


def test_the_episodes_to_come_stand_in_the_week():
    updates = to_come("lamp", "daily 18:00", [1, 2, 4], 6, MONDAY_MS)

    assert [one.episode for one in updates] == [3, 5, 6]
    days = [(away, [one.episode for one in some]) for away, some in week(updates, MONDAY_MS)]
    assert days == [(0, [3]), (1, [5]), (2, [6])]
