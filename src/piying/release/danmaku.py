"""Danmaku: comments that fly over the picture: which, in which row, and never over subtitles.

Everything is in whole numbers, and the same comments give the same picture. Rows are shares of
the height, so that they stand where they should on a screen of any size; a line of any length
crosses the picture in the same time, so longer ones are quicker.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from piying.model.errors import Invalid

CHARACTERS_MAX = 60
RAW_CHARACTERS_MAX = 400
"""What is longer is not even looked at."""
MARKS_MAX = 2
"""Combining marks on one letter: more of them climb over other lines."""
JOINER = "\u200d"
"""Joins emoji; any other character of format is refused."""
RANK_BITS = 31
FOLDED_MS = 5_000
"""The same words within so long, on the clock of the film, are one line with a number."""
SECOND_MS = 1_000
GAP = 3
"""Half-width characters between a line that has just entered and the next in its row."""

_HELD_BACK = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_UNSEEN = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u2800\ufe00-\ufe0d\U000e0100-\U000e01ef]"
)
"""Letters and marks that nobody sees: fillers, and variants of other letters."""
_RUN = re.compile(r"(.)\1{2,}", re.DOTALL)
_CONTACT = re.compile(
    r"https?[:/]|www\.|[a-z0-9-]+\.(?:com|cn|net|org|top|xyz|vip|cc|io|me)(?![a-z])"
    r"|@[a-z0-9_]{4}|(?:[0-9][^0-9a-z]{0,2}){6}[0-9]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A comment that may be shown."""

    id: str
    position_ms: int
    text: str
    count: int = 1
    """How many said it; where it is not one, " ×12" stands behind the text."""

    @property
    def width(self) -> int:
        """In half-width characters, with the number."""
        behind = len(f" ×{self.count}") + 1 if self.count > 1 else 0
        return width_of(self.text) + behind


@dataclass(frozen=True, slots=True)
class Flying:
    """A line with its row."""

    line: Line
    row: int


@dataclass(frozen=True, slots=True)
class Field:
    """Where lines fly."""

    rows: int = 7
    top_permille: int = 170
    """Where the first row begins, of the height: below the AI label."""
    row_permille: int = 36
    width: int = 45
    """Of the picture, in half-width characters of the letters that lines are set in."""
    travel_ms: int = 8_000
    """From where a line begins to enter until all of it is gone."""

    def rows_between(self, top_permille: int, bottom_permille: int) -> range:
        """The rows that something from top to bottom would lie under."""
        first = (top_permille - self.top_permille) // self.row_permille
        last = -((self.top_permille - bottom_permille) // self.row_permille)
        return range(max(first, 0), min(last, self.rows))


FIELD = Field()


@dataclass(frozen=True, slots=True)
class Busy:
    """Words of the film itself that stand in some rows for a time."""

    start_ms: int
    end_ms: int
    rows: range


def clean(text: str) -> str:
    """A comment as it is kept: one line in NFC, as it was typed, blanks as one.

    Raises:
        Invalid: it is empty, too long, or has characters that cannot stand in a line.
    """
    if len(text) > RAW_CHARACTERS_MAX:
        raise Invalid("viewing.comment_length", most=CHARACTERS_MAX)
    plain = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if unicodedata.category(one) == "Zs" else one for one in plain)
    line = re.sub(" +", " ", spaced).strip(" ")
    if not _stands(line) or not _stands(unicodedata.normalize("NFKC", line)):
        raise Invalid("viewing.comment_characters")
    if not any(unicodedata.category(one)[0] in "LNPS" for one in line) or (
        len(unicodedata.normalize("NFKC", line)) > CHARACTERS_MAX
    ):
        raise Invalid("viewing.comment_length", most=CHARACTERS_MAX)
    return line


def folded(text: str) -> str:
    """What two comments have in common that say the same: no case, no punctuation, no runs."""
    small = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(one for one in small if unicodedata.category(one)[0] in "LN")
    return _RUN.sub(r"\1\1", letters or "".join(small.split()))


def offers_contact(text: str) -> bool:
    """Whether it names a place to go to or a number to call: most often an advertisement."""
    return _CONTACT.search(unicodedata.normalize("NFKC", text).casefold()) is not None


