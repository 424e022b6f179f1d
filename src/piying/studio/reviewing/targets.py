"""Targets: who is told of a takedown, as `targets.toml` in the house says.

A target with a folder gets each notice as a file with the statement of reasons beside it, to
be handed over as the platform or partner wants it; that it has acknowledged is entered by a
person. Targets that answer by themselves keep the same port.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from piying.model.canon import canonical
from piying.model.errors import Invalid
from piying.review.statement import Statement
from piying.review.takedown import Notice, Receipt, Release, Sort, Stage, Target
from piying.store.disk import write_file
from piying.store.store import Store
from piying.studio.handed import text_if_any
from piying.studio.house import House
from piying.studio.reviewing.channeltarget import channel_target

FILE = "targets.toml"


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A target that takes its notices as files."""

    name: str
    sort: Sort
    folder: Path
    store: Store
    work_id: str = ""
    """What the target calls the work."""

    def suspend(self, release: Release, notice: Notice) -> Receipt:
        """The notice and its statement as files; the same files if it comes again."""
        del release  # the notice holds it
        return self._write(notice)

    def reinstate(self, release: Release, notice: Notice) -> Receipt:
        """As above."""
        del release
        return self._write(notice)

    def status(self, notice: Notice) -> Receipt:
        """Whether the notice lies there; a person enters the rest."""
        return Receipt(Stage.SENT, self._path(notice).name)

    def _write(self, notice: Notice) -> Receipt:
        path = self._path(notice)
        if notice.statement is not None:
            told = self.store.get(notice.statement, Statement)
            text = f"{told.text_zh}\n\n{told.text_en}\n"
            write_file(path.with_suffix(".txt"), text.encode())
            write_file(path.with_suffix(".statement.json"), canonical(told))
        write_file(path, canonical(notice))
        return Receipt(Stage.SENT, path.name)

    def _path(self, notice: Notice) -> Path:
        return self.folder / f"{notice.action.value}-{notice.id[:16]}.json"


def targets(house: House) -> tuple[Target, ...]:
    """Everybody whom the house tells of a takedown: its own channel first, then the file's.

    Raises:
        Invalid: the file cannot be understood, or names a target twice.
    """
    path = house.settings.house / FILE
    text = text_if_any(path)
    own = channel_target(house)
    if text is None:
        return own
    try:
        rows = tomllib.loads(text)["target"]
        found = (*own, *(_target(house, row) for row in rows))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise Invalid("review.targets_unreadable", path=path, why=str(error)) from error
    names = [target.name for target in found]
    for name in names:
        if names.count(name) > 1 or not name.strip():
            raise Invalid("review.targets_unreadable", path=path, why=name or "name = ?")
    return found


def _target(house: House, row: Mapping[str, object]) -> Target:
    folder = Path(str(row.get("folder", f"notices/{row['name']}")))
    return FolderTarget(
        str(row["name"]), Sort(str(row["sort"])), house.settings.out / folder, house.store,
        str(row.get("id", "")),
    )  # fmt: skip
