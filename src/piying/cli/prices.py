"""Prices of what models would make, as tables and lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from piying.cli.table import table
from piying.model.messages import say
from piying.model.money import Money, said
from piying.studio.shooting.asking import Ask
from piying.studio.shooting.quoting import Line, Price

AT_MOST, ABOUT = "≤", "≈"
"""Before an amount: it costs no more; it is an estimate by an undated price line."""


def prices_table(price: Price, language: str) -> list[str]:
    """A line for each thing that a model would make: by which model, for how much and why."""
    names = ("shot", "what", "model", "money", "lines", "trust", "verdict")
    head = ["", *(say(f"cli.head_{name}", language) for name in names)]
    if not price.lines:
        return []
    return table([head, *(_line(line, language) for line in price.lines)])


def _line(line: Line, language: str) -> tuple[str, ...]:
    ask = line.ask
    return (
        "",
        ask.shot,
        what(ask, language),
        ask.called,
        marked(ask),
        "+".join(ask.quote.rows) or "-",
        ask.quote.confidence.value,
        _verdict(line, language),
    )


def what(ask: Ask, language: str) -> str:
    """What is asked for: a picture, a first frame, a clip, or which part of one."""
    kind = "still" if ask.still else ask.brief.medium.value
    told = say(f"cli.medium_{kind}", language)
    return f"{told} {ask.number}/{ask.count}" if ask.count > 1 else told


def marked(ask: Ask) -> str:
    """What something costs, with what is uncertain about it."""
    quote = ask.quote
    mark = (AT_MOST if quote.bound else "") + ("" if quote.dated else ABOUT)
    return f"{mark} {said(quote.money)}".strip()


def _verdict(line: Line, language: str) -> str:
    verdict = line.verdict
    if verdict is None:
        return say("cli.price_ordered", language)
    if verdict.why is None:
        return say("cli.price_fits", language)
    if verdict.scope is None or verdict.over is None:
        without = verdict.why.code == "generating.no_budget"
        return say("cli.price_no_budget", language) if without else verdict.why.said(language)
    scope = say(f"cli.scope_{verdict.scope.value}", language)
    return say("cli.price_over", language, scope=scope, over=said(verdict.over))


def sums(totals: Iterable[Money]) -> str:
    """Amounts together, those of one currency added."""
    added: Counter[str] = Counter()
    for money in totals:
        added[money.currency] += money.minor
    return " + ".join(said(Money(added[name], name)) for name in sorted(added)) or said(
        Money(0)
    )


def price_lines(price: Price, number: int, language: str) -> list[str]:
    """The sums of episode `number`, shot by shot, and what is uncertain about them."""
    lines = []
    counts = Counter(line.ask.shot for line in price.lines)
    for shot, currency, minor in price.shots:
        if counts[shot] > 1:
            money = said(Money(minor, currency))
            lines.append(say("cli.priced_shot", language, shot=shot, money=money))
    if not price.lines:
        lines.append(say("cli.nothing_paid", language))
    else:
        lines.append(
            say("cli.priced", language, episode=number, count=len(price.lines),
                total=sums(price.totals))
        )  # fmt: skip
    if price.estimated:
        lines.append(say("cli.priced_estimate", language))
    undated = sorted(
        {row for one in price.lines if not one.ask.quote.dated for row in one.ask.quote.rows}
    )
    if undated:
        lines.append(say("cli.price_undated", language, rows=", ".join(undated)))
    for one in price.unmade:
        medium = say(f"cli.medium_{one.medium.value}", language)
        lines.append(
            say(
                "cli.unplanned",
                language,
                why=f"{one.shot} ({medium}): {one.why.said(language)}",
            )
        )
    return lines


def price_data(price: Price) -> dict[str, object]:
    """The prices for a program."""
    return {
        "estimated": price.estimated,
        "fits": price.fits,
        "totals": [{"minor": m.minor, "currency": m.currency} for m in price.totals],
        "unmade": [
            {"shot": one.shot, "medium": one.medium.value, "why": one.why.code}
            for one in price.unmade
        ],
        "lines": [
            {
                "shot": line.ask.shot, "medium": line.ask.brief.medium.value,
                "first_frame": line.ask.still, "part": line.ask.number,
                "parts": line.ask.count, "provider": line.ask.card.provider,
                "model": line.ask.card.model, "recipe": line.recipe,
                "quote_minor": line.ask.quote.money.minor,
                "currency": line.ask.quote.money.currency, "price_lines": line.ask.quote.rows,
                "bound": line.ask.quote.bound, "dated": line.ask.quote.dated,
                "confidence": line.ask.quote.confidence.value,
                "ordered": line.verdict is None,
                "refused": "" if line.verdict is None or line.verdict.why is None
                else line.verdict.why.code,
            }
            for line in price.lines
        ],
    }  # fmt: skip
