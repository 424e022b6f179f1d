"""How soon a play that comes in over HTTP is told, over HTTP, to everybody who watches figures.

    PYTHONPATH=src:tests/web python bench/live_page.py FOLDER [--rate N] [--seconds N]

A house in an empty FOLDER with 40 series that are out, served by `piying serve`; one process
sends reports of players in batches of 100 at a steady rate (10,000 reports a second, by 120
people), another holds 300 streams of figures of 30 of the staff: 100 of everything, 200 of one
series each. Told is the time from just before a batch is sent until the last stream holds the
message with it, by the plays that a message tells; how long a batch waited for its answer,
which says that it is on disk; CPU as shares of one core; and the load of the machine before.
Prints one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import multiprocessing
import os
import re
import sys
import threading
import time
import uuid
from pathlib import Path
from statistics import quantiles

from pieces import FREE, LENGTH_MS, cpu
from serve import API, served
from theatre import Theatre

from piying.model.ids import ulid
from piying.model.viewer import Account, Duty, Sort
from piying.release.capability import grant_of, life_ms, sign
from piying.store.channel.accounts import Accounts
from piying.store.store import open_store
from piying.studio.channel.logins import anonymous, begin
from piying.studio.channel.memory import secrets_of
from piying.studio.config import SystemClock
from piying.studio.house import House, Settings
from piying.studio.progress import Silent

SERIES, PEOPLE, STAFF, WATCHERS, OF_ALL = 40, 120, 30, 300, 100
BATCH_ROWS, SENDERS = 100, 32
QUIET_SECONDS, REST_SECONDS = 4, 2.0
EVENT = re.compile(rb"id: (\d+)\nevent: (\w+)\ndata: (.*)\n\n")
PLAYS = re.compile(rb'"total:day":\{"plays":(\d+)')


def house_in(folder):
    """A house, and cookies: (secret, account, releases, tokens) of people, secrets of staff."""
    store, clock = open_store(folder / "house"), SystemClock()
    settings = Settings(folder / "house", folder / "data", folder / "out")
    house = House(store, (), clock, settings, Silent(), None)
    theatre, key = Theatre(house), secrets_of(house).passes
    ladder = theatre.bytes_of(LENGTH_MS)
    releases = [
        theatre.out(ladder, f"s{number:02}", 1, plan=FREE).id for number in range(SERIES)
    ]
    expires, people, staff = clock.now_ms() + life_ms(LENGTH_MS), [], []
    for _ in range(PEOPLE):
        opened = anonymous(house)
        people.append((opened.secret, [
            (one, sign(key, one, grant_of(key, opened.account.id, one), expires))
            for one in releases
        ]))  # fmt: skip
    for _ in range(STAFF):
        now = clock.now_ms()
        account = Account(
            ulid(now, os.urandom(10)), Sort.STAFF, "S", (Duty.OPERATOR,), at_ms=now
        )
        Accounts(store.database).add(account)
        staff.append(begin(house, account, "", proved_ms=now, factor_ms=now).secret)
    store.close()
    return people, staff


def bodies(people, count):
    """(secret, body) of batches, each of one person and one series."""
    now = time.time_ns() // 1_000_000
    for number in range(count):
        secret, passes = people[number % PEOPLE]
        release, token = passes[number % SERIES]
        rows = [
            {"viewing": str(uuid.uuid4()), "n": 0, "release": release, "token": token,
             "at_ms": now, "watched_ms": 900, "position_ms": 900, "rung": "720p",
             "stalls": 0, "stalled_ms": 0, "ended": False}
            for _ in range(BATCH_ROWS)
        ]  # fmt: skip
        yield secret, json.dumps({"batch": str(uuid.uuid4()), "reports": rows})


def send(port, people, rate, seconds, told):
    """Send batches at a steady rate; when each was sent, and what was not taken."""
    sent = list(bodies(people, rate * seconds // BATCH_ROWS))
    handed, answered, wrong = [0.0] * len(sent), [0.0] * len(sent), []
    turn = iter(range(len(sent)))
    lock, began = threading.Lock(), time.time() + 0.5

    def work():
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                number = next(turn, None)
            if number is None:
                return
            secret, body = sent[number]
            if (wait := began + number * BATCH_ROWS / rate - time.time()) > 0:
                time.sleep(wait)
            handed[number] = time.time()
            line.request("POST", f"{API}/viewings", body, {
                "Host": f"localhost:{port}", "Cookie": f"piying={secret}",
                "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json",
            })  # fmt: skip
            answer = line.getresponse()
            data = answer.read()
            answered[number] = time.time()
            if answer.status != 202 or json.loads(data)["accepted"] != BATCH_ROWS:
                wrong.append((answer.status, data[:200].decode()))

    threads = [threading.Thread(target=work) for _ in range(SENDERS)]
    used = time.process_time()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    acked = [b - a for a, b in zip(handed, answered, strict=True)]
    told.put((handed, acked, wrong, time.process_time() - used))


async def watch(port, secret, series, came, plays, ready):
    """Take what one stream tells, and when."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    query = f"?series={series}" if series else ""
    writer.write(
        f"GET {API}/figures/stream{query} HTTP/1.1\r\nHost: localhost:{port}\r\n"
        f"Cookie: piying={secret}\r\n\r\n".encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head, head
    waiting = b""
    while data := await reader.read(1 << 18):
        now, waiting = time.time(), waiting + data
        end = 0
        for found in EVENT.finditer(waiting):
            number, end = int(found[1]), found.end()
            came.setdefault(number, []).append(now)
            if not series and (told := PLAYS.search(found[3])):
                plays[number] = int(told[1])
            ready.add((secret, series))
        waiting = waiting[end:] if end else waiting


def watch_all(port, staff, over, ready, told):
    """Hold all streams until `over`; what came when, and the plays of each message."""
    came, plays, here = {}, {}, set()

    async def run():
        tasks = []
        for number in range(WATCHERS):
            series = "" if number < OF_ALL else f"s{number % SERIES:02}"
            secret = staff[number % STAFF]
            tasks.append(asyncio.create_task(watch(port, secret, series, came, plays, here)))
            await asyncio.sleep(0.005)
        await asyncio.sleep(QUIET_SECONDS)
        ready.set()
        began = time.process_time()
        while not over.is_set():  # noqa: ASYNC110 - it is of another process
            await asyncio.sleep(0.1)
        used = time.process_time() - began
        broken = sum(one.done() for one in tasks)
        for one in tasks:
            one.cancel()
        return used, broken

    used, broken = asyncio.run(run())
    told.put((came, plays, used, broken))


def waits_of(handed, came, plays):
    """Milliseconds of each batch until the last stream held the message that tells it."""
    order = sorted((count, number) for number, count in plays.items())
    waits, at = [], 0
    for place, moment in enumerate(sorted(handed)):
        while at < len(order) and order[at][0] < (place + 1) * BATCH_ROWS:
            at += 1
        if at == len(order):
            break
        waits.append((max(came[order[at][1]]) - moment) * 1_000)
    return waits


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rate", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=8)
    given = parser.parse_args()
    os.environ.setdefault("PIYING_SIGNING_SEED", "5a" * 32)
    people, staff = house_in(given.folder)
    apart = multiprocessing.get_context("spawn")
    over, ready, sent, seen = apart.Event(), apart.Event(), apart.Queue(), apart.Queue()
    with served(given.folder / "house") as server:
        watching = apart.Process(target=watch_all, args=(server.port, staff, over, ready, seen))
        watching.start()
        ready.wait(120)
        load, before, began = os.getloadavg()[0], cpu(server), time.time()
        sending = apart.Process(
            target=send, args=(server.port, people, given.rate, given.seconds, sent)
        )
        sending.start()
        handed, acked, wrong, sender_cpu = sent.get(timeout=300)
        time.sleep(REST_SECONDS)
        used, wall = cpu(server)[1] - before[1], time.time() - began
        over.set()
        came, plays, watch_cpu, broken = seen.get(timeout=60)
        sending.join()
        watching.join()
    waits = waits_of(handed, came, plays)
    cuts = quantiles(waits, n=20) if len(waits) > 1 else [0] * 19
    span = max(handed) - min(handed)
    found = {
        "events_a_second": round(len(handed) * BATCH_ROWS / span), "batches": len(handed),
        "told": len(waits), "refused": wrong[:3], "streams_lost": broken,
        "p50_ms": round(cuts[9]), "p95_ms": round(cuts[18]), "max_ms": round(max(waits)),
        "answer_p50_ms": round(quantiles(acked, n=2)[0] * 1_000),
        "answer_p95_ms": round(quantiles(acked, n=20)[18] * 1_000),
        "messages": sum(map(len, came.values())), "server_core": round(used / wall, 2),
        "senders_core": round(sender_cpu / wall, 2),
        "watchers_core": round(watch_cpu / wall, 2),
        "load_before": round(load, 1),
    }  # fmt: skip
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
