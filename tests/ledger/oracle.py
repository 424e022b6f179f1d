"""A second settlement, by brute force: every day anew, in Fractions, without the ledger's code.

It knows less than the engine (no pools, no dated coefficients) and is slow on purpose. What
it does know it computes in another way: it walks from day to day and looks at every fact anew.
"""

from __future__ import annotations

import datetime
from fractions import Fraction

COUNTS = {
    "effective_plays": ("effective_plays",),
    "effective_minutes": ("effective_ms",),
    "gross": ("gross",),
    "net": ("gross", "-refund", "-fee"),
}
FEN = 100


def number(ratio):
    return Fraction(ratio.num, ratio.den)


def days_between(first, last):
    day, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    while day <= end:
        yield day.isoformat()
        day += datetime.timedelta(days=1)


def counted(facts, title, step, first, last):
    total = Fraction(0)
    for fact in facts:
        if (fact.contract, fact.series) != title or not first <= fact.day <= last:
            continue
        if fact.counted_by != step.counts:
            continue
        for metric in COUNTS[step.of]:
            if metric.lstrip("-") == fact.metric.value:
                total += -fact.amount if metric[0] == "-" else fact.amount
    return total / 60_000 if step.of == "effective_minutes" else total


def bracket(amount, step, scale, worth):
    edges = [band.since * scale for band in step.bands]
    rates = [number(band.value) * worth for band in step.bands]
    if step.policy == "whole":
        rate = Fraction(0)
        for edge, one in zip(edges, rates, strict=True):
            if amount >= edge:
                rate = one
        return max(Fraction(0), amount) * rate
    total = Fraction(0)
    for place, (edge, rate) in enumerate(zip(edges, rates, strict=True)):
        top = edges[place + 1] if place + 1 < len(edges) else amount
        total += max(Fraction(0), min(amount, top) - edge) * rate
    return total


def reached(amount, step, most):
    value = Fraction(0)
    for band in step.bands:
        if amount >= band.since:
            value = max(value, number(band.value))
    return (min(value, most) if most is not None else value) * FEN


def without(amount, once):
    return amount if amount < 0 else max(Fraction(0), amount - once)


def given(step, contract):
    for one in contract.given:
        if one.step == step.id:
            return number(one.amount)
    return number(step.amount) if step.amount else None


def version_on(deals, day):
    best = None
    for deal in deals:
        if deal.effective <= day and (best is None or deal.effective > best.effective):
            best = deal
    return best


def last_day_of(deals, deal):
    later = sorted(other.effective for other in deals if other.effective > deal.effective)
    if not later:
        return "9999-12-31"
    day = datetime.date.fromisoformat(later[0]) - datetime.timedelta(days=1)
    return day.isoformat()


def earned(facts, contract, series, deals, day):  # noqa: C901, PLR0912 - one plain walk
    """What a title earned by `day`: below a guarantee, and on top."""
    seen, below, above = {}, Fraction(0), Fraction(0)

    def adds(step, more, function):
        old = seen.get(step.id, Fraction(0))
        seen[step.id] = old + more
        return function(old + more) - function(old)

    for deal in sorted(deals, key=lambda one: one.effective):
        first = max(deal.effective, contract.since)
        last = min(last_day_of(deals, deal), day, contract.until or "9999-12-31")
        if first > last:
            continue
        strands, money, behind = [Fraction(0)], True, False
        for step in deal.steps:
            kind, now = step.kind.value, strands[-1]
            scale = FEN if money else 1
            if step.scope == "all" and kind != "pool":
                strands, now = [sum(strands)], sum(strands)
            if kind == "basis":
                money = step.of in {"gross", "net"}
                strands.append(counted(facts, (contract.id, series), step, first, last))
            elif kind == "rate":
                strands[-1], money = now * number(step.amount) * FEN / step.per, True
            elif kind == "share":
                strands[-1] = now * number(step.amount)
            elif kind == "coefficient":
                (cell,) = [one for one in step.cells if one.format == contract.format]
                strands[-1] = now * number(cell.value) / 100
            elif kind == "deduct":
                once = number(step.amount) * FEN
                strands[-1] = adds(step, now, lambda x, once=once: without(x, once))
            elif kind == "brackets":
                worth = 1 if money else FEN
                strands[-1] = adds(
                    step,
                    now,
                    lambda x, s=step, a=scale, w=worth: bracket(x, s, a, w),
                )
                money = True
            elif kind == "cap":
                had = seen.get(step.id, Fraction(0))
                room = max(Fraction(0), number(step.amount) * scale - had)
                strands[-1] = min(now, room)
                seen[step.id] = had + strands[-1]
            elif kind in {"incentive", "tiers"}:
                count = counted(facts, (contract.id, series), step, first, last)
                most = number(step.amount) if step.amount else None
                bonus = adds(step, count, lambda x, s=step, m=most: reached(x, s, m))
                if behind:
                    above += bonus
                else:
                    strands.append(bonus)
            elif kind == "guarantee":
                behind = True
        below += sum(strands)
    return below, above


