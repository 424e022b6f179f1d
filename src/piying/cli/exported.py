"""An export of a statement, written and told: all that it follows from, in one folder."""

from __future__ import annotations

from pathlib import Path

from piying.cli.telling import Telling
from piying.studio.house import House
from piying.studio.settling.replay import export, manifest_sha256


def tell_export(house: House, statement: str, folder: Path, telling: Telling) -> None:
    """Write what `statement` follows from to the empty `folder`, and say what is there."""
    made = export(house, statement, folder)
    sha256 = manifest_sha256(folder)
    telling.line("explain_exported", statement=made.statement, path=folder,
                 count=len(made.files), sha256=sha256)  # fmt: skip
    telling.result({"statement": made.statement, "path": str(folder),
                    "files": len(made.files), "manifest": sha256})  # fmt: skip
