"""What it costs to serve: pieces of film, the feed, reports of plays, over loopback.

    PYTHONPATH=src python bench/serve.py HOUSE [--asked N] [--threads N]

HOUSE is one in which something is out, such as what `piying demo` leaves; it is served by a
process of its own, and plays come into it: name a copy. Each figure is the CPU time of the
server for one answer, in microseconds, and how many a second were answered: those who ask share
the machine, so the latter is a lower bound. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

API = "/api/v1"
SMALL_ASKED = 5
ROWS = 200
BATCHES_OF_ONE = 50
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """A server in its own process."""

    pid: int
    port: int

    def cpu_seconds(self):
        """What all its threads have used."""
        told = Path(f"/proc/{self.pid}/stat").read_text("ascii")
        fields = told.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK


@contextmanager
def served(house):
    """`piying serve` over `house`, for the block."""
    command = [sys.executable, "-m", "piying", "serve", "--port", "0", "--json"]
    with subprocess.Popen(  # noqa: S603 - our own
        [*command, "--house", house],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            told = json.loads(process.stdout.readline())
            yield Server(process.pid, urlsplit(told["address"]).port)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


class Browser:
    """One connection that is kept, and one login."""

    def __init__(self, server):
        self.line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.headers = {"Host": f"localhost:{server.port}", "Sec-Fetch-Site": "same-origin"}
        answer = self.raw("POST", f"{API}/session/anonymous")
        assert answer.status == 201, answer.status
        self.headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]

    def raw(self, method, path, body=None):
        """The answer, read to its end; its bytes lie in `data`."""
        headers = {**self.headers, **({"Content-Type": "application/json"} if body else {})}
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        answer.data = answer.read()
        return answer

    def told(self, path):
        """JSON."""
        answer = self.raw("GET", API + path)
        assert answer.status == 200, (path, answer.status)
        return json.loads(answer.data)


def measured(server, browsers, count, ask):
    """CPU microseconds of the server for each of `count` answers, and answers a second."""
    share = count // len(browsers)

    def work(browser):
        for number in range(share):
            ask(browser, number)

    threads = [threading.Thread(target=work, args=(one,)) for one in browsers]
    before, began = server.cpu_seconds(), time.monotonic()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    took, used = time.monotonic() - began, server.cpu_seconds() - before
    done = share * len(browsers)
    return {"answers": done, "cpu_us": round(used / done * 1e6), "a_second": round(done / took)}


def largest(browser, film):
    """The path of a piece of the largest rung, and its bytes."""
    base = film["main"].rpartition("/")[0]
    main = browser.raw("GET", film["main"]).data.decode()
    lists = [line for line in main.splitlines() if line.endswith(".m3u8")]
    best, size = "", 0
    for name in lists:
        lines = browser.raw("GET", f"{base}/{name}").data.decode().splitlines()
        within = f"{base}/{name}".rpartition("/")[0]
        for line in re.findall(r"^[^#\s].*$", "\n".join(lines), re.MULTILINE)[:4]:
            found = len(browser.raw("GET", f"{within}/{line}").data)
            if found > size:
                best, size = f"{within}/{line}", found
    return best, size


def reports(card):
    """A batch of plays that have just begun."""
    film = card["film"]
    rows = [
        {"viewing": str(uuid.uuid4()), "n": 0, "release": card["about"]["release"],
         "token": film["token"], "at_ms": film["now_ms"], "watched_ms": 900,
         "position_ms": 900, "rung": "720p", "stalls": 0, "stalled_ms": 0, "ended": False}
        for _ in range(ROWS)
    ]  # fmt: skip
    return json.dumps({"batch": str(uuid.uuid4()), "reports": rows})


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("house")
    asked.add_argument("--asked", type=int, default=2_000)
    asked.add_argument("--threads", type=int, default=4)
    given = asked.parse_args()
    with served(given.house) as server:
        browsers = [Browser(server) for _ in range(given.threads)]
        first = browsers[0]
        series = first.told("/series")["items"][0]["series"]
        at = f"/series/{quote(series)}/episodes/1"
        cards = {id(one): one.told(at) for one in browsers}
        piece, size = largest(first, cards[id(first)]["film"])
        found = {"piece_bytes": size}
        for name, path, count in (
            ("pieces", piece, given.asked),
            ("feed", f"{API}/feed", given.asked // SMALL_ASKED),
            ("episode", API + at, given.asked // SMALL_ASKED),
            ("health", "/healthz", given.asked),
        ):
            found[name] = measured(
                server, browsers, count, lambda one, _number, path=path: one.raw("GET", path)
            )
        found["reports"] = reported(server, browsers, cards)
        sys.stdout.write(json.dumps(found) + "\n")


def reported(server, browsers, cards):
    """Batches of reports that were durable when they were answered; rows a second besides."""
    bodies = {
        key: [reports(card) for _ in range(BATCHES_OF_ONE)] for key, card in cards.items()
    }

    def hand_in(one, number):
        answer = one.raw("POST", f"{API}/viewings", bodies[id(one)][number])
        assert answer.status == 202, (answer.status, answer.data)
        assert json.loads(answer.data)["accepted"] == ROWS

    found = measured(server, browsers, BATCHES_OF_ONE * len(browsers), hand_in)
    return {**found, "rows_a_second": found["a_second"] * ROWS,
            "cpu_us_a_row": round(found["cpu_us"] / ROWS, 1)}  # fmt: skip


if __name__ == "__main__":
    main()
