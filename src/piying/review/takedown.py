"""Takedown: an outbox that tells every target, and knows who has answered and who is late.

What is to be told follows from the log alone: each suspension, takedown and reinstatement is a
notice to every target, whose id is the digest of the log entry, the target and the action. So
a run that dies anywhere plans the same notices again, and a target that has seen an id does
nothing twice. Every notice ends acknowledged or escalated (I6), unless a later notice to the
same target about the same release has overtaken it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from piying.model.canon import Digest, digest
from piying.model.decision import ORDERS, Act, Happening, Sealed
from piying.review.clocks import MINUTE_MS, Clocks

RETRY_MS_MAX = 16 * MINUTE_MS
"""The longest wait between two attempts; it doubles from a minute."""


class Action(StrEnum):
    """What a target is told to do."""

    SUSPEND = "suspend"
    """Own channel: answer 410 and withhold the key. Ledger: hold from the effective time."""
    TAKE_DOWN = "take_down"
    """As suspended, for good; the key is destroyed once no appeal is possible."""
    REINSTATE = "reinstate"
    """Undo what the notices before it did, exactly."""


class Sort(StrEnum):
    """What a target is."""

    CHANNEL = "channel"
    """Our own playlists and keys."""
    PACKAGE = "package"
    """A platform that the film was delivered to."""
    LEDGER = "ledger"
    PARTNER = "partner"
    """Whoever handed the work in, and its writer; they get the statement."""
    WATCH = "watch"
    """Whoever watches the market, to see that it is really down."""


class Stage(StrEnum):
    """How far a notice is."""

    PENDING = "pending"
    """Nothing is known of it; it may have been sent by a run that died."""
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    FAILED = "failed"
    """The target could not be reached; it is tried again."""
    ESCALATED = "escalated"
    """Its time has run out: a person sees to it."""


@dataclass(frozen=True, slots=True)
class Release:
    """What is taken down."""

    series: str
    episode: int
    version: int
    title: str
    sealed: Sealed
    ids: tuple[tuple[str, str], ...] = ()
    """(target, its own id of the work)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What one target is told once."""

    id: Digest
    action: Action
    target: str
    release: Release
    effective_ms: int
    """From when it holds; money is held from then."""
    at_ms: int
    """When it was decided."""
    by_order: bool
    statement: Digest | None
    """The statement of reasons."""
    kind: str = field(default="notice.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a target said."""

    stage: Stage
    """`SENT` or `ACKNOWLEDGED`."""
    reference: str = ""
    """What the target calls it."""


class Target(Protocol):
    """Somebody who has to be told.

    Whoever has seen a notice's id does nothing when it comes again and answers as before.
    What cannot be reached raises `Outside`.
    """

    @property
    def name(self) -> str:
        """Unique among the targets of a house."""

    @property
    def sort(self) -> Sort:
        """What it is."""

    def suspend(self, release: Release, notice: Notice) -> Receipt:
        """Suspend or take down, as the notice's action says."""

    def reinstate(self, release: Release, notice: Notice) -> Receipt:
        """Undo what the notices before this one did."""

    def status(self, notice: Notice) -> Receipt:
        """How far a notice that was sent is."""


@dataclass(frozen=True, slots=True)
class Known:
    """A target as the plan needs it."""

    name: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a notice, as the log keeps it."""

    notice: Digest
    target: str
    stage: Stage
    at_ms: int
    reference: str = ""
    why: str = ""
    kind: str = field(default="notice-step.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class Item:
    """A notice and how far it is."""

    notice: Notice
    sort: Sort
    stage: Stage = Stage.PENDING
    attempts: int = 0
    """How often it failed."""
    since_ms: int = 0
    """When it came into this stage."""
    sent: bool = False
    """It certainly reached the target once."""
    overtaken: bool = False
    """A later notice tells the target something else about the same release."""
    reference: str = ""
    why: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do without a person."""
        return self.overtaken or self.stage in (Stage.ACKNOWLEDGED, Stage.ESCALATED)


class Next(StrEnum):
    """What is to be done with a notice now."""

    SEND = "send"
    ASK = "ask"
    ESCALATE = "escalate"
    WAIT = "wait"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Decided:
    """A happening that has to be told, with its place in the log."""

    happening: Happening
    hash: str
    """Of its entry."""
    release: Release
    statement: Digest | None = None


