"""The rooms of the desk: who may enter which, what the side offers, what a shut door says."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any
from urllib.parse import quote

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from piying.model.errors import Invalid, PiyingError
from piying.model.messages import say
from piying.model.viewer import Deed, Sort
from piying.studio.channel.acting import By, person, require, second_of
from piying.studio.channel.complaints import reports
from piying.studio.channel.moderating import held_comments
from piying.studio.channel.paydesk import waiting
from piying.web.language import language_of
from piying.web.problems import refused
from piying.web.rendering import page
from piying.web.who import Asking

ENTER = "/desk/enter"
GIVEN = "given"
"""How a login stands whose second factor was given."""
NO_SEAT = frozenset({"review.no_people", "review.no_seat"})
"""The house does not say who of its reviewers an account is."""
LED_IN = frozenset({"accounts.login_over", "accounts.not_staff", "accounts.second_factor"})
"""Whoever is refused for one of these is led to where they enter."""

ROOMS: tuple[tuple[str, tuple[tuple[str, str, tuple[Deed, ...]], ...]], ...] = (
    ("works", (
        ("live", "chart", (Deed.FIGURES,)),
        ("closes", "calendar", (Deed.CLOSES,)),
        ("statements", "bill", (Deed.STATEMENTS,)),
        ("payments", "wallet", (Deed.SEE_PAYMENTS,)),
    )),
    ("channel", (
        ("reviews", "eye", (Deed.REVIEW,)),
        ("comments", "comment", (Deed.LIST,)),
        ("reports", "flag", (Deed.LIST, Deed.REVIEW)),
        ("releases", "film", (Deed.RELEASE,)),
    )),
    ("house", (
        ("staff", "people", (Deed.SEE_MEMBERS,)),
        ("changes", "clock", (Deed.SEE_MEMBERS,)),
        ("tokens", "key", ()),
    )),
)  # fmt: skip
"""Parts of the side: their rooms, each with its sign and the deeds any of which opens it."""

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Room(APIRoute):
    """A page of the desk: what is refused is said on a page, or leads to where one enters."""

    def get_route_handler(self) -> Handler:
        """What answers."""
        handle = super().get_route_handler()

        async def room(request: Request) -> Response:
            try:
                return await handle(request)
            except PiyingError as error:
                return await run_in_threadpool(_shut, request, error)

        return room


def seated(who: Asking) -> By:
    """Whoever works here: of the staff, with a second factor.

    Raises:
        Invalid: they have no login, are none of the staff, or owe a second factor.
    """
    by = who.person()
    if person(by).sort is not Sort.STAFF:
        raise Invalid("accounts.not_staff")
    second = second_of(who.site.house, by).value
    if second != GIVEN:
        raise Invalid("accounts.second_factor", deed=Deed.OWN.value, second=second)
    return by


def open_rooms(who: Asking, by: By) -> list[tuple[str, list[tuple[str, str]]]]:
    """The parts of the side with the rooms that `by` may enter, and their signs."""
    found = [
        (label, [(name, sign) for name, sign, deeds in rooms if may_any(who, by, deeds)])
        for label, rooms in ROOMS
    ]
    return [(label, rooms) for label, rooms in found if rooms]


def may_any(who: Asking, by: By, deeds: Iterable[Deed]) -> bool:
    """Whether one of `deeds` is open to them; where none is asked for, it is."""
    tried = tuple(deeds)
    return not tried or any(_may(who, by, one) for one in tried)


def desk(
    request: Request, who: Asking, name: str, here: str,
    **data: Any,  # noqa: ANN401  # whatever the template shows
) -> Response:  # fmt: skip
    """The page `name` of the room `here`, with the side that leads to the others."""
    by = seated(who)
    account = person(by)
    rooms = [
        {
            "label": say(f"desk.part_{label}", who.language),
            "links": [
                {
                    "text": say(f"desk.{room}", who.language), "href": f"/desk/{room}",
                    "icon": sign, "current": room == here, "count": _waiting(who, by, room),
                }
                for room, sign in found
            ],
        }
        for label, found in open_rooms(who, by)
    ]  # fmt: skip
    me = {"name": account.name or say("desk.me", who.language), "href": "/desk/me"}
    return page(request, f"desk/{name}.html", rooms=rooms, me=me, **data)


def _may(who: Asking, by: By, deed: Deed) -> bool:
    try:
        require(who.site.house, by, deed, person(by).party)
    except Invalid:
        return False
    return True


def _waiting(who: Asking, by: By, room: str) -> int:
    if room == "comments":
        return held_comments(who.site.house, by, "", 1).waiting
    if room == "payments":
        return waiting(who.site.house, by)
    if room == "reviews":
        return _reviews(who, by)
    return reports(who.site.house, by, "", 1).waiting if room == "reports" else 0


def _reviews(who: Asking, by: By) -> int:
    """What waits for a reviewer; whom the house knows as none has nothing to wait for them."""
    try:
        return len(who.site.sittings.queue(by))
    except PiyingError as error:
        if error.code not in NO_SEAT:
            raise
        return 0


def _shut(request: Request, error: PiyingError) -> Response:
    answer = refused(request, error)
    if request.method != "GET":
        return answer
    if error.code in LED_IN:
        back = quote(request.url.path, safe="/")
        return RedirectResponse(f"{ENTER}?next={back}", 303)
    return page(
        request, "desk/shut.html", status=answer.status_code, code=answer.status_code,
        said=error.said(language_of(request)), wait=answer.headers.get("Retry-After", ""),
    )  # fmt: skip
