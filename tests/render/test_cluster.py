"""A cluster draws the very bytes that this machine draws, or says why it may not."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest

from piying.model.canon import digest_bytes
from piying.model.cut import PictureClip
from piying.model.errors import Invalid, Missing, Outside
from piying.render.cluster import Cluster, cluster_address
from piying.render.jobs import ShotJob
from piying.render.segments import digest_of, render, segment_path
from piying.render.workers import Errand, Workers

HERE = str(Path(__file__).parent)
PAINTER = "painters_for_workers:paint"


def _clusters():
    """The module beside this file."""
    spec = importlib.util.spec_from_file_location("clusters", Path(HERE) / "clusters.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


clusters = _clusters()
scheduler, worker_at, awaited = clusters.scheduler, clusters.worker_at, clusters.awaited
needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="requirements/cluster.txt is not installed"
)
slow = pytest.mark.slow


def job_of(profile, length, effect="flat", mark=None):
    blob = digest_bytes(str(length).encode())
    clip = PictureClip("e01s01c01", blob, blob, "image/png", length, effects=(effect,))
    return ShotJob(profile, clip, 0, length, {} if mark is None else {blob: mark})


@pytest.fixture(name="importable", autouse=True, scope="module")
def _importable():
    """Makes the painters importable here and in the workers of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(HERE)
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        yield


@pytest.fixture(name="source", scope="module")
def _source(importable, tmp_path_factory):  # noqa: ARG001  # it must come first
    """The source that the cluster runs; this process takes its own for that."""
    source, program = clusters.frozen(tmp_path_factory.mktemp("source"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("piying.render.cluster.drawn_with", lambda: program)
        yield source


@pytest.fixture(name="port", scope="module")
def _port(source):
    """A scheduler with two workers, which are started again when they die."""
    with scheduler(source) as port, worker_at(port, 2, source=source):
        yield port


def drawn(workers, jobs, folder, **given):
    return render(workers, jobs, folder, painter=PAINTER, **given)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dask://10.0.0.1:8786", "tcp://10.0.0.1:8786"),
        ("dask+tls://studio-1.lan:8786", "tls://studio-1.lan:8786"),
        ("dask://[fe80::1]:8786", "tcp://[fe80::1]:8786"),
    ],
)
def test_an_address_is_a_host_and_a_port(typed, meant):
    assert cluster_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["dask://", "dask://a", "dask://a:0", "dask://a:99999", "ray://a:1", "dask://a b:1"],
)
def test_another_address_is_refused(typed, tmp_path):
    with pytest.raises(Invalid, match="dask://host:port"):
        Cluster(typed, tmp_path)


def test_where_the_package_is_absent_the_command_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("piying.render.cluster.find_spec", lambda _name: None)
    with pytest.raises(Missing, match=r"pip install .*-r requirements/cluster\.txt"):
        Cluster("dask://a:1", tmp_path)


@needs_dask
def test_a_cluster_that_nobody_runs_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("piying.render.cluster.CONNECT_SECONDS", 1)
    port = clusters.free_port()
    with (
        Cluster(f"dask://127.0.0.1:{port}", tmp_path) as cluster,
        pytest.raises(Outside, match=f"tcp://127.0.0.1:{port} cannot be reached"),
    ):
        cluster.warm()


@needs_dask
@slow
def test_a_cluster_draws_the_same_bytes_and_the_rest_is_done_here(port, small, tmp_path):
    jobs = [job_of(small, length) for length in (12, 1, 25, 12, 7, 3, 2)]
    beside = [Errand("painters_for_workers:has_dask", ())]
    told = []
    with Workers(1) as workers:
        near = drawn(workers, jobs, tmp_path / "near").paths
    with Cluster(f"dask://127.0.0.1:{port}", tmp_path, 1) as cluster:
        far = drawn(cluster, jobs, tmp_path / "far", beside=beside, told=told.append)
        again = drawn(cluster, jobs, tmp_path / "far")

    assert [path.read_bytes() for path in far.paths] == [path.read_bytes() for path in near]
    assert (far.made_count, again.made_count) == (6, 0)
    assert far.beside == (False,), "what stands beside is done by this machine"
    assert told[-1].frames_done == told[-1].frames_count == 62
    assert len({progress.frames_done for progress in told}) > 4
    assert not list(tmp_path.rglob("*.part"))


