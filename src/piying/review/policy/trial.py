"""Trials: every example of a policy is run, and has to give the result that it states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.people import Age, Cast, Character, Look
from piying.model.policy import Example, Policy, Rule, RuleKind
from piying.model.review import Element, Unit
from piying.review import judge

if TYPE_CHECKING:
    from piying.review.text.read import read
else:
    read = deferred("piying.review.text.read:read")

SPEAKER_LENGTH_MAX = 8
_MARKED = {
    "△": Element.ACTION,
    "旁白：": Element.NARRATION,
    "NARRATOR: ": Element.NARRATION,
    "字幕：": Element.ONSCREEN,
    "ON SCREEN: ": Element.ONSCREEN,
    "标题：": Element.TITLE,
    "TITLE: ": Element.TITLE,
    "简介：": Element.LOGLINE,
    "LOGLINE: ": Element.LOGLINE,
    "标签：": Element.TAG,
    "TAG: ": Element.TAG,
    "配文：": Element.CAPTION,
    "CAPTION: ": Element.CAPTION,
}


@dataclass(frozen=True, slots=True)
class Failed:
    """An example that gave another result than it states."""

    rule: Rule
    example: Example
    got: str


def trial(policy: Policy) -> Iterator[Failed]:
    """Every example of `policy` that does not give its stated result."""
    for rule in policy.rules:
        for example in rule.examples:
            got = result(policy, rule, example)
            wants = str(rule.severity) if example.wants == "hit" else example.wants
            if got != wants:
                yield Failed(rule, example, got)


def result(policy: Policy, rule: Rule, example: Example) -> str:
    """What `rule` gives for `example`: a level, "miss" or "undetermined"."""
    if rule.sort is RuleKind.TEXT:
        units = units_of(example.text, rule)
        stage = rule.applies.stages[0]
        found = read(policy, units, stage, _cast(example), only=rule.id)
        return str(found[0].level) if found else "miss"
    if rule.sort is RuleKind.DECLARED:
        fires = judge.asked(rule, dict(example.states))
    else:
        fires = judge.measured(rule, dict(example.values))
    if fires is None:
        return "undetermined"
    return str(rule.severity) if fires else "miss"


def _cast(example: Example) -> Cast:
    """The people of an example; a grown person without an age group is young."""
    known = set(Age)
    return Cast(
        tuple(
            Character(name, look=Look(age=Age(age) if age in known else Age.YOUNG))
            for name, age in example.cast
        )
    )


def units_of(text: str, rule: Rule) -> tuple[Unit, ...]:
    """The lines of an example as the units of one scene."""
    return tuple(
        _unit(line.strip(), rule, number)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
    )


def _unit(line: str, rule: Rule, number: int) -> Unit:
    for mark, element in _MARKED.items():
        if line.startswith(mark):
            outside = element in {Element.TITLE, Element.LOGLINE, Element.TAG}
            body = line.removeprefix(mark).strip()
            return Unit(element, body, scene=0 if outside else 1, line=number)
    for colon in ("：", ": "):
        speaker, found, spoken = line.partition(colon)
        if found and 0 < len(speaker) <= SPEAKER_LENGTH_MAX and spoken.strip():
            return Unit(Element.DIALOGUE, spoken.strip(), speaker, scene=1, line=number)
    elements = rule.applies.elements
    element = Element.DIALOGUE if Element.DIALOGUE in elements else elements[0]
    return Unit(element, line, scene=1, line=number)
