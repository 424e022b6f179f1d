"""Search and rails: what is typed is found, and rows come out the same every time."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.release import Age, Listing
from piying.model.viewer import Progress
from piying.release.rails import Watched, because, going_on, hot, new
from piying.release.search import QUERY_CHARACTERS_MAX, entry, search


def listing(series, title, cast=(), tags=(), synopsis=""):
    people = tuple((name, "") for name in cast)
    return Listing(series, title, synopsis, people, tags, Age.ALL, "zh", (), 1, "", ())


ALL = (
    listing("key", "第九把钥匙", ["林晚"], ("悬疑",), "老钟表铺"),
    listing("city", "重庆往事", ["周也"], ("都市", "悬疑")),
    listing("lamp", "灯影长安", ["林晚"], ("古风",), "长安的灯"),
    listing("tea", "The Tea House", ["Ann"], ("daily",)),
)
ENTRIES = tuple(map(entry, ALL))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("第九把钥匙", "key"), ("钥匙", "key"), ("djbys", "key"), ("dijiuba", "key"),
        ("yaoshi", "key"), ("重慶", "city"), ("cqws", "city"), ("chongqing", "city"),
        ("zhongqing", "city"), ("chqing", "city"), ("CHONG QING", "city"), ("長安", "lamp"),
        ("dengying", "lamp"), ("周也", "city"), ("zhouye", "city"), ("古风", "lamp"),
        ("tea house", "tea"), ("ＴＥＡ", "tea"), ("钟表", "key"),
    ],
)  # fmt: skip
def test_what_people_type_finds_the_series(typed, first):
    assert search(ENTRIES, typed)[0].series == first


@pytest.mark.parametrize("typed", ["", "  ", "！？", "zzzz", "往来", "xyq"])
def test_what_is_not_there_is_not_found(typed):
    assert search(ENTRIES, typed) == ()


def test_a_title_of_signs_alone_is_found_by_nothing_and_breaks_nothing():
    signs = entry(listing("s", "！？"))

    assert [search((signs,), typed) for typed in ("a", "ab", "灯")] == [()] * 3


def test_a_title_goes_before_its_sound_and_that_before_a_tag():
    both = (entry(listing("a", "x", tags=("灯",))), entry(listing("b", "灯")),
            entry(listing("c", "等")))  # fmt: skip

    assert [hit.series for hit in search(both, "灯")] == ["b", "a"]
    assert [hit.series for hit in search(both, "deng")] == ["b", "c", "a"]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=QUERY_CHARACTERS_MAX + 20))
def test_whatever_is_typed_is_answered_in_the_same_order(text):
    found = search(ENTRIES, text)

    assert found == search(tuple(reversed(ENTRIES)), text)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_today_counts_more_than_last_week_and_a_month_ago_nothing():
    told = [Watched("old", 100, 50), Watched("new", 110, 20), Watched("gone", 90, 9_000)]

    assert hot(told, 110, 5) == ("new", "old")
    assert {hot(order, 110, 5) for order in permutations(told)} == {("new", "old")}


def test_new_is_what_came_out_last_and_nothing_to_come():
    assert new({"a": 1, "b": 3, "c": 3, "d": 9}, 5, 3) == ("b", "c", "a")


def test_one_goes_on_where_one_was_or_with_the_next_episode():
    ends = {("lamp", 1): 100, ("lamp", 3): 100, ("key", 1): 100, ("tea", 1): 100}
    told = [
        Progress("v", "lamp", 1, 100, 5), Progress("v", "key", 1, 40, 9),
        Progress("v", "key", 1, 10, 2), Progress("v", "tea", 1, 100, 7),
    ]  # fmt: skip

    assert [(one.series, one.episode, one.position_ms) for one in going_on(told, ends, 9)] == [
        ("key", 1, 40), ("lamp", 3, 0),
    ]  # fmt: skip


def test_because_you_watched_comes_from_shared_people_and_rare_tags():
    assert because([ALL[0]], ALL, (), 5) == ("lamp", "city")
    assert because([ALL[0]], ALL, ["lamp"], 5) == ("city",)
    assert because([ALL[3]], ALL, (), 5) == ()
