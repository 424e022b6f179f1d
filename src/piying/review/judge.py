"""What was measured and declared, against the rules of measures, labels and declarations.

A measure that is missing makes its rule undetermined, unless the other conditions decide
alone. Undetermined is never a pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from piying.model.canon import digest
from piying.model.messages import say
from piying.model.policy import Asked, Limit, Operator, Policy, Rule, RuleKind
from piying.model.review import (
    At,
    Declared,
    Evidence,
    Expected,
    Finding,
    Inspection,
    Level,
    Span,
    Stage,
)
from piying.review.measures import UNITS

MEASURED = frozenset({RuleKind.MEASURE, RuleKind.LABEL})
_OPPOSITE = {
    Operator.LESS: "≥",
    Operator.AT_MOST: ">",
    Operator.MORE: "≤",
    Operator.AT_LEAST: "<",
    Operator.EQUAL: "≠",
    Operator.OTHER: "=",
}
"""What a measure has to be, by what breaks it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of some rules."""

    findings: tuple[Finding, ...]
    run: tuple[str, ...]
    undetermined: tuple[tuple[str, str], ...]
    """(rule, why), why in English as the figures say it."""


def breaks(limit: Limit, value_milli: int) -> bool:
    """Whether a value is what `limit` describes."""
    wanted = limit.value_milli
    match limit.operator:
        case Operator.LESS:
            return value_milli < wanted
        case Operator.AT_MOST:
            return value_milli <= wanted
        case Operator.MORE:
            return value_milli > wanted
        case Operator.AT_LEAST:
            return value_milli >= wanted
        case Operator.EQUAL:
            return value_milli == wanted
        case Operator.OTHER:
            return value_milli != wanted


def decided(rule: Rule, states: Sequence[bool | None]) -> bool | None:
    """Whether the conditions of `rule` hold together; None: nobody can say."""
    if rule.all_of:
        if any(state is False for state in states):
            return False
        return None if any(state is None for state in states) else True
    if any(state is True for state in states):
        return True
    return None if any(state is None for state in states) else False


def measured(rule: Rule, values: Mapping[str, int | None]) -> bool | None:
    """Whether a rule of measures fires on `values`, in thousandths; None: undetermined."""
    states = []
    for limit in rule.limits:
        value = values.get(limit.measure)
        states.append(None if value is None else breaks(limit, value))
    return decided(rule, states)


def state_of(declared: Declared, name: str) -> str:
    """The state of a field of the declaration, as rules name it."""
    if name == "cost":
        return "missing" if declared.cost_fen is None else "given"
    value = getattr(declared, name)
    if name in {"filed_on", "released_on"}:
        return "missing" if value is None else "given"
    if name in {"remake_of", "synopsis", "partner", "subjects"}:
        return "given" if value else "missing"
    return str(value)


def asked(rule: Rule, states: Mapping[str, str]) -> bool | None:
    """Whether a rule of declarations fires; an unknown answer leaves it undetermined."""
    return decided(rule, [_answered(one, states) for one in rule.asked])


def _answered(one: Asked, states: Mapping[str, str]) -> bool | None:
    state = states.get(one.field, "unknown")
    if state in one.states:
        return True
    return None if state == "unknown" else False


def applies_to(rule: Rule, declared: Declared) -> bool:
    """Whether a rule is for works that are declared like this."""
    return all(state_of(declared, one.field) in one.states for one in rule.applies.declared)


def judge(
    policy: Policy,
    inspection: Inspection,
    declared: Declared,
    shots: Sequence[tuple[str, int, int]] = (),
) -> Judged:
    """An inspection of the master against the rules of measures and labels.

    Args:
        policy: With the rules.
        inspection: What was measured; a figure that is missing or empty is undetermined.
        declared: Some rules are only for works that are declared in a certain way.
        shots: The shots of the film with first frame and frame behind the last.
    """
    figures = {one.measure: one for one in inspection.figures}
    values = {name: one.value_milli for name, one in figures.items()}
    findings: list[Finding] = []
    run: list[str] = []
    undetermined: list[tuple[str, str]] = []
    for rule in policy.rules:
        if rule.sort not in MEASURED or Stage.MASTER not in rule.applies.stages:
            continue
        if not applies_to(rule, declared):
            continue
        run.append(rule.id)
        verdict = measured(rule, values)
        if verdict is None:
            missing = [one.measure for one in rule.limits if values.get(one.measure) is None]
            why = "; ".join(
                f"{name}: {figures[name].why or '–' if name in figures else 'not measured'}"
                for name in dict.fromkeys(missing)
            )
            undetermined.append((rule.id, why))
            if rule.undetermined_is is Level.BLOCK:
                findings.append(_unmeasured(rule, missing[0], why))
        elif verdict:
            findings += _broken(rule, values, inspection, shots)
    return Judged(_sorted(findings), tuple(run), tuple(undetermined))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(
        sorted(findings, key=lambda one: (one.at.start_frame, one.rule, one.fingerprint))
    )


def _broken(
    rule: Rule,
    values: Mapping[str, int | None],
    inspection: Inspection,
    shots: Sequence[tuple[str, int, int]],
) -> list[Finding]:
    """A finding for each span that breaks a limit; one of the whole film where none does."""
    found: list[Finding] = []
    for limit in rule.limits:
        value = values.get(limit.measure)
        if value is None or not breaks(limit, value):
            continue
        spans = [
            span
            for span in inspection.spans
            if span.measure == limit.measure
            and span.value_milli is not None
            and breaks(limit, span.value_milli)
        ]
        found += (_measure(rule, limit, span.value_milli or 0, span, shots) for span in spans)
        if not spans:
            found.append(_measure(rule, limit, value, None, shots))
    return found


def _measure(
    rule: Rule,
    limit: Limit,
    value: int,
    span: Span | None,
    shots: Sequence[tuple[str, int, int]],
) -> Finding:
    at = At(Stage.MASTER)
    frames: tuple[int, ...] = ()
    if span is not None:
        inside = (name for name, first, end in shots if first <= span.start_frame < end)
        at = At(
            Stage.MASTER,
            shot=next(inside, ""),
            start_frame=span.start_frame,
            end_frame=span.end_frame,
        )
        middle = (span.start_frame + span.end_frame) // 2
        last = max(span.start_frame, span.end_frame - 1)
        frames = tuple(sorted({max(0, span.start_frame - 1), middle, last}))
    unit = UNITS[limit.measure]
    expected = f"{_OPPOSITE[limit.operator]} {_number(limit.value_milli, unit)}"
    told = {"measure": limit.measure, "expected": expected, "value": _number(value, unit)}
    return Finding(
        rule=rule.id,
        level=rule.severity,
        at=at,
        evidence=Evidence(
            quote=span.note if span else "",
            measured=Expected(limit.measure, expected, _number(value, unit)),
            frames=frames,
        ),
        cite=rule.cite,
        title_zh=rule.title.zh,
        title_en=rule.title.en,
        why_zh=say("review.why_measured", "zh", **told),
        why_en=say("review.why_measured", "en", **told),
        fingerprint=digest([rule.id, at.shot, limit.measure, span.note if span else ""]),
    )


def _unmeasured(rule: Rule, measure: str, why: str) -> Finding:
    return Finding(
        rule=rule.id,
        level=rule.undetermined_is,
        at=At(Stage.MASTER),
        evidence=Evidence(measured=Expected(measure, "–", "–")),
        cite=rule.cite,
        title_zh=rule.title.zh,
        title_en=rule.title.en,
        why_zh=say("review.why_unmeasured", "zh", why=why),
        why_en=say("review.why_unmeasured", "en", why=why),
        fingerprint=digest([rule.id, "", measure, "undetermined"]),
    )


def _number(milli: int, unit: str) -> str:
    """A value as a person reads it: "0.05", "6 transition/s"."""
    whole, rest = divmod(abs(milli), 1000)
    sign = "-" if milli < 0 else ""
    written = f"{sign}{whole}" + (f".{rest:03d}".rstrip("0") if rest else "")
    return written if unit in {"1", "yes"} else f"{written} {unit}"


def declare(policy: Policy, declared: Declared) -> Judged:
    """The declaration against the rules of declarations."""
    findings: list[Finding] = []
    run: list[str] = []
    undetermined: list[tuple[str, str]] = []
    for rule in policy.rules:
        if rule.sort is not RuleKind.DECLARED or not applies_to(rule, declared):
            continue
        run.append(rule.id)
        states = {one.field: state_of(declared, one.field) for one in rule.asked}
        verdict = asked(rule, states)
        told = "; ".join(f"{name} = {state}" for name, state in states.items())
        if verdict is None:
            undetermined.append((rule.id, told))
        elif verdict:
            findings.append(
                Finding(
                    rule=rule.id,
                    level=rule.severity,
                    at=At(rule.applies.stages[0]),
                    evidence=Evidence(quote=told),
                    cite=rule.cite,
                    title_zh=rule.title.zh,
                    title_en=rule.title.en,
                    why_zh=say("review.why_declared", "zh", states=told),
                    why_en=say("review.why_declared", "en", states=told),
                    fingerprint=digest([rule.id, told]),
                )
            )
    return Judged(_sorted(findings), tuple(run), tuple(undetermined))
