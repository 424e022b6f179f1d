"""Weighing: the rules of a policy that are met by what a whole line weighs.

They are the net below the rules of frames: only a line that no other rule sends to a person is
weighed, and of the heads of a scale only the heaviest says something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from piying.model.policy import Weighed
from piying.model.review import Match
from piying.review.text.contexts import seen
from piying.review.text.findings import Found, lowest
from piying.review.text.machine import Machine, Ready
from piying.review.text.matching import Hit
from piying.review.text.reading import Reading
from piying.review.text.scale import (
    SET_MARK,
    SOUND_MARK,
    fragments_of,
    general,
    heaviest,
    place_of,
    weighed,
)

TOLD_MAX = 4
"""So many fragments are told as the reason."""
HOW = "weighed"


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
    scene: Callable[[], Sequence[Reading]],
) -> tuple[Ready, Found] | None:
    """The rule of `rules` that a line exceeds most, and why; None: it is light enough.

    Args:
        machine: The policy made ready.
        rules: Of those that weigh, the ones that apply to this line.
        text: The line, with the word sets of which a word stands in it.
        scene: Gives the lines of its scene, itself among them.
    """
    reading = text.reading
    plain = fragments_of(reading, text.plainly())
    heavy = {
        name: beam
        for name, beam in machine.beams.items()
        if general(beam, plain) >= beam.scale.gate
    }
    if not heavy:
        return None
    sets = text.standing()
    fragments = fragments_of(reading, sets)
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
