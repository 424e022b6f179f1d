"""Nothing that was finished is lost and nothing half-made is left, whatever fails."""

from __future__ import annotations

import errno
import os
import pathlib
import shutil
import sqlite3
import subprocess
from dataclasses import replace

import pytest

from piying.model.canon import digest
from piying.model.errors import Conflict, Outside
from piying.model.take import Outcome
from piying.studio.cutting.master import master
from piying.studio.house import Settings, opened
from piying.studio.make import make
from piying.studio.mishap import take_down
from piying.studio.progress import Silent
from piying.studio.shooting.board import board
from piying.studio.shooting.held import current_board
from piying.studio.shooting.needs import voices_of
from piying.studio.shooting.onepass import look
from piying.studio.shooting.shoot import shoot
from piying.studio.writing.write import write

NAME = "小戏"


def parts(folder):
    return [path.name for path in folder.rglob("*.part")]


def test_a_failed_line_is_a_failed_take_and_the_other_lines_are_kept(house, script, cast):
    write(house, script)
    board(house, NAME, 1)
    cast.voice.fails_on = "是我"
    with pytest.raises(Outside, match="hoarse"):
        shoot(house, NAME, 1)
    held, _ = current_board(house, NAME, 1)
    takes = [
        take
        for recipe in voices_of(held, house.sources).values()
        for take in house.store.takes(digest(recipe))
    ]

    assert sorted(take.outcome for take in takes)[:1] == [Outcome.FAILED]
    assert "hoarse" in next(take.why for take in takes if take.outcome is Outcome.FAILED)

    made_before = len(cast.voice.made)
    cast.voice.fails_on = ""
    shoot(house, NAME, 1)

    assert len(cast.voice.made) == 3
    assert cast.voice.made[made_before:] == [
        line
        for line in ("谁？", "是我。", "你走。")
        if line not in cast.voice.made[:made_before]
    ]


def test_a_provider_that_breaks_in_an_unforeseen_way_leaves_a_failed_take_too(
    house, script, cast
):
    write(house, script)
    board(house, NAME, 1)
    cast.voice.fails_on, cast.voice.error = "谁", ZeroDivisionError("by zero")
    with pytest.raises(ZeroDivisionError):
        shoot(house, NAME, 1)
    held, _ = current_board(house, NAME, 1)
    recipe = next(iter(voices_of(held, house.sources).values()))
    (take,) = house.store.takes(digest(recipe))

    assert (take.outcome, take.why) == (Outcome.FAILED, "ZeroDivisionError: by zero")


def test_every_failure_of_a_run_is_kept_not_only_the_first(house, script, cast):
    with sqlite3.connect(house.settings.house / "house.db") as looking:
        before = looking.execute("SELECT COUNT(*) FROM take").fetchone()
    write(house, script)
    board(house, NAME, 1)
    cast.voice.fails_on = "。"
    with pytest.raises(Outside):
        shoot(house, NAME, 1)
    with sqlite3.connect(house.settings.house / "house.db") as looking:
        rows = looking.execute("SELECT outcome FROM take").fetchall()
    looking.close()

    assert before == (0,)
    assert ("failed",) in rows


