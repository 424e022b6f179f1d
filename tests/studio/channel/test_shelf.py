"""What is out: as releases, windows, territories, files and takedowns make it, at once."""

from __future__ import annotations

import threading

import pytest

from piying.model.errors import Outside, PiyingError
from piying.model.release import UnlockPlan, Window
from piying.studio.channel import memory
from piying.studio.channel.memory import FRESH_MS, STALE_MS, Channel, Memo

PLANS = """
[[plan]]
id = "cn"
series = "lamp"
territories = ["CN"]
since = 2027-01-01
until = 2027-01-31
free_episodes = 4
coins = 9
[[plan]]
id = "any"
series = "*"
since = 2027-02-01
free_episodes = 1
coins = 90
"""
LISTS = """
[[list]]
id = "night"
title_zh = "深夜"
title_en = "Night"
since = 2027-01-01
series = ["key", "lamp", "gone"]
"""


def titles(cinema, territory="CN"):
    return cinema.channel.shelf(territory, cinema.clock.now_ms()).titles


def looked(cinema):
    """What is out once somebody has looked again."""
    cinema.clock.at += FRESH_MS
    return titles(cinema)


def test_a_series_stands_with_its_newest_listing_and_its_episodes_in_order(cinema):
    cinema.out("lamp", 2, title="old")
    cinema.pass_by(minutes=1)
    cinema.out("lamp", 1, title="new", episodes_planned=12)
    title = titles(cinema)["lamp"]

    assert title.listing.title == "new"
    assert list(title.releases) == [1, 2]
    assert (title.run.episodes, title.newest_ms - title.run.first_ms) == (12, 60_000)


def test_an_episode_beyond_the_plan_makes_the_series_longer(cinema):
    cinema.out("lamp", 30, episodes_planned=10)

    assert titles(cinema)["lamp"].run.episodes == 30


def test_what_is_released_while_it_is_served_is_seen_within_a_second(cinema):
    assert titles(cinema) == {}
    cinema.out()
    assert list(looked(cinema)) == ["lamp"]


def test_a_takedown_and_its_reinstatement_are_seen_within_a_second(cinema):
    first, second = cinema.season(count=2)
    assert list(titles(cinema)["lamp"].releases) == [1, 2]
    cinema.withdraw(second)
    assert list(looked(cinema)["lamp"].releases) == [1]
    cinema.withdraw(first)
    assert looked(cinema) == {}
    cinema.restore(second)
    assert list(looked(cinema)["lamp"].releases) == [2]


def test_a_newer_release_stands_in_the_place_of_the_old_one(cinema):
    cinema.out()
    began = titles(cinema)["lamp"].run.first_ms
    cinema.pass_by(days=3)
    newer = cinema.out()
    title = titles(cinema)["lamp"]

    assert title.releases == {1: newer}
    assert (title.run.first_ms, title.since_ms[1]) == (began, began)


def test_a_window_opens_and_closes_on_its_moment_without_anything_happening(cinema):
    now = cinema.clock.now_ms()
    cinema.out(window=Window(("CN",), now + 300, now + 600))
    seen = []
    for at in (0, 299, 300, 599, 600):
        cinema.clock.at = now + at
        seen.append(list(titles(cinema)))

    assert seen == [[], [], ["lamp"], ["lamp"], []]


def test_a_territory_sees_what_is_out_there(cinema):
    now = cinema.clock.now_ms()
    cinema.out("lamp", window=Window(("CN", "SG"), now))
    cinema.out("key", window=Window(("US",), now))
    cinema.out("tea", window=Window(("*",), now))
    found = {where: list(titles(cinema, where)) for where in ("CN", "SG", "US", "FR")}

    assert found == {
        "CN": ["lamp", "tea"], "SG": ["lamp", "tea"], "US": ["key", "tea"], "FR": ["tea"],
    }  # fmt: skip


def test_the_plan_of_the_day_is_offered_and_that_of_the_release_where_there_is_none(cinema):
    """'It speaks for those who begin afterwards.'"""
    cinema.season(count=1)
    own = titles(cinema)["lamp"]
    (cinema.house.settings.house / "plans.toml").write_text(PLANS, "utf-8")
    january = looked(cinema)["lamp"]
    cinema.pass_by(days=30)
    february = looked(cinema)["lamp"]

    assert [one.terms.coins for one in (own, january, february)] == [30, 9, 90]
    kept = cinema.house.store.get(january.plan, UnlockPlan)
    assert kept == january.terms


