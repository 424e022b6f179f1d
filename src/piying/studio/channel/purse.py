"""The purse: the coins of a viewer, where they came from and went, and what they bring."""

from __future__ import annotations

from dataclasses import dataclass

from piying.ledger.accounts import owed, wallet
from piying.ledger.lots import Part
from piying.model.release import Right
from piying.model.right import Grant
from piying.model.sale import Sale, SaleKind
from piying.model.viewer import Deed
from piying.store.books.books import Books
from piying.store.channel.payments import LISTED_MAX, Moved, Payments
from piying.store.channel.rights import COIN
from piying.studio.channel.acting import By, person, require
from piying.studio.house import House

OWN = "own"
"""The source of sales that we made ourselves."""
PAGE = 50


@dataclass(frozen=True, slots=True)
class History:
    """Some lines of a wallet, newest first."""

    lines: tuple[Moved, ...]
    next: int
    """The cursor of the lines before them; 0: there are none."""


def balance(house: House, by: By) -> int:
    """The coins of whoever asks."""
    return coins_of(house, person(by).id)


def coins_of(house: House, account: str) -> int:
    """The coins of `account`."""
    purse = wallet(account, COIN)
    return owed(purse, Books(house.store.database).balance(purse.id))


def history(
    house: House, by: By, cursor: int = 0, count: int = PAGE, *, of: str = ""
) -> History:
    """What came into the wallet of whoever asks and went out of it; `of` as in `orders`."""
    count = within(count)
    purse = wallet(whose_money(house, by, of), COIN)
    lines = Payments(house.store.database).history(purse.id, max(0, cursor), count)
    return History(lines, lines[-1].seq if len(lines) == count else 0)


def whose_money(house: House, by: By, of: str) -> str:
    """The account whose orders, rights and coins `by` sees: their own, or `of`.

    Raises:
        Invalid: it is another's, and they are not of finance.
    """
    if of and (by.account is None or by.account.id != of):
        require(house, by, Deed.SEE_PAYMENTS)
        return of
    return person(by).id


def within(count: int) -> int:
    """A number of rows that may be asked for."""
    return max(1, min(count, LISTED_MAX))


# --- what coins bring ---------------------------------------------------------------------


def sold(grant: Grant, parts: tuple[Part, ...], platform: str, day: str) -> tuple[Sale, ...]:
    """The sales that an unlock is: one for each lot that somebody paid for."""
    kind = SaleKind.SERIES if grant.why is Right.SERIES else SaleKind.EPISODE
    return tuple(
        Sale(
            source=OWN, transaction=f"{grant.id}-{place}", kind=kind, series=grant.series,
            episode=grant.episode, platform=platform, day=day, units=int(not place),
            gross_minor=one.minor, refund_minor=0, fee_minor=one.fee_minor,
            currency=one.currency,
        )
        for place, one in enumerate(parts)
        if one.minor and one.currency
    )  # fmt: skip


def given_back(
    grant: Grant, parts: tuple[Part, ...], platform: str, day: str
) -> tuple[Sale, ...]:
    """The sales that undo those of an unlock.

    The coins may be spent anew, and what the till kept of them is kept then: here it is given
    back, so that a fee is charged once.
    """
    return tuple(
        Sale(
            source=OWN, transaction=f"{grant.id}-{place}-back", kind=SaleKind.REFUND,
            series=grant.series, episode=grant.episode, platform=platform, day=day, units=0,
            gross_minor=0, refund_minor=one.minor, fee_minor=-one.fee_minor,
            currency=one.currency,
        )
        for place, one in enumerate(parts)
        if one.minor and one.currency
    )  # fmt: skip
