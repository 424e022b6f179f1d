"""Paying: an order goes to a till, and what the till says of it is held against it.

Whatever a till says is held against the order in one durable block, in which the order's step,
the coins or the right and the money behind them come into being together, once. So a message
may come twice, late, out of turn, or in the middle of a crash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from piying.ledger.accounts import wallet
from piying.ledger.lots import Lot
from piying.ledger.wallet import top_up
from piying.model.errors import Conflict, Invalid, PiyingError
from piying.model.messages import say
from piying.model.payment import (
    Act,
    Begun,
    Item,
    Order,
    Standing,
    State,
    Step,
    Told,
    Verdict,
    Visit,
)
from piying.model.release import Right
from piying.model.right import EVERY_EPISODE, EVERY_SERIES, Grant
from piying.model.viewer import Deed
from piying.release.orders import heard, shown
from piying.release.till import Known, Till
from piying.store.books.books import Books
from piying.store.channel.lots import Lots
from piying.store.channel.memberships import Membership, Memberships
from piying.store.channel.payments import Payments
from piying.store.channel.rights import COIN, Rights
from piying.studio.channel.acting import By, require
from piying.studio.channel.auditing import Change, changing
from piying.studio.channel.opaque import new_id
from piying.studio.channel.orders import order_of
from piying.studio.channel.shop import open_till, shop_of
from piying.studio.house import House
from piying.studio.releasing.listings import today

MINUTE_MS, DAY_MS = 60_000, 86_400_000
GRACE_MS = 10 * 60_000
"""How long after an order's end its till is still asked before it counts as expired."""
ASKED_DAYS = 2
"""How long after an order's end its till is asked at all."""
LOOK_MINUTES = (2, 5, 10, 20, 40)
"""In which minutes of an order's life its till is asked after it."""
AT_ONCE = 50
LOOKED_MAX = 1_000
WHY_CHARACTERS_MAX = 300
COUNTS = ("amount", "vendor")
"""Why orders are set aside that were paid in money of theirs: what was paid counts."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of asking tills after orders of which they had said nothing."""

    paid: int
    ended: int
    failures: tuple[PiyingError, ...]
    """Tills that could not be asked: asked again next time."""


def begin(house: House, by: By, name: str, visit: Visit) -> Begun:
    """What the browser has to do to pay the order called `name`.

    Raises:
        Missing: there is no such order of theirs.
        Conflict: it was paid, is over, or waits for a person.
        Outside: the till could not be asked; the same again is safe.
    """
    stands = order_of(house, by, name)
    order, now = stands.order, house.clock.now_ms()
    if stands.state not in {State.CREATED, State.BEGUN} or now >= order.until_ms:
        state = stands.state if stands.state is not State.CREATED else State.EXPIRED
        raise Conflict("payments.not_open", order=name, state=state.value)
    if stands.begun is not None:
        return stands.begun
    till = open_till(house, shop_of(house), order.till)
    begun = till.begin(order, replace(visit, what=what_is(order, visit.language)))
    Payments(house.store.database).add_step(
        _step(order, Act.BEGUN, begun.vendor, order.till, now, shown(begun))
    )
    return begun


def what_is(order: Order, language: str) -> str:
    """What an order is for, in one line."""
    if order.item is Item.MEMBER:
        return say("payments.what_member", language, days=order.days)
    return say("payments.what_coins", language, coins=order.coins_all)


def check(house: House, by: By, name: str) -> Standing:
    """Ask the till of an order how it stands, as for somebody who has just come back.

    Raises:
        Missing: there is no such order of theirs.
        Outside: the till could not be asked.
    """
    stands = order_of(house, by, name)
    if stands.state is not State.BEGUN:
        return stands
    return _asked(house, open_till(house, shop_of(house), stands.order.till), stands)


def look_again(house: House, count: int = AT_ONCE) -> Looked:
    """Ask tills after orders of which they said nothing; to be done every minute.

    Most orders that are begun are never paid, so a till is asked after one only a few times.
    """
    now, shop = house.clock.now_ms(), shop_of(house)
    paid = ended = 0
    failures: list[PiyingError] = []
    waiting = Payments(house.store.database).waiting(now - ASKED_DAYS * DAY_MS, LOOKED_MAX)
    for stands in [one for one in waiting if _worth_asking(one.order, now)][:count]:
        try:
            found = _asked(house, open_till(house, shop, stands.order.till), stands)
        except PiyingError as error:
            failures.append(error)
            continue
        paid += found.state is State.PAID
        ended += found.state in {State.FAILED, State.EXPIRED}
    return Looked(paid, ended, tuple(failures))


