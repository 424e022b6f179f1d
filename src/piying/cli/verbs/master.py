"""master: the cut becomes a finished film."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.telling import Telling
from piying.model.master import Flaw
from piying.model.messages import say
from piying.model.script import Severity
from piying.studio.cutting.master import Mastered, master
from piying.studio.house import House

LUFS, TRUE_PEAK = "loudness", "true_peak"


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """master: the cut becomes a finished film."""
    for series, number in episodes_asked(house, options):
        mastered = master(house, series, number, options.profile)
        telling.findings(str(mastered.path), mastered.findings)
        tell_film(mastered, number, telling)


def tell_film(mastered: Mastered, number: int, telling: Telling) -> None:
    """Where the film of episode `number` lies and what was measured in it."""
    telling.line("mastered", path=mastered.path, cover=mastered.cover, sheet=mastered.sheet,
                 subtitles=mastered.subtitles)  # fmt: skip
    found = {one.name: one.value_milli / 1000 for one in mastered.master.measurements}
    telling.line(
        "measured",
        seconds=f"{found['duration']:.1f}",
        size=f"{found['width']:.0f}x{found['height']:.0f}@{found['rate']:.0f}",
        loudness=f"{found[LUFS]:.1f}",
        peak=f"{found[TRUE_PEAK]:.1f}",
        megabytes=f"{found['bytes'] / 1_000_000:.1f}",
    )
    telling.lines([_flaw(one, telling.language) for one in mastered.master.flaws])
    telling.line("segments", made=mastered.made_count, held=mastered.held_count)
    telling.result(
        {
            "episode": number,
            "path": str(mastered.path),
            "cover": str(mastered.cover),
            "sheet": str(mastered.sheet),
            "subtitles": str(mastered.subtitles),
            "segments_made": mastered.made_count,
            "segments_held": mastered.held_count,
            "measurements": {
                one.name: {"milli": one.value_milli, "unit": one.unit, "tool": one.tool}
                for one in mastered.master.measurements
            },
            "flaws": [
                {"code": one.code, "shot": one.shot, "milliseconds": one.at_ms}
                for one in mastered.master.flaws
            ],
        }
    )


def _flaw(flaw: Flaw, language: str) -> str:
    """What a person should look at in a source of sound."""
    kind = say(f"cli.severity_{Severity.WARNING.value}", language)
    seconds = f"{flaw.at_ms / 1000:.2f}"
    said = say(flaw.code, language, shot=flaw.shot, blob=flaw.blob[:12], seconds=seconds)
    return f"{kind}: {said}"
