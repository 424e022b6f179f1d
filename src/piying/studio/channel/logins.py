"""Logging in and out: every login is a row of its own that can be seen and ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from piying.model.errors import Invalid, Missing
from piying.model.viewer import Account, Deed, Login, Sort
from piying.store.channel.accounts import Accounts, Credential, Proof
from piying.store.channel.logins import Logins
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.auditing import Change, Note, changing
from piying.studio.channel.devices import device_of
from piying.studio.channel.hashing import hashed, is_old, matches
from piying.studio.channel.names import folded
from piying.studio.channel.opaque import digest_of, new_id, new_secret
from piying.studio.channel.throttling import admit, admit_guest
from piying.studio.house import House

MINUTE_MS = 60_000
DAY_MS = 86_400_000
LOGINS_MAX = 20
"""Of one account at the same time; one more ends the one that was unused the longest."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long a login lasts."""

    idle_ms: int
    """Unused."""
    whole_ms: int
    """At all."""


TERMS: Mapping[Sort, Term] = {
    Sort.ANONYMOUS: Term(180 * DAY_MS, 400 * DAY_MS),
    Sort.VIEWER: Term(30 * DAY_MS, 180 * DAY_MS),
    Sort.STAFF: Term(30 * MINUTE_MS, 12 * 60 * MINUTE_MS),
}
"""Browsers keep a cookie for 400 days at most."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A login that has just begun."""

    by: By
    secret: str = field(repr=False)
    """For the cookie; nothing else ever knows it."""

    @property
    def account(self) -> Account:
        """Whose login it is."""
        return person(self.by)

    @property
    def login(self) -> Login:
        """Its row."""
        if self.by.login is None:
            raise AssertionError("an opened login has its row")
        return self.by.login


