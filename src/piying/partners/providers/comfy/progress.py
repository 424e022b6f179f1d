"""How far a prompt is, from the server's websocket, for a moment and no longer."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpcore2
import httpx2
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from piying.partners.guard import Door, dial

LISTEN_SECONDS = 1.0
MESSAGE_BYTES_MAX = 4 << 20
"""Previews come as pictures between the messages; they are passed over."""


def permille(door: Door, origin: str, job: str, nodes: int) -> int | None:
    """How much of the `nodes` of `job` is done, in thousandths; None where nobody says.

    The server tells only whoever listens under the id that the prompt was sent with.
    """
    url = httpx2.URL(origin)
    scheme = {"http": "ws", "https": "wss"}[url.scheme]
    ends = time.monotonic() + LISTEN_SECONDS
    try:
        with (
            dial(door, LISTEN_SECONDS) as line,
            connect(
                f"{scheme}://{url.host}:{door.port}/ws?clientId={job}",
                sock=line,
                proxy=None,
                compression=None,
                open_timeout=LISTEN_SECONDS,
                close_timeout=LISTEN_SECONDS,
                max_size=MESSAGE_BYTES_MAX,
            ) as socket,
        ):
            return _heard(_messages(socket, ends), job, nodes)
    except (OSError, WebSocketException, httpcore2.ConnectError, ValueError):
        return None


def _messages(socket: Any, ends: float) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - untyped JSON
    while (left := ends - time.monotonic()) > 0:
        try:
            told = socket.recv(timeout=left)
        except TimeoutError:
            return
        if isinstance(told, str):
            value = json.loads(told)
            if isinstance(value, dict):
                yield value


def _heard(messages: Iterator[dict[str, Any]], job: str, nodes: int) -> int | None:
    """What the first message about `job` that counts its nodes says."""
    for message in messages:
        data = message.get("data")
        if message.get("type") != "progress_state" or not isinstance(data, dict):
            continue
        if data.get("prompt_id") != job:
            continue
        parts = [
            1000 * one["value"] / one["max"] for one in data["nodes"].values() if one.get("max")
        ]
        return min(999, max(0, round(sum(parts) / max(nodes, len(parts), 1))))
    return None
