"""Tiers: dated `[[tier]]`, `[[duty]]` and `[[filing]]` rows, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from piying.model.dated import Confidence, Source, Term
from piying.model.policy import Duty, FilingSort, TierRow, TierStep
from piying.review.policy.tables import Table

TIERS = ("key", "ordinary", "other")
"""From the strictest down."""
ANSWERS = ("special_subject", "promoted", "volunteered")
REVIEWERS = ("national", "provincial", "platform")
UNKNOWN = "unknown"
"""A row whose first day nobody knows is shown and never decides."""
YUAN_MAX = 10_000_000_000

_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)


def tier_row(table: Table) -> TierRow | None:
    """One `[[tier]]`."""
    table.only("id", "authority", "ai", "since", "until", "source", "order", "note")
    row_id = table.text("id", needed=True)
    authority = table.one_of("authority", ("regulator", "platform"))
    ai = table.one_of("ai", ("yes", "no", "any"))
    term, source = _term(table), _source(table)
    steps = tuple(_step(one) for one in table.tables("order", needed=True))
    places = [TIERS.index(step.tier) for step in steps if step.tier]
    if places != sorted(set(places)):
        table.page.fault("policy_order", table.at("order"), wanted=" > ".join(TIERS))
    costs = [step.cost_from_fen for step in steps if step.cost_from_fen is not None]
    if costs != sorted(set(costs), reverse=True):
        table.page.fault("policy_order", table.at("order"), wanted="cost_from_yuan ↓")
    if steps and (steps[-1].cost_from_fen is not None or steps[-1].answers):
        table.page.fault("policy_last_tier", table.at("order"))
    if term is None or source is None or not (row_id and authority and ai and steps):
        return None
    return TierRow(row_id, authority, ai, term, source, steps)


def _step(table: Table) -> TierStep:
    table.only("tier", "cost_from_yuan", "or")
    yuan = table.whole("cost_from_yuan", 1, YUAN_MAX)
    answers = table.names("or")
    for answer in answers:
        if answer not in ANSWERS:
            table.page.unknown("or", answer, ANSWERS, table.at("or"))
    return TierStep(table.one_of("tier", TIERS), None if yuan is None else yuan * 100, answers)


def duty_row(table: Table) -> Duty | None:
    """One `[[duty]]`."""
    table.only(
        "id", "tier", "reviewer", "must_file", "since", "until", "source", "note", "conflict"
    )
    row_id, tier = table.text("id", needed=True), table.one_of("tier", TIERS)
    reviewer = table.one_of("reviewer", REVIEWERS)
    must_file = table.names("must_file", needed=True)
    note, conflict = table.both("note"), table.both("conflict")
    term, source = _term(table), _source(table)
    if term is None or source is None or not (row_id and tier and reviewer):
        return None
    return Duty(row_id, tier, reviewer, must_file, term, source, note, conflict)


def filing_row(table: Table) -> FilingSort | None:
    """One `[[filing]]`."""
    table.only("sort", "title", "pattern", "portable", "since", "until", "source", "note")
    sort, title = table.text("sort", needed=True), table.both("title", needed=True)
    pattern, portable = table.text("pattern"), table.truth("portable", default=False)
    try:
        re.compile(pattern)
    except re.error as error:
        table.page.fault("policy_word", table.at("pattern"), word=pattern, why=str(error))
    term, source = _term(table), _source(table)
    if term is None or source is None or title is None or not sort:
        return None
    return FilingSort(sort, title, term, source, pattern, portable)


def _term(table: Table) -> Term | None:
    if table.values.get("since") == UNKNOWN:
        return Term(None, table.day("until"))
    since, until = table.day("since", needed=True), table.day("until")
    if since and until and until < since:
        table.page.fault("policy_days", table.at("until"), since=since, until=until)
    return None if since is None else Term(since, until)


def _source(table: Table) -> Source | None:
    one = table.table("source", needed=True)
    if one is None:
        return None
    one.only("title", "url", "read_on", "confidence")
    title, read_on = one.text("title", needed=True), one.day("read_on", needed=True)
    one.needs("url")
    confidence = one.word("confidence", Confidence, Confidence.UNKNOWN)
    if read_on is None or confidence is None:
        return None
    return Source(title, one.text("url"), read_on, confidence)


def overlapping(rows: Iterable[tuple[TierRow, Table]]) -> None:
    """Faults every two rows of one authority that cover the same works on the same day."""
    for (one, _), (other, table) in combinations(rows, 2):
        if one.authority != other.authority:
            continue
        if one.ai != other.ai and "any" not in {one.ai, other.ai}:
            continue
        first = max(one.term.since or _FIRST, other.term.since or _FIRST)
        last = min(one.term.until or _LAST, other.term.until or _LAST)
        if first <= last:
            table.page.fault(
                "policy_overlap", table.at("since"), one=one.id, other=other.id, day=first
            )
