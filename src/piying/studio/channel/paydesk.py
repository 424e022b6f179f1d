"""The desk of payments: what finance sees of orders, refunds and disputes of everybody.

Looking needs no fresh proof; whatever is done (`refunding`, `paying.decide_aside`) does.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.payment import Act, Dispute, Order, RefundState, Standing, Step
from piying.model.right import Grant
from piying.model.viewer import Deed
from piying.release.orders import disputes
from piying.store.channel.lots import Lots
from piying.store.channel.payments import Payments
from piying.store.channel.payqueue import Asked, Payqueue
from piying.store.channel.rights import Rights
from piying.studio.channel.acting import By, require
from piying.studio.channel.purse import PAGE, within
from piying.studio.house import House


@dataclass(frozen=True, slots=True)
class Aside:
    """An order that waits for a person, and what its till said of it."""

    stands: Standing
    said: Step


@dataclass(frozen=True, slots=True)
class Asides:
    """Some of them, oldest first."""

    rows: tuple[Aside, ...]
    next: int
    """The cursor of those behind them; 0: there are none."""


@dataclass(frozen=True, slots=True)
class Refunded:
    """A refund that somebody asked for."""

    name: str
    order: Order
    minor: int
    coins: int
    """That were taken back."""
    state: RefundState
    by: str
    why: str
    at_ms: int
    ended_ms: int
    """When its till paid or refused; 0: it has not yet."""


@dataclass(frozen=True, slots=True)
class Refunds:
    """Some of them, newest first."""

    rows: tuple[Refunded, ...]
    next: int


@dataclass(frozen=True, slots=True)
class Disputes:
    """Some of them with their orders, newest first."""

    rows: tuple[tuple[Order, Dispute], ...]
    next: int


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything about an order."""

    stands: Standing
    steps: tuple[Step, ...]
    disputes: tuple[Dispute, ...]
    unlocks: tuple[tuple[Grant, bool], ...]
    """What its coins opened, newest first, each with whether it was ended."""
    coins_left: int
    left_minor: int
    """The money behind its coins that are not spent."""


def asides(house: House, by: By, cursor: int = 0, count: int = PAGE) -> Asides:
    """Orders that wait for a person.

    Raises:
        Invalid: whoever asks is not of finance.
    """
    require(house, by, Deed.SEE_PAYMENTS)
    count, payments = within(count), Payments(house.store.database)
    found = Payqueue(house.store.database).aside(max(0, cursor), count)
    rows = [
        Aside(one, next(
            step for step in reversed(payments.steps(one.order.id)) if step.act is Act.ASIDE
        ))
        for _, one in found
    ]  # fmt: skip
    return Asides(tuple(rows), found[-1][0] if len(found) == count else 0)


def refunds(house: House, by: By, cursor: int = 0, count: int = PAGE) -> Refunds:
    """Refunds of everybody, as `asides`."""
    require(house, by, Deed.SEE_PAYMENTS)
    count = within(count)
    found = Payqueue(house.store.database).refunds(max(0, cursor), count)
    rows = tuple(map(_refunded, found))
    return Refunds(rows, found[-1].seq if len(found) == count else 0)


def disputed(house: House, by: By, cursor: int = 0, count: int = PAGE) -> Disputes:
    """Disputes of everybody, as `asides`."""
    require(house, by, Deed.SEE_PAYMENTS)
    count = within(count)
    found, following = Payqueue(house.store.database).disputes(max(0, cursor), count)
    return Disputes(found, following)


def waiting(house: House, by: By) -> int:
    """How many orders wait for a person, with the disputes that are open."""
    require(house, by, Deed.SEE_PAYMENTS)
    return Payqueue(house.store.database).waiting()


def find(house: House, by: By, text: str) -> tuple[Standing, ...]:
    """The orders that `text` names: an order, an account, or a name that a till gave."""
    require(house, by, Deed.SEE_PAYMENTS)
    payments = Payments(house.store.database)
    names = Payqueue(house.store.database).found(text.strip()) if text.strip() else ()
    return tuple(payments.standing(name) for name in names)


def whole(house: House, by: By, name: str) -> Whole:
    """Everything about the order called `name`.

    Raises:
        Missing: there is none.
    """
    require(house, by, Deed.SEE_PAYMENTS)
    database = house.store.database
    payments, rights, lots = Payments(database), Rights(database), Lots(database)
    stands, steps = payments.standing(name), payments.steps(name)
    held = lots.of_order(name)
    return Whole(
        stands=stands,
        steps=steps,
        disputes=disputes(steps),
        unlocks=tuple(rights.right(one) for one in lots.rights_of(name)),
        coins_left=sum(one.left for one in held),
        left_minor=sum(one.left_minor for one in held),
    )


def _refunded(one: Asked) -> Refunded:
    ended = one.ended
    state = RefundState.PENDING
    if ended is not None:
        state = RefundState.DONE if ended.act is Act.REFUNDED else RefundState.FAILED
    return Refunded(
        name=one.step.reference, order=one.order, minor=one.step.minor, coins=one.step.coins,
        state=state, by=one.step.by, why=one.step.note, at_ms=one.step.at_ms,
        ended_ms=ended.at_ms if ended else 0,
    )  # fmt: skip
