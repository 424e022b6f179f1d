"""Searching for single words however they are written: what the rules of a policy build on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from piying.model.policy import Evasion
from piying.model.review import Element, Match, Unit
from piying.review.text.canon import canon
from piying.review.text.lexicon import Lexicon, Word, built
from piying.review.text.matching import hits_in, longest, stands
from piying.review.text.reading import Reading

SET = "words"
ALL_WAYS = frozenset(Evasion)


@lru_cache(maxsize=8)
def _lexicon(words: tuple[str, ...]) -> Lexicon:
    made = (
        Word(word, canon(word.removesuffix("*")).text, (SET,), word.endswith("*"))
        for word in dict.fromkeys(words)
    )
    return built(tuple(made), frozenset({SET}), frozenset({SET}))


def search(
    words: Iterable[str], text: str, ways: frozenset[Evasion] = ALL_WAYS
) -> tuple[Match, ...]:
    """Where `words` stand in `text`, plainly or hidden in one of `ways`; the longest first.

    The words are written as docs/policy.md says of sets. A rule asks for more: a second word
    near by, and what is said around them.
    """
    reading = Reading(0, Unit(Element.DIALOGUE, text))
    hits = hits_in(_lexicon(tuple(words)), reading)
    kept = longest(hit for hit in hits if hit.ways <= ways and stands(reading, hit))
    return tuple(hit.match(reading, SET, -1) for hit in kept)
