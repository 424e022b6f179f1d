"""What a player tells is held to its capability and to the clock; nothing is lost unsaid."""

from __future__ import annotations

import json
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.model.play import Reason
from piying.release.capability import grant_of, life_ms, sign
from piying.release.heard import (
    BODY_BYTES_MAX,
    CREDIT_MS_MAX,
    GRACE_MS,
    REPORTS_MAX,
    SLACK_MS,
    SPEED_MAX,
    Gain,
    Listener,
    Pace,
    Screen,
    listen,
)

KEY = b"k" * 32
MEI, LI = "01M8360000VEWER00000000007", "01M8360000VEWER00000000008"
RELEASE, OTHER = "01M8360000RELEASE000000001", "01M8360000RELEASE000000002"
SCREEN = Screen("lamp", 1, 90_000, None)
NOW = 1_800_000_000_000
LIFE = life_ms(90_000)
BEGAN = NOW - 60_000


def token(account=MEI, release=RELEASE, expires_ms=BEGAN + LIFE, key=KEY):
    return sign(key, release, grant_of(key, account, release), expires_ms)


def report(**told):
    return {
        "viewing": "0190cafe-0000-7000-8000-000000000001", "n": 0, "release": RELEASE,
        "token": token(), "at_ms": BEGAN, "watched_ms": 50_000, "position_ms": 50_000,
        "rung": "720p", "stalls": 1, "stalled_ms": 200, "ended": False, **told,
    }  # fmt: skip


def body(*reports, batch="batch-0000000000001"):
    return json.dumps({"batch": batch, "reports": reports}).encode()


def hear(*reports, now=NOW, pace=None, screens=None, account=MEI):
    screens = {RELEASE: SCREEN} if screens is None else screens
    by = Listener(KEY, account, screens.get, now)
    return listen(body(*reports), by, Pace() if pace is None else pace)


def reasons(*reports, **how):
    return [one.reason for one in hear(*reports, **how).aside]


def test_a_good_report_is_heard_as_it_was_told():
    (one,) = hear(report()).good

    assert (one.account, one.release, one.screen, one.n) == (MEI, RELEASE, SCREEN, 0)
    assert one.viewing == uuid.UUID("0190cafe-0000-7000-8000-000000000001").int
    assert (one.at_ms, one.watched_ms, one.gain) == (BEGAN, 50_000, Gain(50_000, 1, 200))


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"watched_ms": -1}, Reason.OUT_OF_RANGE),
        ({"watched_ms": 86_400_001}, Reason.OUT_OF_RANGE),
        ({"n": -1}, Reason.OUT_OF_RANGE),
        ({"n": 1 << 31}, Reason.OUT_OF_RANGE),
        ({"position_ms": -1}, Reason.OUT_OF_RANGE),
        ({"stalls": -5}, Reason.OUT_OF_RANGE),
        ({"stalled_ms": 1 << 70}, Reason.OUT_OF_RANGE),
        ({"at_ms": -1}, Reason.OUT_OF_RANGE),
        ({"watched_ms": "9"}, Reason.UNREADABLE),
        ({"watched_ms": 1.5}, Reason.UNREADABLE),
        ({"watched_ms": True}, Reason.UNREADABLE),
        ({"watched_ms": None}, Reason.UNREADABLE),
        ({"viewing": "x"}, Reason.UNREADABLE),
        ({"viewing": "0190cafe000070008000000000000001"}, Reason.UNREADABLE),
        ({"rung": "a made up name of a rung"}, Reason.UNREADABLE),
        ({"more": 1}, Reason.UNREADABLE),
        ({"at_ms": 0}, Reason.CLOCK),
        ({"at_ms": NOW + 60_001}, Reason.CLOCK),
        ({"at_ms": BEGAN - LIFE - 60_001}, Reason.CLOCK),
        ({"watched_ms": 60_000 * SPEED_MAX + SLACK_MS + 1}, Reason.TOO_FAST),
        ({"release": OTHER}, Reason.UNPROVED),
        ({"token": ""}, Reason.UNPROVED),
        ({"token": token(key=b"x" * 32)}, Reason.UNPROVED),
        ({"token": token(release=OTHER)}, Reason.UNPROVED),
        ({"token": token(account=LI)}, Reason.UNPROVED),
        ({"release": OTHER, "token": token(release=OTHER)}, Reason.UNKNOWN_EPISODE),
    ],
)  # fmt: skip
def test_what_cannot_be_is_set_aside_with_its_reason(told, reason):
    assert reasons(report(**told)) == [reason]


def test_a_field_that_is_missing_makes_a_report_unreadable():
    told = report()
    for name in told:
        rest = {key: value for key, value in told.items() if key != name}
        assert reasons(rest) == [Reason.UNREADABLE]


def test_a_capability_is_good_for_telling_an_hour_longer_than_for_watching():
    over = BEGAN + LIFE
    assert reasons(report(), now=over + GRACE_MS - 1) == []
    assert reasons(report(), now=over + GRACE_MS) == [Reason.UNPROVED]


def test_what_began_after_the_takedown_does_not_count_and_what_ran_does():
    dark = {RELEASE: Screen("lamp", 1, 90_000, BEGAN + 30_000)}

    assert reasons(report(), screens=dark) == []
    late = report(at_ms=BEGAN + 40_000, watched_ms=1)
    assert reasons(late, screens=dark) == [Reason.UNRELEASED]


