"""Checks of a deal, a contract and a party as values, whatever they were read from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields as fields_of
from fractions import Fraction
from itertools import pairwise

from piying.ledger.rounding import DIGITS, exact
from piying.ledger.terms.days import MAX_DAY, after, covers
from piying.ledger.terms.fields import (
    ALWAYS,
    FIELDS,
    MONTHS_OF,
    POLICIES,
    SCOPES,
    SHAPES,
)
from piying.ledger.terms.flow import flow_faults
from piying.ledger.terms.measures import COUNTS, MEASURES
from piying.model.canon import digest
from piying.model.deal import HOUSE, Contract, Deal, Part, Party, Step, StepKind
from piying.model.errors import Invalid

PERIODS = ("week", "month")
AFTERS = ("period", "statement", "invoice")
OFFSET_MINUTES_MAX = 14 * 60
NAME = re.compile(r"[^\s/|]{1,120}")
SORTS = ("company", "person")
INCOMES = ("royalty", "author", "labour")
_EMPTY = Step("", StepKind.CAP, "")


def deal_faults(deal: Deal, file: str) -> list[Invalid]:
    """Everything that is wrong with `deal` by itself."""
    where: dict[str, object] = {"file": file, "deal": deal.id, "version": deal.version}
    found = list(_head_faults(deal, where))
    seen: set[str] = set()
    for step in deal.steps:
        if step.id in seen:
            found.append(Invalid("deals.step_twice", **where, step=step.id))
        seen.add(step.id)
        found += step_faults(step, deal, file)
    return found + (flow_faults(deal, where) if not found else [])


def step_faults(step: Step, deal: Deal, file: str) -> list[Invalid]:
    """Everything that is wrong with `step` of `deal` by itself."""
    told: dict[str, object] = {
        "file": file,
        "deal": deal.id,
        "version": deal.version,
        "step": step.id,
        "clause": step.clause,
    }
    found = list(_step_faults(step, told))
    if step.kind is StepKind.SPLIT:
        found += _split_faults(step, told)
    return found


def history_faults(deals: Iterable[Deal]) -> list[Invalid]:
    """What is wrong among the versions of deals: two that claim one day, or one number."""
    found: list[Invalid] = []
    by_day: dict[tuple[str, str], Deal] = {}
    by_number: dict[tuple[str, int], Deal] = {}
    scopes: dict[str, tuple[str, Deal]] = {}
    for deal in deals:
        if deal.effective:
            twin = by_day.setdefault((deal.id, deal.effective), deal)
            if digest(twin) != digest(deal):
                found.append(_twins("deals.day_twice", twin, deal))
        twin = by_number.setdefault((deal.id, deal.version), deal)
        if digest(twin) != digest(deal):
            found.append(_twins("deals.version_twice", twin, deal))
        for step in deal.steps:
            if step.kind is StepKind.GUARANTEE:
                scope, twin = scopes.setdefault(deal.id, (step.scope, deal))
                if scope != step.scope:
                    found.append(_twins("deals.scope_moved", twin, deal))
    return found


def contract_faults(contract: Contract, file: str) -> list[Invalid]:
    """Everything that is wrong with `contract` by itself."""
    where: dict[str, object] = {"file": file, "contract": contract.id}
    found = [
        Invalid("deals.name_wrong", **where, field=field, found=name)
        for field, name in (
            ("id", contract.id),
            ("deal", contract.deal),
            *(("series", each) for each in contract.series),
        )
        if not NAME.fullmatch(name)
    ]
    if not contract.since:
        found.append(Invalid("deals.since_unknown", **where))
    if not contract.series or len(set(contract.series)) < len(contract.series):
        found.append(Invalid("deals.series_wrong", **where))
    if contract.until and contract.until < contract.since:
        found.append(
            Invalid("deals.days_turned", **where, since=contract.since, until=contract.until)
        )
    return found + list(_holder_faults(contract, where))


def party_faults(party: Party, file: str) -> list[Invalid]:
    """Everything that is wrong with `party`."""
    where = {"file": file, "party": party.id}
    if not NAME.fullmatch(party.id) or party.id == HOUSE:
        return [Invalid("deals.party_name", **where)]
    if party.sort not in SORTS:
        return [Invalid("deals.party_sort", **where, known=", ".join(SORTS))]
    if party.income and (party.sort == "company" or party.income not in INCOMES):
        return [Invalid("deals.party_income", **where, known=", ".join(INCOMES))]
    return []


def coverage_faults(contracts: Sequence[Contract]) -> list[Invalid]:
    """Where two contracts cover one title on one platform and day: two deals for one play."""
    found = []
    covered = Counter(series for contract in contracts for series in contract.series)
    by_place: dict[tuple[str, str], list[Contract]] = {}
    for contract in contracts:
        for series in contract.series:
            if covered[series] == 1:  # nearly all: nothing else can cover it
                continue
            for platform in contract.platforms:
                by_place.setdefault((series, platform), []).append(contract)
    for (series, platform), placed in by_place.items():
        placed.sort(key=lambda one: (one.since, one.id))
        for one, other in pairwise(placed):
            if one.id != other.id and other.since <= (one.until or MAX_DAY):
                found.append(
                    Invalid(
                        "deals.covered_twice",
                        series=series,
                        platform=platform,
                        day=other.since,
                        one=one.id,
                        other=other.id,
                    )
                )
    return found


def _twins(code: str, one: Deal, other: Deal) -> Invalid:
    return Invalid(code, deal=one.id, one=one.version, other=other.version, day=other.effective)


def _head_faults(deal: Deal, where: dict[str, object]) -> Iterator[Invalid]:
    if not NAME.fullmatch(deal.id):
        yield Invalid("deals.deal_name", **where)
    if deal.currency not in DIGITS:
        yield Invalid("deals.currency_unknown", currency=deal.currency, known=", ".join(DIGITS))
    if deal.until and deal.until < deal.effective:
        yield Invalid("deals.deal_days", **where, effective=deal.effective, until=deal.until)
    calendar = deal.calendar
    if calendar.period not in PERIODS or abs(calendar.offset_minutes) > OFFSET_MINUTES_MAX:
        yield Invalid("deals.calendar_wrong", **where, known=", ".join(PERIODS))
    order = ("statement", "invoice", "payment")
    for place, name in enumerate(order):
        told = getattr(calendar, name).after
        if told not in AFTERS or told in order[place:]:
            yield Invalid("deals.delay_wrong", **where, field=name, found=told)


def _step_faults(step: Step, told: dict[str, object]) -> Iterator[Invalid]:
    if not NAME.fullmatch(step.id) or not step.clause:
        yield Invalid("deals.step_name", **told)
    fields = FIELDS[step.kind]
    known = {*fields.known(), "asks"}
    stands = {
        field.name
        for field in fields_of(Step)
        if getattr(step, field.name) != getattr(_EMPTY, field.name)
    }
    for extra in sorted(stands - known - set(ALWAYS)):
        yield Invalid("deals.field_extra", **told, kind=step.kind, field=extra)
    stands |= set(step.asks)
    for missing in fields.needs:
        if missing not in stands and missing != "as_percent":
            yield Invalid("deals.field_missing", **told, field=missing, write=SHAPES[missing])
    if fields.one_of and len(stands & set(fields.one_of)) != 1:
        yield Invalid("deals.field_one", **told, fields=", ".join(fields.one_of))
    for wrong in _values_wrong(step):
        yield Invalid("deals.field_wrong", **told, field=wrong, write=_write(step, wrong))


def _values_wrong(step: Step) -> Iterator[str]:
    tax = step.kind is StepKind.WITHHOLD
    if step.of and (step.of not in MONTHS_OF if tax else _uncountable(step)):
        yield "of"
    counted = bool(step.of) and not tax
    if (step.counts and step.counts not in COUNTS) or (
        counted and not step.counts and "counts" not in step.asks
    ):
        yield "counts"
    for field, choices in (("scope", SCOPES), ("policy", POLICIES)):
        known = choices.get(step.kind)
        if known and field not in step.asks and getattr(step, field) not in known:
            yield field
    if any(one.since >= other.since for one, other in pairwise(step.bands)):
        yield "bands"
    if step.kind is StepKind.RESERVE and step.amount and exact(step.amount) > 1:
        yield "amount"
    if step.kind is StepKind.GRANT and _grant_wrong(step):
        yield "bands"


def _uncountable(step: Step) -> bool:
    if step.of not in MEASURES:
        return True
    if step.kind is StepKind.DEDUCT:
        return not MEASURES[step.of].money
    return step.of in {"refund", "fee", "cost"}


def _grant_wrong(step: Step) -> bool:
    thresholds = bool(step.bands or "bands" in step.asks)
    fixed = bool(step.amount or "amount" in step.asks)
    return thresholds == fixed or thresholds != bool(step.of or "of" in step.asks)


def _write(step: Step, field: str) -> str:
    choices = {
        "of": MONTHS_OF if step.kind is StepKind.WITHHOLD else tuple(MEASURES),
        "counts": COUNTS,
        "scope": SCOPES.get(step.kind, ()),
        "policy": POLICIES.get(step.kind, ()),
    }.get(field)
    if choices:
        return " | ".join(f'{field} = "{choice}"' for choice in choices)
    return SHAPES[field]


def _split_faults(step: Step, told: dict[str, object]) -> Iterator[Invalid]:
    for part in step.parts:
        turned = part.until and part.until < part.since
        if not NAME.fullmatch(part.role) or turned or (part.perpetual and part.until):
            yield Invalid("deals.part_wrong", **told, role=part.role)
    if step.rest and step.rest != HOUSE and not NAME.fullmatch(step.rest):
        yield Invalid("deals.part_wrong", **told, role=step.rest)
    for day in _part_days(step.parts):
        parts = [part for part in step.parts if covers(part.since, part.until, day)]
        total = sum((exact(part.part) for part in parts if part.part), Fraction(0))
        day_told = day or "…"
        if total > 1:
            yield Invalid("deals.split_over", **told, day=day_told, percent=_percent(total))
        whole = total == 1 or any(part.part is None for part in parts)
        if not whole and total < 1 and not step.rest and "rest" not in step.asks:
            yield Invalid("deals.split_under", **told, day=day_told, percent=_percent(total))


def _part_days(parts: Sequence[Part]) -> list[str]:
    days = {""} | {part.since for part in parts}
    return sorted(days | {after(part.until) for part in parts if part.until})


def _percent(part: Fraction) -> str:
    hundred = part * 100
    return str(hundred) if hundred.denominator > 1 else str(hundred.numerator)


def _holder_faults(contract: Contract, where: dict[str, object]) -> Iterator[Invalid]:
    for holder in contract.holders:
        turned = holder.until and holder.until < holder.since
        if not NAME.fullmatch(holder.role) or not NAME.fullmatch(holder.party) or turned:
            yield Invalid("deals.holder_wrong", **where, role=holder.role, party=holder.party)
    by_role: dict[str, list[tuple[str, str]]] = {}
    for holder in contract.holders:
        by_role.setdefault(holder.role, []).append((holder.since, holder.until or MAX_DAY))
    for role, spans in by_role.items():
        spans.sort()
        for one, other in pairwise(spans):
            if other[0] <= one[1]:
                yield Invalid("deals.holder_twice", **where, role=role, day=other[0])
