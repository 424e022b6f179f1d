"""Hearing: what tills tell by themselves, of an order or of a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from piying.model.errors import Conflict
from piying.model.payment import Disputed, Outcome, Standing, State
from piying.partners.tills import Sandbox
from piying.studio.channel.acting import By
from piying.studio.channel.disputing import dispute
from piying.studio.channel.orders import order_of
from piying.studio.channel.paying import apply
from piying.studio.channel.shop import open_till, shop_of
from piying.studio.house import House


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a till's message."""

    stands: Standing | None
    """None: it was about no order."""

    @property
    def aside(self) -> Conflict | None:
        """Why a person has to decide; None: nobody has to."""
        if self.stands is None or self.stands.state is not State.ASIDE:
            return None
        return Conflict("payments.set_aside", order=self.stands.order.id, why=self.stands.aside)


def hear(house: House, till: str, headers: Mapping[str, str], body: bytes) -> Heard:
    """Hold what a till says against its order.

    `headers` have names in lower case; `body` is as it came, not read by anybody. Answer the
    till with success if this returns: also what a person has to decide is kept.

    Raises:
        Missing: there is no such till, or no such order.
        Invalid: the message is not the till's, or too old.
    """
    ours = open_till(house, shop_of(house), till)
    told = ours.told(headers, body, house.clock.now_ms())
    if isinstance(told, Disputed):
        return Heard(dispute(house, ours, told))
    return Heard(None if told is None else apply(house, till, told))


def press(house: House, by: By, name: str, outcome: Outcome) -> Standing:
    """Say by a button what became of an order of the till that takes no money.

    Raises:
        Missing: there is no such order of theirs.
        Conflict: its till is another one.
    """
    stands = order_of(house, by, name)
    till = open_till(house, shop_of(house), stands.order.till)
    if not isinstance(till, Sandbox):
        raise Conflict("payments.no_buttons", order=name, till=till.name)
    headers, body = till.answer(stands.order, outcome, house.clock.now_ms())
    hear(house, till.name, headers, body)
    return order_of(house, by, name)
