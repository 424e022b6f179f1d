"""A vendor on loopback: a server that a test scripts, and that is as strict as the vendor.

A vendor's own wire format is a subclass under `emulators/`: it names the step of a request
(`step`), answers it (`answer`) and gives its own shapes of refusals (`TROUBLES`). What a test
plans by `plan(step, …)` is answered before the vendor's own code is asked, once each.
"""

from __future__ import annotations

import contextlib
import json
import threading
import wave
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import av
import numpy as np

KEY = "sk-emulated-0123456789abcdef-0123456789"
"""The key that emulators accept; no error, order, log or take may show it."""
WRONG_KEY = "sk-wrong-fedcba9876543210-fedcba9876543210"


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    data: bytes

    def json(self):
        return json.loads(self.data)


@dataclass(frozen=True)
class Reply:
    """One answer; `cut_at` sends only so many bytes of what the length promises."""

    status: int = 200
    data: bytes = b""
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    cut_at: int | None = None
    length: bool = True


class Wrong(Exception):
    """The request breaks the vendor's published format; answered as its refusal."""

    def __init__(self, why, status=400):
        super().__init__(why)
        self.why, self.status = why, status


def reply(value, status=200, **headers):
    """`value` as JSON."""
    return Reply(status, json.dumps(value).encode(), headers=headers)


class Emulator:
    """A scripted vendor; use it as a context: `with Vendor() as vendor: vendor.url`."""

    POLLS = 2
    """How often a job is asked for before it is done."""

    def __init__(self):
        self.seen: list[tuple[str, Request]] = []
        self.charges: list[tuple[str, str]] = []
        """(model, what is charged for), one each time something costs money."""
        self.wrong: list[str] = []
        """Why requests were refused as not in the vendor's format."""
        self.plans: dict[str, list[Reply | str]] = {}
        self.files: dict[str, Reply] = {}
        self.jobs: dict[str, dict] = {}
        self.made: bytes | None = None
        """What is given instead of the usual file."""

    # --- what a vendor fills in -------------------------------------------------------------

    def step(self, request: Request) -> str:
        """ "submit", "poll", "cancel", "download", or a word of the vendor's own."""
        raise NotImplementedError

    def answer(self, step: str, request: Request) -> Reply:
        """The vendor's answer; raises Wrong for what it would not accept."""
        raise NotImplementedError

    def refusal(self, status: int, why: str) -> Reply:
        """A refusal in the vendor's own shape."""
        return reply({"error": {"code": status, "message": why}}, status)

    # --- what a test does -------------------------------------------------------------------

    def plan(self, step: str, *replies: Reply | str) -> None:
        """Answer the next requests of `step` so; a word is one of `trouble`."""
        self.plans.setdefault(step, []).extend(replies)

    def count(self, step: str) -> int:
        """How many requests of `step` came."""
        return sum(one == step for one, _ in self.seen)

    def trouble(self, word: str) -> Reply:
        """Troubles that every vendor has; a vendor adds its own shapes."""
        plain = {
            "wrong key": lambda: self.refusal(401, f"Invalid API key {KEY}"),
            "no credit": lambda: self.refusal(402, "Insufficient balance"),
            "unknown model": lambda: self.refusal(404, "model not found"),
            "too large": lambda: self.refusal(413, "request entity too large"),
            "too many": lambda: Reply(
                429, self.refusal(429, "slow down").data, headers={"Retry-After": "7"}
            ),
            "failing": lambda: self.refusal(503, "try later"),
            "bad request": lambda: self.refusal(400, "prompt must not be empty"),
            "empty": lambda: Reply(200, b""),
            "no json": lambda: Reply(200, b"<html>hello</html>", "text/html"),
            "expired": lambda: Reply(403, b"<Error>AccessDenied</Error>", "application/xml"),
            "gone": lambda: self.refusal(404, "no such job"),
            "elsewhere": lambda: Reply(302, headers={"Location": "http://169.254.169.254/"}),
        }
        return plain[word]()

    # --- the server -------------------------------------------------------------------------

    def handle(self, request: Request) -> Reply:
        step = self.step(request)
        self.seen.append((step, request))
        if planned := self.plans.get(step):
            one = planned.pop(0)
            return self.trouble(one) if isinstance(one, str) else one
        try:
            return self.answer(step, request)
        except Wrong as wrong:
            self.wrong.append(wrong.why)
            return self.refusal(wrong.status, wrong.why)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        emulator = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                """Tests read `seen`."""

            def handle_one(self):
                size = int(self.headers.get("Content-Length") or 0)
                parts = urlsplit(self.path)
                request = Request(
                    self.command,
                    parts.path,
                    parse_qs(parts.query, keep_blank_values=True),
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(size),
                )
                answer = emulator.handle(request)
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.kind)
                if answer.length:
                    self.send_header("Content-Length", str(len(answer.data)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Connection", "close")
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(answer.data[: answer.cut_at])
                self.close_connection = True

        for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
            setattr(Handler, f"do_{method}", Handler.handle_one)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


# --- strictness ---------------------------------------------------------------------------


def fields(value, needed, allowed=()):
    """Refuse `value` unless it is an object with all of `needed`, {name: type}, and no other
    field than those and `allowed`, {name: type}.
    """
    if not isinstance(value, dict):
        raise Wrong(f"an object is wanted, not {type(value).__name__}")
    known = {**needed, **dict(allowed)}
    for name in value:
        if name not in known:
            raise Wrong(f'Unknown name "{name}": Cannot find field.')
    for name in needed:
        if name not in value:
            raise Wrong(f"{name} is missing")
    for name, one in value.items():
        want = known[name]
        wrong_bool = isinstance(one, bool) and want is int
        if wrong_bool or not isinstance(one, want):
            raise Wrong(f"{name} is of the wrong type {type(one).__name__}")


def one_of(value, known, what):
    """Refuse `value` unless it is one of `known`."""
    if value not in known:
        raise Wrong(f"{what} must be one of {sorted(map(str, known))}, not {value!r}")


# --- files that vendors give --------------------------------------------------------------


def picture(width=72, height=128, codec="png"):
    """A picture in two colours."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[: height // 2] = (200, 40, 30)
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    buffer = BytesIO()
    form = {"png": "image2pipe", "mjpeg": "image2pipe"}[codec]
    with av.open(buffer, "w", format=form) as file:
        stream = file.add_stream(codec, rate=1)
        stream.width, stream.height = width, height
        stream.pix_fmt = {"png": "rgb24", "mjpeg": "yuvj420p"}[codec]
        for packet in stream.encode(frame):
            file.mux(packet)
        for packet in stream.encode():
            file.mux(packet)
    return buffer.getvalue()


def clip(width=72, height=128, frames=12, rate=24):
    """A short clip without sound."""
    buffer = BytesIO()
    with av.open(buffer, "w", format="mp4") as file:
        stream = file.add_stream("libx264", rate=rate, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for at in range(frames):
            pixels = np.full((height, width, 3), 10 * at % 250, np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")):
                file.mux(packet)
        for packet in stream.encode():
            file.mux(packet)
    return buffer.getvalue()


def pcm(length_ms=200, rate=24000):
    """A tone as 16-bit little-endian samples, one channel."""
    at = np.arange(rate * length_ms // 1000) / rate
    return (np.sin(2 * np.pi * 440 * at) * 8000).astype("<i2").tobytes()


def voice(length_ms=200, rate=24000):
    """The same tone as a WAV."""
    buffer = BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm(length_ms, rate))
    return buffer.getvalue()
