"""Reconciling: what a platform states against what we know, with a reason for each difference.

Numbers are matched by title, platform, days and metric; rows of the same title and days are
added up (a statement may have a row for each episode). What has no other side is a line of its
own, so each side is the sum of what is matched and what is not. A reason is only given where
the numbers prove it; everything else is "unexplained".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from piying.ledger.naming import Titles
from piying.ledger.rounding import exact
from piying.ledger.terms.days import after
from piying.model.books import Fact, Metric
from piying.model.canon import Digest
from piying.model.foreign import Claim, Difference, Reconciled, Sum, Tolerance, Why

MONEY = (Metric.GROSS, Metric.REFUND, Metric.FEE, Metric.COST)
COUNTS = (Metric.PLAYS, Metric.WATCH_MS, Metric.USERS)
NO_TOLERANCE = Tolerance()

Key = tuple[str, str, Metric, str]
"""Series, platform, metric, currency."""
Late = Mapping[tuple[str, str, str, Metric], int]
"""Series, platform, day, metric: what of it was not known when the day was counted first."""


@dataclass(slots=True)
class _Window:
    """Rows of one key and one stretch of days, with our facts of the same."""

    key: Key
    begin: str
    end: str
    claims: list[Claim] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    @property
    def theirs(self) -> int:
        return sum(claim.amount for claim in self.claims)

    @property
    def ours(self) -> int:
        return sum(fact.amount for fact in self.facts)

    @property
    def apart(self) -> int:
        return self.theirs - self.ours

    @property
    def step(self) -> int:
        """All that cutting off digits can have changed."""
        return sum(claim.step for claim in self.claims)


def known(claims: Iterable[Claim], titles: Titles) -> tuple[Claim, ...]:
    """`claims` with our series, where it can be told."""
    found: dict[str, str] = {}
    made = []
    for claim in claims:
        if claim.title not in found:
            found[claim.title] = titles.series(claim.title)
        made.append(replace(claim, series=found[claim.title]))
    return tuple(made)


def reconcile(
    claims: Sequence[Claim],
    facts: Iterable[Fact],
    tolerance: Tolerance = NO_TOLERANCE,
    late: Late | None = None,
) -> Reconciled:
    """`claims` against `facts`.

    Args:
        claims: what they state, with our series (`known`).
        facts: what we know of the same days and platforms; other metrics than theirs are left
            out, so that nobody looks for what was never stated.
        tolerance: by how much they may differ.
        late: what of ours was not known at first.
    """
    stated = {(claim.platform, claim.metric) for claim in claims}
    everything = sorted(set(facts), key=_day)
    compared = [fact for fact in everything if (fact.platform, fact.metric) in stated]
    windows, lines = _windows(claims)
    left = _shared_out(compared, windows)
    matched, alone = _parted(windows, left)
    lines += alone
    lines += _ours_alone(left, claims)
    seen = _Seen(tolerance, late or {})
    seen.add(matched, everything)
    lines += [_matched(window, seen) for window in matched]
    lines.sort(key=_largest_first)
    numbered = tuple(replace(line, number=at) for at, line in enumerate(lines, 1))
    return Reconciled(numbered, _sums(numbered))


def counting(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that count: of known titles, no row twice, no day twice."""
    windows, _ = _windows(claims)
    return tuple(claim for window in windows for claim in window.claims)


# --- pairing ------------------------------------------------------------------------------


def _windows(claims: Sequence[Claim]) -> tuple[list[_Window], list[Difference]]:
    """The stretches of days that they state, and the rows that cannot be of any."""
    lines: list[Difference] = []
    seen: set[tuple[Digest, Metric, str]] = set()
    by_name: dict[tuple[Key, str, str], _Window] = {}
    for claim in claims:
        same = (claim.cells, claim.metric, claim.currency)
        if claim.cells and same in seen:
            lines.append(_theirs_alone([claim], Why.DUPLICATE))
            continue
        seen.add(same)
        if not claim.series:
            lines.append(_theirs_alone([claim], Why.UNKNOWN_TITLE))
            continue
        key = (claim.series, claim.platform, claim.metric, claim.currency)
        window = by_name.setdefault(
            (key, claim.begin, claim.end), _Window(key, claim.begin, claim.end)
        )
        window.claims.append(claim)
    taken: dict[Key, list[_Window]] = {}
    for window in sorted(by_name.values(), key=lambda one: (one.end, one.begin)):
        before = taken.setdefault(window.key, [])
        if before and window.begin <= before[-1].end:
            lines.append(_theirs_alone(window.claims, Why.DUPLICATE))
        else:
            before.append(window)
    return [window for each in taken.values() for window in each], lines