def no_space(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_while_a_take_is_written(house, script, monkeypatch):
    write(house, script)
    board(house, NAME, 1)
    monkeypatch.setattr(pathlib.Path, "write_bytes", no_space)
    with pytest.raises(Outside, match="disk is full"):
        shoot(house, NAME, 1)
    monkeypatch.undo()

    assert parts(house.settings.house) == []
    held, _ = current_board(house, NAME, 1)
    assert all(
        not house.store.takes(digest(r)) for r in voices_of(held, house.sources).values()
    )


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, given its size in megabytes."""
    mounted = []

    def mount(megabytes, name="disk"):
        folder = tmp_path / name
        folder.mkdir()
        if not run_mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)):
            pytest.skip("this machine does not let tests mount a disk")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run([shutil.which("umount"), "-l", str(folder)], check=False)  # noqa: S603


def run_mount(*words):
    tool = shutil.which("mount")
    command = [tool or "mount", *words]
    return tool and subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603


def fill(folder, leave):
    """Leave `leave` bytes free in `folder`."""
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_bsize
    ballast = folder / "ballast"
    ballast.write_bytes(b"\0" * max(0, free - leave))
    return ballast


def on(tmp_path, **places):
    given = {"house": tmp_path / "house", "data": tmp_path / "data", "out": tmp_path / "out"}
    return Settings(**{**given, **places}, language="en", workers=1)


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("leave", [0, 300_000])
def test_a_disk_that_fills_up_at_any_moment_is_said_and_going_on_finishes(
    small_disk, tmp_path, script, fakes, cast, leave
):
    disk = small_disk(24)
    settings = on(tmp_path, house=disk / "house")
    with opened(settings, cast.providers(), fakes.Clock(), Silent()) as house:
        write(house, script)
        board(house, NAME, 1)
        ballast = fill(disk, leave)
        with pytest.raises(Outside) as caught:
            make(house, NAME, 1, "tiny")
    assert caught.value.code == "store.disk_full", str(caught.value)
    assert parts(disk) == []
    assert not (tmp_path / "out").exists()

    ballast.unlink()
    before = len(cast.voice.made)
    with opened(settings, cast.providers(), fakes.Clock(), Silent()) as house:
        film = make(house, NAME, 1, "tiny")

    assert film.mastered.path.is_file()
    assert len(cast.voice.made) - before <= 3


def test_a_disk_that_is_full_where_films_go_keeps_the_house_and_the_older_film(
    small_disk, tmp_path, filmed
):
    disk = small_disk(1)
    settings = on(tmp_path, out=disk)
    ballast = fill(disk, 4096)
    moved = replace(filmed, settings=settings)
    with pytest.raises(Outside, match="disk is full"):
        master(moved, NAME, 1, "tiny")

    assert parts(disk) == []
    assert not list(disk.rglob("*.mp4"))
    ballast.unlink()
    done = master(moved, NAME, 1, "tiny")
    assert done.made_count == 0
    assert done.path.is_file()


def test_a_folder_that_may_not_be_written_is_said(small_disk, tmp_path, filmed):
    disk = small_disk(4)
    assert run_mount("-o", "remount,ro", str(disk))
    settings = on(tmp_path, out=disk / "out")
    moved = replace(filmed, settings=settings)
    with pytest.raises(Outside, match="may not be written"):
        master(moved, NAME, 1, "tiny")
    with (
        pytest.raises(Outside, match="may not be written"),
        opened(on(tmp_path, house=disk / "house"), (), filmed.clock, Silent()),
    ):
        pass


@pytest.mark.usefixtures("tiny")
def test_a_house_that_turned_read_only_is_said(small_disk, tmp_path, script, fakes, cast):
    disk = small_disk(24)
    settings = on(tmp_path, house=disk / "house")
    with opened(settings, cast.providers(), fakes.Clock(), Silent()) as house:
        write(house, script)
    assert run_mount("-o", "remount,ro", str(disk))
    with (
        pytest.raises(Outside, match="may not be written"),
        opened(settings, cast.providers(), fakes.Clock(), Silent()),
    ):
        pass


def test_a_damaged_database_is_said(tmp_path, fakes, cast):
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "house.db").write_bytes(b"not a database " * 1000)
    settings = on(tmp_path)
    with (
        pytest.raises(Outside, match="database"),
        opened(settings, cast.providers(), fakes.Clock(), Silent()),
    ):
        pass


def test_a_second_run_sweeps_nothing_of_the_first(filmed, fakes, cast):
    left = filmed.settings.house / "blobs" / "ab" / ".x.12.part"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"half")
    with (
        pytest.raises(Conflict, match="Another run"),
        opened(filmed.settings, cast.providers(), fakes.Clock(), Silent()),
    ):
        pass

    assert left.exists()


def test_a_film_that_is_published_sweeps_what_was_left_of_it(filmed):
    film = filmed.settings.out / NAME / "episode-01-tiny.mp4"
    left = film.with_name(f".{film.name}.12ab.part")
    left.write_bytes(b"half")
    film.unlink()
    master(filmed, NAME, 1, "tiny")

    assert film.is_file()
    assert not left.exists()


def test_opening_a_house_sweeps_what_a_killed_run_left(tmp_path, fakes, cast):
    left = tmp_path / "house" / "blobs" / "ab" / ".x.12.part"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    with opened(on(tmp_path), cast.providers(), fakes.Clock(), Silent()):
        assert not left.exists()


def test_a_damaged_voice_is_found_out_and_made_again_when_deleted(filmed, cast):
    held, _ = current_board(filmed, NAME, 1)
    _, shot = look(filmed, held)
    voice = filmed.store.blobs.path(next(roll.voice.blob for roll in shot.rolls if roll.voice))
    voice.write_bytes(b"noise")
    (filmed.settings.out / NAME / "episode-01-tiny.mp4").unlink()
    with pytest.raises(Outside, match="damaged"):
        make(filmed, NAME, 1, "tiny")
    voice.unlink()
    make(filmed, NAME, 1, "tiny")

    assert len(cast.voice.made) == 1


def test_a_password_is_not_written_into_the_story(tmp_path):
    address = "--database-url=postgresql://me:geheim@db/films"
    told = take_down(ZeroDivisionError(), tmp_path, ["show", address])

    story = pathlib.Path(told.data["path"]).read_text("utf-8")
    assert "geheim" not in story
    assert "--database-url=postgresql://me:***@db/films" in story
