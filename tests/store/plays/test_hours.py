"""Hours hold every play once, however and whenever it came in."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Conflict, Invalid
from piying.model.play import BUCKETS, COLUMNS, DAY_MS, HOUR_MS, KEY, Reason
from piying.store.plays import hourfile, hours, spool
from piying.store.plays.hourfile import each_bucket
from piying.store.plays.hours import (
    compact,
    drop_old,
    files_of,
    name_of,
    put_hour,
    quarantined,
)
from piying.store.plays.intake import Intake
from piying.store.plays.packed import count_of, joined
from piying.store.plays.rawlog import Segment, SegmentReader, encoded, segments_of
from piying.store.plays.synthetic import Shape, plays_of_bucket
from store.plays.reports import NOW, Clock, batch, row, rows_of

START = NOW // HOUR_MS * HOUR_MS
REPORT = KEY[:3]


@pytest.fixture(scope="module", autouse=True)
def _disk_that_does_not_wait():
    """What reaches the disk is asked elsewhere; here it would only take time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        patch.setattr(os, "fdatasync", lambda _handle: None)
        yield


def send(folder, *batches, now=NOW):
    """Hand in batches: (name, rows) each."""
    with Intake(folder, Clock(now)) as intake:
        return [intake.take(batch(name, rows)) for name, rows in batches]


def every_hour(folder):
    return files_of(folder, 0, NOW + 400 * DAY_MS)


def plays(hour):
    return rows_of(joined(each_bucket(hour.path)))


def by(rows, names):
    groups = defaultdict(list)
    for one in rows:
        groups[tuple(one[name] for name in names)].append(one)
    return groups


def model(rows):
    """What an hour has to hold, worked out by hand: its plays, and what contradicts itself."""
    one_each = [
        copies[0]
        | {"watch_ms": max(one["watch_ms"] for one in copies),
           "ts_ms": min(one["ts_ms"] for one in copies)}
        for copies in by(rows, KEY).values()
    ]  # fmt: skip
    reports = by(one_each, REPORT)
    good = [group[0] for group in reports.values() if len(group) == 1]
    bad = [one for group in reports.values() if len(group) > 1 for one in group]
    return in_order(good), in_order(bad)


def in_order(rows):
    return sorted(rows, key=lambda one: tuple(one.values()))


