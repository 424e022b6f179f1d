"""The roll: the staff with their ways in, logins and tokens, for showing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from piying.model.viewer import Account, Login
from piying.store.channel.accounts import Accounts, Credential
from piying.store.channel.logins import Logins
from piying.store.channel.tokens import Token, Tokens
from piying.studio.channel.acting import By, person
from piying.studio.channel.enrolling import staff_called
from piying.studio.channel.secondfactor import AUTHENTICATOR, is_in_force
from piying.studio.house import House


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the staff."""

    account: Account
    handle: str
    ways: tuple[str, ...]
    """Sorts of their ways in, and whether they have an authenticator; empty: not enrolled."""
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


def ways_of(house: House, by: By) -> tuple[Credential, ...]:
    """How whoever acts may log in, without what stays secret of it."""
    held = Accounts(house.store.database).credentials(person(by).id)
    return tuple(replace(one, data=b"") for one in held)


def _entry(house: House, account: Account) -> Entry:
    database = house.store.database
    accounts = Accounts(database)
    ways = [one.sort.value for one in accounts.credentials(account.id)]
    if is_in_force(house, account):
        ways.append(AUTHENTICATOR)
    return Entry(
        account,
        accounts.handle(account.id),
        tuple(ways),
        Logins(database).of(account.id, house.clock.now_ms()),
        Tokens(database).of(account.id),
    )
