"""The pages of the staff, of their tokens, and of the log of every change."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from piying.model.viewer import Deed, Duty, Scope
from piying.studio.channel.acting import person
from piying.studio.channel.auditing import changes_before
from piying.studio.channel.roll import roll
from piying.studio.channel.tokens import tokens
from piying.web.cursor import Cursor, cursor_of, number_of
from piying.web.desk.rooms import Room, desk, seated
from piying.web.who import Asking, Who

router = APIRouter(prefix="/desk", route_class=Room)

ENTRIES = 50


@router.get("/staff")
def staff(request: Request, who: Who) -> Response:
    """Who works here, and what they may do."""
    seated(who)
    who.may(Deed.SEE_MEMBERS)
    return desk(
        request, who, "staff", "staff", rows=roll(who.site.house), duties=list(Duty),
    )  # fmt: skip


@router.get("/changes")
def changes(request: Request, who: Who, cursor: Cursor = "") -> Response:
    """Every change of accounts, newest first."""
    seated(who)
    who.may(Deed.SEE_MEMBERS)
    found = changes_before(who.site.house, number_of(cursor) or None, ENTRIES + 1)
    rows = found[:ENTRIES]
    further = len(found) > ENTRIES
    names = _names(who)
    return desk(
        request, who, "changes", "changes", rows=rows,
        more=f"/desk/changes?cursor={cursor_of(rows[-1][0])}" if further else "",
        name_of=lambda account: names.get(account, account),
    )  # fmt: skip


@router.get("/tokens")
def mine(request: Request, who: Who) -> Response:
    """One's own tokens of the API."""
    by = seated(who)
    return desk(
        request, who, "tokens", "tokens", rows=tokens(who.site.house, person(by)),
        scopes=list(Scope), now_ms=who.site.house.clock.now_ms(),
    )  # fmt: skip


def _names(who: Asking) -> dict[str, str]:
    """What the staff log in as, by account."""
    return {one.account.id: one.handle for one in roll(who.site.house)}
