"""A process that sells and gives back without end, until it is killed; says what is done.

    payer.py HOUSE TURN

Every line is written after what it says was acknowledged.
"""

from __future__ import annotations

import sys
from pathlib import Path

import stall as stalls

from piying.model.errors import PiyingError
from piying.model.release import Right
from piying.store.store import open_store
from piying.studio.channel import paying, shop
from piying.studio.channel.acting import terminal
from piying.studio.channel.refunding import Asked, refund, refund_unlock
from piying.studio.channel.unlocking import unlock
from piying.studio.house import House, Settings
from piying.studio.progress import Silent


class Clock:
    at = 1_800_000_000_000

    def now_ms(self):
        self.at += 7
        return self.at


class Room:
    """As much of a desk as a stall needs."""

    def __init__(self, folder):
        self.clock = Clock()
        settings = Settings(folder, folder / "data", folder / "out")
        self.house = House(open_store(folder), (), self.clock, settings, Silent(), None)


def opened(folder):
    """The stall in a house that may have been left in the middle."""
    room, till = Room(folder), stalls.FakeTill()
    one = stalls.Stall.__new__(stalls.Stall)
    one.desk, one.house, one.clock, one.till = room, room.house, room.clock, till
    one.folder, one.keys = folder, 0
    return one


def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(folder, turn):
    stall = opened(folder)
    shop.till_of = lambda *_: stall.till
    stall.clock.at += turn * 10_000_000
    boss = terminal("rong")
    while True:
        by = stall.somebody()
        for number in range(2):
            one = stall.begun(by, ("small", "large")[number])
            say("begun", one.id, by.account.id)
            paying.apply(stall.house, "stripe", stalls.said(one))
            say("paid", one.id, by.account.id)
        for episode in (3, 4, 5):
            grant = unlock(stall.house, by, "lamp", episode, Right.COINS, "CN")
            say("unlocked", grant.id)
        refund_unlock(stall.house, boss, grant.id, "why")
        say("undone", grant.id)
        try:
            refund(stall.house, boss, one.id, Asked("why", "k", minor=500))
            say("refunded", one.id)
        except PiyingError as error:
            say("error", error.code)
            raise


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
