"""Enrolling: nobody is given a password; a code is used once to choose a way in.

The first operator gets a code at the terminal of the house, everybody else of the staff from
an operator. A code ends when it is used, when another is made, or with its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from piying.model.errors import Conflict, Invalid, Missing
from piying.model.viewer import Account, Deed, Duty, Sort
from piying.store.channel.accounts import Accounts
from piying.store.channel.logins import Codes, Logins
from piying.studio.channel.accounts import check_password, close_account, facts, password_of
from piying.studio.channel.acting import By, require, require_person, terminal
from piying.studio.channel.auditing import Change, changing
from piying.studio.channel.hashing import hashed
from piying.studio.channel.logins import Opened, begin
from piying.studio.channel.names import handle_of, shown_name
from piying.studio.channel.opaque import digest_of, new_code, new_id, plain_code
from piying.studio.channel.throttling import admit
from piying.studio.house import House

ENROL = "enrol"
HOUR_MS = 3_600_000
FIRST_MS = HOUR_MS
INVITE_MS = 72 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who may enrol, and the code that is shown once."""

    account: Account
    code: str = field(repr=False)
    until_ms: int


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody of the staff, as an operator wants them."""

    handle: str
    duties: tuple[Duty, ...]
    name: str = ""
    party: str = ""
    """Whose figures and statements a producer sees."""


def first_operator(house: House, name: str) -> Invited:
    """The first operator and their code, which is good for an hour.

    It is asked for at the terminal of the house. While nobody has enrolled as an operator it
    may be asked for again, and the code before is over.

    Raises:
        Conflict: an operator has enrolled.
        Missing: there is no key that signs the log.
    """
    by, handle = terminal(name), handle_of(name)
    accounts = Accounts(house.store.database)
    with changing(house) as note:
        if accounts.enrolled(Duty.OPERATOR):
            raise Conflict("accounts.operator_there")
        account = accounts.called(handle)
        if account is None:
            account = _add(house, Staff(handle, (Duty.OPERATOR,), name), handle)
        elif Duty.OPERATOR not in account.duties:
            raise Conflict("accounts.handle_taken")
        note(Change(by.name, "first_operator", account.id, after=facts(account)))
        return _code(house, account, FIRST_MS)


def invite(house: House, by: By, wanted: Staff) -> Invited:
    """A new member of the staff and their code, which is good for three days.

    Raises:
        Invalid: `by` may not, a duty is lacking, or a producer has no party.
        Conflict: the login name is taken.
    """
    require(house, by, Deed.MEMBERS)
    check_duties(wanted.duties, wanted.party)
    handle = handle_of(wanted.handle)
    with changing(house) as note:
        account = _add(house, wanted, handle)
        note(Change(by.name, "invited", account.id, after=facts(account)))
        return _code(house, account, INVITE_MS)


def new_way(house: House, by: By, handle: str) -> Invited:
    """A code for somebody of the staff who has lost their way in; their logins end.

    Raises:
        Invalid: `by` may not.
        Missing: nobody of the staff has that login name.
    """
    require_person(house, by, Deed.MEMBERS)
    with changing(house) as note:
        account = staff_called(house, handle)
        Logins(house.store.database).end_all(account.id, house.clock.now_ms())
        note(Change(by.name, "code_made", account.id))
        return _code(house, account, INVITE_MS)


def enrol(house: House, code: str, password: str, address: str, device: str = "") -> Opened:
    """Use `code` up and log in with `password` from now on.

    A password that is no good leaves the code as it is.

    Raises:
        Invalid: the code is not good, or the password is not.
    """
    tried = admit(house, f"enrol {address}", address)
    now, database = house.clock.now_ms(), house.store.database
    accounts = Accounts(database)
    data = hashed(password).encode()
    with changing(house) as note:
        account = _used(house, code)
        check_password(account, accounts.handle(account.id), password)
        accounts.put_credential(password_of(account.id, data, now))
        Logins(database).end_all(account.id, now)
        note(Change(account.id, "enrolled", account.id, after=(("way", "password"),)))
        opened = begin(house, account, device, proved_ms=now)
    tried.succeeded()
    return opened


def set_duties(
    house: House, by: By, handle: str, duties: Sequence[Duty], party: str | None = None
) -> Account:
    """Somebody of the staff with these duties from now on; their next request knows it.

    Raises:
        Invalid: `by` may not, or nobody would be left who can log in as an operator.
        Missing: nobody of the staff has that login name.
    """
    require(house, by, Deed.MEMBERS)
    accounts = Accounts(house.store.database)
    with changing(house) as note:
        before = staff_called(house, handle)
        kept = before.party if party is None else party
        check_duties(duties, kept)
        accounts.set_duties(before.id, duties, kept)
        keep_an_operator(accounts, before)
        after = accounts.account(before.id)
        note(Change(by.name, "duties", before.id, facts(before), facts(after)))
    return after


def remove(house: House, by: By, handle: str) -> Account:
    """Close the account of somebody of the staff; logins and tokens end at once.

    Raises:
        Invalid: `by` may not, or nobody would be left who can log in as an operator.
    """
    require(house, by, Deed.MEMBERS)
    accounts = Accounts(house.store.database)
    with changing(house) as note:
        account = staff_called(house, handle)
        close_account(house, by, account, note)
        keep_an_operator(accounts, account)
    return account


def end_all(house: House, by: By, handle: str) -> int:
    """End every login of somebody of the staff; how many.

    Raises:
        Invalid: `by` may not.
    """
    require(house, by, Deed.MEMBERS)
    with changing(house) as note:
        account = staff_called(house, handle)
        ended = Logins(house.store.database).end_all(account.id, house.clock.now_ms())
        note(Change(by.name, "logins_ended", account.id, after=(("ended", str(ended)),)))
    return ended


def staff_called(house: House, handle: str) -> Account:
    """Whoever of the staff logs in as `handle`.

    Raises:
        Missing: nobody does.
    """
    account = Accounts(house.store.database).called(handle_of(handle))
    if account is None:
        raise Missing("accounts.no_account")
    if account.sort is not Sort.STAFF:
        raise Invalid("accounts.not_staff")
    return account


def check_duties(duties: Sequence[Duty], party: str) -> None:
    """Refuse staff without a duty, and a producer without a party.

    Raises:
        Invalid: it is so.
    """
    if not duties:
        raise Invalid("accounts.duties_needed", known=", ".join(Duty))
    if Duty.PRODUCER in duties and not party:
        raise Invalid("accounts.party_needed")


def keep_an_operator(accounts: Accounts, before: Account) -> None:
    """Refuse to leave the house without an operator who can log in, `before` having been one.

    Raises:
        Invalid: it would.
    """
    if Duty.OPERATOR in before.duties and not accounts.enrolled(Duty.OPERATOR):
        raise Invalid("accounts.last_operator")


def _add(house: House, wanted: Staff, handle: str) -> Account:
    now = house.clock.now_ms()
    shown = shown_name(wanted.name or wanted.handle)
    account = Account(new_id(now), Sort.STAFF, shown, wanted.duties, wanted.party, at_ms=now)
    Accounts(house.store.database).add(account, handle)
    return account


def _code(house: House, account: Account, time_ms: int) -> Invited:
    now, codes = house.clock.now_ms(), Codes(house.store.database)
    code = new_code()
    codes.end(account.id, ENROL, now)
    codes.put(digest_of(code), ENROL, account.id, now + time_ms)
    return Invited(account, code, now + time_ms)


def _used(house: House, code: str) -> Account:
    codes = Codes(house.store.database)
    member = codes.use(digest_of(plain_code(code)), ENROL, house.clock.now_ms())
    if member is None:
        raise Invalid("accounts.code_bad")
    return Accounts(house.store.database).account(member)
