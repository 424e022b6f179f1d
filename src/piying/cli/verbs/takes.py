"""takes: list them, make or bring another of a shot, or choose the one the film uses."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.showing import takes_table
from piying.cli.telling import Telling
from piying.model.errors import Invalid
from piying.model.take import TakeKind
from piying.studio.bring import Arrived, bring
from piying.studio.house import House
from piying.studio.takes import Another, TakeRow, choose_take, take_again, takes


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """takes: list them, make another of one shot, or choose the one that the film uses."""
    asked = episodes_asked(house, options)
    brings = options.use is not None
    if brings != bool(options.shot) or (brings and (options.again or options.choose)):
        raise Invalid("cli.use_for")
    if (options.again or options.choose or brings) and len(asked) != 1:
        raise Invalid("cli.one_episode", known=", ".join(str(number) for _, number in asked))
    for series, number in asked:
        if options.again:
            _again(take_again(house, series, number, options.again,
                              TakeKind(options.kind)), number, telling)  # fmt: skip
        elif brings:
            kind = TakeKind(options.kind)
            _brought(bring(house, series, number, options.use, options.shot, kind), number,
                     telling)  # fmt: skip
        elif options.choose:
            row = choose_take(house, series, number, options.choose)
            telling.line("take_chosen", take=row.take.id, name=row.need.name)
            telling.result({"episode": number, "chosen": _take_data(row)})
        else:
            rows = takes(house, series, number)
            telling.lines(takes_table(rows, telling.language))
            telling.line("taken", episode=number, count=len(rows))
            telling.result({"episode": number, "takes": [_take_data(row) for row in rows]})


def _again(another: Another, number: int, telling: Telling) -> None:
    row = another.row
    telling.lines(takes_table([row], telling.language))
    if another.same:
        telling.line("take_same", provider=row.take.provider)
    else:
        telling.line("take_made", take=row.take.id, episode=number)
    telling.result({"episode": number, "made": _take_data(row), "same": another.same})


def _brought(arrived: Arrived, number: int, telling: Telling) -> None:
    take, files = arrived.take, arrived.files
    telling.line("brought", name=arrived.shot, take=take.id, episode=number,
                 files=" + ".join(file.name for file in files))  # fmt: skip
    telling.result(
        {
            "episode": number, "need": arrived.shot, "kind": arrived.want.value,
            "brought": take.id, "recipe": take.recipe, "provider": take.provider,
            "at_ms": take.at_ms,
            "files": [{"name": file.name, "sha256": file.sha256,
                       "media_type": file.media_type, "bytes": file.byte_count}
                      for file in files],
        }
    )  # fmt: skip


def _take_data(row: TakeRow) -> dict[str, object]:
    take = row.take
    return {
        "need": row.need.name, "kind": row.need.kind.value, "take": take.id,
        "recipe": take.recipe, "seed": row.seed, "outcome": take.outcome.value,
        "provider": take.provider, "at_ms": take.at_ms, "took_ms": take.took_ms,
        "cost_minor": take.cost.minor, "currency": take.cost.currency, "why": take.why,
        "used": row.used, "here": row.here, "files": list(row.files),
    }  # fmt: skip
