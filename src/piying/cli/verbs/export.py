"""export: the cut, its captions or the script for other tools."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.telling import Telling
from piying.studio.cutting.export import export
from piying.studio.house import House


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """export: the cut, its captions or the script for other tools."""
    for series, number in episodes_asked(house, options):
        exported = export(house, series, number, options.kind, options.profile, options.media)
        telling.line("exported", path=exported.path)
        if exported.media_count:
            telling.line("exported_media", count=exported.media_count)
        if not exported.verified:
            telling.line("exported_unverified")
        telling.result(
            {
                "episode": number,
                "path": str(exported.path),
                "kind": exported.kind,
                "media": exported.media_count,
                "verified": exported.verified,
            }
        )
