"""The pages of the wallet: coins, what is sold, orders and how they are paid."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from piying.model.payment import BACK_PATH, Item
from piying.studio.channel.orders import order_of, orders
from piying.studio.channel.purse import balance, history
from piying.studio.channel.shop import is_test, offers
from piying.studio.channel.unlocking import auto, unlocks
from piying.web.rendering import page
from piying.web.who import Asking, Who

router = APIRouter()

SHOWN = 20


@router.get("/wallet")
def wallet(request: Request, who: Who, wanted: str = "") -> Response:
    """What is in it, what is sold, and what came and went."""
    house, by = who.site.house, who.by
    sold = offers(house, who.site.place.territory)
    return page(
        request, "viewer/wallet.html", coins=balance(house, by) if by else 0, wanted=wanted,
        packs=[one for one in sold if one.good.item is Item.COINS],
        memberships=[one for one in sold if one.good.item is Item.MEMBER],
        test=bool(sold) and is_test(house), auto=by is not None and auto(house, by),
        moves=history(house, by, 0, SHOWN).lines if by else (),
        orders=orders(house, by, 0, SHOWN).orders if by else (),
        unlocks=unlocks(house, by, 0, SHOWN).rights if by else (),
        title_of=lambda series: _title(who, series),
    )  # fmt: skip


@router.get(BACK_PATH + "{name}")
def order(request: Request, who: Who, name: str) -> Response:
    """One order: paying it, and what became of it."""
    if who.by is None:
        return RedirectResponse("/wallet", 303)
    return page(request, "viewer/order.html", stands=order_of(who.site.house, who.by, name))


def _title(who: Asking, series: str) -> str:
    now = who.site.house.clock.now_ms()
    found = who.site.channel.shelf(who.site.place.territory, now).titles.get(series)
    return series if found is None else found.listing.title
