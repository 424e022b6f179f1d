"""The pages of one's own: who I am, logging in, registering, safety, minors mode."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from piying.model.viewer import Sort
from piying.studio.channel.acting import person
from piying.studio.channel.logins import logins
from piying.studio.channel.purse import balance
from piying.studio.channel.roll import ways_of
from piying.web.rendering import page
from piying.web.who import Who

router = APIRouter()

Next = Annotated[str, Query(max_length=500)]


@router.get("/me")
def me(request: Request, who: Who) -> Response:
    """Who I am, and where everything of mine is."""
    account = person(who.by) if who.by else None
    named = account is not None and account.sort is not Sort.ANONYMOUS
    return page(
        request, "viewer/me.html", account=account, named=named,
        coins=balance(who.site.house, who.by) if who.by else 0,
    )  # fmt: skip


@router.get("/me/login")
def login(request: Request, next: Next = "/me") -> HTMLResponse:  # noqa: A002 - as in addresses
    """Logging in by a passkey or a password."""
    return page(request, "viewer/login.html", following=inside(next))


@router.get("/me/register")
def register(request: Request, next: Next = "/me") -> HTMLResponse:  # noqa: A002 - likewise
    """Becoming a viewer with a name."""
    return page(request, "viewer/register.html", following=inside(next))


@router.get("/me/safety")
def safety(request: Request, who: Who) -> Response:
    """Password, passkeys, devices, closing the account."""
    if who.by is None or person(who.by).sort is Sort.ANONYMOUS:
        return RedirectResponse("/me/login?next=/me/safety", 303)
    return page(
        request, "viewer/safety.html", account=person(who.by),
        ways=ways_of(who.site.house, who.by), logins=logins(who.site.house, who.by),
        this=who.by.login.id if who.by.login else "",
    )  # fmt: skip


@router.get("/me/minors")
def minors(request: Request, who: Who) -> HTMLResponse:
    """Minors mode: what it does, and turning it on and off."""
    on = who.by is not None and person(who.by).minors
    return page(request, "viewer/minors.html", on=on)


def inside(address: str) -> str:
    """An address of this site; whatever leads elsewhere becomes one's own page.

    ASVS 5.0 1.2.2, and open redirects at large: browsers read a backslash as a slash.
    """
    good = address.startswith("/") and not address.startswith(("//", "/\\"))
    plain = address.isprintable() and "\\" not in address
    return address if good and plain else "/me"
