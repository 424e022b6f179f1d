"""Collecting: what payments need now and then, whoever forgot to tell us.

Tills are asked after orders of which they said nothing, refunds that were cut short go on, and
weeks of memberships that are over are shared. All of it may be done by anybody at any time,
twice too; a server does it every minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.errors import Missing, PiyingError
from piying.model.payment import RefundState
from piying.studio.channel.paying import look_again
from piying.studio.channel.refunding import resume_refunds
from piying.studio.channel.sharing import share_memberships
from piying.studio.channel.shop import shop_of
from piying.studio.house import House


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of it."""

    paid: int = 0
    """Orders of which the till had not told that they are paid."""
    ended: int = 0
    refunds: int = 0
    """That are done now."""
    shared: int = 0
    """Sales that memberships brought."""
    failures: tuple[PiyingError, ...] = ()
    """Why tills could not be asked: asked again next time."""


def collect(house: House, *, share: bool = True) -> Collected:
    """Do all of it once, `share` the weeks of memberships as well; without a shop, nothing.

    Raises:
        Invalid: the shop cannot be understood, or a till of it is not open.
    """
    try:
        shop_of(house)
    except Missing:
        return Collected()
    looked, came = look_again(house), resume_refunds(house)
    return Collected(
        paid=looked.paid,
        ended=looked.ended,
        refunds=sum(
            not isinstance(one, PiyingError) and one.state is RefundState.DONE for one in came
        ),
        shared=share_memberships(house) if share else 0,
        failures=(*looked.failures, *(one for one in came if isinstance(one, PiyingError))),
    )
