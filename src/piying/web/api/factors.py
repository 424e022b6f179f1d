"""The second factor of the staff: an authenticator, its codes, recovery codes."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import Field

from piying.model.viewer import Deed
from piying.studio.channel.secondfactor import (
    begin_authenticator,
    drop_authenticator,
    give_factor,
    held,
    keep_authenticator,
    new_codes,
    reset_factors,
)
from piying.web.api.session import Me, me_of, opened_now
from piying.web.shapes import Asked, Done, Told
from piying.web.who import Who, keep_login

router = APIRouter(tags=["second factor"])

ISSUER = "piying"


class Factors(Told):
    """What somebody has."""

    second: str = Field(description="How it stands at this login")
    authenticator: bool
    passkeys: int
    codes: int = Field(description="Recovery codes that were not used")


class Setup(Told):
    """A secret for an authenticator: shown once."""

    letters: str
    address: str = Field(description="For a QR code (otpauth:)")


class Code(Asked):
    """Six digits of an authenticator, or a recovery code."""

    code: str = Field(max_length=64)


class Kept(Told):
    """An authenticator in force, and recovery codes: shown once."""

    me: Me
    codes: list[str]


class Codes(Told):
    """Recovery codes: shown once."""

    codes: list[str]


@router.get("/account/factors")
def mine(who: Who) -> Factors:
    """What one has."""
    found = held(who.site.house, who.person())
    return Factors(
        second=found.second.value, authenticator=found.authenticator, passkeys=found.passkeys,
        codes=found.codes,
    )  # fmt: skip


@router.post("/session/factor")
def given(who: Who, told: Code, response: Response) -> Me:
    """Give the second factor at this login."""
    opened = give_factor(who.site.house, who.person(), told.code, who.address)
    return opened_now(who, response, opened)


@router.post("/account/factors/authenticator/secret", status_code=201)
def secret(who: Who) -> Setup:
    """A secret for a new authenticator; one in force stays until a code of this is given."""
    return Setup.model_validate(begin_authenticator(who.site.house, who.person(), ISSUER))


@router.post("/account/factors/authenticator", status_code=201)
def kept(who: Who, told: Code, response: Response) -> Kept:
    """Put the new authenticator in force by its first code."""
    made = keep_authenticator(who.site.house, who.person(), told.code, who.address)
    keep_login(who.site, response, made.opened)
    return Kept(me=me_of(made.opened.by), codes=list(made.codes))


@router.delete("/account/factors/authenticator")
def dropped(who: Who) -> Done:
    """Take the authenticator and its recovery codes away."""
    drop_authenticator(who.site.house, who.person())
    return Done()


@router.post("/account/factors/codes", status_code=201)
def codes(who: Who) -> Codes:
    """Ten new recovery codes; those before are over."""
    return Codes(codes=list(new_codes(who.site.house, who.person())))


@router.delete("/staff/{handle}/factors")
def reset(who: Who, handle: str) -> Done:
    """Take every second factor of one of the staff away, who has lost them."""
    reset_factors(who.site.house, who.may(Deed.MEMBERS), handle)
    return Done()
