"""Scales: `[scale.NAME]`, and the file of fragments and weights that it names.

A file of a scale is text, a row to a line, its cells parted by tabs:

    piying scale 1
    heads     a name for each head
    step      thousandths that one unit of a weight weighs
    share     thousandths of the sum of a head that are added to the general sum
    gate      thousandths; a line of which the general sum is less is light
    offsets   thousandths: in general, then by head
    FRAGMENT  one sign for each weight, in general, then by head

A weight is the sign's code less that of `O`, so it goes from −46 to 47; a fragment that weighs
more stands in several rows, whose weights add up. Lines that begin with `%` are remarks.
`bench/scale.py` makes such a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import add

from piying.model.canon import digest
from piying.model.policy import Scale
from piying.review.policy.tables import Table

FIRST = "piying scale 1"
NUMBERS = ("step", "share", "gate")
WEIGHT_MAX = 1_000_000
ZERO = ord("O")
SIGNS = {chr(code): code - ZERO for code in range(0x21, 0x7F)}
"""What each sign says."""
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
        one.only("file", "sha256", "below", "kept")
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
            scale = scale_of(name, files[file])
            yield replace(
                scale,
                below=one.whole("below", -WEIGHT_MAX, WEIGHT_MAX),
                kept=one.names("kept"),
            )
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
        weights=tuple(_added(_fragment(number, cells, many) for number, cells in rows[6:])),
    )


def _added(
    rows: Iterable[tuple[str, tuple[int, ...]]],
) -> Iterable[tuple[str, tuple[int, ...]]]:
    """Each fragment once, with the sum of its rows."""
    found: dict[str, tuple[int, ...]] = {}
    for name, weights in rows:
        if name in found:
            found[name] = tuple(map(add, found[name], weights))
        else:
            found[name] = weights
    return found.items()


def _fragment(number: int, cells: list[str], many: int) -> tuple[str, tuple[int, ...]]:
    if len(cells) != 2 or len(cells[1]) != many:
        raise Malformed(number, f"fragment, {many} signs")
    try:
        return cells[0], tuple(map(SIGNS.__getitem__, cells[1]))
    except KeyError as bad:
        raise Malformed(number, f"fragment, {many} signs") from bad
