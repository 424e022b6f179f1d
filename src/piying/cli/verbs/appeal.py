"""appeal: object to a decision, or decide what was objected to."""

from __future__ import annotations

import argparse

from piying.cli.dossiers import acting, one_episode, standing_data, state_said
from piying.cli.telling import Telling
from piying.model.decision import Outcome, Ruling
from piying.model.errors import Invalid
from piying.studio.house import House
from piying.studio.reviewing.appeal import appeal, rule_on


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """appeal: object to a decision, or decide what was objected to."""
    if bool(options.why) == bool(options.ruling):
        raise Invalid("cli.appeal_what")
    series, number = one_episode(house, options)
    who = acting(house, options)
    if options.ruling:
        ruling = Ruling(Outcome(options.ruling), options.why_zh, options.why_en)
        standing = rule_on(house, series, number, who, ruling)
    else:
        standing = appeal(house, series, number, who, options.why)
    telling.line("stands", episode=number, version=standing.version,
                 state=state_said(standing, telling.language))  # fmt: skip
    telling.result({"episode": number, "standing": standing_data(standing)})
