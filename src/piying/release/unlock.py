"""Unlocking: what opens an episode for one person, and the whole price of what does not.

All of it is read from one plan: the one with which the person began the series, whatever is
offered to others since. So what was shown before the first payment is what everything costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from piying.model.canon import Digest
from piying.model.errors import Conflict, Invalid
from piying.model.release import Locked, Right, UnlockPlan
from piying.model.right import EVERY_EPISODE, Begun, Grant

DAY_MS = 86_400_000

_FIRST = (Right.STAFF, Right.SERIES, Right.COINS, Right.ADS, Right.MEMBER)
"""Of several rights, the one that is named: what was paid for before what may end."""


@dataclass(frozen=True, slots=True)
class Run:
    """A series as far as its prices need it."""

    series: str
    episodes: int
    """All that are planned."""
    first_ms: int
    """When its first release could be seen."""


def plan_held(begun: Begun | None, offered: Digest) -> Digest:
    """The plan that holds for somebody: the one they began with, else what is offered."""
    return offered if begun is None else begun.plan


def open_by(
    plan: UnlockPlan, grants: Iterable[Grant], run: Run, episode: int, now_ms: int
) -> Right | None:
    """Why the episode may be played; None: it is locked.

    `grants` are the rights of one person that nobody has ended.
    """
    if episode <= plan.free_episodes:
        return Right.FREE
    held = {
        grant.why
        for grant in grants
        if grant.holds(run.series, episode, now_ms)
        and (grant.why is not Right.MEMBER or plan.members)
    }
    return next((why for why in _FIRST if why in held), None)


def locked(
    plan: UnlockPlan, grants: Sequence[Grant], run: Run, episode: int, now_ms: int
) -> Locked | None:
    """What it takes to open the episode, and all that are left; None: it is open."""
    if open_by(plan, grants, run, episode, now_ms) is not None:
        return None
    others = range(1, max(run.episodes, episode) + 1)
    left = sum(open_by(plan, grants, run, one, now_ms) is None for one in others)
    ads_ms = ads_from(plan, run)
    return Locked(
        episode=episode,
        coins=plan.coins,
        ads=plan.ads,
        ads_from_ms=ads_ms if ads_ms is not None and ads_ms > now_ms else None,
        members=plan.members,
        series_coins=plan.series_coins,
        left=left,
        left_coins=None if plan.coins is None else plan.coins * left,
    )


def ads_from(plan: UnlockPlan, run: Run) -> int | None:
    """When rewarded ads begin to unlock the series; None: never."""
    return None if plan.ads is None else run.first_ms + plan.ads_after_days * DAY_MS


def price(told: Locked | None, why: Right) -> int:
    """The coins that `why` costs: one episode, or the whole series.

    Raises:
        Conflict: it is open already.
        Invalid: it is not sold so.
    """
    if told is None:
        raise Conflict("release.open_already")
    coins = {Right.COINS: told.coins, Right.SERIES: told.series_coins}.get(why)
    if coins is None:
        raise Invalid("release.not_sold_so", way=why.value)
    return coins


def ads_needed(plan: UnlockPlan, told: Locked | None) -> int:
    """How many rewarded ads open the episode today.

    Raises:
        Conflict: it is open already.
        Invalid: ads do not open it, or not yet.
    """
    if told is None:
        raise Conflict("release.open_already")
    if plan.ads is None or told.ads_from_ms is not None:
        raise Invalid("release.not_sold_so", way=Right.ADS.value)
    return plan.ads


def episode_bought(why: Right, episode: int) -> int:
    """What a purchase opens: this episode, or every one of the series."""
    return EVERY_EPISODE if why is Right.SERIES else episode


def transaction(account: str, series: str, episode: int, why: Right, time: int = 1) -> str:
    """The key of one unlock: asked for twice, it is one. `time` counts those that ended."""
    return f"{why.value}:{account}:{series}:{episode}:{time}"
