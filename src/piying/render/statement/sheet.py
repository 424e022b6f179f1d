"""A statement as the words and figures of a page, in one language.

Everything is text by now, made without a float. What a line says comes from the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from piying.model.books import Statement, StatementLine, Trace
from piying.model.messages import say
from piying.model.money import grouped

Say = Callable[..., str]
Amount = Callable[[int], str]

GROUP = "group:"
"""How a line begins that is of several series that recoup together."""
MINOR = "minor"
"""The unit of a line that counts money; the others are in the catalogue."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a page calls whom and what."""

    issuer: str
    party: str
    series: Mapping[str, str] = field(default_factory=dict)
    """The title of each series; a series that is not here goes by its slug."""
    platforms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    number: str
    what: str
    detail: str
    steps: tuple[tuple[str, str], ...]
    """Clause and words of each step by which the whole amount came about so far."""
    units: str
    rate: str
    residue: str
    amount: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one series."""

    title: str
    rows: tuple[Row, ...]
    total_name: str
    total: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, before it is set."""

    lang: str
    region: str
    title: str
    id: str
    issuer: str
    party: str
    period: str
    days: str
    state: str
    page_of: tuple[str, str, str]
    """What stands before, between and behind the two page numbers."""
    facts: tuple[tuple[str, str], ...]
    sum: tuple[tuple[str, str, str], ...]
    """Sign, name, amount: what was, what came, what went, and what is left."""
    bars_title: str
    bars: tuple[tuple[str, int, str], ...]
    """Name, length in thousandths of the longest, amount."""
    columns: tuple[str, ...]
    so_far: str
    """What stands above the steps: that they are of all periods so far."""
    groups: tuple[Group, ...]
    proof_title: str
    proof: str
    digests: tuple[tuple[str, str], ...]

    def data(self) -> dict[str, object]:
        """Its fields, for the template."""
        return asdict(self)


def sheet(statement: Statement, named: Named, language: str) -> Sheet:
    """The page of `statement` in `language`, "zh" or "en"."""

    def t(code: str, **data: object) -> str:
        return say(f"statement.{code}", language, **data)

    def m(minor: int) -> str:
        return grouped(minor, statement.currency)

    before, between, after = t("page_of").split("|")
    closing = statement.closing_minor
    payable = bool(statement.due) and closing > 0
    return Sheet(
        lang=language,
        region="cn" if language == "zh" else "us",
        title=t("title_month" if len(statement.period) == len("2026-11") else "title_week"),
        id=statement.id,
        issuer=named.issuer,
        party=named.party,
        period=statement.period,
        days=t("days", begin=_day(statement.begin), end=_day(statement.end)),
        state=t("state_due", day=_day(statement.due)) if payable else t("state_carried"),
        page_of=(before, between, after),
        facts=_facts(statement, named, t, m),
        sum=_sum(statement, t, m),
        bars_title=t("by_series"),
        bars=_bars(statement, named, language, m),
        columns=tuple(
            t(name) for name in ("number", "what", "units", "rate", "residue", "amount")
        ),
        so_far=t("so_far"),
        groups=tuple(_groups(statement, named, language, t, m)),
        proof_title=t("proof_title"),
        proof=t("proof", id=statement.id),
        digests=_digests(statement, t),
    )


def _facts(
    statement: Statement, named: Named, t: Say, m: Amount
) -> tuple[tuple[str, str], ...]:
    unrecouped = statement.closing_unrecouped_minor
    told = [
        (t("party"), named.party),
        (t("issuer"), named.issuer),
        (t("currency"), statement.currency),
        (t("due"), _day(statement.due) if statement.due else t("due_unknown")),
    ]
    before = statement.opening_unrecouped_minor
    if unrecouped or before:
        what = "recouped" if unrecouped <= before else "guaranteed"
        told += [
            (t("unrecouped_before"), m(before)),
            (t(what), m(abs(before - unrecouped))),
            (t("unrecouped_after"), m(unrecouped)),
        ]
    return tuple(told)


def _sum(statement: Statement, t: Say, m: Amount) -> tuple[tuple[str, str, str], ...]:
    earned = sum(line.minor for line in statement.lines)
    told = [("", t("opening"), m(statement.opening_minor)), ("+", t("earned"), m(earned))]
    for minor, name in (
        (statement.tax_minor, "tax"),
        (statement.held_minor, "held"),
        (statement.paid_minor, "paid"),
    ):
        if minor:
            told.append(("−" if minor > 0 else "+", t(name), m(abs(minor))))
    return (*told, ("=", t("closing"), m(statement.closing_minor)))


def _bars(
    statement: Statement, named: Named, language: str, m: Amount
) -> tuple[tuple[str, int, str], ...]:
    totals = {name: sum(line.minor for line in lines) for name, lines in _by_series(statement)}
    most = max((abs(minor) for minor in totals.values()), default=0)
    if len(totals) < 2 or not most:
        return ()
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        (_title(name, named, language), minor * 1000 // most, m(minor))
        for name, minor in ranked
    )


def _groups(
    statement: Statement, named: Named, language: str, t: Say, m: Amount
) -> Iterable[Group]:
    for name, lines in _by_series(statement):
        rows = tuple(_row(line, named, language, m) for line in lines)
        total = m(sum(line.minor for line in lines))
        yield Group(_title(name, named, language) or t("no_series"), rows, t("total"), total)


def _row(line: StatementLine, named: Named, language: str, m: Amount) -> Row:
    platform = named.platforms.get(line.platform, line.platform)
    clause = say("statement.clause", language, clause=line.clause) if line.clause else ""
    return Row(
        str(line.number),
        say(line.what, language, **dict(line.said)),
        " · ".join(part for part in (platform, clause) if part),
        tuple((trace.clause, step_said(trace, named, language)) for trace in line.steps),
        _units(line, language, m),
        line.rate,
        "" if line.residue == "0" else line.residue,
        m(line.minor),
    )


def _digests(statement: Statement, t: Say) -> tuple[tuple[str, str], ...]:
    told = [(t("ledger_head"), statement.head)]
    told += [(t("deal_version", deal=deal), one) for deal, one in statement.deals]
    told += [(t("daily", day=day), one) for day, one in statement.days]
    return tuple(told)


def _by_series(statement: Statement) -> Sequence[tuple[str, tuple[StatementLine, ...]]]:
    names = dict.fromkeys(line.series for line in statement.lines)
    return [
        (name, tuple(line for line in statement.lines if line.series == name)) for name in names
    ]


def _title(name: str, named: Named, language: str) -> str:
    group = name.removeprefix(GROUP)
    if group != name:
        return say("statement.group", language, group=group)
    return named.series.get(name, name)


def step_said(trace: Trace, named: Named, language: str) -> str:
    """What a step did, with names instead of words of the data."""
    said = dict(trace.said)
    for key in ("of", "counts"):
        if key in said:
            said[key] = say(f"statement.{key}_{said[key]}", language)
    if "party" in said:
        said["party"] = named.party
    return say(trace.what, language, **said)


def _units(line: StatementLine, language: str, m: Amount) -> str:
    if line.unit == MINOR:
        return m(line.units)
    return f"{line.units:,} {say(f'statement.unit_{line.unit}', language)}" if line.unit else ""


def _day(day: str) -> str:
    return date.fromisoformat(day).isoformat() if day else ""
