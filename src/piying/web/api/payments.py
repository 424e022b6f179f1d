"""Payments as finance sees them: orders of everybody, what was set aside, refunds, disputes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from piying.model.payment import Act, Dispute, RefundState, Stage, Standing, Verdict
from piying.studio.channel import paydesk, refunding
from piying.studio.channel.orders import orders
from piying.studio.channel.paying import decide_aside
from piying.studio.channel.purse import history
from piying.studio.channel.unlocking import unlocks
from piying.web.api.money import (
    NAME_MAX,
    Moved,
    Opening,
    Order,
    page_of,
    told_order,
)
from piying.web.cursor import PAGE, Cursor, Most, Page, number_of
from piying.web.once import Once
from piying.web.shapes import MS_MAX, Asked, OneOf, Told
from piying.web.who import Who

router = APIRouter(prefix="/payments", tags=["payments"], route_class=Once)

WHY_MAX = 300

Account = Annotated[str, Query(min_length=1, max_length=NAME_MAX, description="Whose")]
Text = Annotated[
    str,
    Query(
        min_length=1, max_length=NAME_MAX,
        description="An order, an account, or what a till calls a payment, refund or dispute",
    ),
]  # fmt: skip


class Paid(Order):
    """An order with whose it is and what became of its money."""

    account: str
    vendor: str = Field(description="What its till calls it")
    payment: str = Field(description="What its till calls the payment")
    paid_minor: int
    refunding_minor: int = Field(description="Asked for, and not yet paid back")
    left_minor: int = Field(description="What may still be paid back")


class SetAside(Told):
    """An order that waits for a person: what its till said does not fit it."""

    order: Paid
    why: str = Field(description="amount, currency, real, vendor, twice or other_order")
    said_minor: int = Field(description="What the till said was paid")
    payment: str
    at_ms: int


class Verdicts(Asked):
    """What is done with an order that was set aside."""

    verdict: OneOf[Verdict]
    why: str = Field(min_length=1, max_length=WHY_MAX)


class Refund(Told):
    """A refund."""

    name: str
    order: str
    account: str
    till: str
    minor: int
    currency: str
    coins: int = Field(description="That were taken back")
    state: RefundState
    by: str
    why: str
    at_ms: int
    ended_ms: int = Field(description="0: its till has yet to pay")


class Contested(Told):
    """A dispute: somebody asks their bank for what they paid."""

    name: str
    order: str
    account: str
    till: str
    stage: Stage
    reason: str
    minor: int
    currency: str
    due_ms: int = Field(description="Until when it can be answered; 0: it cannot")
    held_minor: int
    held_coins: int
    at_ms: int
    ended_ms: int


class Stepped(Told):
    """One step of an order."""

    act: Act
    reference: str
    minor: int
    coins: int
    by: str
    note: str
    at_ms: int


class WholeOrder(Told):
    """Everything about an order."""

    order: Paid
    steps: list[Stepped]
    disputes: list[Contested]
    unlocks: list[Opening] = Field(description="What its coins opened, newest first")
    coins_left: int
    behind_minor: int = Field(description="The money behind its coins that are not spent")


class Refunding(Asked):
    """A refund that is asked for."""

    why: str = Field(min_length=1, max_length=WHY_MAX)
    key: str = Field(min_length=8, max_length=NAME_MAX, description="Of this refund")
    minor: Annotated[int, Field(ge=1, le=MS_MAX)] | None = Field(
        default=None, description="Null: all that is left"
    )
    force: bool = Field(
        default=False, description="Also end what was unlocked, and take back what series got"
    )


class Made(Told):
    """What came of it."""

    name: str
    minor: int
    coins: int
    state: RefundState
    order: Paid


class Undoing(Asked):
    """An unlock that is undone."""

    why: str = Field(min_length=1, max_length=WHY_MAX)


@router.get("/aside")
def aside(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[SetAside]:
    """Orders that wait for a person, oldest first."""
    found = paydesk.asides(who.site.house, who.person(), number_of(cursor), most)
    return page_of(
        [
            SetAside(
                order=paid_of(one.stands), why=one.said.note, said_minor=one.said.minor,
                payment=one.said.reference, at_ms=one.said.at_ms,
            )
            for one in found.rows
        ],
        found.next,
    )  # fmt: skip


@router.post("/aside/{name}")
def decided(who: Who, name: str, given: Verdicts) -> Paid:
    """Give what was ordered, or do not; the log tells it."""
    return paid_of(decide_aside(who.site.house, who.person(), name, given.verdict, given.why))


@router.get("/refunds")
def refunds(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[Refund]:
    """Refunds that the staff made, newest first."""
    found = paydesk.refunds(who.site.house, who.person(), number_of(cursor), most)
    return page_of([refund_of(one) for one in found.rows], found.next)


@router.get("/disputes")
def disputed(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[Contested]:
    """Disputes that tills told of, newest first."""
    found = paydesk.disputed(who.site.house, who.person(), number_of(cursor), most)
    return page_of([
        contested_of(order.id, order.account, order.till, one) for order, one in found.rows
    ], found.next)  # fmt: skip


@router.get("/found")
def found(who: Who, text: Text) -> list[Paid]:
    """The orders that a text names, newest first; at most twenty."""
    return [paid_of(one) for one in paydesk.find(who.site.house, who.person(), text)]


@router.get("/orders")
def ordered(who: Who, account: Account, cursor: Cursor = "", most: Most = PAGE) -> Page[Paid]:
    """The orders of somebody, newest first."""
    some = orders(who.site.house, who.person(), number_of(cursor), most, of=account)
    return page_of([paid_of(one) for one in some.orders], some.next)


@router.get("/orders/{name}")
def whole(who: Who, name: str) -> WholeOrder:
    """Everything about an order."""
    one = paydesk.whole(who.site.house, who.person(), name)
    order = one.stands.order
    return WholeOrder(
        order=paid_of(one.stands),
        steps=[Stepped.model_validate(step) for step in one.steps],
        disputes=[
            contested_of(order.id, order.account, order.till, each) for each in one.disputes
        ],
        unlocks=[
            Opening.model_validate(grant).model_copy(update={"ended": ended})
            for grant, ended in one.unlocks
        ],
        coins_left=one.coins_left,
        behind_minor=one.left_minor,
    )


@router.post("/orders/{name}/refunds", status_code=201)
def refunded(who: Who, name: str, given: Refunding) -> Made:
    """Pay an order back, or a part of it; the same key is the same refund."""
    asked = refunding.Asked(given.why, given.key, given.minor, given.force)
    made = refunding.refund(who.site.house, who.person(), name, asked)
    return Made(
        name=made.name, minor=made.minor, coins=made.coins, state=made.state,
        order=paid_of(made.stands),
    )  # fmt: skip


@router.get("/unlocks")
def rights(who: Who, account: Account, cursor: Cursor = "", most: Most = PAGE) -> Page[Opening]:
    """The rights of somebody, newest first."""
    some = unlocks(who.site.house, who.person(), number_of(cursor), most, of=account)
    items = [
        Opening.model_validate(one).model_copy(update={"ended": ended})
        for one, ended in some.rights
    ]
    return page_of(items, some.next)


@router.post("/unlocks/{name}/refund")
def undone(who: Who, name: str, given: Undoing) -> Opening:
    """End a right that coins bought, and give the coins back."""
    grant = refunding.refund_unlock(who.site.house, who.person(), name, given.why)
    return Opening.model_validate(grant).model_copy(update={"ended": True})


@router.get("/coins")
def moves(who: Who, account: Account, cursor: Cursor = "", most: Most = PAGE) -> Page[Moved]:
    """What came into the wallet of somebody and went out of it, newest first."""
    some = history(who.site.house, who.person(), number_of(cursor), most, of=account)
    return page_of([Moved.model_validate(one) for one in some.lines], some.next)


def paid_of(stands: Standing) -> Paid:
    """An order as finance is told it."""
    return Paid(
        **told_order(stands).model_dump(), account=stands.order.account, vendor=stands.vendor,
        payment=stands.payment, paid_minor=stands.paid_minor,
        refunding_minor=stands.refunding_minor, left_minor=stands.left_minor,
    )  # fmt: skip


def refund_of(one: paydesk.Refunded) -> Refund:
    """A refund as it is told."""
    order = one.order
    return Refund(
        name=one.name, order=order.id, account=order.account, till=order.till, minor=one.minor,
        currency=order.currency, coins=one.coins, state=one.state, by=one.by, why=one.why,
        at_ms=one.at_ms, ended_ms=one.ended_ms,
    )  # fmt: skip


def contested_of(order: str, account: str, till: str, one: Dispute) -> Contested:
    """A dispute as it is told."""
    return Contested(
        name=one.name, order=order, account=account, till=till, stage=one.stage,
        reason=one.reason, minor=one.minor, currency=one.currency, due_ms=one.due_ms,
        held_minor=one.held_minor, held_coins=one.held_coins, at_ms=one.at_ms,
        ended_ms=one.ended_ms,
    )  # fmt: skip
