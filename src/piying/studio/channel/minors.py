"""Minors mode at work: what may be seen, how long was watched today, and when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from piying.model.errors import Invalid
from piying.model.release import Listing
from piying.model.viewer import Account
from piying.release.minors import MINUTE_MS, Limits, Why, clock_of, read_limits, refusal
from piying.store.channel.keepsakes import Keepsakes
from piying.studio.handed import text_if_any
from piying.studio.house import House

FILE = "minors.toml"
TOLD_MS_MAX = 600_000
"""The most that is told at once."""
LATE_MS_MAX = 2 * 86_400_000
"""What is told later than this counts as of today."""


@dataclass(frozen=True, slots=True)
class Today:
    """How somebody in minors mode stands."""

    watched_ms: int
    left_ms: int
    closed: bool
    opens_ms: int
    """When the hours allow to watch again; now, where they do."""


def limits_of(house: House) -> Limits:
    """What minors mode allows in this house.

    Raises:
        Invalid: its own file is not understood, or allows more than is recommended.
    """
    path = house.settings.house / FILE
    text = text_if_any(path)
    return _shipped() if text is None else _read(text)


def may_see(house: House, account: Account | None, listing: Listing) -> bool:
    """Whether a work is shown to somebody at all; the hours are another matter."""
    return account is None or not account.minors or listing.age in limits_of(house).ages


def watched(house: House, account: Account, ms: int, at_ms: int) -> Today | None:
    """Note that somebody watched for `ms` until `at_ms`; how they stand now.

    Of whoever is not in minors mode nothing is noted: None.

    Raises:
        Invalid: nobody watched so long.
    """
    if not account.minors:
        return None
    if not 0 <= ms <= TOLD_MS_MAX:
        raise Invalid("viewing.watched_bad", most=TOLD_MS_MAX)
    now, limits = house.clock.now_ms(), limits_of(house)
    moment = at_ms if now - LATE_MS_MAX <= at_ms <= now else now
    Keepsakes(house.store.database).watch(account.id, limits.day(moment), ms)
    return today(house, account)


def today(house: House, account: Account) -> Today | None:
    """How somebody in minors mode stands; None: they are not in it."""
    if not account.minors:
        return None
    now, limits = house.clock.now_ms(), limits_of(house)
    so_far = Keepsakes(house.store.database).watched(account.id, limits.day(now))
    return Today(so_far, limits.left_ms(so_far), limits.closed(now), limits.opens_ms(now))


def ends_ms(house: House, account: Account | None) -> int | None:
    """When somebody in minors mode has to stop if they watch on; None: they are not in it."""
    if account is None or not account.minors:
        return None
    now, limits = house.clock.now_ms(), limits_of(house)
    so_far = Keepsakes(house.store.database).watched(account.id, limits.day(now))
    return limits.ends_ms(so_far, now)


def check_minors(house: House, account: Account | None, listing: Listing) -> None:
    """Let somebody watch a work now, or say why not.

    Raises:
        Invalid: it is not for minors mode, the hours are over, or the time is.
    """
    if account is None or not account.minors:
        return
    now, limits = house.clock.now_ms(), limits_of(house)
    so_far = Keepsakes(house.store.database).watched(account.id, limits.day(now))
    why = refusal(limits, listing.age, so_far, now)
    if why is Why.AGE:
        raise Invalid("viewing.minors_not_for", age=listing.age.value)
    if why is Why.CLOSED:
        raise Invalid(
            "viewing.minors_closed", since=clock_of(limits.closed_from),
            until=clock_of(limits.closed_until),
        )  # fmt: skip
    if why is Why.TIME_UP:
        raise Invalid("viewing.minors_time_up", minutes=so_far // MINUTE_MS)


@cache
def _read(text: str) -> Limits:
    return read_limits(text, FILE)


@cache
def _shipped() -> Limits:
    return _read(files("piying.release").joinpath(FILE).read_text("utf-8"))
