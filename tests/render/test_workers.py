"""Workers give every segment once, in order, whatever happens to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from piying.model.canon import digest_bytes
from piying.model.cut import PictureClip
from piying.model.errors import Invalid, Missing, Outside
from piying.render.jobs import ShotJob
from piying.render.perform import render_segment
from piying.render.segments import Progress, digest_of, render, segment_path
from piying.render.workers import Errand, Workers, function_named

HERE = str(Path(__file__).parent)


PAINTER = "painters_for_workers:paint"


@pytest.fixture(name="importable", autouse=True, scope="module")
def _importable():
    """Makes the painters importable here and in the workers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(HERE)
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        yield


@pytest.fixture(name="workers", scope="module")
def _workers(importable):  # noqa: ARG001  # it must come first
    with Workers(2) as workers:
        yield workers


def job_of(profile, length, effect="flat", mark=None):
    blob = digest_bytes(str(length).encode())
    clip = PictureClip("e01s01c01", blob, blob, "image/png", length, effects=(effect,))
    return ShotJob(profile, clip, 0, length, {} if mark is None else {blob: mark})


def drawn(workers, jobs, folder, told=lambda _: None):
    return render(workers, jobs, folder, painter=PAINTER, told=told).paths


def test_segments_come_in_order_and_are_not_made_twice(workers, small, numbers, tmp_path):
    jobs = [job_of(small, length) for length in (7, 1, 4, 2, 4)]
    told = []
    paths = drawn(workers, jobs, tmp_path, told.append)
    before = {path: path.stat().st_mtime_ns for path in paths}
    again = drawn(workers, jobs, tmp_path)

    assert paths == tuple(segment_path(tmp_path, job) for job in jobs) == again
    assert [numbers(path)[0] for path in paths] == [list(range(n)) for n in (7, 1, 4, 2, 4)]
    assert before == {path: path.stat().st_mtime_ns for path in paths}
    assert len({*paths}) == 4, "equal shots share a segment"
    assert told[0] == Progress(0, 18, 0, 5)
    assert told[-1] == Progress(18, 18, 5, 5)
    assert not list(tmp_path.glob("*.part"))


def test_progress_tells_of_frames_while_a_segment_is_made(workers, small, tmp_path):
    told = []
    drawn(workers, [job_of(small, 35)], tmp_path, told.append)

    assert [progress.frames_done for progress in told] == [0, 10, 20, 30, 35]


def test_frames_of_a_segment_count_from_its_place_in_the_clip(
    workers, small, numbers, tmp_path
):
    job = replace(job_of(small, 9), first_frame=4, length_frames=5)
    (path,) = drawn(workers, [job], tmp_path)

    assert numbers(path)[0] == [4, 5, 6, 7, 8]


def test_a_dead_worker_is_replaced_and_its_job_done_again(workers, small, numbers, tmp_path):
    mark = tmp_path / "mark"
    jobs = [job_of(small, 2), job_of(small, 5, "dies_once", mark), job_of(small, 3)]
    paths = drawn(workers, jobs, tmp_path / "segments")

    assert mark.read_text() == "died"
    assert [numbers(path)[0] for path in paths] == [[0, 1], [0, 1, 2, 3, 4], [0, 1, 2]]


def test_a_job_that_always_kills_its_worker_is_given_up(workers, small, tmp_path, monkeypatch):
    monkeypatch.setattr("piying.render.workers.ATTEMPTS_MAX", 2)
    with pytest.raises(Outside, match=r"e01s01c01 died 2 times \(exit code 7\)"):
        drawn(workers, [job_of(small, 5, "dies_always")], tmp_path)


def test_what_a_painter_raises_is_raised_here(workers, small, tmp_path):
    with pytest.raises(Missing, match=r"no file a\.png"):
        drawn(workers, [job_of(small, 5, "misses")], tmp_path)
    with pytest.raises(Outside, match="ZeroDivisionError: no light"):
        drawn(workers, [job_of(small, 5, "raises")], tmp_path)


def test_the_shot_is_named_although_the_painter_does_not_see_its_name(workers, small, tmp_path):
    with pytest.raises(Missing, match="shot e01s01c01"):
        drawn(workers, [job_of(small, 5, "names_its_shot")], tmp_path)


