"""decide: a dossier is handed in, its findings are answered, and people decide."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.decision import (
    Act,
    Actor,
    Decision,
    Dismissal,
    FindingAnswer,
    Happening,
    Reply,
    Verdict,
)
from piying.model.errors import Invalid, Missing
from piying.model.review import Dossier, Finding
from piying.review.statement import Statement
from piying.review.states import Case, Standing, State
from piying.studio.house import House
from piying.studio.reviewing.docket import (
    SLOT,
    Docket,
    finding_named,
    open_docket,
    record,
    statement_held,
    submission_of,
)
from piying.studio.shooting.held import episode_name


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision."""

    standing: Standing
    statement: Statement | None
    """The reasons, where it goes against the work."""


@dataclass(frozen=True, slots=True)
class View:
    """How an episode's dossiers stand, for showing."""

    case: Case
    newest: Dossier | None
    """What the house holds, handed in or not."""
    findings: tuple[Finding, ...]
    """Of the newest version that was handed in, else of what the house holds."""
    told: tuple[Happening, ...]


def look(house: House, series: str, episode: int) -> View:
    """How the dossiers of `episode` stand."""
    docket = open_docket(house, series, episode, sign=False)
    case, newest = docket.case, docket.newest()
    handed = docket.dossier(case.latest) if case.versions else newest
    findings = handed.findings if handed else ()
    return View(case, newest, findings, tuple(one for _, one in docket.entries))


def submit(house: House, series: str, episode: int, who: Actor) -> Standing:
    """Hand in the dossier that the house holds of `episode`.

    Raises:
        Missing: there is none yet.
        Invalid: it was handed in already, or an earlier version is closed.
    """
    docket = open_docket(house, series, episode)
    name = episode_name(series, episode)
    head = house.store.head(name, SLOT)
    newest = docket.newest()
    if head is None or newest is None:
        raise Missing("review.no_dossier", name=name)
    held = submission_of(docket, newest, head.digest)
    return record(docket, Act.SUBMITTED, who, newest.version, submission=held).case.latest


def answer(
    house: House, series: str, episode: int, who: Actor, told: FindingAnswer
) -> Standing:
    """Say something of one finding, named by the beginning of its fingerprint."""
    docket, version = _open(house, series, episode)
    full = FindingAnswer(
        finding_named(docket.case.latest, told.finding), told.reply, told.dismissal, told.note
    )
    return record(docket, Act.ANSWERED, who, version, answer=full).case.latest


def waive(house: House, series: str, episode: int, who: Actor, finding: str) -> Standing:
    """Let one finding pass on the condition that its rule names."""
    docket, version = _open(house, series, episode)
    named = finding_named(docket.case.latest, finding)
    return record(docket, Act.WAIVED, who, version, waived=named).case.latest


def accept(house: House, series: str, episode: int, who: Actor, rule: str) -> Standing:
    """Accept by its name a rule of which nothing can be said."""
    docket, version = _open(house, series, episode)
    return record(docket, Act.ACCEPTED, who, version, accepted=rule).case.latest


def decide(house: House, series: str, episode: int, who: Actor, told: Decision) -> Decided:
    """Decide on the newest version that was handed in."""
    docket, version = _open(house, series, episode)
    reasons = tuple(finding_named(docket.case.latest, start) for start in told.reasons)
    full = Decision(
        told.verdict, reasons, told.conditions, told.note, told.seconds_on_page, told.blind
    )
    after = record(docket, Act.DECIDED, who, version, decision=full)
    standing = after.case.latest
    against = standing.state in (State.FIX, State.REJECTED) and told.verdict in (
        Verdict.FIX, Verdict.REJECT,
    )  # fmt: skip
    return Decided(standing, statement_held(after, *after.entries[-1]) if against else None)


def answer_from(text: str) -> FindingAnswer:
    """The answer that "FINDING=REPLY" or "FINDING=dismissed:REASON" says.

    Raises:
        Invalid: it says nothing of the kind.
    """
    finding, _, said = text.partition("=")
    reply, _, reason = said.partition(":")
    try:
        return FindingAnswer(
            finding.strip(), Reply(reply), Dismissal(reason) if reason else None
        )
    except ValueError as error:
        raise Invalid(
            "review.answer_form", text=text, replies=", ".join(Reply),
            reasons=", ".join(Dismissal),
        ) from error  # fmt: skip


def _open(house: House, series: str, episode: int) -> tuple[Docket, int]:
    docket = open_docket(house, series, episode)
    if not docket.case.versions:
        raise Missing("review.nothing_submitted")
    return docket, docket.case.latest.version
