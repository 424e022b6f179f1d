"""Commenting: a line at a moment of a film, judged before anybody sees it.

Whoever sends too many is told when to come back. The limits are taken in one block, so that a
comment that is refused costs none of them.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass

from piying.model.comment import Act, Comment, Judged, State, Step
from piying.model.errors import Invalid, Missing
from piying.model.ids import ulid
from piying.model.release import Ladder, Release
from piying.model.viewer import Deed
from piying.release.danmaku import clean, rank_of
from piying.release.moderation import FIRST
from piying.store.channel.comments import Comments, Kept
from piying.store.channel.releases import Releases
from piying.store.channel.throttle import Rate, Throttle
from piying.studio.channel.acting import By, person, require
from piying.studio.channel.memory import Channel
from piying.studio.channel.moderating import judge, moved
from piying.studio.channel.opening import Seat, playable
from piying.studio.house import House

OFTEN = Rate(1, 3_000)
"""One comment of a person in three seconds."""
MANY = Rate(10, 60_000)
"""Ten at once and one a minute: never more than twenty in ten minutes."""
CEILING = Rate(120, 100)
"""On one release 120 at once and ten a second, from whomever: what nobody could read anyway."""
POLICY = "policy"
SECOND_MS = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says, and when in the film."""

    release: str
    position_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of it."""

    comment: Comment
    judged: Judged
    """Shown, held, or refused with the rule and the words."""


def speak(house: House, channel: Channel, seat: Seat, said: Said) -> Posted:
    """Say something at a moment of a film that one may play.

    Raises:
        Invalid: it is locked to them; or as `comment`.
        Missing: the release is not out where they are.
    """
    require(house, seat.by, Deed.COMMENT)
    playable(house, channel, seat, said.release)
    return comment(house, seat.by, said)


def comment(house: House, by: By, said: Said) -> Posted:
    """Say something at a moment of a film; it is judged first.

    Raises:
        Invalid: `by` has no name, the text or the moment cannot be, or there are too many.
        Missing: the release is not out.
    """
    require(house, by, Deed.COMMENT)
    account = person(by)
    text = clean(said.text)
    release = release_out(house, said.release)
    if not 0 <= said.position_ms < house.store.get(release.ladder, Ladder).duration_ms:
        raise Invalid("viewing.moment_bad")
    _admit(house, account.id, release.id)
    verdict = judge(house, release.dossier, text)
    now = house.clock.now_ms()
    made = Comment(
        ulid(now, os.urandom(10)), release.series, release.episode, release.id,
        said.position_ms, text, now,
    )  # fmt: skip
    why = "" if verdict.why is None else verdict.why.zh
    step = Step(FIRST[verdict.state], POLICY, verdict.rule, why, now)
    Comments(house.store.database).add(account.id, made, verdict.state, step, rank_of(made.id))
    return Posted(made, verdict)


def withdraw(house: House, by: By, name: str) -> None:
    """Take one's own comment back, for good.

    Raises:
        Missing: `by` said no such thing.
        Conflict: it is not shown or held any more.
    """
    require(house, by, Deed.OWN)
    if Comments(house.store.database).kept(name).account != person(by).id:
        raise Missing("viewing.no_comment", name=name)
    moved(house, name, Act.WITHDRAWN, by.name, "")


def own_comments(house: House, by: By, release: str) -> tuple[Kept, ...]:
    """What `by` said of the episode of a release, newest first; what waits is held."""
    require(house, by, Deed.OWN)
    one = Releases(house.store.database).release(release).release
    found = Comments(house.store.database).own(person(by).id, one.series, one.episode)
    return tuple(kept for kept in found if kept.state is not State.WITHDRAWN)


def release_out(house: House, name: str, territory: str = "") -> Release:
    """The release called `name`, out in `territory`; without one, out anywhere.

    Raises:
        Missing: there is none, or something withdraws it.
    """
    held, now_ms = Releases(house.store.database).release(name), house.clock.now_ms()
    elsewhere = territory and not held.release.window.open_at(territory, now_ms)
    if not held.out or elsewhere or held.release.window.ended(now_ms):
        raise Missing("release.not_out", name=name)
    return held.release


def _admit(house: House, account: str, release: str) -> None:
    """Let one comment through.

    Raises:
        Invalid: there are too many; it says in how many seconds there may be another.
    """
    now, throttle = house.clock.now_ms(), Throttle(house.store.database)
    with house.store.database.writing():
        for what, whose, rate, code in (
            ("often", account, OFTEN, "viewing.too_fast"),
            ("many", account, MANY, "viewing.too_fast"),
            ("here", release, CEILING, "viewing.too_many_here"),
        ):
            wait = throttle.take(throttle_key(f"comment-{what}", whose), rate, now)
            if wait:
                raise Invalid(code, seconds=-(-wait // SECOND_MS))


def throttle_key(what: str, whose: str) -> str:
    """The row of a limit; it tells nobody whose it is."""
    return f"{what}:{hashlib.sha256(f'{what} {whose}'.encode()).hexdigest()}"
