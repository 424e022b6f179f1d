"""Scales: `[scale.NAME]`, and the file of fragments and weights that it names.

A file of a scale is text, a row to a line, its cells parted by tabs:

    piying scale 1
    heads     a name for each head
    step      thousandths that one unit of a weight weighs
    share     thousandths of the sum of a head that are added to the general sum
    gate      thousandths; a line of which the general sum is less is light
    offsets   thousandths: in general, then by head
    FRAGMENT  one sign for each weight, in general, then by head

A weight is the sign's code less that of `O`, so it goes from −46 to 47. Lines that begin with
`%` are remarks. `bench/scale.py` makes such a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from piying.model.canon import digest
from piying.model.policy import Scale
from piying.review.policy.tables import Table

FIRST = "piying scale 1"
NUMBERS = ("step", "share", "gate")
ZERO = ord("O")
SIGNS = frozenset(map(chr, range(0x21, 0x7F)))
_NUMBER = re.compile(r"-?\d{1,9}")


class Malformed(ValueError):
    """A row that is not as it has to be: its number from 1, and what is wanted."""

    def __init__(self, line: int, wanted: str) -> None:
        super().__init__(line, wanted)
        self.line = line
        self.wanted = wanted


def scales(table: Table | None, files: Mapping[str, str]) -> Iterator[Scale]:
    """`[scale.NAME]`: each with the fragments of its file."""
    for name, one in table.each() if table else ():
        one.only("file", "sha256")
        file, wanted = one.text("file", needed=True), one.text("sha256", needed=True)
        if file not in files:
            one.page.fault(
                "policy_file", one.at("file"), file=file, known=", ".join(sorted(files)) or "–"
            )
            continue
        sha256 = digest(files[file])
        if sha256 != wanted:
            one.page.fault("policy_scale_digest", one.at("sha256"), file=file, sha256=sha256)
            continue
        try:
            yield scale_of(name, files[file])
        except Malformed as bad:
            one.page.fault(
                "policy_scale_file", one.at("file"), file=file, line=bad.line, wanted=bad.wanted
            )


def scale_of(name: str, text: str) -> Scale:
    """The scale whose file is `text`.

    Raises:
        Malformed: A row is not as it has to be.
    """
    rows = [
        (number, line.split("\t"))
        for number, line in enumerate(text.splitlines(), 1)
        if line and not line.startswith("%")
    ]
    if not rows or rows[0][1] != [FIRST]:
        raise Malformed(1, FIRST)
    head: dict[str, list[str]] = {}
    for (number, cells), key in zip(rows[1:], ("heads", *NUMBERS, "offsets"), strict=False):
        if cells[0] != key or len(cells) == 1:
            raise Malformed(number, key)
        head[key] = cells[1:]
        if key != "heads" and not all(_NUMBER.fullmatch(cell) for cell in cells[1:]):
            raise Malformed(number, f"{key} 123")
    if "offsets" not in head or len(head["offsets"]) != len(head["heads"]) + 1:
        raise Malformed(len(text.splitlines()), "offsets")
    many = len(head["heads"]) + 1
    step, share, gate = (int(head[key][0]) for key in NUMBERS)
    return Scale(
        name=name,
        sha256=digest(text),
        heads=tuple(head["heads"]),
        step=step,
        share=share,
        gate=gate,
        offsets=tuple(map(int, head["offsets"])),
        weights=tuple(_fragment(number, cells, many) for number, cells in rows[6:]),
    )


def _fragment(number: int, cells: list[str], many: int) -> tuple[str, tuple[int, ...]]:
    if len(cells) != 2 or len(cells[1]) != many or not SIGNS.issuperset(cells[1]):
        raise Malformed(number, f"fragment, {many} signs")
    return cells[0], tuple([ord(sign) - ZERO for sign in cells[1]])