def rank_of(name: str) -> int:
    """Which comments of a full second go first: chance, but the same every time."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - RANK_BITS)


def width_of(text: str) -> int:
    """How wide a text is, in half-width characters."""
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in text)
    return len(text) + wide


def unblocked(lines: Iterable[Line], words: Collection[str]) -> tuple[Line, ...]:
    """The lines in which none of `words` stands, however it is written."""
    blocked = [found for word in words if (found := folded(word))]
    return tuple(
        line for line in lines if not any(word in folded(line.text) for word in blocked)
    )


def together(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines in order, those that say the same within `FOLDED_MS` as one."""
    first: dict[tuple[int, str], Line] = {}
    for line in sorted(lines, key=_order):
        key = line.position_ms // FOLDED_MS, folded(line.text)
        held = first.get(key)
        first[key] = line if held is None else replace(held, count=held.count + line.count)
    return tuple(first.values())


def sampled(lines: Iterable[Line], most: int) -> tuple[Line, ...]:
    """At most so many lines of each second, in order.

    What many said goes first, the rest by rank. With a larger `most` no line is lost, and a
    line that is added takes the place of one at most.
    """
    seconds: dict[int, list[Line]] = {}
    for line in lines:
        seconds.setdefault(line.position_ms // SECOND_MS, []).append(line)
    kept = (
        line
        for found in seconds.values()
        for line in sorted(found, key=lambda one: (-one.count, rank_of(one.id), one.id))[:most]
    )
    return tuple(sorted(kept, key=_order))


def placed(
    lines: Iterable[Line], busy: Sequence[Busy] = (), field: Field = FIELD
) -> tuple[Flying, ...]:
    """The lines with their rows, in order; those that no row has room for are left out.

    In a row no line ever touches another, and none is where words of the film are.
    """
    last: list[Line | None] = [None] * field.rows
    found = []
    for line in sorted(lines, key=_order):
        for row in range(field.rows):
            if _free(line, row, busy, field) and _follows(line, last[row], field):
                last[row] = line
                found.append(Flying(line, row))
                break
    return tuple(found)


def alone(line: Line, busy: Sequence[Busy] = (), field: Field = FIELD) -> Flying:
    """A line with the first row that no words of the film take.

    Where they take every row, it enters when one is free again.
    """
    moments = sorted({one.end_ms for one in busy if one.end_ms > line.position_ms})
    for moment in (line.position_ms, *moments):
        entering = replace(line, position_ms=moment)
        for row in range(field.rows):
            if _free(entering, row, busy, field):
                return Flying(entering, row)
    raise AssertionError("words of the film stand for ever")


def _stands(line: str) -> bool:
    """Whether every character can stand in a line that others read."""
    if _UNSEEN.search(line):
        return False
    marks = 0
    for at, one in enumerate(line):
        category = unicodedata.category(one)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        joins = one == JOINER and 0 < at < len(line) - 1 and _pictures(line, at)
        if marks > MARKS_MAX or (category in _HELD_BACK and not joins):
            return False
    return True


def _pictures(line: str, at: int) -> bool:
    """Whether a joiner stands between emoji."""
    before, behind = line[at - 1], line[at + 1]
    return unicodedata.category(behind) == "So" and (
        unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f"
    )


def _order(line: Line) -> tuple[int, int, str]:
    return line.position_ms, rank_of(line.id), line.id


def _free(line: Line, row: int, busy: Sequence[Busy], field: Field) -> bool:
    """Whether no words of the film stand in a row while a line crosses it."""
    begin, end = line.position_ms, line.position_ms + field.travel_ms
    return not any(
        row in one.rows and one.start_ms < end and begin < one.end_ms for one in busy
    )


def _follows(line: Line, before: Line | None, field: Field) -> bool:
    """Whether a line may fly behind another in its row.

    Both move evenly, so that it is enough to look at two moments: when the second enters, all
    of the first is inside; when the first is gone, the second has not reached the left edge.
    """
    if before is None:
        return True
    after_ms = line.position_ms - before.position_ms
    first, second = before.width, line.width
    entered = after_ms * (field.width + first) >= (first + GAP) * field.travel_ms
    left_ms = field.travel_ms - after_ms
    behind = left_ms * (field.width + second) <= field.width * field.travel_ms
    return entered and behind
