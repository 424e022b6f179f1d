"""Batches are taken once, and acknowledged when they are on disk."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from piying.audience.batch import Limits
from piying.model.errors import Conflict, Invalid, Outside
from piying.model.play import DAY_MS, HOUR_MS, Reason
from piying.model.play import Intake as Answer
from piying.store.plays import intake as room
from piying.store.plays.intake import Intake
from piying.store.plays.packed import count_of
from piying.store.plays.rawlog import SegmentReader, segments_of
from store.plays.reports import NOW, Clock, batch, columns, row, rows_of


def frames(folder):
    return [frame for path in segments_of(folder / "raw") for frame in SegmentReader(path)]


def test_a_batch_is_on_disk_when_it_is_acknowledged(tmp_path):
    with Intake(tmp_path, Clock()) as intake:
        answer = intake.take(batch("a", [row(), row(n=1), row(n=-1)]))
        (frame,) = frames(tmp_path)

    assert answer == Answer("-" * 15 + "a", 3, 2, ((Reason.OUT_OF_RANGE, 1),))
    assert rows_of(frame.columns) == [row(), row(n=1)]
    assert (frame.received, frame.accepted, frame.at_ms) == (3, 2, NOW)
    assert [(one.row, one.reason) for one in frame.aside] == [(2, Reason.OUT_OF_RANGE)]


class TestAgain:
    def test_a_batch_that_comes_again_adds_nothing(self, tmp_path):
        body = batch("a", [row(), row(n=-1)])
        with Intake(tmp_path, Clock()) as intake:
            first, second = intake.take(body), intake.take(body)

        assert (first.again, second.again) == (False, True)
        assert second == Answer(first.batch, 2, 1, first.rejected, again=True)
        assert len(frames(tmp_path)) == 1

    def test_another_body_of_the_same_id_is_refused(self, tmp_path):
        with Intake(tmp_path, Clock()) as intake:
            intake.take(batch("a", [row()]))
            with pytest.raises(Conflict) as caught:
                intake.take(batch("a", [row(n=1)]))

        assert caught.value.code == "plays.other_body"
        assert len(frames(tmp_path)) == 1

    @pytest.mark.parametrize("index", ["kept", "lost", "broken", "old"])
    def test_ids_outlive_a_restart_with_or_without_their_index(self, tmp_path, index):
        with Intake(tmp_path, Clock()) as intake:
            first = intake.take(batch("a", [row(), row(n=-1)]))
        for path in (tmp_path / "raw").glob("*.ids"):
            if index == "lost":
                path.unlink()
            elif index == "broken":
                path.write_bytes(b"\x00")
            elif index == "old":
                path.write_bytes(b"\x92\x00\x80")
        with Intake(tmp_path, Clock(NOW + HOUR_MS)) as intake:
            again = intake.take(batch("a", [row(), row(n=-1)]))

        assert again == Answer(first.batch, 2, 1, first.rejected, again=True)

    def test_a_torn_batch_was_never_here(self, tmp_path):
        with Intake(tmp_path, Clock()) as intake:
            intake.take(batch("a", [row()]))
            intake.take(batch("b", [row(n=1)]))
        (path,) = segments_of(tmp_path / "raw")
        os.truncate(path, path.stat().st_size - 1)
        with Intake(tmp_path, Clock(NOW + 1)) as intake:
            assert intake.take(batch("a", [row()])).again
            assert not intake.take(batch("b", [row(n=1)])).again

    def test_an_id_is_known_for_three_days_however_late_in_its_segment_it_came(self, tmp_path):
        clock = Clock()
        with Intake(tmp_path, clock) as intake:
            intake.take(batch("a", [row()]))
            clock.now += HOUR_MS - 1
            intake.take(batch("b", [row(n=1)]))
            for _ in range(3 * 24):  # segment after segment
                clock.now += HOUR_MS
                intake.take(batch(str(clock.now), [row(n=2)]))

            assert intake.take(batch("b", [row(n=1)])).again

    def test_an_id_is_forgotten_after_some_days(self, tmp_path):
        clock = Clock()
        with Intake(tmp_path, clock) as intake:
            intake.take(batch("a", [row()]))
            clock.now += HOUR_MS
            intake.take(batch("b", [row()]))  # closes the segment behind it
            clock.now += 5 * DAY_MS
            intake.take(batch("c", [row()]))

        assert intake._seen.get(f"{'a':->16}") is None

    def test_many_threads_that_send_one_batch_add_it_once(self, tmp_path):
        body = batch("a", [row()])
        with Intake(tmp_path, Clock()) as intake, ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: intake.take(body), range(64)))

        assert sorted(answer.again for answer in answers) == [False] + [True] * 63
        assert len(frames(tmp_path)) == 1


class TestLimits:
    def test_a_batch_beyond_the_limits_is_refused(self, tmp_path):
        with Intake(tmp_path, Clock(), Limits(rows=1)) as intake, pytest.raises(Invalid):
            intake.take(batch("a", [row(), row(n=1)]))

        assert frames(tmp_path) == []

    def test_beyond_the_backlog_a_sender_is_asked_to_wait(self, tmp_path, monkeypatch):
        monkeypatch.setattr(room, "BACKLOG_BATCHES_MAX", 2)
        flush, hold, begun = os.fdatasync, threading.Event(), threading.Event()

        def slow(handle):
            begun.set()
            hold.wait()
            flush(handle)

        monkeypatch.setattr(os, "fdatasync", slow)
        with Intake(tmp_path, Clock()) as intake:
            tickets = [intake.submit_columns(f"{'a':->16}", columns([row()]))]
            begun.wait()
            tickets += [
                intake.submit_columns(f"{name:->16}", columns([row()])) for name in "bc"
            ]
            with pytest.raises(Outside) as caught:
                intake.take(batch("d", [row()]))
            hold.set()
            answers = [ticket.answer() for ticket in tickets]

            assert (caught.value.code, caught.value.retryable) == ("plays.busy", True)
            assert [answer.accepted for answer in answers] == [1, 1, 1]
            assert not intake.take(batch("d", [row()])).again

    def test_segments_are_closed_by_size_and_by_age(self, tmp_path, monkeypatch):
        monkeypatch.setattr(room, "SEGMENT_BYTES", 1)
        with Intake(tmp_path, Clock()) as intake:
            for name in "abc":
                intake.take(batch(name, [row()]))

        assert [frame.batch[-1] for frame in frames(tmp_path)].count("b") == 1
        assert len(segments_of(tmp_path / "raw")) == 4


def _until(ask, seconds=10):
    """What `ask` gives as soon as nothing outside fails any more."""
    ends = time.monotonic() + seconds
    while True:
        try:
            return ask()
        except Outside:
            assert time.monotonic() < ends
            time.sleep(0.01)


def _refuses(_now_ms):
    raise Outside("store.disk_failed", path="x", why="x")


class TestFullDisk:
    def test_nothing_is_acknowledged_or_written_after_an_error(self, tmp_path, monkeypatch):
        write, room_left = os.write, [1_000]

        def full(handle, data):
            if room_left[0] <= 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            count = write(handle, data[: room_left[0]])
            room_left[0] -= count
            return count

        monkeypatch.setattr(room, "AGAIN_SECONDS", 100.0)
        with Intake(tmp_path, Clock()) as intake:
            monkeypatch.setattr(os, "write", full)
            good, errors = [], []
            for number in range(20):
                body = batch(str(number), [row(n=number)] * 3)
                try:
                    good.append(intake.take(body).batch)
                except Outside as error:
                    errors.append(error)
            room_left[0] = 10**6  # there is room again: nothing is written before it is tried
            with pytest.raises(Outside) as caught:
                intake.take(batch("late", [row()]))

        assert good
        assert {error.code for error in errors} == {"store.disk_full", "plays.stopped"}
        assert caught.value.code == "plays.stopped"
        assert [frame.batch for frame in frames(tmp_path)] == good

        with Intake(tmp_path, Clock(NOW + 1)) as intake:
            assert not intake.take(batch("19", [row(n=19)] * 3)).again
            assert intake.take(batch("0", [row(n=0)] * 3)).again

    def test_when_there_is_room_again_it_goes_on_by_itself_and_loses_nothing(
        self, tmp_path, monkeypatch
    ):
        write, is_full = os.write, [True]

        def full(handle, data):
            if is_full[0]:
                write(handle, data[:7])  # a part of it gets there, as it may
                raise OSError(errno.ENOSPC, "No space left on device")
            return write(handle, data)

        monkeypatch.setattr(room, "AGAIN_SECONDS", 0.01)
        monkeypatch.setattr(os, "fdatasync", lambda _handle: None)
        bodies = {str(number): batch(str(number), [row(n=number)] * 3) for number in range(4)}
        with Intake(tmp_path, Clock()) as intake:
            intake.take(bodies["0"])
            monkeypatch.setattr(os, "write", full)
            for name in ("1", "2", "1"):
                with pytest.raises(Outside) as told:
                    intake.take(bodies[name])
                assert told.value.code in {"store.disk_full", "plays.stopped"}
            is_full[0] = False
            taken = _until(lambda: intake.take(bodies["1"]))
            again = intake.take(bodies["0"])
            intake.take(bodies["3"])

        assert not taken.again
        assert again.again
        assert sorted(frame.batch.lstrip("-") for frame in frames(tmp_path)) == ["0", "1", "3"]

        with Intake(tmp_path, Clock(NOW + 1)) as intake:
            known = [intake.take(body).again for body in bodies.values()]

        assert known == [True, True, False, True]

    def test_what_failed_too_often_is_tried_ever_more_seldom(self, tmp_path, monkeypatch):
        waits = []

        class Change(threading.Condition):
            def wait_for(self, _is_so, seconds):
                waits.append(seconds)
                return len(waits) == 9

        def broken(_handle):
            raise OSError(errno.EIO, "Input/output error")

        with monkeypatch.context() as patched:
            patched.setattr(threading, "Condition", Change)
            intake = Intake(tmp_path, Clock())
        with intake:
            monkeypatch.setattr(os, "fdatasync", broken)
            monkeypatch.setattr(intake, "_open", _refuses)
            with pytest.raises(Outside):
                intake.take(batch("x", [row()]))
            intake._writer.join(10)

        assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]

    def test_everybody_who_waits_is_told(self, tmp_path, monkeypatch):
        def broken(_handle):
            raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(os, "fdatasync", broken)
        with Intake(tmp_path, Clock()) as intake, ThreadPoolExecutor(8) as pool:
            found = [
                pool.submit(intake.take, batch(str(number), [row()])) for number in range(8)
            ]

            assert all(isinstance(one.exception(), Outside) for one in found)


class TestColumns:
    def test_columns_are_judged_like_rows(self, tmp_path):
        rows = [row(), row(watch_ms=-1), row(ts_ms=0), row(drama_id=2**40), row(n=3)]
        with Intake(tmp_path, Clock()) as intake:
            by_rows = intake.take(batch("a", rows))
            by_columns = intake.submit_columns(f"{'b':->16}", columns(rows)).answer()
        one, other = frames(tmp_path)

        assert by_columns.rejected == by_rows.rejected
        assert rows_of(one.columns) == rows_of(other.columns)
        assert [(x.row, x.reason) for x in one.aside] == [
            (x.row, x.reason) for x in other.aside
        ]
        assert count_of(one.columns) == 2


KILLED = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from concurrent.futures import ThreadPoolExecutor
    from store.plays.reports import batch, row
    from piying.model.errors import PiyingError
    from piying.store.plays.intake import Intake

    class Clock:
        def now_ms(self):
            return time.time_ns() // 1_000_000

    folder, round_, since = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    intake = Intake(folder, Clock())

    def send(number):
        name = f"{round_}-{number:08}"
        rows = [row(ts_ms=since, viewing_hi=number, n=n) for n in range(3)]
        if number % 3 == 0:  # what was not acknowledged last time is sent again
            name = f"again-{number:08}"
        answer = intake.take(batch(name, rows))
        sys.stdout.write(answer.batch + "\\n")
        sys.stdout.flush()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(10**6)))
""")


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_nothing_acknowledged_is_missing_after_kill_9(tmp_path):
    seed = random.randrange(2**32)  # noqa: S311 - when to kill
    chance = random.Random(seed)  # noqa: S311 - when to kill
    here = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{here.parent / 'src'}:{here}"}
    since = time.time_ns() // 1_000_000
    acknowledged = set()
    for round_ in range(6):
        command = [sys.executable, "-c", KILLED, str(tmp_path), f"round{round_:05}", str(since)]
        with subprocess.Popen(  # noqa: S603 - this very Python
            command, stdout=subprocess.PIPE, text=True, env=environment
        ) as sender:
            told = [sender.stdout.readline() for _ in range(chance.randrange(1, 300))]
            sender.send_signal(signal.SIGKILL)
            told += sender.stdout.readlines()
        acknowledged |= {line.strip() for line in told if line.endswith("\n")}
    found = [frame.batch for frame in frames(tmp_path)]

    assert len(acknowledged) > 6
    assert acknowledged <= set(found), f"seed {seed}"
    assert len(found) == len(set(found)), f"seed {seed}"
