"""takes: list them, draw those of a shot on a sheet, bring one, or choose the one used."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from piying.cli.asked import episodes_asked, shot_asked, signed
from piying.cli.showing import shot_takes_table, takes_table
from piying.cli.telling import Telling
from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.model.take import TakeKind
from piying.studio.house import House
from piying.studio.shooting.bring import Arrived, bring
from piying.studio.shooting.takes import TakeRow, choose_number, choose_take, takes, takes_of

if TYPE_CHECKING:
    from piying.studio.showing.contact import contact_sheet
else:
    contact_sheet = deferred("piying.studio.showing.contact:contact_sheet")

NUMBER_CHARACTERS_MAX = 4
"""What is shorter is the number of a take, and not the end of its name."""


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """takes: list them, draw them, bring one, or choose the one that the film uses."""
    found = shot_asked(house, options)
    brings = options.use is not None
    if brings != bool(options.for_shot) or (brings and options.choose):
        raise Invalid("cli.use_for")
    if found is not None:
        if brings:
            raise Invalid("cli.use_for")
        _of_shot(house, options, found, telling)
        return
    if options.sheet is not None:
        raise Invalid("costs.sheet_of")
    asked = episodes_asked(house, options)
    if (options.choose or brings) and len(asked) != 1:
        raise Invalid("cli.one_episode", known=", ".join(str(number) for _, number in asked))
    for series, number in asked:
        if brings:
            kind = TakeKind(options.kind)
            _brought(bring(house, series, number, options.use, options.for_shot, kind), number,
                     telling)  # fmt: skip
        elif options.choose:
            _chosen(choose_take(house, series, number, options.choose, signed(options)),
                    number, telling)  # fmt: skip
        else:
            rows = takes(house, series, number)
            telling.lines(takes_table(rows, telling.language))
            telling.line("taken", episode=number, count=len(rows))
            telling.result({"episode": number, "takes": [take_data(row) for row in rows]})


def _of_shot(
    house: House, options: argparse.Namespace, found: tuple[str, int, str], telling: Telling
) -> None:
    series, episode, shot = found
    if options.choose:
        wanted, by = options.choose, signed(options)
        if wanted.isascii() and wanted.isdigit() and len(wanted) <= NUMBER_CHARACTERS_MAX:
            of = (shot, TakeKind(options.kind))
            row = choose_number(house, series, episode, of, int(wanted), by)
        else:
            row = choose_take(house, series, episode, wanted, by)
        _chosen(row, episode, telling)
    rows = takes_of(house, series, episode, shot)
    name = rows[0].need.name if rows else shot
    sheet = ""
    if options.sheet is not None:
        sheet = str(contact_sheet(house, series, episode, rows, options.sheet))
    if not options.choose:
        _list(rows, episode, name, sheet, telling)
    if sheet:
        telling.line("sheet", path=sheet)


def _list(
    rows: Sequence[TakeRow], episode: int, name: str, sheet: str, telling: Telling
) -> None:
    telling.lines(shot_takes_table(rows, telling.language))
    telling.line("taken_shot", name=name, count=len(rows))
    telling.result({
        "episode": episode, "shot": name, "sheet": sheet,
        "takes": [take_data(row) for row in rows],
    })  # fmt: skip


def _chosen(row: TakeRow, number: int, telling: Telling) -> None:
    telling.line("take_chosen", take=row.take.id, name=row.need.name)
    telling.result({"episode": number, "chosen": take_data(row)})


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


def take_data(row: TakeRow) -> dict[str, object]:
    """A take for a program."""
    take, chosen = row.take, row.chosen
    return {
        "need": row.need.name, "kind": row.need.kind.value, "number": row.number,
        "take": take.id, "recipe": take.recipe, "seed": row.seed,
        "outcome": take.outcome.value, "provider": take.provider, "model": row.model,
        "at_ms": take.at_ms, "took_ms": take.took_ms, "cost_minor": take.cost.minor,
        "currency": take.cost.currency, "why": take.why, "used": row.used, "here": row.here,
        "files": list(row.files),
        "flags": [{"flag": one.word.value, "said": one.said} for one in row.flags],
        "chosen_by": chosen.by if chosen else "", "chosen_why": chosen.why if chosen else "",
    }  # fmt: skip
