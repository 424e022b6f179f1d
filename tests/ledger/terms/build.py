"""Small deals, contracts and facts for the tests of terms."""

from __future__ import annotations

from fractions import Fraction
from importlib.resources import files

from piying.ledger.rounding import ratio
from piying.ledger.terms.agreed import Agreed, Purpose
from piying.ledger.terms.targets import targets
from piying.model.books import Fact, Metric
from piying.model.deal import (
    HOUSE,
    Band,
    Calendar,
    Contract,
    Deal,
    Given,
    Holder,
    Part,
    Party,
    Ratio,
    Step,
    StepKind,
)

DAY = "2026-11-23"
NOW = "2026-11-23T00:00:00Z"
K = StepKind


def r(number):
    return ratio(Fraction(str(number)) if isinstance(number, float) else Fraction(number))


def step(kind, ident="", **said):
    for key in ("amount", "at_most", "at_least"):
        if key in said and not isinstance(said[key], Ratio):
            said[key] = r(said[key])
    if "bands" in said:
        said["bands"] = tuple(Band(since, r(value)) for since, value in said["bands"])
    return Step(ident or kind.value, kind, f"§{ident or kind.value}", **said)


def basis(of="gross", counts="own", ident="basis", **said):
    return step(K.BASIS, ident, of=of, counts=counts, **said)


def split(*parts, rest="", ident="split"):
    made = tuple(
        part if isinstance(part, Part) else Part(part[0], r(part[1])) for part in parts
    )
    made = made or (Part("producer", r(1)),)
    whole = all(part.part for part in made) and sum(
        Fraction(p.part.num, p.part.den) for p in made
    )
    return step(K.SPLIT, ident, parts=made, rest=rest or (HOUSE if 0 < whole < 1 else ""))


def deal(*steps, ident="d", version=1, effective="2026-01-01", **said):
    said = {"recorded": "2025-12-01T00:00:00Z", "calendar": Calendar(), **said}
    return Deal(
        id=ident,
        version=version,
        title=ident,
        effective=effective,
        currency=said.pop("currency", "CNY"),
        min_ms=3000,
        cap_plays=3,
        cap_watch_x=2,
        steps=steps,
        **said,
    )


def contract(ident="c", series=("a",), holders=None, **said):
    said = {
        "deal": "d",
        "platforms": (),
        "since": "2026-01-01",
        "until": "",
        "format": "2d",
        "exclusive": True,
        "grade": "",
        "group": "",
        "recorded": "2025-12-01T00:00:00Z",
        **said,
    }
    said["given"] = tuple(Given(name, r(amount)) for name, amount in said.get("given", ()))
    held = holders or (Holder("producer", "studio"),)
    return Contract(id=ident, series=tuple(series), holders=tuple(held), **said)


def fact(amount, day="2026-02-01", metric=Metric.GROSS, **said):
    said = {"contract": "c", "series": "a", "platform": "app", **said}
    money = metric in {Metric.GROSS, Metric.REFUND, Metric.FEE, Metric.COST, Metric.POOL}
    return Fact(day=day, metric=metric, amount=amount, currency="CNY" if money else "", **said)


def minutes(amount, day="2026-02-01", **said):
    return fact(int(amount * 60_000), day, Metric.WATCH_MS, **said)


PEOPLE = (
    Party("studio", "Studio", "company"),
    Party("other", "Other", "company"),
    Party("li", "Li", "person", "author"),
    Party("wu", "Wu", "person", "labour"),
    Party("zhao", "Zhao", "person", "royalty"),
)


def agreed(deals, contracts=None, **said):
    deals = (deals,) if isinstance(deals, Deal) else tuple(deals)
    return Agreed(deals, tuple(contracts or (contract(),)), said.pop("parties", PEOPLE), **said)


def come_to(deals, facts, contracts=None, day=DAY, **said):
    return targets(agreed(deals, contracts, **said), facts, day, NOW)


def due(deals, facts, contracts=None, party="studio", day=DAY, **said):
    """What a party is owed, in minor units."""
    return come_to(deals, facts, contracts, day, **said).minor(party, Purpose.DUE)


def shipped(name):
    return files("piying.ledger.terms").joinpath(name).read_text(encoding="utf-8")
