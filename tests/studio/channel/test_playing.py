"""Playing: a report is durable before it is acknowledged, and counts once."""

from __future__ import annotations

import json
import os

import pytest

from piying.model.errors import Conflict, Invalid, Outside
from piying.model.play import Reason
from piying.release.capability import grant_of, sign
from piying.release.heard import DARK_MS, Gain, Heard, Screen
from piying.store.plays.intake import Intake
from piying.store.plays.names import all_names
from piying.store.plays.rawlog import SegmentReader, segments_of
from piying.studio.channel.acting import terminal
from piying.studio.channel.buckets import Buckets
from piying.studio.channel.memory import FRESH_MS
from piying.studio.channel.playing import (
    OF_ONE,
    Noted,
    Qualities,
    Rate,
    Reports,
    listening,
    pseudonym,
)
from piying.studio.house import plays_of

HOME = "192.0.2.7"


class Player:
    """A player of somebody, with the episode that they have opened."""

    def __init__(self, cinema):
        self.cinema, self.seat = cinema, cinema.seat()
        self.opened = cinema.open(self.seat)
        self.places, self.watched, self.count = [], [], 0
        self.noted = Noted(
            lambda _by, heard, _now: self.places.append((heard.release, heard.position_ms)),
            lambda _by, ms, _now: self.watched.append(ms),
        )

    def report(self, **told):
        return {
            "viewing": "0190cafe-0000-7000-8000-000000000001", "n": 0,
            "release": self.opened.told.release, "token": self.opened.token,
            "at_ms": self.opened.now_ms, "watched_ms": 0, "position_ms": 0, "rung": "720p",
            "stalls": 0, "stalled_ms": 0, "ended": False, **told,
        }  # fmt: skip

    def body(self, *reports, batch=""):
        self.count += 1
        name = batch or f"batch-{self.count:012}"
        return json.dumps({"batch": name, "reports": reports}).encode()

    def take(self, reports, *told, batch="", by=None, address=HOME):
        body = told[0] if told and isinstance(told[0], bytes) else self.body(*told, batch=batch)
        return reports.take(by or self.seat.by, address, body).answer()


@pytest.fixture
def player(cinema):
    cinema.season()
    return Player(cinema)


@pytest.fixture
def reports(player):
    with listening(player.cinema.channel, "CN", player.noted) as found:
        yield found


def plays(cinema):
    """Every play of the raw log, as rows."""
    found = []
    for segment in segments_of(plays_of(cinema.house) / "raw"):
        for frame in SegmentReader(segment):
            columns = frame.columns
            found += [
                {name: int(columns[name][at]) for name in columns}
                for at in range(frame.accepted)
            ]
    return found


def test_a_play_becomes_nine_columns_that_tell_no_name(player, reports):
    player.cinema.pass_by(seconds=30)
    told = player.report(watched_ms=29_000, position_ms=29_500)
    answer = player.take(reports, told)
    (row,) = plays(player.cinema)
    names = all_names(player.cinema.house.store)
    account = player.seat.by.account.id

    assert (answer.received, answer.accepted, answer.rejected) == (1, 1, ())
    assert names.name("drama", row["drama_id"]) == "lamp"
    assert names.name("platform", row["platform"]) == "own"
    assert (row["episode"], row["n"], row["watch_ms"]) == (1, 0, 29_000)
    assert row["ts_ms"] == player.opened.now_ms
    assert row["user_hash"] == pseudonym(player.cinema.channel.secrets.people, account)
    assert 0 <= row["user_hash"] < 1 << 63
    viewing = (row["viewing_hi"] % (1 << 64)) << 64 | row["viewing_lo"] % (1 << 64)
    assert f"{viewing:032x}" == told["viewing"].replace("-", "")


def test_plays_are_of_the_platform_that_the_shop_calls_ours(player):
    (player.cinema.house.settings.house / "shop.toml").write_text(
        'test = true\nplatform = "my-app"\n[[till]]\nid = "sandbox"\ncurrencies = ["CNY"]\n',
        "utf-8",
    )
    with listening(player.cinema.channel, "CN") as reports:
        player.take(reports, player.report())
    (row,) = plays(player.cinema)

    assert all_names(player.cinema.house.store).name("platform", row["platform"]) == "my-app"


def test_the_same_batch_again_is_answered_alike_and_adds_nothing(player, reports):
    player.cinema.pass_by(seconds=10)
    body = player.body(player.report(watched_ms=9_000, position_ms=9_000), 7)
    first = player.take(reports, body)
    player.cinema.pass_by(hours=5)
    again = player.take(reports, body)

    assert (first.accepted, first.rejected, first.again) == (
        1,
        ((Reason.UNREADABLE, 1),),
        False,
    )
    assert (again.accepted, again.rejected, again.again) == (1, first.rejected, True)
    assert len(plays(player.cinema)) == 1
    assert player.places == [(player.opened.told.release, 9_000)]
    assert player.watched == [9_000]


def test_the_same_batch_is_known_by_the_next_process(player):
    body = player.body(player.report())
    for again in (False, True):
        with listening(player.cinema.again(), "CN") as reports:
            assert player.take(reports, body).again is again


def test_another_body_under_the_same_id_is_refused(player, reports):
    player.take(reports, player.report(), batch="batch-000000000001")
    with pytest.raises(Conflict):
        player.take(reports, player.report(n=1), batch="batch-000000000001")


