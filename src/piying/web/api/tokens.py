"""Tokens of the API: making, listing and ending one's own."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from piying.model.viewer import Deed, Scope
from piying.studio.channel.acting import person
from piying.studio.channel.tokens import end_token, make_token, tokens
from piying.web.once import Once
from piying.web.shapes import Asked, OneOf, Told
from piying.web.who import Who

router = APIRouter(prefix="/tokens", tags=["tokens"], route_class=Once)


class Making(Asked):
    """A token that is wanted."""

    name: str = Field(min_length=1, max_length=100)
    scopes: list[OneOf[Scope]] = Field(min_length=1)
    days: int = Field(default=90, ge=1, le=365)


class Token(Told):
    """A token without its secret."""

    id: str
    name: str
    prefix: str = Field(description="The open part by which it is known")
    scopes: list[Scope]
    made_ms: int
    until_ms: int
    used_ms: int | None
    ended_ms: int | None


class Made(Told):
    """A token and its text, which is shown once."""

    token: Token
    text: str


@router.get("")
def mine(who: Who) -> list[Token]:
    """One's own tokens, oldest first."""
    return [_token(one) for one in tokens(who.site.house, person(who.person()))]


@router.post("", status_code=201)
def made(who: Who, given: Making) -> Made:
    """A new token; it may never do more than its owner."""
    by = who.may(Deed.TOKENS)
    new = make_token(who.site.house, by, person(by), given.name, given.scopes, given.days)
    return Made(token=_token(new.token), text=new.text)


@router.delete("/{token}")
def ended(who: Who, token: str) -> Token:
    """End a token at once."""
    return _token(end_token(who.site.house, who.person(), token))


def _token(one: object) -> Token:
    return Token.model_validate(one)
