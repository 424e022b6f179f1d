"""Sales as facts: whose they are, by the contract that covers the title there on that day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from piying.ledger.terms.days import covers
from piying.model.books import Fact, Metric
from piying.model.canon import Digest, digest
from piying.model.deal import Contract
from piying.model.sale import Sale


@dataclass(frozen=True, slots=True)
class Sold:
    """Sales as facts, and those that no contract covers."""

    facts: tuple[Fact, ...]
    uncovered: tuple[Sale, ...]
    """They are counted and shown: nobody is paid for them, and nobody forgets them."""


def sold(sales: Iterable[Sale], contracts: Sequence[Contract]) -> Sold:
    """What `sales` come to, by contract, title, platform, day and currency."""
    sums: dict[tuple[str, str, str, str, Metric, str], int] = {}
    proofs: dict[tuple[str, str, str, str, Metric, str], list[str]] = {}
    uncovered = []
    for sale in sales:
        contract = covering(contracts, sale.series, sale.platform, sale.day)
        if contract is None:
            uncovered.append(sale)
            continue
        for metric, minor in (
            (Metric.GROSS, sale.gross_minor),
            (Metric.REFUND, sale.refund_minor),
            (Metric.FEE, sale.fee_minor),
        ):
            if minor:
                key = (contract.id, sale.series, sale.platform, sale.day, metric, sale.currency)
                sums[key] = sums.get(key, 0) + minor
                proofs.setdefault(key, []).append(sale.id)
    facts = tuple(
        Fact(
            contract=key[0], series=key[1], platform=key[2], day=key[3], metric=key[4],
            amount=minor, currency=key[5], evidence=evidence(proofs[key]),
        )
        for key, minor in sorted(sums.items())
    )  # fmt: skip
    return Sold(facts, tuple(uncovered))


def covering(
    contracts: Sequence[Contract], series: str, platform: str, day: str
) -> Contract | None:
    """The contract that covers a title on a platform on a day; the rules allow only one."""
    for contract in contracts:
        if (
            series in contract.series
            and platform in contract.platforms
            and covers(contract.since, contract.until, day)
        ):
            return contract
    return None


def evidence(ids: Iterable[str]) -> Digest:
    """The name of these sales together: the digest of their ids in order."""
    return digest(sorted(ids))
