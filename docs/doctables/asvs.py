"""The requirements of the ASVS: what holds each of them, read from `asvs.toml` and the tests.

A test quotes the ids that it holds at the beginning of its docstring: `ASVS 6.2.1, 6.2.4`,
`ASVS 5.0 3.4.3 to 3.4.6`.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

from doctables.markdown import SRC, table

TESTS = SRC.parent.parent / "tests"
ID = r"\d+\.\d+\.\d+"
QUOTED = re.compile(rf"ASVS (?:5\.0 )?({ID}(?:(?:, | to ){ID})*)")
CHAPTERS = {
    1: "encoding and sanitization",
    2: "validation and business logic",
    3: "web frontend security",
    4: "API and web service",
    5: "file handling",
    6: "authentication",
    7: "session management",
    8: "authorization",
    9: "self-contained tokens",
    11: "cryptography",
    12: "secure communication",
    13: "configuration",
    14: "data protection",
    15: "secure coding and architecture",
    16: "security logging and error handling",
}


@cache
def requirements() -> dict[str, dict[str, object]]:
    """Every requirement by its id."""
    text = Path(__file__).with_name("asvs.toml").read_text(encoding="utf-8")
    told: dict[str, dict[str, object]] = tomllib.loads(text)["requirement"]
    return told


@cache
def quoting() -> dict[str, list[str]]:
    """The tests that quote each id, as "file::name"."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "ASVS" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                name = f"{path.relative_to(TESTS).as_posix()}::{node.name}"
                for each in ids_in(ast.get_docstring(node) or ""):
                    held[each].append(name)
    return dict(held)


def ids_in(docstring: str) -> list[str]:
    """The ids that a docstring begins with; "3.4.3 to 3.4.6" are four."""
    found = QUOTED.match(docstring)
    ids: list[str] = []
    for part in found[1].split(", ") if found else ():
        first, _, last = part.partition(" to ")
        section, _, number = first.rpartition(".")
        until = int((last or first).rpartition(".")[2])
        ids += [f"{section}.{one}" for one in range(int(number), until + 1)]
    return ids


def tests_of(name: str) -> list[str]:
    """Every test that holds a requirement."""
    told = requirements()[name].get("tests", [])
    return sorted({*quoting().get(name, []), *(told if isinstance(told, list) else [])})


def state(name: str) -> str:
    """Whether a requirement is met."""
    told = requirements()[name]
    if "open" in told:
        return "partly" if str(told["open"]).startswith("partly") else "open"
    if tests_of(name) or "page" in told or "checked" in told:
        return "met"
    return "outside" if "yours" in told else "none"


def asvs_table() -> str:
    """Every requirement, chapter by chapter, and what holds it."""
    parts = []
    for chapter, title in CHAPTERS.items():
        own = [one for one in requirements() if one.split(".")[0] == str(chapter)]
        rows = ((f"{one}{_level(one)}", requirements()[one]["asks"], _how(one)) for one in own)
        parts.append(
            f"### {chapter} {title}\n\n" + table("id | asks for | how it stands", rows)
        )
    return "\n".join(parts)


def asvs_counts() -> str:
    """How many requirements stand in which way."""
    words = {
        "met": "met",
        "partly": "partly met; the row says what is lacking",
        "open": "not met",
        "outside": "left to whoever runs the server",
        "none": "do not apply; the row says why",
    }
    found = [state(one) for one in requirements() if requirements()[one]["level"] != 3]
    return table(
        "how it stands | of levels 1 and 2", ((words[k], found.count(k)) for k in words)
    )


def _level(name: str) -> str:
    return f" (L{requirements()[name]['level']})"


def _how(name: str) -> str:
    told = requirements()[name]
    parts = [f"`{one}`" for one in tests_of(name)]
    parts += [_pages(str(told["page"]))] if "page" in told else []
    parts += [str(told["checked"])] if "checked" in told else []
    parts += [f"whoever runs it: {told['yours']}"] if "yours" in told else []
    parts += [f"does not apply: {told['none']}"] if "none" in told else []
    parts += [_open(str(told["open"]))] if "open" in told else []
    return "<br>".join(parts)


def _pages(text: str) -> str:
    return "written in " + re.sub(r"([\w-]+)\.md", r"[\1](\1.md)", text)


def _open(text: str) -> str:
    kind, _, rest = text.partition(": ")
    return f"**{kind}:** {rest}" if kind.startswith("partly") else f"**not met:** {text}"
