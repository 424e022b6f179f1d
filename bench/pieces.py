"""How many pieces of film a second one server sends to a light generator, and at what cost.

    PYTHONPATH=src:tests/web python bench/pieces.py FOLDER [--seconds N] [--lines N]

A house in an empty FOLDER with one series of ten free episodes, 45 pieces of 600,000 bytes
each, and capabilities of 200 people for them; `piying serve` over it, and wrk (Debian's package
`wrk`) on the same machine, with one thread, asking for all of them in turn. Told for each kind
of answer: how many a second, the CPU time of the server for one (user and all), that of wrk,
what was not answered with 2xx, and the load of the machine before. `first` begins with nothing
remembered. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from serve import TICK, served
from theatre import Theatre

from piying.model.canon import digest_bytes
from piying.model.ids import ulid
from piying.model.release import File, UnlockPlan
from piying.release.capability import grant_of, life_ms, sign
from piying.store.store import open_store
from piying.studio.channel.memory import secrets_of
from piying.studio.config import SystemClock
from piying.studio.house import House, Settings
from piying.studio.progress import Silent

EPISODES, PIECES, PIECE_BYTES, PEOPLE = 10, 45, 600_000, 200
LENGTH_MS = 90_000
FREE = UnlockPlan(1_000, None, None, None)
SECONDS_MAX = 30
ASK = """
local paths, at = {}, 0
for line in io.lines("%s") do paths[#paths + 1] = wrk.format("GET", line) end
request = function() at = at %% #paths + 1; return paths[at] end
"""


def house_in(folder):
    """A house with episodes that are out, and what their pieces are asked by."""
    store, clock = open_store(folder / "house"), SystemClock()
    settings = Settings(folder / "house", folder / "data", folder / "out")
    house = House(store, (), clock, settings, Silent(), None)
    theatre, keys = Theatre(house), secrets_of(house)
    releases = [
        theatre.out(pieces(theatre), "lamp", one, plan=FREE) for one in range(1, EPISODES + 1)
    ]
    expires, paths = clock.now_ms() + life_ms(LENGTH_MS), []
    for number in range(PEOPLE):
        release = releases[number % EPISODES].id
        grant = grant_of(keys.passes, ulid(clock.now_ms(), os.urandom(10)), release)
        token = sign(keys.passes, release, grant, expires)
        paths += [f"/m/{release}/{token}/1080p/piece-{one:04}.m4s" for one in range(PIECES)]
    store.close()
    return paths


def pieces(theatre):
    """A ladder whose largest rung has pieces of a real size."""
    ladder = theatre.bytes_of(LENGTH_MS)
    files = []
    for number in range(PIECES):
        data = os.urandom(PIECE_BYTES)
        theatre.house.store.blobs.put(data)
        files.append(File(f"1080p/piece-{number:04}.m4s", digest_bytes(data), PIECE_BYTES))
    rungs = (ladder.rungs[0], replace(ladder.rungs[1], files=tuple(files)))
    return replace(ladder, rungs=rungs)


def cpu(server):
    """(user, all) CPU seconds of the server."""
    told = Path(f"/proc/{server.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(told[11]) / TICK, (int(told[11]) + int(told[12])) / TICK


def asked(server, paths, seconds, lines):
    """What it takes to answer `paths` in turn on `lines` connections for so long."""
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder) / "paths", Path(folder) / "ask.lua"
        listed.write_text("\n".join(paths) + "\n")
        script.write_text(ASK % listed)
        load, before = os.getloadavg()[0], cpu(server)
        of_wrk = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = subprocess.run(  # noqa: S603 - of this machine
            ["wrk", "-t1", f"-c{lines}", f"-d{seconds}s", "-s", script,  # noqa: S607
             "-H", f"Host: localhost:{server.port}", f"http://127.0.0.1:{server.port}"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        after, now = cpu(server), resource.getrusage(resource.RUSAGE_CHILDREN)
    answers = int(told.partition(" requests in")[0].split()[-1])
    used = now.ru_utime + now.ru_stime - of_wrk.ru_utime - of_wrk.ru_stime
    return {
        "a_second": round(answers / seconds), "cpu_us": micros(after[1] - before[1], answers),
        "user_us": micros(after[0] - before[0], answers), "wrk_us": micros(used, answers),
        "wrong": [one.strip() for one in told.splitlines() if "Non-2xx" in one or "Soc" in one],
        "load_before": round(load, 1),
    }  # fmt: skip


def micros(seconds, answers):
    """Microseconds for each answer."""
    return round(seconds / max(answers, 1) * 1e6)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--lines", type=int, default=32)
    given = parser.parse_args()
    seconds = min(given.seconds, SECONDS_MAX)
    os.environ.setdefault("PIYING_SIGNING_SEED", "5a" * 32)
    paths = house_in(given.folder)
    forged = [f"{path[:-25]}AA{path[-23:]}" for path in paths[:PIECES]]
    found = {"lines": given.lines, "piece_bytes": PIECE_BYTES}
    with served(given.folder / "house") as server:
        small = paths[0].partition("/1080p")[0] + "/main.m3u8"
        for name, some in (
            ("first", paths), ("pieces", paths), ("small", [small]), ("forged", forged),
            ("health", ["/healthz"]),
        ):  # fmt: skip
            found[name] = asked(server, some, seconds, given.lines)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
