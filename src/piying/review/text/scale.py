"""Scales: what a line weighs by its fragments, where no frame of words says it.

A scale is learnt from labelled lines (`bench/scale.py`); here it is only used, in whole
numbers. A fragment is a stretch of one to three characters of the canonical text, two or three
syllables of its sound, a word set of the policy of which a word stands in the line, a rule
that found something in it, or how long it is. Each counts once. A line with many fragments
weighs its sum divided by the fourth root of their number, so that long lines are not heavy by
their length alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import isqrt

from piying.model.policy import Policy, Scale
from piying.review.text.reading import Reading
from piying.review.text.sounds import sign_of

SET_MARK = "#"
SOUND_MARK = "~"
RULE_MARK = "!"
LENGTH_MARK = "="
LENGTH_STEP, LENGTHS_MAX = 3, 12
"""Lines are told apart by their length in steps of so many characters, so many times."""
CHARACTERS_MAX = 3
SYLLABLES = (2, 3)
FEW = 4
"""A line of fewer fragments is divided as one of so many."""
ROOT_OF_ONE = 256


@dataclass(frozen=True, slots=True)
class Beam:
    """A scale made ready: its fragments by their key."""

    scale: Scale
    general: Mapping[str, int]
    heads: Mapping[str, tuple[int, ...]]


def beam_of(scale: Scale) -> Beam:
    """`scale` made ready."""
    keyed = [(_key(fragment), weights) for fragment, weights in scale.weights]
    return Beam(
        scale,
        {key: weights[0] for key, weights in keyed},
        {key: weights[1:] for key, weights in keyed},
    )


def _key(fragment: str) -> str:
    """A fragment as it is looked for: syllables become the signs of this run."""
    if not fragment.startswith(SOUND_MARK):
        return fragment
    said = fragment.removeprefix(SOUND_MARK).split(SOUND_MARK)
    return SOUND_MARK + "".join(sign_of(syllable) for syllable in said)


def fragments_of(
    reading: Reading, sets: Iterable[str], rules: Mapping[str, bool] | None = None
) -> set[str]:
    """The keys of all fragments of a line.

    Args:
        reading: The line.
        sets: The word sets of which a word stands in it.
        rules: The rules of words that found something in it, each with whether that goes to
            a person or is a note.
    """
    text = reading.canon.text
    found = {SET_MARK + name for name in sets}
    found.add(f"{LENGTH_MARK}{min(LENGTHS_MAX, len(text) // LENGTH_STEP)}")
    if rules:
        found.update(RULE_MARK + name + ("" if sent else "-") for name, sent in rules.items())
        if any(rules.values()):
            found.add(RULE_MARK)
    for size in range(1, CHARACTERS_MAX + 1):
        found.update([text[at : at + size] for at in range(len(text) - size + 1)])
    signs = reading.sounds()[0].signs
    for size in SYLLABLES:
        found.update(
            [SOUND_MARK + signs[at : at + size] for at in range(len(signs) - size + 1)]
        )
    return found


def general(beam: Beam, fragments: set[str]) -> int:
    """What a line of those fragments weighs in general, in thousandths."""
    known = beam.general.keys() & fragments
    sums = sum(map(beam.general.__getitem__, known))
    scale = beam.scale
    return scale.offsets[0] + sums * scale.step * ROOT_OF_ONE // _root(len(known))


def weighed(beam: Beam, fragments: set[str]) -> dict[str, int]:
    """What a line of those fragments weighs for every head, in thousandths; {} if light."""
    scale = beam.scale
    base = general(beam, fragments)
    if base < scale.gate:
        return {}
    known = beam.general.keys() & fragments
    root = _root(len(known))
    found = {}
    for at, head in enumerate(scale.heads):
        own = sum([beam.heads[key][at] for key in known])
        weight = scale.offsets[at + 1] + own * scale.step * ROOT_OF_ONE // root
        found[head] = base + weight * scale.share // 1000
    return found


@cache
def _root(count: int) -> int:
    """The fourth root of how many fragments there are, `ROOT_OF_ONE` for 1."""
    return isqrt(isqrt(max(FEW, count) << 32))


def heaviest(beam: Beam, fragments: set[str], head: str) -> tuple[str, ...]:
    """The fragments that make a line heavier for `head`, the heaviest first."""
    scale, at = beam.scale, beam.scale.heads.index(head)
    weights = {
        key: 1000 * beam.general[key] + scale.share * beam.heads[key][at]
        for key in beam.general.keys() & fragments
    }
    heavy = [key for key, weight in weights.items() if weight > 0]
    return tuple(sorted(heavy, key=lambda key: (-weights[key], -len(key), key)))


def place_of(reading: Reading, key: str) -> tuple[int, int] | None:
    """Where a fragment of characters or of sound first stands in the original text."""
    if key.startswith(SOUND_MARK):
        sounds = reading.sounds()[0]
        wanted = key.removeprefix(SOUND_MARK)
        at = sounds.signs.find(wanted)
        if at < 0:
            return None
        return sounds.spans[at][0], sounds.spans[at + len(wanted) - 1][1]
    at = reading.canon.text.find(key)
    return reading.canon.span(at, at + len(key)) if at >= 0 else None


def beams_of(policy: Policy) -> dict[str, Beam]:
    """The scales of `policy` by name."""
    return {one.name: beam_of(one) for one in policy.scales}
