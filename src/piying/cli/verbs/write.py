"""write: a screenplay and its cast file come into the house."""

from __future__ import annotations

import argparse
from pathlib import Path

from piying.cli.telling import Telling, findings_data
from piying.studio.house import House
from piying.studio.writing.write import Written, write


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """write: a screenplay and its cast file come into the house."""
    _written(write(house, options.script, as_format=options.format, cast_path=options.cast),
             options.script, telling)  # fmt: skip


def tell_findings(written: Written, path: Path, telling: Telling) -> None:
    """What a person should look at in the script and the cast file."""
    telling.findings(str(path), written.findings)
    telling.findings(str(written.cast_path), written.cast_findings)


def _written(written: Written, path: Path, telling: Telling) -> None:
    tell_findings(written, path, telling)
    telling.line(
        "written",
        title=written.title,
        name=written.name,
        format=written.reading.format,
        encoding=written.reading.encoding or "-",
        elements=len(written.reading.script.elements),
        episodes=len(written.episodes),
        findings=len(written.findings) + len(written.cast_findings),
    )
    telling.result(
        {
            "series": written.name,
            "title": written.title,
            "format": written.reading.format,
            "encoding": written.reading.encoding,
            "elements": len(written.reading.script.elements),
            "episodes": [told.number for told in written.episodes],
            "findings": findings_data(written.findings, telling.language),
            "cast_findings": findings_data(written.cast_findings, telling.language),
        }
    )
