"""Passages: a text in numbered paragraphs, and paragraphs together as they are asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from piying.model.adaptation import Passage

ASKED_CHARACTERS = 3_500
"""As much of the source as a model is asked about at once."""
PASSAGE_CHARACTERS = 1_200
"""A longer paragraph is divided where sentences end."""
LABEL_CHARACTERS = 10
"""What the number of a passage adds to what is asked, at most."""

_SENTENCE = re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』\"']*|[^。！？!?…]+")


def passages(
    text: str, start: int = 0, end: int | None = None, most: int = PASSAGE_CHARACTERS
) -> tuple[Passage, ...]:
    """The passages of `text` from `start` to `end`, none longer than `most`.

    Together they hold every character that is no space.
    """
    found: list[Passage] = []
    for line in re.compile(r"[^\n\r\u2028\u2029]+").finditer(
        text, start, len(text) if end is None else end
    ):
        first = line.start() + len(line[0]) - len(line[0].lstrip())
        last = line.start() + len(line[0].rstrip())
        if first < last:
            for begin, stop in _divided(text, first, last, most):
                found.append(Passage(len(found) + 1, begin, stop))
    return tuple(found)


def _divided(text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """A paragraph in pieces that are not too long."""
    if end - start <= most:
        yield start, end
        return
    begin = start
    for sentence in _SENTENCE.finditer(text, start, end):
        if sentence.end() - begin > most and sentence.start() > begin:
            yield begin, sentence.start()
            begin = sentence.start()
        while sentence.end() - begin > most:
            yield begin, begin + most
            begin += most
    if begin < end:
        yield begin, end


def portions(
    all_passages: Sequence[Passage], most: int = ASKED_CHARACTERS
) -> Iterator[tuple[Passage, ...]]:
    """The passages in portions of at most `most` characters with their numbers, in order.

    A passage that is longer is a portion of its own.
    """
    portion: list[Passage] = []
    size = 0
    for one in all_passages:
        length = one.end - one.start + LABEL_CHARACTERS
        if portion and size + length > most:
            yield tuple(portion)
            portion, size = [], 0
        portion.append(one)
        size += length
    if portion:
        yield tuple(portion)
