"""Passages: a text in numbered paragraphs, and paragraphs together as they are asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from piying.model.adaptation import Passage

ASKED_CHARACTERS = 3_500
"""As much of the source as a model is asked about at once."""
PASSAGE_CHARACTERS = 1_200
"""A longer paragraph is divided where sentences end."""

_SENTENCE = re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』\"']*|[^。！？!?…]+")


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of `text`: together they hold every character that is no space."""
    found: list[Passage] = []
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        if start < end:
            for first, last in _divided(text, start, end):
                found.append(Passage(len(found) + 1, first, last))
    return tuple(found)


def _divided(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in pieces that are not too long."""
    if end - start <= PASSAGE_CHARACTERS:
        yield start, end
        return
    begin = start
    for sentence in _SENTENCE.finditer(text, start, end):
        if sentence.end() - begin > PASSAGE_CHARACTERS and sentence.start() > begin:
            yield begin, sentence.start()
            begin = sentence.start()
        while sentence.end() - begin > PASSAGE_CHARACTERS:
            yield begin, begin + PASSAGE_CHARACTERS
            begin += PASSAGE_CHARACTERS
    if begin < end:
        yield begin, end


def portions(all_passages: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """The passages in portions, each small enough to be asked about at once, in order."""
    portion: list[Passage] = []
    size = 0
    for one in all_passages:
        length = one.end - one.start
        if portion and size + length > ASKED_CHARACTERS:
            yield tuple(portion)
            portion, size = [], 0
        portion.append(one)
        size += length
    if portion:
        yield tuple(portion)
