from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest

from piying.audience.sums import missing_plays
from piying.model.books import Metric
from piying.model.errors import Invalid, Missing
from piying.model.play import ROW_COLUMNS, DayRow, Reason
from piying.store.blobs import digest_file
from piying.store.plays.counted import Counted
from piying.store.plays.days import (
    SLOT,
    HourFile,
    count_day,
    count_provisional,
    facts,
    latest_day,
    latest_days,
    read_batches,
    read_day,
)
from piying.store.plays.engines.duckdb import DuckEngine
from piying.store.plays.engines.kernel import KernelEngine
from piying.store.plays.names import register
from piying.store.plays.world import decode_world, make_world
from piying.store.store import open_store
from store.plays.days_of_plays import by_hand, write_hour, write_hours
from store.plays.nasty import COUNTING, PLAYS, SCREENING

DAY = "2026-05-28"


@dataclass
class Wrong:
    """An engine that counts one millisecond too much, or one refused play as another."""

    name = "wrong"
    rows: bool

    def settle(self, hours, world):
        found = KernelEngine().settle(hours, world)
        batches, refused = list(found.rows), dict(found.refused)
        if self.rows:
            at = ROW_COLUMNS.index("watch_ms")
            table = batches[0].to_pydict()
            table[ROW_COLUMNS[at]][0] += 1
            batches[0] = type(batches[0]).from_pydict(table, schema=batches[0].schema)
        else:
            refused[Reason.UNMATCHED] += 1
            refused[Reason.UNRELEASED] -= 1
        return Counted(batches, found.received, refused)


@pytest.fixture
def house(tmp_path):
    store = open_store(tmp_path / "house")
    yield store
    store.close()


@pytest.fixture
def hours(tmp_path):
    return [HourFile(p.stem, p, digest_file(p)) for p in write_hours(tmp_path, PLAYS)]


def counted(house, hours, world=None, check=None):
    return count_day(
        house, DAY, hours, world or make_world(SCREENING, COUNTING), first=KernelEngine(),
        check=check or DuckEngine(), at_ms=1,
    )  # fmt: skip


def test_a_day_is_a_file_and_a_value_that_say_what_was_counted_by_hand(house, hours):
    opened = counted(house, hours)
    rows, refused = by_hand(PLAYS, SCREENING, COUNTING)

    assert opened.new
    assert latest_days(house) == (opened.day,)
    assert list(read_day(house, opened.day)) == [DayRow(*row) for row in rows]
    assert dict(opened.day.refused) == refused
    assert opened.day.file == f"{DAY}.v1.parquet"
    assert missing_plays(len(PLAYS), opened.day.counted, refused) == 0
    assert decode_world(house.blobs.get(opened.day.world)).sha256 == opened.day.world


def test_the_same_hours_and_world_are_not_counted_again(house, hours):
    first = counted(house, hours)

    assert counted(house, hours, check=Wrong(rows=True)) == replace(
        first, new=False, changed=()
    )


def test_late_plays_open_a_day_again_as_its_next_version(house, hours, tmp_path):
    before = counted(house, hours).day
    late = write_hour(tmp_path / "late.parquet", [*PLAYS[-3:]])
    grown = [*hours[1:], HourFile(hours[0].hour, late, digest_file(late))]
    after = counted(house, grown)

    assert after.changed == (hours[0].hour,)
    assert after.day.version == 2
    assert latest_day(house, DAY) == after.day
    assert list(read_day(house, before))
    assert house.head(DAY, SLOT).made_from[-1] == ("world", after.day.world)


def test_another_world_opens_a_day_again(house, hours):
    counted(house, hours)
    other = counted(house, hours, make_world(SCREENING, COUNTING[1:]))

    assert (other.day.version, other.changed) == (2, ())


@pytest.mark.parametrize("rows", [True, False])
def test_a_day_that_two_engines_count_differently_is_refused_with_both_hashes(
    house, hours, rows
):
    with pytest.raises(Invalid) as caught:
        counted(house, hours, check=Wrong(rows=rows))

    assert caught.value.code == "counting.engines_differ"
    assert (caught.value.data["one_sha256"] != caught.value.data["other_sha256"]) == rows
    assert latest_days(house) == ()
    assert not list(house.folder.glob("plays/days/*"))
    assert not list(house.folder.glob("plays/days/.*"))


def test_an_engine_does_not_check_itself(house, hours):
    with pytest.raises(Invalid) as caught:
        counted(house, hours, check=KernelEngine())

    assert caught.value.code == "counting.same_engine"


def test_a_provisional_day_is_no_value_of_the_house(house, hours):
    world = make_world(SCREENING, COUNTING)
    day = count_provisional(house, DAY, hours, world, engine=KernelEngine())

    assert (day.version, latest_days(house)) == (0, ())
    assert day.rows_sha256 == counted(house, hours).day.rows_sha256


def test_a_file_that_was_changed_or_is_gone_is_not_read(house, hours):
    day = counted(house, hours).day
    path = house.folder / "plays" / "days" / day.file
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Invalid, match="not what was recorded"):
        list(read_day(house, day))
    path.unlink()
    with pytest.raises(Missing):
        list(read_day(house, day))


@pytest.mark.parametrize("day", ["2026-5-28", "20260528", "today", "2026-02-30"])
def test_a_day_is_a_day(house, hours, day):
    with pytest.raises(Invalid) as caught:
        count_provisional(house, day, hours, make_world([], []), engine=KernelEngine())

    assert caught.value.code == "counting.bad_day"


def test_facts_are_sums_over_episodes_with_the_day_as_their_evidence(house, hours):
    day = counted(house, hours).day
    register(house, "drama", ["one", "two"], 1)
    register(house, "contract", [f"c{number}" for number in range(1, 8)], 1)
    names = register(house, "platform", ["phone"], 1)
    names.names["platform", 0] = "web"
    found = list(facts(day, read_batches(house, day), names))
    sums = Counter()
    for contract, drama, _, platform, *_, effective, _, _, watched, people in by_hand(
        PLAYS, SCREENING, COUNTING
    )[0]:
        place = (f"c{contract}", {1: "one", 2: "two"}[drama], ["web", "phone"][platform])
        sums[*place, Metric.PLAYS] += effective
        sums[*place, Metric.WATCH_MS] += watched
        sums[*place, Metric.USERS] += people

    assert {(f.contract, f.series, f.platform, f.metric): f.amount for f in found} == {
        key: amount for key, amount in sums.items() if amount
    }
    assert {(f.day, f.evidence, f.counted_by) for f in found} == {(DAY, day.rows_sha256, "own")}
