"""Where somebody is, on whatever device; what they follow; what they like."""

from __future__ import annotations

from itertools import permutations

import pytest

from piying.model.errors import Conflict, Invalid, Missing
from piying.store.channel.comments import Comments
from piying.store.channel.keepsakes import Keepsakes
from piying.studio.channel import keeping
from piying.studio.channel.accounts import close
from piying.studio.channel.acting import terminal
from piying.studio.channel.commenting import Said, comment
from piying.studio.channel.flying import danmaku
from piying.studio.channel.keeping import (
    Likes,
    Place,
    follow,
    forget,
    going_on,
    going_on_in,
    history,
    keep_place,
    like,
    likes,
    looked,
    notices,
    places,
    unfollow,
)
from piying.studio.channel.logins import anonymous
from screens import put_out

MINUTE = 60_000
LENGTHS = {("lamp", 1): 90_000, ("lamp", 2): 90_000, ("key", 1): 90_000}


@pytest.fixture
def mei(desk):
    for series in ("lamp", "key"):
        for episode in (1, 2, 3):
            put_out(desk.house, series, episode)
    return anonymous(desk.house).by


def tell(desk, by, position_ms, *, ago_ms=0, series="lamp", episode=1, clock_ms=0):
    """What a device tells whose clock is wrong by `clock_ms`."""
    now = desk.clock.at + clock_ms
    return keep_place(desk.house, by, Place(series, episode, position_ms, now - ago_ms, now))


class TestPlaces:
    """the newest client moment wins across devices"""

    def test_a_stale_device_changes_nothing(self, desk, mei):
        assert tell(desk, mei, 50_000)
        assert not tell(desk, mei, 10_000, ago_ms=5 * MINUTE)
        assert places(desk.house, mei, "lamp")[0].position_ms == 50_000

    @pytest.mark.parametrize("wrong_ms", [-400 * 86_400_000, 400 * 86_400_000])
    def test_a_clock_that_is_wrong_by_a_year_makes_no_difference(self, desk, mei, wrong_ms):
        tell(desk, mei, 50_000, ago_ms=2 * MINUTE)

        assert tell(desk, mei, 60_000, ago_ms=MINUTE, clock_ms=wrong_ms)
        assert not tell(desk, mei, 10_000, ago_ms=3 * MINUTE, clock_ms=wrong_ms)

    def test_a_moment_to_come_counts_as_now(self, desk, mei):
        tell(desk, mei, 50_000, ago_ms=-10 * MINUTE)

        assert places(desk.house, mei, "lamp")[0].at_ms == desk.clock.at

    def test_any_order_of_telling_leaves_the_same(self, desk):
        put_out(desk.house, "lamp")
        told = [(10_000, 3), (20_000, 2), (30_000, 1), (5_000, 1)]
        left = set()
        for order in permutations(told):
            by = anonymous(desk.house).by
            for position_ms, ago in order:
                tell(desk, by, position_ms, ago_ms=ago * MINUTE)
            left.add(places(desk.house, by, "lamp")[0].position_ms)

        assert left == {30_000}

    def test_an_episode_that_was_never_out_is_refused(self, desk, mei):
        with pytest.raises(Missing, match="not out"):
            tell(desk, mei, 1, series="nothing")

    @pytest.mark.parametrize("position_ms", [-1, keeping.POSITION_MS_MAX + 1])
    def test_a_position_in_no_film_is_refused(self, desk, mei, position_ms):
        with pytest.raises(Invalid):
            tell(desk, mei, position_ms)

    def test_whoever_sits_at_the_terminal_has_no_places(self, desk):
        with pytest.raises(Invalid):
            history(desk.house, terminal("rong"))


class TestHistory:
    def test_it_has_each_series_once_the_newest_first(self, desk, mei):
        tell(desk, mei, 1, series="lamp", ago_ms=3)
        tell(desk, mei, 1, series="key", ago_ms=2)
        tell(desk, mei, 7, series="lamp", episode=2, ago_ms=1)
        found = [(one.series, one.episode) for one in history(desk.house, mei).rows]

        assert found == [("lamp", 2), ("key", 1)]

    def test_pages_neither_repeat_nor_hide_what_stays(self, desk, mei):
        for number in range(7):
            put_out(desk.house, f"s{number}")
            tell(desk, mei, 1, series=f"s{number}", ago_ms=100 - number)
        first = history(desk.house, mei, most=3)
        tell(desk, mei, 2, series="s6")
        forget(desk.house, mei, "s3")
        second = history(desk.house, mei, first.cursor, most=3)

        assert [one.series for one in first.rows] == ["s6", "s5", "s4"]
        assert [one.series for one in second.rows] == ["s2", "s1", "s0"]
        assert second.cursor == ""

    @pytest.mark.parametrize("cursor", ["x", "1", "~", "-1~a", "1~" + "a" * 200, "1~a~b"])
    def test_a_cursor_of_somebody_elses_making_is_refused(self, desk, mei, cursor):
        with pytest.raises(Invalid) as refused:
            history(desk.house, mei, cursor)

        assert refused.value.code == "viewing.cursor_bad"

    @pytest.mark.parametrize("most", [0, -1, 101])
    def test_a_page_has_a_size(self, desk, mei, most):
        with pytest.raises(Invalid):
            history(desk.house, mei, most=most)

    def test_what_was_removed_stays_away_whatever_a_device_still_tells(self, desk, mei):
        tell(desk, mei, 1)
        tell(desk, mei, 1, series="key")
        desk.clock.pass_by(minutes=10)

        assert forget(desk.house, mei, "lamp") == 1
        assert not tell(desk, mei, 9, ago_ms=5 * MINUTE)
        assert [one.series for one in history(desk.house, mei).rows] == ["key"]
        desk.clock.pass_by(minutes=1)
        assert tell(desk, mei, 9)

    def test_all_of_it_goes_at_once(self, desk, mei):
        tell(desk, mei, 1)
        tell(desk, mei, 1, series="key")
        forget(desk.house, mei)

        assert history(desk.house, mei).rows == ()
        assert not tell(desk, mei, 1, series="key", ago_ms=1)


