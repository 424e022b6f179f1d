"""The roll: the staff with their ways in, logins and tokens, for showing."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.viewer import Account, Login
from piying.store.channel.accounts import Accounts
from piying.store.channel.logins import Logins
from piying.store.channel.tokens import Token, Tokens
from piying.studio.channel.enrolling import staff_called
from piying.studio.house import House


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the staff."""

    account: Account
    handle: str
    ways: tuple[str, ...]
    """Sorts of their ways in; empty: they have not enrolled."""
    logins: tuple[Login, ...]
    tokens: tuple[Token, ...]


def roll(house: House) -> tuple[Entry, ...]:
    """Everybody of the staff, oldest first."""
    return tuple(_entry(house, one) for one in Accounts(house.store.database).staff())


def roll_of(house: House, handle: str) -> Entry:
    """Whoever of the staff logs in as `handle`.

    Raises:
        Missing: nobody does.
    """
    return _entry(house, staff_called(house, handle))


def _entry(house: House, account: Account) -> Entry:
    database = house.store.database
    accounts = Accounts(database)
    return Entry(
        account,
        accounts.handle(account.id),
        tuple(one.sort.value for one in accounts.credentials(account.id)),
        Logins(database).of(account.id, house.clock.now_ms()),
        Tokens(database).of(account.id),
    )
