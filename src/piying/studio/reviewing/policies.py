"""Policies: those that ship, by name, and those that an operator wrote, as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.errors import Missing
from piying.model.policy import Policy
from piying.store.disk import explained
from piying.studio.handed import text_of

if TYPE_CHECKING:
    from piying.review.policy.load import load
else:
    load = deferred("piying.review.policy.load:load")

DEFAULT = "cn_animated"
BYTES_MAX = 4_000_000
PARTS = (".toml", ".scale")
"""How the names of the files end that a policy is made of."""


@dataclass(frozen=True, slots=True)
class Files:
    """The text of a policy's main file, and of those beside it by name."""

    name: str
    text: str
    others: Mapping[str, str]


def policy_named(name: str) -> Policy:
    """The policy `name`: one that ships, or the path of a file; its examples are run.

    Raises:
        Missing: there is none.
        Unsound: it has faults; each is named with file, line and what to write instead.
    """
    found = files_of(name)
    return load(found.text, found.name, found.others)


def files_of(name: str) -> Files:
    """The files of the policy `name`, as they are now.

    Raises:
        Missing: there is none.
    """
    path = Path(name)
    return _of_file(path) if path.suffix == ".toml" else _shipped(name)


def _shipped(name: str) -> Files:
    room = files("piying.review").joinpath("rules")
    texts = {one.name: one.read_text(encoding="utf-8")
             for one in room.iterdir() if one.name.endswith(PARTS)}  # fmt: skip
    own = texts.pop(f"{name}.toml", None)
    if own is None:
        known = sorted(file.removesuffix(".toml") for file, text in texts.items()
                       if "\n[policy]" in text)  # fmt: skip
        raise Missing("review.policy_unknown", name=name, known=", ".join(known))
    return Files(f"{name}.toml", own, texts)


def _of_file(path: Path) -> Files:
    with explained(path):
        if not path.is_file():
            raise Missing("cli.no_file", path=path)
        beside = sorted(one for one in path.parent.iterdir() if one.suffix in PARTS)
        others = [one for one in beside if one.name != path.name]
        texts = {one.name: text_of(one, BYTES_MAX) for one in others}
        return Files(path.name, text_of(path, BYTES_MAX), texts)
