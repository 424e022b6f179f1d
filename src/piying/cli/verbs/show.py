"""show: what is current, stale or missing, and why."""

from __future__ import annotations

import argparse

from piying.cli.showing import states_table
from piying.cli.telling import Telling
from piying.studio.current import State
from piying.studio.held import series_of
from piying.studio.house import House
from piying.studio.show import show


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """show: what is current, stale or missing, and why."""
    series = series_of(house, options.series)
    rows = show(house, series, options.profile, options.episode)
    telling.lines(states_table(rows, telling.language))
    if any(row.state is not State.CURRENT for row in rows):
        telling.line("show_what_to_do")
    telling.result(
        {
            "series": series,
            "rows": [
                {"episode": row.episode, "thing": row.thing, "state": row.state.value,
                 "changed": list(row.changed), "lacking": dict(row.lacking),
                 "waits_for": row.waits_for, "said": row.said, "digest": row.digest}
                for row in rows
            ],
        }
    )  # fmt: skip