@dataclass(frozen=True, slots=True)
class Proven:
    """What somebody has proved at a login that begins."""

    by: str
    proved_ms: int
    """When they last gave a password or a passkey."""
    factor_ms: int = 0
    """When they gave a second factor; 0: not yet."""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody types to log in, and where it comes from."""

    handle: str
    password: str = field(repr=False)
    address: str = field(repr=False)
    device: str = ""


def anonymous(house: House, device: str = "", address: str = "") -> Opened:
    """A new anonymous account and its login.

    Raises:
        Invalid: there were too many from `address`.
    """
    if address:
        admit_guest(house, address)
    now = house.clock.now_ms()
    account = Account(new_id(now), Sort.ANONYMOUS, "", at_ms=now)
    with house.store.together(durable=True):
        Accounts(house.store.database).add(account)
        return begin(house, account, device)


def standing(house: House, secret: str) -> By:
    """Who holds the cookie `secret`, as they stand now.

    Raises:
        Invalid: the login has ended, was never one, or its account was closed.
    """
    login = Logins(house.store.database).found(digest_of(secret), house.clock.now_ms())
    if login is None:
        raise Invalid("accounts.login_over")
    try:
        account = Accounts(house.store.database).account(login.account)
    except Missing as error:
        raise Invalid("accounts.login_over") from error
    return By(account.id, account, login)


def refreshed(house: House, by: By) -> By:
    """Whoever acts, by the same login, as their account is now.

    Raises:
        Missing: it was closed.
    """
    return By(by.name, Accounts(house.store.database).account(by.name), by.login)


def log_in(house: House, given: Given, before: By | None = None) -> Opened:
    """A new login by a password; the one `before`, of the same browser, ends.

    Raises:
        Invalid: name or password is wrong, which of them is not told; or there were too many
            tries.
    """
    handle = folded(given.handle)
    tried = admit(house, handle, given.address)
    accounts = Accounts(house.store.database)
    account = accounts.called(handle)
    held = _password(accounts, account)
    good = matches(held.data.decode() if held else "", given.password)
    if account is None or held is None or not good:
        raise Invalid("accounts.login_refused")
    tried.succeeded()
    _freshen(house, held, given.password)
    now = house.clock.now_ms()
    return entered(house, account, given.device, before, Proven(Proof.PASSWORD.value, now))


def prove(house: House, by: By, password: str, address: str) -> Opened:
    """A new login in place of the one of `by`, whose password was given anew.

    A second factor that was given at it stays given.

    Raises:
        Invalid: it is wrong, or there were too many tries.
    """
    account = person(by)
    accounts = Accounts(house.store.database)
    tried = admit(house, accounts.handle(account.id), address)
    held = _password(accounts, account)
    if not matches(held.data.decode() if held else "", password):
        raise Invalid("accounts.login_refused")
    tried.succeeded()
    device = by.login.device if by.login else ""
    factor = by.login.factor_ms if by.login else 0
    proven = Proven(Proof.PASSWORD.value, house.clock.now_ms(), factor)
    return entered(house, account, device, by, proven)


def entered(
    house: House, account: Account, device: str, before: By | None, proven: Proven
) -> Opened:
    """The login of somebody who has just proved who they are; the one before ends.

    Staff's are told to the log.
    """
    if account.sort is Sort.STAFF:
        with changing(house) as note:
            return replaced(house, account, device, before, proven, note)
    with house.store.together(durable=True):
        return _begun(house, account, device, before, proven)


def replaced(
    house: House, account: Account, device: str, before: By | None, proven: Proven, note: Note
) -> Opened:
    """As `entered`, of staff, inside a block that changes."""
    opened = _begun(house, account, device, before, proven)
    after = (("login", opened.login.id), ("by", proven.by))
    note(Change(account.id, "logged_in", account.id, after=after))
    return opened


def begin(
    house: House, account: Account, device: str, *, proved_ms: int = 0, factor_ms: int = 0
) -> Opened:
    """A login of `account` with a secret of its own."""
    now, term = house.clock.now_ms(), TERMS[account.sort]
    shown = device_of(device)
    until = now + term.whole_ms
    login = Login(new_id(now), account.id, now, until, proved_ms, shown, factor_ms)
    secret, logins = new_secret(), Logins(house.store.database)
    logins.open(login, digest_of(secret), term.idle_ms)
    logins.end_beyond(account.id, LOGINS_MAX, now)
    return Opened(By(account.id, account, login), secret)


def logins(house: House, by: By) -> tuple[Login, ...]:
    """The logins of `by` that hold, newest first."""
    return Logins(house.store.database).of(person(by).id, house.clock.now_ms())


def log_out(house: House, by: By) -> None:
    """End the login of `by`."""
    if by.login is not None:
        end_login(house, by, by.login.id)


def end_login(house: House, by: By, name: str) -> None:
    """End one of one's own logins at once.

    Raises:
        Missing: it is not theirs.
        Invalid: it is another than this, and they have to prove first who they are.
    """
    this = by.login is not None and by.login.id == name
    require(house, by, Deed.OWN if this else _ending(by))
    Logins(house.store.database).end(person(by).id, name, house.clock.now_ms())


def end_others(house: House, by: By) -> int:
    """End all of one's own logins but this one; how many.

    Raises:
        Invalid: they have to prove first who they are.
    """
    require(house, by, _ending(by))
    mine = by.login.id if by.login else ""
    return Logins(house.store.database).end_all(person(by).id, house.clock.now_ms(), mine)


def _ending(by: By) -> Deed:
    """What ending another login asks for: who has a password or a passkey gives it anew."""
    return Deed.OWN if person(by).sort is Sort.ANONYMOUS else Deed.PROVE


def _begun(
    house: House, account: Account, device: str, before: By | None, proven: Proven
) -> Opened:
    if before is not None and before.login is not None:
        ended = before.login
        Logins(house.store.database).end(ended.account, ended.id, house.clock.now_ms())
    return begin(house, account, device, proved_ms=proven.proved_ms, factor_ms=proven.factor_ms)


def _password(accounts: Accounts, account: Account | None) -> Credential | None:
    held = accounts.credentials(account.id) if account else ()
    return next((one for one in held if one.sort is Proof.PASSWORD), None)


def _freshen(house: House, held: Credential, password: str) -> None:
    """Note the use; a hash of older parameters is made anew."""
    now, accounts = house.clock.now_ms(), Accounts(house.store.database)
    if not is_old(held.data.decode()):
        accounts.used(held.id, held.uses, now, held.uses)
        return
    with changing(house) as note:
        accounts.put_credential(
            Credential(
                held.id, held.member, held.sort, hashed(password).encode(), held.uses,
                held.name, held.made_ms, now,
            )
        )  # fmt: skip
        note(Change(held.member, "password_rehashed", held.member))
