"""Stopped by Ctrl-C or killed at any moment, the next run makes only what is missing."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
import warnings
from contextlib import closing
from pathlib import Path

import pytest

from piying.render.probe import probe


def child(fakes, arguments, gate, seconds=1.0, after=1):
    """A process of its own that runs the command line up to `gate` ("voice" or "segment")."""
    cast = fakes.Cast()
    one = cast.voice.gate if gate == "voice" else fakes.DRAWING
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the test runner
        pid = os.fork()
    if pid:
        return pid
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        one.file, one.after, one.seconds, one.passed = gate_file(arguments), after, seconds, 0
        os._exit(fakes.run_cli(arguments, cast))
    except BaseException:  # noqa: BLE001 - a fork must not go on as a second test run
        os._exit(99)


def gate_file(arguments):
    return Path(arguments[arguments.index("--house") + 1]).with_name("reached")


def ended(pid, arguments, number):
    """Send signal `number` once the gate is reached; the exit code, negative for a signal."""
    reached = gate_file(arguments)
    for _ in range(1200):
        if reached.exists():
            break
        time.sleep(0.05)
    assert reached.exists(), "the process never came to its gate"
    time.sleep(0.3)  # the take before it is being kept meanwhile
    os.kill(pid, number)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


pytestmark = pytest.mark.usefixtures("tiny", "capfd")


@pytest.fixture
def arguments(tmp_path, script):
    return [
        "make", str(script), "-e", "1", "-p", "tiny", "--house", str(tmp_path / "house"),
        "--out", str(tmp_path / "out"), "--workers", "1", "--json",
    ]  # fmt: skip


def taken(tmp_path):
    with closing(sqlite3.connect(tmp_path / "house" / "house.db")) as database:
        return database.execute("SELECT COUNT(*) FROM take WHERE outcome = 'made'").fetchone()[
            0
        ]


@pytest.mark.parametrize(
    ("number", "code", "kept"), [(signal.SIGINT, 130, 2), (signal.SIGKILL, -9, 1)]
)
def test_stopped_while_shooting(fakes, arguments, tmp_path, number, code, kept):
    # the second of three voices is being made
    assert ended(child(fakes, arguments, "voice"), arguments, number) == code
    assert taken(tmp_path) == kept
    assert not (tmp_path / "out").exists()

    cast = fakes.Cast()
    assert fakes.run_cli(arguments, cast) == 0
    assert len(cast.voice.made) == 3 - kept
    assert probe(tmp_path / "out" / "小戏" / "episode-01-tiny.mp4").picture.frame_count > 0
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_while_drawing(fakes, arguments, tmp_path, number, code):
    assert ended(child(fakes, arguments, "segment", after=2), arguments, number) == code
    assert not (tmp_path / "out").exists()
    kept = len(list((tmp_path / "house" / "segments").rglob("*.mp4")))

    fakes.DRAWN.clear()
    cast = fakes.Cast()
    assert fakes.run_cli(arguments, cast) == 0
    assert kept == 2
    assert len(fakes.DRAWN) == 5
    assert cast.voice.made == cast.music.made == fakes.CountingKit.made == []
    assert not list(tmp_path.rglob("*.part"))


def test_a_second_run_on_the_same_house_is_refused_at_once(fakes, arguments, capfd):
    first = child(fakes, arguments, "voice", seconds=20.0)
    while not gate_file(arguments).exists():
        time.sleep(0.05)
    code = fakes.run_cli(arguments)
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)

    assert code == 2
    assert "Another run" in capfd.readouterr().err
