"""Who I am, and being somebody: the login of this browser."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import Field

from piying.model.viewer import Duty, Sort
from piying.studio.channel.acting import By, person
from piying.studio.channel.logins import Given, Opened, anonymous, log_in, log_out, prove
from piying.web.shapes import Asked, Done, Told
from piying.web.who import Who, drop_login, keep_login

router = APIRouter(prefix="/session", tags=["session"])


class Me(Told):
    """Who asks."""

    sort: Sort
    name: str = Field(description="What others see; empty for the anonymous")
    duties: list[Duty]
    party: str
    minors: bool = Field(description="Whether minors mode is on")
    proved_ms: int = Field(description="When a password or a passkey was last given; 0: never")


class Password(Asked):
    """A login name and its password."""

    handle: str = Field(max_length=200)
    password: str = Field(max_length=1_000)


class Proof(Asked):
    """One's own password, given anew."""

    password: str = Field(max_length=1_000)


@router.get("")
def me(who: Who) -> Me:
    """Whoever holds the cookie."""
    return me_of(who.person())


@router.post("/anonymous", status_code=201)
def begin(who: Who, response: Response) -> Me:
    """An account without a name for this browser; whoever has a login keeps it."""
    if who.by is not None:
        return me_of(who.by)
    return opened_now(who, response, anonymous(who.site.house, who.device, who.address))


@router.post("/password")
def by_password(who: Who, given: Password, response: Response) -> Me:
    """Log in by name and password; the login of this browser before it ends."""
    wanted = Given(given.handle, given.password, who.address, who.device)
    return opened_now(who, response, log_in(who.site.house, wanted, who.by))


@router.post("/proof")
def anew(who: Who, given: Proof, response: Response) -> Me:
    """Prove anew who you are, for what is grave."""
    opened = prove(who.site.house, who.person(), given.password, who.address)
    return opened_now(who, response, opened)


@router.delete("")
def end(who: Who, response: Response) -> Done:
    """Log out."""
    log_out(who.site.house, who.person())
    drop_login(who.site, response)
    return Done()


def opened_now(who: Who, response: Response, opened: Opened) -> Me:
    """Whoever has just logged in; their browser gets its cookie."""
    keep_login(who.site, response, opened)
    return me_of(opened.by)


def me_of(by: By) -> Me:
    """Whoever acts, as they are told of themselves."""
    account = person(by)
    return Me(
        sort=account.sort, name=account.name, duties=list(account.duties), party=account.party,
        minors=account.minors, proved_ms=by.login.proved_ms if by.login else 0,
    )  # fmt: skip
