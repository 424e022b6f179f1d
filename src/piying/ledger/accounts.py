"""Accounts: every account that the books may have, by the path that is its name.

A path is the sort of the account, what it is of, and its currency, between colons:
"payable:studio-a:CNY". Whoever reads the path knows the account; nothing else says what it is.
Amounts of money, plays ("PLAY"), milliseconds ("MS") and coins are all held in accounts, each
in a currency of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from piying.model.books import Account, AccountKind
from piying.model.errors import Invalid

PLAY, MS = "PLAY", "MS"
"""The currencies of counts: plays, and milliseconds that were watched."""

PART = re.compile(r"[^\s:\x00-\x1f\x7f]{1,100}")
CURRENCY = re.compile(r"[A-Z][A-Z0-9]{1,11}")
"""ISO 4217, or the name of a unit."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What all accounts of one sort are."""

    kind: AccountKind
    parts: int
    """How many parts stand between the sort and the currency."""
    party: bool = False
    """The first part is whose account it is."""
    clearing: bool = False
    floor: int | None = None


_ASSET, _LIABILITY = AccountKind.ASSET, AccountKind.LIABILITY
_INCOME, _EXPENSE = AccountKind.INCOME, AccountKind.EXPENSE

SORTS: dict[str, Sort] = {
    "cash": Sort(_ASSET, 1),
    "receivable": Sort(_ASSET, 1, party=True),
    "recoup": Sort(_ASSET, 1),
    "clearing": Sort(_ASSET, 1, clearing=True),
    "payable": Sort(_LIABILITY, 1, party=True),
    "held": Sort(_LIABILITY, 1, floor=0),
    "reserve": Sort(_LIABILITY, 2, party=True, floor=0),
    "tax": Sort(_LIABILITY, 1),
    "pool": Sort(_LIABILITY, 1, clearing=True),
    "rounding_suspense": Sort(_LIABILITY, 0),
    "revenue": Sort(_INCOME, 1),
    "expense": Sort(_EXPENSE, 1),
    "received": Sort(_ASSET, 0),
    "counted": Sort(_INCOME, 0),
    "refused": Sort(_INCOME, 1),
    "watched": Sort(_ASSET, 0),
    "effective": Sort(_INCOME, 0),
    "over_cap": Sort(_INCOME, 0),
    "issued": Sort(_ASSET, 0, floor=0),
    "wallet": Sort(_LIABILITY, 1, party=True, floor=0),
    "spent": Sort(_INCOME, 1),
    "expired": Sort(_INCOME, 0),
}
"""Every sort of account, by the first part of the path."""


@lru_cache(maxsize=50_000)
def named(path: str) -> Account:
    """The account that `path` names.

    Raises:
        Invalid: no account is called that.
    """
    sort_name, *parts = path.split(":")
    sort = SORTS.get(sort_name)
    if (
        sort is None
        or len(parts) != sort.parts + 1
        or not all(PART.fullmatch(part) for part in parts)
        or not CURRENCY.fullmatch(parts[-1])
    ):
        raise Invalid("books.bad_account", account=path)
    party = parts[0] if sort.party else ""
    return Account(path, sort.kind, party, parts[-1], sort.clearing, sort.floor)


def currency_of(path: str) -> str:
    """The currency of the account called `path`."""
    return path.rpartition(":")[2]


def owed(account: Account, minor: int) -> int:
    """A balance in the account's own sign: what is owed or earned counts as above zero."""
    return minor if account.kind in {_ASSET, _EXPENSE} else -minor


# --- money of the house -------------------------------------------------------------------


def cash(where: str, currency: str) -> Account:
    """What the house has in the bank or with a payment provider `where`."""
    return named(f"cash:{where}:{currency}")


def receivable(party: str, currency: str) -> Account:
    """What `party`, a platform or a buyer, owes the house."""
    return named(f"receivable:{party}:{currency}")


def recoup(whose: str, currency: str) -> Account:
    """What was guaranteed ahead and is not yet earned: of a contract, or of a group of them."""
    return named(f"recoup:{whose}:{currency}")


def clearing(name: str, currency: str) -> Account:
    """What has to come back to zero: a payment under way, a statement that is expected."""
    return named(f"clearing:{name}:{currency}")


def revenue(what: str, currency: str) -> Account:
    """What the house earns with a series."""
    return named(f"revenue:{what}:{currency}")


def expense(what: str, currency: str) -> Account:
    """What the parts of others, fees and costs of `what` have cost the house."""
    return named(f"expense:{what}:{currency}")


# --- money of others ----------------------------------------------------------------------


def payable(party: str, currency: str) -> Account:
    """What the house owes `party`; may turn, when a correction takes back what was paid."""
    return named(f"payable:{party}:{currency}")


def held(dispute: str, currency: str) -> Account:
    """What is set aside while `dispute` is open; never below nothing."""
    return named(f"held:{dispute}:{currency}")


def reserve(party: str, step: str, currency: str) -> Account:
    """What the step of a deal keeps back of what `party` has earned; never below nothing."""
    return named(f"reserve:{party}:{step}:{currency}")


def tax(table: str, currency: str) -> Account:
    """What was withheld by a table of tax and is owed to the state."""
    return named(f"tax:{table}:{currency}")


def pool(name: str, currency: str) -> Account:
    """A sum that the titles of a pool divide; has to come back to zero."""
    return named(f"pool:{name}:{currency}")


def rounding_suspense(currency: str) -> Account:
    """Where the fractions of a minor unit wait that no party can be given yet."""
    return named(f"rounding_suspense:{currency}")


# --- counts -------------------------------------------------------------------------------


def received() -> Account:
    """Plays that were received."""
    return named(f"received:{PLAY}")


def counted() -> Account:
    """Plays that count."""
    return named(f"counted:{PLAY}")


def refused(reason: str) -> Account:
    """Plays that do not count, for one reason."""
    return named(f"refused:{reason}:{PLAY}")


def watched() -> Account:
    """Milliseconds of plays that are long enough, before any cap."""
    return named(f"watched:{MS}")


def effective() -> Account:
    """Milliseconds that count."""
    return named(f"effective:{MS}")


def over_cap() -> Account:
    """Milliseconds above what a contract counts of one person, episode and day."""
    return named(f"over_cap:{MS}")


# --- coins --------------------------------------------------------------------------------


def issued(coin: str) -> Account:
    """Coins that are out: in wallets, spent or expired."""
    return named(f"issued:{coin}")


def wallet(viewer: str, coin: str) -> Account:
    """The coins of one viewer; never below nothing, whichever device spends them."""
    return named(f"wallet:{viewer}:{coin}")


def spent(series: str, coin: str) -> Account:
    """Coins that were spent on a series."""
    return named(f"spent:{series}:{coin}")


def expired(coin: str) -> Account:
    """Coins that ran out unspent."""
    return named(f"expired:{coin}")
