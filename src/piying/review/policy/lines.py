"""Where the tables and keys of a TOML text stand: `tomllib` tells lines only of its errors."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""The way to a value: keys, and indices of arrays of tables."""

_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
)
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_STRINGS = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*$|[\[\]{}]')


@dataclass(slots=True)
class Lines:
    """The lines of the tables and keys of one text, counted from 1."""

    text: tuple[str, ...]
    starts: dict[Path, int] = field(default_factory=dict)

    def find(self, path: Path, word: str = "") -> int:
        """The line of `path`, or of the nearest table or key around it; 1 if nothing is.

        With `word`, the first line from there to the end of that key on which the word
        stands.
        """
        while path and path not in self.starts:
            path = path[:-1]
        first = self.starts.get(path, 1)
        if not word:
            return first
        ends = sorted(self.starts.values())
        at = bisect_right(ends, first)
        last = ends[at] - 1 if at < len(ends) else len(self.text)
        found = (n for n in range(first, last + 1) if word in self.text[n - 1])
        return next(found, first)


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def _count(line: str, inside: str, depth: int) -> tuple[str, int]:
    """What a line leaves open: the marks of a long string, and brackets."""
    rest = line
    while rest:
        if inside:
            _, mark, rest = rest.partition(inside)
            if not mark:
                return inside, depth
            inside = ""
            continue
        found = _STRINGS.search(rest)
        if found is None:
            break
        mark, rest = found[0], rest[found.end() :]
        if mark in {'"""', "'''"}:
            inside = mark
        elif mark in {"[", "{"}:
            depth += 1
        elif mark in {"]", "}"}:
            depth -= 1
    return inside, depth


def _placed(dotted: str, counts: dict[Path, int], *, new: bool) -> Path:
    """The way to a table, with the index of every array of tables on it."""
    path: Path = ()
    names = _parts(dotted)
    for at, name in enumerate(names):
        path = (*path, name)
        if new and at == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def lines_of(text: str) -> Lines:
    """Where everything in `text` stands."""
    lines = Lines(tuple(text.splitlines()))
    counts: dict[Path, int] = {}
    table: Path = ()
    inside, depth = "", 0
    for number, line in enumerate(lines.text, 1):
        rest = line
        if not inside and depth == 0:
            if header := _HEADER.match(line):
                table = _placed(header[2], counts, new=header[1] == "[[")
                lines.starts.setdefault(table, number)
                continue
            if key := _KEY.match(line):
                path = table
                for part in _parts(key[1]):
                    path = (*path, part)
                    lines.starts.setdefault(path, number)
                rest = line[key.end() :]
        inside, depth = _count(rest, inside, depth)
    return lines
