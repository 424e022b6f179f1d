"""The second factor of the staff: an authenticator beside a password, or a passkey for both.

A password alone opens a login at which nothing of the staff may be done until a factor is
given; who has none yet may set one up and nothing else. Rules: `release/duties.py`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import quote

from piying.model.errors import Conflict, Invalid
from piying.model.viewer import Account, Deed, Sort
from piying.release.duties import Second
from piying.release.totp import DIGITS, SECRET_BYTES, STEP_MS, letters_of, step_of
from piying.store.channel.accounts import Accounts, Proof
from piying.store.channel.factors import Authenticator, Factors
from piying.store.channel.logins import Logins
from piying.studio.channel.acting import By, person, require, require_person, second_of
from piying.studio.channel.auditing import Change, Note, changing
from piying.studio.channel.enrolling import keep_an_operator, staff_called
from piying.studio.channel.housekey import decrypted, encrypted
from piying.studio.channel.logins import Opened, Proven, replaced
from piying.studio.channel.recovery import codes_left, end_codes, make_codes, use_code
from piying.studio.channel.throttling import CODE, admit
from piying.studio.house import House

PURPOSE = b"piying factor 1"
CODE_CHARACTERS_MAX = 64
AUTHENTICATOR, RECOVERY_CODE = "authenticator", "recovery code"
"""Ways to give one, as the log calls them."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A secret that is shown once, for an authenticator to know."""

    letters: str = field(repr=False)
    """As a person types it."""
    address: str = field(repr=False)
    """For a QR code."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An authenticator in force: the login at which it was given, and codes shown once."""

    opened: Opened
    codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody has, for a page to show."""

    second: Second
    authenticator: bool
    passkeys: int
    codes: int
    """Recovery codes that were not used."""


def held(house: House, by: By) -> Held:
    """What `by` has, and whether a second factor was given at this login."""
    account, database = person(by), house.store.database
    ways = Accounts(database).credentials(account.id)
    return Held(
        second_of(house, by),
        is_in_force(house, account),
        sum(one.sort is Proof.PASSKEY for one in ways),
        codes_left(house, account.id),
    )


def is_in_force(house: House, account: Account) -> bool:
    """Whether an account has an authenticator whose codes count."""
    found = Factors(house.store.database).of(account.id)
    return found is not None and found.secret is not None


def begin_authenticator(house: House, by: By, issuer: str) -> Setup:
    """A secret for the authenticator of `by`; one in force stays until a code of this is given.

    Raises:
        Invalid: they are none of the staff, or have to prove first who they are.
    """
    account = _staff(house, by)
    secret = os.urandom(SECRET_BYTES)
    kept = encrypted(house, PURPOSE, account.id, secret)
    Factors(house.store.database).want(account.id, kept, house.clock.now_ms())
    handle = Accounts(house.store.database).handle(account.id)
    return Setup(letters_of(secret), _address(secret, issuer, handle))


def keep_authenticator(house: House, by: By, code: str, address: str) -> Kept:
    """Put the new authenticator in force by its first code; every other login ends.

    Raises:
        Invalid: the code is wrong, nothing was set up, or there were too many tries.
    """
    account = _staff(house, by)
    tried = admit(house, f"factor {account.id}", address, CODE)
    factors = Factors(house.store.database)
    found = factors.of(account.id)
    if found is None or found.wanted is None:
        raise Invalid("accounts.factor_none_wanted")
    step = _step(house, found, found.wanted, code)
    with changing(house) as note:
        if step is None or not factors.keep(found, step):
            raise Invalid("accounts.factor_refused")
        codes = make_codes(house, account.id)
        Logins(house.store.database).end_all(account.id, house.clock.now_ms())
        note(Change(by.name, "factor_added", account.id, after=(("way", AUTHENTICATOR),)))
        opened = _given(house, by, AUTHENTICATOR, note)
    tried.succeeded()
    return Kept(opened, codes)


def give_factor(house: House, by: By, code: str, address: str) -> Opened:
    """A new login in place of the one of `by`, at which a second factor was given.

    `code` is the six digits of an authenticator, or a recovery code.

    Raises:
        Invalid: the code is wrong or was used, or there were too many tries.
    """
    account = person(by)
    tried = admit(house, f"factor {account.id}", address, CODE)
    typed = code.strip()
    with changing(house) as note:
        if len(typed) == DIGITS and typed.isascii() and typed.isdigit():
            good, way = _is_code_of_now(house, account, typed), AUTHENTICATOR
        else:
            good = len(typed) <= CODE_CHARACTERS_MAX and use_code(house, account.id, typed)
            way = RECOVERY_CODE
        if not good:
            raise Invalid("accounts.factor_refused")
        opened = _given(house, by, way, note)
    tried.succeeded()
    return opened


def new_codes(house: House, by: By) -> tuple[str, ...]:
    """Ten new recovery codes of `by`, shown once; those before are over.

    Raises:
        Invalid: they have to prove first who they are.
        Conflict: they have no authenticator that the codes could stand in for.
    """
    account = _staff(house, by)
    if not is_in_force(house, account):
        raise Conflict("accounts.factor_none")
    with changing(house) as note:
        codes = make_codes(house, account.id)
        note(Change(by.name, "codes_made", account.id, after=(("codes", str(len(codes))),)))
    return codes


def drop_authenticator(house: House, by: By) -> None:
    """Take one's own authenticator and recovery codes away; every other login ends.

    Raises:
        Invalid: they have to prove first who they are.
        Conflict: there is none.
    """
    account = _staff(house, by)
    with changing(house) as note:
        if not Factors(house.store.database).drop(account.id):
            raise Conflict("accounts.factor_none")
        end_codes(house, account.id)
        mine = by.login.id if by.login else ""
        Logins(house.store.database).end_all(account.id, house.clock.now_ms(), mine)
        note(Change(by.name, "factor_dropped", account.id, (("way", AUTHENTICATOR),)))


def reset_factors(house: House, by: By, handle: str) -> Account:
    """Take authenticator, recovery codes and passkeys of somebody of the staff away.

    Their logins end; with their password they log in and set up another factor.

    Raises:
        Invalid: `by` may not, or nobody would be left who can log in as an operator.
        Missing: nobody of the staff has that login name.
    """
    require_person(house, by, Deed.MEMBERS)
    database = house.store.database
    accounts = Accounts(database)
    with changing(house) as note:
        account = staff_called(house, handle)
        had = Factors(database).drop(account.id)
        end_codes(house, account.id)
        ways = accounts.credentials(account.id)
        passkeys = [one for one in ways if one.sort is Proof.PASSKEY]
        for one in passkeys:
            accounts.drop_credential(account.id, one.id)
        keep_an_operator(accounts, account)
        Logins(database).end_all(account.id, house.clock.now_ms())
        before = (("authenticator", "yes" if had else "no"), ("passkeys", str(len(passkeys))))
        note(Change(by.name, "factors_reset", account.id, before))
    return account


def _address(secret: bytes, issuer: str, handle: str) -> str:
    """The `otpauth:` address, in the Key Uri Format that authenticators read."""
    label = f"{quote(issuer, safe='')}:{quote(handle, safe='')}"
    asked = f"secret={letters_of(secret)}&issuer={quote(issuer, safe='')}&algorithm=SHA1"
    return f"otpauth://totp/{label}?{asked}&digits={DIGITS}&period={STEP_MS // 1000}"


def _staff(house: House, by: By) -> Account:
    """Whoever of the staff acts and may change how they prove who they are."""
    account = person(by)
    if account.sort is not Sort.STAFF:
        raise Invalid("accounts.not_staff")
    require(house, by, Deed.PROVE)
    return account


def _given(house: House, by: By, way: str, note: Note) -> Opened:
    proved = by.login.proved_ms if by.login else 0
    device = by.login.device if by.login else ""
    proven = Proven(way, proved, house.clock.now_ms())
    return replaced(house, person(by), device, by, proven, note)


def _is_code_of_now(house: House, account: Account, typed: str) -> bool:
    factors = Factors(house.store.database)
    found = factors.of(account.id)
    if found is None or found.secret is None:
        return False
    step = _step(house, found, found.secret, typed)
    return step is not None and factors.use(account.id, step)


def _step(house: House, found: Authenticator, kept: bytes, typed: str) -> int | None:
    secret = decrypted(house, PURPOSE, found.member, kept)
    if secret is None:
        raise Conflict("accounts.factor_unreadable")
    return step_of(secret, typed.strip(), house.clock.now_ms())
