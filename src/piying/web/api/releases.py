"""Releases: what is out, what was withdrawn and why, and withdrawing."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from piying.model.decision import Actor, Role
from piying.model.viewer import Deed
from piying.studio.releasing.release import look, withdraw
from piying.web.once import Once
from piying.web.shapes import Asked, Told
from piying.web.who import Who

router = APIRouter(prefix="/releases", tags=["releases"], route_class=Once)


class Release(Told):
    """An episode that is or was out."""

    id: str
    series: str
    episode: int
    version: int
    territories: list[str]
    since_ms: int
    until_ms: int | None
    contract: str
    by: str
    at_ms: int
    out: bool
    why: str = Field(description="Why it is out no longer")


class Withdrawing(Asked):
    """Why a release is withdrawn."""

    why: str = Field(min_length=1, max_length=500)


@router.get("")
def every(who: Who, series: Annotated[str, Query(max_length=200)] = "") -> list[Release]:
    """Every release, or those of one series, oldest first."""
    who.may(Deed.RELEASE)
    return [release_of(one) for one in look(who.site.house, series)]


@router.post("/{release}/withdrawal", status_code=201)
def withdrawn(who: Who, release: str, given: Withdrawing) -> Release:
    """Withdraw a release for good; no new request is answered from now on."""
    by = who.may(Deed.RELEASE)
    (now,) = withdraw(who.site.house, (release,), Actor(by.name, Role.OPERATOR), given.why)
    return release_of(now)


def release_of(held: Any) -> Release:  # noqa: ANN401  # a row of the store, which no face knows
    """A release as the API tells it."""
    one = held.release
    return Release(
        id=one.id, series=one.series, episode=one.episode, version=one.version,
        territories=list(one.window.territories), since_ms=one.window.since_ms,
        until_ms=one.window.until_ms, contract=one.contract, by=one.by, at_ms=one.at_ms,
        out=held.out, why="; ".join(told.why for told in held.withdrawn),
    )  # fmt: skip