def _shared_out(facts: Iterable[Fact], windows: Iterable[_Window]) -> list[Fact]:
    """Gives each fact to the window that it belongs to; the facts that belong to none."""
    by_key: dict[Key, list[_Window]] = {}
    for window in windows:
        by_key.setdefault(window.key, []).append(window)
    left = []
    for fact in facts:
        for window in by_key.get(_key(fact), ()):
            if window.begin <= fact.day <= window.end:
                window.facts.append(fact)
                break
        else:
            left.append(fact)
    return left


def _parted(
    windows: Sequence[_Window], left: Sequence[Fact]
) -> tuple[list[_Window], list[Difference]]:
    """Windows with two sides, and lines of those with theirs alone."""
    elsewhere: dict[tuple[str, str, Metric], set[str]] = {}
    for fact in left:
        elsewhere.setdefault(_key(fact)[:3], set()).add(fact.day)
    matched, lines = [], []
    for window in windows:
        if window.facts or window.theirs == 0:
            matched.append(window)
            continue
        days = elsewhere.get(window.key[:3], set())
        other = any(window.begin <= day <= window.end for day in days)
        lines.append(_theirs_alone(window.claims, Why.CURRENCY if other else Why.MISSING_DAY))
    return matched, lines


def _ours_alone(left: Sequence[Fact], claims: Sequence[Claim]) -> list[Difference]:
    named = {(claim.series, claim.platform) for claim in claims}
    stated: dict[tuple[str, str, Metric], set[str]] = {}
    for claim in claims:
        about = (claim.series, claim.platform, claim.metric)
        stated.setdefault(about, set()).add(claim.currency)
    days: dict[tuple[Key, str], list[Fact]] = {}
    for fact in left:
        days.setdefault((_key(fact), fact.day), []).append(fact)
    lines = []
    for (key, day), facts in days.items():
        series, platform, metric, currency = key
        why = Why.MISSING_DAY if (series, platform) in named else Why.UNKNOWN_TITLE
        if stated.get(key[:3], {currency}) - {currency} and currency:
            why = Why.CURRENCY
        ours = sum(fact.amount for fact in facts)
        lines.append(
            Difference(0, series, "", platform, day, day, metric, currency, None, ours,
                       why, ours == 0, (), _evidence(facts))
        )  # fmt: skip
    return lines


def _theirs_alone(claims: Sequence[Claim], why: Why) -> Difference:
    one = claims[0]
    amount = sum(claim.amount for claim in claims)
    return Difference(
        0, one.series, one.title, one.platform, one.begin, one.end, one.metric, one.currency,
        amount, None, why, amount == 0, tuple(claim.row for claim in claims),
    )  # fmt: skip


# --- reasons ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Seen:
    """What reasons are looked for in."""

    tolerance: Tolerance
    late: Late
    windows: dict[tuple[Key, str, str], _Window] = field(default_factory=dict)
    by_begin: dict[tuple[Key, str], _Window] = field(default_factory=dict)
    by_end: dict[tuple[Key, str], _Window] = field(default_factory=dict)
    taken: dict[tuple[Key, str], int] = field(default_factory=dict)
    """Fees and refunds of ours, by day."""

    def add(self, windows: Iterable[_Window], facts: Iterable[Fact]) -> None:
        for window in windows:
            self.windows[window.key, window.begin, window.end] = window
            self.by_begin[window.key, window.begin] = window
            self.by_end[window.key, window.end] = window
        for fact in facts:
            if fact.metric in {Metric.FEE, Metric.REFUND}:
                name = (_key(fact), fact.day)
                self.taken[name] = self.taken.get(name, 0) + fact.amount

    def agrees(self, window: _Window) -> bool:
        """Whether it is as near as cut digits and the tolerance allow."""
        share = exact(self.tolerance.share) * max(abs(window.theirs), abs(window.ours))
        within = abs(window.apart) <= max(share, Fraction(self.tolerance.least))
        return within or abs(window.apart) < window.step


