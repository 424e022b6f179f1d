"""The program itself as an input: a digest of its source, and what it draws with."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable

DRAWS_WITH = ("av", "numpy", "numba", "scipy", "skia-python", "uharfbuzz")
"""The packages whose versions decide the bytes of a segment."""

SHOWN_DIGITS = 12
"""Of a digest of the source, where a person is to compare two."""


@cache
def code(*packages: str) -> str:
    """A digest of the source of `packages`: another program gives another digest."""
    hasher = hashlib.sha256()
    for package in packages:
        parent, _, module = package.rpartition(".")
        folder = resources.files(parent) / module
        root = folder if folder.is_dir() else resources.files(parent) / f"{module}.py"
        for path, data in _sources(root, module):
            hasher.update(path.encode() + b"\0" + data + b"\0")
    return hasher.hexdigest()


def _sources(root: Traversable, name: str) -> list[tuple[str, bytes]]:
    if root.is_file():
        return [(name, root.read_bytes())] if name.endswith((".py", ".toml")) else []
    found: list[tuple[str, bytes]] = []
    for child in sorted(root.iterdir(), key=lambda entry: entry.name):
        if child.name != "__pycache__":
            found += _sources(child, f"{name}/{child.name}")
    return found


@cache
def drawn_with() -> tuple[tuple[str, str], ...]:
    """What has to be equal where equal bytes are drawn, by name.

    Paths are pickled in another way by Python 3.13, so its minor version is one of them.
    """
    return (
        ("piying", code("piying.render", "piying.model")[:SHOWN_DIGITS]),
        ("python", ".".join(platform.python_version_tuple()[:2])),
        ("machine", platform.machine()),
        *((package, version(package)) for package in DRAWS_WITH),
    )
