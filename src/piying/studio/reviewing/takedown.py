"""takedown: a release is suspended, taken down or reinstated, and everybody is told.

What has to be told follows from the log (`piying.review.takedown`); what was told, and what
came of it, are entries of the log as well. A run may die at any point: the next one plans the
same notices and goes on where the log ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from piying.model.canon import Digest, decode
from piying.model.decision import Act, Actor, Cause, Ground, Sealed
from piying.model.errors import Invalid, Missing, Outside
from piying.review.chain import KEEPER, Draft
from piying.review.overdue import strikes
from piying.review.states import OUT, Standing, State, fold
from piying.review.takedown import (
    Action,
    Decided,
    Item,
    Known,
    Next,
    Release,
    Stage,
    Step,
    Target,
    next_of,
    outbox,
    plan,
)
from piying.store.log import Log
from piying.studio.house import House
from piying.studio.reviewing.docket import (
    Docket,
    clocks,
    dockets,
    finding_named,
    happenings,
    open_docket,
    open_log,
    record,
    statement_of,
)
from piying.studio.reviewing.targets import targets

STEP = "notice"
"""The kind of an entry that says what became of a notice."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks to be taken down, and why."""

    cause: Cause
    order: str = ""
    authority: str = ""
    findings: tuple[str, ...] = ()
    """The beginnings of fingerprints."""
    effective_ms: int = 0
    """From when it holds; 0: now."""
    privacy: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A work that was taken down: new works are compared with it."""

    series: str
    episode: int
    version: int
    title: str
    since_ms: int
    sealed: Sealed
    dossier: Digest


def suspend(house: House, series: str, episode: int, who: Actor, asked: Asked) -> Standing:
    """Make the version that is out dark for the time being."""
    docket = open_docket(house, series, episode)
    return _restrict(docket, Act.SUSPENDED, who, asked)


def take_down(house: House, series: str, episode: int, who: Actor, asked: Asked) -> Standing:
    """Take down: by order at once; of our own motion only what somebody else suspended."""
    docket = open_docket(house, series, episode)
    return _restrict(docket, Act.TAKEN_DOWN, who, asked)


def reinstate(house: House, series: str, episode: int, who: Actor, why: str) -> Standing:
    """Bring back what is suspended, or what an order no longer forbids."""
    docket = open_docket(house, series, episode)
    version = _dark(docket)
    return record(docket, Act.REINSTATED, who, version, why=why).case.version(version)


def deliver(house: House, to: Sequence[Target] | None = None) -> tuple[Item, ...]:
    """Tell every target what it has not been told, ask the others, escalate what is late."""
    told = {target.name: target for target in (targets(house) if to is None else to)}
    log = open_log(house)
    for item in items(house, log, tuple(told.values())):
        what = next_of(item, clocks(), house.clock.now_ms())
        target = told[item.notice.target]
        if what is Next.ESCALATE:
            _note(house, log, item, Stage.ESCALATED)
        elif what in (Next.SEND, Next.ASK):
            _tell(house, log, item, target, send=what is Next.SEND)
    return items(house, log, tuple(told.values()))


def items(house: House, log: Log, to: Sequence[Target] | None = None) -> tuple[Item, ...]:
    """Every notice to these targets, and how far it is."""
    known = [Known(one.name, one.sort) for one in (targets(house) if to is None else to)]
    steps = [decode(bytes(entry.body), Step) for entry in log.entries() if entry.kind == STEP]
    return outbox(plan(_decided(house, log), known), steps)


def look(house: House) -> tuple[Item, ...]:
    """Every notice and how far it is; nobody is told anything."""
    return items(house, open_log(house, sign=False))


def acknowledge(house: House, who: Actor, start: str, reference: str) -> Item:
    """Enter that a target has acknowledged the notice whose id begins with `start`."""
    log = open_log(house)
    found = [one for one in items(house, log) if one.notice.id.startswith(start)]
    if len(found) != 1 or not start:
        known = ", ".join(one.notice.id[:16] for one in found) or "-"
        raise Missing("review.no_such_notice", notice=start, known=known)
    _note(house, log, found[0], Stage.ACKNOWLEDGED, reference=reference, who=who)
    return next(one for one in items(house, log) if one.notice.id == found[0].notice.id)


def withdrawn(house: House) -> tuple[Withdrawn, ...]:
    """The register of withdrawn works: it follows from the log and is kept nowhere else."""
    return tuple(
        Withdrawn(
            docket.series, docket.episode, held.version, docket.dossier(held).declared.title,
            held.restriction.at_ms, held.submission.sealed,
            held.submission.dossier,
        )
        for docket in dockets(house)
        for held in docket.case.versions
        if held.effects.listed and held.restriction and held.submission
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts against somebody who hands works in."""

    name: str
    weight: int
    step: str
    what_zh: str
    what_en: str


