"""Who asks: by the cookie of a login or by a token; from where; in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPBearer
from starlette.responses import Response

from piying.model.errors import Invalid
from piying.model.viewer import Account, Deed, Sort
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.logins import Opened, refreshed, standing
from piying.studio.channel.tokens import Bearer, bearer, by_token
from piying.web.language import language_of
from piying.web.site import Site

TLS_COOKIE, PLAIN_COOKIE = "__Host-piying", "piying"
"""The cookie of a login. The first name makes browsers insist on TLS and on this host alone; on
a machine that serves itself without TLS they would not keep it."""
GUEST = By("guest", Account("guest", Sort.ANONYMOUS, ""))
"""Who has no login. There is no such account, so nothing of theirs can be kept."""
SECONDS_OF_COOKIE = 400 * 86_400

_cookie = APIKeyCookie(name=TLS_COOKIE, scheme_name="login", auto_error=False)
_bearer = HTTPBearer(scheme_name="token", auto_error=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks."""

    site: Site
    by: By | None
    """By a login; None: nobody yet, or a token."""
    token: Bearer | None
    address: str
    device: str
    language: str

    def person(self) -> By:
        """Whoever asks, by a login.

        Raises:
            Invalid: there is no login, or it is over.
        """
        if self.by is None:
            raise Invalid("accounts.login_over")
        return self.by

    def reader(self) -> By:
        """Whoever asks in order to read; without a login a guest, of whom nothing is kept."""
        if self.token is not None:
            return by_token(self.token)
        return self.by or GUEST

    def anew(self) -> By:
        """Whoever asks, as they stand after a change of theirs."""
        return refreshed(self.site.house, self.person())

    def may(self, deed: Deed, party: str | None = None) -> By:
        """Whoever asks, if they may do `deed`, by a login or by a token.

        Raises:
            Invalid: they may not.
        """
        by = by_token(self.token) if self.token else self.person()
        person(by)
        require(self.site.house, by, deed, party)
        return by


def site_of(request: Request) -> Site:
    """The site that is asked."""
    site: Site = request.scope["state"]["site"]
    return site


def asking(
    request: Request,
    _login: Annotated[str | None, Security(_cookie)] = None,
    _token: Annotated[object, Security(_bearer)] = None,
) -> Asking:
    """Who asks. A login that is over is nobody; a token that is wrong is refused."""
    site = site_of(request)
    address = address_of(request, site.place.proxies)
    request.scope.setdefault("state", {})["address"] = address
    given = request.headers.get("authorization", "")
    token = None
    if given:
        token = bearer(site.house, given.removeprefix("Bearer ").strip())
    by = None if token else _standing(site, request)
    request.scope["state"]["who"] = token.account.id if token else by.name if by else ""
    return Asking(
        site=site,
        by=by,
        token=token,
        address=address,
        device=request.headers.get("user-agent", "")[:500],
        language=language_of(request),
    )


Who = Annotated[Asking, Depends(asking)]
"""Who asks, as an argument of a route."""
TheSite = Annotated[Site, Depends(site_of)]
"""The site, as an argument of a route."""


def cookie_name(site: Site) -> str:
    """The name of the cookie of a login here."""
    return TLS_COOKIE if site.secure else PLAIN_COOKIE


def keep_login(site: Site, response: Response, opened: Opened) -> None:
    """Give the browser the cookie of a login that has begun."""
    response.set_cookie(
        cookie_name(site), opened.secret, max_age=SECONDS_OF_COOKIE, path="/",
        secure=site.secure, httponly=True, samesite="lax",
    )  # fmt: skip


def drop_login(site: Site, response: Response) -> None:
    """Take the cookie away, and what our pages have kept in the browser."""
    response.headers["Clear-Site-Data"] = '"storage"'
    response.delete_cookie(
        cookie_name(site), path="/", secure=site.secure, httponly=True, samesite="lax"
    )


def address_of(request: Request, proxies: int) -> str:
    """The address of whoever asks.

    Each of our own servers in front adds the address that it was asked from; what stands
    further left anybody may have written.
    """
    lines = ",".join(request.headers.getlist("x-forwarded-for"))
    told = [one.strip() for one in lines.split(",") if one.strip()]
    if proxies and len(told) >= proxies:
        return told[-proxies]
    return request.client.host if request.client else ""


def _standing(site: Site, request: Request) -> By | None:
    secret = request.cookies.get(cookie_name(site), "")
    if not secret:
        return None
    try:
        return standing(site.house, secret)
    except Invalid as error:
        if error.code != "accounts.login_over":
            raise
        return None
