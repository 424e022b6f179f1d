"""Bad input by the verbs: a clear error or a counted reject, and the books still balance."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from piying.cli.door import main
from piying.store.store import open_store
from store.plays.reports import row
from studio.money import DEAL, MONDAY_MS, sales_file
from studio.money import row as sale

DAY = "2026-02-12"
NOON_MS = MONDAY_MS - 4 * 86_400_000 + 4 * 3_600_000
"""Noon of that day, a Thursday of week 7, in UTC+08:00; now is the Monday after."""
POOL = """[[deal.step]]
id = "pool"
kind = "pool"
clause = "3"
scope = "traffic"
policy = "restate"
[[deal.step]]
id = "who"
"""
HANZI = re.compile("[\u4e00-\u9fff]")


class House:
    """A house with a deal, a counted day and a closed week; asked by the command line."""

    def __init__(self, folder):
        self.folder = folder
        self.deals = folder / "house" / "deals" / "own.toml"

    def released(self, day):
        """The one episode there is comes out on `day`."""
        path = self.folder / "house" / "plays" / "episodes.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"series,episode,duration_ms,since\nlamp,1,60000,{day}\n", "utf-8")

    def run(self, *options, language="en", code=0):
        options = [str(one) for one in options]
        begun = ["--house", str(self.folder / "house"), "--out", str(self.folder / "out")]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            found = main([*begun, "--language", language, "--json", *options])
        assert found == code, err.getvalue()
        return json.loads(out.getvalue().splitlines()[-1]) if found == 0 else err.getvalue()

    def refused(self, *options, code=2, words=(), **_):
        """Refused in both languages, in whole words, and without a trace of the program."""
        english = self.run(*options, code=code)
        chinese = self.run(*options, code=code, language="zh")
        assert HANZI.search(chinese), chinese
        assert not HANZI.search(english), english
        assert "Traceback" not in english
        for word in words:
            assert word in english, english
        return english

    def plays(self, name, *rows):
        path = self.folder / name
        path.write_text("\n".join(json.dumps(one) for one in rows))
        return path

    def balances(self):
        store = open_store(self.folder / "house")
        try:
            with store.database.reading() as connection:
                return list(connection.exec_driver_sql(
                    "SELECT account, sum(minor) FROM posting GROUP BY account ORDER BY account"
                ))  # fmt: skip
        finally:
            store.close()


@pytest.fixture(scope="module", autouse=True)
def _now():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time_ns", lambda: MONDAY_MS * 1_000_000)
        yield


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The folder of a house in which a week was counted and closed, to be copied."""
    made = House(tmp_path_factory.mktemp("prepared"))
    made.released("2026-01-01")
    made.deals.parent.mkdir(parents=True)
    made.deals.write_text(DEAL, encoding="utf-8")
    made.run("count", "--names")
    made.run("count", "--import", made.plays("good.jsonl", play(0), play(1)))
    made.run("count")
    made.run("settle", "2026-W07", "--sales", sales_file(made.folder, sale(1, "10.00", DAY)))
    return made.folder