def _matched(window: _Window, seen: _Seen) -> Difference:
    series, platform, metric, currency = window.key
    why = _why(window, seen)
    return Difference(
        0, series, window.claims[0].title, platform, window.begin, window.end, metric,
        currency, window.theirs, window.ours, why,
        why in {Why.EQUAL, Why.ROUNDING, Why.SMALL},
        tuple(claim.row for claim in window.claims), _evidence(window.facts),
    )  # fmt: skip


def _why(window: _Window, seen: _Seen) -> Why:
    """The first reason that the numbers prove."""
    if window.apart == 0:
        return Why.EQUAL
    proofs = {
        Why.ROUNDING: _rounded,
        Why.SMALL: _tolerated,
        Why.LATE: _late,
        Why.CUT_OFF: _shifted,
        Why.FEE: _kept,
        Why.PRICE: _priced,
    }
    return next((why for why, holds in proofs.items() if holds(window, seen)), Why.UNEXPLAINED)


def _rounded(window: _Window, _: _Seen) -> bool:
    return abs(window.apart) < window.step


def _tolerated(window: _Window, seen: _Seen) -> bool:
    return seen.agrees(window)


def _late(window: _Window, seen: _Seen) -> bool:
    """Whether they lack exactly what was not known here at first."""
    series, platform, metric, _ = window.key
    days = {fact.day for fact in window.facts}
    came = sum(seen.late.get((series, platform, day, metric), 0) for day in days)
    return came != 0 and abs(window.apart + came) < window.step


def _shifted(window: _Window, seen: _Seen) -> bool:
    """Whether what one stretch of days lacks stands on the one before or behind it."""
    before = seen.by_end.get((window.key, after(window.begin, -1)))
    behind = seen.by_begin.get((window.key, after(window.end)))
    for other in (before, behind):
        if other is None or window.apart * other.apart >= 0:
            continue
        both = _Window(
            window.key, window.begin, window.end,
            window.claims + other.claims, window.facts + other.facts,
        )  # fmt: skip
        if seen.agrees(both):
            return True
    return False


def _kept(window: _Window, seen: _Seen) -> bool:
    """Whether they state what is left after fees, after refunds, or after both."""
    series, platform, metric, currency = window.key
    if metric is not Metric.GROSS or window.apart > 0:
        return False
    days = {fact.day for fact in window.facts}
    fee, refund = (
        sum(seen.taken.get(((series, platform, each, currency), day), 0) for day in days)
        for each in (Metric.FEE, Metric.REFUND)
    )
    return any(off and abs(window.apart + off) < window.step
               for off in (fee, refund, fee + refund))  # fmt: skip


def _priced(window: _Window, seen: _Seen) -> bool:
    """Whether both count the same, so that only what they pay for it can differ."""
    series, platform, metric, _ = window.key
    if metric not in MONEY:
        return False
    counted = (
        seen.windows.get(((series, platform, each, ""), window.begin, window.end))
        for each in COUNTS
    )
    return any(one is not None and seen.agrees(one) for one in counted)


# --- sums ---------------------------------------------------------------------------------


def _sums(lines: Sequence[Difference]) -> tuple[Sum, ...]:
    found: dict[tuple[Metric, str], list[int]] = {}
    for line in lines:
        both = line.theirs is not None and line.ours is not None
        sums = found.setdefault((line.metric, line.currency), [0, 0, 0, 0])
        sums[0 if both else 1] += line.theirs or 0
        sums[2 if both else 3] += line.ours or 0
    return tuple(
        Sum(metric, currency, theirs + alone, theirs, alone, ours + lonely, ours, lonely)
        for (metric, currency), (theirs, alone, ours, lonely) in sorted(found.items())
    )


def _largest_first(line: Difference) -> tuple[object, ...]:
    return (
        line.within, line.metric not in MONEY, -abs(line.minor), line.series or line.title,
        line.platform, line.begin, line.metric, line.currency, line.rows,
    )  # fmt: skip


def _key(fact: Fact) -> Key:
    return fact.series, fact.platform, fact.metric, fact.currency


def _day(fact: Fact) -> tuple[str, ...]:
    return fact.day, fact.series, fact.platform, fact.metric, fact.contract, fact.currency


def _evidence(facts: Iterable[Fact]) -> tuple[Digest, ...]:
    return tuple(sorted({fact.evidence for fact in facts if fact.evidence}))
