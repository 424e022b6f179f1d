"""A store that speaks S3 on loopback, and a proxy before it that spoils what is asked of it.

The store is moto's server, of its own in every process of the tests; a bucket is made for each
test. The proxy holds what is sent against its checksum, as S3 does and moto does not.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import itertools
import logging
import socket
import threading
import time
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from piying.model.errors import Outside
from piying.store.blobs import Blobs
from piying.store.bucket.address import stored_from
from piying.store.bucket.bucket import Bucket
from piying.store.bucket.client import Patience, client_of
from piying.store.store import open_store

KEY = "AKIATESTS"
SECRET = "not-a-secret-of-anybody"  # noqa: S105 - the store of the tests takes any
SIGNED = (
    f"AWS4-HMAC-SHA256 Credential={KEY}/20260101/us-east-1/s3/aws4_request, "
    "SignedHeaders=host, Signature=0"
)
NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def s3_server():
    """The address of a store without faults."""
    pytest.importorskip("obstore", reason="requirements/bucket.txt is not installed")
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 - a second that others need not wait

    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_keys(monkeypatch):
    """Keys where the client of a store looks for them first."""
    for name in ("AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)


@pytest.fixture
def s3(s3_server, s3_keys):  # noqa: ARG001 - they are set
    """A store with one empty bucket, behind a proxy that can spoil it."""
    name = f"films-{next(NUMBERS)}"
    asked(s3_server, "PUT", f"/{name}")
    with spoiling(s3_server) as proxy:
        yield Store(s3_server, name, proxy)


QUICK = Patience(
    connect_seconds=2, silent_seconds=2, request_seconds=20, retries=2, retry_seconds=1
)
"""Tests wait less than an operator would."""


def bucket_of(s3, **changed):
    """The bucket as a run sees it that was just begun: it remembers nothing."""
    address = stored_from(s3.environment | changed).address
    return Bucket(address, client_of(address, QUICK))


def opened(s3, folder):
    """The store in `folder`, which keeps its blobs in the bucket."""
    store = open_store(folder)
    bucket = bucket_of(s3)
    return replace(store, blobs=Blobs(store.blobs.folder, bucket), bucket=bucket)


def asked(server, method, path, body=b""):
    """The status and the body that `server` answers with."""
    parts = urlsplit(server)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    try:
        connection.request(method, path, body, {"Authorization": SIGNED})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@dataclass
class Store:
    """A bucket of a test."""

    server: str
    name: str
    proxy: Spoiler

    @property
    def endpoint(self):
        return self.proxy.address

    @property
    def environment(self):
        """What an operator would set."""
        return {
            "PIYING_STORE": f"s3://{self.name}/house",
            "PIYING_STORE_ENDPOINT": self.endpoint,
        }

    def names(self):
        """Every name in the bucket."""
        _, told = asked(self.server, "GET", f"/{self.name}?list-type=2")
        return [part.split("</Key>")[0] for part in told.decode().split("<Key>")[1:]]

    def read(self, name):
        status, data = asked(self.server, "GET", f"/{self.name}/{name}")
        return data if status == 200 else None

    def write(self, name, data):
        asked(self.server, "PUT", f"/{self.name}/{name}", data)

    def remove(self, name):
        asked(self.server, "DELETE", f"/{self.name}/{name}")


@dataclass
class Ask:
    """A request as a fault looks at it."""

    method: str
    path: str
    headers: dict
    body: bytes = field(repr=False)


@dataclass
class Spoiler:
    """A proxy: every fault is asked in turn what it does to a request."""

    server: str
    port: int = 0
    faults: list = field(default_factory=list)
    seen: list = field(default_factory=list)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def fault_of(self, ask):
        for fault in self.faults:
            if (what := fault(ask)) is not None:
                return what
        return None

    def asked_for(self, method):
        return [ask for ask in self.seen if ask.method == method]


def refused(code, run, *arguments):
    """What `run` fails with, which has the code `code`."""
    with pytest.raises(Outside) as caught:
        run(*arguments)
    assert caught.value.code == code
    return caught.value


def times(count, what, *, method="", within=""):
    """A fault that does `what` to the first `count` requests of a sort."""
    left = [count]

    def fault(ask):
        if (method and ask.method != method) or within not in ask.path or left[0] <= 0:
            return None
        left[0] -= 1
        return what

    return fault


@contextlib.contextmanager
def spoiling(server):
    """A proxy before `server`."""
    spoiler = Spoiler(server)

    class Handler(_Handler):
        of = spoiler

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    proxy.daemon_threads = True
    proxy.handle_error = lambda *_: None  # whoever asked has gone
    spoiler.port = proxy.server_address[1]
    running = threading.Thread(target=proxy.serve_forever, args=(0.02,), daemon=True)
    running.start()
    try:
        yield spoiler
    finally:
        proxy.shutdown()
        proxy.server_close()
        running.join()


class _Handler(BaseHTTPRequestHandler):
    """Passes a request on, or does what a fault says.

    `("status", 503, "SlowDown")` answers so; "drop" never asks the store; "lose" asks it and
    loses its answer; "cut" breaks off in the middle of the answer's body; "flip" changes one
    byte of it; ("wait", seconds) passes it on late.
    """

    protocol_version = "HTTP/1.1"
    of: Spoiler

    def log_message(self, *_arguments):
        """Say nothing."""

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        ask = Ask(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
        self.of.seen.append(ask)
        what = self.of.fault_of(ask)
        if what is None and (told := wrong_checksum(ask)):
            what = ("status", 400, told)
        if what == "drop":
            self.hang_up()
        elif isinstance(what, tuple) and what[0] == "status":
            self.refuse(*what[1:])
        else:
            if isinstance(what, tuple):
                time.sleep(what[1])
            self.pass_on(ask, what)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = do_OPTIONS = answer  # noqa: N815 - as http.server asks

    def pass_on(self, ask, what):
        parts = urlsplit(self.of.server)
        behind = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
        try:
            headers = {k: v for k, v in ask.headers.items() if k.lower() != "connection"}
            behind.request(ask.method, ask.path, ask.body, headers)
            answer = behind.getresponse()
            data = answer.read()
        finally:
            behind.close()
        if what == "lose":
            self.hang_up()
            return
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                self.send_header(name, value)
        size = answer.getheader("Content-Length") if ask.method == "HEAD" else len(data)
        self.send_header("Content-Length", str(size or 0))
        self.end_headers()
        if what == "flip" and data:
            data = bytes([data[0] ^ 1]) + data[1:]
        self.wfile.write(data[: len(data) // 2] if what == "cut" else data)
        if what == "cut":
            self.hang_up()

    def refuse(self, status, code):
        data = b"" if self.command == "HEAD" else f"<Error><Code>{code}</Code></Error>".encode()
        self.send_response(status)
        self.send_header("ETag", '"0"')
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def hang_up(self):
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)


def wrong_checksum(ask):
    """The code that S3 answers with where bytes are not those that were announced."""
    if not ask.body:
        return ""
    digest = hashlib.sha256(ask.body)
    headers = {name.lower(): value for name, value in ask.headers.items()}
    signed, told = headers.get("x-amz-content-sha256"), headers.get("x-amz-checksum-sha256")
    if told and told != base64.b64encode(digest.digest()).decode():
        return "BadDigest"
    if signed and len(signed) == 64 and signed != digest.hexdigest():
        return "XAmzContentSHA256Mismatch"
    return ""
