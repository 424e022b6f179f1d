"""Who acts: somebody by their login, or whoever sits at the terminal of the house."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.errors import Invalid
from piying.model.viewer import Account, Deed, Login, Scope, Sort
from piying.release.duties import PROVED_MS, Refused, Second, refusal, refusal_of_token
from piying.store.channel.factors import Factors
from piying.studio.house import House

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class By:
    """Who acts."""

    name: str
    """The id of the account, or `terminal:NAME`."""
    account: Account | None = None
    """None: whoever holds the house itself and may do everything with it."""
    login: Login | None = None
    scopes: tuple[Scope, ...] | None = None
    """What a token may do that asks in their name; None: no token asks."""


def terminal(name: str) -> By:
    """Whoever sits at the terminal, as they call themselves."""
    return By(f"terminal:{name or '-'}")


def require(house: House, by: By, deed: Deed, party: str | None = None) -> None:
    """Let `by` do `deed`, or say why not.

    Raises:
        Invalid: they may not, have to give a second factor, or to prove anew who they are.
    """
    if by.account is None:
        return
    if by.scopes is not None:
        _require_of_token(by.account, by.scopes, deed, party)
        return
    proved = by.login.proved_ms if by.login else 0
    ago = house.clock.now_ms() - proved if proved else PROVED_MS
    second = second_of(house, by)
    why = refusal(by.account, deed, proved_ago_ms=ago, party=party, second=second)
    if why is Refused.SECOND:
        raise Invalid("accounts.second_factor", deed=deed.value, second=second.value)
    if why is Refused.FRESH:
        raise Invalid("accounts.prove_again", deed=deed.value, minutes=PROVED_MS // MINUTE_MS)
    if why is not None:
        raise Invalid("accounts.not_allowed", deed=deed.value)


def _require_of_token(
    account: Account, scopes: tuple[Scope, ...], deed: Deed, party: str | None
) -> None:
    why = refusal_of_token(account, scopes, deed, party=party)
    if why is Refused.SCOPE:
        raise Invalid("accounts.not_scope", deed=deed.value)
    if why is not None:
        raise Invalid("accounts.not_allowed", deed=deed.value)


def second_of(house: House, by: By) -> Second:
    """How the login of `by` stands to a second factor, which is asked of the staff alone."""
    account = by.account
    if account is None or account.sort is not Sort.STAFF:
        return Second.GIVEN
    if by.login is not None and by.login.factor_ms:
        return Second.GIVEN
    has = Factors(house.store.database).has_second(account.id)
    return Second.OWED if has else Second.NONE


def require_person(house: House, by: By, deed: Deed) -> None:
    """As `require`, of a person or the terminal: no token does it, whatever its scopes.

    Raises:
        Invalid: a token asks, or they may not.
    """
    if by.scopes is not None:
        raise Invalid("accounts.not_scope", deed=deed.value)
    require(house, by, deed)


def person(by: By) -> Account:
    """The account that acts.

    Raises:
        Invalid: it is the terminal, which has none.
    """
    if by.account is None:
        raise Invalid("accounts.not_allowed", deed=Deed.OWN.value)
    return by.account
