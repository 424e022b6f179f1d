"""The application: every route, behind the guard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, FastAPI, Request
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from piying import __version__
from piying.model.payment import TOLD_PATH
from piying.web import problems
from piying.web.api import (
    account,
    catalogue,
    closes,
    comments,
    factors,
    figures,
    health,
    keeping,
    media,
    moderation,
    money,
    passkeys,
    payments,
    releases,
    reviews,
    session,
    staff,
    statements,
    tokens,
    viewings,
    watching,
)
from piying.web.desk import books, people, queues
from piying.web.desk import closes as desk_closes
from piying.web.desk import enter as desk_enter
from piying.web.desk import figures as desk_figures
from piying.web.desk import payments as desk_payments
from piying.web.desk import reviews as desk_reviews
from piying.web.guard import Guard, Rules
from piying.web.site import Site
from piying.web.viewer import browse, installing, me, wallet, watch
from piying.web.who import site_of

API = "/api/v1"

NOUNS: tuple[APIRouter, ...] = (
    session.router,
    account.router,
    passkeys.router,
    factors.router,
    figures.router,
    statements.router,
    closes.router,
    moderation.router,
    releases.router,
    reviews.router,
    staff.router,
    tokens.router,
    catalogue.router,
    keeping.router,
    comments.router,
    money.router,
    payments.router,
    watching.router,
    viewings.router,
)
"""The nouns of the API."""
PAGES: tuple[APIRouter, ...] = (
    browse.router,
    me.router,
    wallet.router,
    watch.router,
    installing.router,
    desk_enter.router,
    desk_figures.router,
    desk_closes.router,
    books.router,
    desk_payments.router,
    queues.router,
    desk_reviews.router,
    people.router,
)
"""The pages of viewers and of the desk."""


def application(site: Site) -> ASGIApp:
    """Everything that a site answers."""
    films = ServerErrorMiddleware(media.Films(site), handler=problems.mistake)
    return Guard(_Serving(described(), films, site), rules_of(site), site.metrics)


@cache
def described() -> FastAPI:
    """The routes without a site, made once for a process: they know none."""
    app = FastAPI(
        title="piying", version=__version__, openapi_url=f"{API}/openapi.json",
        docs_url=None, redoc_url=None, responses=problems.RESPONSES,
        summary="Animated short dramas: catalogue, watching, unlocking, plays, figures",
    )  # fmt: skip
    problems.install(app)
    for noun in NOUNS:
        app.include_router(noun, prefix=API)
    app.include_router(health.router)
    app.include_router(money.hooks)
    for one in PAGES:
        app.include_router(one, include_in_schema=False)
    app.add_api_route("/static/{version}/{name:path}", _static, include_in_schema=False)
    return app


def rules_of(site: Site) -> Rules:
    """What the guard goes by."""
    afar = site.media.afar
    return Rules(
        origin=site.origin,
        hosts=site.place.hosts,
        called_back=(TOLD_PATH,),
        larger=((f"{API}/plays", viewings.PLAYS_BYTES_MAX),),
        films=afar.origin if afar is not None else "",
    )


def _static(request: Request, name: str) -> Response:
    return site_of(request).static.answer(request, name)


@dataclass(frozen=True, slots=True)
class _Serving:
    """Routes and films that answer for one site."""

    app: ASGIApp
    films: ASGIApp
    site: Site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["site"] = self.site
        is_film = scope["type"] == "http" and media.is_media(scope["path"])
        await (self.films if is_film else self.app)(scope, receive, send)
