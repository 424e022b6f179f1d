"""Accounts: becoming a viewer, passwords, ways in, minors mode, closing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from piying.model.errors import Conflict, Invalid
from piying.model.viewer import Account, Deed, Sort
from piying.release.passwords import (
    CHARACTERS_MAX,
    characters_min,
    pin_is_good,
    weakness,
)
from piying.store.channel.accounts import Accounts, Credential, Proof
from piying.store.channel.keepsakes import Keepsakes
from piying.store.channel.logins import Logins
from piying.store.channel.tokens import Tokens
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.auditing import Change, Note, changing
from piying.studio.channel.hashing import hashed, matches
from piying.studio.channel.logins import Opened, begin
from piying.studio.channel.names import handle_of, shown_name
from piying.studio.channel.throttling import admit
from piying.studio.house import House

OURS = ("piying", "皮影")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to be called, and the password they choose."""

    handle: str
    name: str
    password: str = field(repr=False)


def register(house: House, by: By, wanted: Wanted, address: str) -> Opened:
    """The anonymous account of `by` as a viewer's: its id and all that hangs on it stay.

    Every login before ends, a new one begins.

    Raises:
        Conflict: the login name is taken, or the account is registered already.
        Invalid: name or password are not good, or there were too many tries.
    """
    account = person(by)
    handle, shown = handle_of(wanted.handle), shown_name(wanted.name)
    check_password(replace(account, sort=Sort.VIEWER, name=shown), handle, wanted.password)
    tried = admit(house, f"register {account.id}", address)
    now, accounts = house.clock.now_ms(), Accounts(house.store.database)
    data = hashed(wanted.password).encode()
    with changing(house) as note:
        became = accounts.become(account.id, Sort.VIEWER, handle, shown)
        accounts.put_credential(password_of(account.id, data, now))
        Logins(house.store.database).end_all(account.id, now)
        note(
            Change(
                by.name, "registered", account.id, (("sort", account.sort.value),),
                (("sort", became.sort.value), ("way", Proof.PASSWORD.value)),
            )
        )  # fmt: skip
        opened = begin(house, became, by.login.device if by.login else "", proved_ms=now)
    tried.succeeded()
    return opened


@dataclass(frozen=True, slots=True)
class Replacing:
    """Another password, and the one before."""

    password: str = field(repr=False)
    current: str = field(default="", repr=False)
    """The one that holds; empty for who has only a passkey."""
    address: str = field(default="", repr=False)
    """Where it comes from."""


def set_password(house: House, by: By, given: Replacing) -> int:
    """Let `by` log in with another password from now on; how many other logins were ended.

    The one before is proof enough; who has none has to have proved who they are.

    Raises:
        Invalid: it is not good, or what proves who they are is lacking.
    """
    account, accounts = person(by), Accounts(house.store.database)
    require(house, _proved_by(house, by, given), Deed.PROVE)
    check_password(account, accounts.handle(account.id), given.password)
    now, data = house.clock.now_ms(), hashed(given.password).encode()
    with changing(house) as note:
        accounts.put_credential(password_of(account.id, data, now))
        mine = by.login.id if by.login else ""
        ended = Logins(house.store.database).end_all(account.id, now, mine)
        note(Change(by.name, "password_set", account.id, after=(("ended", str(ended)),)))
    return ended


def drop_way(house: House, by: By, name: str) -> None:
    """Take one's own password or passkey away.

    Raises:
        Invalid: it is the only one, or they have to prove first who they are.
        Missing: it is not theirs.
    """
    require(house, by, Deed.PROVE)
    account, accounts = person(by), Accounts(house.store.database)
    with changing(house) as note:
        held = accounts.credentials(account.id)
        accounts.drop_credential(account.id, name)
        if len(held) < 2:
            raise Invalid("accounts.last_credential")
        sort = next(one.sort.value for one in held if one.id == name)
        note(Change(by.name, "way_dropped", account.id, (("way", sort),)))


def rename(house: House, by: By, name: str) -> Account:
    """Show `by` to others under another name from now on.

    Raises:
        Invalid: they are anonymous, or it is no name.
    """
    require(house, by, Deed.OWN)
    before, accounts = person(by), Accounts(house.store.database)
    if before.sort is Sort.ANONYMOUS:
        raise Invalid("accounts.not_allowed", deed=Deed.OWN.value)
    shown = shown_name(name)
    with changing(house) as note:
        accounts.rename(before.id, shown)
        after = accounts.account(before.id)
        note(Change(by.name, "renamed", before.id, facts(before), facts(after)))
    return after