def test_received_is_accepted_and_rejected_and_the_log_keeps_why(player, reports):
    answer = player.take(
        reports, player.report(), player.report(watched_ms=-1), player.report(at_ms=5),
        player.report(token=""), player.report(n=1, watched_ms=999_999), 3,
    )  # fmt: skip
    (segment,) = segments_of(plays_of(player.cinema.house) / "raw")
    (frame,) = SegmentReader(segment)

    assert answer.received == 6 == answer.accepted + sum(count for _, count in answer.rejected)
    assert dict(answer.rejected) == {
        Reason.OUT_OF_RANGE: 1, Reason.CLOCK: 1, Reason.UNPROVED: 1, Reason.TOO_FAST: 1,
        Reason.UNREADABLE: 1,
    }  # fmt: skip
    assert [one.row for one in frame.aside] == [1, 2, 3, 4, 5]
    assert player.opened.token.encode() not in segment.read_bytes()


def test_a_capability_of_somebody_else_proves_nothing(player, reports):
    stranger = player.cinema.viewer()
    answer = player.take(reports, player.report(), by=stranger)

    assert answer.rejected == ((Reason.UNPROVED, 1),)
    assert player.places == []


def test_a_takedown_in_the_middle_of_a_play_lets_what_ran_count(player, reports):
    cinema = player.cinema
    cinema.pass_by(seconds=20)
    cinema.withdraw(cinema.releases.release(player.opened.told.release).release)
    cinema.clock.at += FRESH_MS + DARK_MS
    began = player.report(watched_ms=20_000)
    after = player.report(n=1, at_ms=cinema.clock.now_ms())

    assert player.take(reports, began, after).rejected == ((Reason.UNRELEASED, 1),)
    assert [row["watch_ms"] for row in plays(cinema)] == [20_000]


def test_whoever_plays_without_having_opened_has_begun_the_series(player, reports):
    """'Their plan is the one they began with.'"""
    cinema, release = player.cinema, player.opened.told.release
    player.seat = cinema.seat()
    account, key = player.seat.by.account.id, cinema.channel.secrets.passes
    token = sign(key, release, grant_of(key, account, release), player.opened.expires_ms)
    player.take(reports, player.report(token=token))

    held = cinema.releases.release(release).release
    assert cinema.rights.begun(account, "lamp").plan == held.plan


def test_a_batch_is_not_noted_before_it_is_durable(player, reports):
    body = player.body(player.report(position_ms=3))
    pending = reports.take(player.seat.by, HOME, body)
    assert player.places == []
    pending.answer()

    assert player.places == [(player.opened.told.release, 3)]


def test_a_disk_that_refuses_acknowledges_and_notes_nothing(player, reports, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(Outside):
        player.take(reports, player.report(watched_ms=1))
    monkeypatch.undo()

    assert (plays(player.cinema), player.places, player.watched) == ([], [], [])
    with pytest.raises(Outside):
        player.take(reports, player.report())


def test_the_terminal_tells_no_plays(player, reports):
    with pytest.raises(Invalid):
        player.take(reports, player.report(), by=terminal("rong"))


def test_an_account_that_tells_too_often_is_told_when_to_come_again(player, reports):
    for _ in range(OF_ONE.tries):
        player.take(reports)
    with pytest.raises(Invalid) as refused:
        player.take(reports)
    assert refused.value.data == {"seconds": 1}
    player.cinema.pass_by(seconds=1)

    assert player.take(reports).received == 0


def test_an_address_that_tells_too_often_is_held_up_whoever_it_is(player, monkeypatch):
    monkeypatch.setattr("piying.studio.channel.playing.OF_ADDRESS", Rate(2, 60_000))
    with listening(player.cinema.channel, "CN") as reports:
        for address in ("2001:db8::1", "2001:db8::2"):
            player.take(reports, address=address)
        with pytest.raises(Invalid):
            player.take(reports, address="2001:db8::3", by=player.cinema.viewer())
        assert player.take(reports, address="2001:db8:0:1::3").received == 0


def test_buckets_are_bounded_and_keep_the_emptiest():
    buckets = Buckets(Rate(2, 1_000), most=4)
    for name in "abcd":
        buckets.take(name, 0)
    buckets.take("a", 0)
    assert buckets.take("a", 0) == 1_000
    buckets.take("e", 0)

    assert buckets.take("a", 0) == 1_000
    assert len(buckets._full_ms) <= 4


def test_how_it_played_is_added_up_by_hour_and_rung(player, reports):
    player.cinema.pass_by(seconds=10)
    player.take(reports, player.report(watched_ms=4_000, stalls=1, stalled_ms=300))
    player.take(reports, player.report(watched_ms=9_000, stalls=3, stalled_ms=400))
    player.take(reports, player.report(watched_ms=9_500, stalls=3, stalled_ms=400, rung="360p"))
    small, large = reports.qualities.snapshot()

    assert (large.rung, large.reports, large.watched_ms) == ("720p", 2, 9_000)
    assert (large.stalls, large.stalled_ms) == (3, 400)
    assert (small.rung, small.watched_ms) == ("360p", 500)


def test_made_up_rungs_do_not_grow_the_figures():
    qualities = Qualities()
    for number in range(100):
        at_ms, gain = number % 50 * 3_600_000, Gain(1, 0, 0)
        screen = Screen("lamp", 1, 90_000, None)
        qualities.count(
            Heard(1, 0, "mei", "r", screen, at_ms, 1, gain, 0, f"r{number}", ended=False)
        )

    assert len({row.hour_ms for row in qualities.snapshot()}) == 48


def test_two_reports_may_share_an_intake_with_others(player):
    with Intake(plays_of(player.cinema.house), player.cinema.clock) as intake:
        reports = Reports(player.cinema.channel, intake, "CN")
        assert player.take(reports, player.report()).accepted == 1
        assert reports.intake is intake
