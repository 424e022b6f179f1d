"""Findings of texts: the quote, the place, and the reason in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.canon import digest
from piying.model.messages import say
from piying.model.review import At, Evidence, Finding, Level, Match, Stage
from piying.review.text.contexts import Seen
from piying.review.text.machine import Ready
from piying.review.text.reading import Reading

LEVELS = {Level.NOTE: 0, Level.REVIEW: 1, Level.BLOCK: 2}
"""The levels from the lightest up."""
LIGHT = "light"
"""What lowers a finding in a line that weighs too little as a whole."""
PLAIN = frozenset({"exact", "weighed"})
"""Ways of a match in which nothing is hidden."""


def lowest(*levels: Level) -> Level:
    """The lightest of `levels`."""
    return min(levels, key=LEVELS.__getitem__)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found in a unit, before it is told."""

    reading: Reading
    start: int
    end: int
    level: Level
    matches: tuple[Match, ...]
    lowering: tuple[Seen, ...]
    weight: int = 0
    """Of a rule that weighs lines: what the line weighs, in thousandths."""


def finding_of(ready: Ready, found: Found, stage: Stage) -> Finding:
    """`found` as a finding of the rule."""
    rule, unit = ready.rule, found.reading.unit
    return Finding(
        rule=rule.id,
        level=found.level,
        at=At(
            stage=stage,
            unit=found.reading.index,
            element=unit.element,
            scene=unit.scene,
            line=unit.line,
            start=found.start,
            end=found.end,
            shot=unit.shot,
            start_frame=unit.start_frame,
            end_frame=unit.end_frame,
        ),
        evidence=Evidence(
            quote=unit.text,
            matches=found.matches,
            contexts=tuple(f"{one.name}:{one.word}" for one in found.lowering),
        ),
        cite=rule.cite,
        title_zh=rule.title.zh,
        title_en=rule.title.en,
        why_zh=_why(found, ready, "zh"),
        why_en=_why(found, ready, "en"),
        fingerprint=digest([rule.id, unit.text, found.start, found.end, ready.words]),
    )


def _why(found: Found, ready: Ready, language: str) -> str:
    """The reason: which words were found how, and what lowered the level."""
    told = []
    for match in found.matches:
        how = say(f"review.how_{match.how}", language)
        code = "review.why_word" if match.how in PLAIN else "review.why_hidden"
        told.append(say(code, language, word=match.word, written=match.written, how=how))
    comma, end = ("，", "。") if language == "zh" else (", ", ". ")
    weighed = ready.rule.weighed
    if weighed is None:
        parts = [say("review.why_words", language, words=comma.join(told))]
    else:
        numbers = {"weight": points(found.weight), "above": points(weighed.above)}
        parts = [say("review.why_weighed", language, words=comma.join(told), **numbers)]
    for one in found.lowering:
        level = say(f"review.level_{one.lowers_to}", language)
        if one.name == LIGHT:
            weight, below = one.word.split("<")
            parts.append(
                say("review.why_light", language, weight=weight, below=below, level=level)
            )
            continue
        code = "review.why_no_actor" if one.name == "actor" else "review.why_lowered"
        parts.append(say(code, language, context=one.name, word=one.word, level=level))
    escalate = ready.rule.escalate
    if escalate and found.reading.unit.element in escalate.elements:
        level = say(f"review.level_{escalate.to}", language)
        parts.append(say("review.why_escalated", language, level=level))
    return end.join(parts) + end.strip()


def points(thousandths: int) -> str:
    """A weight as a person reads it: 2,350 thousandths → 2.3."""
    sign, size = "-" if thousandths < 0 else "", abs(thousandths)
    return f"{sign}{size // 1000}.{size % 1000 // 100}"
