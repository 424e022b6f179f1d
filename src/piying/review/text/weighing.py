"""Weighing: what a whole line weighs, which rules that meets, and what of words it lowers.

Rules that weigh are the net below the rules of frames: only a line that no other rule sends to
a person can meet one, and of the heads of a scale only the heaviest says something. The other
way round, what rules of words found in a line that is light as a whole becomes a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from piying.model.policy import Weighed
from piying.model.review import Element, Level, Match
from piying.review.text.contexts import Seen, seen
from piying.review.text.findings import LEVELS, LIGHT, Found, lowest, points
from piying.review.text.machine import Machine, Ready
from piying.review.text.matching import Hit
from piying.review.text.reading import Reading
from piying.review.text.scale import (
    RULE_MARK,
    SET_MARK,
    SOUND_MARK,
    Beam,
    fragments_of,
    general,
    heaviest,
    place_of,
    weighed,
)

TOLD_MAX = 4
"""So many fragments are told as the reason."""
HOW = "weighed"
OUTSIDE = frozenset({Element.TITLE, Element.LOGLINE, Element.TAG})
"""Elements of every stage, which stand for the whole work: nothing in them is ever light."""
Said = Sequence[tuple[Ready, Found]]
"""What rules of words found in a line."""


class Line(Protocol):
    """A line as it is weighed."""

    @property
    def reading(self) -> Reading:
        """Its text."""

    def plainly(self) -> Mapping[str, Hit]:
        """The word sets of which a word is written plainly in it, each with the first."""

    def standing(self) -> Mapping[str, Hit]:
        """The same with words that are hidden."""


def weighs(
    machine: Machine,
    rules: Iterable[Ready],
    text: Line,
    said: Said,
    scene: Callable[[], Sequence[Reading]],
) -> tuple[Ready, Found] | None:
    """The rule of `rules` that a line exceeds most, and why; None: it is light enough.

    Args:
        machine: The policy made ready.
        rules: Of those that weigh, the ones that apply to this line.
        text: The line, with the word sets of which a word stands in it.
        said: What rules of words found in it: notes only.
        scene: Gives the lines of its scene, itself among them.
    """
    reading, told = text.reading, _sent(said)
    plain = fragments_of(reading, text.plainly(), told)
    heavy = {
        name: beam
        for name, beam in machine.beams.items()
        if general(beam, plain) >= beam.scale.gate
    }
    if not heavy:
        return None
    sets = text.standing()
    fragments = fragments_of(reading, sets, told)
    over: list[tuple[int, Ready, Weighed]] = []
    tops = {name: _top(weighed(beam, fragments)) for name, beam in heavy.items()}
    for ready in rules:
        wanted = ready.rule.weighed
        if wanted is None or wanted.scale not in tops:
            continue
        head, weight = tops[wanted.scale]
        if head == wanted.head and weight >= wanted.above:
            over.append((weight - wanted.above, ready, wanted))
    if not over:
        return None
    excess, ready, wanted = max(over, key=lambda one: (one[0], one[1].rule.id))
    keys = heaviest(machine.beams[wanted.scale], fragments, wanted.head)
    matches = _told(reading, keys, sets, wanted.scale)
    if not matches:
        return None
    start, end = min(one.start for one in matches), max(one.end for one in matches)
    lowering = seen(ready.contexts, [(reading, start, end)], scene())
    level = lowest(ready.rule.severity, *(one.lowers_to for one in lowering))
    found = Found(reading, start, end, level, matches, lowering, wanted.above + excess)
    return ready, found


def lightened(machine: Machine, text: Line, said: Said) -> Said:
    """`said`, with what a person would be sent to for lowered to a note if the line is light.

    A finding is lowered if every scale that has a rule of its category weighs the line below
    its `below`. One that blocks, one whose rule asks for its level in this element, one whose
    rule the scale names as `kept` and one of a category that no scale knows are never lowered;
    neither is what stands in no scene, such as a comment: a scale has learnt from lines of
    scripts.
    """
    reading = text.reading
    unit = reading.unit
    if unit.element in OUTSIDE or not unit.scene or not any(_sent(said).values()):
        return said
    asked = [beam for beam in machine.beams.values() if beam.scale.below is not None]
    if not asked:
        return said
    fragments = fragments_of(reading, text.standing(), _sent(said))
    weights = {beam.scale.name: _weight(beam, fragments) for beam in asked}
    return [(ready, _lowered(machine, ready, found, weights)) for ready, found in said]


def _lowered(machine: Machine, ready: Ready, found: Found, weights: Mapping[str, int]) -> Found:
    rule = ready.rule
    raised = rule.escalate and found.reading.unit.element in rule.escalate.elements
    if found.level is not Level.REVIEW or raised:
        return found
    for name in machine.categories.get(rule.category, ()):
        scale = machine.beams[name].scale
        below = scale.below
        if below is not None and weights[name] < below and rule.id not in scale.kept:
            light = Seen(LIGHT, f"{points(weights[name])}<{points(below)}", Level.NOTE)
            return replace(found, level=Level.NOTE, lowering=(*found.lowering, light))
    return found


def _sent(said: Said) -> dict[str, bool]:
    """The rules that found something, each with whether it goes to a person."""
    return {ready.rule.id: LEVELS[found.level] > 0 for ready, found in said}


def _weight(beam: Beam, fragments: set[str]) -> int:
    """What a line weighs: for its heaviest head, or in general if it is light."""
    loads = weighed(beam, fragments)
    return max(loads.values()) if loads else general(beam, fragments)


def _top(weights: Mapping[str, int]) -> tuple[str, int]:
    """The heaviest head and what it weighs; no head if the line is light."""
    return max(weights.items(), key=lambda one: (one[1], one[0]), default=("", 0))


def _says_little(key: str) -> bool:
    """Whether a fragment is one character, which is told only where nothing else is."""
    return len(key.removeprefix(SOUND_MARK)) == 1


def _told(
    reading: Reading, keys: Iterable[str], sets: Mapping[str, Hit], scale: str
) -> tuple[Match, ...]:
    """The heaviest fragments that share no character, in the order of the text."""
    told: list[Match] = []
    for key in sorted(keys, key=_says_little):
        if key.startswith(RULE_MARK):
            continue
        if key.startswith(SET_MARK):
            name = key.removeprefix(SET_MARK)
            match = sets[name].match(reading, name, -1)
        else:
            place = place_of(reading, key)
            if place is None:
                continue
            written = reading.unit.text[place[0] : place[1]]
            match = Match(scale, written, written, *place, HOW)
        if all(match.end <= one.start or one.end <= match.start for one in told):
            told.append(match)
        if len(told) == TOLD_MAX:
            break
    return tuple(sorted(told, key=lambda one: one.start))
