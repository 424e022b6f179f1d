"""Serves an application until it is stopped, in this process and on one port."""

from __future__ import annotations

import asyncio
import logging
import resource
import signal
import socket
from collections.abc import Callable
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.embed import Server

from piying.model.errors import Outside

HOST = "127.0.0.1"
STOP_SECONDS = 10
"""How long requests that are being answered may take to end."""
HEAD_SECONDS = 5
"""How long somebody may take to say what they ask; less than `STOP_SECONDS`, so that slow ones
do not keep a server that ends."""
WAITING_MAX = 1_024
"""Connections that were made and not yet taken."""
LINES_MAX = 8_192
"""Connections that are served at once: each stream of figures is one of them for hours."""
FILES_MAX = 2 * LINES_MAX
"""Each connection is an open file, and so may be what it is sent."""

Application = Any
"""What answers: an ASGI application."""


def serve(
    app: Application,
    port: int,
    told: Callable[[str], None],
    host: str = HOST,
    stopping: Callable[[], None] = lambda: None,
) -> None:
    """Answer on `port`, 0 for any that is free, until Ctrl-C or SIGTERM.

    `told` hears the address once it can be opened, `stopping` that it will end: whatever it
    answers for as long as it likes has to come to its end then.

    Raises:
        Outside: the port is in use or not allowed.
    """
    logging.getLogger("_granian").setLevel(logging.ERROR)
    allow_files()
    asyncio.run(_serve(app, (host, free_port(host, port)), told, stopping))


def allow_files() -> int:
    """Let this process open as many files as it may, up to `FILES_MAX`; how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_MAX if hard == resource.RLIM_INFINITY else min(FILES_MAX, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


async def _serve(
    app: Application,
    where: tuple[str, int],
    told: Callable[[str], None],
    stopping: Callable[[], None],
) -> None:
    host, port = where
    server = Server(
        app, address=host, port=port, interface=Interfaces.ASGINL, http=HTTPModes.http1,
        websockets=False, log_level=LogLevels.error, backlog=WAITING_MAX,
        backpressure=LINES_MAX,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000),
    )  # fmt: skip
    loop, ends = asyncio.get_running_loop(), asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, ends.set)
    serving = loop.create_task(server.serve())
    ended = loop.create_task(ends.wait())
    shown = f"[{host}]" if ":" in host else host
    loop.create_task(_tell_when_open(where, lambda: told(f"http://{shown}:{port}/")))
    await asyncio.wait({serving, ended}, return_when=asyncio.FIRST_COMPLETED)
    stopping()
    server.stop()  # type: ignore[no-untyped-call]  # the library says no types
    ended.cancel()
    try:
        await asyncio.wait_for(serving, STOP_SECONDS)
    except TimeoutError as error:
        raise Outside("web.did_not_stop", seconds=STOP_SECONDS) from error


async def _tell_when_open(where: tuple[str, int], told: Callable[[], None]) -> None:
    """Call `told` as soon as somebody is answered there."""
    while True:
        try:
            _, writing = await asyncio.open_connection(*where)
        except OSError:  # it does not listen yet
            await asyncio.sleep(0.02)
        else:
            writing.close()
            told()
            return


def free_port(host: str, port: int) -> int:
    """The port, if it can be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
            trying.listen()
        except OSError as error:
            raise Outside("web.port_taken", port=port, why=error.strerror or error) from error
        return int(trying.getsockname()[1])
