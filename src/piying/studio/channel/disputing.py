"""Disputing: somebody asks their bank for what they paid us, and a till tells of it.

While it is open the till has the money, so the coins that it bought and nobody spent are held:
taken like those of a refund, so that they are not spent meanwhile. Won, they are given again.
Lost, it is a refund that the till has made by itself: what was spent is ended too, newest
first, and its sales are countered. A membership goes on until its dispute is lost.
"""

from __future__ import annotations

from dataclasses import replace

from piying.model.payment import Act, Disputed, Item, Order, Stage, Standing, Step
from piying.release.orders import DISPUTE, INQUIRY, REST, of_dispute
from piying.release.till import Till
from piying.store.channel.payments import Payments
from piying.studio.channel.auditing import Change, changing
from piying.studio.channel.refunding import (
    end_membership,
    end_unlocks,
    give_again,
    left_behind,
    take_coins,
)
from piying.studio.house import House

ENDED = frozenset({Act.REFUNDED, Act.REFUND_FAILED})
Steps = dict[tuple[str, Act], Step]


def dispute(house: House, till: Till, told: Disputed) -> Standing | None:
    """Do what follows from a dispute; how its order stands then, None: it is none of ours.

    Messages may come twice, late and out of turn: each thing is done once, and what was
    decided stays decided.
    """
    payments = Payments(house.store.database)
    name = payments.paid_by(till.name, told.payment)
    if name is None or payments.standing(name).order.real != told.real:
        return None
    with changing(house) as note:
        before = payments.standing(name)
        did = _do(house, before, told)
        if did:
            facts = (
                ("order", name), ("dispute", told.name), ("minor", str(told.minor)),
                ("held", str(sum(one.minor for one in did))), ("reason", told.reason),
            )  # fmt: skip
            what = f"dispute_{told.stage.value}"
            note(Change(f"till:{till.name}", what, before.order.account, after=facts))
    return payments.standing(name)


def _do(house: House, stands: Standing, told: Disputed) -> tuple[Step, ...]:
    """The steps that were added."""
    payments = Payments(house.store.database)
    steps = {(one.reference, one.act): one for one in payments.steps(stands.order.id)}
    if any((DISPUTE + told.name, act) in steps for act in ENDED):
        return ()
    if told.stage is Stage.INQUIRY:
        return _inquire(house, stands, told, steps)
    if told.stage is Stage.WON:
        return _win(house, stands.order, told, steps)
    held = _hold(house, stands, told, steps)
    if told.stage is Stage.OPEN:
        return held
    return (*held, *_lose(house, told, stands.order.id))


def _inquire(house: House, stands: Standing, told: Disputed, steps: Steps) -> tuple[Step, ...]:
    """A bank asks: a person may answer, or pay it back before it is a dispute."""
    known = (INQUIRY + told.name, Act.REFUND_ASKED) in steps
    if known or (DISPUTE + told.name, Act.REFUND_ASKED) in steps:
        return ()
    step = _step(house, stands.order, told, INQUIRY + told.name)
    Payments(house.store.database).add_step(step)
    return (step,)


def _hold(house: House, stands: Standing, told: Disputed, steps: Steps) -> tuple[Step, ...]:
    """Take the coins that are not spent until it is decided."""
    called, order = DISPUTE + told.name, stands.order
    if (called, Act.REFUND_ASKED) in steps:
        return ()
    asked = steps.get((INQUIRY + told.name, Act.REFUND_ASKED))
    if asked is not None:
        give_again(house, order, asked)
    minor = coins = 0
    if order.item is Item.COINS:
        minor = min(_wanted(stands, told), left_behind(house, order))
        coins = take_coins(house, order, minor, called) if minor else 0
    step = replace(_step(house, order, told, called), minor=minor, coins=coins)
    Payments(house.store.database).add_step(step)
    return (step,)


def _win(house: House, order: Order, told: Disputed, steps: Steps) -> tuple[Step, ...]:
    """Give again what was held."""
    asked = [
        steps[place]
        for begin in (INQUIRY, DISPUTE)
        if (place := (begin + told.name, Act.REFUND_ASKED)) in steps
        and (begin + told.name, Act.REFUND_FAILED) not in steps
    ]
    for one in asked:
        give_again(house, order, one)
    return tuple(asked)


def _lose(house: House, told: Disputed, name: str) -> tuple[Step, ...]:
    """What was held is gone; what was spent of it is ended."""
    payments, now = Payments(house.store.database), house.clock.now_ms()
    held = next(
        one
        for one in payments.steps(name)
        if one.reference == DISPUTE + told.name and one.act is Act.REFUND_ASKED
    )
    stands = payments.standing(name)
    order, till = stands.order, held.by
    payments.add_step(replace(held, act=Act.REFUNDED, note=told.name, at_ms=now))
    called, why = DISPUTE + told.name + REST, f"{till} {told.name}"
    minor = min(max(0, told.minor - held.minor), _wanted(stands, told))
    coins = 0
    if minor and order.item is Item.MEMBER:
        end_membership(house, till, stands, minor, (called, why))
    elif minor:
        end_unlocks(house, till, order, minor, why)
        minor = min(minor, left_behind(house, order))
        coins = take_coins(house, order, minor, called) if minor else 0
    if not minor:
        return (held,)
    rest = replace(held, reference=called, minor=minor, coins=coins, note=why, at_ms=now)
    payments.add_step(rest)
    payments.add_step(replace(rest, act=Act.REFUNDED))
    return (held, rest)


def _wanted(stands: Standing, told: Disputed) -> int:
    """What of a dispute lies in the order still: all of it, where the currency is another."""
    left = stands.paid_minor - stands.refunded_minor - stands.refunding_minor
    return left if told.currency != stands.order.currency else min(told.minor, left)


def _step(house: House, order: Order, told: Disputed, called: str) -> Step:
    return Step(
        order.id, Act.REFUND_ASKED, called, 0, 0, order.till, of_dispute(told),
        house.clock.now_ms(),
    )  # fmt: skip
