"""count brings plays in from the command line and tells what became of them."""

from __future__ import annotations

import json
import time
from datetime import date

from piying.cli.door import main
from piying.model.canon import Digest
from piying.model.release import File, Ladder, Release, Strip, Window
from piying.store.channel.releases import Releases
from piying.store.store import open_store
from store.plays.reports import row
from studio.money import DEAL


def write(path, rows):
    path.write_text("\n".join(json.dumps(one) for one in rows))
    return str(path)


def test_plays_come_in_and_hours_are_made(tmp_path, capsys):
    now = time.time_ns() // 1_000_000
    rows = [row(ts_ms=now, n=0), row(ts_ms=now, n=1), row(ts_ms=now, n=-1), row(ts_ms=5)]
    path = write(tmp_path / "a.jsonl", rows)
    command = ["--house", str(tmp_path / "house"), "--json", "count", "--import", path]

    assert main(command) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(command) == 0
    second = json.loads(capsys.readouterr().out)

    assert first["files"] == [
        {"path": path, "received": 4, "accepted": 2, "again": 0,
         "rejected": {"clock": 1, "out_of_range": 1}}
    ]  # fmt: skip
    assert sum(hour["rows"] for hour in first["hours"]) == 2
    assert sum(hour["received"] for hour in first["hours"]) == 4
    assert (second["files"][0]["again"], second["hours"]) == (4, [])


def test_a_person_reads_what_was_set_aside(tmp_path, capsys):
    path = write(tmp_path / "a.jsonl", [row(ts_ms=5)])
    main(["--house", str(tmp_path / "h"), "--language", "en", "count", "--import", path])

    assert f"{path}: 1 received, 0 accepted, set aside: clock 1." in capsys.readouterr().out


def test_without_plays_there_is_nothing_to_count(tmp_path, capsys):
    code = main(["--house", str(tmp_path / "h"), "--language", "en", "count"])

    assert (code, capsys.readouterr().out) == (0, "There are no plays to count.\n")


PRICE = """[[deal.step]]
id = "price"
kind = "rate"
clause = "2.2"
amount = 2
per = 1
[[deal.step]]
id = "who"
"""


def test_days_are_counted_by_the_deals_and_a_week_of_them_is_settled(tmp_path, capsys):
    house = tmp_path / "house"
    (house / "deals").mkdir(parents=True)
    told = DEAL.replace('of = "net"', 'of = "effective_plays"')
    told = told.replace('[[deal.step]]\nid = "who"\n', PRICE)
    (house / "deals" / "own.toml").write_text(told, encoding="utf-8")
    (house / "plays").mkdir()
    (house / "plays" / "episodes.csv").write_text(
        "series,episode,duration_ms,since\nlamp,1,60000,2026-01-01\n", encoding="utf-8"
    )
    begun = ["--house", str(house), "--json"]
    assert main([*begun, "count", "--names"]) == 0
    numbers = {
        (one["sort"], one["name"]): one["number"]
        for one in json.loads(capsys.readouterr().out)["names"]
    }
    last_week = time.time_ns() // 1_000_000 - 8 * 86_400_000
    rows = [
        row(ts_ms=last_week, n=n, drama_id=numbers["drama", "lamp"], episode=1,
            platform=numbers["platform", "own"], watch_ms=watch, user_hash=user)
        for n, (watch, user) in enumerate([(60_000, 1), (60_000, 1), (10, 1)])
    ]  # fmt: skip
    path = write(tmp_path / "a.jsonl", rows)
    assert main([*begun, "count", "--import", path]) == 0
    capsys.readouterr()
    assert main([*begun, "count"]) == 0
    (day,) = json.loads(capsys.readouterr().out)["days"]
    assert (day["received"], day["counted"]) == (3, 2)
    assert {name for name, count in day["refused"].items() if count} == {"below"}

    named = date.fromisoformat(day["day"]).isocalendar()
    period = f"{named.year}-W{named.week:02}"
    assert main([*begun, "--out", str(tmp_path / "o"), "settle", period]) == 0
    found = json.loads(capsys.readouterr().out)["statements"]
    assert {one["party"]: one["closing_minor"] for one in found} == {"studio": 280, "li": 40}


def test_where_the_file_of_episodes_and_a_release_differ_is_told(tmp_path, capsys):
    house = tmp_path / "house"
    store = open_store(house)
    file = File("x", Digest("f" * 64), 1)
    ladder = Ladder(file.blob, 61_000, (), file, (), file, Strip(file, 1, 1, 1, 1, 1), "", 0)
    Releases(store.database).add(
        Release(
            "r-1", "lamp", 1, 1, file.blob, file.blob, "", store.put(ladder), file.blob,
            file.blob, Window(("CN",), 0), "own", "", 0,
        )
    )  # fmt: skip
    store.close()
    (house / "plays").mkdir()
    (house / "plays" / "episodes.csv").write_text(
        "series,episode,duration_ms,since\nlamp,1,60000,1970-01-01T00:00:00Z\n",
        encoding="utf-8",
    )
    assert main(["--house", str(house), "--language", "en", "count"]) == 0
    told = capsys.readouterr().out
    assert main(["--house", str(house), "--json", "count"]) == 0
    (apart,) = json.loads(capsys.readouterr().out)["differing"]

    assert "60,000 ms, 1970-01-01 00:00 in episodes.csv and 61,000 ms" in told
    assert (apart["filed"]["duration_ms"], apart["released"]["duration_ms"]) == (60_000, 61_000)
