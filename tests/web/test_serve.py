"""The server listens on this machine alone, on a port that is free."""

from __future__ import annotations

import resource
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from piying.model.errors import Outside
from piying.web.serve import FILES_MAX, HOST, allow_files, serve

PROGRAM = """
import sys
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from piying.web.serve import serve
app = Starlette(routes=[Route("/", lambda request: PlainTextResponse("here"))])
serve(app, 0, lambda address: print(address, flush=True))
"""


def test_a_port_that_is_taken_is_said():
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Outside, match=f"port {port}"):
            serve(None, port, print)


def test_it_answers_until_ctrl_c():
    with subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env={"PYTHONPATH": ":".join(sys.path)},
    ) as process:  # fmt: skip
        address = process.stdout.readline().strip()
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own
            said = answer.read()
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=20)

    assert address.startswith("http://127.0.0.1:")
    assert said == b"here"
    assert "Traceback" not in error


def test_it_lets_itself_open_as_many_files_as_it_may():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        allowed = allow_files()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)

    assert allowed == (FILES_MAX if before[1] < 0 else min(FILES_MAX, before[1]))
