"""Wallets: the coins of viewers as accounts with a floor of nothing.

There is no balance that a program reads, lowers and writes back: spending is an entry, and the
database refuses the one that would bring a wallet below nothing, however many devices spend at
once. An unlock has a key of its own, so that asking for it twice takes the coins once. At all
times: coins issued = in wallets + spent + expired. Every function takes the wallet as
`accounts.wallet` names it.
"""

from __future__ import annotations

from piying.ledger.accounts import expired, issued, spent
from piying.model.books import Account, Draft, Posting
from piying.model.errors import Invalid

TOP_UP, UNLOCK, GIVE_BACK, EXPIRE = "top-up", "unlock", "refund", "expire"


def top_up(purse: Account, coins: int, *, sale: str, day: str) -> Draft:
    """Coins that a viewer bought, or was given, by `sale`: the same sale gives them once."""
    return _draft(f"top-up:{sale}", TOP_UP, day, coins, (issued(purse.currency), purse), purse)


def unlock(
    purse: Account, coins: int, *, series: str, episode: int, day: str, time: int = 1
) -> Draft:
    """Coins that a viewer spends on an episode. Asked for twice, it is one entry.

    `time` is higher for an episode that is unlocked anew after its coins were given back: by
    the mirror of the entry, see `entries.mirror`.
    """
    key = f"unlock:{purse.party}:{series}:{episode}:{time}"
    return _draft(key, UNLOCK, day, coins, (purse, spent(series, purse.currency)), purse)


def refund(purse: Account, coins: int, *, sale: str, day: str) -> Draft:
    """Coins of a sale that is undone go out of the wallet; refused if they are spent."""
    return _draft(
        f"refund:{sale}", GIVE_BACK, day, coins, (purse, issued(purse.currency)), purse
    )


def expire(purse: Account, coins: int, *, lot: str, day: str) -> Draft:
    """Coins that ran out unspent; a `lot` runs out once."""
    return _draft(f"expire:{lot}", EXPIRE, day, coins, (purse, expired(purse.currency)), purse)


def _draft(
    key: str, kind: str, day: str, coins: int, moved: tuple[Account, Account], purse: Account
) -> Draft:
    """Coins go from the credit into the debit of `moved`."""
    if coins <= 0:
        raise Invalid("books.not_positive", what=key, minor=coins)
    debit, credit = moved
    lines = (Posting(debit.id, coins), Posting(credit.id, -coins))
    return Draft(key, kind, day, key, lines, about=f"viewer:{purse.party}")
