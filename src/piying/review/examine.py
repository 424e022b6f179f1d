"""Examining: texts, measurements and declaration against one policy → findings and dossier.

What could not be examined stands in the coverage as undetermined, by rule and with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from piying.model.canon import Digest, digest
from piying.model.deferred import deferred
from piying.model.people import Cast
from piying.model.policy import Policy, Rule, RuleKind
from piying.model.review import (
    Answer,
    Coverage,
    Declared,
    Dossier,
    Finding,
    Inspection,
    Level,
    Run,
    Stage,
    Tiering,
    Unit,
)
from piying.review.judge import MEASURED, Judged, applies_to, declare, judge
from piying.review.tier import tiering

if TYPE_CHECKING:
    from piying.review.text.read import read
else:
    read = deferred("piying.review.text.read:read")

Reader = Callable[[Policy, Sequence[Unit], Stage, Cast | None], tuple[Finding, ...]]
"""Gives what the text rules of a policy find in the units of a stage."""

STAGES = (Stage.SCRIPT, Stage.CUT, Stage.MASTER)
EXPLICIT = "label.explicit."
IMPLICIT = "label.implicit"
_WEIGHT = {Level.BLOCK: 0, Level.REVIEW: 1, Level.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a dossier is about: one episode, by the digests of what was looked at."""

    series: str
    episode: int
    version: int
    script: Digest
    cut: Digest | None = None
    master: Digest | None = None
    captions: Digest | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Everything of a work that is held against a policy."""

    declared: Declared
    texts: Mapping[Stage, Sequence[Unit]]
    """The units of each stage that was read; a stage that is missing was not examined."""
    cast: Cast | None = None
    inspection: Inspection | None = None
    shots: tuple[tuple[str, int, int], ...] = ()
    """The shots of the film with first frame and frame behind the last."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of it."""

    findings: tuple[Finding, ...]
    """By stage, then as they are seen, the gravest first where they share a place."""
    coverage: Coverage
    tiering: Tiering


def examine(policy: Policy, work: Work, day: date, reader: Reader = read) -> Examined:
    """A work against a policy, on `day` in the calendar of its country.

    `reader` reads the texts; whoever has kept what was found may give it again.
    """
    read_out = _texts(policy, work, reader)
    declared = declare(policy, work.declared)
    parts = [read_out, declared, _measures(policy, work)]
    findings = [finding for part in parts for finding in part.findings]
    run = tuple(sorted(rule for part in parts for rule in part.run))
    open_rules = tuple(sorted(pair for part in parts for pair in part.undetermined))
    spoken_of = {one.rule for one in findings} | {rule for rule, _ in open_rules}
    coverage = Coverage(
        run=run,
        passed=tuple(rule for rule in run if rule not in spoken_of),
        undetermined=open_rules,
        characters=sum(len(unit.text) for units in work.texts.values() for unit in units),
        frames=work.inspection.frame_count if work.inspection else 0,
    )
    return Examined(
        tuple(sorted(findings, key=_in_order)),
        coverage,
        tiering(policy, work.declared, day),
    )


def _in_order(finding: Finding) -> tuple[int, int, int, int, int, str, str]:
    at = finding.at
    return (
        STAGES.index(at.stage),
        at.unit,
        at.start_frame,
        at.start,
        _WEIGHT[finding.level],
        finding.rule,
        finding.fingerprint,
    )


def _texts(policy: Policy, work: Work, reader: Reader) -> Judged:
    findings: list[Finding] = []
    run: list[str] = []
    undetermined: list[tuple[str, str]] = []
    unfit = set()
    for rule in policy.rules:
        if rule.sort is not RuleKind.TEXT:
            continue
        if not applies_to(rule, work.declared):
            unfit.add(rule.id)
        elif missing := _unread(rule, work):
            undetermined.append((rule.id, missing))
        else:
            run.append(rule.id)
    for stage in STAGES:
        units = work.texts.get(stage, ())
        found = reader(policy, units, stage, work.cast)
        findings += (one for one in found if one.rule not in unfit)
    return Judged(tuple(findings), tuple(run), tuple(undetermined))


def _unread(rule: Rule, work: Work) -> str:
    """Why nothing can be said of a text rule: none of its stages was read."""
    if any(stage in work.texts for stage in rule.applies.stages):
        return ""
    return f"not read: {', '.join(rule.applies.stages)}"


def _measures(policy: Policy, work: Work) -> Judged:
    if work.inspection is not None:
        return judge(policy, work.inspection, work.declared, work.shots)
    rules = [
        rule.id
        for rule in policy.rules
        if rule.sort in MEASURED and applies_to(rule, work.declared)
    ]
    return Judged((), (), tuple((rule, "the film was not measured") for rule in rules))


def dossier_of(
    policy: Policy,
    subject: Subject,
    work: Work,
    examined: Examined,
    runs: Iterable[Run] = (),
) -> Dossier:
    """What was found of `subject`, bound to its bytes."""
    inspection = work.inspection
    return Dossier(
        series=subject.series,
        episode=subject.episode,
        version=subject.version,
        script=subject.script,
        cut=subject.cut,
        master=subject.master,
        captions=subject.captions,
        policy=policy.sha256,
        policy_name=policy.name,
        declared=work.declared,
        tiering=examined.tiering,
        findings=examined.findings,
        coverage=examined.coverage,
        runs=tuple(runs),
        inspection=None if inspection is None else digest(inspection),
        label_explicit=_explicit(policy, work, examined),
        label_implicit=_implicit(inspection),
    )


def _figures(inspection: Inspection | None) -> dict[str, int | None]:
    return {one.measure: one.value_milli for one in inspection.figures} if inspection else {}


def _implicit(inspection: Inspection | None) -> Answer:
    value = _figures(inspection).get(IMPLICIT)
    if value is None:
        return Answer.UNKNOWN
    return Answer.YES if value else Answer.NO


def _explicit(policy: Policy, work: Work, examined: Examined) -> Answer:
    """Whether the visible label keeps every rule on it; unknown if one could not be decided."""
    value = _figures(work.inspection).get(f"{EXPLICIT}duration")
    rules = {
        rule.id
        for rule in policy.rules
        if any(limit.measure.startswith(EXPLICIT) for limit in rule.limits)
    }
    if value is None:
        return Answer.UNKNOWN
    if value == 0 or any(one.rule in rules for one in examined.findings):
        return Answer.NO
    open_rules = {rule for rule, _ in examined.coverage.undetermined}
    return Answer.UNKNOWN if rules & open_rules else Answer.YES
