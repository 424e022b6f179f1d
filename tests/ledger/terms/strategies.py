"""Random deals, contracts and histories, all of them sound."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from ledger.terms.build import K, basis, contract, deal, fact, r, split, step
from piying.model.books import Metric
from piying.model.deal import Cell, Holder, Part

DAYS = tuple(f"2026-01-{day:02}" for day in range(1, 29))
LAST = DAYS[-1]
CELLS = (Cell(r(60), "hyper_realistic"), Cell(r(50), "2d"), Cell(r(1), "static"))
COUNTED = ("effective_plays", "effective_minutes", "net")
ratios = st.integers(0, 150).map(lambda n: f"{n}/97")
days = st.sampled_from(DAYS)


@st.composite
def bands(draw, *, rising=True, top=120):
    edges = sorted(draw(st.sets(st.integers(1, 400), max_size=3)))
    values = [draw(st.integers(0, top)) for _ in range(len(edges) + 1)]
    values = sorted(values) if rising else values
    return tuple(zip([0, *edges], [f"{v}/100" for v in values], strict=True))


@st.composite
def strand(draw, place):
    of = draw(st.sampled_from(["gross", "net", "effective_plays", "effective_minutes"]))
    name = f"s{place}"
    steps = [basis(of, ident=f"{name}-basis")]
    money = of in {"gross", "net"}
    if not money and draw(st.booleans()):
        steps.append(
            step(K.RATE, f"{name}-rate", amount=draw(ratios), per=draw(st.integers(1, 9)))
        )
        money = True
        if draw(st.booleans()):
            steps.append(step(K.COEFFICIENT, f"{name}-by", cells=CELLS, as_percent=True))
    if not money or draw(st.booleans()):
        policy = draw(st.sampled_from(["marginal", "whole"]))
        found = draw(bands())
        steps.append(step(K.BRACKETS, f"{name}-bands", bands=found, policy=policy))
    if draw(st.booleans()):
        steps.append(step(K.SHARE, f"{name}-share", amount=draw(ratios)))
    if draw(st.booleans()):
        steps.append(step(K.DEDUCT, f"{name}-once", amount=draw(st.integers(0, 5))))
    if draw(st.booleans()):
        steps.append(step(K.CAP, f"{name}-cap", amount=draw(st.integers(0, 300))))
    return steps


@st.composite
def incentive(draw, name):
    edges = sorted(draw(st.sets(st.integers(0, 400), min_size=1, max_size=3)))
    found = tuple((edge, draw(st.integers(0, 90))) for edge in edges)
    said = {"amount": draw(st.integers(0, 60))} if draw(st.booleans()) else {}
    of = draw(st.sampled_from(["effective_plays", "effective_minutes"]))
    return step(K.INCENTIVE, name, of=of, counts="own", bands=found, **said)


@st.composite
def parting(draw, *, still=False):
    a, b = draw(st.integers(0, 60)), draw(st.integers(0, 40))
    middle = draw(days)
    parts = [Part("producer", r(f"{a}/100")), Part("writer", r(f"{b}/100"), perpetual=True)]
    if not still and draw(st.booleans()):
        parts[0] = replace(parts[0], until=middle)
    return split(*parts, rest=draw(st.sampled_from(["house", "ip"])))


@st.composite
def steps_of(draw, scope, *, still=False):
    steps = [one for place in range(draw(st.integers(1, 2))) for one in draw(strand(place))]
    if draw(st.booleans()):
        steps.append(draw(incentive("early")))
    if draw(st.booleans()):
        steps.append(step(K.CAP, "all-cap", amount=draw(st.integers(0, 500)), scope="all"))
    if scope and draw(st.booleans()):
        steps.append(step(K.GUARANTEE, "mg", amount=draw(st.integers(0, 200)), scope=scope))
        if draw(st.booleans()):
            steps.append(draw(incentive("late")))
    if draw(st.booleans()):
        until = (
            {"until": draw(days)} if draw(st.booleans()) else {"days": draw(st.integers(1, 9))}
        )
        steps.append(
            step(K.RESERVE, amount=draw(st.integers(0, 30).map(lambda n: f"{n}/100")), **until)
        )
    return (*steps, draw(parting(still=still)))


@st.composite
def deals(draw, versions=2, *, still=False):
    scope = draw(st.sampled_from(["", "title", "group"]))
    made = [deal(*draw(steps_of(scope, still=still)))]
    for version in range(2, draw(st.integers(1, versions)) + 1):
        day = DAYS[draw(st.integers(1, 26))]
        if any(one.effective == day for one in made):
            continue
        made.append(deal(*draw(steps_of(scope, still=still)), version=version, effective=day))
    return tuple(made)


@st.composite
def contracts(draw, *, still=False):
    made = []
    for place in range(draw(st.integers(1, 3))):
        given = (("mg", draw(st.integers(0, 90))),) if draw(st.booleans()) else ()
        made.append(
            contract(
                f"c{place}",
                [f"t{place}"],
                group=draw(st.sampled_from(["", "slate"])),
                format=draw(st.sampled_from(["2d", "static"])),
                since=draw(st.sampled_from(DAYS[:4])),
                given=given,
            )
        )
    handed = draw(days.filter(lambda day: day > DAYS[4]))
    held = (
        Holder("producer", "studio", until=DAYS[DAYS.index(handed) - 1]),
        Holder("producer", "other", since=handed),
        Holder("writer", "li"),
        Holder("ip", "zhao"),
    )
    if still:
        held = (Holder("producer", "studio"), *held[2:])
    return tuple(replace(one, holders=held) for one in made)


@st.composite
def histories(draw, under, *, negative=True):
    made = []
    for _ in range(draw(st.integers(0, 12))):
        one = draw(st.sampled_from(under))
        day = draw(days.filter(lambda day, one=one: day >= one.since))
        metric = draw(
            st.sampled_from([Metric.GROSS, Metric.PLAYS, Metric.WATCH_MS])
            if not negative
            else st.sampled_from(
                [Metric.PLAYS, Metric.WATCH_MS, Metric.GROSS, Metric.REFUND, Metric.FEE]
            )
        )
        least = -3_000 if negative else 0
        amount = draw(st.integers(least, 30_000))
        amount *= 997 if metric is Metric.WATCH_MS else 1
        made.append(fact(amount, day, metric, contract=one.id, series=one.series[0]))
    return tuple(made)


@st.composite
def worlds(draw, versions=2):
    terms, under = draw(deals(versions)), draw(contracts())
    return terms, under, draw(histories(under))


@st.composite
def growing_worlds(draw):
    """One version, parts that stay, and no negative fact."""
    terms, under = draw(deals(1, still=True)), draw(contracts(still=True))
    return terms, under, draw(histories(under, negative=False))
