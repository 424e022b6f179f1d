"""edit: board and takes become the cut."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.studio.cutting.conform import conform
from piying.studio.cutting.edit import edit
from piying.studio.house import House


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """edit: board and takes become the cut."""
    chosen = episodes_asked(house, options)
    if options.source is not None and len(chosen) != 1:
        raise Invalid("cli.which_episode", path=options.source)
    for series, number in chosen:
        if options.source is None:
            edited = edit(house, series, number)
        else:
            edited = conform(house, series, number, options.source)
        frames, rate = edited.cut.length_frames, edited.cut.rate
        telling.line("edited", name=edited.name, frames=frames,
                     seconds=f"{frames * rate.den / rate.num:.1f}",
                     captions=len(edited.cut.captions))  # fmt: skip
        telling.result({"episode": number, "digest": edited.digest, "frames": frames})
