"""Moderating: comments are held against the policy of their series, and people decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from piying.model.canon import Digest
from piying.model.comment import Act, Judged, State, Step
from piying.model.errors import Invalid, Missing
from piying.model.policy import Bilingual, Policy
from piying.model.review import Dossier, Element, Stage, Unit
from piying.model.viewer import Deed
from piying.release.moderation import after, judged
from piying.review.text.read import read
from piying.store.channel.comments import Comments, Kept
from piying.store.channel.releases import Releases
from piying.studio.channel.acting import By, require
from piying.studio.channel.auditing import Change, changing
from piying.studio.channel.paging import Page, page_size
from piying.studio.house import House
from piying.studio.reviewing.docket import policy_of
from piying.studio.reviewing.policies import DEFAULT, policy_named

WHY_CHARACTERS_MAX = 500
KEPT_MAX = 16
CURSOR_CHARACTERS_MAX = 40

_policies: dict[Digest, Policy] = {}


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a person."""

    page: Page[Kept]
    waiting: int


def judge(house: House, dossier: Digest, text: str) -> Judged:
    """What the policy says to `text` that reviewed the film of `dossier`."""
    policy = policy_for(house, dossier)
    unit = Unit(Element.DIALOGUE, text)
    return judged(policy, text, read(policy, (unit,), Stage.SCRIPT))


def judged_of(house: House, kept: Kept) -> Judged:
    """How a comment stands and why, in both languages: the rule, or what a person wrote.

    Raises:
        Missing: the house does not know its release.
    """
    if not kept.rule:
        said = Bilingual(kept.why, kept.why) if kept.why else None
        return Judged(kept.state, "", None, said)
    release = Releases(house.store.database).release(kept.comment.release).release
    found = judge(house, release.dossier, kept.comment.text)
    return Judged(kept.state, kept.rule, found.title, found.why)


def policy_for(house: House, dossier: Digest) -> Policy:
    """The policy that a dossier was made with, loaded once in a process.

    The house keeps the policies of its dossiers; where one is gone, today's stands in.
    """
    found = _policies.get(dossier)
    if found is None:
        found = _policy(house, dossier)
        while len(_policies) >= KEPT_MAX:
            _policies.pop(next(iter(_policies)), None)
        _policies[dossier] = found
    return found


def warm(house: House) -> None:
    """Load what judging needs, so that the first comment does not wait for it."""
    for held in Releases(house.store.database).all()[-KEPT_MAX:]:
        judge(house, held.release.dossier, "暖")


def held_comments(house: House, by: By, cursor: str = "", most: int = 20) -> Queue:
    """The comments that wait for a person, oldest first.

    Raises:
        Invalid: `by` may not, the cursor is none of ours, or the page is too large.
    """
    require(house, by, Deed.LIST)
    comments = Comments(house.store.database)
    rows = comments.standing(State.HELD, name_cursor(cursor), page_size(most) + 1)
    more = rows[most - 1].comment.id if len(rows) > most else ""
    return Queue(Page(rows[:most], more), comments.count(State.HELD))


def steps_of(house: House, by: By, comment: str) -> Sequence[Step]:
    """All that happened to a comment, in order.

    Raises:
        Invalid: `by` may not.
        Missing: there is no such comment.
    """
    require(house, by, Deed.LIST)
    comments = Comments(house.store.database)
    comments.kept(comment)
    return comments.steps(comment)


def decide(house: House, by: By, comment: str, act: Act, why: str) -> Kept:
    """Let a person show, hold, remove or restore a comment; the log `accounts` tells it.

    Raises:
        Invalid: `by` may not, or there is no reason.
        Conflict: it stands otherwise by now, or its author took it back.
        Missing: there is no such comment, or no key to sign with.
    """
    require(house, by, Deed.LIST)
    reason = reason_of(why)
    if act not in (Act.SHOWN, Act.HELD, Act.REMOVED, Act.RESTORED):
        raise Invalid("viewing.act_not_yours", act=act.value)
    with changing(house) as note:
        before, now = moved(house, comment, act, by.name, reason)
        note(
            Change(
                by.name, f"comment_{act.value}", before.account,
                (("state", before.state.value),),
                (("comment", comment), ("state", now.state.value)), reason,
            )
        )  # fmt: skip
    return now


def moved(house: House, comment: str, act: Act, by: str, why: str) -> tuple[Kept, Kept]:
    """How a comment stood and how it stands after `act`; the block is the caller's.

    Raises:
        Conflict: that may not happen to it now.
        Missing: there is no such comment.
    """
    comments = Comments(house.store.database)
    with house.store.database.writing(durable=True) as connection:
        house.store.database.one_by_one(connection)
        before = comments.kept(comment)
        state = after(before.state, act)
        comments.move(comment, state, Step(act, by, "", why, house.clock.now_ms()))
        return before, comments.kept(comment)


def name_cursor(cursor: str) -> str:
    """The id of the row that a cursor stands behind; empty: the beginning.

    Raises:
        Invalid: it is none of ours.
    """
    if len(cursor) > CURSOR_CHARACTERS_MAX or not (cursor + "0").isalnum():
        raise Invalid("viewing.cursor_bad")
    return cursor


def reason_of(why: str) -> str:
    """The reason of a decision.

    Raises:
        Invalid: there is none, or it is too long.
    """
    reason = why.strip()
    if not 0 < len(reason) <= WHY_CHARACTERS_MAX:
        raise Invalid("viewing.why_lacking", most=WHY_CHARACTERS_MAX)
    return reason


def _policy(house: House, dossier: Digest) -> Policy:
    try:
        found = policy_of(house, house.store.get(dossier, Dossier))
    except Missing:
        found = None
    return _shipped() if found is None else found


@cache
def _shipped() -> Policy:
    return policy_named(DEFAULT)
