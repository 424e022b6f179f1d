"""shoot: the takes that the board lacks are made."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked
from piying.cli.showing import wants_table
from piying.cli.telling import Telling
from piying.model.take import TakeKind
from piying.studio.board import board
from piying.studio.house import House
from piying.studio.shoot import shoot
from piying.studio.shooting import Want, look


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """shoot: the takes that the board lacks are made."""
    for series, number in episodes_asked(house, options):
        if options.dry_run:
            boarded = board(house, series, number)
            tell_wants(look(house, boarded.board)[0], number, telling)
            continue
        shot = shoot(house, series, number)
        telling.line("shot", episode=number, made=shot.made_count, held=shot.held_count)
        telling.result(
            {
                "episode": number,
                "made": shot.made_count,
                "held": shot.held_count,
                "cost_minor": shot.cost.minor,
                "currency": shot.cost.currency,
            }
        )


def tell_wants(wants: tuple[Want, ...], number: int, telling: Telling) -> None:
    """What would be made for episode `number`."""
    telling.lines(wants_table(wants, telling.language))
    telling.line("would_make", episode=number, count=len(wants))
    only_voices = bool(wants) and all(want.kind is TakeKind.VOICE for want in wants)
    if only_voices:
        telling.line("would_make_later")
    telling.result(
        {
            "episode": number,
            "more_after_voices": only_voices,
            "would_make": [
                {"kind": want.kind.value, "recipe": want.recipe, "provider": want.provider,
                 "quote_minor": want.quote.minor, "currency": want.quote.currency}
                for want in wants
            ],
        }
    )  # fmt: skip
