"""What a server does beside answering: what is needed is loaded, what is over goes."""

from __future__ import annotations

import threading

from piying.model.errors import Outside
from piying.store.channel.throttle import Rate, Throttle
from piying.studio.channel import tending
from piying.studio.channel.tending import tend, tidy
from screens import put_out


class Until:
    """An event that is set after so many times of waiting."""

    def __init__(self, times):
        self.times = times

    def wait(self, seconds):
        assert seconds == tending.EVERY_SECONDS
        self.times -= 1
        return self.times < 0


def test_what_holds_nobody_back_any_more_goes_after_a_day(desk):
    throttle = Throttle(desk.house.store.database)
    throttle.take("often", Rate(1, 3_000), desk.clock.at)
    throttle.failed("pair", desk.clock.at)
    assert tidy(desk.house) == 0
    desk.clock.pass_by(hours=25)

    assert tidy(desk.house) == 2


def test_codes_go_after_a_day_and_logins_after_half_a_year(desk):
    desk.logged_in(desk.operator().account.name)
    desk.clock.pass_by(days=2)
    assert tidy(desk.house, logins=True) > 0
    desk.clock.pass_by(days=179)

    assert tidy(desk.house) == 0
    assert tidy(desk.house, logins=True) == 3


def test_the_policies_are_loaded_before_the_first_comment(desk, monkeypatch):
    put_out(desk.house)
    loaded = []
    monkeypatch.setattr(tending, "warm", loaded.append)
    stopping = threading.Event()
    stopping.set()
    tend(desk.house, stopping)

    assert loaded == [desk.house]


def test_a_failure_is_logged_and_the_next_time_comes(desk, monkeypatch, caplog):
    tried = []

    def fail(house, **_):
        tried.append(house)
        raise Outside("store.database_failed", path="house.db", why="busy")

    monkeypatch.setattr(tending, "warm", fail)
    monkeypatch.setattr(tending, "tidy", fail)
    tend(desk.house, Until(2))

    assert len(tried) == 3
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 3


def test_the_bucket_is_kept_up_with_what_is_known_of_it(desk, monkeypatch, caplog):
    given = []

    def keep_up(_house, copied):
        given.append(copied)
        if len(given) == 2:
            raise Outside("store.bucket_unreachable", bucket="s3://films", why="503 SlowDown")
        return {"01A.plays": len(given)}

    monkeypatch.setattr(tending, "keep_up", keep_up)
    tend(desk.house, Until(3))

    assert given == [None, {"01A.plays": 1}, {"01A.plays": 1}]
    assert "the bucket was not kept up" in caplog.text
