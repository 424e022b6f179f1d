"""One's own account: registering, ways to log in, logins, minors mode, closing."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import Field

from piying.model.viewer import Purpose
from piying.studio.channel.accounts import (
    Replacing,
    Wanted,
    close,
    drop_way,
    minors_off,
    minors_on,
    register,
    rename,
    set_password,
)
from piying.studio.channel.consenting import agree, consents, take_back
from piying.studio.channel.copying import own_copy
from piying.studio.channel.logins import end_login, end_others, logins
from piying.studio.channel.roll import ways_of
from piying.web.api.session import Me, me_of, opened_now
from piying.web.shapes import Asked, Done, Told
from piying.web.who import Who, drop_login

router = APIRouter(prefix="/account", tags=["account"])


class Registering(Asked):
    """What somebody wants to be called, and their password."""

    handle: str = Field(max_length=200, description="What is typed to log in")
    name: str = Field(default="", max_length=200, description="What others see")
    password: str = Field(max_length=1_000)


class NewPassword(Asked):
    """Another password of one's own."""

    password: str = Field(max_length=1_000)
    current: str = Field(default="", max_length=1_000, description="The one that holds, if any")


class Name(Asked):
    """What others see."""

    name: str = Field(max_length=200)


class Pin(Asked):
    """The PIN of minors mode: four to eight digits."""

    pin: str = Field(max_length=100)


class Agreeing(Asked):
    """What is agreed to."""

    version: str = Field(max_length=200, description="Of the text that was shown")


class Consent(Told):
    """What somebody agreed to, or took back."""

    purpose: Purpose
    version: str
    given: bool
    at_ms: int


class Login(Told):
    """A login that holds."""

    id: str
    at_ms: int
    until_ms: int
    device: str
    this: bool = Field(description="Whether it is the one that asks")


class Way(Told):
    """How somebody may log in."""

    id: str
    sort: str = Field(description='"password" or "passkey"')
    name: str
    made_ms: int
    used_ms: int


class Ended(Told):
    """How many logins were ended."""

    ended: int


@router.post("", status_code=201)
def registered(who: Who, given: Registering, response: Response) -> Me:
    """Become a viewer with a name: what the anonymous account has stays; the login is new."""
    wanted = Wanted(given.handle, given.name, given.password)
    opened = register(who.site.house, who.person(), wanted, who.address)
    return opened_now(who, response, opened)


@router.delete("")
def closed(who: Who, response: Response) -> Done:
    """Close the account for good; everything that hangs on it ends at once."""
    close(who.site.house, who.person())
    drop_login(who.site, response)
    return Done()


@router.put("/password")
def password(who: Who, given: NewPassword) -> Ended:
    """Another password; all other logins end."""
    replacing = Replacing(given.password, given.current, who.address)
    return Ended(ended=set_password(who.site.house, who.person(), replacing))


@router.put("/name")
def renamed(who: Who, given: Name) -> Me:
    """Another name that others see."""
    rename(who.site.house, who.person(), given.name)
    return me_of(who.anew())


@router.get("/ways")
def ways(who: Who) -> list[Way]:
    """How one may log in."""
    return [
        Way(id=one.id, sort=one.sort.value, name=one.name, made_ms=one.made_ms,
            used_ms=one.used_ms)
        for one in ways_of(who.site.house, who.person())
    ]  # fmt: skip


@router.delete("/ways/{way}")
def dropped(who: Who, way: str) -> Done:
    """Take a way to log in away; the last one stays."""
    drop_way(who.site.house, who.person(), way)
    return Done()


@router.get("/logins")
def listed(who: Who) -> list[Login]:
    """The logins that hold, newest first."""
    by = who.person()
    mine = by.login.id if by.login else ""
    return [
        Login(id=one.id, at_ms=one.at_ms, until_ms=one.until_ms, device=one.device,
              this=one.id == mine)
        for one in logins(who.site.house, by)
    ]  # fmt: skip


@router.delete("/logins/{login}")
def ended(who: Who, login: str) -> Done:
    """End one login at once."""
    end_login(who.site.house, who.person(), login)
    return Done()


@router.delete("/logins")
def others_ended(who: Who) -> Ended:
    """End all logins but this one."""
    return Ended(ended=end_others(who.site.house, who.person()))


@router.get("/copy")
def copy(who: Who, response: Response) -> dict[str, object]:
    """All that is kept of oneself, to take away; it asks for fresh proof."""
    response.headers["Content-Disposition"] = 'attachment; filename="piying.json"'
    response.headers["Cache-Control"] = "no-store"
    return own_copy(who.site.house, who.person())


@router.get("/consents")
def agreed(who: Who) -> list[Consent]:
    """The last word on each purpose."""
    return [_consent(one) for one in consents(who.site.house, who.person())]


@router.put("/consents/{purpose}")
def agreeing(who: Who, purpose: Purpose, given: Agreeing) -> Consent:
    """Agree to a version of a text."""
    return _consent(agree(who.site.house, who.person(), purpose, given.version))


@router.delete("/consents/{purpose}")
def taken_back(who: Who, purpose: Purpose) -> Consent:
    """Do not agree any more."""
    return _consent(take_back(who.site.house, who.person(), purpose))


@router.put("/minors")
def minded(who: Who, given: Pin) -> Me:
    """Turn minors mode on; the PIN alone turns it off."""
    minors_on(who.site.house, who.person(), given.pin)
    return me_of(who.anew())


@router.post("/minors/off")
def not_minded(who: Who, given: Pin) -> Me:
    """Turn minors mode off."""
    minors_off(who.site.house, who.person(), given.pin, who.address)
    return me_of(who.anew())


def _consent(one: object) -> Consent:
    return Consent.model_validate(one)
