"""Refunding: an unlock that is undone, and a purchase that is paid back.

What a viewer has is taken back first and the money is paid back then, so that nothing is spent
while it is under way. A refund that a crash cut short goes on by the same name; if the till
refuses it for good, what was taken is given again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from piying.ledger import wallet
from piying.ledger.accounts import wallet as purse
from piying.ledger.entries import mirror
from piying.model.errors import Conflict, Invalid, PiyingError
from piying.model.payment import Act, Item, Order, RefundState, Stage, Standing, State, Step
from piying.model.right import Grant
from piying.model.viewer import Deed
from piying.release.orders import disputes
from piying.release.till import Known
from piying.store.books.books import Books
from piying.store.channel.lots import Lots
from piying.store.channel.memberships import Memberships
from piying.store.channel.payments import Payments
from piying.store.channel.rights import COIN, Rights
from piying.store.sales import Sales
from piying.studio.channel.acting import By, require
from piying.studio.channel.auditing import Change, changing
from piying.studio.channel.opaque import new_id
from piying.studio.channel.orders import KEY_CHARACTERS_MAX
from piying.studio.channel.paying import AT_ONCE, LOOKED_MAX, MINUTE_MS, reason
from piying.studio.channel.purse import given_back
from piying.studio.channel.sharing import close_shares, take_shares_back, unshared
from piying.studio.channel.shop import open_till, shop_of
from piying.studio.channel.unlocking import platform_of
from piying.studio.house import House
from piying.studio.releasing.listings import today
from piying.takes.generator import NotTaken

NAME_CHARACTERS = 32
SOON_MINUTES, HOUR_MINUTES = 10, 60


@dataclass(frozen=True, slots=True)
class Asked:
    """A refund that somebody asks for."""

    why: str
    key: str
    """Asked for twice, it is one refund."""
    minor: int | None = None
    """None: all that is left of the order."""
    force: bool = False
    """Also end what was unlocked with its coins, and take back what series got of it."""


@dataclass(frozen=True, slots=True)
class Refund:
    """How a refund stands."""

    name: str
    minor: int
    coins: int
    """That were taken back."""
    state: RefundState
    stands: Standing


# --- an unlock ----------------------------------------------------------------------------


def refund_unlock(house: House, by: By, right: str, why: str) -> Grant:
    """End a right that coins bought, and give the coins back.

    Raises:
        Missing: there is no such right.
        Conflict: it was ended before, or no coins were spent on it.
        Invalid: whoever asks may not refund or has to prove anew who they are; no reason.
    """
    require(house, by, Deed.REFUND)
    why = reason(why)
    with changing(house) as note:
        grant, ended = Rights(house.store.database).right(right)
        if not grant.coins:
            raise Conflict("payments.unlock_not_paid", name=right)
        if ended:
            raise Conflict("payments.unlock_ended", name=right)
        undo_unlock(house, grant, by.name, why)
        facts = (("right", right), ("series", grant.series), ("coins", str(grant.coins)))
        note(Change(by.name, "unlock_refunded", grant.account, before=facts, why=why))
    return grant


def undo_unlock(house: House, grant: Grant, by: str, why: str) -> None:
    """End a right, with its coins, their money and its sales. Belongs to the caller's block."""
    database, now = house.store.database, house.clock.now_ms()
    day, books = today(house).isoformat(), Books(database)
    time = grant.transaction.rpartition(":")[2]
    entry = books.entry(f"unlock:{grant.account}:{grant.series}:{grant.episode}:{time}")
    undone = mirror(entry, idem=f"undo:{grant.id}", effective=day, cause=f"undo:{grant.id}")
    books.post(undone, now)
    parts = Lots(database).give_back(grant.account, grant.id, now)
    Sales(database).add(given_back(grant, parts, platform_of(house), day), now)
    Rights(database).end(grant.id, by=by, why=why, at_ms=now)


# --- a purchase ---------------------------------------------------------------------------