def guarantee(contracts, deals, day, scope):
    own, shared, every = Fraction(0), Fraction(0), True
    for contract, _ in contracts:
        mine = Fraction(0)
        for deal in deals:
            begin = max(deal.effective, contract.since)
            if begin > min(day, contract.until or "9999-12-31", last_day_of(deals, deal)):
                continue
            for step in deal.steps:
                if step.kind.value != "guarantee":
                    continue
                amount = given(step, contract)
                if any(one.step == step.id for one in contract.given):
                    mine = max(mine, amount * FEN)
                elif amount:
                    shared = max(shared, amount * FEN)
        own += mine
        every = every and mine > 0
    if scope == "title":
        return max(own, shared)
    return own if every else own + shared


def in_span(since, until, day):
    return since <= day and (until == "" or day <= until)


def kept_part(deal, day, today):
    for step in deal.steps:
        if step.kind.value == "reserve":
            if step.until:
                return number(step.amount) if today < step.until else Fraction(0)
            date = datetime.date.fromisoformat(day)
            sunday = date + datetime.timedelta(days=6 - date.weekday())
            free = sunday + datetime.timedelta(days=step.days)
            return number(step.amount) if today < free.isoformat() else Fraction(0)
    return Fraction(0)


def pot_settled(facts, contracts, deals, today, scope):
    """Due and kept back by party, what is in suspense, and the guarantee."""
    whole, kept = {}, {}
    before = worth = Fraction(0)
    start = min(contract.since for contract, _ in contracts)
    for day in days_between(start, today):
        sums = [earned(facts, contract, series, deals, day) for contract, series in contracts]
        promised = guarantee(contracts, deals, day, scope)
        worth = max(promised, sum(b for b, _ in sums), Fraction(0)) + sum(a for _, a in sums)
        more, before = worth - before, worth
        if not more:
            continue
        deal = version_on(deals, day)
        (split,) = [step for step in deal.steps if step.kind.value == "split"]
        shares = [
            (part.role, number(part.part))
            for part in split.parts
            if in_span(part.since, part.until, day)
        ]
        shares.append((split.rest or "house", 1 - sum(part for _, part in shares)))
        contract = next(c for c, _ in contracts if c.since <= day)
        for role, part in shares:
            party = "house"
            for holder in contract.holders:
                if holder.role == role and in_span(holder.since, holder.until, day):
                    party = holder.party
            whole[party] = whole.get(party, Fraction(0)) + part * more
            back = part * more * kept_part(deal, day, today)
            kept[party] = kept.get(party, Fraction(0)) + back
    due, reserve = {}, {}
    for party, amount in whole.items():
        back = max(Fraction(0), kept[party])
        due[party] = (amount - back).__floor__()
        reserve[party] = amount.__floor__() - due[party]
    left = worth.__floor__() - sum(due.values()) - sum(reserve.values())
    return due, reserve, left


def settled(facts, contracts, deals, today):
    """All pots: due by party, kept back by party, and suspense."""
    facts = [fact for fact in set(facts) if fact.day <= today]
    scope = "title"
    for deal in deals:
        for step in deal.steps:
            if step.kind.value == "guarantee":
                scope = step.scope
    pots = {}
    for contract in contracts:
        if contract.since > today:
            continue
        for series in contract.series:
            together = scope == "group" and contract.group
            key = contract.group if together else (contract.id, series)
            pots.setdefault(key, []).append((contract, series))
    due, reserve, left = {}, {}, 0
    for members in pots.values():
        way = scope if len(members) > 1 else "title"
        one_due, one_reserve, one_left = pot_settled(facts, members, deals, today, way)
        for party, minor in one_due.items():
            due[party] = due.get(party, 0) + minor
            reserve[party] = reserve.get(party, 0) + one_reserve[party]
        left += one_left
    return due, reserve, left
