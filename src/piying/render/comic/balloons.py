"""Balloons: lines of writing that stand together, as one text in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from piying.render.comic.panels import Panel, Reading, in_order
from piying.render.ocr import Written

APART = 0.9
"""Lines are of one balloon while the gap between them is less than so many line heights."""
COLUMN = 1.6
"""A line so much higher than wide is a column that is read downward."""


@dataclass(frozen=True, slots=True)
class Balloon:
    """What is written in one place of a panel."""

    text: str
    confidence: int
    """Of its least sure line, in thousandths."""
    box: Panel
    """In pixels of what was read."""


def balloons(lines: Sequence[Written], reading: Reading) -> tuple[Balloon, ...]:
    """The balloons that `lines` belong to, in the order of reading."""
    groups: list[list[Written]] = []
    for line in lines:
        if len(line.text) == 1 and line.text.isascii():
            continue  # a speck of the drawing, as a rule
        near = [group for group in groups if any(_together(line, other) for other in group)]
        for group in near:
            groups.remove(group)
        groups.append([line, *(other for group in near for other in group)])
    made = {(_box(group)): _read(group) for group in groups}
    order = in_order(list(made), reading)
    return tuple(made[box] for box in order)


def _together(one: Written, other: Written) -> bool:
    """Whether two lines stand as near as lines of one text do."""
    size = min(_size(one), _size(other))
    if max(_size(one), _size(other)) > 1.9 * size:
        return False
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return (across < 0 and down < APART * size) or (down < 0 and across < APART * size)


def _size(line: Written) -> int:
    """How high its letters are."""
    return max(1, min(line.right - line.left, line.bottom - line.top))


def _read(group: Sequence[Written]) -> Balloon:
    columns = sum(_is_column(line) for line in group) * 2 > len(group)
    ordered = sorted(group, key=(lambda line: (-line.right, line.top)) if columns
                     else (lambda line: (line.top, line.left)))  # fmt: skip
    text = ordered[0].text
    for line in ordered[1:]:
        spaced = text[-1:].isascii() and line.text[:1].isascii()
        text += f" {line.text}" if spaced else line.text
    return Balloon(text, min(line.confidence for line in group), _box(group))


def _is_column(line: Written) -> bool:
    return line.bottom - line.top > COLUMN * (line.right - line.left)


def _box(group: Sequence[Written]) -> Panel:
    return Panel(
        min(line.left for line in group),
        min(line.top for line in group),
        max(line.right for line in group),
        max(line.bottom for line in group),
    )
