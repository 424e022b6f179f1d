"""Tokens of the API: shown once, kept as their SHA-256, for their scopes and their time."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from piying.model.errors import Invalid, Missing
from piying.model.viewer import Account, Deed, Scope
from piying.release.duties import open_to
from piying.store.channel.accounts import Accounts
from piying.store.channel.tokens import Token, Tokens
from piying.studio.channel.acting import By, require
from piying.studio.channel.auditing import Change, changing
from piying.studio.channel.names import shown_name
from piying.studio.channel.opaque import digest_of, new_id, new_secret
from piying.studio.house import House

MARK = "piying"
"""What a token begins with, so that those who look for leaked ones know it."""
PREFIX_BYTES = 6
DAY_MS = 86_400_000
DAYS_MAX = 366
TOKEN_CHARACTERS_MAX = 200


@dataclass(frozen=True, slots=True)
class Made:
    """A token that has just been made, with the text that is shown once."""

    token: Token
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who asks by a token."""

    account: Account
    token: Token


def make_token(
    house: House, by: By, account: Account, name: str, scopes: Iterable[Scope], days: int
) -> Made:
    """A token of `account` for `scopes`.

    Raises:
        Invalid: `by` may not, a scope is more than the account may do, or the term is wrong.
    """
    require(house, by, Deed.TOKENS)
    if by.account is not None and by.account.id != account.id:
        raise Invalid("accounts.not_allowed", deed=Deed.TOKENS.value)
    asked, shown = tuple(dict.fromkeys(scopes)), shown_name(name)
    if not asked or not shown or not 1 <= days <= DAYS_MAX:
        raise Invalid("accounts.token_form", most=DAYS_MAX)
    if not set(asked) <= set(open_to(account)):
        raise Invalid("accounts.not_allowed", deed=" ".join(one.value for one in asked))
    now = house.clock.now_ms()
    prefix, secret = secrets.token_hex(PREFIX_BYTES), new_secret()
    token = Token(new_id(now), account.id, shown, prefix, asked, now, now + days * DAY_MS)
    with changing(house) as note:
        Tokens(house.store.database).add(token, digest_of(secret))
        note(Change(by.name, "token_made", account.id, after=_facts(token)))
    return Made(token, f"{MARK}_{prefix}_{secret}")


def bearer(house: House, text: str) -> Bearer:
    """Whose token `text` is, as they stand now.

    Raises:
        Invalid: it is none, was ended or is over, or its account was closed.
    """
    mark, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    database = house.store.database
    if mark != MARK or not secret or len(text) > TOKEN_CHARACTERS_MAX:
        raise Invalid("accounts.token_refused")
    found = Tokens(database).found(prefix, digest_of(secret), house.clock.now_ms())
    if found is None:
        raise Invalid("accounts.token_refused")
    try:
        return Bearer(Accounts(database).account(found.member), found)
    except Missing as error:
        raise Invalid("accounts.token_refused") from error


def by_token(asking: Bearer) -> By:
    """Who acts by a token: no more than its scopes, and what its account may still do."""
    return By(asking.account.id, asking.account, scopes=asking.token.scopes)


def tokens(house: House, account: Account) -> tuple[Token, ...]:
    """Every token of `account`, oldest first."""
    return Tokens(house.store.database).of(account.id)


def end_token(house: House, by: By, name: str) -> Token:
    """End a token at once: one's own, or as an operator anybody's.

    Raises:
        Missing: there is none of that name.
        Invalid: it is another's.
    """
    with changing(house) as note:
        ended = Tokens(house.store.database).end(name, house.clock.now_ms())
        if by.account is None or by.account.id != ended.member:
            require(house, by, Deed.MEMBERS)
        note(Change(by.name, "token_ended", ended.member, _facts(ended)))
    return ended


def _facts(token: Token) -> tuple[tuple[str, str], ...]:
    scopes = " ".join(one.value for one in token.scopes)
    return (("token", token.id), ("prefix", token.prefix), ("scopes", scopes))
