"""A house that sells: a shop, two series that are out, a till that a test plays."""

from __future__ import annotations

from dataclasses import dataclass, field

from piying.ledger.accounts import owed
from piying.model.canon import digest
from piying.model.payment import Begun, Outcome, Refunded, RefundState, Show, Told, Visit
from piying.model.release import Age, Listing, Release, UnlockPlan, Window
from piying.model.viewer import Duty
from piying.store.books.books import Books
from piying.store.channel.lots import Lots
from piying.store.channel.releases import Releases
from piying.store.sales import Sales
from piying.studio.channel import hearing, paying
from piying.studio.channel.logins import anonymous
from piying.studio.channel.orders import Wanted, order

SANDBOX = 'test = true\n[[till]]\nid = "sandbox"\n'
REAL = 'site = "https://play.example.com"\n[[till]]\nid = "stripe"\nfee = 0.03\n'
GOODS = """
[[pack]]
id = "small"
coins = 60
bonus = 6
price = { CNY = 600 }
[[pack]]
id = "large"
coins = 300
bonus = 60
price = { CNY = 2990 }
[[membership]]
id = "month"
days = 30
price = { CNY = 2800 }
"""
ADS = """
[[ad]]
id = "key-trailer"
series = "key"
seconds = 15
[[ad]]
id = "lamp-trailer"
series = "lamp"
seconds = 15
pays = 4
"""
PLAN = UnlockPlan(2, 30, 200, 2, members=True)
NOWHERE = digest("nothing")


@dataclass
class FakeTill:
    """A till of money whose answers a test gives."""

    name: str = "stripe"
    real: bool = True
    refunds: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    says: object = None
    """What `look` says: an outcome, or an error to raise."""
    what: str = ""
    """What it would show to whoever pays."""
    back: object = RefundState.DONE
    """How refunds stand, or an error to raise."""

    def begin(self, order, visit):
        self.what = visit.what
        self.asked.append(("begin", order.id))
        return Begun(f"cs_{order.id}", Show.REDIRECT, f"https://pay.example/{order.id}")

    def told(self, headers, body, now_ms):  # noqa: ARG002 - the port of tills
        raise AssertionError("the test gives what was told")

    def look(self, known):
        self.asked.append(("look", known.order.id))
        if isinstance(self.says, Exception):
            raise self.says
        return said(known.order, self.says or Outcome.OPEN)

    def refund(self, known, minor, key):  # noqa: ARG002 - the port of tills
        self.asked.append(("refund", key))
        if isinstance(self.back, Exception):
            raise self.back
        if self.back is RefundState.DONE:
            self.refunds.setdefault(key, minor)
        return Refunded(f"re_{key}", self.back, minor)


def said(one, outcome=Outcome.PAID, **changed):
    """What the till says of an order."""
    facts = {
        "order": one.id, "outcome": outcome, "vendor": f"cs_{one.id}",
        "payment": f"pi_{one.id}" if outcome is Outcome.PAID else "", "minor": one.minor,
        "currency": one.currency, "real": True, "at_ms": 0, **changed,
    }  # fmt: skip
    return Told(**facts)


class Stall:
    """A desk whose house sells."""

    def __init__(self, desk, till=None):
        self.desk, self.house, self.clock, self.till = desk, desk.house, desk.clock, till
        self.folder = desk.house.settings.house
        self.write(REAL if till else SANDBOX)
        (self.folder / "ads.toml").write_text(ADS, "utf-8")
        self.keys = 0

    def put_out(self):
        """Two series with five episodes each."""
        with self.house.store.together(durable=True):
            for series in ("lamp", "key"):
                for episode in range(1, 6):
                    self.release(series, episode)

    def write(self, head, goods=GOODS):
        (self.folder / "shop.toml").write_text(head + goods, "utf-8")

    def release(self, series, episode, plan=PLAN, territories=("CN",)):
        store, now = self.house.store, self.clock.at
        listing = Listing(
            series, series.title(), "…", (), (), Age.ALL, "zh", (), 10, "daily 18:00", ()
        )
        Releases(store.database).add(
            Release(
                f"{series}-{episode}-{digest(plan)[:6]}-{territories[0]}", series, episode, 1,
                NOWHERE, NOWHERE, "", NOWHERE, store.put(listing), store.put(plan),
                Window(territories, now - 1000), "own", "rong", now,
            )
        )  # fmt: skip

    def somebody(self):
        return anonymous(self.house).by

    def finance(self):
        """Somebody who may refund, and has just proved who they are."""
        return self.desk.staff(self.desk.operator(), "fei", Duty.FINANCE)

    def ordered(self, by, good="small", key=""):
        self.keys += 1
        return order(self.house, by, Wanted(good, "CN", key or f"key-{self.keys}"))

    def begun(self, by, good="small"):
        stands = self.ordered(by, good)
        paying.begin(self.house, by, stands.order.id, Visit())
        return stands.order

    def paid(self, by, good="small"):
        """An order that was paid."""
        one = self.begun(by, good)
        if self.till is None:
            hearing.press(self.house, by, one.id, Outcome.PAID)
        else:
            paying.apply(self.house, self.till.name, said(one))
        return one

    def coins(self, by):
        return sum(
            owed(account, Books(self.house.store.database).balance(account.id))
            for account in Books(self.house.store.database).accounts()
            if account.id == f"wallet:{by.account.id}:COIN"
        )

    def lots(self, by):
        return Lots(self.house.store.database).held(by.account.id)

    def sales(self):
        return list(Sales(self.house.store.database).upto("9999-12-31"))

    def net(self, series="lamp"):
        """What the sales of a series come to: gross, refunds, fees."""
        ours = [one for one in self.sales() if one.series == series]
        return tuple(
            sum(getattr(one, name) for one in ours)
            for name in ("gross_minor", "refund_minor", "fee_minor")
        )

    def balances(self):
        return Books(self.house.store.database).balances()

    def coins_add_up(self):
        """Coins issued = in wallets + spent + expired."""
        by = {"issued": 0, "wallet": 0, "spent": 0, "expired": 0}
        for name, minor in self.balances().items():
            sort, _, rest = name.partition(":")
            if rest.endswith("COIN"):
                by[sort] += minor
        return by["issued"] == -by["wallet"] - by["spent"] - by["expired"]