def apply(house: House, till: str, told: Told) -> Standing:
    """Hold `told` against its order; how that stands then.

    Raises:
        Missing: there is no such order at this till.
    """
    payments, database = Payments(house.store.database), house.store.database
    now = house.clock.now_ms()
    with database.writing(durable=True) as connection:
        database.one_by_one(connection)
        stands = payments.standing(told.order)
        if stands.order.till != till:
            raise Conflict("payments.other_till", order=told.order, till=till)
        found = heard(stands, told)
        other = payments.paid_by(till, found.reference)
        if found.act is Act.PAID and other not in {None, told.order}:
            found = replace(found, act=Act.ASIDE, why="other_order")
        if found.act is Act.PAID:
            _credit(house, stands.order, _step(
                stands.order, Act.PAID, found.reference, till, now
            ))  # fmt: skip
        elif found.act is not None:
            step = _step(stands.order, found.act, found.reference, till, now, found.why)
            payments.add_step(replace(step, minor=told.minor))
        return payments.standing(told.order)


def decide_aside(house: House, by: By, name: str, verdict: Verdict, why: str) -> Standing:
    """Decide an order that was set aside: it is given as it was ordered, or not at all.

    Raises:
        Invalid: whoever asks may not refund or has to prove anew who they are; no reason.
        Conflict: nothing of the order waits for a decision.
    """
    require(house, by, Deed.REFUND)
    why = reason(why)
    payments, now = Payments(house.store.database), house.clock.now_ms()
    with changing(house) as note:
        stands = payments.standing(name)
        if stands.state is not State.ASIDE:
            raise Conflict("payments.not_aside", order=name)
        steps = payments.steps(name)
        last = next(step for step in reversed(steps) if step.act is Act.ASIDE)
        decided = _step(stands.order, Act.DECIDED, last.reference, by.name, now, verdict.value)
        payments.add_step(decided)
        if verdict is Verdict.CREDIT:
            paid = last.minor if last.note in COUNTS else 0
            _credit(house, stands.order, replace(
                decided, act=Act.PAID, minor=paid, note=last.note
            ))  # fmt: skip
        facts = (("order", name), ("verdict", verdict.value), ("set_aside", last.note))
        note(Change(by.name, "order_decided", stands.order.account, after=facts, why=why))
        return payments.standing(name)


def reason(why: str) -> str:
    """A reason that a person gave.

    Raises:
        Invalid: there is none, or it is too long.
    """
    told = " ".join(why.split())
    if not 0 < len(told) <= WHY_CHARACTERS_MAX:
        raise Invalid("payments.why_lacking", most=WHY_CHARACTERS_MAX)
    return told


def _worth_asking(order: Order, now: int) -> bool:
    """Whether somebody may have paid meanwhile, or the order is over."""
    minutes = (now - order.made_ms) // MINUTE_MS
    return minutes in LOOK_MINUTES or now > order.until_ms + GRACE_MS


def _asked(house: House, till: Till, stands: Standing) -> Standing:
    """How an order stands after its till was asked; what nobody paid in time is over."""
    order = stands.order
    found = apply(house, till.name, till.look(Known(order, stands.vendor, stands.payment)))
    now = house.clock.now_ms()
    if found.state is State.BEGUN and now > order.until_ms + GRACE_MS:
        payments = Payments(house.store.database)
        payments.add_step(_step(order, Act.EXPIRED, order.id, "house", now))
        return payments.standing(order.id)
    return found


def _credit(house: House, order: Order, paid: Step) -> None:
    """Give what was ordered, with the step that says it was paid: once."""
    payments, now = Payments(house.store.database), paid.at_ms
    if not payments.give_once(order, paid.reference, now):
        return
    payments.add_step(paid)
    counts = order.real and paid.minor > 0
    fee = min(order.fee_minor, paid.minor)
    if order.item is Item.MEMBER:
        _member(house, order, paid.minor if counts else 0, fee, now)
        return
    purse, day = wallet(order.account, COIN), today(house).isoformat()
    sale = f"{order.issuer}:{order.id}"
    Books(house.store.database).post(top_up(purse, order.coins_all, sale=sale, day=day), now)
    Lots(house.store.database).open(order.account, Lot(
        id=order.id, order=order.id, coins=order.coins_all, minor=paid.minor,
        currency=order.currency if counts else "", fee_minor=fee, since_ms=now,
    ), now)  # fmt: skip


def _member(house: House, order: Order, minor: int, fee: int, now: int) -> None:
    """The right of a membership, behind those that its buyer has."""
    rights = Rights(house.store.database)
    ends = [
        one.until_ms or 0 for one in rights.grants(order.account) if one.why is Right.MEMBER
    ]
    since = max([now, *ends])
    given = rights.give(Grant(
        new_id(now), order.account, EVERY_SERIES, EVERY_EPISODE, Right.MEMBER,
        f"order:{order.id}", None, 0, since, since + order.days * DAY_MS,
    ))  # fmt: skip
    kept = Membership(given.id, order.id, order.account, since, order.days, minor, fee)
    Memberships(house.store.database).add(kept, now)


def _step(order: Order, act: Act, reference: str, by: str, now: int, note: str = "") -> Step:
    return Step(order.id, act, reference, order.minor, 0, by, note, now)
