"""explain walks from a fen to plays: statement, clause, roll-up, hours, pseudonyms."""

from __future__ import annotations

import json

import pytest

from piying.cli.door import main
from piying.model.canon import digest_bytes
from studio.money import DEAL

NOON_MS = 1_795_320_000_000
"""Noon of 2026-11-22 in UTC+08:00, a Sunday."""
TUESDAY_MS = NOON_MS + 2 * 86_400_000
MINUTES = DEAL.replace('of = "net"', 'of = "effective_minutes"').replace(
    '[[deal.step]]\nid = "who"',
    '[[deal.step]]\nid = "price"\nkind = "rate"\nclause = "3.2"\namount = 0.1\nper = 1\n'
    '[[deal.step]]\nid = "who"',
)  # fmt: skip
STATEMENT = "2026-W47-studio-CNY"


def play(n, *, user=13, watch_ms=90_000):
    return {
        "viewing_hi": 11, "viewing_lo": -12, "n": n, "user_hash": user, "ts_ms": NOON_MS + n,
        "drama_id": 1, "episode": 1, "platform": 1, "watch_ms": watch_ms,
    }  # fmt: skip


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """A house that counted one day of plays and closed its week, spoken to as JSON."""
    folder = tmp_path / "house"
    (folder / "deals").mkdir(parents=True)
    (folder / "deals" / "own.toml").write_text(MINUTES, encoding="utf-8")
    (folder / "plays").mkdir()
    (folder / "plays" / "episodes.csv").write_text(
        "series,episode,duration_ms,since\nlamp,1,100000,2026-01-01\n", encoding="utf-8"
    )
    now = [NOON_MS + 5_000]
    monkeypatch.setattr("time.time_ns", lambda: now[0] * 1_000_000)

    def told(*options, code=0):
        house = ["--house", str(folder), "--out", str(tmp_path / "out"), "--language", "en"]
        assert main([*house, "--json", *map(str, options)]) == code
        return json.loads(capsys.readouterr().out.splitlines()[-1])

    def count(*plays):
        path = tmp_path / f"{len(plays)}.jsonl"
        path.write_text("\n".join(map(json.dumps, plays)), encoding="utf-8")
        told("count", "--import", path)
        told("count", "--day", "2026-11-22")

    told.now, told.count, told.folder = now, count, folder
    count(play(0), play(1, user=14), play(2, user=15, watch_ms=1_000))
    now[0] = TUESDAY_MS
    told("settle", "2026-W47")
    return told


def test_a_line_of_minutes_goes_down_to_its_plays(run):
    found = run("explain", STATEMENT, 1, "--plays", 9)

    assert found["minor"] == 21
    assert [(step["clause"], step["after"]) for step in found["steps"]] == [
        ("2.1", "3/1"), ("3.2", "30/1"), ("4", "21/1"),
    ]  # fmt: skip
    assert {fact["metric"]: fact["amount"] for fact in found["facts"]} == {
        "effective_plays": 2, "effective_ms": 180_000, "users": 2,
    }  # fmt: skip
    assert all(fact["proved"] for fact in found["facts"])
    roll = found["facts"][0]["rollup"]
    assert (roll["version"], [hour for hour, _ in roll["hours"]]) == (1, ["2026-11-22T04"])
    assert [(one["watch_ms"], one["user"]) for one in found["plays"]] == [
        (90_000, f"{13:016x}"), (90_000, f"{14:016x}"), (1_000, f"{15:016x}"),
    ]  # fmt: skip
    assert found["plays"][0]["viewing"] == f"{11:016x}{(1 << 64) - 12:016x}.0"


def test_no_more_plays_than_asked_for(run):
    assert len(run("explain", STATEMENT, 1, "--plays", 2)["plays"]) == 2
    assert run("explain", STATEMENT, 1)["plays"] == []


def test_a_day_that_opened_again_is_explained_by_the_version_that_was_counted(run, tmp_path):
    run.count(play(0), play(1, user=14), play(2, user=15, watch_ms=1_000), play(3, user=16))
    found = run("explain", STATEMENT, 1)

    assert found["minor"] == 21
    assert {fact["rollup"]["version"] for fact in found["facts"]} == {1}
    assert all(fact["proved"] for fact in found["facts"])
    run("explain", STATEMENT, "--export", tmp_path / "x")
    checked = run("explain", "--check", tmp_path / "x")
    assert (checked["good"], checked["rollups"], checked["facts"]) == (True, 1, 3)


def test_a_statement_is_exported_by_its_own_verb_too(run, tmp_path):
    one = run("statement", STATEMENT, "--export", tmp_path / "one")
    other = run("explain", STATEMENT, "--export", tmp_path / "other")

    assert one == {**other, "path": str(tmp_path / "one")}
    assert run("explain", "--check", tmp_path / "one")["manifest"] == one["manifest"]
    assert run("statement", "--export", "x", code=2)["error"] == "cli.statement_needed"
    again = run("statement", STATEMENT, "--export", tmp_path / "one", code=2)
    assert again["error"] == "explain.folder_full"


def test_counts_that_an_export_makes_up_are_found(run, tmp_path):
    run("explain", STATEMENT, "--export", tmp_path / "x")
    told, listed = tmp_path / "x" / "facts.json", tmp_path / "x" / "manifest.json"
    before, after = told.read_bytes(), told.read_bytes().replace(b'"amount":2,', b'"amount":3,')
    told.write_bytes(after)
    listed.write_bytes(
        listed.read_bytes().replace(digest_bytes(before).encode(), digest_bytes(after).encode())
    )

    assert run("explain", "--check", tmp_path / "x", code=2)["error"] == "explain.differs"


def test_a_roll_up_that_was_changed_is_not_believed(run):
    (file,) = (run.folder / "plays" / "days").glob("*.v1.parquet")
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    assert run("explain", STATEMENT, 1, code=2)["error"] == "counting.day_damaged"


def test_late_plays_are_the_reason_where_they_state_what_was_known_first(run, tmp_path):
    run.count(play(0), play(1, user=14), play(2, user=15, watch_ms=1_000), play(3, user=16))
    theirs = tmp_path / "theirs.csv"
    theirs.write_text("title,day,platform,plays,minutes\nlamp,2026-11-22,own,2,3\n")
    found = run("reconcile", theirs, "--dry-run")

    assert [(one["metric"], one["why"], one["difference"]) for one in found["lines"]] == [
        ("effective_ms", "late", -90_000), ("effective_plays", "late", -1),
    ]  # fmt: skip


def test_what_is_not_said_is_asked_for(run):
    assert run("explain", STATEMENT, code=2)["error"] == "explain.say_line"
    assert run("explain", code=2)["error"] == "explain.say_line"
    assert run("explain", "--export", "x", code=2)["error"] == "explain.say_line"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_person_reads_it_as_lines(run, capsys, language):
    house = ["--house", str(run.folder), "--language", language]
    assert main([*house, "explain", STATEMENT, "1", "--plays", "1"]) == 0
    said = capsys.readouterr().out

    assert "0.21 CNY" in said
    assert "2026-11-22.v1.parquet" in said
    assert f"{13:016x}" in said
