"""Hours of everything that was acknowledged, without a change to the folder."""

from __future__ import annotations

import os

import pytest

from piying.store.plays.ahead import PREFIX, hours_ahead
from piying.store.plays.hours import compact, files_of
from piying.store.plays.intake import Intake
from store.plays.reports import NOW, Clock, batch, row

FAR = NOW * 2


def tree(folder):
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_they_are_the_hours_that_would_be_made_and_leave_nothing_behind(tmp_path):
    with Intake(tmp_path, Clock()) as intake:
        intake.take(batch("a", [row(viewing_hi=1), row(viewing_hi=1, user_hash=9)]))
        compact(tmp_path, NOW)
        intake.take(batch("b", [row(viewing_hi=2), row(viewing_hi=3, ts_ms=NOW - 7_200_000)]))
    before = tree(tmp_path)
    with hours_ahead(tmp_path, NOW) as scratch:
        ahead = [(one.hour, one.version, one.sha256) for one in files_of(scratch, 0, FAR)]
    assert tree(tmp_path) == before
    compact(tmp_path, NOW)

    assert ahead == [
        (one.hour, one.version, one.sha256) for one in files_of(tmp_path, 0, FAR)
    ]  # fmt: skip


def test_a_folder_without_plays_has_no_hours(tmp_path):
    with hours_ahead(tmp_path / "plays", NOW) as scratch:
        assert files_of(scratch, 0, FAR) == ()


def test_what_a_killed_run_left_is_thrown_away_and_a_running_one_is_left_alone(tmp_path):
    for name in (f"{PREFIX}4194303-aa", f"{PREFIX}{os.getpid()}-bb", f"{PREFIX}what"):
        (tmp_path / name).mkdir()
    with hours_ahead(tmp_path, NOW):
        pass

    assert [path.name for path in tmp_path.glob(f"{PREFIX}*")] == [f"{PREFIX}{os.getpid()}-bb"]


def test_it_is_gone_after_a_failure(tmp_path):
    with pytest.raises(ZeroDivisionError), hours_ahead(tmp_path, NOW):
        raise ZeroDivisionError

    assert not list(tmp_path.glob(f"{PREFIX}*"))
