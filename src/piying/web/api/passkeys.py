"""Passkeys: adding one to an account, and logging in by one."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Response
from pydantic import Field

from piying.studio.channel.passkeys import (
    ANSWER_CHARACTERS_MAX,
    add_passkey,
    begin_log_in,
    begin_passkey,
    log_in_by_passkey,
)
from piying.studio.channel.webauthn import Relying
from piying.web.api.session import Me, opened_now
from piying.web.shapes import Asked, Told
from piying.web.site import Site
from piying.web.who import Who

router = APIRouter(tags=["passkeys"])

NAME = "皮影 piying"


class Challenge(Told):
    """What the browser is asked, for `PublicKeyCredential.parse…OptionsFromJSON`."""

    options: str = Field(description="JSON of W3C Web Authentication")


class Answered(Asked):
    """What the browser answered: `credential.toJSON()` as text."""

    answer: str = Field(max_length=ANSWER_CHARACTERS_MAX)
    name: str = Field(default="", max_length=100, description="What its owner calls it")


class Added(Told):
    """The passkey that is known now."""

    id: str


@router.post("/session/passkey/challenge")
def log_in_challenge(who: Who) -> Challenge:
    """Ask a browser for whatever passkey it has."""
    return Challenge(options=begin_log_in(who.site.house, site(who.site), who.address))


@router.post("/session/passkey")
def by_passkey(who: Who, given: Answered, response: Response) -> Me:
    """Log in by a passkey; the login of this browser before it ends."""
    opened = log_in_by_passkey(who.site.house, site(who.site), given.answer, who.device, who.by)
    return opened_now(who, response, opened)


@router.post("/account/passkeys/challenge")
def new_challenge(who: Who) -> Challenge:
    """Ask the browser of somebody for a new passkey."""
    return Challenge(options=begin_passkey(who.site.house, who.person(), site(who.site)))


@router.post("/account/passkeys", status_code=201)
def added(who: Who, given: Answered) -> Added:
    """Keep the passkey that the browser has made."""
    name = add_passkey(who.site.house, who.person(), site(who.site), given.answer, given.name)
    return Added(id=name)


def site(served: Site) -> Relying:
    """The site that passkeys are for."""
    return Relying(urlsplit(served.origin).hostname or "", served.origin, NAME)
