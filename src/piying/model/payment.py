"""Payments: what somebody orders, what a till said of it, and what came of it.

An order is frozen when it is made; everything afterwards is a step of it, each once. How an
order stands is what its steps come to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SANDBOX = "sandbox"
"""The till that takes no money: its coins are issued by this name in the books."""
TOLD_PATH = "/hooks/payments/"
"""Below the site, with the till's name behind it: where tills tell what became of an order."""
BACK_PATH = "/orders/"
"""Below the site, with the order's name behind it: where a person comes back to."""


class Item(StrEnum):
    """What is sold."""

    COINS = "coins"
    MEMBER = "member"


class State(StrEnum):
    """How an order stands."""

    CREATED = "created"
    BEGUN = "begun"
    """The till knows of it."""
    PAID = "paid"
    """What was ordered was given in the same moment."""
    FAILED = "failed"
    EXPIRED = "expired"
    PART_REFUNDED = "part_refunded"
    REFUNDED = "refunded"
    ASIDE = "aside"
    """What the till said does not fit the order: nothing was given, a person decides."""


class Act(StrEnum):
    """One step of an order."""

    BEGUN = "begun"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"
    ASIDE = "aside"
    DECIDED = "decided"
    """Somebody decided what was set aside."""
    REFUND_ASKED = "refund_asked"
    """Coins and rights are taken back; the till has yet to pay."""
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"


class Show(StrEnum):
    """What a browser has to do to pay."""

    NOTHING = "nothing"
    REDIRECT = "redirect"
    """Go to the address."""
    QR = "qr"
    """Show the address as a QR code."""
    PRESS = "press"
    """Let the person say by a button on our own page what became of it: no money moves."""


class Outcome(StrEnum):
    """What a till says of an order."""

    OPEN = "open"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"


class Verdict(StrEnum):
    """What somebody decides of an order that was set aside."""

    CREDIT = "credit"
    """Give what was ordered."""
    REFUSE = "refuse"


class RefundState(StrEnum):
    """How a refund stands with a till."""

    DONE = "done"
    PENDING = "pending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody ordered, at the price that it had then."""

    id: str
    account: str
    item: Item
    good: str
    """The id of the coin pack or membership in the shop."""
    coins: int
    """That are paid for; 0 for a membership."""
    bonus: int
    """Coins on top."""
    days: int
    """Of a membership; 0 for coins."""
    minor: int
    currency: str
    fee_minor: int
    """What the till keeps of it."""
    till: str
    real: bool
    """Whether money is paid. Without it nothing of the order is ever counted as income."""
    territory: str
    key: str
    """By which the buyer's program knows it: asked for twice, it is one order."""
    made_ms: int
    until_ms: int
    """When it can no longer be paid."""
    kind: str = "order.1"

    @property
    def coins_all(self) -> int:
        """The coins that it brings."""
        return self.coins + self.bonus

    @property
    def issuer(self) -> str:
        """Who issues its coins, as the books name it."""
        return self.till if self.real else SANDBOX


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an order; the same act with the same reference is told once."""

    order: str
    act: Act
    reference: str
    """The till's name of it: of its own order, of the payment, of the refund."""
    minor: int
    """Paid or paid back by it, or what the till said was paid."""
    coins: int
    """That were taken back."""
    by: str
    """The till, or who did it."""
    note: str
    """Of a begun order what the browser shows, and where; else why."""
    at_ms: int


@dataclass(frozen=True, slots=True)
class Visit:
    """From where somebody pays."""

    address: str = ""
    """The network address of their browser, for tills that ask for it."""
    phone: bool = True
    """Whether a code on the screen would have to be read by the same device."""
    language: str = "zh"
    what: str = ""
    """What is bought, as the till shows it to them; the studio fills it in."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An order that a till knows."""

    vendor: str
    """The till's name of it."""
    show: Show
    address: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a till said of an order, after its signature was found good."""

    order: str
    outcome: Outcome
    vendor: str
    payment: str
    """The till's name of the payment; empty while there is none."""
    minor: int
    currency: str
    real: bool
    at_ms: int


@dataclass(frozen=True, slots=True)
class Refunded:
    """What a till said of a refund."""

    vendor: str
    state: RefundState
    minor: int


class Stage(StrEnum):
    """How a dispute stands: somebody asks their bank for what they paid us."""

    INQUIRY = "inquiry"
    """The bank asks; nothing was taken from us yet."""
    OPEN = "open"
    """The money was taken from us until it is decided."""
    WON = "won"
    """It is ours again."""
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Disputed:
    """What a till said of a dispute, after its signature was found good."""

    name: str
    """As the till calls it."""
    payment: str
    """What is disputed, as the till names it."""
    stage: Stage
    reason: str
    """One word of the till."""
    minor: int
    currency: str
    real: bool
    due_ms: int
    """Until when it can be answered, at the till; 0: it cannot."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute of an order, as its steps leave it."""

    name: str
    called: str
    """The reference of its steps."""
    stage: Stage
    reason: str
    minor: int
    """What is asked back."""
    currency: str
    due_ms: int
    """Until when it can be answered; 0: it cannot."""
    held_minor: int
    """The money behind the coins that were taken until it is decided, or for good."""
    held_coins: int
    at_ms: int
    ended_ms: int = 0
    """When it was decided; 0: it was not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An order as its steps leave it."""

    order: Order
    state: State
    vendor: str = ""
    payment: str = ""
    begun: Begun | None = None
    paid_minor: int = 0
    """What was paid in the order's currency."""
    refunded_minor: int = 0
    """Paid back."""
    refunding_minor: int = 0
    """Asked for, and not yet paid back."""
    aside: str = ""
    """Why it was set aside."""

    @property
    def left_minor(self) -> int:
        """What may still be paid back."""
        got = self.state in {State.PAID, State.PART_REFUNDED, State.REFUNDED}
        return self.paid_minor - self.refunded_minor - self.refunding_minor if got else 0