def check(folder, rows, rejected=0):
    """Every hour in `folder` holds what `rows` come to; `rejected` came at NOW."""
    expected = by(rows, ["ts_ms"])
    by_hour = defaultdict(list)
    for (ts_ms,), some in expected.items():
        by_hour[name_of(ts_ms // HOUR_MS)] += some
    if rejected:
        by_hour[name_of(NOW // HOUR_MS)] += []
    found = {hour.hour: hour for hour in every_hour(folder)}
    assert found.keys() == by_hour.keys()
    for name, hour in found.items():
        good, bad = model(by_hour[name])
        assert in_order(plays(hour)) == good
        assert in_order(rows_of(quarantined(folder, hour))) == bad
        assert hour.rows == len(good)
        assert hour.received == hour.rows + sum(count for _, count in hour.refused)
        assert dict(hour.refused).get(Reason.CONFLICT, 0) == len(bad)
    assert sum(hour.received for hour in found.values()) == len(rows) + rejected


SMALL = st.builds(
    row,
    viewing_hi=st.sampled_from([0, 1, -1, 4096]),
    viewing_lo=st.integers(0, 1),
    n=st.sampled_from([0, 1, 5000, 5001]),
    user_hash=st.sampled_from([0, 1 << 55, (1 << 55) + 1, (1 << 63) - 1]),
    ts_ms=st.sampled_from([START, START + 1, START + HOUR_MS - 1, START - 1]),
    drama_id=st.sampled_from([1, 1 << 20]),
    watch_ms=st.integers(0, 3),
)


@given(
    batches=st.lists(st.lists(SMALL, max_size=12), max_size=6),
    cuts=st.lists(st.booleans(), min_size=6, max_size=6),
    held=st.sampled_from([1, 10, 10**6]),
)
@settings(deadline=None, max_examples=12)
@pytest.mark.property
def test_any_split_into_runs_gives_each_play_once(tmp_path_factory, batches, cuts, held):
    folder = tmp_path_factory.mktemp("plays")
    limit, spool.HELD_ROWS_MAX = spool.HELD_ROWS_MAX, held
    try:
        for number, (rows, cut) in enumerate(zip(batches, cuts, strict=False)):
            send(folder, (str(number), rows), now=NOW + number)
            if cut:
                compact(folder, NOW)
        compact(folder, NOW)
    finally:
        spool.HELD_ROWS_MAX = limit

    check(folder, [one for rows in batches for one in rows])


def test_the_order_of_arrival_does_not_change_a_byte(tmp_path):
    chance = random.Random(5)  # noqa: S311 - an order
    rows = [row(viewing_hi=chance.randrange(40), n=chance.randrange(3), user_hash=7,
                watch_ms=chance.randrange(90)) for _ in range(200)]  # fmt: skip
    found = set()
    for name in ("one", "other"):
        chance.shuffle(rows)
        send(tmp_path / name, ("a", rows))
        compact(tmp_path / name, NOW)
        found.add(every_hour(tmp_path / name)[0].sha256)

    assert len(found) == 1


class TestCounting:
    def test_rows_set_aside_are_counted_in_the_hour_of_their_receipt(self, tmp_path):
        send(tmp_path, ("a", [row(ts_ms=START - HOUR_MS), row(n=-1), row(ts_ms=5), row(n=1)]))
        compact(tmp_path, NOW)
        early, late = every_hour(tmp_path)

        assert (early.rows, early.received, early.refused) == (1, 1, ())
        assert (late.rows, late.received) == (1, 3)
        assert late.refused == ((Reason.CLOCK, 1), (Reason.OUT_OF_RANGE, 1))

    def test_an_hour_of_refused_rows_alone_is_an_hour(self, tmp_path):
        send(tmp_path, ("a", [row(n=-1)]))
        compact(tmp_path, NOW)

        check(tmp_path, [], rejected=1)

    def test_copies_are_counted_and_the_longest_watch_stays(self, tmp_path):
        rows = [row(watch_ms=5, ts_ms=NOW + 1), row(watch_ms=9), row(watch_ms=7)]
        send(tmp_path, ("a", rows))
        compact(tmp_path, NOW)
        (hour,) = every_hour(tmp_path)

        assert hour.refused == ((Reason.DUPLICATE, 2),)
        assert plays(hour) == [row(watch_ms=9, ts_ms=NOW)]

    def test_two_people_with_one_viewing_contradict_each_other(self, tmp_path):
        send(tmp_path, ("a", [row(user_hash=1), row(user_hash=1 << 60), row(n=1)]))
        compact(tmp_path, NOW)
        (hour,) = every_hour(tmp_path)

        assert hour.refused == ((Reason.CONFLICT, 2),)
        assert plays(hour) == [row(n=1)]

    def test_what_is_in_quarantine_contradicts_what_comes_later(self, tmp_path):
        send(tmp_path, ("a", [row(episode=1), row(episode=2)]))
        compact(tmp_path, NOW)
        send(tmp_path, ("b", [row(episode=3), row(episode=1)]), now=NOW + 1)
        compact(tmp_path, NOW)
        (hour,) = every_hour(tmp_path)

        assert hour.refused == ((Reason.CONFLICT, 3), (Reason.DUPLICATE, 1))
        assert (hour.rows, hour.received, hour.version) == (0, 4, 2)


class TestBatches:
    def log(self, folder, *frames, name="01"):
        segment = Segment(folder / "raw" / f"{name}.plays")
        segment.append([encoded(frame) for frame in frames])
        segment.close()

    def frames(self, tmp_path):
        send(tmp_path / "first", ("a", [row()]), ("b", [row(n=1)]))
        (path,) = segments_of(tmp_path / "first" / "raw")
        return list(SegmentReader(path))

    def test_a_batch_that_two_processes_took_is_read_once(self, tmp_path):
        one, other = self.frames(tmp_path)
        self.log(tmp_path, one, other, one)
        first = compact(tmp_path, NOW)
        self.log(tmp_path, other, name="02")
        second = compact(tmp_path, NOW)
        (hour,) = every_hour(tmp_path)

        assert (first.batches, first.batches_again, first.received) == (2, 1, 2)
        assert (second.batches, second.batches_again, second.hours) == (0, 1, ())
        assert (hour.rows, hour.received, hour.version) == (2, 2, 1)

    @pytest.mark.parametrize("runs", [1, 2, 3])
    def test_a_batch_sent_again_after_its_id_was_forgotten_is_received_again(
        self, tmp_path, runs
    ):
        at = [NOW, NOW + 3 * DAY_MS, NOW + 6 * DAY_MS + 1]
        (one, _) = self.frames(tmp_path)
        for number, now in enumerate(at):
            self.log(tmp_path, replace(one, at_ms=now), name=f"0{number}")
            if number >= len(at) - runs:
                compact(tmp_path, now)
        (hour,) = every_hour(tmp_path)

        assert (hour.rows, hour.received) == (1, 2)  # within three days nobody takes it again
        assert hour.refused == ((Reason.DUPLICATE, 1),)

    def test_a_run_reads_only_what_is_new(self, tmp_path):
        send(tmp_path, ("a", [row()]))
        assert compact(tmp_path, NOW).received == 1
        assert compact(tmp_path, NOW).received == 0
        send(tmp_path, ("b", [row(n=1)]), now=NOW + 1)

        assert compact(tmp_path, NOW).received == 1
        check(tmp_path, [row(), row(n=1)])

    def test_a_run_that_was_killed_has_done_nothing(self, tmp_path, monkeypatch):
        send(tmp_path, ("a", [row()]))
        compact(tmp_path, NOW)
        send(tmp_path, ("b", [row(n=1), row()]), now=NOW + 1)
        before = every_hour(tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(hours, "_commit", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                compact(tmp_path, NOW)

        assert every_hour(tmp_path) == before
        compact(tmp_path, NOW)
        check(tmp_path, [row(), row(n=1), row()])


class TestFiles:
    def test_a_row_group_is_a_bucket_of_people_and_numbers_are_signed(self, tmp_path):
        send(tmp_path, ("a", [row(user_hash=(1 << 63) - 1), row(user_hash=0, n=1)]))
        compact(tmp_path, NOW)
        (hour,) = every_hour(tmp_path)
        file = pq.ParquetFile(hour.path)

        assert file.metadata.num_row_groups == BUCKETS
        assert [file.metadata.row_group(at).num_rows for at in (0, 1, 255)] == [1, 0, 1]
        assert {f.name: str(f.type) for f in file.schema_arrow} == {
            name: f"int{bits}" for name, bits in COLUMNS.items()
        }

    def test_old_versions_stay_until_the_day_is_fixed(self, tmp_path):
        for name in "abc":
            send(tmp_path, (name, [row(n=ord(name))]), now=NOW + ord(name))
            compact(tmp_path, NOW)
        (hour,) = every_hour(tmp_path)
        assert len(list((tmp_path / "hours").glob("*.parquet"))) == 3
        assert drop_old(tmp_path, START, START + HOUR_MS) == 2

        assert [path.name for path in (tmp_path / "hours").glob("*.parquet")] == [
            hour.path.name
        ]
        check(tmp_path, [row(n=ord(name)) for name in "abc"])

    def test_hours_are_found_from_first_until_before_last(self, tmp_path):
        rows = [row(ts_ms=START + number * HOUR_MS) for number in range(3)]
        send(tmp_path, ("a", rows))
        compact(tmp_path, NOW)

        def found(first, last):
            return [hour.hour[-2:] for hour in files_of(tmp_path, first, last)]

        assert found(START, START + HOUR_MS) == ["14"]
        assert found(START + 1, START + HOUR_MS + 1) == ["14", "15"]
        assert found(START + HOUR_MS, START + 3 * HOUR_MS) == ["15", "16"]

    def test_the_manifest_says_where_its_plays_come_from(self, tmp_path):
        send(tmp_path, ("a", [row()]))
        compact(tmp_path, NOW)
        (hour,) = every_hour(tmp_path)
        (segment,) = segments_of(tmp_path / "raw")
        manifest = hourfile.read_manifest(hour.path)

        assert manifest.segments == {segment.name: [(0, segment.stat().st_size)]}
        assert manifest.sha256 == hour.sha256

    def test_the_roll_up_of_an_hour_counts_plays_and_watch(self, tmp_path):
        rows = [row(n=n, platform=n % 2, watch_ms=n) for n in range(4)]
        rows += [row(n=9, drama_id=1 << 30, watch_ms=7), row(n=9, drama_id=1 << 30, watch_ms=7)]
        send(tmp_path, ("a", rows))
        compact(tmp_path, NOW)
        (path,) = (tmp_path / "live").iterdir()

        assert pq.read_table(path).to_pylist() == [
            {"drama_id": 7, "platform": 0, "plays": 2, "watch_ms": 2},
            {"drama_id": 7, "platform": 1, "plays": 2, "watch_ms": 4},
            {"drama_id": 1 << 30, "platform": 0, "plays": 1, "watch_ms": 7},
        ]

    def test_a_synthetic_hour_takes_the_place_of_what_was_there(self, tmp_path):
        shape = Shape(START, 20_000, people=100)
        rows = [plays_of_bucket(shape, 0, bucket) for bucket in range(BUCKETS)]
        for version in (1, 2):
            made = put_hour(tmp_path, START // HOUR_MS, iter(rows))

            assert made.received == made.rows + sum(count for _, count in made.refused)
            assert made.received == sum(count_of(one) for one in rows)
            assert made.version == version
        assert every_hour(tmp_path) == (made,)

    def test_an_hour_that_somebody_broke_is_named(self, tmp_path):
        send(tmp_path, ("a", [row()]))
        compact(tmp_path, NOW)
        (hour,) = every_hour(tmp_path)
        hour.path.write_bytes(hour.path.read_bytes()[:-10])
        send(tmp_path, ("b", [row(n=1)]), now=NOW + 1)
        with pytest.raises(Invalid) as caught:
            compact(tmp_path, NOW)

        assert caught.value.code == "plays.hour_unreadable"

    def test_two_runs_at_once_are_refused(self, tmp_path):
        with hours._alone(tmp_path), pytest.raises(Conflict):
            compact(tmp_path, NOW)
