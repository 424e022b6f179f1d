"""Reading: units against the text rules of a policy, and what was found where and why.

A rule is asked only where words of all its terms may stand; then the guards decide which of
them do. A rule gives one finding for one unit: the gravest, and of those the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from piying.model.people import Cast
from piying.model.policy import Near, Policy, Rule, Wanted
from piying.model.review import Finding, Level, Stage, Unit
from piying.review.text.actors import Persons, actor_age, persons_of, suits
from piying.review.text.contexts import Seen, seen
from piying.review.text.findings import LEVELS, Found, finding_of, lowest
from piying.review.text.machine import Machine, Ready, machine_of
from piying.review.text.matching import (
    DISGUISES,
    Hit,
    alone,
    excused,
    hits_in,
    longest,
    stands,
)
from piying.review.text.reading import Reading
from piying.review.text.weighing import OUTSIDE, Said, lightened, weighs

Frame = tuple[Wanted, ...]
UNITS_APART_MAX = 40
"""Lines that belong to no scene are looked at together within so many."""


@dataclass(slots=True)
class _Text:
    """A unit with the words that may stand in it, by set."""

    reading: Reading
    sets: dict[str, list[Hit]]
    judged: dict[Hit, bool] = field(default_factory=dict)
    kept: dict[tuple[str, str], list[Hit]] = field(default_factory=dict)

    def hits(self, name: str, rule: Rule) -> list[Hit]:
        """The words of a set that stand here and count for a rule."""
        key = (name, rule.id)
        if key not in self.kept:
            self.kept[key] = self._counted(name, rule)
        return self.kept[key]

    def plainly(self) -> dict[str, Hit]:
        """The sets of which a word is written plainly here, each with the first such word.

        Whether it is a whole word is not asked: dividing every line costs more than it tells.
        """
        found: dict[str, Hit] = {}
        for name, hits in self.sets.items():
            for hit in hits:
                if not hit.ways:
                    found[name] = hit
                    break
        return found

    def standing(self) -> dict[str, Hit]:
        """The same with words that are hidden and stand."""
        found = self.plainly()
        for name, hits in self.sets.items():
            for hit in hits if name not in found else ():
                if hit not in self.judged:
                    self.judged[hit] = stands(self.reading, hit)
                if self.judged[hit]:
                    found[name] = hit
                    break
        return found

    def _counted(self, name: str, rule: Rule) -> list[Hit]:
        idioms = [(hit.start, hit.end) for one in rule.unless for hit in self.sets.get(one, ())]
        found = []
        for hit in self.sets.get(name, ()):
            if not hit.ways.issubset(rule.evasion) or excused(hit, idioms):
                continue
            if hit not in self.judged:
                self.judged[hit] = stands(self.reading, hit)
            if self.judged[hit]:
                found.append(hit)
        return longest(found)


def read(
    policy: Policy,
    units: Sequence[Unit],
    stage: Stage,
    cast: Cast | None = None,
    only: str | None = None,
) -> tuple[Finding, ...]:
    """What the text rules of `policy` find in `units`, in the order of the units.

    Args:
        policy: What is held against them.
        units: Of one stage, in the order in which they are seen.
        stage: What they were taken from.
        cast: Who is how old.
        only: The id of the one rule that is asked; None: all of the stage.
    """
    machine = machine_of(policy)
    texts = [_text(machine, index, unit) for index, unit in enumerate(units)]
    persons = cache(lambda: persons_of(policy, cast))
    found: list[Finding] = []
    for text in texts:
        said: Said = _by_words(machine, text, texts, (stage, only), persons)
        if not any(LEVELS[one.level] for _, one in said):
            said = [*said, *_weighed_line(machine, text, texts, said, (stage, only))]
        elif only is None:
            said = lightened(machine, text, said)
        found += [finding_of(ready, one, stage) for ready, one in said]
    return tuple(sorted(found, key=lambda one: (one.at.unit, one.at.start, one.rule)))


def _by_words(
    machine: Machine,
    text: _Text,
    texts: Sequence[_Text],
    asked: tuple[Stage, str | None],
    persons: Callable[[], Persons],
) -> list[tuple[Ready, Found]]:
    """What the rules of words find in a line."""
    stage, only = asked
    scene: list[_Text] | None = None
    said = []
    for ready in _candidates(machine, text):
        rule = ready.rule
        if stage not in rule.applies.stages or (only is not None and rule.id != only):
            continue
        if text.reading.unit.element not in rule.applies.elements:
            continue
        if scene is None:
            scene = _scene(texts, text)
        frames = [one for one in rule.frames if _possible(rule, one, text, scene)]
        best = _asked(ready, frames, text, scene, persons) if frames else None
        if best is not None:
            said.append((ready, best))
    return said


def standing_in(machine: Machine, unit: Unit) -> tuple[Reading, dict[str, Hit]]:
    """A unit as it is read, and the word sets of which a word stands in it."""
    text = _text(machine, 0, unit)
    return text.reading, text.standing()


def _weighed_line(
    machine: Machine,
    text: _Text,
    texts: Sequence[_Text],
    said: Said,
    asked: tuple[Stage, str | None],
) -> Iterable[tuple[Ready, Found]]:
    """What a line that no other rule sends to a person weighs too much for."""
    stage, only = asked
    applying = [
        ready
        for ready in machine.weighing
        if stage in ready.rule.applies.stages
        and (only is None or ready.rule.id == only)
        and text.reading.unit.element in ready.rule.applies.elements
    ]
    if not applying:
        return ()

    def scene() -> list[Reading]:
        return [one.reading for one in _scene(texts, text)]

    over = weighs(machine, applying, text, said, scene)
    return () if over is None else (over,)


def _text(machine: Machine, index: int, unit: Unit) -> _Text:
    reading = Reading(index, unit)
    sets: dict[str, list[Hit]] = {}
    hits = hits_in(machine.lexicon, reading)
    for hit in hits:
        if hit.ways & DISGUISES and stands(reading, hit):
            reading.marked |= {hit.start, hit.end}
    for hit in hits:
        for name in hit.word.sets:
            sets.setdefault(name, []).append(hit)
    return _Text(reading, sets)


def _candidates(machine: Machine, text: _Text) -> Iterable[Ready]:
    """The rules of which the first term of a frame may stand in `text`, each once."""
    found: dict[str, Ready] = {}
    for name in text.sets:
        for ready in machine.by_anchor.get(name, ()):
            found.setdefault(ready.rule.id, ready)
    return found.values()


def _scene(texts: Sequence[_Text], text: _Text) -> list[_Text]:
    """The texts of the same scene, `text` among them."""
    here = text.reading.unit
    outside = here.element in OUTSIDE
    first, last = text.reading.index, text.reading.index + 1
    while first > 0 and texts[first - 1].reading.unit.scene == here.scene:
        first -= 1
    while last < len(texts) and texts[last].reading.unit.scene == here.scene:
        last += 1
    if not here.scene:
        first = max(first, text.reading.index - UNITS_APART_MAX)
        last = min(last, text.reading.index + UNITS_APART_MAX)
    return [
        one for one in texts[first:last] if (one.reading.unit.element in OUTSIDE) is outside
    ]


def _near(rule: Rule, term: Wanted, text: _Text, scene: Sequence[_Text]) -> Sequence[_Text]:
    """The texts in which a further term may stand."""
    if term.unit is Near.CHAR:
        return (text,)
    elements = rule.applies.elements
    return [one for one in scene if one.reading.unit.element in elements]


def _possible(rule: Rule, frame: Frame, text: _Text, scene: Sequence[_Text]) -> bool:
    """Whether words of every term of a frame may stand where the rule wants them."""
    return any(name in text.sets for name in frame[0].sets) and all(
        any(name in one.sets for one in _near(rule, term, text, scene) for name in term.sets)
        for term in frame[1:]
    )


def _asked(
    ready: Ready,
    frames: Iterable[Frame],
    text: _Text,
    scene: Sequence[_Text],
    persons: Callable[[], Persons],
) -> Found | None:
    """The gravest finding of a rule in `text`: of each set the first that is grave enough."""
    rule = ready.rule
    best: Found | None = None
    for frame in frames:
        for name in frame[0].sets:
            for hit in text.hits(name, rule):
                terms = _together(rule, frame, (name, text, hit), scene)
                if terms is None or (len(frame) == 1 and not alone(hit)):
                    continue
                found = _weighed(ready, terms, scene, persons())
                if found is not None and (best is None or _graver(found, best)):
                    best = found
                if best is not None and LEVELS[best.level] >= LEVELS[rule.severity]:
                    break
    return best


def _graver(one: Found, other: Found) -> bool:
    return (-LEVELS[one.level], one.start) < (-LEVELS[other.level], other.start)


_Term = tuple[str, _Text, Hit]


def _together(
    rule: Rule, frame: Frame, anchor: _Term, scene: Sequence[_Text]
) -> list[_Term] | None:
    """The anchor with the nearest word of every further term; None if one is missing."""
    chosen = [anchor]
    for term in frame[1:]:
        near = [
            (far, (name, one, hit))
            for one in _near(rule, term, anchor[1], scene)
            for name in term.sets
            if name in one.sets
            for hit in one.hits(name, rule)
            if (far := _distance(term, anchor, one, hit)) is not None
            and not any(_share(other, one, hit) for other in chosen)
        ]
        if not near:
            return None
        chosen.append(min(near, key=lambda found: (found[0], found[1][2].start))[1])
    return chosen


def _share(term: _Term, text: _Text, hit: Hit) -> bool:
    """Whether a word is the one that was chosen already, or shares a character with it."""
    _, other, there = term
    if hit.word.written == there.word.written:
        return True
    return other is text and hit.start < there.end and there.start < hit.end


def _distance(term: Wanted, anchor: _Term, text: _Text, hit: Hit) -> int | None:
    """How far a word is from the anchor; None if that is too far or the wrong way."""
    _, home, there = anchor
    apart = abs(text.reading.index - home.reading.index)
    before = (text.reading.index, hit.start) < (home.reading.index, there.start)
    if term.order and (term.order == "before") is not before:
        return None
    if apart == 0:
        place = home.reading.place
        if before:
            gap = place(there.start) - place(hit.end)
        else:
            gap = place(hit.start) - place(there.end)
        gap = max(0, gap)
        return gap if term.unit is not Near.CHAR or gap <= term.within else None
    if term.unit is Near.CHAR or (term.unit is Near.UNIT and apart > term.within):
        return None
    return apart * 1000


def _weighed(
    ready: Ready, terms: Sequence[_Term], scene: Sequence[_Text], persons: Persons
) -> Found | None:
    """The level of what was found, after contexts, whoever acts, and the element."""
    rule = ready.rule
    _, text, anchor = terms[0]
    readings = [one.reading for one in scene]
    placed = [(one.reading, hit.start, hit.end) for _, one, hit in terms]
    lowering = seen(ready.contexts, placed, readings)
    if rule.actor:
        age = actor_age(persons, text.reading, anchor.start, readings)
        if age and not suits(age, rule.actor):
            return None
        if not age:
            lowering = (*lowering, Seen("actor", "?", Level.NOTE))
    level = lowest(rule.severity, *(one.lowers_to for one in lowering))
    escalate = rule.escalate
    if escalate and text.reading.unit.element in escalate.elements:
        level = max(level, escalate.to, key=LEVELS.__getitem__)
    matches = tuple(
        hit.match(one.reading, name, -1 if one is text else one.reading.index)
        for name, one, hit in terms
    )
    here = [hit for _, one, hit in terms if one is text]
    return Found(
        text.reading,
        min(hit.start for hit in here),
        max(hit.end for hit in here),
        level,
        matches,
        lowering,
    )
