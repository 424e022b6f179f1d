"""What a week comes to so far is what its close will say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piying.model.errors import Invalid, Missing
from piying.model.viewer import Account, Duty, Login, Sort
from piying.store.books.books import Books
from piying.studio.channel import estimate as estimating
from piying.studio.channel.acting import By, terminal
from piying.studio.channel.estimate import Estimates, estimate
from piying.studio.counting.count import make_hours
from piying.studio.counting.daycount import count_the_day
from piying.studio.counting.sales import enter
from piying.studio.house import plays_of
from piying.studio.settling.settle import last_close, settle
from studio.channel.figured import HOUR_MS, Watched, bare
from studio.money import sales_file

DEAL = """
[[deal]]
id = "minutes"
version = 1
title = "By the minute"
effective = 2026-01-01
recorded = "2025-12-20T00:00:00Z"
currency = "CNY"
calendar = { period = "week", statement = { days = 3 }, payment = { days = 5 } }
counting = { min_ms = 3000, cap_plays = 3, cap_watch_x = 2 }
step = [
  { id = "time", kind = "basis", clause = "2.1", of = "effective_minutes", counts = "own" },
  { id = "price", kind = "rate", clause = "2.2", amount = RATE },
  { id = "net", kind = "basis", clause = "2.3", of = "net", counts = "own" },
  { id = "who", kind = "split", clause = "4", parts = [
    { role = "producer", part = 0.7 }, { role = "writer", part = 0.1 } ], rest = "house" },
]
[[contract]]
id = "lamp"
deal = "minutes"
series = ["lamp"]
platforms = ["own"]
since = 2026-01-01
format = "2d"
exclusive = true
recorded = "2025-12-20T00:00:00Z"
holders = [{ role = "producer", party = "studio" }, { role = "writer", party = "li" }]
[[contract]]
id = "key"
deal = "minutes"
series = ["key"]
platforms = ["own"]
since = 2026-01-01
format = "2d"
exclusive = true
recorded = "2025-12-20T00:00:00Z"
holders = [{ role = "producer", party = "other" }, { role = "writer", party = "li" }]
[[party]]
id = "studio"
name = "兰亭工作室"
sort = "company"
[[party]]
id = "other"
name = "别家"
sort = "company"
[[party]]
id = "li"
name = "李某"
sort = "company"
"""
ME = terminal("wang")


def staff(duty, party=""):
    login = Login("l", "p", 0, 1 << 50, 0, "desk", factor_ms=1)
    return By("p", Account("p", Sort.STAFF, "P", (duty,), party), login)


PRODUCER = staff(Duty.PRODUCER, "studio")
WEEK, BEFORE = "2026-W53", "2026-W52"
DAYS = [f"2026-12-{day}" for day in (28, 29, 30, 31)] + [
    "2027-01-01",
    "2027-01-02",
    "2027-01-03",
]


@pytest.fixture
def watched(tmp_path):
    house, clock = bare(tmp_path)
    found = Watched(house, clock)
    found.at(10)
    found.open()
    deals(house)
    yield found
    found.intake.close()
    house.store.close()


def deals(house, rate="0.5"):
    folder = house.settings.house / "deals"
    folder.mkdir(exist_ok=True)
    (folder / "deal.toml").write_text(DEAL.replace("RATE", rate), encoding="utf-8")


def week_of_plays(watched, first=-120, last=72):
    """Plays of each day from Monday on, until before an hour of Sunday."""
    for at, hour in enumerate(range(first + 2, last, 12)):
        watched.send(
            *(
                watched.row(series, 1 + at % 3, user, 61_000 + 7 * at, hour)
                for series in ("lamp", "key")
                for user in range(4 + at % 3)
            )
        )


def lines(statements):
    """What statements say, without what only a posted one has."""
    return [replace(one, entries=(), head="") for one in statements]


def test_a_week_whose_days_are_counted_is_estimated_as_it_is_settled(watched, tmp_path):
    week_of_plays(watched)
    enter(watched.house, sales_file(tmp_path, sale(1, "10.00"), sale(2, "3.33", fee="0.07")))
    watched.at(48 + 12)
    make_hours(watched.house)
    for day in DAYS:
        count_the_day(watched.house, day, None, "kernel", "")
    found = estimate(watched.house, ME, WEEK)
    settled = settle(watched.house, WEEK, by="wang")

    assert found.provisional
    assert (found.counted, found.running) == (tuple(DAYS), ())
    assert lines(found.statements) == lines(settled.statements)
    assert sum(one.minor for one in found.lines) > 1_000
    assert all(one.provisional for one in found.lines)


def test_days_that_are_not_counted_are_estimated_as_they_will_be(watched):
    week_of_plays(watched, last=20)
    watched.at(20)
    make_hours(watched.house)
    for day in DAYS[:3]:
        count_the_day(watched.house, day, None, "kernel", "")
    week_of_plays(watched, first=24, last=72)
    found = estimate(watched.house, ME, WEEK)
    watched.at(48 + 12)
    full = estimate(watched.house, ME, WEEK)
    make_hours(watched.house)
    for day in DAYS:
        count_the_day(watched.house, day, None, "kernel", "")
    settled = settle(watched.house, WEEK, by="wang")

    assert (found.counted, found.running) == (tuple(DAYS[:3]), tuple(DAYS[3:6]))
    assert full.running == tuple(DAYS[3:])
    assert lines(full.statements) == lines(settled.statements)
    assert sum(one.minor for one in found.lines) < sum(one.minor for one in full.lines)


def test_an_estimate_leaves_no_trace(watched):
    week_of_plays(watched)
    before = files(watched)
    estimate(watched.house, ME)

    assert Books(watched.house.store.database).last()[0] == 0
    assert last_close(watched.house) is None
    assert {name for name in files(watched) - before if "estimate" not in name} == set()


def files(watched):
    folder = plays_of(watched.house)
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_week_that_is_over_and_not_closed_does_not_come_into_this_one(watched):
    week_of_plays(watched)
    for at in range(24 * 2 + 5, 24 * 4, 9):
        watched.play("lamp", 1, 40 + at, 77_000, at)
    watched.at(24 * 4)
    both = estimate(watched.house, ME)
    make_hours(watched.house)
    for day in (*DAYS, "2027-01-04", "2027-01-05"):
        count_the_day(watched.house, day, None, "kernel", "")
    settle(watched.house, WEEK, by="wang")
    alone = estimate(watched.house, ME)

    assert both.period == alone.period == "2027-W01"
    assert lines(both.statements) == lines(alone.statements)
    assert sum(one.minor for one in both.lines) > 0


def test_a_closed_week_shows_its_statements(watched):
    week_of_plays(watched)
    watched.at(48 + 12)
    settled = close_week(watched)
    found = estimate(watched.house, ME, WEEK)

    assert not found.provisional
    assert found.statements == settled.statements
    assert not any(one.provisional for one in found.lines)
    with pytest.raises(Missing) as caught:
        estimate(watched.house, ME, BEFORE)
    assert caught.value.code == "figures.no_close"


def close_week(watched):
    make_hours(watched.house)
    for day in DAYS:
        count_the_day(watched.house, day, None, "kernel", "")
    return settle(watched.house, WEEK, by="wang")


def test_what_is_unknown_is_said_with_its_question(watched):
    deals(watched.house, rate='"unknown"')
    week_of_plays(watched)
    found = estimate(watched.house, ME)

    assert (found.lines, found.statements) == ((), ())
    assert "price" in found.unknown.said("en")


def test_without_deals_it_says_so_and_counts_no_day_for_it(watched, monkeypatch):
    (watched.house.settings.house / "deals" / "deal.toml").unlink()
    week_of_plays(watched, last=3)
    monkeypatch.setattr(estimating, "count_provisional", None)

    assert estimate(watched.house, ME).unknown.code == "settle.no_deals"


def test_a_producer_sees_their_own_party_and_no_question_of_others(watched):
    week_of_plays(watched)
    found = estimate(watched.house, PRODUCER)
    assert {one.party for one in found.statements} == {"studio"}
    assert {one.party for one in found.lines} == {"studio"}

    deals(watched.house, rate='"unknown"')
    assert estimate(watched.house, PRODUCER).unknown.code == "figures.estimate_unknown"


def test_who_may_see_no_statements_sees_no_estimate(watched):
    reviewer = staff(Duty.REVIEWER)
    with pytest.raises(Invalid) as caught:
        estimate(watched.house, reviewer)

    assert caught.value.code == "accounts.not_allowed"


@pytest.mark.parametrize(
    ("week", "code"), [("2099-W01", "figures.not_begun"), ("next", "settle.bad_period")]
)
def test_a_week_has_to_be_one_that_has_begun(watched, week, code):
    with pytest.raises(Invalid) as caught:
        estimate(watched.house, ME, week)

    assert caught.value.code == code


def test_too_many_days_that_are_not_counted_are_told(watched):
    for day in range(40):
        watched.play(hour=-24 * day + 3)

    assert estimate(watched.house, ME).unknown.code == "figures.uncounted"


def test_an_estimate_is_kept_for_a_minute(watched):
    watched.play()
    kept = Estimates(watched.house)
    first = kept.of(ME)
    watched.play("key")
    assert kept.of(ME) is first
    watched.clock.at += 2 * HOUR_MS

    assert kept.of(PRODUCER).lines != first.lines
    assert kept.of(ME).lines != first.lines


def sale(number, gross, fee="0"):
    return f"own,T{number},episode,lamp,1,own,2026-12-30,1,{gross},0,{fee},CNY"