@needs_dask
@slow
def test_a_worker_killed_in_the_middle_of_a_segment_costs_none(port, small, numbers, tmp_path):
    jobs = [job_of(small, 60, "slow"), job_of(small, 50, "slow"), job_of(small, 5)]
    folder = tmp_path / "segments"
    killed = []

    def kill():
        part = awaited(
            lambda: list(folder.glob(f"{segment_path(folder, jobs[0]).name}.*.part"))
        )
        killed.append(int(part[0].name.split(".")[-2]))
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    with Cluster(f"dask://127.0.0.1:{port}", tmp_path, 1) as cluster:
        killer.start()
        paths = drawn(cluster, jobs, folder).paths
        killer.join()

    assert killed
    assert [numbers(path)[0] for path in paths] == [list(range(n)) for n in (60, 50, 5)]
    assert {*folder.iterdir()} == {*paths, *map(digest_of, paths)}


@needs_dask
@slow
def test_a_segment_that_kills_every_worker_is_given_up(port, small, tmp_path):
    with (
        Cluster(f"dask://127.0.0.1:{port}", tmp_path, 1) as cluster,
        pytest.raises(Outside, match="died 4 times while they drew e01s01c01"),
    ):
        drawn(cluster, [job_of(small, 5, "dies_always")], tmp_path)


@needs_dask
@slow
def test_what_a_painter_raises_afar_is_raised_here(port, small, tmp_path):
    with Cluster(f"dask://127.0.0.1:{port}", tmp_path, 1) as cluster:
        with pytest.raises(Missing, match="shot e01s01c01"):
            drawn(cluster, [job_of(small, 5, "names_its_shot")], tmp_path)
        with pytest.raises(Outside, match="ZeroDivisionError: no light"):
            drawn(cluster, [job_of(small, 5, "raises")], tmp_path)
        assert not list(tmp_path.iterdir())


@needs_dask
def test_a_worker_with_another_program_is_refused_and_named(source, small, tmp_path):
    other = tmp_path / "src"
    shutil.copytree(source, other, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "piying" / "render" / "shot.py").open("a") as file:
        file.write("# another\n")
    with (
        scheduler(source) as port,
        worker_at(port, source=other, folder=tmp_path),
        Cluster(f"dask://127.0.0.1:{port}", tmp_path, 1) as cluster,
        pytest.raises(Outside, match=r"piying [0-9a-f]{12} ≠ [0-9a-f]{12}") as refused,
    ):
        drawn(cluster, [job_of(small, 5)], tmp_path / "segments")

    assert refused.value.data["workers"].count("tcp://127.0.0.1:") == 1
    assert not list(tmp_path.glob("segments/*"))


@needs_dask
@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a path that means two folders"
)
def test_a_worker_that_does_not_see_the_house_is_refused(source, small, tmp_path, monkeypatch):
    """/proc/self/cwd is another folder for every process: a house that is not shared."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "theirs").mkdir()
    monkeypatch.chdir(tmp_path / "ours")
    house = Path("/proc/self/cwd")
    with (
        scheduler(source) as port,
        worker_at(port, source=source, folder=tmp_path / "theirs"),
        Cluster(f"dask://127.0.0.1:{port}", house, 1) as cluster,
        pytest.raises(Outside, match="/proc/self/cwd: No such file") as refused,
    ):
        drawn(cluster, [job_of(small, 5)], house / "segments")

    assert refused.value.code == "render.cluster_unshared"
    assert not list(tmp_path.rglob("*.*"))


INTERRUPTED = """
import sys
from pathlib import Path
from test_cluster import drawn, job_of
from conftest import SMALL
from piying.render.cluster import Cluster
if __name__ == "__main__":
    jobs = [job_of(SMALL, length, "slow") for length in (400, 399)]
    jobs += [job_of(SMALL, 3), job_of(SMALL, 4)]
    folder = Path(sys.argv[2])
    with Cluster(sys.argv[1], folder, 1) as cluster:
        drawn(cluster, jobs[2:], folder / "segments")
        drawn(cluster, jobs, folder / "segments")
