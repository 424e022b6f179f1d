"""shoot: the takes that the board lacks are made."""

from __future__ import annotations

import argparse

from piying.cli.asked import episodes_asked, shot_asked
from piying.cli.prices import price_data, price_lines, prices_table, sums
from piying.cli.showing import flag_text, shot_takes_table, wants_table
from piying.cli.telling import Telling
from piying.cli.verbs.takes import take_data
from piying.model.errors import Invalid
from piying.model.money import Money, said
from piying.model.take import TakeKind
from piying.studio.house import House
from piying.studio.make import Plan, plan
from piying.studio.shooting.again import Further, Quoted, quote_again, take_again
from piying.studio.shooting.onepass import Shoot
from piying.studio.shooting.shoot import shoot


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """shoot: the takes that the board lacks are made; or more of one shot."""
    if options.again is not None:
        _again(house, options, telling)
        return
    if options.shot or shot_asked(house, options) is not None:
        raise Invalid("costs.shot_alone")
    totals: list[Money] = []
    for series, number in episodes_asked(house, options):
        if options.dry_run:
            totals += tell_plan(plan(house, series, number), number, telling)
            continue
        shot = shoot(house, series, number)
        telling.line("shot", episode=number, made=shot.made_count, held=shot.held_count)
        tell_shot(shot, telling)
        telling.result(
            {
                "episode": number,
                "made": shot.made_count,
                "held": shot.held_count,
                "cost_minor": shot.cost.minor,
                "currency": shot.cost.currency,
                "flags": [
                    {"shot": name, "flag": flag.word.value, "said": flag.said}
                    for name, flag in shot.flagged
                ],
                "not_looked_at": [error.code for error in shot.unseen],
            }
        )
    tell_totals(totals, telling)


def tell_shot(shot: Shoot, telling: Telling) -> None:
    """What models were paid, and what a person should look at in what they made."""
    if shot.cost.minor:
        telling.line("shot_paid", money=said(shot.cost))
    for name, flag in shot.flagged:
        telling.line("shot_flag", shot=name, flag=flag_text(flag, telling.language))
    for error in shot.unseen:
        telling.line("looked_not", why=error.said(telling.language))


def tell_totals(totals: list[Money], telling: Telling) -> None:
    """What models would make in all episodes, where there are several."""
    if len(totals) > 1:
        telling.line("priced_all", total=sums(totals))


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


def tell_plan(planned: Plan, number: int, telling: Telling) -> tuple[Money, ...]:
    """What would be made for episode `number`; what models would be paid for it."""
    wants, price = planned.wants, planned.price
    if price is not None:
        telling.lines(prices_table(price, telling.language))
        telling.lines(price_lines(price, number, telling.language))
    telling.lines(wants_table(wants, telling.language))
    telling.line("would_make", episode=number, count=len(wants))
    only_voices = bool(wants) and all(want.kind is TakeKind.VOICE for want in wants)
    if only_voices:
        telling.line("would_make_later")
    telling.result(
        {
            "episode": number,
            "more_after_voices": only_voices,
            "models": None if price is None else price_data(price),
            "would_make": [
                {"kind": want.kind.value, "recipe": want.recipe, "provider": want.provider,
                 "quote_minor": want.quote.minor, "currency": want.quote.currency}
                for want in wants
            ],
        }
    )  # fmt: skip
    return () if price is None else price.totals
