"""The desk of payments: what finance sees of orders, refunds and disputes of everybody.

Looking needs no fresh proof; whatever is done (`refunding`, `paying.decide_aside`) does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

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

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """A part of a list."""

    rows: tuple[Row, ...]
    next: int
    """The cursor of those behind them; 0: there are none."""


@dataclass(frozen=True, slots=True)
class Aside:
    """An order that waits for a person, and what its till said of it."""

    stands: Standing
    said: Step


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


def asides(house: House, by: By, cursor: int = 0, count: int = PAGE) -> Listed[Aside]:
    """Orders that wait for a person, oldest first.

    Raises:
        Invalid: whoever asks is not of finance.
    """
    queue, count = _queue(house, by), within(count)
    found, payments = queue.aside(max(0, cursor), count), Payments(house.store.database)
    rows = [
        Aside(one, next(
            step for step in reversed(payments.steps(one.order.id)) if step.act is Act.ASIDE
        ))
        for _, one in found
    ]  # fmt: skip
    return Listed(tuple(rows), found[-1][0] if len(found) == count else 0)


def refunds(house: House, by: By, cursor: int = 0, count: int = PAGE) -> Listed[Refunded]:
    """Refunds of everybody, newest first; raises as `asides`."""
    count = within(count)
    found = _queue(house, by).refunds(max(0, cursor), count)
    return Listed(tuple(map(_refunded, found)), found[-1].seq if len(found) == count else 0)


def disputed(
    house: House, by: By, cursor: int = 0, count: int = PAGE
) -> Listed[tuple[Order, Dispute]]:
    """Disputes of everybody with their orders, newest first; raises as `asides`."""
    return Listed(*_queue(house, by).disputes(max(0, cursor), within(count)))


def waiting(house: House, by: By) -> int:
    """How many orders wait for a person, with the disputes that are open."""
    return _queue(house, by).waiting()


def find(house: House, by: By, text: str) -> tuple[Standing, ...]:
    """The orders that `text` names: an order, an account, or a name that a till gave."""
    queue, payments = _queue(house, by), Payments(house.store.database)
    names = queue.found(text.strip()) if text.strip() else ()
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


def _queue(house: House, by: By) -> Payqueue:
    """What waits for finance, for whoever is of it."""
    require(house, by, Deed.SEE_PAYMENTS)
    return Payqueue(house.store.database)


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
