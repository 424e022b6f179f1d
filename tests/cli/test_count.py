"""count brings plays in from the command line and tells what became of them."""

from __future__ import annotations

import json
import time

from piying.cli.door import main
from store.plays.reports import row


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


def test_without_anything_to_do_it_says_what_to_type(tmp_path, capsys):
    code = main(["--house", str(tmp_path / "h"), "--language", "en", "count"])

    assert (code, "--import" in capsys.readouterr().err) == (2, True)
