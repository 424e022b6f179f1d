"""Faults of policy files: gathered as they are found, and told all together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from piying.model.errors import Invalid
from piying.model.messages import say
from piying.review.policy.lines import Lines, Path


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a policy file says and may not say."""

    file: str
    line: int
    code: str
    data: tuple[tuple[str, object], ...] = ()

    def said(self, language: str) -> str:
        """`file:line: what is wrong and what to write instead`."""
        return f"{self.file}:{self.line}: {say(self.code, language, **dict(self.data))}"


class Unsound(Invalid):
    """A policy that is refused, with every fault of it."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=lambda one: (one.file, one.line, one.code)))
        super().__init__("review.policy_refused", name=name, count=len(self.faults))

    def said(self, language: str) -> str:
        """How many faults there are, then each on a line of its own."""
        head = say(self.code, language, **self.data)
        return "\n".join([head, *(fault.said(language) for fault in self.faults)])


@dataclass(slots=True)
class Page:
    """One file of a policy with its lines, and the faults found in it."""

    file: str
    lines: Lines
    faults: list[Fault] = field(default_factory=list)

    def fault(self, code: str, path: Path, word: str = "", /, **data: object) -> None:
        """Notes a fault at `path`; with `word`, on the line there that holds it."""
        line = self.lines.find(path, word)
        self.faults.append(Fault(self.file, line, f"review.{code}", tuple(data.items())))

    def unknown(self, what: str, value: str, known: Iterable[str], path: Path) -> None:
        """Notes a word that is not in a closed list, and what may be written."""
        self.fault(
            "policy_not_known", path, value, what=what, value=value, known=nearest(value, known)
        )


def nearest(value: str, known: Iterable[str]) -> str:
    """What may be written instead of `value`: the nearest words, or all of a short list."""
    names = sorted(known)
    close = get_close_matches(value, names, n=3, cutoff=0.5)
    if len(names) <= 12:
        close += [name for name in names if name not in close]
    return ", ".join(close or names[:12]) or "–"


def path_said(path: Path) -> str:
    """A path as a person reads it: rule[3].when.all."""
    said = ""
    for part in path:
        said += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if said else ''}{part}"
    return said
