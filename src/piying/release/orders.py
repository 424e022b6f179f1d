"""Orders: how one stands, from its steps in whatever order they came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from piying.model.payment import (
    Act,
    Begun,
    Dispute,
    Disputed,
    Order,
    Outcome,
    Show,
    Stage,
    Standing,
    State,
    Step,
    Told,
)

DISPUTE, INQUIRY = "dispute:", "inquiry:"
"""How the references of steps begin that a dispute made; the till's name of it follows."""
REST = ":rest"
"""Behind a dispute: what was taken only when it was lost."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What follows from what a till said."""

    act: Act | None
    """The step to add; None: it changes nothing."""
    reference: str = ""
    why: str = ""
    """Of an order that is set aside: "amount", "currency", "real", "vendor" or "twice"."""


def standing(order: Order, steps: Iterable[Step]) -> Standing:
    """How `order` stands.

    What was paid is paid, whatever was said before or after it: a till may tell late that an
    order failed, and later still that it was paid after all.
    """
    by: dict[Act, list[Step]] = {}
    for step in steps:
        by.setdefault(step.act, []).append(step)
    ended = {step.reference for step in by.get(Act.REFUND_FAILED, ())}
    done = {step.reference: step.minor for step in by.get(Act.REFUNDED, ())}
    asked = {
        step.reference: step.minor
        for step in by.get(Act.REFUND_ASKED, ())
        if step.reference not in ended and step.reference not in done
    }
    begun = _begun(by.get(Act.BEGUN, ()))
    paid = sum(step.minor for step in by.get(Act.PAID, ()))
    return Standing(
        order=order,
        state=_state(by, paid, sum(done.values())),
        vendor=begun.vendor if begun else "",
        payment=next((step.reference for step in by.get(Act.PAID, ())), ""),
        begun=begun,
        paid_minor=paid,
        refunded_minor=sum(done.values()),
        refunding_minor=sum(asked.values()),
        aside=next((step.note for step in reversed(by.get(Act.ASIDE, []))), ""),
    )


def heard(stands: Standing, told: Told) -> Heard:
    """What follows from `told` for an order that stands so: never anything twice."""
    if told.outcome is Outcome.OPEN:
        return Heard(None)
    if told.outcome is not Outcome.PAID:
        act = Act.FAILED if told.outcome is Outcome.FAILED else Act.EXPIRED
        open_yet = stands.state in {State.CREATED, State.BEGUN}
        return Heard(act if open_yet else None, told.payment or told.vendor)
    why = _misfit(stands, told)
    if why:
        return Heard(Act.ASIDE, told.payment or told.vendor, why)
    if stands.payment:
        return Heard(None)
    return Heard(None if stands.state is State.ASIDE else Act.PAID, told.payment)


def disputes(steps: Iterable[Step]) -> tuple[Dispute, ...]:
    """The disputes among the steps of an order, in their order.

    A dispute is a refund that the till makes by itself: asked for when the money is taken from
    us, done when it is lost, failed when it is won. An inquiry that became one is not told.
    """
    by = {(one.reference, one.act): one for one in steps}
    return tuple(
        _dispute(one, by)
        for (called, act), one in by.items()
        if act is Act.REFUND_ASKED
        and called.startswith((DISPUTE, INQUIRY))
        and not called.endswith(REST)
        and (called.replace(INQUIRY, DISPUTE, 1) == called
             or (called.replace(INQUIRY, DISPUTE, 1), act) not in by)
    )  # fmt: skip


def of_dispute(told: Disputed) -> str:
    """What the step of a dispute keeps of it."""
    return f"{told.reason} {told.minor} {told.currency} {told.due_ms}"


def shown(begun: Begun) -> str:
    """What the step of a begun order keeps of it."""
    return f"{begun.show.value} {begun.address}"


def _dispute(asked: Step, by: Mapping[tuple[str, Act], Step]) -> Dispute:
    called = asked.reference
    lost, won = by.get((called, Act.REFUNDED)), by.get((called, Act.REFUND_FAILED))
    rest = by.get((called + REST, Act.REFUNDED))
    parts = [] if won else [asked, rest] if rest else [asked]
    if lost or won:
        stage = Stage.LOST if lost else Stage.WON
    else:
        stage = Stage.INQUIRY if called.startswith(INQUIRY) else Stage.OPEN
    ended = lost or won
    reason, minor, currency, due = asked.note.split(" ")
    return Dispute(
        name=called.partition(":")[2], called=called, stage=stage, reason=reason,
        minor=int(minor), currency=currency, due_ms=int(due),
        held_minor=sum(one.minor for one in parts),
        held_coins=sum(one.coins for one in parts),
        at_ms=asked.at_ms, ended_ms=ended.at_ms if ended else 0,
    )  # fmt: skip


def _misfit(stands: Standing, told: Told) -> str:
    order = stands.order
    if told.minor != order.minor:
        return "amount"
    if told.currency != order.currency:
        return "currency"
    if told.real != order.real:
        return "real"
    if stands.vendor and told.vendor != stands.vendor:
        return "vendor"
    if stands.payment and told.payment != stands.payment:
        return "twice"
    return ""


def _state(by: dict[Act, list[Step]], paid: int, refunded: int) -> State:
    open_aside = len(by.get(Act.ASIDE, ())) > len(by.get(Act.DECIDED, ()))
    if open_aside:
        return State.ASIDE
    if Act.PAID in by:
        if not refunded:
            return State.PAID
        return State.REFUNDED if refunded >= paid else State.PART_REFUNDED
    for act, state in (
        (Act.FAILED, State.FAILED), (Act.EXPIRED, State.EXPIRED), (Act.BEGUN, State.BEGUN),
    ):  # fmt: skip
        if act in by:
            return state
    return State.CREATED


def _begun(steps: Sequence[Step]) -> Begun | None:
    if not steps:
        return None
    show, _, address = steps[0].note.partition(" ")
    return Begun(steps[0].reference, Show(show), address)