"""


@needs_dask
@slow
def test_ctrl_c_ends_the_work_afar_and_keeps_what_is_finished(
    port, source, small, numbers, tmp_path
):
    script, folder = tmp_path / "run.py", tmp_path / "segments"
    script.write_text(INTERRUPTED)
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, script, f"dask://127.0.0.1:{port}", tmp_path],
        env={**os.environ, "PYTHONPATH": f"{source}:{HERE}"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    other = segment_path(folder, job_of(small, 400, "slow"))
    awaited(lambda: process.poll() is not None or list(folder.glob(f"{other.name}.*")))
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=30)

    assert error.rstrip().endswith("KeyboardInterrupt"), error
    done = [segment_path(folder, job_of(small, length)) for length in (3, 4)]
    kept = {*done, *map(digest_of, done)}
    awaited(lambda: {*folder.iterdir()} == kept, 10)
    assert [numbers(path)[0] for path in done] == [[0, 1, 2], [0, 1, 2, 3]]
    assert sorted(tmp_path.iterdir()) == [script, folder]
    with Cluster(f"dask://127.0.0.1:{port}", tmp_path, 1) as cluster:
        assert drawn(cluster, [job_of(small, 6)], folder).made_count == 1, "workers are free"


@needs_dask
@slow
def test_an_encoder_is_tried_by_every_worker(port, tmp_path, monkeypatch):
    monkeypatch.setattr("piying.render.cluster.TRIED", "painters_for_workers:noted")
    mark = tmp_path / "mark"
    with Cluster(f"dask://127.0.0.1:{port}", tmp_path, 1) as cluster:
        awaited(lambda: len(cluster._reach().nthreads()) == 2)
        assert cluster.run([Errand("painters_for_workers:noted", (mark,))]) == (None,)

    assert len({*mark.read_text().split()} - {str(os.getpid())}) == 2


@needs_dask
@slow
def test_a_worker_that_comes_late_and_may_not_draw_is_refused_too(source, small, tmp_path):
    folder = tmp_path / "segments"
    jobs = [job_of(small, length, "slow") for length in range(40, 48)]
    with (
        scheduler(source) as port,
        worker_at(port, source=source),
        Cluster(f"dask://127.0.0.1:{port}", tmp_path, 1) as cluster,
        ThreadPoolExecutor(1) as pool,
    ):
        drawing = pool.submit(drawn, cluster, jobs, folder)
        awaited(lambda: list(folder.glob("*.mp4.*")))
        with worker_at(port, threads=2, source=source):
            error = drawing.exception()

    assert isinstance(error, Outside), error
    assert error.code == "render.cluster_differs"
    assert "threads 2 ≠ 1" in error.data["workers"]
    assert {path.suffix for path in folder.iterdir()} <= {".mp4"}


@needs_dask
@slow
def test_a_scheduler_that_goes_ends_the_run_and_leaves_what_is_finished(
    source, small, numbers, tmp_path
):
    folder = tmp_path / "segments"
    jobs = [job_of(small, 100, "slow"), job_of(small, 4)]
    port = clusters.free_port()
    where = ("--host", "127.0.0.1", "--port", str(port))
    process = clusters.started("scheduler", *where, source=source)
    with (
        worker_at(port, source=source),
        Cluster(f"dask://127.0.0.1:{port}", tmp_path, 1) as cluster,
        ThreadPoolExecutor(1) as pool,
    ):
        drawn(cluster, jobs[1:], folder)
        drawing = pool.submit(drawn, cluster, jobs, folder)
        awaited(lambda: list(folder.glob(f"{segment_path(folder, jobs[0]).name}.*")))
        clusters.stopped(process)
        error = drawing.exception()

    assert isinstance(error, Outside), error
    assert error.code == "render.cluster_lost"
    assert numbers(segment_path(folder, jobs[1]))[0] == [0, 1, 2, 3]
    assert not (tmp_path / "segments" / segment_path(folder, jobs[0]).name).exists()
