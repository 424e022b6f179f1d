"""shoot: the takes that the board lacks are made."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked, shot_asked
from piying.cli.showing import shot_takes_table, wants_table
from piying.cli.telling import Telling
from piying.cli.verbs.takes import take_data
from piying.model.errors import Invalid
from piying.model.money import said
from piying.model.take import TakeKind
from piying.studio.again import Further, Quoted, quote_again, take_again
from piying.studio.board import board
from piying.studio.house import House
from piying.studio.shoot import shoot
from piying.studio.shooting import Want, look


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """shoot: the takes that the board lacks are made; or more of one shot."""
    if options.again is not None:
        _again(house, options, telling)
        return
    if options.wanted or shot_asked(house, options) is not None:
        raise Invalid("costs.shot_alone")
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


def _again(house: House, options: argparse.Namespace, telling: Telling) -> None:
    found = shot_asked(house, options)
    if found is None:
        raise Invalid("costs.again_of")
    kind = TakeKind(options.only)
    if options.dry_run:
        _quoted(quote_again(house, *found, kind, options.again), found[1], telling)
    else:
        _further(take_again(house, *found, kind, options.again), found[1], telling)


def _quoted(quoted: Quoted, number: int, telling: Telling) -> None:
    language, card = telling.language, quoted.card
    if card is None:
        telling.line("again_free", name=quoted.need.name, count=quoted.count,
                     provider=quoted.need.recipe.provider)  # fmt: skip
    else:
        telling.line(
            "again_priced", name=quoted.need.name, count=quoted.count,
            provider=card.provider, model=card.model, money=said(quoted.money),
        )  # fmt: skip
    if quoted.resumed_count:
        telling.line("again_resumed", count=quoted.resumed_count)
    if quoted.refused is not None:
        telling.line("again_refused", why=quoted.refused.said(language))
    telling.result({
        "episode": number, "shot": quoted.need.name, "count": quoted.count,
        "provider": quoted.need.recipe.provider, "model": quoted.need.recipe.model,
        "quote_minor": quoted.money.minor, "currency": quoted.money.currency,
        "ordered_before": quoted.resumed_count,
        "refused": quoted.refused.said(language) if quoted.refused else "",
    })  # fmt: skip


def _further(further: Further, number: int, telling: Telling) -> None:
    telling.lines(shot_takes_table(further.rows, telling.language))
    name = further.need.name
    if further.same:
        telling.line("take_same", provider=further.need.recipe.provider)
    elif all(row.used for row in further.rows):
        telling.line("again_used", name=name)
    else:
        telling.line("again_made", shot=name, count=len(further.rows),
                     takes=", ".join(str(row.number) for row in further.rows))  # fmt: skip
    if further.resumed_count:
        telling.line("again_resumed", count=further.resumed_count)
    telling.result({
        "episode": number, "shot": name, "same": further.same,
        "ordered_before": further.resumed_count,
        "made": [take_data(row) for row in further.rows],
    })  # fmt: skip


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