def refund(house: House, by: By, name: str, asked: Asked) -> Refund:
    """Pay an order back, or a part of it.

    The coins that it paid for are taken back in proportion; a membership ends.

    Raises:
        Missing: there is no such order.
        Conflict: nothing of it is left to pay back, or its coins are spent and nobody forces
            it; the key was for another refund.
        Invalid: whoever asks may not refund or has to prove anew who they are; no reason.
        Outside: the till could not be asked; the same again goes on with it.
    """
    require(house, by, Deed.REFUND)
    why = reason(asked.why)
    if not 0 < len(asked.key) <= KEY_CHARACTERS_MAX:
        raise Invalid("payments.key_form", most=KEY_CHARACTERS_MAX)
    payments = Payments(house.store.database)
    shop = shop_of(house)
    open_till(house, shop, payments.standing(name).order.till)  # before anything is taken
    called = hashlib.sha256(f"{name} {asked.key}".encode()).hexdigest()[:NAME_CHARACTERS]
    with changing(house) as note:
        known = _asked_before(payments, name, called)
        if known is None:
            known = _take(house, by, name, called, replace(asked, why=why))
            facts = (
                ("order", name), ("minor", str(known.minor)), ("coins", str(known.coins)),
                ("forced", str(asked.force).lower()),
            )  # fmt: skip
            account = payments.standing(name).order.account
            note(Change(by.name, "order_refunded", account, before=facts, why=why))
        elif asked.minor not in {None, known.minor}:
            raise Conflict("payments.refund_differs", key=asked.key)
    return _pay_back(house, known)


def resume_refunds(house: House, count: int = AT_ONCE) -> tuple[Refund | PiyingError, ...]:
    """Go on with refunds that were cut short or that tills had not done; what came of each.

    To be done every minute. One that takes long is asked after every hour.
    """
    found: list[Refund | PiyingError] = []
    now = house.clock.now_ms()
    waiting = Payments(house.store.database).refunding(LOOKED_MAX)
    for step in [one for one in waiting if _worth_asking(one, now)][:count]:
        try:
            found.append(_pay_back(house, step))
        except PiyingError as error:
            found.append(error)
    return tuple(found)


def _worth_asking(step: Step, now: int) -> bool:
    minutes = (now - step.at_ms) // MINUTE_MS
    return minutes < SOON_MINUTES or minutes % HOUR_MINUTES == 0


def _asked_before(payments: Payments, order: str, called: str) -> Step | None:
    return next(
        (
            step
            for step in payments.steps(order)
            if step.act is Act.REFUND_ASKED and step.reference == called
        ),
        None,
    )


def _take(house: House, by: By, name: str, called: str, asked: Asked) -> Step:
    """Take back what the order gave, and keep that its money is to be paid back."""
    payments, now = Payments(house.store.database), house.clock.now_ms()
    stands = payments.standing(name)
    order, left = stands.order, stands.left_minor
    minor = left if asked.minor is None else asked.minor
    if stands.state not in {State.PAID, State.PART_REFUNDED} or not left:
        raise Conflict("payments.not_paid", order=name, state=stands.state.value)
    if not 0 < minor <= left:
        raise Conflict("payments.refund_too_much", order=name, left=left)
    for one in disputes(payments.steps(name)):
        if one.stage is Stage.OPEN:
            raise Conflict("payments.disputed", order=name, till=order.till, name=one.name)
    if order.item is Item.MEMBER:
        coins = 0
        _end_membership(house, by, stands, minor, called, asked)
    else:
        coins = _take_coins(house, by, order, minor, called, asked)
    step = Step(name, Act.REFUND_ASKED, called, minor, coins, by.name, asked.why, now)
    payments.add_step(step)
    return step


def _take_coins(
    house: House, by: By, order: Order, minor: int, called: str, asked: Asked
) -> int:
    """Take the coins back that `minor` paid for; with force, also those that are spent."""
    if asked.force:
        end_unlocks(house, by.name, order, minor, asked.why)
    left = left_behind(house, order)
    if left < minor:
        raise Conflict("payments.coins_spent", order=order.id, minor=minor, left=left)
    return take_coins(house, order, minor, called)


def end_unlocks(house: House, by: str, order: Order, minor: int, why: str) -> None:
    """End what coins of `order` opened, newest first, until `minor` lies behind them again."""
    rights = Rights(house.store.database)
    for right in Lots(house.store.database).rights_of(order.id):
        if left_behind(house, order) >= minor:
            break
        grant, ended = rights.right(right)
        if not ended:
            undo_unlock(house, grant, by, why)


