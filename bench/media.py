"""What it costs to find the file behind an address.

    PYTHONPATH=src python bench/media.py FOLDER [--asked N]

A house in an empty FOLDER with one series of twenty episodes, and people who have opened some
of them, half by a right that they bought. Three figures of one run in one process, all of CPU
time, in microseconds for each piece: warm (capability, right and package are remembered), the
first piece of a capability (its tag is checked, its account and right are looked up), and a
refusal. Meanwhile the channel looks once a second whether anything happened, as it does when it
serves. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

from piying.model.canon import digest_bytes
from piying.model.errors import Invalid
from piying.model.ids import ulid
from piying.model.release import (
    Age,
    File,
    Ladder,
    Listing,
    Release,
    Right,
    Rung,
    Strip,
    UnlockPlan,
    Window,
)
from piying.model.right import Grant
from piying.release.capability import grant_of, life_ms, sign
from piying.store.channel.releases import Releases
from piying.store.channel.rights import Rights
from piying.store.store import open_store
from piying.studio.channel.media import Media
from piying.studio.channel.memory import Channel
from piying.studio.house import House, Settings
from piying.studio.progress import Silent

EPISODES, FREE, PIECES = 20, 10, 45
LENGTH_MS = 90_000
PEOPLE = 500


class Clock:
    """The time of the machine."""

    def now_ms(self):
        return time.time_ns() // 1_000_000


def file(path, count):
    return File(path, digest_bytes(f"{path} {count}".encode()), 600_000)


def ladder(count):
    rungs = tuple(
        Rung(
            name, 1, 1, 1, 1, "", digest_bytes(name.encode()),
            tuple(
                file(f"{name}/{one}", count)
                for one in ("init.mp4", "film.m3u8",
                            *(f"piece-{number:04d}.m4s" for number in range(PIECES)))
            ),
        )
        for name in ("360p", "540p", "720p", "1080p")
    )  # fmt: skip
    strip = Strip(file("strip.jpg", count), 10, 90, 160, 2_000, 45)
    return Ladder(rungs[0].source, LENGTH_MS, rungs, file("main.m3u8", count), (),
                  file("poster.jpg", count), strip, "{}", 0)  # fmt: skip


def put_out(house, now):
    """The releases of one series."""
    store, plan = house.store, UnlockPlan(FREE, 30, 200, None)
    listing = Listing("lamp", "灯", "", (), (), Age.ALL, "zh", (), EPISODES, "", ())
    found = []
    with store.together(durable=True):
        for episode in range(1, EPISODES + 1):
            kept = store.put(ladder(episode))
            release = Release(
                ulid(now, os.urandom(10)), "lamp", episode, 1, kept, kept, "", kept,
                store.put(listing), store.put(plan), Window(("CN",), now), "own", "", now,
            )  # fmt: skip
            Releases(store.database).add(release)
            found.append(release)
    return found


def addresses(house, channel, releases, now):
    """(release, capability) of people who may play, each for another episode."""
    rights, key, found = Rights(house.store.database), channel.secrets.passes, []
    with house.store.together(durable=True):
        for number in range(PEOPLE):
            account, release = ulid(now, os.urandom(10)), releases[number % EPISODES]
            if release.episode > FREE:
                rights.give(
                    Grant(str(number), account, "lamp", release.episode, Right.COINS,
                          str(number), None, 30, now)
                )  # fmt: skip
            expires = now + life_ms(LENGTH_MS)
            grant = grant_of(key, account, release.id)
            found.append((release.id, sign(key, release.id, grant, expires)))
    return found


def micros(asked, ask):
    """CPU of this process for each of `asked` calls."""
    began = time.process_time_ns()
    for number in range(asked):
        ask(number)
    return round((time.process_time_ns() - began) / asked / 1_000, 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--asked", type=int, default=200_000)
    told = parser.parse_args()
    os.environ.setdefault("PIYING_SIGNING_SEED", "5a" * 32)
    store = open_store(told.folder / "house")
    settings = Settings(told.folder / "house", told.folder, told.folder)
    house, now = House(store, (), Clock(), settings, Silent(), None), Clock().now_ms()
    releases = put_out(house, now)
    channel = Channel(house)
    media, people = Media(channel), addresses(house, channel, releases, now)
    paths = [f"720p/piece-{number:04d}.m4s" for number in range(PIECES)]

    def warm(number):
        release, token = people[number % PEOPLE]
        return media.piece("CN", release, token, paths[number % PIECES], house.clock.now_ms())

    def refused(number):
        release, token = people[number % PEOPLE]
        try:
            warm_token = token[:-1] + ("A" if token[-1] != "A" else "B")
            media.piece("CN", release, warm_token, paths[0], house.clock.now_ms())
        except Invalid:
            return
        raise AssertionError("a forged capability opened something")

    warm(0)
    figures = {
        "first_piece_us": micros(PEOPLE, warm),
        "warm_us": micros(told.asked, warm),
        "refused_us": micros(told.asked // 10, refused),
        "asked": told.asked,
    }
    store.close()
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
