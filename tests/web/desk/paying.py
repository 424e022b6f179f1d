"""A house in which everything has happened that finance deals with."""

from __future__ import annotations

from piying.model.payment import Disputed, Outcome, Stage, Told, Visit
from piying.model.release import Right
from piying.studio.channel import disputing, hearing, paying
from piying.studio.channel.acting import terminal
from piying.studio.channel.logins import anonymous
from piying.studio.channel.orders import Wanted, order
from piying.studio.channel.refunding import Asked, refund
from piying.studio.channel.shop import open_till, shop_of
from piying.studio.channel.unlocking import unlock

SANDBOX = "sandbox"


class Till:
    """Orders of viewers, and what the sandbox tells of them."""

    def __init__(self, house):
        self.house, self.number = house, 0

    def begun(self, by, good="small"):
        self.number += 1
        wanted = Wanted(good, "CN", f"key-{self.number:04}")
        name = order(self.house, by, wanted).order.id
        paying.begin(self.house, by, name, Visit())
        return name

    def paid(self, by, good="small"):
        name = self.begun(by, good)
        hearing.press(self.house, by, name, Outcome.PAID)
        return name

    def aside(self, by, **changed):
        """An order of which the till says something else."""
        name = self.begun(by)
        facts = {"minor": 600, "currency": "CNY", **changed}
        told = Told(name, Outcome.PAID, name, f"{SANDBOX}-{name}", real=False, at_ms=0, **facts)
        paying.apply(self.house, SANDBOX, told)
        return name

    def disputed(self, name, stage=Stage.OPEN, days=6, reason="fraudulent"):
        due = self.house.clock.now_ms() + days * 86_400_000
        told = Disputed(f"dp_{name[-8:]}", f"{SANDBOX}-{name}", stage, reason, 600, "CNY",
                        real=False, due_ms=due)  # fmt: skip
        till = open_till(self.house, shop_of(self.house), SANDBOX)
        return disputing.dispute(self.house, till, told)

    def unlocked(self, by, episode):
        return unlock(self.house, by, "lamp", episode, Right.COINS, "CN")


class Happened:
    """All of it, with the names of what a test opens."""

    def __init__(self, house):
        self.till, self.mei, self.lan = Till(house), anonymous(house).by, anonymous(house).by
        till, boss = self.till, terminal("rong")
        self.paid = till.paid(self.mei)
        self.right = till.unlocked(self.mei, 3).id
        self.odd = till.aside(self.lan, minor=599)
        self.foreign = till.aside(self.lan, currency="USD")
        self.disputed = till.paid(self.lan)
        till.unlocked(self.lan, 4)
        till.disputed(self.disputed)
        till.disputed(till.paid(self.mei), Stage.INQUIRY, 2, "unrecognized")
        till.disputed(till.paid(self.mei), Stage.LOST, -3, "product_not_received")
        won = till.paid(self.mei)
        till.disputed(won)
        till.disputed(won, Stage.WON)
        gone = till.paid(self.lan, "large")
        refund(house, boss, gone, Asked("bought twice by mistake", "key-back", minor=990))