@pytest.fixture
def house(prepared, tmp_path):
    """It is held to its books after each test: whole, in balance, and as they were."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    made = House(tmp_path)
    before = made.balances()
    yield made
    made.deals.write_text(DEAL, encoding="utf-8")
    after = made.balances()
    assert made.run("settle", "--verify")["good"]
    assert after == before
    assert sum(minor for _, minor in after) == 0
    assert dict(after)["payable:studio:CNY"] == -700


def play(n, **changed):
    return row(ts_ms=NOON_MS + n, n=n, drama_id=1, platform=1, **changed)


def parquet(path, **changed):
    columns = {name: pa.array([value]) for name, value in play(2).items()} | changed
    pq.write_table(
        pa.table({name: one for name, one in columns.items() if one is not None}), path
    )
    return path


@pytest.mark.parametrize("cut", [0, 1, 100, -9, -1])
def test_truncated_parquet_is_refused(house, cut):
    path = parquet(house.folder / "cut.parquet")
    data = path.read_bytes()
    path.write_bytes(data[:cut])

    house.refused("count", "--import", path, words=["cut.parquet"])
    assert count_again(house)["received"] == 2


@pytest.mark.parametrize("wrong", [{"watch_ms": None}, {"more": pa.array([1])}])
def test_wrong_columns_are_refused(house, wrong):
    path = parquet(house.folder / "wrong.parquet", **wrong)
    house.refused("count", "--import", path, words=["wrong.parquet"])
    assert count_again(house)["received"] == 2


@pytest.mark.parametrize("wrong", [pa.array([1.5]), pa.array(["one"])])
def test_a_column_of_another_sort_is_a_counted_reject(house, wrong):
    path = parquet(house.folder / "wrong.parquet", n=wrong)
    (found,) = house.run("count", "--import", path)["files"]
    assert (found["received"], found["rejected"]) == (1, {"unreadable": 1})
    assert count_again(house)["received"] == 2


def count_again(house):
    return house.run("count", "--day", DAY)["days"][0]


def imported(house, *rows):
    found = house.run("count", "--import", house.plays("bad.jsonl", *rows))["files"][0]
    assert found["accepted"] + sum(found["rejected"].values()) == found["received"] == len(rows)
    return found["rejected"]


def test_negative_watch_time_is_a_counted_reject(house):
    assert imported(house, play(2, watch_ms=-1), play(3)) == {"out_of_range": 1}
    assert count_again(house)["counted"] == 3


@pytest.mark.parametrize("years", [-30, -2, 2, 300])
def test_a_clock_that_is_years_off_is_a_counted_reject(house, years):
    wrong = play(2) | {"ts_ms": NOON_MS + years * 366 * 86_400_000}
    assert imported(house, wrong, play(3)) == {"clock": 1}
    assert count_again(house)["counted"] == 3


def test_a_play_of_an_unreleased_episode_does_not_count(house):
    house.released("2026-02-13")
    day = count_again(house)

    assert (day["received"], day["counted"], day["refused"]["unreleased"]) == (2, 0, 2)
    assert day["version"] == 2


def test_two_deals_for_one_contract_on_one_day_are_refused(house):
    head, tail = DEAL.split("[[contract]]", 1)
    second = head.replace("version = 1", "version = 2").replace("part = 0.1", "part = 0.2")
    house.deals.write_text(f"{head}{second}[[contract]]{tail}", encoding="utf-8")
    house.refused("settle", "2026-W08", "--dry-run", words=["own-channel", "2026-01-01"])

    contract, parties = tail.split("[[party]]", 1)
    other = contract.replace('id = "lamp"', 'id = "lamp-2"')
    house.deals.write_text(
        f"{head}[[contract]]{contract}[[contract]]{other}[[party]]{parties}", encoding="utf-8"
    )
    house.refused("settle", "2026-W08", "--dry-run", words=["lamp-2"])
    house.refused("count", "--day", DAY, words=["lamp-2"])


def test_splits_over_100_percent_are_refused(house):
    house.deals.write_text(DEAL.replace("part = 0.1", "part = 0.31"), encoding="utf-8")

    house.refused("settle", "2026-W08", "--dry-run", words=["101", "100 %", "own-channel"])


def test_a_pool_of_zero_gives_nobody_anything(house):
    told = DEAL.replace('of = "net"', 'of = "effective_minutes"')
    told = told.replace('[[deal.step]]\nid = "who"\n', POOL)
    house.deals.write_text(told, encoding="utf-8")
    found = house.run("settle", "2026-W08", "--dry-run")

    # what the week before was closed at is taken back, and nothing comes in its place
    assert {one["closing_minor"] for one in found["statements"]} == {0}


def test_a_week_is_not_closed_twice(house):
    house.refused("settle", "2026-W07", words=["2026-W07"])
    house.refused("settle", "2026-W06", words=["2026-W06"])
    house.refused("settle", "2026-W08", words=["--dry-run"])


def test_a_payment_of_more_than_is_owed_is_refused(house):
    name = "2026-W07-studio-CNY"
    for amount in ("7.01", "-1", "1.001", "NaN", "0"):
        house.refused("statement", name, f"--paid={amount}", "--reference", "B1")