def close(house: House, by: By) -> None:
    """Close one's own account for good; logins and tokens end at once.

    Name, login name and ways in are forgotten; what was paid stays under an id without a name.

    Raises:
        Invalid: they have to prove first who they are, or are of the staff, whom an operator
            closes.
    """
    account = person(by)
    if account.sort is Sort.STAFF:
        raise Invalid("accounts.not_allowed", deed=Deed.OWN.value)
    require(house, by, Deed.PROVE if account.sort is Sort.VIEWER else Deed.OWN)
    with changing(house) as note:
        close_account(house, by, account, note)


def close_account(house: House, by: By, account: Account, note: Note) -> None:
    """Close `account` inside a block that changes: whoever calls asked whether it may be."""
    now, database = house.clock.now_ms(), house.store.database
    Accounts(database).close(account.id, now)
    Logins(database).end_all(account.id, now)
    Tokens(database).end_all(account.id, now)
    Keepsakes(database).drop(account.id)
    note(Change(by.name, "closed", account.id, facts(account)))


def minors_on(house: House, by: By, pin: str) -> None:
    """Turn minors mode on; the PIN turns it off.

    Raises:
        Invalid: the PIN is not good.
        Conflict: it is on already: whoever is minded does not choose the PIN.
    """
    require(house, by, Deed.OWN)
    account, accounts = person(by), Accounts(house.store.database)
    if not pin_is_good(pin):
        raise Invalid("accounts.pin_form")
    kept = hashed(pin)
    with changing(house) as note:
        if accounts.account(account.id).minors:
            raise Conflict("accounts.minors_already")
        accounts.set_minors(account.id, kept, minors=True)
        note(Change(by.name, "minors", account.id, (("minors", "no"),), (("minors", "yes"),)))


def minors_off(house: House, by: By, pin: str, address: str) -> None:
    """Turn minors mode off.

    Raises:
        Invalid: the PIN is wrong, or there were too many tries.
    """
    require(house, by, Deed.OWN)
    account, accounts = person(by), Accounts(house.store.database)
    tried = admit(house, f"pin {account.id}", address)
    if not matches(accounts.pin(account.id), pin):
        raise Invalid("accounts.pin_refused")
    tried.succeeded()
    with changing(house) as note:
        accounts.set_minors(account.id, "", minors=False)
        note(Change(by.name, "minors", account.id, (("minors", "yes"),), (("minors", "no"),)))


def check_password(account: Account, handle: str, password: str) -> None:
    """Refuse a password that is no good for `account`.

    Raises:
        Invalid: it says what is wrong with it.
    """
    names = (handle, account.name, account.party, *OURS)
    weak = weakness(password, account.sort, [one for one in names if one])
    if weak is not None:
        raise Invalid(
            f"accounts.password_{weak.value}", least=characters_min(account.sort),
            most=CHARACTERS_MAX,
        )  # fmt: skip


def password_of(member: str, data: bytes, now_ms: int) -> Credential:
    """A password as a way in: each member has one at most."""
    return Credential(member, member, Proof.PASSWORD, data, 0, "", now_ms, now_ms)


def facts(account: Account) -> tuple[tuple[str, str], ...]:
    """What the log says of an account: of staff also the name."""
    told = [("sort", account.sort.value), ("minors", "yes" if account.minors else "no")]
    if account.sort is Sort.STAFF:
        duties = " ".join(one.value for one in account.duties)
        told += [("name", account.name), ("duties", duties), ("party", account.party)]
    return tuple(told)


def _proved_by(house: House, by: By, given: Replacing) -> By:
    """Whoever acts, as they stand after the password that holds."""
    account, accounts = person(by), Accounts(house.store.database)
    ways = accounts.credentials(account.id)
    kept = next((one.data.decode() for one in ways if one.sort is Proof.PASSWORD), "")
    if not kept or by.login is None:
        return by
    tried = admit(house, accounts.handle(account.id), given.address)
    if not matches(kept, given.current):
        raise Invalid("accounts.password_wrong")
    tried.succeeded()
    return replace(by, login=replace(by.login, proved_ms=house.clock.now_ms()))
