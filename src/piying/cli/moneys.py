"""Money as tables for a person: costs, caps, minutes, jobs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from piying.cli.table import table
from piying.model.job import Charge, Job, JobState
from piying.model.messages import CATALOGUE, say
from piying.model.money import Money, said
from piying.studio.shooting.stale import Due
from piying.studio.spending.costing import Left, Minute
from piying.studio.spending.moneywords import WORKER, By, Cost, Step
from piying.studio.working.orphans import told_why

NONE = "–"
MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000


def costs_table(by: By, lines: Sequence[Cost], language: str) -> list[str]:
    """What was paid and reserved, a line for each key and currency."""
    head = (
        say(f"cli.by_{by.value}", language),
        *(say(f"cli.head_{name}", language)
          for name in ("paid", "reserved", "used", "jobs", "takes", "original")),
    )  # fmt: skip
    return table([head, *(_cost(line, language) for line in lines)])


def _cost(line: Cost, language: str) -> tuple[str, ...]:
    def amount(minor: int) -> str:
        return said(Money(minor, line.currency))

    notes = [said(one) for one in line.originals]
    if line.listed:
        notes.append(say("cli.cost_listed", language, money=amount(line.listed)))
    if line.unknown:
        notes.append(say("cli.cost_unknown", language, money=amount(line.unknown)))
    return (
        line.key, amount(line.settled), amount(line.reserved), amount(line.used),
        str(line.jobs), str(line.takes), say("cli.semicolon", language).join(notes),
    )  # fmt: skip


def cost_lines(lines: Iterable[Cost], language: str) -> list[str]:
    """The sums in words, and how certain they are."""
    told = []
    for line in lines:

        def amount(minor: int, currency: str = line.currency) -> str:
            return said(Money(minor, currency))

        told.append(
            say("cli.costs_paid", language, what=line.key, paid=amount(line.settled),
                reserved=amount(line.reserved), unused=amount(line.unused))
        )  # fmt: skip
        if line.listed:
            told.append(say("cli.costs_listed", language, money=amount(line.listed)))
        if line.unknown:
            told.append(say("cli.costs_unknown", language, money=amount(line.unknown)))
    return told


def minute_lines(minutes: Iterable[Minute], language: str) -> list[str]:
    """What a finished minute cost; where there is no film, that nothing can be said."""
    told = []
    for one in minutes:
        if not one.film_ms:
            told.append(say("cli.a_minute_unknown", language, key=one.key))
            continue
        money = " + ".join(said(each) for each in one.cost) or NONE
        told.append(say("cli.a_minute", language, key=one.key, money=money))
    return told


def caps_table(caps: Sequence[Left], language: str) -> list[str]:
    """Every cap and what is left of it."""
    names = ("cap_for", "cap", "paid", "reserved", "left")
    head = tuple(say(f"cli.head_{name}", language) for name in names)
    none = say("cli.cap_none", language)
    return table([
        head,
        *(
            (
                f"{say(f'cli.by_{one.scope.value}', language)} {one.key}",
                said(one.cap) if one.cap else none, said(one.spent), said(one.reserved),
                said(one.left) if one.left else NONE,
            )
            for one in caps
        ),
    ])  # fmt: skip


def jobs_table(jobs: Sequence[Job], now_ms: int, language: str) -> list[str]:
    """Jobs, a line each; `now_ms`: how old they are counts from then, 0 leaves that out."""
    names = ("job", "state", "episode", "shot", "model", "age", "money", "why")
    head = tuple(say(f"cli.head_{name}", language) for name in names)
    return table([head, *(_job(job, now_ms, language) for job in jobs)])


def _job(job: Job, now_ms: int, language: str) -> tuple[str, ...]:
    return (
        job.id,
        say(f"cli.job_{job.state.value}", language),
        f"{job.place.episode:02d}",
        job.place.shot,
        f"{job.provider}/{job.model}",
        age(now_ms - job.made_ms, language) if now_ms else "",
        _money(job, language),
        " ".join(told_why(job, language).split()),
    )


def _money(job: Job, language: str) -> str:
    """What the job costs, and how certain that is."""
    if job.settled is None:
        code = "unknown" if job.state is JobState.UNKNOWN else "reserved"
        told = say(f"cli.money_{code}", language, money=said(job.reserved))
    elif job.charge is Charge.LISTED:
        told = say("cli.money_listed", language, money=said(job.settled))
    else:
        told = said(job.settled)
    own = job.original
    return (
        told
        if own is None or own.currency == job.reserved.currency
        else (f"{told} ({said(own)})")
    )


def age(length_ms: int, language: str) -> str:
    """How long ago something was, in the largest unit that fits."""
    for name, unit in (("days", DAY_MS), ("hours", HOUR_MS), ("minutes", MINUTE_MS)):
        if length_ms >= unit:
            return say(f"cli.age_{name}", language, count=length_ms // unit)
    return say("cli.age_seconds", language, count=max(0, length_ms) // 1000)


def steps_table(job: Job, steps: Sequence[Step], language: str) -> list[str]:
    """Every state that a job came into: when, by whom, what counted, and why."""
    names = ("when", "state", "by", "counts", "vendor_job", "why")
    head = tuple(say(f"cli.head_{name}", language) for name in names)
    worker = say("cli.by_worker", language)
    return table([
        head,
        *(
            (
                moment(one.at_ms), say(f"cli.job_{one.state.value}", language),
                worker if one.by == WORKER else one.by,
                said(Money(one.counted_minor, job.reserved.currency)), one.vendor_job or NONE,
                " ".join((say(one.why, language) if one.why in CATALOGUE else one.why).split()),
            )
            for one in steps
        ),
    ])  # fmt: skip


def moment(at_ms: int) -> str:
    """A moment in UTC, to the minute."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y-%m-%d %H:%M")


def dues_table(dues: Sequence[Due], language: str) -> list[str]:
    """What has to be made, for how much and because of what."""
    names = ("shot", "kind", "cost", "why")
    head = tuple(say(f"cli.head_{name}", language) for name in names)
    return table([head, *(_due(one, language) for one in dues)])


def _due(one: Due, language: str) -> tuple[str, ...]:
    reasons = [say(why.code, language, **dict(why.data)) for why in one.because]
    if one.why_unknown is not None:
        reasons.append(one.why_unknown.said(language))
    if one.cost is None:
        cost = say("cli.cost_not_known", language)
    elif one.ordered:
        cost = say("cli.cost_ordered", language, money=said(one.cost))
    else:
        cost = said(one.cost) if one.paid or one.cost.minor else say("cli.free", language)
    return (
        one.shot, say(f"cli.kind_{one.kind.value}", language), cost,
        " ".join(say("cli.semicolon", language).join(reasons).split()),
    )  # fmt: skip


def amounts(money: Sequence[Money], language: str) -> str:
    """Sums in several currencies, side by side; 0 where there are none."""
    return " + ".join(said(one) for one in money) or say("cli.due_nothing", language)
