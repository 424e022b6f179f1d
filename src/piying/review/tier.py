"""Tiering: a declaration and a day → the tier, by the row that holds on that day and why.

An unknown answer asks, unless every possible answer gives the same tier. Where the rows of
two authorities differ, the stricter one is chosen and the difference is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from piying.model.policy import Policy, TierRow
from piying.model.review import Answer, Declared, Tiering

STRICTEST_FIRST = ("key", "ordinary", "other")
REVIEWERS = ("national", "provincial", "platform")
ASKED = ("ai_used", "special_subject", "promoted", "volunteered")
COST = "cost_fen"
DAY = "filed_on"
FEN_IN_YUAN = 100


@dataclass(frozen=True, slots=True)
class _Placed:
    """The tier that one row gives, and what of the declaration decided."""

    tier: str
    row: TierRow
    because: tuple[str, ...]


def tiering(policy: Policy, declared: Declared, day: date) -> Tiering:
    """The tier of a work on the day it was filed, or on `day` while it is not.

    Args:
        policy: With the dated rows.
        declared: What the producer declares.
        day: Today, in China.
    """
    decides = declared.filed_on or day
    asked = _asked(policy, declared, decides)
    if asked is None:
        return Tiering("", "", (f"day={decides}",), "", (), (DAY,))
    now = "" if asked else _tier(policy, declared, decides)
    later = tuple(_later(policy, declared, decides, now))
    if asked:
        return Tiering("", "", (f"day={decides}",), "", (), asked, changes_on=later)
    placed = _placed(policy, _settled(policy, declared, decides), decides)
    strictest = placed[0]
    duties = [
        one for one in policy.duties if one.tier == strictest.tier and one.term.holds(decides)
    ]
    reviewers = [name for name in REVIEWERS if any(d.reviewer == name for d in duties)]
    conflicts = [f"{one.row.id}: {one.tier}" for one in placed if one.tier != strictest.tier]
    if conflicts:
        conflicts.insert(0, f"{strictest.row.id}: {strictest.tier}")
    conflicts += [f"{one.id}: {one.conflict.en}" for one in duties if one.conflict]
    return Tiering(
        tier=strictest.tier,
        row=strictest.row.id,
        because=(f"day={decides}", *strictest.because),
        reviewer=reviewers[0] if reviewers else "",
        must_file=tuple(dict.fromkeys(sort for one in duties for sort in one.must_file)),
        conflicts=tuple(conflicts),
        changes_on=later,
    )


def _fitting(policy: Policy, declared: Declared, day: date) -> list[TierRow]:
    """The rows that hold on `day` for works like this."""
    wanted = {"any", str(declared.ai_used)}
    return [row for row in policy.tiers if row.term.holds(day) and row.ai in wanted]


def _placed(policy: Policy, declared: Declared, day: date) -> list[_Placed]:
    """What every row gives that fits, the strictest first."""
    rows = _fitting(policy, declared, day)
    return sorted(
        (_by(row, declared) for row in rows), key=lambda one: STRICTEST_FIRST.index(one.tier)
    )


def _by(row: TierRow, declared: Declared) -> _Placed:
    """What `row` gives for a declaration without open questions."""
    known = () if row.ai == "any" else (f"ai_used={declared.ai_used}",)
    cost = declared.cost_fen
    for step in row.steps:
        for answer in step.answers:
            if getattr(declared, answer) is Answer.YES:
                return _Placed(step.tier, row, (*known, f"{answer}=yes"))
        if step.cost_from_fen is None:
            if not step.answers:
                break
        elif cost is not None and cost >= step.cost_from_fen:
            reason = f"cost_yuan={_yuan(cost)}", f"cost_from_yuan={_yuan(step.cost_from_fen)}"
            return _Placed(step.tier, row, (*known, *reason))
    told = () if cost is None else (f"cost_yuan={_yuan(cost)}",)
    return _Placed(row.steps[-1].tier, row, (*known, *told))


def _yuan(fen: int) -> str:
    whole, rest = divmod(fen, FEN_IN_YUAN)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def _tier(policy: Policy, declared: Declared, day: date) -> str:
    placed = _placed(policy, _settled(policy, declared, day), day)
    return placed[0].tier if placed else ""


def _settled(policy: Policy, declared: Declared, day: date) -> Declared:
    """The declaration with one of its possible answers, where all give the same tier."""
    return next(whole for whole, _ in _possible(policy, declared, day))


def _possible(
    policy: Policy, declared: Declared, day: date
) -> Iterator[tuple[Declared, dict[str, object]]]:
    """Every declaration that the open answers may come to, with those answers."""
    open_answers = [name for name in ASKED if getattr(declared, name) is Answer.UNKNOWN]
    ways: list[list[object]] = [[Answer.YES, Answer.NO] for _ in open_answers]
    names = list(open_answers)
    if declared.cost_fen is None:
        names.append(COST)
        ways.append(list(_costs(policy, day)))
    for answers in product(*ways):
        given = dict(zip(names, answers, strict=True))
        yield replace(declared, **given), given  # type: ignore[arg-type]


def _costs(policy: Policy, day: date) -> Iterable[int]:
    """A cost on each side of every threshold."""
    limits = {
        step.cost_from_fen
        for row in policy.tiers
        if row.term.holds(day)
        for step in row.steps
        if step.cost_from_fen is not None
    }
    return sorted({0, *limits})


def _asked(policy: Policy, declared: Declared, day: date) -> tuple[str, ...] | None:
    """The open answers that decide; None if no row holds on `day`."""
    tiers: dict[tuple[tuple[str, object], ...], str] = {}
    for whole, given in _possible(policy, declared, day):
        placed = _placed(policy, whole, day)
        if placed:
            tiers[tuple(given.items())] = placed[0].tier
    if not tiers:
        return None
    deciding = set()
    for answers, tier in tiers.items():
        for at, (name, _) in enumerate(answers):
            others = (*answers[:at], *answers[at + 1 :])
            deciding |= {
                name
                for given, other in tiers.items()
                if other != tier and (*given[:at], *given[at + 1 :]) == others
            }
    return tuple(name for name in (*ASKED, COST) if name in deciding)


def _later(
    policy: Policy, declared: Declared, day: date, tier: str
) -> Iterator[tuple[date, str]]:
    """The later days on which another tier would come out, and which; "?" if that asks."""
    starts = {row.term.since for row in policy.tiers}
    ends = {row.term.until + timedelta(days=1) for row in policy.tiers if row.term.until}
    last = tier or "?"
    for change in sorted(one for one in starts | ends if one is not None and one > day):
        asked = _asked(policy, declared, change)
        now = "–" if asked is None else "?" if asked else _tier(policy, declared, change)
        if now != last:
            yield change, now
            last = now
