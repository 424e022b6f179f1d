"""Contexts: words near a match that lower what it weighs. They never delete and never raise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from piying.model.policy import Context, Window
from piying.model.review import Level
from piying.review.text.reading import Reading

Placed = tuple[Reading, int, int]
"""A term: where it stands in which text."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A context that was seen, and the word that showed it."""

    name: str
    word: str
    lowers_to: Level


def seen(
    contexts: Iterable[Context], terms: Sequence[Placed], scene: Sequence[Reading]
) -> tuple[Seen, ...]:
    """Every context that holds for `terms`, each with the first word that shows it."""
    found = []
    for context in contexts:
        word = next((said for place in terms if (said := _word(context, place, scene))), "")
        if word:
            found.append(Seen(context.name, word, context.lowers_to))
    return tuple(found)


def _word(context: Context, place: Placed, scene: Sequence[Reading]) -> str:
    reading, start, end = place
    if context.window is Window.CLAUSE:
        last = reading.clause_end(end) if context.around else start
        return said_in(reading, context.words, reading.clause(start), last)
    last = len(reading.unit.text) if context.around else start
    if word := said_in(reading, context.words, 0, last):
        return word
    if context.window is Window.UNIT:
        return ""
    others = (
        one
        for one in scene
        if one.index != reading.index and (context.around or one.index < reading.index)
    )
    texts = ((one, len(one.unit.text)) for one in others)
    return next((w for one, size in texts if (w := said_in(one, context.words, 0, size))), "")


def said_in(reading: Reading, words: Iterable[str], first: int, last: int) -> str:
    """The first of `words` that stands whole between two places; empty if none does."""
    text = reading.plain
    for word in words:
        at = text.find(word.lower(), first, last)
        while at >= 0:
            if at in reading.edges and at + len(word) in reading.edges:
                return word
            at = text.find(word.lower(), at + 1, last)
    return ""
