from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module, invalidate_caches
from pathlib import Path

import pytest
from numba import config

from piying.model.errors import Outside

SRC = Path(__file__).parents[2] / "src"

PACKAGE = {
    "__init__.py": "",
    "numbers.py": "FACTOR = 3\nTABLE = (1, 2)\nOTHER = 7\n",
    "code.py": """
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

def added(builder, value):
    return builder.add(value, ir.Constant(value.type, 10))

@intrinsic
def raised(typing, value):
    def code(context, builder, signature, arguments):
        return added(builder, arguments[0])
    return types.int64(types.int64), code
""",
    "part.py": """
from numba import types
from piying.model.kernel import kernel
from small.code import raised
from small.numbers import FACTOR, TABLE

INT = types.int64

@kernel([INT(INT)], inline="always")
def inside(x):
    return x * 2

@kernel([INT(INT)])
def part(x):
    return raised(x) * FACTOR + TABLE[1]

@kernel([INT(INT)])
def other(x):
    return x - 1
""",
    "whole.py": """
from piying.model.kernel import kernel
from small.part import INT, inside, part

@kernel([INT(INT)])
def whole(x):
    return part(inside(x)) + 1
""",
}
"""`whole` calls what stands in `part`, which uses what stands in `numbers` and `code`."""

WHOLE = (1 * 2 + 10) * 3 + 2 + 1


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Writes the small package with some of its text changed, and loads it anew."""
    folder = tmp_path / "small"
    folder.mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def forget():
        for name in [name for name in sys.modules if name.split(".")[0] == "small"]:
            del sys.modules[name]

    def loaded(file="__init__.py", old="", new=""):
        forget()
        for name, text in PACKAGE.items():
            changed = text.replace(old, new) if name == file else text
            assert name != file or not old or changed != text
            (folder / name).write_text(changed, "utf-8")
        invalidate_caches()
        return import_module("small.whole").whole, import_module("small.part").other

    yield loaded
    forget()


def compiled(function):
    """Whether a kernel was compiled anew, not loaded."""
    hits, misses = function.stats.cache_hits.total(), function.stats.cache_misses.total()
    assert hits + misses == 1
    return misses == 1


def test_what_has_not_changed_is_loaded(small):
    first, _ = small()
    again, other = small()

    assert compiled(first)
    assert not compiled(again)
    assert not compiled(other)
    assert first(1) == again(1) == WHOLE


@pytest.mark.parametrize(
    ("file", "old", "new", "comes"),
    [
        pytest.param("part.py", "TABLE[1]", "TABLE[0]", WHOLE - 1, id="a kernel it calls"),
        pytest.param("part.py", "x * 2", "x * 3", WHOLE + 3, id="what is inlined"),
        pytest.param(
            "part.py",
            "])\ndef part",
            "], error_model='numpy')\ndef part",
            WHOLE,
            id="its options",
        ),
        pytest.param(
            "part.py", "INT)])\ndef part", "types.int32)])\ndef part", WHOLE, id="its signature"
        ),
        pytest.param("numbers.py", "= 3", "= 4", WHOLE + 12, id="a constant"),
        pytest.param("numbers.py", "2)", "5)", WHOLE + 3, id="one of a tuple"),
        pytest.param("code.py", "10", "11", WHOLE + 3, id="what an intrinsic calls"),
        pytest.param("code.py", "builder.add", "builder.sub", WHOLE - 60, id="how it does"),
    ],
)
def test_a_change_of_what_a_kernel_reaches_compiles_it_anew(small, file, old, new, comes):
    small()
    changed, other = small(file, old, new)

    assert compiled(changed)
    assert not compiled(other)
    assert changed(1) == comes


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("part.py", "x - 1", "x - 2", id="another kernel of the same file"),
        pytest.param("numbers.py", "OTHER = 7", "OTHER = 8", id="another constant"),
        pytest.param("code.py", "def added", "# adds\n\ndef added", id="a comment"),
        pytest.param("whole.py", "@kernel", "# sums\n@kernel", id="a comment on it"),
    ],
)
def test_a_change_of_anything_else_does_not(small, file, old, new):
    small()
    changed, _ = small(file, old, new)

    assert not compiled(changed)
    assert changed(1) == WHOLE


def test_what_was_kept_before_a_change_is_there_when_it_is_taken_back(small):
    small()
    small("numbers.py", "= 3", "= 4")
    again, _ = small()

    assert not compiled(again)
    assert again(1) == WHOLE


def test_kernels_are_kept_in_the_folder_that_is_named(small, tmp_path, monkeypatch):
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "kept"))
    small()
    again, _ = small()

    assert not compiled(again)
    assert len(list((tmp_path / "kept").rglob("whole.whole-*.nbi"))) == 1
    assert not (tmp_path / "small" / "__pycache__").exists()


def test_who_can_keep_nothing_is_told_what_to_set(small, monkeypatch):
    monkeypatch.setattr("piying.model.kernel._PLACES", ())

    with pytest.raises(Outside, match=r"part\.py cannot be kept.*NUMBA_CACHE_DIR"):
        small()


@pytest.mark.parametrize(
    "text", ["njit(lambda x: x)", "object()", "type('Of', (), {'__module__': 'small.part'})"]
)
def test_what_cannot_be_told_is_refused(small, text):
    with pytest.raises(TypeError, match=r"a kernel may not use .*: what it is made of cannot"):
        small("whole.py", "@kernel", f"from numba import njit\npart = {text}\n@kernel")


MADE = """
import piying.render.stack, piying.store.plays.adding, sys
for name in ("render.stack", "render.tiles", "store.plays.adding"):
    for one in vars(sys.modules["piying." + name]).values():
        if hasattr(one, "py_func"):
            print(one.__module__, one.__name__, one.__made_of__)
"""


def test_every_process_says_the_same_of_a_kernel():
    said = [
        subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", MADE], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONPATH": str(SRC), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip

    assert said[0] == said[1]
    assert "piying.render.stack _lay " in said[0]


def test_every_kernel_of_the_product_is_kept_this_way():
    found = [
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if "njit" in path.read_text("utf-8") or "cache=True" in path.read_text("utf-8")
    ]

    assert found == ["piying/model/kernel.py"]
