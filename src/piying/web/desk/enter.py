"""Entering the desk: a login, the second factor or setting one up; and one's own page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from piying.model.errors import Invalid
from piying.model.viewer import Sort
from piying.studio.channel.acting import person
from piying.studio.channel.secondfactor import held
from piying.web.codes import code
from piying.web.desk.rooms import ENTER, GIVEN, Room, desk, open_rooms, seated
from piying.web.rendering import page
from piying.web.shapes import Asked
from piying.web.viewer.me import inside
from piying.web.who import Who

router = APIRouter(prefix="/desk", route_class=Room)

ADDRESS_MAX = 500
OTP = "otpauth:"

Next = Annotated[str, Query(max_length=500)]


class Drawing(Asked):
    """What an authenticator is to read."""

    address: str = Field(max_length=ADDRESS_MAX)


@router.get("")
def begin(who: Who) -> Response:
    """The first room that is open to whoever asks."""
    first = open_rooms(who, seated(who))[0][1][0][0]
    return RedirectResponse(f"/desk/{first}", 303)


@router.get("/enter")
def enter(request: Request, who: Who, next: Next = "/desk") -> Response:  # noqa: A002 - as in addresses
    """What is still lacking: a login, a second factor, or one to be set up."""
    following = inside(next) if next.startswith("/desk") else "/desk"
    staff = who.by is not None and person(who.by).sort is Sort.STAFF
    if who.by is None or not staff:
        known = person(who.by).name if who.by else ""
        return page(request, "desk/login.html", following=following, known=known)
    found = held(who.site.house, who.by)
    if found.second.value == GIVEN:
        return RedirectResponse(following, 303)
    name = "factor" if found.second.value == "owed" else "setup"
    return page(request, f"desk/{name}.html", following=following, held=found)


@router.get("/enrol")
def enrol(request: Request) -> Response:
    """Choosing a password with a code that an operator gave."""
    return page(request, "desk/enrol.html", following=ENTER)


@router.post("/factor/picture")
def picture(who: Who, given: Drawing) -> Response:
    """The address of a new authenticator as a QR code; it stands in no address of ours.

    Raises:
        Invalid: there is no login, or it is no such address.
    """
    who.person()
    if not given.address.startswith(OTP):
        raise Invalid("web.form", why="address: otpauth:")
    return code(given.address)


@router.get("/me")
def me(request: Request, who: Who) -> Response:
    """Who I am here, what I may do, and my second factor."""
    by = seated(who)
    return desk(
        request, who, "me", "me", account=person(by), held=held(who.site.house, by)
    )  # fmt: skip
