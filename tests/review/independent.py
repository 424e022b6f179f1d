"""Scores the shipped policy on the lines of a second reader, who wrote them before any rule."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from piying.model.review import Element, Level, Stage, Unit
from piying.review.text.read import read
from review.scoring import EVASIONS, evaded, keywords, policy_of

HERE = Path(__file__).parent / "eval" / "independent"
TALK = "ordinary.toml"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one category that were not looked at."""

    category: str
    rules: tuple[str, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was sent to a person, by any rule, of what had to be and of what had not."""

    true: int
    false: int
    hits: int
    misses: int

    def __add__(self, other: Counted) -> Counted:
        return Counted(
            self.true + other.true,
            self.false + other.false,
            self.hits + other.hits,
            self.misses + other.misses,
        )

    @property
    def precision(self) -> float:
        """The share of what was sent to a person that had to be."""
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of hits that were sent to a person."""
        return self.true / self.hits

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.true / (self.true + self.false + self.hits)


@cache
def categories() -> tuple[Lines, ...]:
    """The lines of every category."""
    return tuple(_lines(path) for path in sorted(HERE.glob("*.toml")) if path.name != TALK)


def _lines(path: Path) -> Lines:
    told = tomllib.loads(path.read_text("utf-8"))
    return Lines(
        told["category"], tuple(told["rules"]), tuple(told["hit"]), tuple(told["miss"])
    )


def counted(lines: Lines) -> Counted:
    """What the policy makes of them."""
    flags = policy_of("zh").flags
    return Counted(
        sum(bool(flags(line)) for line in lines.hits),
        sum(bool(flags(line)) for line in lines.misses),
        len(lines.hits),
        len(lines.misses),
    )


def plainly(lines: Lines) -> Counted:
    """What a search for the first words of the same rules makes of them."""
    words = keywords("zh", lines.rules)

    def has(line: str) -> bool:
        return any(word in line for word in words)

    return Counted(
        sum(map(has, lines.hits)),
        sum(map(has, lines.misses)),
        len(lines.hits),
        len(lines.misses),
    )


def hidden(way: str) -> tuple[int, int, Counted]:
    """Found still and tried, for hits whose words could be hidden so; and all lines counted."""
    judge = policy_of("zh")
    still = tried = 0
    total = Counted(0, 0, 0, 0)
    for lines in categories():
        plain = counted(lines)
        found = 0
        for line in lines.hits:
            got = [one for one in judge.findings(line) if one.level is not Level.NOTE]
            other = evaded(line, got, way) if got else line
            seen = bool(judge.flags(other))
            found += seen
            if other != line:
                still, tried = still + seen, tried + 1
        total += Counted(found, plain.false, plain.hits, plain.misses)
    return still, tried, total


@cache
def talk() -> tuple[tuple[str, ...], ...]:
    """Conversations, each a row of utterances."""
    told = tomllib.loads((HERE / TALK).read_text("utf-8"))
    return tuple(tuple(one) for one in told["talk"])


def disturbed() -> tuple[int, int]:
    """How many utterances alone, and how many conversations, are sent to a person."""
    judge = policy_of("zh")
    alone = sum(bool(judge.flags(one)) for row in talk() for one in row)
    rows = 0
    for row in talk():
        units = [Unit(Element.DIALOGUE, one, scene=1, line=at) for at, one in enumerate(row, 1)]
        found = read(judge.policy, units, Stage.SCRIPT)
        rows += any(one.level is not Level.NOTE for one in found)
    return alone, rows


def table() -> list[str]:
    """The tables of docs/policies.md."""
    rows = ["| category | lines | P | R | keywords P | keywords R |"]
    total = plain = Counted(0, 0, 0, 0)
    for lines in categories():
        got, words = counted(lines), plainly(lines)
        total, plain = total + got, plain + words
        rows.append(_row(lines.category, got, words))
    rows.append(_row("all", total, plain))
    for way in EVASIONS:
        still, tried, after = hidden(way)
        rows.append(f"{way}: {still} of {tried} found still; F1 {_down(after.f1)}")
    alone, disturbances = disturbed()
    said = sum(map(len, talk()))
    rows.append(
        f"ordinary: {alone} of {said} utterances, {disturbances} of {len(talk())} talks"
    )
    return rows


def _row(name: str, got: Counted, words: Counted) -> str:
    shares = (got.precision, got.recall, words.precision, words.recall)
    told = " | ".join(map(_down, shares))
    return f"| {name} | {got.hits} / {got.misses} | {told} |"


def _down(share: float) -> str:
    """Two decimals, never rounded up."""
    return f"{int(share * 100 + 1e-9) / 100:.2f}"
