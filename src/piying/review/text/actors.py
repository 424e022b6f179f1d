"""Who acts: the person who is named last before a word, or the speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from piying.model.people import Age, Cast
from piying.model.policy import Policy
from piying.model.review import Element
from piying.review.text.reading import Reading

ADULT = "adult"
OF_AGE = 18
_SELF = ("我", "咱", "俺", "i")
_OTHER = ("你", "您", "you")
_THIRD = ("他", "她", "he", "she")
_YEARS = re.compile("([0-9]{1,3}|[一二三四五六七八九十]{1,3})岁")
_NUMBERS = {c: n for n, c in enumerate("零一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Persons:
    """The names and words for persons, each with its age."""

    ages: Mapping[str, str]
    pattern: re.Pattern[str] = field(repr=False)

    def age(self, name: str) -> str:
        """The age of who is called `name`; empty if it is not known."""
        return self.ages.get(name.lower(), "")


def persons_of(policy: Policy, cast: Cast | None) -> Persons:
    """Everybody of the cast, and the words of the policy for persons."""
    ages: dict[str, str] = {}
    for one in policy.people:
        ages.update((word.lower(), one.age) for word in policy.words(one.set))
    for character in cast.characters if cast else ():
        for name in (character.name, *character.aliases):
            ages[name.lower()] = str(character.look.age)
    pronouns = (*_SELF, *_OTHER, *_THIRD)
    words = sorted({*ages, *pronouns}, key=len, reverse=True)
    escaped = (rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in words)
    return Persons(ages, re.compile("|".join((*escaped, _YEARS.pattern))))


def suits(age: str, wanted: Sequence[str]) -> bool:
    """Whether a person of `age` is meant by `wanted`."""
    grown = {Age.YOUNG.value, Age.ELDER.value}
    return (
        age in wanted
        or (ADULT in wanted and age in grown)
        or (age == ADULT and bool(grown.intersection(wanted)))
    )


def actor_age(persons: Persons, reading: Reading, start: int, scene: Sequence[Reading]) -> str:
    """The age of whoever does what stands at `start`; empty if nobody can say."""
    clause = reading.clause(start)
    mention = _last(persons, reading, clause, start) or _last(persons, reading, 0, start)
    spoken = reading.unit.element is Element.DIALOGUE
    if mention in _SELF or (not mention and spoken):
        return persons.age(reading.unit.speaker)
    if mention in _OTHER:
        others = {one.unit.speaker for one in scene if one.unit.speaker}
        others.discard(reading.unit.speaker)
        return persons.age(others.pop()) if len(others) == 1 else ""
    if mention in _THIRD or not mention:
        return _named_before(persons, reading, start, scene)
    return _age_of(persons, mention)


def _age_of(persons: Persons, mention: str) -> str:
    years = _YEARS.fullmatch(mention)
    if years is None:
        return persons.age(mention)
    return "child" if _number(years[1]) < OF_AGE else ADULT


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    value = _NUMBERS.get(ones, 0)
    return (_NUMBERS.get(tens, 1) * 10 if ten else 0) + value


def _last(persons: Persons, reading: Reading, first: int, last: int) -> str:
    """The person mentioned last between two places."""
    found = ""
    for match in persons.pattern.finditer(reading.plain, first, last):
        found = match[0]
    return found


def _named_before(
    persons: Persons, reading: Reading, start: int, scene: Sequence[Reading]
) -> str:
    """The age of who was last named, in this line or in those before it."""
    pronouns = {*_SELF, *_OTHER, *_THIRD}
    texts = [(reading, start)]
    texts += [(one, len(one.plain)) for one in reversed(scene) if one.index < reading.index]
    for text, last in texts:
        named = [m[0] for m in persons.pattern.finditer(text.plain, 0, last)]
        for name in reversed(named):
            if name not in pronouns:
                return _age_of(persons, name)
    return ""
