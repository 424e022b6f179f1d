"""The pages of payments: what waits for finance, one order, and one account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from piying.model.messages import CATALOGUE, say
from piying.model.payment import Item, Order
from piying.studio.channel import paydesk
from piying.studio.channel.orders import orders
from piying.studio.channel.purse import coins_of
from piying.studio.channel.roll import roll
from piying.studio.channel.unlocking import unlocks
from piying.web.cursor import PAGE, Cursor, cursor_of, number_of
from piying.web.desk.figures import title_of
from piying.web.desk.rooms import Room, desk, seated
from piying.web.shown import PLACES
from piying.web.who import Asking, Who

router = APIRouter(prefix="/desk/payments", route_class=Room)

UNLOCKS = 50
SOON_MS = 3 * 86_400_000
"""How near its end a dispute is marked that nobody has answered."""

Text = Annotated[str, Query(max_length=200)]


@router.get("")
def every(
    request: Request, who: Who, q: Text = "",
    aside: Cursor = "", disputes: Cursor = "", refunds: Cursor = "",
) -> Response:  # fmt: skip
    """What waits for a person, disputes, refunds; and orders that somebody looks for."""
    by, house = seated(who), who.site.house
    waits = paydesk.asides(house, by, number_of(aside), PAGE)
    contested = paydesk.disputed(house, by, number_of(disputes), PAGE)
    made = paydesk.refunds(house, by, number_of(refunds), PAGE)
    return desk(
        request, who, "payments", "payments", q=q.strip(), waits=waits.rows,
        found=paydesk.find(house, by, q), disputes=contested.rows, refunds=made.rows,
        more_waits=_more("aside", waits.next), more_disputes=_more("disputes", contested.next),
        more_refunds=_more("refunds", made.next), **_words(who),
    )  # fmt: skip


@router.get("/of/{account}")
def somebody(request: Request, who: Who, account: str, cursor: Cursor = "") -> Response:
    """The orders and unlocks of one account."""
    by, house = seated(who), who.site.house
    made = orders(house, by, number_of(cursor), PAGE, of=account)
    return desk(
        request, who, "payer", "payments", account=account, rows=made.orders,
        unlocks=unlocks(house, by, 0, UNLOCKS, of=account).rights,
        coins=coins_of(house, account),
        more=f"/desk/payments/of/{account}?cursor={cursor_of(made.next)}" if made.next else "",
        **_words(who),
    )  # fmt: skip


@router.get("/{name}")
def one(request: Request, who: Who, name: str) -> Response:
    """One order: what was paid, what became of it, and paying it back."""
    found = paydesk.whole(who.site.house, seated(who), name)
    return desk(
        request, who, "payment", "payments", whole=found, stands=found.stands,
        order=found.stands.order, places=PLACES.get(found.stands.order.currency, 2),
        **_words(who),
    )  # fmt: skip


def _more(name: str, following: int) -> str:
    return f"/desk/payments?{name}={cursor_of(following)}#{name}" if following else ""


def _words(who: Asking) -> dict[str, object]:
    """What the pages of payments say things with."""
    names = {one.account.id: one.account.name or one.handle for one in roll(who.site.house)}
    return {
        "name_of": lambda account: names.get(account, account),
        "title_of": lambda series: title_of(who, series),
        "good_of": _good_of(who.language),
        "reason_of": _reason_of(who.language),
        "now_ms": who.site.house.clock.now_ms(),
        "soon_ms": SOON_MS,
    }


def _good_of(language: str) -> Callable[[Order], str]:
    def good_of(order: Order) -> str:
        """What was ordered, in a few words."""
        if order.item is Item.MEMBER:
            return say("desk.good_member", language, days=order.days)
        return say("desk.good_coins", language, coins=order.coins_all)

    return good_of


def _reason_of(language: str) -> Callable[[str], str]:
    def reason_of(word: str) -> str:
        """Why somebody disputes it; the till's own word where we have none for it."""
        code = f"desk.disputed_{word}"
        return say(code, language) if code in CATALOGUE else word

    return reason_of