def take_coins(house: House, order: Order, minor: int, called: str) -> int:
    """Take the coins of `order` back that `minor` paid for; `called` is the refund.

    Belongs to the caller's block.
    """
    database, now = house.store.database, house.clock.now_ms()
    coins = Lots(database).take_back(order.account, order.id, minor, called, now)
    if coins:
        draft = wallet.refund(
            purse(order.account, COIN), coins, sale=f"{order.issuer}:{order.id}:{called}",
            day=today(house).isoformat(),
        )  # fmt: skip
        Books(database).post(draft, now)
    return coins


def left_behind(house: House, order: Order) -> int:
    """The money behind the coins of `order` that are not spent."""
    return sum(lot.left_minor for lot in Lots(house.store.database).of_order(order.id))


def _end_membership(
    house: House, by: By, stands: Standing, minor: int, called: str, asked: Asked
) -> None:
    """End what a membership gave; with force, series give back what they got of it."""
    free = stands.left_minor - shared_of(house, stands.order)
    if minor > free and not asked.force:
        raise Conflict(
            "payments.membership_shared", order=stands.order.id, minor=minor, left=max(0, free)
        )
    end_membership(house, by.name, stands, minor, (called, asked.why))


def end_membership(
    house: House, by: str, stands: Standing, minor: int, told: tuple[str, str]
) -> None:
    """End what a membership gave; what series got of `minor`, they give back.

    `told` is the refund and why. Belongs to the caller's block.
    """
    database, order = house.store.database, stands.order
    rights, now = Rights(database), house.clock.now_ms()
    one, (called, why) = Memberships(database).of_order(order.id)[0], told
    free = stands.left_minor - shared_of(house, order)
    take_shares_back(house, one, order, max(0, minor - free), called)
    rest = max(0, unshared(house, one) - minor)
    close_shares(house, one, order, rest)
    for grant in rights.grants(order.account):
        if grant.transaction.startswith(f"order:{order.id}"):
            rights.end(grant.id, by=by, why=why, at_ms=now)


def shared_of(house: House, order: Order) -> int:
    """What series got of the membership that `order` paid for."""
    memberships = Memberships(house.store.database)
    return sum(memberships.got(memberships.of_order(order.id)[0].granted).values())


def _pay_back(house: House, step: Step) -> Refund:
    """Have the till pay, and keep what it says."""
    payments, now = Payments(house.store.database), house.clock.now_ms()
    stands = payments.standing(step.order)
    order = stands.order
    ended = {one.act for one in payments.steps(order.id) if one.reference == step.reference} & {
        Act.REFUNDED,
        Act.REFUND_FAILED,
    }
    if ended:
        state = RefundState.DONE if Act.REFUNDED in ended else RefundState.FAILED
        return Refund(step.reference, step.minor, step.coins, state, stands)
    till = open_till(house, shop_of(house), order.till)
    known = Known(order, stands.vendor, stands.payment)
    try:
        said = till.refund(known, step.minor, step.reference)
    except NotTaken as error:
        if not error.retryable:
            give_again(house, order, step)
        raise
    if said.state is RefundState.DONE:
        payments.add_step(
            replace(step, act=Act.REFUNDED, by=order.till, note=said.vendor, at_ms=now)
        )
    elif said.state is RefundState.FAILED:
        give_again(house, order, step)
    return Refund(
        step.reference, step.minor, step.coins, said.state, payments.standing(order.id)
    )


def give_again(house: House, order: Order, step: Step) -> None:
    """Give what was taken for a refund that the till refused, or a dispute that was won."""
    database, now = house.store.database, house.clock.now_ms()
    with house.store.together(durable=True):
        failed = replace(step, act=Act.REFUND_FAILED, by=order.till, at_ms=now)
        if not Payments(database).add_step(failed):
            return
        if order.item is Item.MEMBER and step.minor:
            _member_again(house, order, step.reference)
        elif step.coins:
            lots = Lots(database)
            sale = f"{order.issuer}:{order.id}:{step.reference}:again"
            draft = wallet.top_up(
                purse(order.account, COIN), step.coins, sale=sale,
                day=today(house).isoformat(),
            )  # fmt: skip
            Books(database).post(draft, now)
            lots.undo_take(order.account, step.reference, step.coins, step.minor, now)


def _member_again(house: House, order: Order, called: str) -> None:
    """The rest of a membership whose refund failed."""
    database, now = house.store.database, house.clock.now_ms()
    one = Memberships(database).of_order(order.id)[0]
    old, _ = Rights(database).right(one.granted)
    Rights(database).give(
        replace(old, id=new_id(now), transaction=f"order:{order.id}:{called}", since_ms=now)
    )
