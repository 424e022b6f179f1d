"""costs: what models were paid, what is reserved, what is left, and what a minute cost."""

from __future__ import annotations

import argparse

from piying.cli.moneys import caps_table, cost_lines, costs_table, minute_lines
from piying.cli.telling import Telling
from piying.model.errors import Missing
from piying.model.money import Money
from piying.studio.house import House
from piying.studio.shooting.held import episode_numbers, series_of
from piying.studio.spending.costing import Costs, Left, costing
from piying.studio.spending.costtable import write_costs
from piying.studio.spending.moneywords import By, Cost

SUMMARY = (By.EPISODE, By.MODEL)
"""The roll-ups that a person gets who asks for none."""


def run(house: House, options: argparse.Namespace, telling: Telling) -> None:
    """costs: what models were paid, what is reserved, what is left, and what a minute cost."""
    names = house.store.names("script")
    series = (series_of(house, options.series),) if options.series else names
    if not names:
        raise Missing("cli.no_series", path=house.store.folder)
    if options.episode is not None:
        known = sorted({number for name in series for number in episode_numbers(house, name)})
        if options.episode not in known:
            listed = ", ".join(map(str, known)) or "-"
            raise Missing("cli.unknown_episode", episode=options.episode, known=listed)
    found = costing(house, series, options.episode or 0)
    _tell(found, options.by, telling)
    if options.csv is not None:
        ways = (By(options.by),) if options.by else tuple(By)
        write_costs(found, ways, options.csv)
        telling.line("costs_written", path=options.csv)
    telling.result(_data(found, options.by, list(series), str(options.csv or "")))


def _tell(found: Costs, by: str, telling: Telling) -> None:
    language = telling.language
    if not found.by(By.SERIES):
        telling.line("nothing_spent")
    for way in (By(by),) if by else SUMMARY:
        if found.by(way):
            telling.lines(costs_table(way, found.by(way), language))
            telling.lines([""])
    if by:
        return
    telling.lines(cost_lines(found.by(By.SERIES), language))
    telling.lines(minute_lines(found.minutes, language))
    if found.uncapped is not None:
        telling.line("caps_unknown", why=found.uncapped.said(language))
    elif not found.budgeted:
        telling.line("caps_none")
    if found.caps:
        telling.lines(["", *caps_table(found.caps, language)])


def _data(found: Costs, by: str, series: list[str], path: str) -> dict[str, object]:
    ways = (By(by),) if by else tuple(By)
    return {
        "series": series,
        "costs": {way.value: [_cost(line) for line in found.by(way)] for way in ways},
        "caps": [_left(one) for one in found.caps],
        "budgeted": found.budgeted,
        "uncapped": str(found.uncapped or ""),
        "minutes": [
            {"what": one.key, "film_ms": one.film_ms or None,
             "a_minute": [_money(money) for money in one.cost] if one.film_ms else None}
            for one in found.minutes
        ],
        "csv": path,
    }  # fmt: skip


def _cost(line: Cost) -> dict[str, object]:
    return {
        "what": line.key, "currency": line.currency, "paid_minor": line.settled,
        "as_listed_minor": line.listed, "reserved_minor": line.reserved,
        "unknown_minor": line.unknown, "in_film_minor": line.used,
        "not_in_film_minor": line.unused, "jobs": line.jobs, "takes": line.takes,
        "originals": [_money(one) for one in line.originals],
    }  # fmt: skip


def _left(one: Left) -> dict[str, object]:
    return {
        "scope": one.scope.value, "what": one.key, "currency": one.spent.currency,
        "cap_minor": one.cap.minor if one.cap else None, "paid_minor": one.spent.minor,
        "reserved_minor": one.reserved.minor,
        "left_minor": one.left.minor if one.left else None,
    }  # fmt: skip


def _money(money: Money) -> dict[str, object]:
    return {"minor": money.minor, "currency": money.currency}
