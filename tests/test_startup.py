"""Who asks for little waits for little: what each verb may load before it does its work.

Nothing here is timed. A library that takes a tenth of a second to load, or more, may be loaded
by a verb's modules only if the table says so; what is needed now and then is `deferred`.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections import deque
from functools import cache
from pathlib import Path

import pytest

from piying.cli.verbs import VERBS

SRC = Path(__file__).parent.parent / "src"
MODULES = {
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
    for path in SRC.rglob("*.py")
}

HEAVY = {
    "ahocorasick_rs", "av", "c2pa", "cn2an", "docx", "duckdb", "fastapi", "granian", "hibari",
    "numba", "numpy", "onnxruntime", "opencc", "opentimelineio", "pyarrow", "pypinyin",
    "rapidocr", "rjieba", "scipy", "skia", "soxr", "tinysoundfont", "uharfbuzz", "uniseg",
    "zxcvbn",
}  # fmt: skip
"""Libraries that nobody should wait for who does not use them."""

COUNTS = {"numpy", "pyarrow"}
LOADS: dict[str, set[str]] = {
    "comic": {"numpy", "scipy", "skia"},
    "play": {"av", "granian", "numba", "numpy", "skia", "uharfbuzz", "uniseg"},
    "count": {*COUNTS, "duckdb", "numba"},
    "settle": COUNTS,
    "close-week": COUNTS,
    "statement": COUNTS,
    "explain": COUNTS,
    "reconcile": COUNTS,
    "what-if": COUNTS,
    "release": COUNTS,
    "demo": COUNTS,
    "keep": {"numpy"},
    "serve": {
        *COUNTS, "ahocorasick_rs", "av", "duckdb", "fastapi", "granian", "numba", "opencc",
        "pypinyin", "rjieba", "skia", "uharfbuzz", "uniseg",
    },
}  # fmt: skip
"""The verbs whose modules load some of them at once, because they begin with that."""


@cache
def tree_of(module):
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def at_once(body):
    """The imports that run when a module is loaded, and none that only a type checker reads."""
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module
        elif isinstance(node, ast.If):
            checked = ast.unparse(node.test) == "TYPE_CHECKING"
            yield from at_once(node.orelse if checked else [*node.body, *node.orelse])
        elif isinstance(node, ast.Try | ast.With | ast.ClassDef):
            yield from at_once(node.body)


@cache
def named_by(module):
    return tuple(dict.fromkeys(at_once(tree_of(module).body)))


def loaded_with(*roots):
    """Everything that is loaded with the modules `roots`."""
    seen, waiting = set(roots), deque(roots)
    while waiting:
        module = waiting.popleft()
        for name in named_by(module) if module in MODULES else ():
            parts = name.split(".")
            for end in range(1, len(parts) + 1):
                prefix = ".".join(parts[:end])
                if prefix not in seen:
                    seen.add(prefix)
                    waiting.append(prefix)
    return seen


def pairs(module):
    """What a module defers: its names for a type checker, and those for whoever runs it."""
    for node in tree_of(module).body:
        if not isinstance(node, ast.If) or ast.unparse(node.test) != "TYPE_CHECKING":
            continue
        for one in node.orelse:
            called = one.value if isinstance(one, ast.Assign) else None
            if isinstance(called, ast.Call) and ast.unparse(called.func) == "deferred":
                checked = {
                    alias.asname or alias.name: f"{line.module}:{alias.name}"
                    for line in node.body
                    if isinstance(line, ast.ImportFrom)
                    for alias in line.names
                }
                name = one.targets[0].id
                yield name, checked.get(name), ast.literal_eval(called.args[0])


DEFERRING = [
    module for module in sorted(MODULES) if "deferred(" in MODULES[module].read_text("utf-8")
]
DEFERRED = [(module, *pair) for module in DEFERRING for pair in pairs(module)]


@pytest.mark.parametrize(("module", "name", "checked", "run"), DEFERRED)
def test_what_is_deferred_is_what_is_checked(module, name, checked, run):
    assert run == checked, f"{module}: {name}"


def test_nothing_is_deferred_where_no_checker_sees_it():
    calls = [
        module
        for module in DEFERRING
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "deferred"
    ]

    assert len(calls) == len(DEFERRED)


def test_help_loads_nothing_heavy_and_no_database():
    found = loaded_with("piying.__main__", "piying.cli.door")

    assert not found & (HEAVY | {"sqlalchemy", "rich.console", "cryptography"})


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_loads_nothing_heavy_that_it_does_not_begin_with(verb):
    door = ("piying.cli.door", "piying.studio.working.providers")
    found = loaded_with(*door, f"piying.cli.verbs.{verb.replace('-', '_')}")

    assert found & HEAVY == LOADS.get(verb, set())


RUN = """
import sys
from piying.cli.door import main
for arguments in {lines!r}:
    if main(arguments):
        raise SystemExit(str(arguments))
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""

SCRIPT = """\
第1集

1-1 日 内 客厅
人物：林夏

林夏（冷笑）：三年前你们把我赶出家门。
△她转身离开。
"""


def test_what_only_looks_really_loads_nothing_heavy(tmp_path):
    script = tmp_path / "script.txt"
    script.write_text(SCRIPT, "utf-8")
    lines = [
        ["--help"],
        ["write", str(script), "--quiet"],
        *([verb, "--quiet"] for verb in ("show", "costs", "jobs")),
    ]
    ran = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", RUN.format(lines=lines)], capture_output=True, text=True,
        check=False, env={
            **os.environ, "PYTHONPATH": str(SRC), "PIYING_HOUSE": str(tmp_path / "house"),
            "PIYING_OUT": str(tmp_path / "out"),
        },
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert not set(ran.stdout.splitlines()[-1].split()) & HEAVY