_ACTIONS = {
    Act.SUSPENDED: Action.SUSPEND,
    Act.TAKEN_DOWN: Action.TAKE_DOWN,
    Act.REINSTATED: Action.REINSTATE,
}


def plan(
    decided: Iterable[Decided], targets: Sequence[Known]
) -> tuple[tuple[Notice, Sort], ...]:
    """Every notice that follows from what was decided, oldest first.

    What was never suspended or taken down is not reinstated: a target hears of the end of a
    restriction only if it heard, or may have heard, of its beginning.
    """
    made: list[tuple[Notice, Sort]] = []
    dark: set[tuple[str, int, int]] = set()
    for one in decided:
        action = _ACTIONS.get(one.happening.act)
        key = (one.release.series, one.release.episode, one.release.version)
        if action is None or (action is Action.REINSTATE and key not in dark):
            continue
        (dark.discard if action is Action.REINSTATE else dark.add)(key)
        made += [(_notice(one, action, target.name), target.sort) for target in targets]
    return tuple(made)


def _notice(one: Decided, action: Action, target: str) -> Notice:
    ground = one.happening.ground
    return Notice(
        digest((one.hash, target, action)), action, target, one.release,
        ground.effective_ms if ground else one.happening.at_ms, one.happening.at_ms,
        ground is not None and ground.cause in ORDERS, one.statement,
    )  # fmt: skip


def outbox(planned: Sequence[tuple[Notice, Sort]], steps: Iterable[Step]) -> tuple[Item, ...]:
    """How far every planned notice is after `steps`."""
    items = {notice.id: Item(notice, sort, since_ms=notice.at_ms) for notice, sort in planned}
    last: dict[tuple[str, str, int, int], Digest] = {}
    for notice, _ in planned:
        last[_about(notice)] = notice.id
    for step in steps:
        item = items.get(step.notice)
        if item is not None:
            items[step.notice] = _after(item, step)
    return tuple(
        replace(item, overtaken=last[_about(item.notice)] != item.notice.id)
        for item in items.values()
    )


def next_of(item: Item, clocks: Clocks, now_ms: int) -> Next:
    """What is to be done with `item` at `now_ms`."""
    if item.overtaken or item.stage is Stage.ACKNOWLEDGED:
        return Next.NOTHING
    if item.stage is Stage.ESCALATED:  # a person knows; the program still tries
        return Next.ASK if item.sent else Next.SEND
    if now_ms > due_ms(item, clocks):
        return Next.ESCALATE
    if item.stage is Stage.SENT:
        return Next.ASK
    if item.stage is Stage.FAILED and now_ms < item.since_ms + _pause_ms(item.attempts):
        return Next.WAIT
    return Next.SEND


def due_ms(item: Item, clocks: Clocks) -> int:
    """When `item` is late: to be sent at first, and then to be acknowledged."""
    if item.stage is Stage.SENT:
        return clocks.due("acknowledged", item.notice.at_ms)
    prompt = item.sort is Sort.CHANNEL and item.notice.by_order
    return clocks.due("order_dark" if prompt else "notices_out", item.notice.at_ms)


def still_seen(acknowledged_ms: int, views: Sequence[tuple[int, int]], clocks: Clocks) -> bool:
    """Whether views, (at_ms, total) in order, still rise when a target should long be dark."""
    after = clocks.due("really_down", acknowledged_ms)
    late = [total for at_ms, total in views if at_ms >= after]
    return len(late) > 1 and late[-1] > late[0]


def _about(notice: Notice) -> tuple[str, str, int, int]:
    release = notice.release
    return notice.target, release.series, release.episode, release.version


def _after(item: Item, step: Step) -> Item:
    failed = step.stage is Stage.FAILED
    return replace(
        item, stage=step.stage, since_ms=step.at_ms, attempts=item.attempts + failed,
        sent=item.sent or step.stage in (Stage.SENT, Stage.ACKNOWLEDGED),
        reference=step.reference or item.reference, why=step.why,
    )  # fmt: skip


def _pause_ms(attempts: int) -> int:
    """A minute, then twice as long each time."""
    return min(RETRY_MS_MAX, MINUTE_MS << max(0, attempts - 1))
