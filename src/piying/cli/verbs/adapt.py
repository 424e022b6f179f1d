"""adapt: a chapter of a novel becomes a proposal of a script, beside it."""

from __future__ import annotations

import argparse

from piying.cli.telling import Telling
from piying.model.messages import say
from piying.studio.house import House
from piying.studio.writing.adapt import Adapted, adapt, money_said, priced
from piying.studio.writing.novel import Novel, novel

UNTRACED_SHOWN_MAX = 20


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """adapt: have a chapter adapted, or tell what that would cost."""
    one = novel(options.novel, options.chapter, options.title)
    if options.dry_run:
        _tell_price(house, one, options, telling)
        return
    told = adapt(house, one, options.out, repair=options.repair, force=options.force)
    _tell(told, telling)


def _tell_price(
    house: House, one: Novel, options: argparse.Namespace, telling: Telling
) -> None:
    price = priced(house, one, repair=options.repair)
    chapter = one.chapter
    whole = say("cli.adapt_whole", telling.language)
    telling.line("adapt_of", heading=chapter.heading or whole,
                 characters=f"{chapter.end - chapter.start:,}", parts=price.parts)  # fmt: skip
    telling.line("adapt_price", parts=len(price.prices), held=price.held, model=price.model,
                 money=money_said(price.totals))  # fmt: skip
    if options.repair and price.prices:
        telling.line("adapt_repairs")
    if price.blocked is not None:
        telling.lines([price.blocked.said(telling.language)])
    telling.result({
        "chapter": chapter.number, "heading": chapter.heading, "parts": price.parts,
        "held": price.held, "model": price.model, "fits": price.blocked is None,
        "at_most": [{"minor": money.minor, "currency": money.currency}
                    for money in price.totals],
    })  # fmt: skip


def _tell(told: Adapted, telling: Telling) -> None:
    proposal, files = told.proposal, told.files
    beats = sum(len(scene.beats) for scene in proposal.scenes)
    telling.line("adapted", path=files.script, page=files.page, scenes=len(proposal.scenes),
                 beats=beats, money=money_said(told.costs))  # fmt: skip
    for beat in proposal.untraced[:UNTRACED_SHOWN_MAX]:
        telling.line("untraced", passage=beat.passage or "?", text=beat.text)
    if proposal.untold:
        telling.line("untold", passages=_ranges(proposal.untold))
    telling.result({
        "script": str(files.script), "page": str(files.page), "data": str(files.data),
        "model": proposal.model, "scenes": len(proposal.scenes), "beats": beats,
        "untraced": len(proposal.untraced), "untold": list(proposal.untold),
        "cost": [{"minor": money.minor, "currency": money.currency} for money in told.costs],
    })  # fmt: skip


def _ranges(numbers: tuple[int, ...]) -> str:
    """Numbers that follow each other as one stretch: 1-3, 7."""
    stretches: list[tuple[int, int]] = []
    for number in numbers:
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in stretches)
