"""The shop of a house: what `shop.toml` in it sells, and the tills that it names."""

from __future__ import annotations

from piying.model.errors import Invalid, Missing
from piying.partners.keys import Keys
from piying.partners.tills import TILLS, till_of
from piying.release.shop import Offer, Shop, read_shop
from piying.release.till import Till
from piying.store.disk import explained
from piying.studio.channel.housekey import house_key
from piying.studio.handed import text_of
from piying.studio.house import House

FILE = "shop.toml"
SANDBOX_KEY = b"piying sandbox till 1"


def shop_of(house: House) -> Shop:
    """What is sold for money.

    Raises:
        Missing: nothing is: there is no `shop.toml`.
        Invalid: it cannot be understood, or would sell what cannot be paid.
    """
    path = house.settings.house / FILE
    with explained(path):
        if not path.is_file():
            raise Missing("payments.no_shop", path=path)
    return read_shop(text_of(path), FILE, TILLS)


def offers(house: House, territory: str) -> tuple[Offer, ...]:
    """What can be bought in `territory`; nothing where there is no shop."""
    try:
        return shop_of(house).offers(territory)
    except Missing:
        return ()


def is_test(house: House) -> bool:
    """Whether the shop takes no money, which every page has to say."""
    try:
        return shop_of(house).test
    except Missing:
        return False


def open_till(house: House, shop: Shop, name: str) -> Till:
    """The till called `name`, ready to be asked.

    Raises:
        Missing: the shop has no such till, or it has no key.
        Invalid: it takes no money in a shop that does not say `test = true`, or takes some in
            one that does.
    """
    till = till_of(
        shop.counter(name), shop.site, Keys(), house_key(house, SANDBOX_KEY), house.clock.now_ms
    )
    if till.real == shop.test:
        code = "payments.test_till" if not till.real else "payments.real_till"
        raise Invalid(code, file=FILE, till=name)
    return till
