"""Minors mode: what may be seen, how long was watched today, and when it is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from piying.model.dated import Confidence
from piying.model.errors import Invalid
from piying.model.release import Age, Listing
from piying.model.viewer import Account, Sort
from piying.release.minors import MINUTE_MS, clock_of
from piying.store.channel.keepsakes import Keepsakes
from piying.studio.channel.minors import check_minors, limits_of, may_see, today, watched

CHILD = Account("child", Sort.VIEWER, "小明", minors=True)
GROWN = Account("grown", Sort.VIEWER, "大明")
FILE = """
[[limit]]
id = "ours"
minutes = {minutes}
minutes_recommended = 60
closed_from = "{closed}"
closed_until = "06:30"
utc_offset_minutes = 480
ages = ["all"]
source = {{ title = "ours", url = "", read_on = 2026-11-23, confidence = "A" }}
"""


def listing(age=Age.ALL):
    return Listing("lamp", "t", "s", (), (), age, "zh", (), 1, "daily 18:00", ())


def at(hour, minute=0, day=23):
    """A moment by the clock of China."""
    local = datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)
    return int(local.timestamp() * 1000)


@pytest.fixture
def house(desk):
    desk.clock.at = at(12)
    return desk.house


class TestLimits:
    """40 minutes a day, closed 22:00-06:00 China time"""

    def test_they_are_data_with_their_source(self, house):
        limits = limits_of(house)

        assert limits.minutes == 40
        assert [clock_of(one) for one in (limits.closed_from, limits.closed_until)] == [
            "22:00", "06:00",
        ]  # fmt: skip
        assert limits.source.confidence is Confidence.PRESS
        assert limits.source.title

    @pytest.mark.parametrize(
        ("hour", "minute", "closed"),
        [(21, 59, False), (22, 0, True), (23, 59, True), (0, 0, True), (5, 59, True),
         (6, 0, False)],
    )  # fmt: skip
    def test_the_night_is_closed(self, house, hour, minute, closed):
        assert limits_of(house).closed(at(hour, minute)) is closed

    def test_a_house_may_say_otherwise(self, desk, house):
        path = desk.folder / "minors.toml"
        path.write_text(FILE.format(minutes=30, closed="21:00"), encoding="utf-8")

        assert limits_of(house).minutes == 30
        assert limits_of(house).closed(at(21))
        assert not may_see(house, CHILD, listing(Age.TWELVE))

    @pytest.mark.parametrize(
        "file",
        [FILE.format(minutes=61, closed="22:00"), FILE.format(minutes=40, closed="24:00"), "",
         FILE.format(minutes=40, closed="22:00") * 2,
         FILE.format(minutes=40, closed="22:00").replace('"all"', "")],
    )  # fmt: skip
    def test_but_never_more_than_is_recommended_and_nothing_unclear(self, desk, house, file):
        (desk.folder / "minors.toml").write_text(file, encoding="utf-8")
        with pytest.raises(Invalid):
            limits_of(house)


class TestWhatIsShown:
    """what may be shown (Age ALL/12 only)"""

    @pytest.mark.parametrize("age", list(Age))
    def test_by_the_age_of_the_listing(self, house, age):
        assert may_see(house, CHILD, listing(age)) is (age in (Age.ALL, Age.TWELVE))
        assert may_see(house, GROWN, listing(age))
        assert may_see(house, None, listing(age))


class TestToday:
    """seconds watched today by account"""

    def test_what_was_watched_adds_up_until_the_day_is_over(self, desk, house):
        assert watched(house, CHILD, 30 * 1_000, at(11)).left_ms == 40 * MINUTE_MS - 30_000
        found = watched(house, CHILD, 10 * MINUTE_MS, at(12))

        assert (found.watched_ms, found.closed) == (10 * MINUTE_MS + 30_000, False)
        desk.clock.at = at(6, 0, day=24)
        assert today(house, CHILD).watched_ms == 0

    def test_of_grown_people_nothing_is_noted(self, house):
        assert watched(house, GROWN, 1_000, at(12)) is None
        assert today(house, GROWN) is None
        assert (
            Keepsakes(house.store.database).watched("grown", limits_of(house).day(at(12))) == 0
        )

    def test_what_is_told_of_the_day_before_counts_there(self, desk, house):
        desk.clock.at = at(6, 10, day=24)
        watched(house, CHILD, MINUTE_MS, at(21, 50))

        assert today(house, CHILD).watched_ms == 0

    @pytest.mark.parametrize("moment", [at(12, day=29), at(12, day=1)])
    def test_a_clock_that_is_wrong_counts_as_now(self, house, moment):
        assert watched(house, CHILD, MINUTE_MS, moment).watched_ms == MINUTE_MS

    @pytest.mark.parametrize("ms", [-1, 600_001])
    def test_a_length_that_cannot_be_is_refused(self, house, ms):
        with pytest.raises(Invalid):
            watched(house, CHILD, ms, at(12))


class TestWatching:
    def test_each_reason_is_told(self, desk, house):
        check_minors(house, CHILD, listing())
        check_minors(house, None, listing(Age.EIGHTEEN))
        check_minors(house, GROWN, listing(Age.EIGHTEEN))
        with pytest.raises(Invalid, match="not shown in minors mode"):
            check_minors(house, CHILD, listing(Age.SIXTEEN))
        for _ in range(4):
            watched(house, CHILD, 10 * MINUTE_MS, at(12))
        with pytest.raises(Invalid, match="40 minutes"):
            check_minors(house, CHILD, listing())
        desk.clock.at = at(23)
        with pytest.raises(Invalid, match="22:00 to 06:00"):
            check_minors(house, CHILD, listing())