def counted(house: House) -> tuple[Counted, ...]:
    """Everybody with strikes that still count, gravest first."""
    penalty, now = clocks().penalty, house.clock.now_ms()
    cases = []
    for docket in dockets(house):
        rules = docket.policy.rules if docket.policy else ()
        cases.append((docket.case, {rule.id: rule.category for rule in rules}))
    found = []
    for name, held in strikes(cases).items():
        weight = penalty.sum(held, now)
        step = penalty.step(weight)
        if step is not None:
            found.append(Counted(name, weight, step.does, step.what_zh, step.what_en))
    return tuple(sorted(found, key=lambda one: (-one.weight, one.name)))


def _restrict(docket: Docket, act: Act, who: Actor, asked: Asked) -> Standing:
    standing = _seen(docket)
    reasons = tuple(finding_named(standing, start) for start in asked.findings)
    concerns = [standing.concern(reason) for reason in reasons]
    rules = tuple(dict.fromkeys(concern.rule for concern in concerns if concern))
    ground = Ground(
        asked.cause, asked.order.strip(), asked.authority.strip(), reasons, rules,
        asked.privacy, asked.effective_ms or docket.now_ms(),
    )  # fmt: skip
    after = record(docket, act, who, standing.version, ground=ground)
    statement_of(after, *after.entries[-1])
    return after.case.version(standing.version)


def _seen(docket: Docket) -> Standing:
    """The version that is out, else the one that is suspended."""
    case = docket.case
    dark = [held for held in case.versions if held.state is State.SUSPENDED]
    if case.out is not None:
        return case.out
    if dark:
        return dark[-1]
    raise Invalid("review.nothing_out", name=f"{docket.series}/e{docket.episode:02d}")


def _dark(docket: Docket) -> int:
    wanted = {State.SUSPENDED, State.TAKEN_DOWN, State.OVERTURNED}
    found = [held.version for held in docket.case.versions if held.state in wanted]
    if not found:
        raise Invalid("review.nothing_dark", name=f"{docket.series}/e{docket.episode:02d}")
    return found[-1]


def _tell(house: House, log: Log, item: Item, target: Target, *, send: bool) -> None:
    """Send the notice, or ask how far it is, and note what came of it.

    It is noted afterwards: a notice that comes twice does no harm, and one that was noted and
    never sent would. A question that nobody answers changes nothing; in time it is escalated.
    """
    notice = item.notice
    reinstates = notice.action is Action.REINSTATE
    try:
        if not send:
            receipt = target.status(notice)
        elif reinstates:
            receipt = target.reinstate(notice.release, notice)
        else:
            receipt = target.suspend(notice.release, notice)
    except Outside as error:
        if send and item.stage is not Stage.ESCALATED:
            _note(house, log, item, Stage.FAILED, why=str(error))
        return
    if receipt.stage is not item.stage and not (
        item.stage is Stage.ESCALATED and not send and receipt.stage is Stage.SENT
    ):
        _note(house, log, item, receipt.stage, reference=receipt.reference)


def _note(  # noqa: PLR0913 - what is known of one step
    house: House,
    log: Log,
    item: Item,
    stage: Stage,
    *,
    reference: str = "",
    why: str = "",
    who: Actor = KEEPER,
) -> None:
    now = house.clock.now_ms()
    step = Step(item.notice.id, item.notice.target, stage, now, reference, why)
    log.append(Draft(who, STEP, step, now))


def _decided(house: House, log: Log) -> tuple[Decided, ...]:
    """Every restriction and its end, with the release that it is about, in order."""
    found = []
    for entry, one in happenings(log):
        if one.act not in (Act.SUSPENDED, Act.TAKEN_DOWN, Act.REINSTATED):
            continue
        docket = open_docket(house, one.series, one.episode, sign=False)
        standing = docket.case.version(one.version)
        if standing.submission is None or not _was_out(docket, one.version):
            continue
        title = docket.dossier(standing).declared.title
        release = Release(
            one.series, one.episode, one.version, title, standing.submission.sealed
        )
        made = statement_of(docket, entry, one) if one.ground else None
        found.append(Decided(one, entry.hash, release, made))
    return tuple(found)


def _was_out(docket: Docket, version: int) -> bool:
    """Whether anybody outside has ever seen it: a rejection is told to nobody."""
    told = [one for _, one in docket.entries]
    return any(
        fold(told[: index + 1]).version(version).state in OUT
        for index, one in enumerate(told)
        if one.version == version and one.act is Act.RELEASED
    )
