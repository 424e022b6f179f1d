"""simulate-viewers: a made-up crowd watches the channel of this machine by its public API."""

from __future__ import annotations

import argparse

from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.studio.channel.simulating import Run, check_own, simulate
from piying.studio.house import Settings

WRONG_SHOWN_MAX = 8


def run_beside(_settings: Settings, options: argparse.Namespace, telling: Telling) -> None:
    """simulate-viewers: a made-up crowd watches the channel of this machine."""
    origin = check_own(options.url, mine=options.mine)
    run = Run(origin, options.viewers, options.minutes, options.seed, options.speed)
    telling.line("simulating", viewers=run.viewers, minutes=run.minutes, url=origin)
    done = simulate(run, lambda _number: None)
    for name, count in done.counts:
        telling.line("simulated_count", name=name, count=count)
    telling.result({"counts": dict(done.counts), "wrong": list(done.wrong)})
    if done.wrong:
        shown = "; ".join(done.wrong[:WRONG_SHOWN_MAX])
        raise Invalid("cli.simulate_disagrees", count=len(done.wrong), why=shown)
    telling.line("simulated_agrees")
