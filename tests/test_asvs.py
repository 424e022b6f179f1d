"""The table of the ASVS: its tests exist, its ids are official, no requirement is silent."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"
COUNTED = {1: 65, 2: 152}
"""Of levels 1 and 2 in chapters 1 to 9 and 11 to 16 of the ASVS 5.0.0."""


@pytest.fixture(scope="module")
def asvs():
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        path = ROOT / "docs" / "doctables" / "asvs.py"
        spec = importlib.util.spec_from_file_location("asvs_of_docs", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


@cache
def names_in(file):
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_of_levels_1_and_2_is_there_and_says_how_it_stands(asvs):
    told = asvs.requirements()
    counted = {level: sum(one["level"] == level for one in told.values()) for level in (1, 2)}
    known = {"level", "asks", "tests", "checked", "page", "yours", "none", "open"}

    assert counted == COUNTED
    assert not [name for name, one in told.items() if not one["asks"] or set(one) - known]
    silent = [
        name
        for name, one in told.items()
        if not asvs.tests_of(name)
        and not {"checked", "page", "yours", "none", "open"} & set(one)
    ]
    assert not silent


def test_every_id_that_a_test_quotes_is_one_of_the_standard(asvs):
    assert not {
        one: asvs.quoting()[one] for one in set(asvs.quoting()) - set(asvs.requirements())
    }


def test_every_test_that_is_named_exists(asvs):
    gone = []
    for name in asvs.requirements():
        for test in asvs.tests_of(name):
            file, _, function = test.partition("::")
            if not (TESTS / file).is_file() or function not in names_in(file):
                gone.append(f"{name}: {test}")

    assert not gone


def test_every_page_that_is_named_exists(asvs):
    pages = " ".join(str(one.get("page", "")) for one in asvs.requirements().values())

    assert not [
        one
        for one in set(re.findall(r"[\w-]+\.md", pages))
        if not (ROOT / "docs" / one).is_file()
    ]


def test_what_is_lacking_is_said_in_bold(asvs):
    table = asvs.asvs_table()
    lacking = [name for name, one in asvs.requirements().items() if "open" in one]

    assert lacking
    assert table.count("**not met:**") + table.count("**partly") == len(lacking)


@pytest.mark.parametrize(
    ("docstring", "ids"),
    [
        ("ASVS 6.2.1, 6.2.4", ["6.2.1", "6.2.4"]), ("ASVS 5.0 8.2.1: functions", ["8.2.1"]),
        ("ASVS 5.0 3.4.1, 3.4.3 to 3.4.5", ["3.4.1", "3.4.3", "3.4.4", "3.4.5"]),
        ("By ASVS 6.2.1", []), ("", []),
    ],
)  # fmt: skip
def test_ids_are_read_from_the_beginning_of_a_docstring(asvs, docstring, ids):
    assert asvs.ids_in(docstring) == ids
