"""A cluster on this machine, for tests: a scheduler and workers, each a program of its own."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = str(Path(__file__).parent)
SOURCE = Path(__file__).parents[2] / "src"


def frozen(folder):
    """A copy of the source, which nobody changes meanwhile, and what it says of itself."""
    source = folder / "src"
    shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("__pycache__"))
    said = subprocess.run(
        [sys.executable, "-c", "from piying.render import program as p; print(p.drawn_with())"],
        env={**os.environ, "PYTHONPATH": str(source)}, capture_output=True, check=True,
    )  # fmt: skip
    return source, ast.literal_eval(said.stdout.decode())


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def started(*words, source, folder=None):
    environment = {**os.environ, "PYTHONPATH": f"{source}:{HERE}"}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "dask", *words, "--no-dashboard"],
        env=environment, cwd=folder, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def stopped(process):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def worker_at(port, count=1, threads=1, **where):
    process = started(
        "worker", f"tcp://127.0.0.1:{port}",
        "--nthreads", str(threads), "--nworkers", str(count),
        "--memory-limit", "0", *(() if count > 1 else ("--no-nanny",)), **where,
    )  # fmt: skip
    try:
        yield process
    finally:
        stopped(process)


@contextmanager
def scheduler(source):
    port = free_port()
    process = started("scheduler", "--host", "127.0.0.1", "--port", str(port), source=source)
    try:
        yield port
    finally:
        stopped(process)


def awaited(what, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")