def test_what_was_left_half_written_long_ago_is_thrown_away(workers, small, tmp_path):
    old, new = tmp_path / "a.mp4.77.part", tmp_path / "b.mp4.78.part"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    drawn(workers, [job_of(small, 1)], tmp_path)

    assert not old.exists()
    assert new.exists()


def test_workers_stay_warm_between_films_and_after_failures(workers, small, tmp_path):
    mark = tmp_path / "mark"
    for length in (2, 3, 4):
        drawn(workers, [job_of(small, length, "leaves_its_process", mark)], tmp_path)
        with pytest.raises(Missing):
            drawn(workers, [job_of(small, 5, "misses")], tmp_path)
    processes = mark.read_text().split()

    assert len(processes) == 3
    assert len(set(processes)) == 1
    assert processes[0] != str(os.getpid())


def test_errands_give_their_results_in_order_and_tell_how_far_they_are(workers):
    told = []
    errands = [Errand("painters_for_workers:counted", (n,)) for n in (3, 1, 2)]

    assert workers.run(errands, lambda *heard: told.append(heard)) == ("3", "1", "2")
    assert sorted(told) == [(0, 1), (0, 2), (0, 3), (1, 1), (2, 1), (2, 2)]


def test_what_stands_beside_is_done_with_the_segments(workers, small, tmp_path):
    beside = [Errand("painters_for_workers:counted", (2,))]
    done = render(workers, [job_of(small, 3)], tmp_path, painter=PAINTER, beside=beside)
    again = render(workers, [job_of(small, 3)], tmp_path, painter=PAINTER, beside=beside)

    assert (done.made_count, done.beside) == (1, ("2",))
    assert (again.made_count, again.beside) == (0, ("2",))


def test_a_function_that_is_not_there_is_named_at_once(workers):
    for name in ("nowhere:paint", "no.where:paint", "painters_for_workers", ":paint", ""):
        with pytest.raises(Invalid, match=f"no function “{name}”"):
            workers.run([Errand(name, ())])
    for name in ("painters_for_workers:nobody", "nowhere:paint"):
        with pytest.raises(Invalid, match=name):
            function_named(name)


def test_there_are_as_many_workers_as_cores_and_no_thousands():
    assert Workers().count >= 1
    with pytest.raises(Invalid, match=r"one for each core\) to 64"):
        Workers(65)


def test_a_segment_can_be_made_without_workers(small, numbers, tmp_path):
    from painters_for_workers import flat  # noqa: PLC0415  # found through the fixture

    render_segment(job_of(small, 3), tmp_path / "one.mp4", flat)

    assert numbers(tmp_path / "one.mp4")[0] == [0, 1, 2]


@pytest.mark.slow
def test_memory_stays_flat_over_many_segments(small, tmp_path):
    """Within a tenth from the tenth segment to the two hundredth."""
    from painters_for_workers import flat  # noqa: PLC0415  # found through the fixture

    def resident():
        pages = Path("/proc/self/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    before = 0
    for number in range(200):
        render_segment(job_of(small, 5), tmp_path / "one.mp4", flat)
        if number == 9:
            before = resident()

    assert resident() < before * 1.1


INTERRUPTED = """
import sys
from pathlib import Path
from test_workers import drawn, job_of
from conftest import SMALL
from piying.render.workers import Workers
if __name__ == "__main__":
    jobs = [job_of(SMALL, 3), job_of(SMALL, 400, "slow")]
    with Workers(2) as workers:
        drawn(workers, jobs, Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_after_ctrl_c_the_finished_segments_are_there_and_nothing_else(
    small, numbers, tmp_path
):
    """Ctrl-C reaches the whole group of processes."""
    script, folder = tmp_path / "run.py", tmp_path / "segments"
    script.write_text(INTERRUPTED)
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, script, folder],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    done = segment_path(folder, job_of(small, 3))
    other = segment_path(folder, job_of(small, 400, "slow"))
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if done.exists() and list(folder.glob(f"{other.name}.*")):
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=30)

    assert error.count("Traceback") == 1, error
    assert error.rstrip().endswith("KeyboardInterrupt")
    assert sorted(folder.iterdir()) == [done, digest_of(done)]
    assert numbers(done)[0] == [0, 1, 2]
