"""Serves an application on this machine until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.applications import Starlette

from piying.model.errors import Outside

HOST = "127.0.0.1"


def serve(app: Starlette, port: int, told: Callable[[str], None]) -> None:
    """Answer on `port` of this machine, 0 for any that is free, until Ctrl-C.

    `told` hears the address once it can be opened.

    Raises:
        Outside: the port is in use or not allowed.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
            listening.listen()
        except OSError as error:
            raise Outside("web.port_taken", port=port, why=error.strerror or error) from error
        config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off",
                                timeout_graceful_shutdown=1)  # fmt: skip
        told(f"http://{HOST}:{listening.getsockname()[1]}/")
        with suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
            uvicorn.Server(config).run([listening])