def test_a_play_that_is_told_again_gains_only_what_is_new():
    pace = Pace()
    first = hear(report(watched_ms=20_000), pace=pace)
    again = hear(report(watched_ms=20_000), pace=pace)
    more = hear(report(watched_ms=35_000), pace=pace, now=NOW + 15_000)
    less = hear(report(watched_ms=30_000), pace=pace, now=NOW + 15_000)
    gains = [one.good[0].gain.watched_ms for one in (first, again, more, less)]

    assert gains == [20_000, 0, 15_000, 0]


def test_stalls_that_were_told_before_are_not_told_again():
    pace = Pace()
    told = [(1, 200), (1, 200), (4, 900), (3, 900)]
    heard = [hear(report(stalls=one, stalled_ms=ms), pace=pace).good[0] for one, ms in told]
    heard += hear(report(n=1, stalls=2, stalled_ms=50), pace=pace, now=NOW + 60_000).good

    assert [(one.gain.stalls, one.gain.stalled_ms) for one in heard] == [
        (1, 200), (0, 0), (3, 700), (0, 0), (2, 50),
    ]  # fmt: skip


def test_nobody_watches_faster_than_three_times_the_time_since_the_report_before():
    pace = Pace()
    assert reasons(report(watched_ms=180_000), pace=pace) == []
    late = NOW + 10_000
    good, bad = 180_000 + 30_000 + SLACK_MS, 180_000 + 30_000 + SLACK_MS + 1
    assert reasons(report(watched_ms=bad), pace=pace, now=late) == [Reason.TOO_FAST]
    assert reasons(report(watched_ms=good), pace=pace, now=late) == []


def test_what_was_told_late_from_a_queue_counts():
    told = [report(watched_ms=ms) for ms in (5_000, 30_000, 60_000)]
    assert reasons(*told) == []
    pace = Pace()
    assert [reasons(one, pace=pace) for one in told] == [[], [], []]


def test_an_hour_without_a_network_may_be_told_and_no_more():
    pace, life = Pace(), life_ms(7_200_000)
    long = {RELEASE: Screen("lamp", 1, 7_200_000, None)}
    told = report(token=token(expires_ms=BEGAN + life), watched_ms=0)
    assert reasons(told, pace=pace, screens=long) == []
    later = NOW + 2 * CREDIT_MS_MAX
    much = told | {"watched_ms": CREDIT_MS_MAX + 1}
    assert reasons(much, pace=pace, screens=long, now=later) == [Reason.TOO_FAST]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 400_000), st.integers(0, 120_000)),
        max_size=30,
    )
)
def test_whatever_is_told_nobody_gains_more_than_three_times_the_time(told):
    pace, now, gained = Pace(), NOW, 0
    for n, watched_ms, passed in told:
        now += passed
        gain = pace.gained((MEI, 1), n, Gain(watched_ms, 0, 0), NOW - 10_000, now)
        gained += gain.watched_ms if gain else 0

    assert gained <= SPEED_MAX * (now - NOW + 10_000) + SLACK_MS


def test_the_memory_of_viewings_is_bounded():
    pace = Pace(most=10)
    for viewing in range(50):
        pace.gained((MEI, viewing), 0, Gain(0, 0, 0), BEGAN, NOW)

    assert len(pace._held) == 10


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                name: st.none() | st.integers() | st.text(max_size=5) | st.booleans()
                for name in report()
            },
        ).map(lambda told: report() | told)
        | st.none() | st.integers() | st.lists(st.integers(), max_size=2),
        max_size=8,
    )
)  # fmt: skip
def test_every_report_is_good_or_set_aside_whatever_it_is(reports):
    listened = hear(*reports)

    assert listened.received == len(reports) == len(listened.good) + len(listened.aside)
    assert sorted(one.row for one in listened.aside) == [one.row for one in listened.aside]


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{", b'{"batch": "batch-0000000000001"}', b"\xff",
     b'{"batch": 1, "reports": []}', body()[:-1] + b', "x": 1}'],
)  # fmt: skip
def test_what_is_no_batch_is_refused_whole(data):
    with pytest.raises(Invalid, match="cannot be read"):
        listen(data, Listener(KEY, MEI, {}.get, NOW), Pace())


def test_a_batch_without_a_good_id_is_refused_whole():
    with pytest.raises(Invalid) as refused:
        listen(body(batch="short"), Listener(KEY, MEI, {}.get, NOW), Pace())
    assert refused.value.code == "audience.batch_id"


def test_too_much_at_once_is_refused_whole():
    by = Listener(KEY, MEI, {}.get, NOW)
    for data in (b" " * (BODY_BYTES_MAX + 1), body(*[0] * (REPORTS_MAX + 1))):
        with pytest.raises(Invalid) as refused:
            listen(data, by, Pace())
        assert refused.value.code == "watching.batch_too_large"
    assert listen(body(*[0] * REPORTS_MAX), by, Pace()).received == REPORTS_MAX


def test_no_capability_is_kept_with_what_is_set_aside():
    (aside,) = hear(report(watched_ms=-1)).aside

    assert token() not in aside.text
    assert "720p" in aside.text
