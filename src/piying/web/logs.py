"""The log of a server: one line of JSON for each thing worth knowing, with its time in UTC.

What is refused of logins, duties and limits is told here with its code, the route, who asked
and from where, so that attacks can be seen (ASVS 5.0, 16.3). No path, no body, no header and no
secret ever stands in it: paths hold capabilities. Changes of accounts, duties and money are
entries of signed logs and books.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import TextIO

from starlette.requests import Request

SECURITY = logging.getLogger("piying.security")
PROBLEMS = logging.getLogger("piying.web")

NOTED = frozenset({400, 401, 403, 413, 429})
"""Statuses of what was tried and refused."""
NOBODY = "accounts.login_over"
"""What everybody is told who comes for the first time."""


class Lines(logging.Formatter):
    """A record as one line of JSON: no letter in it can make another line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "log": record.name,
            "what": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True, default=str)


def write_lines(stream: TextIO) -> None:
    """Have the log of this process written to `stream`."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    ours = logging.getLogger("piying")
    ours.handlers[:] = [handler]
    ours.setLevel(logging.INFO)
    ours.propagate = False


def note_refusal(request: Request, code: str, status: int) -> None:
    """Tell the log what was refused, if it is a try at what is not allowed."""
    first = code == NOBODY and "cookie" not in request.headers
    if first or (status not in NOTED and not code.startswith("accounts.")):
        return
    SECURITY.info(code, extra={"facts": {**facts_of(request), "status": status}})


def note_failure(request: Request, error: Exception) -> None:
    """Tell the log of what failed here, or behind us."""
    PROBLEMS.error("failed", extra={"facts": facts_of(request)}, exc_info=error)


def facts_of(request: Request) -> dict[str, object]:
    """Which request it was, by whom, and from where."""
    state = request.scope.get("state", {})
    return {
        "request": state.get("request", ""),
        "method": request.method,
        "route": getattr(request.scope.get("route"), "path", "-"),
        "who": state.get("who", ""),
        "address": state.get("address") or (request.client.host if request.client else ""),
    }
