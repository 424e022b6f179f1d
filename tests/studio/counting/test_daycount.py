"""A day is counted from the command line, from the raw log to the roll-up."""

from __future__ import annotations

import json

import pytest

from piying.cli.door import main
from piying.cli.money_options import ENGINES as OFFERED
from piying.model.play import COUNTING, SCREENING
from piying.studio.counting.daycount import ENGINES
from store.plays.reports import row

DAY = "2026-11-22"
NOON_MS = 1_795_320_000_000
"""Noon of that day in UTC+08:00."""


@pytest.fixture
def count(tmp_path, capsys):
    world = tmp_path / "world"
    world.mkdir()
    first = row(ts_ms=NOON_MS)
    screening = [(first["drama_id"], first["episode"], 60_000, 0)]
    counting = [(first["drama_id"], first["platform"], 1, 0, 1 << 50, 0, 1, 1)]
    for name, columns, rows in (
        ("screening", SCREENING, screening),
        ("counting", COUNTING, counting),
    ):
        lines = [columns, *rows]
        (world / f"{name}.csv").write_text("\n".join(",".join(map(str, one)) for one in lines))

    def run(*options, code=0):
        house = ["--house", str(tmp_path / "house"), "--language", "en", "--json"]
        assert main([*house, "count", *options]) == code
        return capsys.readouterr()

    run.world = str(world)
    return run


def plays(path, *times):
    rows = [row(ts_ms=at, n=n) for n, at in enumerate(times)]
    path.write_text("\n".join(json.dumps(one) for one in rows))
    return str(path)


def the_day(said):
    (found,) = json.loads(said.out)["days"]
    return found


def test_the_engines_that_can_be_typed_are_those_that_there_are():
    assert set(OFFERED) == set(ENGINES)


def test_a_day_is_counted_again_only_when_its_hours_change(count, tmp_path, monkeypatch):
    monkeypatch.setattr("time.time_ns", lambda: (NOON_MS + 5_000) * 1_000_000)
    day = ("--day", DAY, "--world", count.world)
    count("--import", plays(tmp_path / "a.jsonl", NOON_MS, NOON_MS + 1))
    first = the_day(count(*day))
    again = the_day(count(*day))
    count("--import", plays(tmp_path / "b.jsonl", NOON_MS, NOON_MS + 1, NOON_MS + 2))
    late = the_day(count(*day, "--engine", "duckdb"))
    trusted = the_day(count(*day, "--trust", "kernel"))

    wanted = {"version": 1, "received": 2, "counted": 1, "new": True}
    assert {name: first[name] for name in wanted} == wanted
    assert first["refused"]["capped"] == 1
    assert again == {**first, "new": False, "changed": []}
    totals = tmp_path / "house" / "plays" / "totals"
    assert sorted(one.name for one in totals.iterdir()) == [f"{DAY}.v1.parquet",
                                                            f"{DAY}.v2.parquet"]  # fmt: skip
    assert (late["version"], late["received"], late["changed"]) == (2, 3, ["2026-11-22T04"])
    assert (trusted["version"], trusted["provisional"]) == (0, True)
    assert trusted["rows_sha256"] == late["rows_sha256"]


def test_what_is_missing_is_named(count):
    assert "deals" in count("--day", DAY, code=3).err
    assert "no hour" in count("--day", DAY, "--world", count.world, code=2).err
    assert "2026-11-23" in count("--day", "tuesday", "--world", count.world, code=2).err
    assert "screening.csv" in count("--day", DAY, "--world", "nowhere", code=3).err
