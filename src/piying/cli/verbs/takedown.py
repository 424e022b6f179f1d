"""takedown: suspend, take down or reinstate what is out, and tell everybody."""

from __future__ import annotations

import argparse

from piying.cli.dossiers import acting, one_episode, standing_data, state_said
from piying.cli.table import table
from piying.cli.telling import Telling
from piying.model.decision import Cause
from piying.model.messages import say
from piying.studio.house import House
from piying.studio.reviewing.dossierwords import Item
from piying.studio.reviewing.takedown import (
    Asked,
    acknowledge,
    counted,
    deliver,
    look,
    reinstate,
    suspend,
    take_down,
    withdrawn,
)


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """takedown: suspend, take down or reinstate what is out, and tell everybody."""
    if options.suspend or options.final or options.reinstate:
        _act(house, options, telling)
        _tell_items(deliver(house), telling)
    elif options.acknowledge:
        who = acting(house, options)
        _tell_items((acknowledge(house, who, options.acknowledge, options.reference),), telling)
    elif options.deliver:
        _tell_items(deliver(house), telling)
    else:
        _register(house, telling)
        _tell_items(look(house), telling)


def _act(house: House, options: argparse.Namespace, telling: Telling) -> None:
    series, number = one_episode(house, options)
    who = acting(house, options)
    if options.reinstate:
        standing = reinstate(house, series, number, who, options.reinstate)
    else:
        asked = Asked(
            Cause(options.cause), options.order, options.issued_by, tuple(options.because),
            options.effective, options.privacy,
        )  # fmt: skip
        does = suspend if options.suspend else take_down
        standing = does(house, series, number, who, asked)
    telling.line("stands", episode=number, version=standing.version,
                 state=state_said(standing, telling.language))  # fmt: skip
    telling.result({"episode": number, "standing": standing_data(standing)})


def _register(house: House, telling: Telling) -> None:
    rows = withdrawn(house)
    telling.line("withdrawn", count=len(rows))
    telling.lines(table([(f"{row.series}/e{row.episode:02d}", row.title) for row in rows]))
    against = counted(house)
    for one in against:
        what = one.what_zh if telling.language == "zh" else one.what_en
        telling.line("strikes", name=one.name, weight=one.weight, what=what)
    telling.result(
        {
            "strikes": [
                {"name": one.name, "weight": one.weight, "step": one.step} for one in against
            ],
            "withdrawn": [
                {"series": row.series, "episode": row.episode, "version": row.version,
                 "title": row.title, "since_ms": row.since_ms, "master": row.sealed.master}
                for row in rows
            ],
        }
    )  # fmt: skip


def _tell_items(items: tuple[Item, ...], telling: Telling) -> None:
    shown = [item for item in items if not item.overtaken]
    telling.lines(
        table(
            [
                (item.notice.id[:8], item.notice.target, item.notice.action.value,
                 say(f"review.stage_{item.stage.value}", telling.language), item.why)
                for item in shown
            ]
        )
    )  # fmt: skip
    if not shown:
        telling.line("no_notices")
    telling.result(
        {
            "notices": [
                {"id": item.notice.id, "target": item.notice.target,
                 "action": item.notice.action.value, "stage": item.stage.value,
                 "overtaken": item.overtaken, "reference": item.reference, "why": item.why}
                for item in items
            ]
        }
    )  # fmt: skip
