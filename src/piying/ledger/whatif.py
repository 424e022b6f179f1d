"""What if: other terms over the facts that are known, and who would win and who would lose.

The changed terms are taken as if they had held from the first day, so that what is compared are
terms and not days. What was closed or held stays as it is on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from piying.ledger.rounding import exact
from piying.ledger.terms.agreed import Agreed, Purpose, Targets
from piying.ledger.terms.targets import targets
from piying.ledger.terms.versions import contracts_known
from piying.model.books import Fact
from piying.model.deal import HOUSE, Contract, Deal

_OWED = (Purpose.DUE, Purpose.RESERVE)


@dataclass(frozen=True, slots=True)
class Change:
    """What one party has of one title, or of one group, under both terms."""

    party: str
    contract: str
    """Or "group:NAME"."""
    series: str
    currency: str
    before_minor: int
    after_minor: int
    format: str
    team: int | None
    """The smallest team among the titles; None: nobody said."""
    cost: Fraction | None
    """The lowest cost among them; None: nobody said."""

    @property
    def difference_minor(self) -> int:
        """Above zero: more than before."""
        return self.after_minor - self.before_minor


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every change, small teams and low costs first; what nobody said comes last."""

    day: str
    changes: tuple[Change, ...]
    unrecouped_before: Fraction
    unrecouped_after: Fraction

    @property
    def winners(self) -> tuple[Change, ...]:
        """Who would have more."""
        return tuple(one for one in self.changes if one.difference_minor > 0)

    @property
    def losers(self) -> tuple[Change, ...]:
        """Who would have less."""
        return tuple(one for one in self.changes if one.difference_minor < 0)

    @property
    def team_unknown(self) -> tuple[str, ...]:
        """The contracts and groups whose team nobody has told."""
        return tuple(dict.fromkeys(one.contract for one in self.changes if one.team is None))

    @property
    def cost_unknown(self) -> tuple[str, ...]:
        """Likewise, what they cost."""
        return tuple(dict.fromkeys(one.contract for one in self.changes if one.cost is None))


def instead(agreed: Agreed, others: Iterable[Deal], under: Sequence[Contract] = ()) -> Agreed:
    """`agreed` with each of `others` instead of all versions of its deal, from the start.

    Each contract of `under` stands instead of all records of the contract of its name.
    """
    new = {deal.id: deal for deal in others}
    begins = {
        name: min(
            (
                *(old.effective for old in agreed.deals if old.id == name and old.effective),
                *(one.since for one in agreed.contracts if one.deal == name),
            ),
            default=deal.effective,
        )
        for name, deal in new.items()
    }
    recorded = min((deal.recorded for deal in agreed.deals), default="")
    kept = tuple(deal for deal in agreed.deals if deal.id not in new)
    changed = tuple(
        replace(deal, effective=begins[name], until="", recorded=recorded, asks=())
        for name, deal in new.items()
    )
    renewed = {one.id: one for one in under}
    contracts = tuple(one for one in agreed.contracts if one.id not in renewed)
    return replace(agreed, deals=kept + changed, contracts=contracts + tuple(under))


def compare(  # noqa: PLR0913, PLR0917 - both sides of a comparison
    agreed: Agreed,
    others: Sequence[Deal],
    facts: Iterable[Fact],
    day: str,
    known_by: str,
    series: Sequence[str] = (),
    under: Sequence[Contract] = (),
) -> Comparison:
    """What everybody has by `day` as it was agreed, and as it would be under `others`.

    Args:
        agreed: as it stands.
        others: one version for each deal that changes, under the id of that deal.
        facts: what is known.
        day: the last day that counts.
        known_by: what was agreed by then.
        series: only these titles and the groups that they are in; empty: all.
        under: contracts that change: of another format, exclusive or not.

    Raises:
        Invalid: a field that is needed is unknown, on either side.
    """
    facts = tuple(facts)
    before = targets(agreed, facts, day, known_by)
    after = targets(instead(agreed, others, under), facts, day, known_by)
    contracts = contracts_known(agreed.contracts, known_by)
    left, right = _owed(before), _owed(after)
    changes = [
        _change(key, left.get(key, 0), right.get(key, 0), contracts)
        for key in {*left, *right}
        if _wanted(key[1], key[2], series, contracts)
    ]
    changes.sort(key=_small_first)
    return Comparison(day, tuple(changes), _unrecouped(before), _unrecouped(after))


_Key = tuple[str, str, str, str]


def _owed(found: Targets) -> dict[_Key, int]:
    owed: dict[_Key, int] = {}
    for line in found.lines:
        if line.purpose in _OWED and line.party:
            key = (line.party, line.contract, line.series, line.currency)
            owed[key] = owed.get(key, 0) + line.minor
    return owed


def _unrecouped(found: Targets) -> Fraction:
    return sum((one.unrecouped for one in found.recoupments), Fraction(0))


def _members(contract: str, contracts: Iterable[Contract]) -> list[Contract]:
    return [
        one
        for one in contracts
        if contract in {one.id, f"group:{one.group}" if one.group else ""}
    ]


def _wanted(
    contract: str, series: str, wanted: Sequence[str], contracts: Iterable[Contract]
) -> bool:
    if not wanted or series in wanted:
        return True
    members = _members(contract, contracts) if not series else []
    return any(name in wanted for member in members for name in member.series)


def _change(key: _Key, before: int, after: int, contracts: Iterable[Contract]) -> Change:
    party, contract, series, currency = key
    members = _members(contract, contracts)
    teams = [one.team for one in members if one.team is not None]
    costs = [exact(one.cost) for one in members if one.cost is not None]
    formats = sorted({one.format for one in members})
    return Change(
        party=party,
        contract=contract,
        series=series,
        currency=currency,
        before_minor=before,
        after_minor=after,
        format=", ".join(formats),
        team=min(teams, default=None),
        cost=min(costs, default=None),
    )


def _small_first(change: Change) -> tuple[object, ...]:
    return (
        change.party == HOUSE,
        change.team is None,
        change.team or 0,
        change.cost is None,
        change.cost or 0,
        change.contract,
        change.series,
        change.party,
    )