def test_a_file_that_is_wrong_is_told_and_what_it_said_before_holds(cinema):
    cinema.season(count=1)
    path = cinema.house.settings.house / "plans.toml"
    path.write_text(PLANS, "utf-8")
    assert looked(cinema)["lamp"].terms.coins == 9
    path.write_text("[[plan", "utf-8")

    assert looked(cinema)["lamp"].terms.coins == 9
    assert [one.code for one in cinema.channel.troubles] == ["tables.not_toml"]
    path.write_text(PLANS.replace("coins = 9\n", "coins = 8\n"), "utf-8")
    assert looked(cinema)["lamp"].terms.coins == 8
    assert cinema.channel.troubles == ()


def test_a_takedown_bites_while_a_file_is_wrong(cinema):
    (release,) = cinema.season(count=1)
    assert titles(cinema)
    (cinema.house.settings.house / "plans.toml").write_text("[[plan", "utf-8")
    (cinema.house.settings.house / "lists.toml").write_text("x = 1", "utf-8")
    cinema.withdraw(release)

    assert looked(cinema) == {}
    assert len(cinema.channel.troubles) == 2


def test_lists_of_the_editors_are_read_when_they_change(cinema):
    cinema.season(count=1)
    path = cinema.house.settings.house / "lists.toml"
    path.write_text(LISTS, "utf-8")
    looked(cinema)
    (one,) = cinema.channel.shelf("CN", cinema.clock.now_ms()).lists

    assert one.series == ("key", "lamp", "gone")


def test_the_same_shelf_is_used_until_something_happens(cinema):
    cinema.season(count=1)
    first = cinema.channel.shelf("CN", cinema.clock.now_ms())
    cinema.clock.at += 10 * FRESH_MS
    assert cinema.channel.shelf("CN", cinema.clock.now_ms()) is first
    cinema.out("key")
    cinema.clock.at += FRESH_MS

    assert cinema.channel.shelf("CN", cinema.clock.now_ms()) is not first


def test_only_the_series_are_made_anew_to_which_something_happened(cinema):
    now = cinema.clock.now_ms()
    cinema.season("lamp", 2)
    (key,) = cinema.season("key", 1)
    cinema.out("tea", window=Window(("CN",), now + 5_000))
    before = titles(cinema)
    cinema.withdraw(key)
    after = looked(cinema)
    cinema.clock.at = now + 5_000
    later = titles(cinema)

    assert list(after) == ["lamp"]
    assert list(later) == ["lamp", "tea"]
    assert later["lamp"] is after["lamp"] is before["lamp"]


def test_a_shelf_that_was_mended_is_the_one_that_would_be_made_anew(cinema):
    (cinema.house.settings.house / "plans.toml").write_text(PLANS, "utf-8")
    first, *_ = cinema.season("lamp", 3)
    cinema.season("key", 2)
    assert titles(cinema)
    for change in (
        lambda: cinema.withdraw(first), lambda: cinema.out("tea"),
        lambda: cinema.restore(first), lambda: cinema.pass_by(days=20),
    ):  # fmt: skip
        change()
        mended = looked(cinema)
        assert mended == Channel(cinema.house).shelf("CN", cinema.clock.now_ms()).titles


def test_nothing_is_served_on_what_is_old_while_the_database_cannot_be_read(
    cinema, monkeypatch
):
    cinema.season(count=1)
    assert titles(cinema)

    def broken(*_):
        raise Outside("store.database_failed", path="x", why="gone")

    monkeypatch.setattr(memory.Following, "look", broken)
    assert titles(cinema)
    cinema.clock.at += STALE_MS
    with pytest.raises(PiyingError):
        titles(cinema)


def test_a_clock_that_goes_back_is_looked_after(cinema):
    cinema.season(count=1)
    assert titles(cinema)
    cinema.clock.at -= 86_400_000
    assert titles(cinema) == {}


def test_many_threads_see_one_state_and_look_once(cinema, monkeypatch):
    cinema.season(count=3)
    channel, looks = cinema.channel, []
    before = channel._following.look
    monkeypatch.setattr(memory.Following, "look", lambda _: looks.append(1) or before())
    cinema.clock.at += STALE_MS
    found, gate = [], threading.Barrier(8)

    def ask():
        gate.wait()
        found.append(channel.shelf("CN", cinema.clock.now_ms()))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(looks) == 1
    assert {tuple(one.titles) for one in found} == {("lamp",)}


def test_a_memo_is_bounded():
    read = []
    memo = Memo(lambda digest: read.append(digest) or digest, 4)
    for digest in "abcdee":
        memo(digest)

    assert read == list("abcde")
    assert len(memo._held) <= 4


def test_a_house_without_a_key_says_how_one_is_made(cinema, monkeypatch):
    monkeypatch.delenv("PIYING_SIGNING_SEED")
    with pytest.raises(PiyingError) as missing:
        cinema.again()
    assert missing.value.code == "store.key_missing"