class TestGoingOn:
    def test_it_is_to_the_second_where_the_other_device_was(self, desk, mei):
        tell(desk, mei, 41_234)
        found = going_on_in(desk.house, mei, "lamp", LENGTHS)

        assert (found.episode, found.position_ms) == (1, 41_234)

    def test_after_the_end_it_is_the_next_episode(self, desk, mei):
        tell(desk, mei, 90_000)
        found = going_on(desk.house, mei, LENGTHS)

        assert [(one.series, one.episode, one.position_ms) for one in found] == [("lamp", 2, 0)]

    def test_who_never_began_goes_on_nowhere(self, desk, mei):
        assert going_on_in(desk.house, mei, "lamp", LENGTHS) is None


class TestFavourites:
    """追剧 with "new episodes since you last looked" notices"""

    def test_what_came_out_since_they_looked_is_new_until_they_look(self, desk, mei):
        follow(desk.house, mei, "lamp")
        now = desk.clock.at
        out = {("lamp", 1): now - 5, ("lamp", 2): now + 5, ("key", 1): now + 9}
        (found,) = notices(desk.house, mei, out)

        assert (found.series, found.new, found.since_ms) == ("lamp", (2,), now + 5)
        desk.clock.pass_by(seconds=1)
        looked(desk.house, mei, "lamp")
        assert notices(desk.house, mei, out) == ()

    def test_following_twice_is_following_once(self, desk, mei):
        follow(desk.house, mei, "lamp")
        desk.clock.pass_by(seconds=1)
        follow(desk.house, mei, "lamp")
        (found,) = keeping.favourites(desk.house, mei).rows

        assert found.at_ms == desk.clock.at - 1_000
        unfollow(desk.house, mei, "lamp")
        assert not keeping.follows(desk.house, mei, "lamp")

    def test_nobody_follows_what_was_never_out(self, desk, mei):
        with pytest.raises(Missing):
            follow(desk.house, mei, "nothing")

    def test_there_is_a_most(self, desk, mei, monkeypatch):
        monkeypatch.setattr(keeping, "FAVOURITES_MAX", 1)
        follow(desk.house, mei, "lamp")
        follow(desk.house, mei, "lamp")
        with pytest.raises(Conflict):
            follow(desk.house, mei, "key")


class TestLikes:
    def test_each_counts_once_and_is_taken_back_once(self, desk, mei):
        other = anonymous(desk.house).by
        assert like(desk.house, mei, "lamp", 1) == Likes(1, own=True)
        assert like(desk.house, mei, "lamp", 1) == Likes(1, own=True)
        assert like(desk.house, other, "lamp", 1) == Likes(2, own=True)
        assert like(desk.house, mei, "lamp", 1, liked=False) == Likes(1, own=False)
        assert like(desk.house, mei, "lamp", 1, liked=False) == Likes(1, own=False)
        assert likes(desk.house, mei, "lamp", 2) == Likes(0, own=False)

    def test_what_was_never_out_is_not_liked(self, desk, mei):
        with pytest.raises(Missing):
            like(desk.house, mei, "lamp", 9)


class TestClosing:
    """removes progress, history, favourites and likes, keeps comments without their author"""

    def test_what_is_ones_own_goes_and_what_was_said_stays_without_its_author(self, desk):
        film = put_out(desk.house)
        by, other = desk.viewer("mei").by, anonymous(desk.house).by
        tell(desk, by, 1)
        follow(desk.house, by, "lamp")
        like(desk.house, by, "lamp", 1)
        like(desk.house, other, "lamp", 1)
        name = comment(desk.house, by, Said(film, 1, "好看")).comment.id
        close(desk.house, by)
        kept = Keepsakes(desk.house.store.database)

        assert kept.places(by.name, "lamp") == ()
        assert kept.favourites(by.name, None, 9) == ()
        assert likes(desk.house, other, "lamp", 1) == Likes(1, own=True)
        assert [line.text for line in danmaku(desk.house, film, 0, 9_000).lines] == ["好看"]
        assert Comments(desk.house.store.database).kept(name).account == ""
        with desk.house.store.database.reading() as connection:
            for table in ("progress", "favourite", "like", "watched", "comment_author"):
                told = connection.exec_driver_sql(
                    f"SELECT count(*) FROM channel_{table} WHERE account = ?",  # noqa: S608
                    (by.name,),
                )
                assert told.scalar_one() == 0
