"""The staff: inviting, duties, codes, logins; and the log of every change."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import Field

from piying.model.viewer import Deed, Duty
from piying.studio.channel.auditing import changes_before
from piying.studio.channel.enrolling import (
    Invited,
    Staff,
    end_all,
    enrol,
    invite,
    new_way,
    remove,
    set_duties,
)
from piying.studio.channel.roll import Entry, roll, roll_of
from piying.web.api.account import Ended
from piying.web.api.session import Me, opened_now
from piying.web.cursor import PAGE, Cursor, Most, Page, cursor_of, number_of
from piying.web.shapes import Asked, Done, OneOf, Told
from piying.web.who import Who

router = APIRouter(tags=["staff"])

HANDLE_MAX = 200


class Member(Told):
    """One of the staff."""

    handle: str
    name: str
    duties: list[Duty]
    party: str = Field(description="Whose figures a producer sees")
    ways: list[str] = Field(description="How they log in; none: they have not enrolled")
    logins: int
    tokens: int


class Inviting(Asked):
    """Somebody who is to be of the staff."""

    handle: str = Field(max_length=HANDLE_MAX)
    duties: list[OneOf[Duty]] = Field(min_length=1)
    name: str = Field(default="", max_length=200)
    party: str = Field(default="", max_length=200)


class Duties(Asked):
    """What somebody does from now on."""

    duties: list[OneOf[Duty]] = Field(min_length=1)
    party: str | None = Field(default=None, max_length=200)


class Code(Told):
    """A code to enrol with: shown once, used once."""

    handle: str
    code: str
    until_ms: int


class Enrolling(Asked):
    """A code, and the password that its owner chooses."""

    code: str = Field(max_length=100)
    password: str = Field(max_length=1_000)


class Changed(Told):
    """An entry of the log of accounts."""

    seq: int
    at_ms: int
    by: str
    what: str
    member: str
    before: list[tuple[str, str]]
    after: list[tuple[str, str]]
    why: str


@router.get("/staff")
def everybody(who: Who) -> list[Member]:
    """The staff, oldest first."""
    who.may(Deed.SEE_MEMBERS)
    return [_member(one) for one in roll(who.site.house)]


@router.get("/staff/{handle}")
def one_of_them(who: Who, handle: str) -> Member:
    """One of the staff."""
    who.may(Deed.SEE_MEMBERS)
    return _member(roll_of(who.site.house, handle))


@router.post("/staff", status_code=201)
def invited(who: Who, given: Inviting) -> Code:
    """A new member of the staff, and their code."""
    by = who.may(Deed.MEMBERS)
    wanted = Staff(given.handle, tuple(given.duties), given.name, given.party)
    return _code(given.handle, invite(who.site.house, by, wanted))


@router.put("/staff/{handle}/duties")
def changed(who: Who, handle: str, given: Duties) -> Member:
    """Other duties; their next request knows it."""
    by = who.may(Deed.MEMBERS)
    set_duties(who.site.house, by, handle, tuple(given.duties), given.party)
    return _member(roll_of(who.site.house, handle))


@router.post("/staff/{handle}/code", status_code=201)
def code(who: Who, handle: str) -> Code:
    """A code for somebody who has lost their way in; their logins end."""
    return _code(handle, new_way(who.site.house, who.may(Deed.MEMBERS), handle))


@router.delete("/staff/{handle}/logins")
def ended(who: Who, handle: str) -> Ended:
    """End every login of one of the staff."""
    return Ended(ended=end_all(who.site.house, who.may(Deed.MEMBERS), handle))


@router.delete("/staff/{handle}")
def removed(who: Who, handle: str) -> Done:
    """Close the account of one of the staff."""
    remove(who.site.house, who.may(Deed.MEMBERS), handle)
    return Done()


@router.post("/session/enrol", status_code=201)
def enrolled(who: Who, given: Enrolling, response: Response) -> Me:
    """Use a code up, and log in with a password of one's own from now on."""
    opened = enrol(who.site.house, given.code, given.password, who.address, who.device)
    return opened_now(who, response, opened)


@router.get("/changes")
def log(who: Who, cursor: Cursor = "", most: Most = PAGE) -> Page[Changed]:
    """Every change of accounts, newest first."""
    who.may(Deed.SEE_MEMBERS)
    found = changes_before(who.site.house, number_of(cursor) or None, most + 1)
    items = [
        Changed(
            seq=seq, at_ms=at, by=one.by, what=one.what, member=one.member,
            before=list(one.before), after=list(one.after), why=one.why,
        )
        for seq, at, one in found[:most]
    ]  # fmt: skip
    further = len(found) > most
    return Page(items=items, next=cursor_of(items[-1].seq) if further else None)


def _member(one: Entry) -> Member:
    return Member(
        handle=one.handle, name=one.account.name, duties=list(one.account.duties),
        party=one.account.party, ways=list(one.ways), logins=len(one.logins),
        tokens=sum(each.ended_ms is None for each in one.tokens),
    )  # fmt: skip


def _code(handle: str, made: Invited) -> Code:
    return Code(handle=handle, code=made.code, until_ms=made.until_ms)
